##! Requests, and which data connection answers which.

@load ./competing
@load ./finish
@load ./wake

module Bootwarden;

function tftp_is_same_request(a: TftpRequest, b: TftpRequest): bool
	{
	return a$uid == b$uid && a$ts == b$ts && a$raw == b$raw;
	}

function tftp_drop_request(r: TftpRequest)
	{
	if ( r$counted )
		{
		r$counted = F;
		--tftp_own_requests;
		}
	local mine: vector of TftpRequest;
	if ( [r$client, r$client_port] in tftp_requests )
		for ( _, other in tftp_requests[r$client, r$client_port] )
			if ( ! tftp_is_same_request(r, other) )
				mine += other;
	if ( |mine| > 0 )
		tftp_requests[r$client, r$client_port] = mine;
	else
		delete tftp_requests[r$client, r$client_port];
	}

# The request's time is over: its line, where nobody answered.
function tftp_request_over(r: TftpRequest)
	{
	tftp_drop_request(r);
	r$answers = vector();
	if ( r$answered )
		return;

	local t = tftp_request_transfer(r);
	t$status = "timed_out";
	t$duration = r$last - r$ts;
	tftp_report(t);
	}

# Remembers a request at its client's address and port.
function tftp_add_request(r: TftpRequest)
	{
	if ( [r$client, r$client_port] !in tftp_requests )
		tftp_requests[r$client, r$client_port] = vector();
	tftp_requests[r$client, r$client_port] += r;
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

# Makes room for a request of a client that uses one port for all: its oldest one whose answers are over goes. Else
# what it asks for after many names would not be seen.
function tftp_make_room(client: addr, client_port: port): bool
	{
	for ( _, r in tftp_requests[client, client_port] )
		{
		local open_ = |r$answers| == 0 || r$node != "";
		for ( _, answer in r$answers )
			open_ = open_ || ! answer$over;
		if ( open_ )
			next;
		tftp_drop_request(r);
		if ( ! connection_exists(r$id) )
			return T;
		local c = lookup_connection(r$id);
		local kept: vector of TftpRequest;
		if ( c?$bootwarden_tftp_requests )
			{
			for ( _, other in c$bootwarden_tftp_requests )
				if ( ! tftp_is_same_request(r, other) )
					kept += other;
			c$bootwarden_tftp_requests = kept;
			}
		return T;
		}
	return F;
	}

function tftp_request_packet(c: connection, is_orig: bool, data: string)
	{
	local asked = tftp_parse_request(data);
	if ( |asked| == 0 )
		return;

	local client = is_orig ? c$id$orig_h : c$id$resp_h;
	local client_port = is_orig ? c$id$orig_p : c$id$resp_p;
	local requested = is_orig ? c$id$resp_h : c$id$orig_h;
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
	    $id=c$id, $client=client, $client_port=client_port,
	    $requested=requested, $ask=asked[0], $raw=raw);
	local t = tftp_request_transfer(r);
	if ( n >= tftp_max_requests_per_port
	    && ! tftp_make_room(client, client_port) )
		{
		tftp_refuse(t, "tftp_max_requests_per_port");
		return;
		}
	if ( tftp_own_requests >= tftp_max_requests
	    || ( ! c?$bootwarden_tftp_requests && tftp_watched >= tftp_max_requests ) )
		{
		tftp_refuse(t, "tftp_max_requests");
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
	tftp_add_request(r);
	event tftp_request(t);
	hook tftp_asked(r);
	}

# The request that a host's answer, begun at ``when``, belongs to. Best: asked of this host and open; then asked of
# this host; then open (broadcast, NAT, a server with several addresses); then any. Another worker's clock may be
# a little ahead.
function tftp_request_for(client: addr, client_port: port, server: addr,
    when_: time): vector of TftpRequest
	{
	local best: vector of TftpRequest;
	if ( [client, client_port] !in tftp_requests )
		return best;

	local rank = 0;
	for ( _, r in tftp_requests[client, client_port] )
		{
		local asked_before = r$ts <= when_;
		if ( ! asked_before && r$ts - when_ > 1sec )
			next;

		local rated = 1 + ( r$answered ? 0 : 1 ) + ( r$requested == server ? 2 : 0 ) + (
		    asked_before ? 4 : 0 );
		# Of equals the latest that was asked before; else the first after.
		if ( rated > rank
		    || ( rated == rank && asked_before && r$ts >= best[0]$ts ) )
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

# Whether there is room for another data connection; ``t`` is what is refused otherwise.
function tftp_has_room(t: Transfer): bool
	{
	if ( tftp_flows < tftp_max_transfers
	    && tftp_watched < tftp_max_requests + tftp_max_transfers )
		return T;

	tftp_refuse(t, "tftp_max_transfers");
	return F;
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
	t$id = r$id;
	if ( f$uid != r$uid )
		t$data_uid = f$uid;
	t$op = r$ask$op;
	t$file_name = r$ask$file_name;
	t$mode = r$ask$mode;
	t$client = r$client;
	t$server = f$client_orig ? f$id$resp_h : f$id$orig_h;
	t$requested = r$requested;
	if ( t$op == "write" && r$ask$offer?$tsize && ! t?$tsize )
		t$tsize = r$ask$offer$tsize;

	r$answered = T;
	r$answers += f;
	if ( f$agreed )
		event tftp_options(t);
	tftp_compare(f);
	}
