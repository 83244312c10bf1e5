"""Real Zeek clusters on loopback: their nodes, what they cost, their logs, and what they complain of."""

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
from typing import Any, ClassVar, Literal

from bootwarden import paths
from bootwarden.engines import settle
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import environment
from bootwarden.errors import BootwardenError

Backend = Literal["broker", "zeromq"]

STEP = 0.05
LIMIT = 300.0
"""Seconds: how often, and how long, a cluster is waited for. On a busy machine its start alone has taken 80."""

NODES = {"manager": "MANAGER", "proxy-1": "PROXY", "worker-1": "WORKER", "worker-2": "WORKER"}
"""The smallest cluster in which all that goes between nodes does."""


def ports_of(part: int = 0) -> Iterator[int]:
    """Ports for clusters, of which the system takes none for connections: a thousand for each part of a test run.

    Another run begins elsewhere in them.
    """
    return (20_000 + 1_000 * part + number % 1_000 for number in itertools.count(16 * os.getpid()))


def free_port(ports: Iterator[int]) -> int:
    """A port that nobody listens on now."""
    for port in itertools.islice(ports, 1_000):
        with contextlib.closing(socket.socket()) as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise BootwardenError("no port from 20,000 on is free for a cluster: end what listens there")


def layout(nodes: Mapping[str, str], ports: Iterator[int]) -> str:
    """The cluster-layout.zeek of some nodes, by name and type, on ports that nobody listens on now."""
    lines = [
        f'["{name}"] = [$node_type=Cluster::{kind}, $ip=127.0.0.1, $p={free_port(ports)}/tcp'
        + (', $manager="manager"' if kind != "MANAGER" else "")
        + "]"
        for name, kind in nodes.items()
    ]
    return "redef Cluster::nodes = {\n" + ",\n".join(lines) + "\n};\nredef Cluster::manager_is_logger = T;\n"


CONNECT_SOON = """
redef Cluster::retry_interval = 200msec;
redef Broker::default_listen_retry = 200msec;
redef Broker::default_connect_retry = 200msec;
"""
"""Nodes that start before the one that they talk to try again soon, not in half a minute."""

LOADED = """\
@if ( Version::at_least("8.1") )
@load policy/frameworks/cluster/backend/{backend}
@else
{before}
@endif
"""
"""From 8.1 on each backend is a script; before, Broker was there by itself."""


def backend_script(backend: Backend, ports: Iterator[int]) -> str:
    """What all nodes load for their backend; the manager hands on the messages of ZeroMQ."""
    if backend == "broker":
        return LOADED.format(backend=backend, before="")
    into, out = (f"tcp://127.0.0.1:{free_port(ports)}" for _ in range(2))
    ends = {"listen_xsub": into, "connect_xpub": into, "listen_xpub": out, "connect_xsub": out}
    lines = [f'redef Cluster::Backend::ZeroMQ::{name}_endpoint = "{end}";' for name, end in ends.items()]
    before = "@load policy/frameworks/cluster/backend/zeromq/connect"
    return LOADED.format(backend=backend, before=before) + "\n".join(lines) + "\n"


class Cluster:
    """The nodes of a cluster, each in a folder of its own. The first of ``nodes``, by name and type, is the manager."""

    SETTINGS: ClassVar[Mapping[str, str]] = {}
    """What the nodes find in their environment besides: nothing, where memory is measured as a sensor's."""

    def __init__(
        self,
        zeek: Engine,
        folder: Path,
        nodes: Mapping[str, str],
        script: str,
        arguments: Mapping[str, Sequence[str]],
        backend: Backend = "broker",
        ports: Iterator[int] | None = None,
        inside: Callable[[list[str]], list[str]] = lambda command: command,
    ) -> None:
        """Start all nodes with one script, each with arguments of its own. ``inside`` makes a command run elsewhere."""
        self.inside = inside
        self.zeek = zeek
        self.folder = folder
        self.arguments = arguments
        self.nodes: dict[str, subprocess.Popen[bytes]] = {}
        ports = ports or ports_of()
        (folder / "cluster-layout.zeek").write_text(layout(nodes, ports))
        (folder / "test.zeek").write_text(backend_script(backend, ports) + CONNECT_SOON + script)
        found = environment(zeek, folder / "path", paths.ZEEK_PACKAGE)["ZEEKPATH"]
        self.environment = os.environ | self.SETTINGS | {"ZEEKPATH": f"{folder}:{found}"}
        for node in nodes:
            (folder / node).mkdir()
            self.start(node)

    def start(self, node: str) -> None:
        """Start a node, or start it anew."""
        with (self.folder / node / "output").open("ab") as output:
            self.nodes[node] = subprocess.Popen(
                self.inside([str(self.zeek.path), str(self.folder / "test.zeek"), *self.arguments.get(node, ())]),
                cwd=self.folder / node,
                env=self.environment | {"CLUSTER_NODE": node},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def cpu(self, node: str) -> float:
        """CPU seconds that a node that runs has used."""
        stat = Path(f"/proc/{self.nodes[node].pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, node: str) -> int:
        """The most memory that a node that runs has held, KB."""
        status = Path(f"/proc/{self.nodes[node].pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])

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

    def ended(self, seconds: float = LIMIT) -> None:
        """Wait until every node has ended by itself."""
        until = time.monotonic() + seconds
        for name, process in self.nodes.items():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.stop()
                raise BootwardenError(f"{name} did not end: {self.said()[-2000:]}") from None

    def wait(self, until: Callable[[], bool], seconds: float = LIMIT) -> bool:
        """Wait until something holds, as long as a node runs, and say whether it does."""
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline or all(node.poll() is not None for node in self.nodes.values()):
                return until()
            time.sleep(STEP)
        return True

    def settle(self, seconds: float = LIMIT) -> None:
        """Wait until all nodes, which load :mod:`settle`, have handled and written what came of the packets so far.

        Workers with a capture have read all of it then.
        """
        manager = self.folder / next(iter(self.nodes))
        answered = manager / settle.ANSWERED
        answered.unlink(missing_ok=True)
        (manager / settle.ASKED).touch()
        if not self.wait(answered.exists, seconds):
            raise BootwardenError(f"the cluster did not settle within {seconds:.0f} s: {self.said()[-2000:]}")
        for line in answered.read_text().splitlines():
            name, _, number = line.partition(", ")
            if not self.wait(lambda name=name, number=int(number): len(self.log(name)) >= number, seconds):  # type: ignore[misc]
                raise BootwardenError(f"the manager wrote {len(self.log(name))} of {number} lines of {name}.log")

    def log(self, name: str, node: str | None = None) -> list[dict[str, Any]]:
        """The whole lines of a log, as the manager writes it, or a node that logs by itself."""
        path = (node or next(iter(self.nodes))) + f"/{name}.log"
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
