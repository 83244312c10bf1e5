##! Requests, and which data connection answers which.

@load ./competing
@load ./finish
@load ./wake

module Bootwarden;

function tftp_is_same_request(a: TftpRequest, b: TftpRequest): bool
	{
	return a$uid == b$uid && a$number == b$number;
	}

# Forgets a request at an address and port.
function tftp_drop_at(r: TftpRequest, host: addr, p: port)
	{
	if ( [host, p] !in tftp_requests )
		return;
	local asked = tftp_requests[host, p];
	if ( |asked| > 1 || ! tftp_is_same_request(r, asked[0]) )
		{
		local others: vector of TftpRequest;
		for ( _, other in asked )
			if ( ! tftp_is_same_request(r, other) )
				others += other;
		if ( |others| > 0 )
			{
			tftp_requests[host, p] = others;
			return;
			}
		}
	delete tftp_requests[host, p];
	}

function tftp_drop_request(r: TftpRequest)
	{
	if ( r$counted )
		{
		r$counted = F;
		--tftp_own_requests;
		}
	tftp_drop_at(r, r$client, r$client_port);
	if ( r?$group )
		tftp_drop_at(r, r$group, r$group_port);
	}

# The request's time is over: its line, where nobody answered.
function tftp_request_over(r: TftpRequest)
	{
	tftp_drop_request(r);
	r$answers = vector();
	# What nobody answers, and names no mode, need be no request at all.
	if ( r$answered || r$ask$mode == "" )
		return;

	local t = tftp_request_transfer(r);
	t$status = "timed_out";
	t$duration = r$last - r$ts;
	tftp_report(t);
	}

# Remembers a request at an address and port: its client's, or the group's that its data is sent to.
function tftp_add_at(r: TftpRequest, host: addr, p: port)
	{
	if ( [host, p] in tftp_requests )
		tftp_requests[host, p] += r;
	else
		tftp_requests[host, p] = vector(r);
	}

# The request of this client, sent again: not answered yet, or its answer has hardly begun.
function tftp_is_repeated(r: TftpRequest, requested: addr, data: string): bool
	{
	if ( r$requested != requested || r$raw != data || r$node != "" )
		return F;

	for ( _, answer in r$answers )
		if ( answer$over || tftp_place(answer) > 2 )
			return F;
	return T;
	}

# Makes a request leave the connection that carried it.
function tftp_detach(r: TftpRequest)
	{
	if ( ! connection_exists(r$id) )
		return;
	local c = lookup_connection(r$id);
	if ( ! c?$bootwarden_tftp_requests )
		return;
	local kept: vector of TftpRequest;
	for ( _, other in c$bootwarden_tftp_requests )
		if ( ! tftp_is_same_request(r, other) )
			kept += other;
	c$bootwarden_tftp_requests = kept;
	}

# Makes room for a request of a client that uses one port for all: the oldest one goes whose answers are over, or that
# has waited in vain. Else what it asks for after many names would not be seen.
function tftp_make_room(client: addr, client_port: port): bool
	{
	for ( _, r in tftp_requests[client, client_port] )
		{
		local open_ = r$node != ""
		    || ( |r$answers| == 0 && network_time() - r$last < tftp_unanswered );
		for ( _, answer in r$answers )
			open_ = open_ || ! answer$over;
		if ( open_ )
			next;
		tftp_detach(r);
		tftp_request_over(r);
		return T;
		}
	return F;
	}

# A connection's ends, the other one's first.
function tftp_turned(id: conn_id): conn_id
	{
	local turned = copy(id);
	turned$orig_h = id$resp_h;
	turned$orig_p = id$resp_p;
	turned$resp_h = id$orig_h;
	turned$resp_p = id$orig_p;
	return turned;
	}

function tftp_leave_unfollowed(t: Transfer, limit: string)
	{
	tftp_refuse(t, limit);
	event tftp_unfollowed(t);
	}

