"""A Zeek cluster that watches the bridge: two workers share its packets by flow, beside a proxy and a manager."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bootwarden.engines import settle, zeek
from bootwarden.engines.cluster import NODES, Cluster
from bootwarden.lab.namespaces import BRIDGE
from bootwarden.lab.sensors import START_LIMIT, ZEEK_MARK, ZeekSensor

WORKERS = [name for name, kind in NODES.items() if kind == "WORKER"]

STARTED = "all nodes of the lab's cluster are there"

SCRIPT = """
@load bootwarden
@load {site}
@load {extra}
@load policy/frameworks/cluster/experimental
redef LogAscii::use_json = T;
redef PacketFilter::max_filter_compile_time = 1hr;
redef Log::default_rotation_interval = 0secs;
redef Broker::disable_ssl = T;
redef AF_Packet::fanout_id = 1542;
event Cluster::Experimental::cluster_started() {{ print "{started}"; flush_all(); }}
"""


class ClusterSensor(ZeekSensor):
    """A cluster with the package and the site, as zeekctl starts one with AF_PACKET."""

    _cluster: Cluster | None = None

    @property
    def name(self) -> str:
        """What it is called in the verdicts."""
        return "zeek cluster"

    @property
    def log(self) -> Path:
        """The manager's notice.log."""
        return self.folder / next(iter(NODES)) / "notice.log"

    def start(self) -> None:
        """Start its nodes, in the bridge's namespace."""
        self.folder.mkdir(parents=True)
        script = SCRIPT.format(site=self.site / "bootwarden-site.zeek", extra=self.site / "extra.zeek", started=STARTED)
        sniffing = {worker: ["-i", f"af_packet::{BRIDGE}"] for worker in WORKERS}
        self._cluster = Cluster(
            self.engine,
            self.folder,
            NODES,
            script + ZEEK_MARK + settle.SCRIPT,
            sniffing,
            inside=lambda command: self.network.inside(self.network.hub, command),
        )

    def said(self) -> str:
        """All that its nodes printed."""
        return self._cluster.said() if self._cluster else ""

    def _is_up(self) -> bool:
        return self.said().count(STARTED) == len(NODES) and self.said().count("listening on") == len(WORKERS)

    def _has_ended(self) -> bool:
        return self._cluster is None or any(node.poll() is not None for node in self._cluster.nodes.values())

    def stop(self) -> None:
        """End its nodes, once what they tell each other has arrived; what they write then is read as well."""
        if self._cluster is None:
            return
        self._cluster.settle(START_LIMIT)
        self._cluster.stop()
        self.look()

    def kill(self) -> None:
        """End its nodes at once."""
        if self._cluster is not None:
            for node in self._cluster.nodes:
                self._cluster.kill(node)

    def found(self) -> tuple[Mapping[str, Sequence[dict[str, Any]]], list[str]]:
        """The manager's logs, and what the nodes complained of."""
        return zeek.read_logs(self.log.parent), self._cluster.complaints() if self._cluster else []
