##! On a cluster a request and its data may be seen by different workers. The client's home (a proxy) remembers who
##! asked and who has data of that client's port, and tells them of each other, and nobody else: a flood costs one
##! message a request, however many workers there are. The worker with the data writes the line, and tells the request's
##! worker so. Whichever comes first waits for the other, at most for ``tftp_cluster_wait``.

@load ../cluster
@load ./blocks
@load ./competing
@load ./finish
@load ./home
@load ./requests

module Bootwarden;

export {
	## How long a worker waits for what another may know.
	option tftp_cluster_wait = 5sec;
	## How long a worker is expected to report the end of a transfer that it follows for a request seen elsewhere.
	option tftp_cluster_transfer = 1day;
}

# Data whose request may still be told, in time order, by the address and port of either end.
global tftp_orphans: table[addr, port] of vector of TftpFlow;
# Requests of this worker whose data another worker follows, by that worker's name and the request's uid and number.
global tftp_elsewhere: table[string, string, count] of TftpRequest
    &create_expire=tftp_cluster_transfer;
# Requests remembered of other workers.
global tftp_foreign = 0;

# Handlers that only workers need, for every request and answer: elsewhere they are not even asked.
const TFTP_WORKERS = "bootwarden-tftp-workers";

function tftp_is_worker(): bool
	{
	return Cluster::is_enabled() && Cluster::local_node_type() == Cluster::WORKER;
	}

function tftp_key(r: TftpRequest): TftpRequestKey
	{
	return TftpRequestKey($node=r$node == "" ? Cluster::node : r$node, $uid=r$uid,
	    $number=r$number, $ts=r$ts, $client=r$client,
	    $client_port=r$client_port);
	}

function tftp_find(key: TftpRequestKey): vector of TftpRequest
	{
	if ( [key$client, key$client_port] in tftp_requests )
		for ( _, r in tftp_requests[key$client, key$client_port] )
			if ( r$uid == key$uid && r$number == key$number )
				return vector(r);
	return vector();
	}

event zeek_init()
	{
	if ( ! tftp_is_worker() )
		disable_event_group(TFTP_WORKERS);
	}

# Waiting is measured by the wall clock: a capture's clock leaps at its end.
function tftp_waited(since: time, wait: interval): bool
	{
	return zeek_is_terminating() || current_time() - since >= wait;
	}

# Workers talk through a proxy: always the same one for a client, so that messages stay in order.
hook tftp_asked(r: TftpRequest) &group="bootwarden-tftp-workers"
	{
	Cluster::publish(home_of(r$client), tftp_cluster_asked, tftp_key(r), r$shown,
	    r$requested, r$ask);
	}

hook tftp_answered(f: TftpFlow) &group="bootwarden-tftp-workers"
	{
	# An answer on the request's own connection is new to others only if it competes.
	if ( f$remote )
		return;

	local a = TftpAnswer($server=f$t$server, $begun=f$begun, $agreed=f$agreed,
	    $blksize=f$t$blksize, $first_size=f$first_size);
	if ( f$t?$tsize )
		a$tsize = f$t$tsize;
	if ( f?$first )
		a$first = f$first;
	Cluster::publish(home_of(f$t$client), tftp_cluster_answered, Cluster::node,
	    tftp_key(f$request), a);
	}

hook tftp_over(f: TftpFlow) &group="bootwarden-tftp-workers"
	{
	if ( f?$request && f$request$node != "" )
		Cluster::publish(home_of(f$t$client), tftp_cluster_done, Cluster::node,
		    tftp_key(f$request));
	}

function tftp_add_orphan(f: TftpFlow, host: addr, p: port)
	{
	if ( [host, p] !in tftp_orphans )
		tftp_orphans[host, p] = vector();
	tftp_orphans[host, p] += f;
	}

function tftp_drop_orphan(f: TftpFlow, host: addr, p: port)
	{
	if ( [host, p] !in tftp_orphans )
		return;

	local others: vector of TftpFlow;
	for ( _, other in tftp_orphans[host, p] )
		if ( other$uid != f$uid || other$begun != f$begun )
			others += other;
	if ( |others| > 0 )
		tftp_orphans[host, p] = others;
	else
		delete tftp_orphans[host, p];
	}

