"""BW03, BW04, BW05, BW27: a capture begins with the agent's answer to what went before, and the SET follows."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, HQ
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

# One for each of Suricata's rules: the first of each detection is of an enterprise with a small number.
ORDERS: tuple[tuple[str, int, snmp.Binding], ...] = (
    ("BW03", 1542006730, ("1.3.6.1.4.1.9.9.96.1.1.1.1.3.300", 1)),
    ("BW03", 1542006731, ("1.3.6.1.4.1.8744.5.2.1.2.6.0", 2)),
    ("BW03", 1542006732, ("1.3.6.1.4.1.14179.1.2.9.2.5.0", 3)),
    ("BW03", 1542006735, ("1.3.6.1.4.1.9.9.96.1.1.1.1.4.300", 1)),
    ("BW03", 1542006736, ("1.3.6.1.4.1.8744.5.2.1.2.6.0", 1)),
    ("BW03", 1542006737, ("1.3.6.1.4.1.14179.1.2.9.1.5.0", 3)),
    ("BW04", 1542006740, ("1.3.6.1.4.1.11.2.3.7.11.37.4.3.0", 1)),
    ("BW04", 1542006741, ("1.3.6.1.4.1.8744.5.2.1.1.5.0", 1)),
    ("BW04", 1542006742, ("1.3.6.1.4.1.14179.1.2.9.2.5.0", 2)),
    ("BW04", 1542006745, ("1.3.6.1.4.1.26543.2.7.4.1.1.7.6.0", 7)),
    ("BW04", 1542006746, ("1.3.6.1.4.1.2011.10.2.5.1.2.1.1.2.9", 3)),
    ("BW05", 1542006750, ("1.3.6.1.4.1.9.2.9.9.0", 2)),
    ("BW05", 1542006751, ("1.3.6.1.4.1.8744.5.2.1.2.11.0", 1)),
    ("BW05", 1542006752, ("1.3.6.1.4.1.14823.2.3.2.5.2.0", 2)),
    ("BW27", 1542006755, ("1.3.6.1.4.1.248.15.1.2.9.2.14.0", 2)),
    ("BW27", 1542006756, ("1.3.6.1.4.1.5003.9.10.10.1.4.2.2.0", 0)),
)
DEVICES = {order: f"10.0.1.{number}" for number, order in enumerate(ORDERS, 40)}
# Zeek waits for the rest of a row.
TOLD = {
    "10.0.1.47": "SNMP_Image_Copy",
    "10.0.1.49": "SNMP_Image_Copy",
    **dict.fromkeys(("10.0.1.51", "10.0.1.52", "10.0.1.53"), "Remote_Reload"),
    **dict.fromkeys(("10.0.1.54", "10.0.1.55"), "Boot_Integrity_Lowered"),
}
UPTIME = (snmp.SYS_UPTIME, snmp.ticks(86_400))


@scenario(
    "BW03",
    "malicious",
    raises=[(detection, sid, ATTACKER, device) for (detection, sid, _), device in DEVICES.items()],
    site=HQ,
    with_site=Expect(tuple(Notice(name, device, None, None) for device, name in TOLD.items())),
)
def bw03_behind_answers(wire: Wire) -> None:
    """SETs, each behind an answer to a request that was not captured."""
    for (_, _, binding), device in DEVICES.items():
        manager = snmp.Manager(wire, ATTACKER, device)
        manager.answer(UPTIME)
        manager.set(binding)


@scenario("BW03", "benign", site=HQ, with_site=Expect())
def bw03_read_behind_answers(wire: Wire) -> None:
    """The same objects are read, behind such answers."""
    for (_, _, binding), device in DEVICES.items():
        manager = snmp.Manager(wire, ATTACKER, device)
        manager.answer(UPTIME)
        manager.get(binding)
