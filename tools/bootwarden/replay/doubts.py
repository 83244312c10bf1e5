"""Whom and what a proposal leaves out: hosts that look wrong, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bootwarden.detections import DETECTIONS
from bootwarden.replay.hosts import address_of, plain_address
from bootwarden.replay.observed import Evidence, Observed
from bootwarden.site.model import PRIVATE, IPNetwork

ORDERS = frozenset({"SNMP_CONFIG", "SNMP_IMAGE", "BOOT_COMMAND"})
"""Evidence in which an actor sends a device to a boot server."""

MANY = 3
"""A server that so many devices share makes another, which only one of them met, look odd."""


@dataclass
class Doubts:
    """Who or what looks wrong, and why; the first reason counts."""

    inside: tuple[IPNetwork, ...] = PRIVATE
    reasons: dict[str, str] = field(default_factory=dict)

    def outside(self, host: str) -> bool:
        """Tell whether a host is beyond the border; one known by name only is not."""
        address = address_of(host)
        return address is not None and not any(address in network for network in self.inside)

    def add(self, who: str, why: str) -> None:
        """Doubt somebody."""
        self.reasons.setdefault(who, why)

    def __contains__(self, who: object) -> bool:
        """Tell whether somebody is doubted."""
        return who in self.reasons


def accuse(seen: Observed, doubts: Doubts) -> None:
    """Doubt whom detections accuse."""
    for finding in seen.findings:
        detection = DETECTIONS.get(finding.detection)
        side = detection.accuses if detection else None
        if side and (who := getattr(finding, side)):
            doubts.add(plain_address(who), f"{finding.detection}: {finding.detail}")


def doubt_servers(users: dict[str, set[str]], doubts: Doubts) -> None:
    """Doubt boot servers beyond the border, and those that one device met where others use another."""
    for server, devices in users.items():
        if doubts.outside(server):
            doubts.add(server, "is a boot server outside the network")
        for other, many in users.items():
            if len(devices) == 1 and other not in doubts and devices <= many and len(many) >= MANY:
                [device] = devices
                doubts.add(
                    server, f"only {device} met it as a boot server, which uses {other} like {len(many) - 1} others"
                )


def doubt_ordered(evidence: Iterable[Evidence], doubts: Doubts) -> None:
    """Doubt a server that devices met only once someone had sent them there, or that was only named: so begins a
    hijack. One that a device used unbidden, or that DHCP names, is in use."""
    sent: dict[tuple[str, str], Evidence] = {}
    used: set[str] = set()
    for e in sorted(evidence, key=lambda e: e.time):
        for server in e.named():
            if e.kind in ORDERS and not e.leaves and e.actor != e.device:
                sent.setdefault((server, e.device), e)
            elif e.kind == "BOOT_OPTIONS" or e.leaves:
                used.add(server)
            elif e.is_device_file:
                order = sent.get((server, e.device))
                if order is None or order.time >= e.time:
                    used.add(server)
    met: dict[str, list[Evidence]] = defaultdict(list)
    for (server, _), order in sent.items():
        if server not in used:
            met[server].append(order)
    for server, orders in met.items():
        devices = ", ".join(dict.fromkeys(o.device for o in orders))
        by = orders[0].actor or orders[0].user or "someone"
        doubts.add(
            server,
            f"only {devices} met it, and only once {by} had sent {'it' if len(orders) == 1 else 'them'} there: "
            "an upgrade looks like this, and so does a hijack",
        )


def doubt_orders(evidence: Iterable[Evidence], doubts: Doubts) -> None:
    """Doubt who ordered a boot by a command that names no server: nothing in use speaks for it."""
    for e in evidence:
        if e.kind == "BOOT_COMMAND" and not e.leaves and not e.named() and e.actor and e.actor != e.device:
            doubts.add(plain_address(e.actor), f"gave {e.device} a boot order ({e.object or 'a command'})")
