"""Real Zeek clusters on loopback: their nodes, their logs, and what they complain of."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

PACE = """
@load bootwarden
@load policy/frameworks/cluster/experimental
redef LogAscii::use_json = T;
redef exit_only_after_terminate = T;
redef Cluster::retry_interval = 200msec;
redef Broker::default_listen_retry = 200msec;
redef Broker::default_connect_retry = 200msec;
redef Log::default_rotation_interval = 0secs;
redef Log::flush_interval = 200msec;
redef Broker::log_batch_interval = 200msec;
redef Broker::disable_ssl = T;
@if ( Cluster::local_node_type() == Cluster::WORKER )
event zeek_init() { suspend_processing(); }
event Cluster::Experimental::cluster_started() { continue_processing(); }
@endif
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


class Cluster:
    """The nodes of a cluster, each in a folder of its own. The first of ``nodes``, by name and type, is the manager."""

    def __init__(
        self, zeek: Engine, folder: Path, nodes: dict[str, str], script: str, arguments: Mapping[str, Sequence[str]]
    ) -> None:
        """Start all nodes with one script, each with arguments of its own."""
        self.folder = folder
        self.nodes: dict[str, subprocess.Popen[bytes]] = {}
        (folder / "cluster-layout.zeek").write_text(layout(nodes))
        (folder / "test.zeek").write_text(script)
        environment = zeek_scripts.environment(zeek, folder)
        environment["ZEEKPATH"] = f"{folder}:{environment['ZEEKPATH']}"
        for node in nodes:
            cwd = folder / node
            cwd.mkdir()
            with (cwd / "output").open("wb") as output:
                self.nodes[node] = subprocess.Popen(
                    [str(zeek.path), str(folder / "test.zeek"), *arguments.get(node, ())],
                    cwd=cwd,
                    env=environment | {"CLUSTER_NODE": node},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )

    def kill(self, node: str) -> None:
        """Lose a node."""
        self.nodes[node].kill()
        self.nodes[node].wait()

    def stop(self) -> None:
        """End all nodes that still run, the manager last: it writes the logs."""
        manager, *others = self.nodes.values()
        for group in (others, [manager]):
            for process in group:
                process.terminate()
            for process in group:
                try:
                    process.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    process.kill()

    def ended(self, seconds: float) -> None:
        """Wait until every node has ended by itself."""
        until = time.monotonic() + seconds
        for name, process in self.nodes.items():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.stop()
                raise AssertionError(f"{name} did not end: {self.said()[-2000:]}") from None

    def wait(self, until: Callable[[], bool], seconds: float = 90) -> None:
        """Wait until something holds, and then a little, in case too much comes."""
        deadline = time.monotonic() + seconds
        while not until() and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(3)

    def log(self, name: str) -> list[dict[str, Any]]:
        """The whole lines of a log, which the manager writes."""
        path = next(iter(self.nodes)) + f"/{name}.log"
        lines = (self.folder / path).read_text().splitlines(keepends=True) if (self.folder / path).exists() else []
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def raised(self) -> Counter[tuple[str, str]]:
        """Notices by name and device."""
        return Counter((str(n["note"]).removeprefix("Bootwarden::"), str(n["src"])) for n in self.log("notice"))

    def said(self) -> str:
        """What all nodes said on their standard outputs."""
        return "".join(p.read_text(errors="replace") for p in sorted(self.folder.glob("*/output")))

    def complaints(self) -> list[str]:
        """What the nodes complain of. Those that start first cannot reach the others yet."""
        logged = [str(r["message"]) for r in self.log("reporter") if r["level"] != "Reporter::INFO"]
        said = [line for line in self.said().splitlines() if "error" in line]
        return [message for message in logged + said if "PEER_UNAVAILABLE" not in message]


def begin(wire: Wire, number: int) -> None:
    """Nothing that counts, so that all workers begin at one time; then the manifest has arrived."""
    tftp.Transfer(wire, "10.0.3.1", "10.0.0.20", "SEP001122334455.cnf.xml", client_port=40000 + number).ask()
    wire.wait(6)


@contextlib.contextmanager
def replaying(
    zeek: Engine, folder: Path, wires: Sequence[Wire], script: str = "", site: Path | None = None
) -> Iterator[Cluster]:
    """A cluster of a manager, two proxies and a worker for each wire, which it replays in real time once all are up."""
    arguments = {}
    for number, wire in enumerate(wires):
        wire.write(folder / f"{number}.pcap")
        arguments[f"worker-{number + 1}"] = ["--pseudo-realtime", "-r", str(folder / f"{number}.pcap")]
    nodes = {"manager": "MANAGER", "proxy-1": "PROXY", "proxy-2": "PROXY"} | dict.fromkeys(arguments, "WORKER")
    declared = f"@load {site}/bootwarden-site.zeek\n" if site else ""
    cluster = Cluster(zeek, folder, nodes, PACE + script + declared, arguments)
    try:
        yield cluster
    finally:
        cluster.stop()
