"""A real Zeek cluster on loopback: manager, proxy and two workers, each worker with a capture of its own."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import read_logs

Frame = tuple[int, bytes, int]

NODES = {"manager": "MANAGER", "proxy-1": "PROXY", "worker-1": "WORKER", "worker-2": "WORKER"}

COORDINATION = """
redef exit_only_after_terminate = T;
redef LogAscii::use_json = T;
redef Log::default_rotation_interval = 0secs;
redef Bootwarden::tftp_cluster_wait = 2sec;

module Test;

export {
	global go: event();
	global done: event(node: string);
	global bye: event();

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

event second()
	{
	send(first == "worker-1" ? "worker-2" : "worker-1");
	}

event zeek_init()
	{
	if ( Cluster::local_node_type() == Cluster::WORKER )
		suspend_processing();
	}

event ready(node: string) &is_used
	{
	add up[node];
	if ( |up| == 2 )
		{
		send(first);
		schedule 1sec { second() };
		}
	}

# A worker is ready when it sees the manager and the proxy.
global seen: set[string];
event Cluster::node_up(name: string, id: string)
	{
	if ( Cluster::local_node_type() != Cluster::WORKER )
		return;
	add seen[name];
	if ( "manager" in seen && "proxy-1" in seen )
		Cluster::publish(Cluster::manager_topic, ready, Cluster::node);
	}

event go()
	{
	continue_processing();
	}

global packets = 0;
event udp_contents(u: connection, is_orig: bool, contents: string) &priority=-10
	{
	if ( stall_after > 0 && ++packets == stall_after )
		{
		suspend_processing();
		local stalled = open("stalled");
		close(stalled);
		}
	}

event Pcap::file_done(path: string)
	{
	Cluster::publish(Cluster::manager_topic, done, Cluster::node);
	}

event bye()
	{
	terminate();
	}

event last()
	{
	Cluster::publish(Cluster::proxy_topic, bye);
	terminate();
	}

event finish_first()
	{
	Cluster::publish(Cluster::node_topic("worker-1"), bye);
	schedule 2sec { last() };
	}

# The workers' clocks stand still after their captures: what they still wait for ends with them. The worker with
# the data ends first, as its waiting would.
event finish()
	{
	Cluster::publish(Cluster::node_topic("worker-2"), bye);
	schedule 2sec { finish_first() };
	}

event done(node: string)
	{
	add finished[node];
	if ( |finished| == 2 )
		schedule 4sec { finish() };
	}
"""


PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = (20_000 + 1_000 * PROCESS + number % 1_000 for number in itertools.count(16 * os.getpid()))
"""Ports for clusters: each process of a test run has a thousand, from which the system takes none for connections.
Another run begins elsewhere in them."""


def free_port() -> int:
    """A port that nobody listens on now."""
    for port in itertools.islice(PORTS, 1_000):
        with contextlib.closing(socket.socket()) as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free for a cluster")


def layout(nodes: dict[str, str]) -> str:
    """The cluster-layout.zeek of some nodes, by name and type, on ports that nobody listens on now."""
    lines = [
        f'["{name}"] = [$node_type=Cluster::{kind}, $ip=127.0.0.1, $p={free_port()}/tcp'
        + (', $manager="manager"' if kind != "MANAGER" else "")
        + "]"
        for name, kind in nodes.items()
    ]
    return "redef Cluster::nodes = {\n" + ",\n".join(lines) + "\n};\nredef Cluster::manager_is_logger = T;\n"


@dataclass
class Cluster:
    """The running nodes."""

    folder: Path
    nodes: dict[str, subprocess.Popen[bytes]]

    def kill(self, node: str) -> None:
        """Lose a node."""
        self.nodes[node].send_signal(signal.SIGKILL)
        self.nodes[node].wait()

    def stop(self) -> None:
        """End all nodes that still run, the manager last: it writes the logs."""
        for process in reversed(self.nodes.values()):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()

    def wait(self, seconds: float) -> None:
        """Wait until every node has ended by itself."""
        until = time.monotonic() + seconds
        for name, process in self.nodes.items():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.stop()
                raise AssertionError(f"{name} did not end") from None

    def log(self, name: str) -> list[dict[str, Any]]:
        """Records of a log, which the manager writes."""
        return read_logs(self.folder / "manager").get(name, [])

    def complaints(self) -> list[str]:
        """What the nodes complain of, but for peers that are not up yet."""
        said = [str(r["message"]) for r in self.log("reporter") if r["level"] != "Reporter::INFO"]
        return [message for message in said if "PEER_UNAVAILABLE" not in message]


def start(engine: Engine, folder: Path, captures: dict[str, Path], *settings: str, stalls: str = "") -> Cluster:
    """Start the four nodes. ``settings`` are assignments for all; ``stalls`` is the worker that they stall."""
    (folder / "bootwarden").symlink_to(paths.ZEEK_PACKAGE)
    (folder / "coordination.zeek").write_text(COORDINATION)
    (folder / "cluster-layout.zeek").write_text(layout(NODES))
    default = os.environ.get("ZEEKPATH") or zeek_engine._default_path(engine.path)
    nodes = {}
    for name in NODES:
        here = folder / name
        here.mkdir()
        command = [str(engine.path), "-C", "bootwarden", "coordination", *settings]
        command += ["-r", str(captures[name])] if name in captures else []
        command += ["Test::stall_after=3"] if name == stalls else []
        with (here / "stderr").open("wb") as stderr:
            nodes[name] = subprocess.Popen(
                command,
                cwd=here,
                env=os.environ | {"CLUSTER_NODE": name, "ZEEKPATH": f"{folder}:{default}"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
    return Cluster(folder, nodes)
