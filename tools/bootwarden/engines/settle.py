"""When the nodes of a cluster have said all that they have to say: what they load to tell it."""

from __future__ import annotations

ASKED, ANSWERED = "settle", "settled"
"""Files of the manager: the first asks, the second has the lines of each log that all nodes have written so far."""

SCRIPT = f"""
@load base/frameworks/cluster
@load base/frameworks/notice

module Bootwarden;

export {{
	global settle_later: function(): bool;
}}

# What waits for what another node may tell.
function settle_later(): bool
	{{
	return ftp_unnamed > 0;
	}}

module Settle;

export {{
	global begin_round: event(at: time);
	global pass_back: event(worker: string);
	global passed: event();
	global round_over: event(worker: string);
	global count_lines: event();
	global counted: event(node: string, of_node: table[string] of count);
}}

# Whatever goes from worker to proxy to worker and on has come to its end.
const rounds = 6;
# How long packets may lie in a buffer of the kernel that is not full.
const in_kernel = 100msec;
const logs: table[Log::ID] of string = {{
	[Notice::LOG] = "notice",
	[Bootwarden::LOG] = "bootwarden",
	[Bootwarden::TFTP_LOG] = "bootwarden_tftp",
	[Bootwarden::BOOTS_LOG] = "bootwarden_boots"
}};

global lines: table[string] of count &default=0;
global read = F;
global waiting = F;
# Files that have not ended: one by FTP does with its connection, which Zeek keeps for tcp_close_delay.
global files: set[string];
global asked_at: time;
global around = 0;
global proxies = 0;
global over: set[string];
global sums: table[string] of count &default=0;
global awaited: set[string];

function named(kinds: set[Cluster::NodeType]): set[string]
	{{
	local found: set[string];
	for ( name, node in Cluster::nodes )
		if ( node$node_type in kinds )
			add found[name];
	return found;
	}}

hook Log::log_stream_policy(rec: any, id: Log::ID)
	{{
	if ( id in logs )
		++lines[logs[id]];
	}}

# A round: what a worker told the proxies before, and they told it, has been handled, as messages stay in order. First a
# worker reads all of its capture, or what came by its interface before it was asked.
event begin_round(at: time)
	{{
	waiting = ! read && ! reading_live_traffic();
	if ( waiting )
		{{
		asked_at = at;
		return;
		}}
	# Without a packet its clock is the wall's; with some that wait, theirs.
	local wait = |files| > 0 ? 2 * tcp_close_delay : in_kernel;
	if ( reading_live_traffic() && network_time() < at + wait )
		{{
		schedule 20msec {{ begin_round(at) }};
		return;
		}}
	proxies = 0;
	for ( proxy in named(set(Cluster::PROXY)) )
		Cluster::publish(Cluster::node_topic(proxy), pass_back, Cluster::node);
	}}

event file_new(f: fa_file)
	{{
	add files[f$id];
	}}

event file_state_remove(f: fa_file)
	{{
	delete files[f$id];
	}}

event Pcap::file_done(path: string)
	{{
	read = T;
	if ( waiting )
		event begin_round(asked_at);
	}}

event pass_back(worker: string)
	{{
	Cluster::publish(Cluster::node_topic(worker), passed);
	}}

event passed()
	{{
	if ( ++proxies == |named(set(Cluster::PROXY))| )
		Cluster::publish(Cluster::manager_topic, round_over, Cluster::node);
	}}

event count_lines()
	{{
	if ( Bootwarden::settle_later() )
		{{
		schedule 50msec {{ count_lines() }};
		return;
		}}
	Cluster::publish(Cluster::manager_topic, counted, Cluster::node, lines);
	}}

function go_round()
	{{
	over = set();
	if ( ++around <= rounds )
		{{
		for ( worker in named(set(Cluster::WORKER)) )
			Cluster::publish(Cluster::node_topic(worker), begin_round, current_time());
		return;
		}}
	sums = copy(lines);
	awaited = named(set(Cluster::WORKER, Cluster::PROXY));
	for ( node in awaited )
		Cluster::publish(Cluster::node_topic(node), count_lines);
	}}

event round_over(worker: string)
	{{
	add over[worker];
	if ( |over| == |named(set(Cluster::WORKER))| )
		go_round();
	}}

event counted(node: string, of_node: table[string] of count)
	{{
	for ( log, n in of_node )
		sums[log] += n;
	delete awaited[node];
	if ( |awaited| > 0 )
		return;
	flush_all();
	local answer = open("answer");
	for ( log, n in sums )
		print answer, log, n;
	close(answer);
	rename("answer", "{ANSWERED}");
	}}

event look()
	{{
	schedule 50msec {{ look() }};
	if ( file_size("{ASKED}") < 0.0 )
		return;
	unlink("{ASKED}");
	around = 0;
	go_round();
	}}

event zeek_init()
	{{
	if ( Cluster::local_node_type() == Cluster::MANAGER )
		event look();
	}}
"""
"""Loaded after the package."""
