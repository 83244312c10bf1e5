"""Real Zeek clusters on loopback: their nodes, their logs, and what they complain of."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bootwarden.engines import cluster as engine_cluster
from bootwarden.engines import settle
from bootwarden.engines.cluster import NODES, Backend
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import quick_start
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

__all__ = ["NODES", "Cluster", "begin", "replaying"]

BACKEND: Backend = "zeromq" if os.environ.get("BOOTWARDEN_CLUSTER") == "zeromq" else "broker"
"""How the nodes talk: what is tested on one, can be on the other."""

PORTS = engine_cluster.ports_of(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")))


class Cluster(engine_cluster.Cluster):
    """A cluster on ports that no other process of this run takes."""

    SETTINGS = quick_start()

    def __init__(
        self, zeek: Engine, folder: Path, nodes: Mapping[str, str], script: str, arguments: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__(zeek, folder, nodes, script, arguments, BACKEND, PORTS)


PACE = """
@load bootwarden
@load policy/frameworks/cluster/experimental
redef LogAscii::use_json = T;
redef exit_only_after_terminate = T;
redef Log::default_rotation_interval = 0secs;
redef Log::flush_interval = 200msec;
redef Broker::log_batch_interval = 200msec;
redef Broker::disable_ssl = T;
@if ( Cluster::local_node_type() == Cluster::WORKER )
event zeek_init() { suspend_processing(); }
event Cluster::Experimental::cluster_started() { continue_processing(); }
@endif
"""


GLOBAL = "module GLOBAL;\n"


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
    cluster = Cluster(zeek, folder, nodes, PACE + settle.SCRIPT + GLOBAL + script + declared, arguments)
    try:
        yield cluster
    finally:
        cluster.stop()