function tftp_request_packet(c: connection, is_orig: bool, data: string)
	{
	local ends = is_orig ? c$id : tftp_turned(c$id);
	local asked = tftp_parse_request(data, ends$resp_p == 69/udp);
	if ( |asked| == 0 )
		return;

	local client = ends$orig_h;
	local client_port = ends$orig_p;
	local requested = ends$resp_h;
	local raw = data[0 : tftp_max_name * 4];
	local n = 0;
	if ( [client, client_port] in tftp_requests )
		for ( _, known in tftp_requests[client, client_port] )
			{
			++n;
			if ( tftp_is_repeated(known, requested, raw) )
				{
				known$last = network_time();
				return;
				}
			}

	local r = TftpRequest($ts=network_time(), $last=network_time(), $uid=c$uid,
	    $number=++tftp_numbered, $id=c$id, $shown=ends, $client=client,
	    $client_port=client_port, $requested=requested, $ask=asked[0],
	    $raw=raw);
	local t = tftp_request_transfer(r);
	if ( |r$ask$file_name| == tftp_max_name )
		t$whole_name = tftp_asked_name(data);
	event tftp_request(t);
	if ( n >= tftp_max_requests_per_port
	    && ! tftp_make_room(client, client_port) )
		{
		tftp_leave_unfollowed(t, "tftp_max_requests_per_port");
		return;
		}
	if ( tftp_own_requests >= tftp_max_requests
	    || ( ! c?$bootwarden_tftp_requests && tftp_watched >= tftp_max_requests ) )
		{
		tftp_leave_unfollowed(t, "tftp_max_requests");
		return;
		}
	tftp_watch(c);

	# A server that answers from the port asked carries all its transfers on this connection.
	if ( c?$bootwarden_tftp && ! c$bootwarden_tftp$over )
		{
		local f = c$bootwarden_tftp;
		if ( f$final )
			tftp_end(f, "silence", f$last);
		else
			tftp_end(f, "aborted", network_time());
		}

	++tftp_own_requests;
	r$counted = T;
	c$bootwarden_tftp_requests += r;
	tftp_add_at(r, client, client_port);
	hook tftp_asked(r);
	}

# Requests that follow each other so closely were sent together, not one instead of the other.
const tftp_at_once = 200msec;

# Whether an answer can be that to an offer. RFC 2347: an OACK has no option that was not asked for; RFC 2348 and 7440:
# nor a greater size. Data without one answers the request that had none, where both were sent together.
function tftp_fits(offer: TftpOptions, answer: string, agreed: TftpOptions)
    : bool
	{
	if ( answer[1] == "\x03" )
		return ! offer?$blksize && ! offer?$windowsize && ! offer?$tsize;
	return ( ! agreed?$blksize || ( offer?$blksize && agreed$blksize <=
	    offer$blksize ) )
	    && ( ! agreed?$windowsize || ( offer?$windowsize && agreed$windowsize <= offer$windowsize ) )
	    && ( ! agreed?$tsize || offer?$tsize );
	}

# The request that a host's answer, begun at ``when``, belongs to. Best: asked of this host and open; then asked of
# this host; then open (broadcast, NAT, a server with several addresses); then any. Another worker's clock may be
# a little ahead. Of several the ``answer`` itself may tell.
function tftp_request_for(client: addr, client_port: port, server: addr,
    when_: time, answer: string &default=""): vector of TftpRequest
	{
	local best: vector of TftpRequest;
	if ( [client, client_port] !in tftp_requests )
		return best;
	local asked = tftp_requests[client, client_port];
	if ( |asked| == 1 )
		return asked[0]$ts - when_ > 1sec ? best : asked;

	local rank = 0;
	local told = |answer| > 1;
	local agreed = told && answer[1] == "\x06" ? tftp_parse_oack(answer) :
	    TftpOptions();
	for ( _, r in asked )
		{
		local asked_before = r$ts <= when_;
		if ( ! asked_before && r$ts - when_ > 1sec )
			next;

		local rated = 1 + ( r$answered ? 0 : 1 ) + ( r$requested == server ? 2 : 0 ) + (
		    asked_before ? 4 : 0 );
		if ( told
		    && when_ - r$ts < tftp_at_once
		    && tftp_fits(r$ask$offer, answer, agreed) )
			rated += 8;
		# Of equals the latest that was asked before; else the first after. Servers take up in order what they were
		# asked at once.
		if ( rated > rank
		    || ( rated == rank && asked_before && r$ts >= best[0]$ts && ( r$answered || r$ts - best[0]$ts > tftp_at_once ) ) )
			{
			rank = rated;
			best = vector(r);
			}
		}
	return best;
	}

