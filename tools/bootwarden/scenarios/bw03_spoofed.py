"""BW03: SNMP SETs from an admin host's address, which a spoofer borrowed: the server they name gives them away."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios import bw03_snmp_config_copy
from bootwarden.scenarios.bw03_more_brands import LOADING
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, DEVICE, HQ, ROGUE
from bootwarden.scenarios.snmp_rows import CONFIGS, loads, orders, raised, told
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

ONE_SET = {2: 1, 3: 1, 4: 4, 5: IPv4Address(ROGUE), 6: "evil-confg", 14: 4}
SPOOFED_CONFIGS: dict[str, list[snmp.Binding]] = {
    DEVICE: snmp.row(snmp.CONFIG_COPY, 111, ONE_SET),
    "10.0.1.2": [(f"1.3.6.1.4.1.9.2.1.55.{ROGUE}", "x.cfg")],
    **{device: bindings for device, (_, bindings) in bw03_snmp_config_copy.VENDORS.items()},
}


@scenario(
    "BW03",
    "malicious",
    raises=[
        ("BW03", 1, "10.0.9.10", "10.0.1.1"),
        ("BW03", 2, "10.0.9.10", "10.0.1.2"),
        ("BW03", 5, "10.0.9.10", "10.0.1.14"),
        ("BW03", 1542006081, "10.0.9.10", "10.0.1.15"),
        ("BW03", 1542006085, "10.0.9.10", "10.0.1.16"),
        ("BW03", 7, "10.0.9.10", "10.0.1.11"),
        ("BW03", 1542006034, "10.0.9.10", "10.0.1.12"),
        ("BW03", 9, "10.0.9.10", "10.0.1.13"),
    ],
    raises_with_site=[
        ("BW03", 1542134031, "10.0.9.10", "10.0.1.1"),
        ("BW03", 1542134032, "10.0.9.10", "10.0.1.2"),
        ("BW03", 1542134037, "10.0.9.10", "10.0.1.11"),
        ("BW03", 1542135034, "10.0.9.10", "10.0.1.12"),
        ("BW03", 1542134039, "10.0.9.10", "10.0.1.13"),
        ("BW03", 1542134035, "10.0.9.10", "10.0.1.14"),
        ("BW03", 1542135081, "10.0.9.10", "10.0.1.15"),
        ("BW03", 1542135085, "10.0.9.10", "10.0.1.16"),
    ],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Config_Copy", "10.0.1.1", "10.0.6.66", "evil-confg"),
            Notice("SNMP_Config_Copy", "10.0.1.2", "10.0.6.66", "x.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.11", "10.0.6.66", "vrpcfg.zip"),
            Notice("SNMP_Config_Copy", "10.0.1.12", "10.0.6.66", "comware.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.13", "10.0.6.66", "smb.txt"),
            Notice("SNMP_Config_Copy", "10.0.1.14", "10.0.6.66", "icx.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.15", "10.0.6.66", "exos.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.16", "10.0.6.66", "eos.cfg"),
        )
    ),
)
def bw03_spoofed_vendors(wire: Wire) -> None:
    """From an admin's spoofed address, devices of every vendor are told to load or send a configuration."""
    orders(wire, ADMIN, SPOOFED_CONFIGS, answered=False)


@scenario(
    "BW03",
    "malicious",
    raises=raised(ADMIN, LOADING),
    raises_with_site=raised(
        ADMIN,
        {
            "10.0.1.31": ("BW03", 1542135072),
            "10.0.1.32": ("BW03", 1542135021),
            "10.0.1.33": ("BW03", 1542135056),
            "10.0.1.34": ("BW03", 1542135035),
        },
    ),
    site=HQ,
    with_site=Expect(told("SNMP_Config_Copy", ROGUE, CONFIGS)),
)
def bw03_spoofed_brands(wire: Wire) -> None:
    """The same from an admin's spoofed address: the server that the SETs name gives them away."""
    orders(wire, ADMIN, loads(ROGUE), answered=False)
