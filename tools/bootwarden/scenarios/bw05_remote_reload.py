"""BW05: a reload is ordered over the network."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import snmp, syslog
from bootwarden.traffic.telnet import BACKSPACE, Telnet, rsh
from bootwarden.traffic.wire import Wire

DEVICE, ATTACKER, ADMIN = "10.0.1.1", "10.0.6.6", "10.0.9.10"
TS_MSG_SEND = "1.3.6.1.4.1.9.2.9.9.0"
FOUNDRY_RELOAD = "1.3.6.1.4.1.1991.1.1.2.1.1.0"


def reload(device: str) -> Notice:
    """The notice of one reload."""
    return Notice("Remote_Reload", device)


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 0, "10.0.6.6", "10.0.1.1")],
    site=HQ,
    with_site=Expect((reload(DEVICE),)),
)
def bw05_ts_msg_send(wire: Wire) -> None:
    """An SNMP v1 SET of tsMsgSend reloads a router."""
    snmp.Manager(wire, ATTACKER, DEVICE, version=snmp.V1).set((TS_MSG_SEND, 2))


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 1, "10.0.6.6", "10.0.1.14"), ("BW05", 2, "10.0.6.6", "10.0.1.11")],
    site=HQ,
    with_site=Expect((reload("10.0.1.14"), reload("10.0.1.11"))),
)
def bw05_hidden_among_bindings(wire: Wire) -> None:
    """Reload objects of Foundry and Huawei stand last in SETs of harmless objects."""
    harmless: list[snmp.Binding] = [("1.3.6.1.2.1.1.4.0", "noc"), ("1.3.6.1.2.1.1.6.0", "rack 4")]
    snmp.Manager(wire, ATTACKER, "10.0.1.14").set(*harmless, (FOUNDRY_RELOAD, 3), answered=False)
    snmp.Manager(wire, ATTACKER, "10.0.1.11").set(*harmless, ("1.3.6.1.4.1.2011.5.25.19.1.3.2.0", 3), answered=False)


@scenario(
    "BW05",
    "malicious",
    raises=[
        ("BW05", 3, "10.0.6.6", "10.0.1.1"),
        ("BW05", 4, "10.0.6.6", "10.0.1.2"),
        ("BW05", 3, "10.0.6.6", "10.0.1.3"),
    ],
    site=HQ,
    with_site=Expect((reload(DEVICE), reload("10.0.1.2"), reload("10.0.1.3"))),
)
def bw05_typed_and_rsh(wire: Wire) -> None:
    """An abbreviated reload is typed with corrections on telnet, another sent by rsh; a pair of supervisors reloads."""
    session = Telnet(wire, ATTACKER, DEVICE, by_key=True)
    session.login()
    session.typed(f"show{BACKSPACE * 4}relo in 2", "Reload scheduled in 2 minutes\nProceed with reload? [confirm]")
    session.typed("")
    session.close()
    rsh(wire, ATTACKER, "10.0.1.2", "reload")
    pair = Telnet(wire, ATTACKER, "10.0.1.3")
    pair.login()
    pair.typed("redundancy reload shelf", "Reload the entire shelf [confirm]")
    pair.close()


@scenario("BW05", "benign", site=HQ, with_site=Expect(evidence=()))
def bw05_show_reload(wire: Wire) -> None:
    """An operator looks at scheduled reloads and at help; the word stands in output, too."""
    session = Telnet(wire, "10.0.2.30", DEVICE)
    session.login()
    session.typed("show reload", "No reload is scheduled.")
    session.typed("sh ver | inc reload", "System returned to ROM by reload at 08:00:00 UTC Mon Jan 5 2026")
    session.typed("no reload", "")
    session.typed("reload cancel", "%No reload is scheduled.")
    session.typed("show redundancy | include reload", "redundancy reload peer: none")
    session.typed("redundancy force-switchover ?", "  <cr>")
    session.typed("reload ?", "  at      Reload at a specific time/date\n  cancel  Cancel pending reload")
    session.close()


@scenario("BW05", "benign", site=HQ, with_site=Expect(evidence=()))
def bw05_reading_reload_objects(wire: Wire) -> None:
    """A management station reads tsMsgSend and the reason of the last restart."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="public")
    manager.get((TS_MSG_SEND, 2))
    manager.set((TS_MSG_SEND, 1))


