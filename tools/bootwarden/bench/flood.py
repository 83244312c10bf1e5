"""What a flood of spoofed TFTP requests costs a cluster, and whether what is in progress finishes."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bootwarden.bench.zeek import flood, write
from bootwarden.engines.cluster import NODES, Backend, Cluster
from bootwarden.engines.find import Engine
from bootwarden.errors import BootwardenError
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

CLIENT, SERVER, NAME = "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"
BLOCKS = 200
"""Of the transfer that goes on during the flood."""

SCRIPT = """
@load bootwarden
@load policy/frameworks/cluster/experimental
redef LogAscii::use_json = T;
redef exit_only_after_terminate = T;
redef Log::default_rotation_interval = 0secs;
redef Broker::disable_ssl = T;
redef Cluster::Telemetry::core_metrics += { Cluster::Telemetry::VERBOSE };

@if ( Cluster::local_node_type() == Cluster::WORKER )
event zeek_init() { suspend_processing(); }
event Cluster::Experimental::cluster_started() { continue_processing(); }
event Pcap::file_done(path: string) { print "capture is read"; flush_all(); }
@endif

event zeek_done()
	{
	for ( _, m in Telemetry::collect_metrics("*", "*cluster_core_verbose*") )
		print fmt("message %s %s %d", sub(m$opts$name, /.*verbose_/, ""), join_string_vec(m$label_values, " "),
			double_to_count(m$value));
	}
"""


@dataclass
class Flood:
    """What one flood came to. ``messages`` are counted by node, direction and event."""

    requests: int
    seconds: float
    cpu: dict[str, float]
    memory: dict[str, int]
    messages: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    """Of bootwarden_tftp.log, by status."""
    finished: bool = False
    complaints: list[str] = field(default_factory=list)
    died: list[str] = field(default_factory=list)

    def sent(self, node: str = "") -> int:
        """Messages that nodes publish, or one of them does."""
        return sum(n for (where, way, _), n in self.messages.items() if way == "outgoing" and node in ("", where))

    def got(self, node: str = "") -> int:
        """Messages that nodes receive, or one of them does."""
        return sum(n for (where, way, _), n in self.messages.items() if way == "incoming" and node in ("", where))

    @property
    def faults(self) -> list[str]:
        """What must not be."""
        found = [f"{node} died" for node in self.died]
        if not self.finished:
            found.append("the transfer in progress did not finish")
        if self.got() > 2 * self.requests:
            found.append("more than two messages a request are delivered")
        complaints = Counter(re.sub(r"^[0-9.]+ ", "", text) for text in self.complaints)
        return found + [f"{text} ({times:,} times)" for text, times in complaints.items()]


def _woven(spoofed: Iterator[bytes], others: list[bytes], every: int) -> Iterator[bytes]:
    """The frames of a transfer among those of a flood, the last ones behind it."""
    waiting = iter(others)
    for number, frame in enumerate(spoofed):
        if number % every == 0:
            yield from (other for other in [next(waiting, None)] if other is not None)
        yield frame
    yield from waiting


def captures(requests: int, seconds: int, folder: Path) -> list[Path]:
    """What each of two workers sees: half of the flood, and of the transfer one the request, the other the data."""
    wire = Wire()
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, bytes(512 * BLOCKS))
    t.ask()
    asked = [frame for _, frame, _ in wire.frames]
    wire.frames.clear()
    t.transfer()
    data = [frame for _, frame, _ in wire.frames]
    spoofed = list(flood(requests))
    halves = [(spoofed[::2], asked), (spoofed[1::2], data)]
    paths = []
    for number, (half, own) in enumerate(halves):
        path = folder / f"{number}.pcap"
        write(_woven(iter(half), own, max(1, len(half) // (len(data) + 1))), path, seconds * 1_000_000 // len(half))
        paths.append(path)
    return paths


def _counted(folder: Path) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for node in NODES:
        for line in (folder / node / "output").read_text(errors="replace").splitlines():
            if line.startswith("message "):
                _, way, *labels, number = line.split()
                name = next((label for label in labels if "::" in label), labels[0])
                found[node, way.partition("_")[0], name.removeprefix("Bootwarden::")] += int(number)
    return found


def measure(engine: Engine, requests: int, seconds: int, backend: Backend = "broker", limit: float = 600) -> Flood:
    """Let the flood come within so many seconds of the capture's time."""
    with tempfile.TemporaryDirectory(prefix="bootwarden-bench-") as scratch:
        folder = Path(scratch)
        files = captures(requests, seconds, folder)
        arguments = {f"worker-{n + 1}": ["--pseudo-realtime", "-r", str(path)] for n, path in enumerate(files)}
        began = time.monotonic()
        cluster = Cluster(engine, folder, NODES, SCRIPT, arguments, backend)
        try:
            while cluster.said().count("capture is read") < len(files):
                if any(process.poll() is not None for process in cluster.nodes.values()):
                    break
                if time.monotonic() - began > limit:
                    raise BootwardenError(f"the flood was not read within {limit:.0f} s")
                time.sleep(0.2)
            took = time.monotonic() - began
            # What waits for another worker's word, and what is on its way to the manager's logs.
            time.sleep(12)
            died = [node for node, process in cluster.nodes.items() if process.poll() is not None]
            alive = [node for node in cluster.nodes if node not in died]
            cpu = {node: cluster.cpu(node) for node in alive}
            memory = {node: cluster.memory(node) for node in alive}
        finally:
            cluster.stop()
        lines = cluster.log("bootwarden_tftp")
        own = [line for line in lines if line.get("client") == CLIENT or line.get("id.orig_h") == CLIENT]
        return Flood(
            requests,
            took,
            cpu,
            memory,
            _counted(folder),
            Counter(str(line["status"]) for line in lines),
            [(line["status"], line.get("file_name")) for line in own] == [("complete", NAME)],
            cluster.complaints(),
            died,
        )
