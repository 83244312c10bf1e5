"""BW04: images moved and boot sources set by the objects of other brands, or taken away."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, ROGUE
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

CREATE_AND_GO = 4
HPE = "1.3.6.1.4.1.11.2.14.11.1.3"
FLASH_FILES = "1.3.6.1.4.1.9.9.10.1.2.3.1"
ROGUE_IP = IPv4Address(ROGUE)


def copied(device: str, server: str | None, file: str | None) -> Notice:
    """The notice of one image copy."""
    return Notice("SNMP_Image_Copy", device, server, file)


BRANDS: dict[str, tuple[str, list[snmp.Binding]]] = {
    "10.0.1.26": (
        "WB_evil.swi",
        snmp.row(f"{HPE}.9.1", 1, {3: ROGUE_IP.packed, 4: "WB_evil.swi", 10: 2, 13: CREATE_AND_GO}),
    ),
    "10.0.1.25": (
        "FTOS-evil.bin",
        snmp.row(
            "1.3.6.1.4.1.6027.3.5.1.1.1.1",
            101,
            {2: 1, 3: 3, 4: "FTOS-evil.bin", 5: 1, 6: 1, 7: "FTOS.bin", 16: 1, 17: ROGUE_IP.packed, 15: CREATE_AND_GO},
        ),
    ),
    "10.0.1.21": (
        "image_evil.ros",
        snmp.row(
            "1.3.6.1.4.1.9.6.1.101.87.2.1",
            1,
            {3: 3, 4: ROGUE_IP, 6: "image_evil.ros", 7: 8, 8: 1, 12: 8, 17: CREATE_AND_GO},
        ),
    ),
    "10.0.1.24": (
        "hp9300.bin",
        snmp.row("1.3.6.1.4.1.11.2.3.7.11.12.1.2.4.1.1", 1, {2: 3, 3: ROGUE_IP, 4: "hp9300.bin", 5: CREATE_AND_GO}),
    ),
    "10.0.1.27": (
        "evil.xos",
        snmp.row("1.3.6.1.4.1.1916.1.10.1.2.1", 1, {2: ROGUE_IP, 3: "evil.xos", 4: 7, 6: 1}),
    ),
}


RULES = {
    "10.0.1.26": 1542006025,
    "10.0.1.25": 1542006073,
    "10.0.1.21": 1542006054,
    "10.0.1.24": 1542006010,
    "10.0.1.27": 1542006080,
}
RAISED = tuple(("BW04", number, ATTACKER, device) for device, number in RULES.items())


@scenario(
    "BW04",
    "malicious",
    raises=RAISED,
    site=HQ,
    with_site=Expect(tuple(copied(d, ROGUE, f) for d, (f, _) in BRANDS.items())),
)
def bw04_other_brands(wire: Wire) -> None:
    """HPE, Dell, Cisco small business, HP and Extreme devices are each told to take or to boot an image."""
    for device, (_, bindings) in BRANDS.items():
        snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(*bindings)


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 7, ADMIN, "10.0.1.17")],
    raises_with_site=[("BW04", 1542134047, ADMIN, "10.0.1.17")],
    site=HQ,
    with_site=Expect((copied("10.0.1.17", ROGUE, "KB_evil.swi"),)),
)
def bw04_transport_address(wire: Wire) -> None:
    """An admin's spoofed address: the server is six bytes, address and port, in a row that is built bottom up."""
    manager = snmp.Manager(wire, ADMIN, "10.0.1.17", community="hq-rw")
    for columns in ({10: 5}, {7: 2}, {6: "KB_evil.swi"}, {4: snmp.transport_address(ROGUE)}, {10: 1}):
        manager.set(*snmp.row(f"{HPE}.1.1", 1, columns), answered=False)


EMPTIED = tuple(
    ("BW04", number, ATTACKER, device)
    for device, number in {DEVICE: 1, "10.0.1.2": 1542006001, "10.0.1.11": 1542006032, "10.0.1.7": 1542006003}.items()
)


@scenario(
    "BW04",
    "malicious",
    raises=EMPTIED,
    site=HQ,
    with_site=Expect(
        (
            copied(DEVICE, None, None),
            copied("10.0.1.2", None, "c2900.bin"),
            copied("10.0.1.11", None, None),
            copied("10.0.1.7", ROGUE, None),
        )
    ),
)
def bw04_emptied_and_led_elsewhere(wire: Wire) -> None:
    """Flash is erased, an image deleted, another image chosen, a switch given another Smart Install director."""
    snmp.Manager(wire, ATTACKER, DEVICE, community="hq-rw").set(("1.3.6.1.4.1.9.2.10.6.0", 1))
    delete = snmp.row(FLASH_FILES, 9, {2: 3, 3: "c2900.bin", 7: CREATE_AND_GO})
    snmp.Manager(wire, ATTACKER, "10.0.1.2", community="hq-rw").set(*delete)
    snmp.Manager(wire, ATTACKER, "10.0.1.11", community="hq-rw").set(("1.3.6.1.4.1.2011.5.25.19.1.3.3.1.4.1", 2))
    director = ("1.3.6.1.4.1.9.9.725.1.1.3.0", ROGUE_IP.packed)
    snmp.Manager(wire, ATTACKER, "10.0.1.7", community="hq-rw").set(director)


@scenario(
    "BW04",
    "benign",
    raises=[("BW04", 1542006001, ADMIN, DEVICE), ("BW04", 1542006023, ADMIN, "10.0.1.26")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "verdict": "expected", "detail": "file of the flash deleted", "file_name": "old.bin"},
            {"device": "10.0.1.26", "verdict": "expected", "server": BOOT_SERVER, "file_name": "WB_16_11.swi"},
        )
    ),
)
def bw04_cleared_and_upgraded_by_admin(wire: Wire) -> None:
    """The management host deletes an old image, and lets an HPE switch fetch one from the declared server."""
    manager = snmp.Manager(wire, ADMIN, DEVICE, community="hq-rw")
    manager.set(*snmp.row(FLASH_FILES, 9, {2: 3, 3: "old.bin", 7: CREATE_AND_GO}))
    manager.set(*snmp.row(FLASH_FILES, 10, {2: 2, 3: "c2900.bin", 7: CREATE_AND_GO}))
    columns = {2: 1, 3: IPv4Address(BOOT_SERVER).packed, 4: "WB_16_11.swi", 9: 2, 17: 1, 18: 1, 13: CREATE_AND_GO}
    snmp.Manager(wire, ADMIN, "10.0.1.26", community="hq-rw").set(*snmp.row(f"{HPE}.9.1", 1, columns))
