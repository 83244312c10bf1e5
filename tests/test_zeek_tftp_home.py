"""What a proxy remembers of requests is bounded, and is told to none but the workers that it concerns."""

from __future__ import annotations

from pathlib import Path

import zeek_scripts
from bootwarden.engines.find import Engine

SCRIPT = """
redef tftp_cluster_clients = 50;
redef tftp_max_buffered = 100000;

function key(worker: string, n: count, client: addr): TftpRequestKey
	{
	return TftpRequestKey($node=worker, $uid="C", $number=n, $ts=double_to_time(n), $client=client,
		$client_port=2000/udp);
	}

function ask(worker: string, n: count, client: addr): TftpRequestKey
	{
	local k = key(worker, n, client);
	local id = conn_id($orig_h=client, $orig_p=2000/udp, $resp_h=10.0.0.5, $resp_p=69/udp, $proto=17);
	tftp_home_asked(k, id, 10.0.0.5, TftpAsk($op="read", $file_name="x", $mode="octet"));
	return k;
	}

function set_to_vector(s: set[string]): string_vec
	{
	local v: string_vec;
	for ( e in s )
		v += e;
	return v;
	}

function whom(client: addr): string
	{
	local all = "";
	for ( _, q in tftp_home[client, 2000/udp]$asked )
		all += fmt("%d:%s ", q$key$number, join_string_vec(sort(set_to_vector(q$told), strcmp), ","));
	return all;
	}

event zeek_done()
	{
	# A flood: only the worker that saw it knows of each.
	for ( n in vector(1, 2, 3) )
		ask("worker-1", n, count_to_v4_addr(n));
	print whom(count_to_v4_addr(2));

	# Two workers ask from one port; a third has data of it, and comes again.
	ask("worker-1", 10, 10.0.1.1);
	local k = ask("worker-2", 11, 10.0.1.1);
	print whom(10.0.1.1);
	tftp_home_enter("worker-3", 10.0.1.1, 2000/udp);
	tftp_home_enter("worker-3", 10.0.1.1, 2000/udp);
	print whom(10.0.1.1);
	print sort(set_to_vector(tftp_home_others(tftp_home_find(k), k, "worker-3")), strcmp);
	print set_to_vector(tftp_home_others(vector(), key("worker-4", 99, 10.0.1.1), "worker-3"));

	# A worker names a group twice; another one has data of it before, a third after that.
	tftp_home_enter("worker-2", 239.255.0.1, 1758/udp);
	local o = TftpOptions($group=239.255.0.1, $group_port=1758/udp);
	local named = conn_id($orig_h=10.0.1.1, $orig_p=2000/udp, $resp_h=10.0.0.5, $resp_p=69/udp, $proto=17);
	local ask_ = TftpAsk($op="read", $file_name="x", $mode="octet");
	for ( _ in vector(1, 2) )
		tftp_home_grouped("worker-1", k, named, 10.0.0.5, ask_, o);
	tftp_home_enter("worker-3", 239.255.0.1, 1758/udp);
	for ( _, q in tftp_home[239.255.0.1, 1758/udp]$asked )
		print sort(set_to_vector(q$told), strcmp), q$group$group_port;

	# Bounds.
	local n2 = 100;
	while ( ++n2 < 200 )
		k = ask("worker-1", n2, 10.0.1.2);
	print |tftp_home[10.0.1.2, 2000/udp]$asked|;
	n2 = 1000;
	while ( ++n2 < 1200 )
		tftp_home_answered("worker-1", k, TftpAnswer($server=count_to_v4_addr(n2), $begun=double_to_time(1.0),
			$agreed=F, $blksize=512, $first_size=512, $first=string_fill(512, "x")));
	print |tftp_home_find(k)[0]$answers|, tftp_home_bytes;
	tftp_home_answered("worker-1", k, TftpAnswer($server=count_to_v4_addr(1001), $begun=double_to_time(1.0),
		$agreed=F, $blksize=512, $first_size=512, $first=string_fill(200000, "x")));
	print |tftp_home_find(k)[0]$answers|, tftp_home_bytes;
	n2 = 2000;
	while ( ++n2 < 2200 )
		ask("worker-1", n2, count_to_v4_addr(n2));
	print |tftp_home|;
	tftp_home_forgotten(tftp_home, 10.0.1.2, 2000/udp);
	print tftp_home_bytes;
	}
"""


def test_what_a_proxy_remembers_is_bounded_and_told_to_whom_it_concerns(zeek: Engine, tmp_path: Path) -> None:
    assert zeek_scripts.run(zeek, tmp_path, SCRIPT).splitlines() == [
        "2:worker-1 ",
        "10:worker-1,worker-2 11:worker-1,worker-2 ",
        "10:worker-1,worker-2,worker-3 11:worker-1,worker-2,worker-3 ",
        "[worker-1, worker-2]",
        "[worker-4]",
        "[worker-1, worker-2, worker-3], 1758/udp",
        "16",
        "8, 4096",
        "8, 3584",
        "50",
        "0",
    ]