@scenario(
    "BW05",
    "benign",
    raises=[("BW05", 3, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"verdict": "expected", "actor": ADMIN, "user": "anna"},
            {"device": DEVICE, "stage": "boot"},
        )
    ),
)
def bw05_maintenance(wire: Wire) -> None:
    """An admin host reloads a router in a maintenance window; the router says so by syslog."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login(user="anna")
    session.typed("reload", "Proceed with reload? [confirm]", prompt="")
    session.typed("", "")
    syslog.ios(
        wire,
        DEVICE,
        f"%SYS-5-RELOAD: Reload requested by anna on vty0 ({ADMIN}). Reload Reason: Reload Command.",
    )
    session.close()


@scenario("BW05", "benign", site=HQ, with_site=Expect(evidence=()))
def bw05_saved_by_snmp(wire: Wire) -> None:
    """A station saves configurations: Foundry numbers that beside its reload, with the same value."""
    manager = snmp.Manager(wire, "10.0.2.30", "10.0.1.14", community="hq-rw")
    manager.set(("1.3.6.1.4.1.1991.1.1.2.1.3.0", 3))
    manager.get((FOUNDRY_RELOAD, 2))
    manager.set(("1.3.6.1.4.1.2011.5.25.19.1.3.2.0", 4))


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 5, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect(notices=(Notice("Remote_Reload", "10.0.1.1"),)),
)
def bw05_allowed_by_telnet(wire: Wire) -> None:
    """A router is told by telnet to obey when SNMP orders a reload."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("snmp-server system-shutdown")
    session.close()


MORE_RELOADS: dict[str, tuple[int, snmp.Binding]] = {
    "10.0.1.24": (1542006011, ("1.3.6.1.4.1.11.2.3.7.11.12.1.2.1.1.0", 3)),
    "10.0.1.11": (1542006031, ("1.3.6.1.4.1.2011.5.25.19.1.3.4.0", 2)),
}


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", sid, ATTACKER, device) for device, (sid, _) in MORE_RELOADS.items()],
    site=HQ,
    with_site=Expect(tuple(reload(device) for device in MORE_RELOADS)),
)
def bw05_more_reloads(wire: Wire) -> None:
    """An HP switch made by Foundry is reloaded, a Huawei router rebooted."""
    for device, (_, binding) in MORE_RELOADS.items():
        snmp.Manager(wire, ATTACKER, device).set(binding, answered=False)


PADDED = {
    "10.0.1.1": (3, 1, 1542006091),
    "10.0.1.2": (4, 1, 1542006092),
    "10.0.1.3": (5, 1, 1542006093),
    "10.0.1.4": (8, 1, 6),
    "10.0.1.5": (2, 2, 1542006094),
    "10.0.1.6": (3, 2, 1542006091),
}
"""By device: which arc of a name is longer than need be, by how many bytes, and the rule that tells."""


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", rule, ATTACKER, device) for device, (*_, rule) in PADDED.items()],
    site=HQ,
    with_site=Expect(tuple(reload(device) for device in PADDED)),
)
def bw05_one_arc_padded(wire: Wire) -> None:
    """One part of tsMsgSend's name, each time another, is spelled longer than BER allows."""
    for device, (arc, by, _) in PADDED.items():
        snmp.Manager(wire, ATTACKER, device).set_padded((TS_MSG_SEND, 2), arcs=(arc,), by=by)


@scenario("BW05", "benign", site=HQ, with_site=Expect(evidence=()))
def bw05_large_arcs(wire: Wire) -> None:
    """Names and values hold the byte that pads names, where it pads nothing."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    manager.set(("1.3.6.1.4.1.9999.1.2097152.16384.0", 128))
    manager.set(("1.3.6.1.4.1.9999.1.1", b"\x80\x80"), ("1.3.6.1.4.1.9999.1.2", 32768))
    manager.get(("1.3.6.1.4.1.9999.1.2097152.16384.0", 128))
