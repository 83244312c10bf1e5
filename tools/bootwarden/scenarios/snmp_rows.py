"""SNMP orders as the devices of several brands take them: BW03, BW04 and the spoofed ones share the rows."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sids import Raised
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

FORCE10 = "1.3.6.1.4.1.6027.3.5.1.1.1.1"
HP_DOWNLOAD = "1.3.6.1.4.1.11.2.14.11.1.3"
HP_INET = f"{HP_DOWNLOAD}.9.1"
SMALL_CISCO = "1.3.6.1.4.1.9.6.1.101.87.2.1"
OLD_H3C = "1.3.6.1.4.1.2011.10.2.4.1.2.4.1"
HP_FOUNDRY = "1.3.6.1.4.1.11.2.3.7.11.12.1.2"
FILE, RUNNING, STARTUP, TFTP = 1, 2, 3, 3
CREATE_AND_GO = 4


def force10_loads(index: int, server: str, file: str) -> list[snmp.Binding]:
    """A Force10 switch is told to load its startup configuration."""
    columns = {2: FILE, 3: TFTP, 4: file, 5: STARTUP, 8: IPv4Address(server), 15: CREATE_AND_GO}
    return snmp.row(FORCE10, index, columns)


def force10_sends(index: int, server: str, file: str) -> list[snmp.Binding]:
    """A Force10 switch is told to send its running configuration."""
    columns = {2: RUNNING, 5: FILE, 6: TFTP, 7: file, 8: IPv4Address(server), 15: CREATE_AND_GO}
    return snmp.row(FORCE10, index, columns)


def force10_saves(index: int) -> list[snmp.Binding]:
    """A Force10 switch is told to save its configuration on itself."""
    return snmp.row(FORCE10, index, {2: RUNNING, 5: STARTUP, 15: CREATE_AND_GO})


def to_inet(host: str) -> bytes:
    """An InetAddress."""
    return IPv4Address(host).packed


def loads(server: str) -> dict[str, list[snmp.Binding]]:
    """Devices that are told to load a configuration from a server, each in one SET."""
    where = IPv4Address(server)
    return {
        "10.0.1.31": force10_loads(4711, server, "f10.cfg"),
        "10.0.1.32": snmp.row(
            HP_INET, 1, {2: 1, 3: to_inet(server), 4: "sw.cfg", 9: 2, 10: 1, 17: 1, 18: 2, 13: CREATE_AND_GO}
        ),
        "10.0.1.33": snmp.row(SMALL_CISCO, 1, {3: 3, 4: where, 6: "smb.txt", 7: 1, 8: 1, 12: 3, 17: CREATE_AND_GO}),
        "10.0.1.34": snmp.row(OLD_H3C, 7, {2: 4, 3: 2, 4: "old.cfg", 5: where, 9: CREATE_AND_GO}),
    }


def images(server: str) -> dict[str, list[snmp.Binding]]:
    """Devices that are told to load an image from a server."""
    where = IPv4Address(server)
    return {
        "10.0.1.31": snmp.row(
            FORCE10, 4711, {2: FILE, 3: TFTP, 4: "FTOS.bin", 5: FILE, 6: 1, 17: to_inet(server), 15: CREATE_AND_GO}
        ),
        "10.0.1.32": snmp.row(HP_INET, 1, {2: 1, 3: to_inet(server), 4: "KB.swi", 9: 2, 10: 2, 13: CREATE_AND_GO}),
        "10.0.1.35": [
            (f"{HP_FOUNDRY}.4.1.1.{column}.1", value)
            for column, value in {2: 3, 3: where, 4: "fgs.bin", 5: CREATE_AND_GO}.items()
        ],
    }


def orders(wire: Wire, manager: str, sets: dict[str, list[snmp.Binding]], *, answered: bool = True) -> None:
    """Each device gets its SET."""
    for device, bindings in sets.items():
        snmp.Manager(wire, manager, device).set(*bindings, answered=answered)


def told(name: str, server: str | None, files: dict[str, str]) -> tuple[Notice, ...]:
    """A notice for each device."""
    return tuple(Notice(name, device, server, file) for device, file in files.items())


def raised(manager: str, rules: dict[str, tuple[str, int]]) -> tuple[Raised, ...]:
    """What each device's SET raises."""
    return tuple((detection, number, manager, device) for device, (detection, number) in rules.items())


CONFIGS = {"10.0.1.31": "f10.cfg", "10.0.1.32": "sw.cfg", "10.0.1.33": "smb.txt", "10.0.1.34": "old.cfg"}


IMAGES = {"10.0.1.31": "FTOS.bin", "10.0.1.32": "KB.swi", "10.0.1.35": "fgs.bin"}
