"""A cluster writes the lines of a single process, though requests and data reach different workers."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.scenarios.model import scenarios
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import BOOT_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic import images, syslog, tftp
from bootwarden.traffic.dhcp import ACK, Client
from bootwarden.traffic.wire import Wire
from zeek_cluster import NODES, Cluster

Frame = tuple[int, bytes, int]

COORDINATION = """
@load bootwarden
redef exit_only_after_terminate = T;
redef LogAscii::use_json = T;
redef Log::default_rotation_interval = 0secs;
redef Bootwarden::tftp_cluster_wait = 2sec;

module Test;

export {
	global go: event();
	global done: event(node: string);
	global bye: event();
	global mark: function(name: string);
	global begin_round: event();
	global finish: event();

	option first = "worker-1";
	# Payloads after which a worker stalls; 0: none.
	option stall_after = 0;
}

global up: set[string];
global finished: set[string];

function send(node: string)
	{
	Cluster::publish(Cluster::node_topic(node), go);
	}

function send_bye(node: string)
	{
	Cluster::publish(Cluster::node_topic(node), bye);
	}

event zeek_init()
	{
	if ( Cluster::local_node_type() == Cluster::WORKER )
		suspend_processing();
	}

# A worker is ready when it sees manager and proxy; the manager begins when it sees the proxy and both are ready.
# What is sent to a node that is not seen is lost.
global seen: set[string];

function begin()
	{
	if ( |up| == 2 && "proxy-1" in seen )
		send(first);
	}

event ready(node: string) &is_used
	{
	add up[node];
	begin();
	}

event Cluster::node_up(name: string, id: string)
	{
	add seen[name];
	if ( Cluster::local_node_type() == Cluster::MANAGER )
		begin();
	else if ( Cluster::local_node_type() == Cluster::WORKER && "manager" in seen && "proxy-1" in seen )
		Cluster::publish(Cluster::manager_topic, ready, Cluster::node);
	}

event go()
	{
	continue_processing();
	}

function mark(name: string)
	{
	close(open(name));
	}

global packets = 0;
event udp_contents(u: connection, is_orig: bool, contents: string) &priority=-10
	{
	if ( stall_after > 0 && ++packets == stall_after )
		{
		suspend_processing();
		mark("stalled");
		}
	}

# A round: all that a worker told the proxy, and the proxy the worker, has been handled, as messages stay in order.
const rounds = 6;
global around = 0;
global back: set[string];

event come_back() &is_used
	{
	Cluster::publish(Cluster::manager_topic, done, Cluster::node);
	}

event go_round(node: string) &is_used
	{
	Cluster::publish(Cluster::node_topic(node), come_back);
	}

event begin_round()
	{
	Cluster::publish(Cluster::node_topic("proxy-1"), go_round, Cluster::node);
	}

event Pcap::file_done(path: string)
	{
	event begin_round();
	}

event bye()
	{
	terminate();
	}

# The workers' clocks stand still after their captures: what they still wait for ends with them. The worker with
# the data ends first, as its waiting would; then the other, the proxy, and the manager, who writes what all told.
global finishing = F;
global gone: set[string];

event finish()
	{
	finishing = T;
	if ( Cluster::local_node_type() == Cluster::MANAGER )
		Cluster::publish(Cluster::node_topic("proxy-1"), finish);
	else
		send_bye("worker-2");
	}

event Cluster::node_down(name: string, id: string) &priority=-5
	{
	add gone[name];
	if ( ! finishing )
		return;
	if ( Cluster::local_node_type() == Cluster::MANAGER )
		{
		if ( |gone| == 3 )
			terminate();
		}
	else if ( name == "worker-2" )
		send_bye("worker-1");
	else if ( name == "worker-1" )
		terminate();
	}

event done(node: string)
	{
	if ( around == 0 )
		{
		add finished[node];
		if ( |finished| == 1 )
			{
			send(first == "worker-1" ? "worker-2" : "worker-1");
			return;
			}
		}
	else
		{
		add back[node];
		if ( |back| < 2 )
			return;
		}
	if ( ++around > rounds )
		{
		event finish();
		return;
		}
	back = set();
	for ( name in finished )
		Cluster::publish(Cluster::node_topic(name), begin_round);
	}

module Bootwarden;

