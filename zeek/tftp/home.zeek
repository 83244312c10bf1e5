##! Where the requests of a client come together on a cluster: with its home, a proxy or the manager. It remembers by the
##! client's address and port what was asked from there and who answered, and which workers asked or have data of it, and
##! tells each of them what another saw. Data by multicast (RFC 2090) comes to a group, whose home remembers for which
##! requests it does.

@load ../cluster
@load ./limits
@load ./state

module Bootwarden;

export {
	## How long a request is remembered for data that another worker may see.
	option tftp_cluster_request = 2min;
	## Addresses and ports of which a proxy remembers at once what was asked from there, and who has data of them.
	option tftp_cluster_clients = 100000;
}

# An answer as other workers need it, to compare with theirs.
type TftpAnswer: record {
	server: addr;
	begun: time;
	agreed: bool;
	blksize: count;
	tsize: count &optional;
	first: string &optional;
	first_size: count;
};

# Names a request: the worker that saw it, its connection and number, when it came, its client.
type TftpRequestKey: record {
	node: string;
	uid: string;
	number: count;
	ts: time;
	client: addr;
	client_port: port;
};

global tftp_cluster_asked: event(key: TftpRequestKey, id: conn_id,
    requested: addr, ask: TftpAsk);
global tftp_cluster_wanted: event(node: string, wants: count, host: addr,
    p: port);
global tftp_cluster_told: event(wants: count, host: addr, p: port);
global tftp_cluster_answered: event(node: string, key: TftpRequestKey,
    answer: TftpAnswer);
global tftp_cluster_done: event(node: string, key: TftpRequestKey);
global tftp_cluster_lost: event(node: string, home: string);
global tftp_cluster_grouped: event(node: string, key: TftpRequestKey,
    id: conn_id, requested: addr, ask: TftpAsk, group: TftpOptions);

# A request, and who was told of it; its answers by the worker that has them and the server, and the workers whose
# transfer is over. With a group's home: the options that sent it there.
type TftpHomeRequest: record {
	key: TftpRequestKey;
	id: conn_id;
	requested: addr;
	ask: TftpAsk;
	told: set[string];
	group: TftpOptions &optional;
	answers: table[string, addr] of TftpAnswer &default=table();
	over: set[string] &default=set();
};

# What was asked from an address and port, and the workers that asked or have data of it.
type TftpHome: record {
	asked: vector of TftpHomeRequest &default=vector();
	workers: set[string] &default=set();
};

# Bytes of blocks that answers keep here, to be compared with others.
global tftp_home_bytes = 0;

function tftp_home_drop(q: TftpHomeRequest)
	{
	for ( _, answer in q$answers )
		if ( answer?$first )
			tftp_home_bytes -= |answer$first|;
	}

function tftp_home_forgotten(homes: table[addr, port] of TftpHome, host: addr,
    p: port): interval
	{
	for ( _, q in homes[host, p]$asked )
		tftp_home_drop(q);
	return 0sec;
	}

global tftp_home: table[addr, port] of TftpHome
    &write_expire=tftp_cluster_request &expire_func=tftp_home_forgotten;

function tftp_home_tell(q: TftpHomeRequest, worker: string)
	{
	if ( worker in q$told )
		return;

	add q$told[worker];
	if ( q?$group )
		{
		Cluster::publish(Cluster::node_topic(worker), tftp_cluster_grouped, worker,
		    q$key, q$id, q$requested, q$ask, q$group);
		return;
		}
	Cluster::publish(Cluster::node_topic(worker), tftp_cluster_asked, q$key, q$id,
	    q$requested, q$ask);
	for ( [from, _], answer in q$answers )
		Cluster::publish(Cluster::node_topic(worker), tftp_cluster_answered, from,
		    q$key, answer);
	for ( from in q$over )
		Cluster::publish(Cluster::node_topic(worker), tftp_cluster_done, from, q$key);
	}

# Tells a worker what others asked from there, and remembers it; false where there is no room.
function tftp_home_enter(worker: string, host: addr, p: port): bool
	{
	if ( [host, p] !in tftp_home )
		{
		if ( |tftp_home| >= tftp_cluster_clients )
			return F;
		tftp_home[host, p] = TftpHome();
		}
	else
		# Makes it stay.
		tftp_home[host, p] = tftp_home[host, p];

	local home = tftp_home[host, p];
	add home$workers[worker];
	for ( _, q in home$asked )
		tftp_home_tell(q, worker);
	return T;
	}