# Forgets that a transfer waits, and does what was kept back meanwhile.
function tftp_release(f: TftpFlow)
	{
	tftp_drop_orphan(f, f$id$orig_h, f$id$orig_p);
	tftp_drop_orphan(f, f$id$resp_h, f$id$resp_p);
	local waited = f$waiting;
	delete f$waiting;
	for ( _, data in waited$held )
		{
		tftp_buffered -= |data|;
		tftp_bytes(f, data);
		}
	tftp_shorten(f);
	if ( waited?$ending )
		tftp_end(f, waited$ending, f$last);
	}

# Whether a request told just now is surely that of a waiting transfer: asked of its very host, answered by nobody, and
# so lately that no other can have followed. An older one may have been given up for one that is not told yet.
function tftp_is_sure(f: TftpFlow, r: TftpRequest, server: addr): bool
	{
	return ! r$answered && r$requested == server && r$ts + 1sec > f$begun;
	}

# Whether a waiting transfer may have a request while others may still be told of: one of the group that was served
# before is the last to be thought of.
function tftp_may_adopt(f: TftpFlow, r: TftpRequest, server: addr, sure: bool)
    : bool
	{
	return sure ? tftp_is_sure(f, r, server) : ! ( r?$group && r$answered );
	}

# Gives a waiting transfer its request: at first only the one that is sure, at last any.
function tftp_adopt(f: TftpFlow, sure: bool, any_: bool &default=F): bool
	{
	local id = f$id;
	for ( _, r in tftp_request_for(id$resp_h, id$resp_p, id$orig_h, f$begun) )
		if ( any_ || tftp_may_adopt(f, r, id$orig_h, sure) )
			{
			tftp_bind(f, r);
			return T;
			}
	for ( _, r in tftp_request_for(id$orig_h, id$orig_p, id$resp_h, f$begun) )
		if ( any_ || tftp_may_adopt(f, r, id$resp_h, sure) )
			{
			tftp_bind(f, r);
			return T;
			}
	return F;
	}

# How many transfers have asked for their request, which tells what is told them apart.
global tftp_wanted = 0;

# Asks the home of either end, which may be the client, who asked from there.
function tftp_want(f: TftpFlow)
	{
	local number = f$waiting$number;
	Cluster::publish(home_of(f$id$orig_h), tftp_cluster_wanted, Cluster::node,
	    number, f$id$orig_h, f$id$orig_p);
	Cluster::publish(home_of(f$id$resp_h), tftp_cluster_wanted, Cluster::node,
	    number, f$id$resp_h, f$id$resp_p);
	}

# All that is known of one end was told. Then it is like any transfer whose request came before.
event tftp_cluster_told(wants: count, host: addr, p: port)
	{
	if ( [host, p] !in tftp_orphans )
		return;

	for ( _, f in tftp_orphans[host, p] )
		if ( f$waiting$number == wants
		    && --f$waiting$untold == 0
		    && tftp_adopt(f, F) )
			tftp_release(f);
	}

# Gives the transfers that wait at an address and port their request, where it is sure.
function tftp_adopt_all(host: addr, p: port)
	{
	if ( [host, p] !in tftp_orphans )
		return;

	for ( _, f in tftp_orphans[host, p] )
		if ( tftp_adopt(f, T) )
			tftp_release(f);
	}

event tftp_waited_for_request(f: TftpFlow)
	{
	if ( ! f?$waiting )
		return;

	if ( ! tftp_waited(f$waiting$since, tftp_cluster_wait) )
		{
		if ( tftp_buffered <= tftp_max_buffered )
			{
			schedule 1sec { tftp_waited_for_request(f) };
			return;
			}
		tftp_refuse(tftp_transfer_of(f), "tftp_max_buffered");
		}

	tftp_adopt(f, F, T);
	tftp_release(f);
	}