# That another worker has the data of a request; that a line is written.
event tftp_cluster_answered(node: string, key: TftpRequestKey, answer: TftpAnswer) &priority=-5
	{
	Test::mark("told");
	}

event log_tftp(rec: Transfer)
	{
	Test::mark("written");
	}
"""

# Scenarios whose packets are plain UDP over IPv4, so that their addresses can be changed.
PLAIN = [
    s
    for s in scenarios().values()
    if s.detection == "TFTP"
    and not s.large
    # A transfer that waits for its request listens longer, and so hears more of this one's end.
    and s.name != "tftp-ends-after-a-long-run"
    # Which of two requests an answer is to, its options tell where both are seen together.
    and s.name != "tftp-ports-answers-cross"
    and s.build.__module__.rpartition(".")[2]
    in {"tftp_plain", "tftp_options", "tftp_repeats", "tftp_ports", "tftp_ends", "tftp_names", "tftp_others"}
]


def moved(frames: list[Frame], network: int) -> list[Frame]:
    """The same packets, of another network: 10.0.x.y becomes 10.network.x.y. Checksums are left behind."""
    result = []
    for at, data, size in frames:
        mutable = bytearray(data)
        for offset in (26, 30):
            if mutable[offset : offset + 2] == b"\x0a\x00":
                mutable[offset + 1] = network
        result.append((at, bytes(mutable), size))
    return result


def everything() -> list[Frame]:
    """All those scenarios, each a minute after the one before, each in a network of its own."""
    frames = []
    for n, scenario in enumerate(PLAIN):
        later = n * 60_000_000
        frames += [(at + later, data, size) for at, data, size in moved(scenario.capture().frames, n + 1)]
    return frames


def endpoints(frame: Frame) -> tuple[tuple[bytes, int], tuple[bytes, int]] | None:
    """Both ends of a datagram; None for a fragment without its header."""
    data = frame[1]
    if struct.unpack_from("!H", data, 20)[0] & 0x1FFF:
        return None
    sport, dport = struct.unpack_from("!HH", data, 34)
    return (data[26:30], sport), (data[30:34], dport)


def split_requests(frames: list[Frame]) -> tuple[list[Frame], list[Frame]]:
    """Connections to the port of a request, and all others."""
    asked = {e for f in frames if (e := endpoints(f)) and f[1][42:44] in (b"\0\1", b"\0\2")}
    requests = {frozenset(e) for e in asked}
    mine, others = [], []
    for frame in frames:
        ends = endpoints(frame)
        (mine if ends and frozenset(ends) in requests else others).append(frame)
    return mine, others


def write(frames: list[Frame], path: Path) -> Path:
    wire = Wire()
    wire.frames = frames
    wire.write(path)
    return path


def lines(records: list[dict[str, Any]]) -> list[tuple[tuple[str, str], ...]]:
    """Log lines without the ids that differ between processes."""
    return sorted(
        tuple((k, str(v)) for k, v in sorted(r.items()) if k not in {"uid", "data_uid", "uids", "duration"})
        for r in records
    )


def rounded(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Boots, with times as exact as nodes tell each other: a chain is named after what completed it."""
    return [r | {"ts": round(r["ts"], 4), "chain": "chain" in r} for r in records]


def start(
    zeek: Engine, folder: Path, captures: dict[str, Path], *settings: str, stalls: str = "", site: Path | None = None
) -> Cluster:
    """Start the four nodes. ``settings`` are assignments for all; ``stalls`` is the worker that they stall."""
    arguments = {
        node: ["-C", *settings]
        + (["-r", str(captures[node])] if node in captures else [])
        + (["Test::stall_after=3"] if node == stalls else [])
        for node in NODES
    }
    declared = f"@load bootwarden\n@load {site}/bootwarden-site.zeek\n" if site else ""
    return Cluster(zeek, folder, NODES, declared + COORDINATION, arguments)