# Remembers a request at an address and port, and tells it to the workers that asked or have data of there.
function tftp_home_add(q: TftpHomeRequest, worker: string, host: addr, p: port)
	{
	if ( ! tftp_home_enter(worker, host, p) )
		{
		local t = Transfer($ts=q$key$ts, $uid=q$key$uid, $id=q$id, $op=q$ask$op,
		    $file_name=q$ask$file_name, $client=q$key$client,
		    $server=q$requested, $requested=q$requested);
		tftp_refuse(t, "tftp_cluster_clients");
		return;
		}

	local home = tftp_home[host, p];
	if ( |home$asked| >= tftp_max_requests_per_port )
		{
		tftp_home_drop(home$asked[0]);
		home$asked = home$asked[1:];
		}
	home$asked += q;
	for ( other in home$workers )
		tftp_home_tell(q, other);
	}

function tftp_home_asked(key: TftpRequestKey, id: conn_id, requested: addr,
    ask: TftpAsk)
	{
	local q = TftpHomeRequest($key=key, $id=id, $requested=requested, $ask=ask,
	    $told=set(key$node));
	tftp_home_add(q, key$node, key$client, key$client_port);
	}

# Servers repeat the OACK that names a group, and name the group again to each of its clients.
function tftp_home_grouped(node: string, key: TftpRequestKey, id: conn_id,
    requested: addr, ask: TftpAsk, group: TftpOptions)
	{
	if ( [group$group, group$group_port] in tftp_home )
		for ( _, known in tftp_home[group$group, group$group_port]$asked )
			if ( known$key$uid == key$uid && known$key$number == key$number )
				return;
	local q = TftpHomeRequest($key=key, $id=id, $requested=requested, $ask=ask,
	    $told=set(node), $group=group);
	tftp_home_add(q, node, group$group, group$group_port);
	}

# The request of a key, where it is remembered.
function tftp_home_find(key: TftpRequestKey): vector of TftpHomeRequest
	{
	if ( [key$client, key$client_port] in tftp_home )
		for ( _, q in tftp_home[key$client, key$client_port]$asked )
			if ( q$key$uid == key$uid && q$key$number == key$number )
				return vector(q);
	return vector();
	}

# The workers beside one that a request concerns: of one that is forgotten the one that saw it.
function tftp_home_others(q: vector of TftpHomeRequest, key: TftpRequestKey,
    worker: string): set[string]
	{
	local others = |q| > 0 ? copy(q[0]$told) : set(key$node);
	delete others[worker];
	return others;
	}

function tftp_home_answered(node: string, key: TftpRequestKey,
    answer: TftpAnswer)
	{
	local known = tftp_home_find(key);
	for ( other in tftp_home_others(known, key, node) )
		Cluster::publish(Cluster::node_topic(other), tftp_cluster_answered, node, key,
		    answer);
	for ( _, q in known )
		{
		if ( [node, answer$server] in q$answers )
			{
			local before = q$answers[node, answer$server];
			if ( before?$first )
				tftp_home_bytes -= |before$first|;
			}
		else if ( |q$answers| >= tftp_max_answers )
			return;

		if ( answer?$first && tftp_home_bytes + |answer$first| > tftp_max_buffered )
			delete answer$first;
		if ( answer?$first )
			tftp_home_bytes += |answer$first|;
		q$answers[node, answer$server] = answer;
		}
	}

function tftp_home_done(node: string, key: TftpRequestKey)
	{
	local known = tftp_home_find(key);
	for ( other in tftp_home_others(known, key, node) )
		Cluster::publish(Cluster::node_topic(other), tftp_cluster_done, node, key);
	for ( _, q in known )
		add q$over[node];
	}

event tftp_cluster_wanted(node: string, wants: count, host: addr, p: port)
	{
	# Without room it is told what is known now.
	tftp_home_enter(node, host, p);
	Cluster::publish(Cluster::node_topic(node), tftp_cluster_told, wants, host, p);
	}
