"""Whoever makes up addresses makes no more alerts than an analyst can look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines import suricata as suricata_engine
from bootwarden.engines.find import Engine
from bootwarden.scenarios import sites
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE
from bootwarden.traffic import images, snmp, tftp
from bootwarden.traffic.wire import Tcp, Wire

MANY, MOST = 150, 100


def made_up(number: int) -> str:
    """The address of a host outside that does not exist."""
    return f"45.83.{number >> 8}.{number & 255}"


def asks(wire: Wire, number: int) -> None:
    """A device of the network's own asks for a first configuration."""
    wire.udp(f"10.20.{number >> 8}.{number & 255}", 1024, "255.255.255.255", 69, tftp.request(1, "network-confg"), 20)


def climbs(wire: Wire, number: int) -> None:
    """A request climbs out of the root."""
    wire.udp(made_up(number), 1024, BOOT_SERVER, 69, tftp.request(1, "../../etc/passwd"), 20)


def serves(wire: Wire, number: int) -> None:
    """The first block of a configuration comes from outside."""
    wire.udp(made_up(number), 1024, DEVICE, 50000, tftp.data(1, images.config("edge1")), 20)


def orders(wire: Wire, number: int) -> None:
    """A SET tells a device to reload."""
    snmp.Manager(wire, made_up(number), DEVICE).set(("1.3.6.1.4.1.9.2.9.9.0", 2), answered=False)


def knocks(wire: Wire, number: int) -> None:
    """A connection to a device's telnet begins."""
    Tcp(wire, made_up(number), 1024, DEVICE, 23, answered=False)


FLOODS: dict[Callable[[Wire, int], None], tuple[dict[str, int], dict[str, int]]] = {
    asks: ({"BW13": MOST}, {"BW13": MOST}),
    climbs: ({"BW17": MOST}, {"BW17": MOST}),
    serves: ({"BW11": MOST}, {"BW10": MOST, "BW11": MOST}),
    orders: ({"BW05": 1}, {"BW05": 1}),
    knocks: ({}, {"BW19": MOST}),
}
"""Each, and what it raises, by the generic rules and by a site's."""


@pytest.mark.parametrize("which", ["generic", "site"])
def test_a_flood_from_addresses_that_are_made_up_is_bounded(suricata: Engine, tmp_path: Path, which: str) -> None:
    rules = paths.RULES_PATTERN
    if which == "site":
        rules = materialise(sites.HQ, tmp_path / "site") / "bootwarden-site.rules"
    captures = {}
    for day, flood in enumerate(FLOODS):
        wire = Wire()
        wire.wait(day * 86_400)
        for number in range(MANY):
            flood(wire, number)
        wire.write(capture := tmp_path / f"{flood.__name__}.pcap")
        captures[capture] = FLOODS[flood][which == "site"]
    results = suricata_engine.run(suricata, list(captures), rules)
    raised = {
        capture: Counter(a["alert"]["metadata"]["bootwarden_detection"][0] for a in result.alerts)
        for capture, result in results.items()
    }
    assert raised == captures


def test_every_rule_on_datagrams_is_limited(tmp_path: Path) -> None:
    built = materialise(sites.PINNED, tmp_path) / "bootwarden-site.rules"
    lines = [*paths.generic_rules().splitlines(), *built.read_text().splitlines()]
    alerting = [line for line in lines if line.startswith("alert udp ") and " noalert;" not in line]
    assert alerting
    assert [line for line in alerting if " threshold:" not in line] == []