# Keeps it back until other workers had time to tell of its request.
hook tftp_orphaned(f: TftpFlow) &group="bootwarden-tftp-workers"
	{
	f$waiting = TftpWaiting($since=current_time(), $number=++tftp_wanted,
	    $untold=2);
	tftp_add_orphan(f, f$id$orig_h, f$id$orig_p);
	tftp_add_orphan(f, f$id$resp_h, f$id$resp_p);
	tftp_want(f);
	schedule 1sec { tftp_waited_for_request(f) };
	}

event tftp_forget_foreign(r: TftpRequest, since: time)
	{
	if ( ! tftp_waited(since, tftp_cluster_request) )
		{
		schedule 10sec { tftp_forget_foreign(r, since) };
		return;
		}

	--tftp_foreign;
	tftp_drop_request(r);
	}

# Of one address and port as many are remembered as its home does, beside this worker's own.
function tftp_make_foreign_room(client: addr, client_port: port)
	{
	if ( [client, client_port] !in tftp_requests
	    || |tftp_requests[client, client_port]| < 2 * tftp_max_requests_per_port )
		return;
	for ( _, r in tftp_requests[client, client_port] )
		if ( r$node != "" )
			{
			tftp_drop_request(r);
			return;
			}
	}

# Remembers another worker's request; nothing where a limit forbids it. It is known already where its data comes to a
# group, of which another home tells.
function tftp_foreign_request(key: TftpRequestKey, id: conn_id, requested: addr,
    ask: TftpAsk): vector of TftpRequest
	{
	local known = tftp_find(key);
	if ( |known| > 0 )
		return known;

	local r = TftpRequest($ts=key$ts, $last=key$ts, $uid=key$uid,
	    $number=key$number, $id=id, $shown=id, $client=key$client,
	    $client_port=key$client_port, $requested=requested, $ask=ask,
	    $raw="", $node=key$node);
	if ( tftp_foreign >= tftp_max_requests )
		{
		tftp_refuse(tftp_request_transfer(r), "tftp_max_requests");
		return vector();
		}

	++tftp_foreign;
	tftp_make_foreign_room(r$client, r$client_port);
	tftp_add_at(r, r$client, r$client_port);
	schedule 10sec { tftp_forget_foreign(r, current_time()) };
	return vector(r);
	}

event tftp_cluster_asked(key: TftpRequestKey, id: conn_id, requested: addr,
    ask: TftpAsk)
	{
	if ( ! tftp_is_worker() )
		{
		tftp_home_asked(key, id, requested, ask);
		return;
		}

	tftp_foreign_request(key, id, requested, ask);
	tftp_adopt_all(key$client, key$client_port);
	}

# Who has the data of a group may have seen neither the request nor the OACK that names the group.
event tftp_cluster_grouped(node: string, key: TftpRequestKey, id: conn_id,
    requested: addr, ask: TftpAsk, group: TftpOptions)
	{
	if ( ! tftp_is_worker() )
		{
		tftp_home_grouped(node, key, id, requested, ask, group);
		return;
		}

	for ( _, r in tftp_foreign_request(key, id, requested, ask) )
		{
		tftp_move_to_group(r, group);
		tftp_adopt_all(r$group, r$group_port);
		# Of other answers, which come to the client itself, its home tells.
		if ( r$node != "" )
			Cluster::publish(home_of(r$client), tftp_cluster_wanted, Cluster::node, 0,
			    r$client, r$client_port);
		}
	}

hook tftp_grouped(r: TftpRequest)
	{
	tftp_adopt_all(r$group, r$group_port);
	if ( tftp_is_worker() )
		Cluster::publish(home_of(r$group), tftp_cluster_grouped, Cluster::node,
		    tftp_key(r), r$shown, r$requested, r$ask, r$group_options);
	}

