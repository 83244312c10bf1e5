"""BW09: what a device says of itself shows what nobody approved."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import snmp, syslog
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

DEVICE, ADMIN, NMS, ROGUE, SERVER = "10.0.1.1", "10.0.9.10", "10.0.9.30", "10.0.6.66", "10.0.0.5"
APPROVED = "c2900-universalk9-mz.SPA.157-3.M8.bin"
BOOT_HOST = "1.3.6.1.4.1.9.2.1.6.0"
WHY_RELOAD = "1.3.6.1.4.1.9.2.1.2.0"
IMAGE_STRING = "1.3.6.1.4.1.9.9.25.1.1.1.2"
CONFIG_CHANGED = "1.3.6.1.4.1.9.9.43.2.0.1"
HISTORY = "1.3.6.1.4.1.9.9.43.1.1.6.1"


def described(version: str) -> str:
    """An IOS description, as sysDescr and `show version` have it."""
    return (
        f"Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version {version}, RELEASE SOFTWARE (fc1)\r\n"
        "Technical Support: http://www.cisco.com/techsupport\r\nCopyright (c) 1986-2019 by Cisco Systems, Inc."
    )


def running(server: str | None = None, file: str | None = None, device: str = DEVICE) -> Notice:
    """The notice of what one device says."""
    return Notice("Unapproved_Running_Image", device, server, file)


@scenario("BW09", "malicious", site=HQ, with_site=Expect((running(),)))
def bw09_old_version_polled(wire: Wire) -> None:
    """A poll of sysDescr shows an older version than the approved one, twice; the router was just restarted."""
    manager = snmp.Manager(wire, NMS, DEVICE, community="public")
    manager.get((snmp.SYS_UPTIME, snmp.ticks(900_000)))
    wire.wait(300)
    for _ in range(2):
        manager.get((snmp.SYS_UPTIME, snmp.ticks(120)), (snmp.SYS_DESCR, described("15.0(1)M1")))
        wire.wait(60)


@scenario(
    "BW09",
    "malicious",
    site=HQ,
    with_site=Expect((running(ROGUE, "evil.bin"), running(ROGUE, None, "10.0.1.2"), running(None, None, "10.0.1.3"))),
)
def bw09_netbooted(wire: Wire) -> None:
    """`show version` names a TFTP URL; another router's bootHost does; a third says its version at restart."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login()
    session.typed(
        "show version",
        described("15.7(3)M8") + f'\r\n\r\nedge1 uptime is 2 minutes\r\nSystem image file is "tftp://{ROGUE}/evil.bin"',
    )
    session.close()
    snmp.Manager(wire, NMS, "10.0.1.2", community="public").get((BOOT_HOST, IPv4Address(ROGUE)))
    text = "System restarted --\n" + described("15.1(4)M10").replace("\r\n", "\n")
    syslog.ios(wire, "10.0.1.3", f"%SYS-5-RESTART: {text}", sequence=31, host="edge3")


@scenario(
    "BW09",
    "malicious",
    site=HQ,
    with_site=Expect((running(ROGUE, "evil-confg"), running(ROGUE, "evil-confg", "10.0.1.2"))),
)
def bw09_configured_from_elsewhere(wire: Wire) -> None:
    """A trap and a syslog message say that configurations came from an undeclared server."""
    snmp.trap_v2(
        wire,
        DEVICE,
        NMS,
        CONFIG_CHANGED,
        (f"{HISTORY}.3.27", 2),
        (f"{HISTORY}.4.27", 6),
        (f"{HISTORY}.5.27", 3),
        (f"{HISTORY}.12.27", IPv4Address(ROGUE)),
        (f"{HISTORY}.13.27", "evil-confg"),
    )
    syslog.ios(wire, "10.0.1.2", f"%SYS-5-CONFIG_I: Configured from tftp://{ROGUE}/evil-confg by console")


@scenario("BW09", "benign", site=HQ, with_site=Expect())
def bw09_approved_version_polled(wire: Wire) -> None:
    """Polls show the approved version, its image by name, a boot from flash, and a time that only grows."""
    manager = snmp.Manager(wire, NMS, DEVICE, community="public")
    for up in (1000, 1300, 1600):
        manager.get(
            (snmp.SYS_UPTIME, snmp.ticks(up)),
            (snmp.SYS_DESCR, described("15.7(3)M8")),
            (BOOT_HOST, IPv4Address("0.0.0.0")),
            (WHY_RELOAD, "power-on"),
        )
        wire.wait(300)
    manager.get_bulk(
        IMAGE_STRING,
        (f"{IMAGE_STRING}.1", "CW_BEGIN$-c2900-$"),
        (f"{IMAGE_STRING}.2", f"CW_IMAGE${APPROVED}$"),
        (f"{IMAGE_STRING}.3", "CW_FAMILY$C2900$"),
        (f"{IMAGE_STRING}.5", "CW_VERSION$15.7(3)M8$"),
    )


@scenario("BW09", "benign", site=HQ, with_site=Expect())
def bw09_ordinary_restart(wire: Wire) -> None:
    """A maintenance restart: cold start traps, the approved version in syslog, configuration from memory."""
    snmp.trap_v1(wire, DEVICE, NMS, "1.3.6.1.4.1.9.1.1045", 0, 0)
    snmp.trap_v2(wire, DEVICE, NMS, snmp.COLD_START)
    text = "System restarted --\n" + described("15.7(3)M8").replace("\r\n", "\n")
    syslog.ios(wire, DEVICE, f"%SYS-5-RESTART: {text}", sequence=31)
    syslog.ios(wire, DEVICE, "%SYS-5-CONFIG_I: Configured from memory by console", sequence=32)
    syslog.ios(wire, DEVICE, f"%SYS-5-CONFIG_I: Configured from console by anna on vty0 ({ADMIN})", sequence=40)
    snmp.trap_v2(wire, DEVICE, NMS, CONFIG_CHANGED, (f"{HISTORY}.3.1", 1), (f"{HISTORY}.4.1", 2), (f"{HISTORY}.5.1", 3))


@scenario("BW09", "benign", site=HQ, with_site=Expect())
def bw09_other_machines(wire: Wire) -> None:
    """Printers, servers and switches of which no image is approved describe themselves."""
    for last, text in enumerate(
        (
            "HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24090012",
            "Linux web1 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 x86_64",
            "Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 15.0(2)SE11, RELEASE SOFTWARE (fc3)",
            "Arista Networks EOS version 4.31.2F running on an Arista Networks DCS-7050TX-48",
        )
    ):
        snmp.Manager(wire, NMS, f"10.0.1.{40 + last}", community="public").get((snmp.SYS_DESCR, text))