# A new data connection's transfer, or the next one on a connection.
function tftp_new_flow(c: connection, client_orig: bool, data_orig: bool)
    : TftpFlow
	{
	tftp_watch(c);
	++tftp_flows;
	local f = TftpFlow($t=tftp_flow_transfer(c, client_orig),
	    $client_orig=client_orig, $data_orig=data_orig, $uid=c$uid,
	    $id=c$id, $begun=network_time());
	c$bootwarden_tftp = f;
	return f;
	}

# Whether there is room for another data connection.
function tftp_is_room(): bool
	{
	return tftp_flows < tftp_max_transfers
	    && tftp_watched < tftp_max_requests + tftp_max_transfers;
	}

function tftp_agree(t: Transfer, o: TftpOptions)
	{
	if ( o?$blksize )
		t$blksize = o$blksize;
	if ( o?$windowsize )
		t$windowsize = o$windowsize;
	if ( o?$tsize )
		t$tsize = o$tsize;
	}

# The data of a request will come to a group.
function tftp_move_to_group(r: TftpRequest, o: TftpOptions)
	{
	if ( r?$group )
		tftp_drop_at(r, r$group, r$group_port);
	r$group = o$group;
	r$group_port = o$group_port;
	tftp_add_at(r, r$group, r$group_port);
	r$group_options = o;
	}

# The data may come on another connection (RFC 2090), to which the request goes over.
function tftp_send_to_group(f: TftpFlow)
	{
	local r = f$request;
	tftp_move_to_group(r, f$group);
	r$answered = F;
	r$answers = vector();
	f$over = T;
	--tftp_flows;
	delete f$request;
	hook tftp_grouped(r);
	}

# Gives a data connection its request. What is counted already stays.
function tftp_bind(f: TftpFlow, r: TftpRequest)
	{
	f$request = r;
	f$certain = T;
	f$client_orig = r$client == f$id$orig_h && r$client_port == f$id$orig_p;
	f$data_orig = ( r$ask$op == "write" ) == f$client_orig;

	local t = f$t;
	t$ts = r$ts;
	t$uid = r$uid;
	t$id = r$shown;
	if ( f$uid != r$uid )
		t$data_uid = f$uid;
	t$op = r$ask$op;
	t$file_name = r$ask$file_name;
	if ( r$ask$mode != "" )
		t$mode = r$ask$mode;
	t$client = r$client;
	t$server = f$client_orig ? f$id$resp_h : f$id$orig_h;
	t$requested = r$requested;
	t$guessed = F;
	if ( t$op == "write" && r$ask$offer?$tsize && ! t?$tsize )
		t$tsize = r$ask$offer$tsize;

	if ( connection_exists(f$id) )
		set_inactivity_timeout(f$id, tftp_silence);
	if ( r?$group_options && ! f$agreed )
		{
		f$agreed = T;
		tftp_agree(t, r$group_options);
		}
	r$answered = T;
	r$answers += f;
	# The master of a group may get its blocks itself.
	if ( f?$group && f$keep == 0 )
		{
		tftp_send_to_group(f);
		return;
		}
	if ( f$agreed )
		event tftp_options(t);
	tftp_compare(f);
	}