def by_multicast() -> tuple[list[Frame], list[Frame]]:
    """What each worker sees of two transfers by multicast (RFC 2090), after all others.

    Of the first, worker 2 sees the data alone; of the second, the OACK that names the group (and its ACKs) alone.
    """
    workers: tuple[list[Frame], list[Frame]] = ([], [])
    for n, split in enumerate(({32768, 1758}, {32768, 49152})):
        wire = Wire()
        wire.wait((len(PLAIN) + n) * 60)
        offer, agree = {"multicast": "", "tsize": 0}, {"multicast": f"239.255.2.{n},1758,1", "tsize": 3000}
        t = tftp.Transfer(wire, f"10.200.1.{n}", "10.200.0.5", IMAGE, images.ios(size=3000), offer=offer, agree=agree)
        t.ask()
        t.negotiate()
        for index, payload in enumerate(t.blocks()):
            wire.udp(t.server, t.server_port, f"239.255.2.{n}", 1758, tftp.data(index + 1, payload))
            t.acknowledge(index)
        for frame in wire.frames:
            ends = endpoints(frame)
            workers[ends is not None and {port for _, port in ends} == split].append(frame)
    return workers


@pytest.mark.parametrize("first", ["worker-1", "worker-2"])
def test_cluster_writes_the_lines_of_a_single_process(zeek: Engine, tmp_path: Path, first: str) -> None:
    """Worker 1 sees the requests, worker 2 the data; either may be read before the other."""
    frames = everything()
    requests, data = split_requests(frames)
    assert len(requests) > 100 and len(data) > 300
    multicast = by_multicast()
    single = zeek_engine.run(
        zeek, write(frames + sorted(multicast[0] + multicast[1]), tmp_path / "all.pcap"), checksums=False
    )
    captures = {
        "worker-1": write(requests + multicast[0], tmp_path / "requests.pcap"),
        "worker-2": write(data + multicast[1], tmp_path / "data.pcap"),
    }
    cluster = start(zeek, tmp_path, captures, f"Test::first={first}")
    cluster.ended()
    assert cluster.complaints() == []
    expected, written = (Counter(lines(r.log("bootwarden_tftp"))) for r in (single, cluster))
    assert expected.total() > 50
    assert (list((expected - written).elements()), list((written - expected).elements())) == ([], [])


@pytest.mark.parametrize("first", ["worker-1", "worker-2"])
def test_servers_that_compete_on_two_workers_are_seen(zeek: Engine, tmp_path: Path, first: str) -> None:
    """Worker 1 sees the broadcast and the first answer, worker 2 the other answer: one notice, as in one process."""
    wire = Wire()
    image = images.ios()
    t = tftp.Transfer(wire, "10.0.1.1", "255.255.255.255", IMAGE, image, answer_from="10.0.0.5")
    rogue = tftp.Transfer(wire, "10.0.1.1", "255.255.255.255", IMAGE, bytes(600), answer_from="10.0.6.66")
    t.ask()
    t.send_block(0)
    rogue.send_block(0)
    rogue.from_client(tftp.error(5, "Unknown transfer ID"))
    t.acknowledge(0)
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)
    rogues = [f for f in wire.frames if bytes([10, 0, 6, 66]) in (f[1][26:30], f[1][30:34])]
    others = [f for f in wire.frames if f not in rogues]
    single = zeek_engine.run(zeek, write(wire.frames, tmp_path / "all.pcap"), checksums=False)
    captures = {"worker-1": write(others, tmp_path / "one.pcap"), "worker-2": write(rogues, tmp_path / "two.pcap")}
    cluster = start(zeek, tmp_path, captures, f"Test::first={first}")
    cluster.ended()
    assert cluster.complaints() == []
    competing = [r["msg"] for r in single.log("notice") if r["note"] == "Bootwarden::Competing_Boot_Servers"]
    assert len(competing) == 1
    assert [r["msg"] for r in cluster.log("notice") if r["note"] == "Bootwarden::Competing_Boot_Servers"] == competing


