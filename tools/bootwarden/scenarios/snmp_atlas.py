"""Orders by SNMP of many vendors' devices: a table of SETs, and the scenarios that are made of one.

The objects and values are literal: they were read from the MIBs, and nothing here reads the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sids import Raised
from bootwarden.scenarios.sites import ATTACKER, HQ, ROGUE
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

NAME = ROGUE
ADDRESS = IPv4Address(ROGUE)
BYTES = ADDRESS.packed
PORTED = snmp.transport_address(ROGUE)
URL = f"tftp://{ROGUE}/evil.bin"

NOTICES = {
    "BW03": "SNMP_Config_Copy",
    "BW04": "SNMP_Image_Copy",
    "BW05": "Remote_Reload",
    "BW27": "Boot_Integrity_Lowered",
}
_A_CAPTURE = 60
_FIRST_NETWORK = {"BW03": 30, "BW04": 40, "BW05": 50, "BW27": 60}


_VALUES: Mapping[str, snmp.Value | object] = {
    "ADDRESS": ADDRESS,
    "BYTES": BYTES,
    "NAME": NAME,
    "PORTED": PORTED,
    "TICKS": snmp.ticks(1),
    "URL": URL,
}


@dataclass(frozen=True)
class Told:
    """An order: the rule that sees it, the objects' OID, their values by what follows it, and what it names."""

    sids: tuple[int, ...]
    oid: str
    values: Sequence[snmp.Binding]
    file: str | None
    server: str | None

    @property
    def bindings(self) -> list[snmp.Binding]:
        """The objects and their values."""
        return [(f"{self.oid}.{arcs}", value) for arcs, value in self.values]


def read_table(text: str) -> tuple[Told, ...]:
    """A table of orders, one a line: sids, OID, ``arcs=value`` for each object, ``>``, the file and the server named.

    Values are numbers, names of ``_VALUES``, or texts. ``-`` stands for no file, and for no server.
    """
    rows = []
    for line in text.splitlines():
        words, _, named = line.partition(" > ")
        if not named:
            continue
        sid, oid, *settings = words.split()
        values = [(arcs, _value(value)) for arcs, _, value in (setting.partition("=") for setting in settings)]
        file, server = named.split()
        rows.append(
            Told(tuple(map(int, sid.split(","))), oid, values, _named(file), ROGUE if server == "rogue" else None)
        )
    return tuple(rows)


def _value(word: str) -> snmp.Value | object:
    return int(word) if word.isdecimal() else _VALUES.get(word, word)


def _named(word: str) -> str | None:
    return None if word == "-" else word


def on_devices(detection: str, table: Sequence[Told]) -> Iterator[tuple[str, Told]]:
    """Each order with a device of its own."""
    for number, told in enumerate(table):
        yield f"10.0.{_FIRST_NETWORK[detection] + number // 200}.{1 + number % 200}", told


def register(detection: str, table: Sequence[Told], title: str) -> None:
    """Make scenarios of a table: all its orders, ``_A_CAPTURE`` of them in one; and reads of the same objects."""
    devices = list(on_devices(detection, table))
    some = [devices[at : at + _A_CAPTURE] for at in range(0, len(devices), _A_CAPTURE)]
    for number, part in enumerate(some, 1):
        _ordered(detection, part, f"{title} ({number} of {len(some)}).", number)
        _read(detection, part, f"All objects of atlas part {number} are polled, and answered.", number)


def _raised(detection: str, devices: Sequence[tuple[str, Told]]) -> tuple[Raised, ...]:
    return tuple((detection, sid, ATTACKER, device) for device, told in devices for sid in told.sids)


def _ordered(detection: str, devices: Sequence[tuple[str, Told]], title: str, number: int) -> None:
    def build(wire: Wire) -> None:
        for device, told in devices:
            snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(*told.bindings)

    build.__name__ = f"{detection.lower()}_atlas_{number}"
    build.__doc__ = title
    scenario(
        detection,
        "malicious",
        raises=_raised(detection, devices),
        site=HQ,
        with_site=Expect(tuple(Notice(NOTICES[detection], d, told.server, told.file) for d, told in devices)),
    )(build)


def _read(detection: str, devices: Sequence[tuple[str, Told]], title: str, number: int) -> None:
    def build(wire: Wire) -> None:
        for device, told in devices:
            manager = snmp.Manager(wire, ATTACKER, device, community="hq-ro")
            manager.get(*told.bindings)
            manager.get_next(told.oid, *told.bindings)
            manager.get_bulk(told.oid, *told.bindings)

    build.__name__ = f"{detection.lower()}_atlas_{number}_polled"
    build.__doc__ = title
    scenario(detection, "benign", site=HQ, with_site=Expect())(build)


def spread(detection: str, table: Sequence[Told], title: str) -> None:
    """Make a scenario in which each order of a table is given one object at a time."""
    devices = list(on_devices(detection, table))

    def build(wire: Wire) -> None:
        for device, told in devices:
            manager = snmp.Manager(wire, ATTACKER, device, community="hq-rw")
            for binding in told.bindings:
                manager.set(binding)

    build.__name__ = f"{detection.lower()}_atlas_spread"
    build.__doc__ = title
    scenario(
        detection,
        "malicious",
        raises=_raised(detection, devices),
        site=HQ,
        with_site=Expect(tuple(Notice(NOTICES[detection], d, told.server, told.file) for d, told in devices)),
    )(build)