event tftp_cluster_answered(node: string, key: TftpRequestKey,
    answer: TftpAnswer)
	{
	if ( ! tftp_is_worker() )
		{
		tftp_home_answered(node, key, answer);
		return;
		}

	for ( _, r in tftp_find(key) )
		{
		r$answered = T;
		if ( r$node == "" )
			{
			if ( |tftp_elsewhere| < tftp_max_transfers )
				tftp_elsewhere[node, key$uid, key$number] = r;
			else
				tftp_refuse(tftp_request_transfer(r), "tftp_max_transfers");
			}

		# The latest that is known of this server's answer.
		local answers: vector of TftpFlow;
		for ( _, known in r$answers )
			if ( ! known$remote || known$t$server != answer$server )
				answers += known;
		r$answers = answers;
		if ( |answers| >= tftp_max_answers )
			{
			tftp_refuse(tftp_request_transfer(r), "tftp_max_answers");
			next;
			}

		local t = tftp_request_transfer(r);
		t$server = answer$server;
		t$blksize = answer$blksize;
		if ( answer?$tsize )
			t$tsize = answer$tsize;
		local f = TftpFlow($t=t, $client_orig=F, $data_orig=T, $uid="", $id=r$id,
		    $begun=answer$begun, $remote=T, $agreed=answer$agreed,
		    $first_size=answer$first_size, $request=r);
		if ( answer?$first )
			f$first = answer$first;
		r$answers += f;
		tftp_compare(f);
		# A copy needs no way back.
		delete f$request;
		}
	}

event tftp_cluster_done(node: string, key: TftpRequestKey)
	{
	if ( ! tftp_is_worker() )
		{
		tftp_home_done(node, key);
		return;
		}

	delete tftp_elsewhere[node, key$uid, key$number];
	for ( _, r in tftp_find(key) )
		for ( _, answer in r$answers )
			if ( answer$remote )
				answer$over = T;
	}

# A worker that starts, or whose proxy does, may have asked before the home was connected: it asks once more. What it
# asks for a second time has a new number, so that answers to the first do not count.
event Cluster::node_up(name: string, id: string)
	{
	if ( ! tftp_is_worker() )
		return;

	local asked: set[count];
	for ( _, waiting in tftp_orphans )
		for ( _, f in waiting )
			{
			# It stands there by both of its ends.
			if ( f$waiting$number in asked )
				next;
			f$waiting$number = ++tftp_wanted;
			f$waiting$untold = 2;
			add asked[f$waiting$number];
			tftp_want(f);
			}
	}

# Each home tells of its own clients: so what it handed on of that worker comes before.
event Cluster::node_down(name: string, id: string)
	{
	if ( ! Cluster::is_enabled() )
		return;
	if ( Cluster::local_node_type() == Cluster::PROXY )
		Cluster::publish(Cluster::worker_topic, tftp_cluster_lost, name,
		    Cluster::node_topic(Cluster::node));
	else if ( Cluster::local_node_type() == Cluster::MANAGER )
		Cluster::publish(Cluster::worker_topic, tftp_cluster_lost, name,
		    Cluster::manager_topic);
	}

# What a lost worker followed has no other line.
event tftp_cluster_lost(node: string, home: string)
	{
	local lost: vector of TftpRequest;
	for ( [name, uid, number], r in tftp_elsewhere )
		if ( name == node && home_of(r$client) == home )
			lost += r;
	for ( _, r in lost )
		{
		delete tftp_elsewhere[node, r$uid, r$number];
		local t = tftp_request_transfer(r);
		t$status = "partial";
		t$error_msg = fmt("worker %s was lost", node);
		tftp_report(t);
		}
	}

# The connection of a request that nobody here answered is gone; another worker may know more.
event tftp_request_waited(r: TftpRequest, since: time)
	{
	if ( ! r$answered && ! tftp_waited(since, tftp_cluster_wait) )
		{
		schedule 1sec { tftp_request_waited(r, since) };
		return;
		}

	tftp_request_over(r);
	}

hook tftp_asker_gone(r: TftpRequest) &group="bootwarden-tftp-workers"
	{
	if ( r$answered )
		return;

	event tftp_request_waited(r, current_time());
	break;
	}