@pytest.mark.parametrize("first", ["worker-1", "worker-2"])
def test_a_boot_seen_by_two_workers_is_one_line(zeek: Engine, tmp_path: Path, first: str) -> None:
    """Worker 1 sees leases, orders and restarts, worker 2 the files: the lines of one process, whoever tells first."""
    wire = Wire()
    for number in range(4):
        device, port = f"10.0.1.{number + 1}", 50000 + number
        client = Client(wire, device, xid=number, vendor_class="ciscopnp")
        client.reply("10.0.0.2", ACK, [(66, BOOT_SERVER), (67, "network-confg")])
        tftp.read(wire, device, BOOT_SERVER, "network-confg", images.config("ztp"), client_port=port)
        wire.wait(20)
        tftp.read(wire, device, ROGUE if number % 2 else BOOT_SERVER, IMAGE, images.ios(), client_port=port + 100)
        wire.wait(100)
        restarted = "%SYS-5-RESTART: System restarted --\nCisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), "
        syslog.ios(wire, device, f"{restarted}Version 15.7(3)M8, RELEASE SOFTWARE (fc1)")
    files = [f for f in wire.frames if not {67, 514} & {port for _, port in endpoints(f) or ()}]
    others = [f for f in wire.frames if f not in files]
    site = materialise(HQ, tmp_path / "site")
    single = zeek_engine.run(zeek, write(wire.frames, tmp_path / "all.pcap"), site=site)
    captures = {"worker-1": write(others, tmp_path / "one.pcap"), "worker-2": write(files, tmp_path / "two.pcap")}
    cluster = start(zeek, tmp_path, captures, f"Test::first={first}", site=site)
    cluster.ended()
    assert cluster.complaints() == []
    expected, written = (lines(rounded(r.log("bootwarden_boots"))) for r in (single, cluster))
    assert [dict(line)["why"] for line in expected] == ["['options', 'autoinstall', 'image', 'config', 'restart']"] * 4
    assert written == expected


def test_what_a_lost_worker_followed_is_logged(zeek: Engine, tmp_path: Path) -> None:
    """Worker 2 dies in the midst of a transfer whose request worker 1 saw."""
    wire = Wire()
    tftp.read(wire, "10.0.1.1", "10.0.0.5", "big.dat", bytes(5000))
    requests, data = split_requests(wire.frames)
    captures = {
        "worker-1": write(requests, tmp_path / "requests.pcap"),
        "worker-2": write(data, tmp_path / "data.pcap"),
    }
    cluster = start(zeek, tmp_path, captures, stalls="worker-2")
    cluster.wait(lambda: (tmp_path / "worker-2" / "stalled").exists() and (tmp_path / "worker-1" / "told").exists())
    cluster.kill("worker-2")
    cluster.wait((tmp_path / "worker-1" / "written").exists)
    cluster.stop()
    expected = {"file_name": "big.dat", "status": "partial", "error_msg": "worker worker-2 was lost"}
    assert [{k: r.get(k) for k in expected} for r in cluster.log("bootwarden_tftp")] == [expected]


LATE = """
@load bootwarden
redef exit_only_after_terminate = T;
redef LogAscii::use_json = T;
redef Log::default_rotation_interval = 0secs;
redef Bootwarden::tftp_cluster_wait = 1min;
# A line written before the manager is reached as well is in no log but the node's own.
redef Log::enable_local_logging = T;

function mark(name: string)
	{
	close(open(name));
	}

event zeek_init()
	{
	if ( Cluster::node == "worker-1" )
		suspend_processing();
	}

event Cluster::node_up(name: string, id: string)
	{
	if ( Cluster::node == "worker-1" && name == "proxy-1" )
		continue_processing();
	}

event Pcap::file_done(path: string)
	{
	mark("read");
	}

event Bootwarden::log_tftp(rec: Bootwarden::Transfer)
	{
	mark("written");
	}
"""


def test_a_worker_that_still_connects_joins_its_transfer(zeek: Engine, tmp_path: Path) -> None:
    """Worker 2 has read the data of a request that worker 1 saw before it reaches the proxy that knows of it."""
    wire = Wire()
    tftp.read(wire, "10.0.1.1", "10.0.0.5", "big.dat", bytes(5000))
    requests, data = split_requests(wire.frames)
    arguments = {
        "worker-1": ["-C", "-r", str(write(requests, tmp_path / "requests.pcap"))],
        "worker-2": ["-C", "-r", str(write(data, tmp_path / "data.pcap"))],
    }
    cluster = Cluster(zeek, tmp_path, NODES, LATE, arguments)
    cluster.kill("worker-2")
    cluster.wait((tmp_path / "worker-1" / "read").exists)
    cluster.start("worker-2")
    cluster.wait((tmp_path / "worker-2" / "written").exists)
    cluster.stop()
    expected = {"file_name": "big.dat", "status": "complete"}
    assert [{k: r.get(k) for k in expected} for r in cluster.log("bootwarden_tftp", "worker-2")] == [expected]
