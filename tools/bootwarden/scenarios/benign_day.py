"""A day on which nothing is wrong: 260 network devices, 130 phones, 60 PXE hosts, backups, upgrades, a new rack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bootwarden.scenarios.bw23_disguised_image import installer
from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import FILES, IMAGE, OLDER, known_config
from bootwarden.traffic import dhcp, ftp, http, images, radius, snmp, syslog, tacacs, tftp
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Tcp, Wire

BOOT, SECOND_BOOT, PXE, CALL_MANAGER = "10.0.0.5", "10.0.0.15", "10.0.0.7", "10.0.0.20"
DHCP, POLLER, ADMIN, AAA = "10.0.0.2", "10.0.9.20", "10.0.9.10", "10.0.9.49"
TACACS_KEY = b"benign-day-key"

ROUTERS = tuple(f"10.0.1.{n}" for n in range(1, 151))
SWITCHES = tuple(f"10.0.2.{n}" for n in range(1, 101))
NEW_RACK = tuple(f"10.0.2.{n}" for n in range(201, 211))
PHONES = tuple(f"10.0.3.{n}" for n in range(10, 140))
PXE_HOSTS = tuple(f"10.0.4.{n}" for n in range(10, 70))

SWITCH_IMAGE = "c2960x-universalk9-mz.152-7.E3.bin"
SONIC = "sonic-broadcom.bin"


def switch_image() -> bytes:
    """The switches' approved image."""
    return images.mzip(9000, SWITCH_IMAGE)


def image_entry(name: str) -> str:
    """An approved image of the site."""
    return f'\n[[image]]\nfile_name = "{name}"\npath = "images/{name}"\n'


SITE = SiteSpec(
    "benign-day",
    f"""\
[network]
devices = ["10.0.1.0/24", "10.0.2.0/24"]
boot_servers = ["{BOOT}", "{SECOND_BOOT}", "{PXE}", "{CALL_MANAGER}", "boot.corp.example"]
dhcp_servers = ["{DHCP}"]
admin_hosts = ["10.0.9.0/24"]
local = ["10.0.0.0/8"]
tacacs_keys = {{ "{AAA}" = "file:keys/tacacs" }}
"""
    + "".join(map(image_entry, (IMAGE, OLDER, SWITCH_IMAGE, SONIC)))
    + '\n[[config]]\nfile_name = "edge1-confg"\npath = "configs/edge1-confg"\n',
    FILES
    | {
        f"images/{OLDER}": images.ios(OLDER, "15.2(4)M3"),
        f"images/{SWITCH_IMAGE}": switch_image(),
        f"images/{SONIC}": installer(SONIC),
        "keys/tacacs": TACACS_KEY + b"\n",
    },
)

INFORMATION = tuple(Notice("AutoInstall_Request", device, BOOT, "network-confg") for device in NEW_RACK)
"""Without a site: each new switch of the rack asks for AutoInstall's name, which is information."""


def ports() -> Iterator[int]:
    """A host's ports, one after the other."""
    return iter(range(49152, 60000))


def nightly_backups(wire: Wire) -> None:
    """Every device saves its configuration, and some their image."""
    for number, device in enumerate(ROUTERS + SWITCHES):
        name = f"{'edge' if device in ROUTERS else 'access'}{number + 1}"
        lines = (f"boot system flash:{IMAGE}",)
        server = BOOT if number % 2 else SECOND_BOOT
        config = images.config(name, lines) + b"! " + images.filler(500 + number * 3, name).hex().encode() + b"\n"
        tftp.write(wire, device, server, f"{name}-confg", config, client_port=50000 + number)
        wire.wait(2)
    for device in ROUTERS[:3]:
        tftp.write(wire, device, BOOT, OLDER, images.ios(OLDER, "15.2(4)M3"), client_port=51000)


def upgrades(wire: Wire) -> None:
    """Approved upgrades by TFTP, FTP and HTTP, over lines that lose blocks; then the devices restart."""
    for number, device in enumerate(ROUTERS[:40]):
        port = 51001 + number
        if number % 4 == 0:
            ftp.retrieve(wire, device, BOOT, f"images/{IMAGE}", images.ios(), client_port=port, active=number % 8 == 0)
        elif number % 4 == 1:
            http.get(wire, device, BOOT, f"/images/{IMAGE}", images.ios(), client_port=port)
        else:
            repeat = number % 7
            tftp.read(
                wire,
                device,
                SECOND_BOOT if number % 5 == 0 else BOOT,
                IMAGE,
                images.ios(),
                client_port=port,
                offer={"blksize": 1460} if number % 3 else {},
                tamper=lambda i, payload, n=repeat: (payload,) * (2 if i % 7 == n else 1),
            )
        syslog.ios(wire, device, f"%SYS-5-CONFIG_I: Configured from console by admin on vty0 ({ADMIN})")
        syslog.ios(
            wire,
            device,
            "%SYS-5-RESTART: System restarted --\nCisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), "
            "Version 15.7(3)M8, RELEASE SOFTWARE (fc1)",
        )
        wire.wait(30)
    for number, device in enumerate(SWITCHES[:30]):
        tftp.read(wire, device, BOOT, SWITCH_IMAGE, switch_image(), client_port=52000 + number)
        wire.wait(20)


def new_rack(wire: Wire) -> None:
    """New switches are set up by DHCP, AutoInstall and the boot server; one runs ONIE."""
    for number, device in enumerate(NEW_RACK):
        boot: dhcp.Options = [(66, BOOT), (67, "network-confg"), (150, dhcp.addresses(BOOT))]
        dhcp.Client(wire, device, xid=0x5000 + number).lease(DHCP, boot)
        tftp.refused(wire, device, BOOT, "ztp_ios_upgrade", client_port=50020)
        tftp.read(wire, device, BOOT, "network-confg", images.config("ztp"), client_port=50021)
        tftp.read(wire, device, BOOT, SWITCH_IMAGE, switch_image(), client_port=50022, offer={"blksize": 1468})
        wire.wait(60)
    port = ports()
    for name in ("onie-installer-x86_64-acme_s1-r0", "onie-installer-x86_64-acme_s1", "onie-installer-acme"):
        tftp.refused(wire, "10.0.2.220", BOOT, name, client_port=next(port))
    tftp.read(wire, "10.0.2.220", BOOT, "onie-installer", installer(SONIC), client_port=next(port))


def phones(wire: Wire) -> None:
    """Phones restart: each misses two files, reads its settings, and some load new firmware."""
    for number, phone in enumerate(PHONES):
        port = ports()
        mac = f"00112233{number:04X}"
        dhcp.Client(wire, phone, xid=0x7000 + number, vendor_class="Cisco Systems, Inc. IP Phone CP-7945G").lease(
            DHCP, [(150, dhcp.addresses(CALL_MANAGER))]
        )
        for name in (f"CTLSEP{mac}.tlv", f"ITLSEP{mac}.tlv"):
            tftp.refused(wire, phone, CALL_MANAGER, name, client_port=next(port))
        settings = b'<?xml version="1.0" encoding="UTF-8"?>\n<device><deviceProtocol>SCCP</deviceProtocol></device>\n'
        tftp.read(wire, phone, CALL_MANAGER, f"SEP{mac}.cnf.xml", settings * 8, client_port=next(port))
        if number % 2 == 0:
            for name in ("SCCP45.9-4-2SR4-1S.loads", "jar45sccp.9-4-2ES26.sbn", "cnu45.9-4-2ES26.sbn"):
                tftp.read(wire, phone, CALL_MANAGER, name, images.filler(9000, name), client_port=next(port))
        wire.wait(1)


def pxe_hosts(wire: Wire) -> None:
    """PXE hosts boot Linux, Windows and Raspberry Pi OS, with all their look-ups and size probes."""
    for number, host in enumerate(PXE_HOSTS):
        port = ports()
        dhcp.Client(wire, host, xid=0x9000 + number, vendor_class="PXEClient:Arch:00007:UNDI:003016").lease(
            DHCP, [(66, PXE), (67, "bootx64.efi")], siaddr=PXE, file="bootx64.efi"
        )
        loader = images.efi(6000, seed="bootx64")
        # EDK2 asks for the size, gives up, and asks again.
        probe = tftp.Transfer(
            wire, host, PXE, "bootx64.efi", loader, offer={"tsize": 0, "blksize": 1468}, client_port=next(port)
        )
        probe.ask()
        probe.from_server(tftp.oack(probe.agreed))
        probe.from_client(tftp.error(8, "User aborted the transfer"))
        tftp.read(wire, host, PXE, "bootx64.efi", loader, offer={"blksize": 1468}, client_port=next(port))
        tail = [f"0A0004{number + 10:02X}"[:length] for length in range(8, 0, -1)]
        for name in (f"01-02-00-00-00-00-{number:02x}", *tail):
            tftp.refused(wire, host, PXE, f"pxelinux.cfg/{name}", client_port=next(port))
        tftp.read(wire, host, PXE, "pxelinux.cfg/default", b"DEFAULT linux\nLABEL linux\n", client_port=next(port))
        options = {"tsize": 0, "blksize": 1408}
        if number % 3 == 0:
            tftp.read(wire, host, PXE, "\\Boot\\BCD", images.filler(5000, "bcd"), offer=options, client_port=next(port))
        elif number % 3 == 1:
            for name in ("vmlinuz", "initrd.img"):
                tftp.read(wire, host, PXE, name, images.filler(40_000, name), offer=options, client_port=next(port))
        else:
            for name in ("start4.elf", "fixup4.dat", "config.txt", "kernel8.img"):
                tftp.refused(wire, host, PXE, f"1a2b3c{number:02x}/{name}", client_port=next(port))
            tftp.read(wire, host, PXE, "kernel8.img", images.filler(30_000, "pi"), client_port=next(port))
        wire.wait(5)


def monitoring(wire: Wire) -> None:
    """Every device is polled and logs; administrators look; people browse."""
    describes = "Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.7(3)M8, RELEASE SOFTWARE (fc1)"
    for turn in range(4):
        for number, device in enumerate(ROUTERS + SWITCHES):
            manager = snmp.Manager(wire, POLLER, device, "public", port=40000 + number, serial=turn * 10)
            up = snmp.ticks(900_000 + turn * 90_000)
            manager.get(("1.3.6.1.2.1.1.3.0", up), ("1.3.6.1.2.1.2.2.1.10.1", 4711 * (turn + 1)))
            if turn == 0 and device in ROUTERS:
                manager.get(("1.3.6.1.2.1.1.1.0", describes))
            if number % 4 == turn:
                syslog.ios(wire, device, "%LINK-3-UPDOWN: Interface Gi0/1, changed state to up", sequence=turn + 100)
        wire.wait(900)
    for device in ROUTERS[:5]:
        session = Telnet(wire, ADMIN, device)
        session.login()
        session.typed("show version", 'System image file is "flash:' + IMAGE + '"\r\n')
        session.typed("show running-config | include boot", f"boot system flash:{IMAGE}\r\n")
        session.close()
    for number in range(60):
        page = images.filler(2500, f"page{number}")
        http.get(wire, f"10.20.0.{number + 10}", "45.83.20.80", f"/a/{number}.png", page, agent="Mozilla/5.0")


WORK = ("show version", "show running-config | include tftp", "write memory", f"boot system flash:{IMAGE}")
"""What administrators type on a usual day."""


def administration(wire: Wire) -> None:
    """Administrators work over SSH, which TACACS+ and RADIUS tell of, and on web pages; some devices log by TCP."""
    for number, device in enumerate(ROUTERS[60:70]):
        asks = tacacs.Device(wire, device, AAA, key=TACACS_KEY, port=50100 + number)
        asks.authenticate("anna", "boot system tftp")
        for command in (*WORK, f"copy tftp://{BOOT}/{IMAGE} flash:"):
            asks.authorize(command, source=ADMIN)
            asks.account(command, source=ADMIN)
        asks.close()
        logs = Tcp(wire, device, 50200 + number, POLLER, 514)
        for sequence, command in enumerate(WORK):
            text = f"%PARSER-5-CFGLOG_LOGGEDCMD: User:anna  logged command:{command}"
            logs.send(f"<189>{sequence}: *Jan  5 08:00:00.100: {text}\n".encode())
        done = f"%SYS-5-CONFIG_I: Configured from console by anna on vty0 ({ADMIN})"
        logs.send(f"<189>9: *Jan  5 08:00:00.100: {done}\n".encode())
        logs.close()
        wire.wait(10)
    for number, device in enumerate(SWITCHES[60:70]):
        for command in WORK:
            said = radius.of_vendor(radius.CISCO, 1, f"shell:cmd={command}")
            radius.account(wire, device, AAA, said, source=ADMIN, number=number)
        for turn, path in enumerate(("show/version/CR", "show/running-config/CR", "show/boot/CR")):
            http.order(wire, ADMIN, device, f"/level/15/exec/-/{path}", client_port=50300 + 10 * number + turn)
        wire.wait(10)


def boot(device: str, *why: str, **more: str) -> Mapping[str, Any]:
    """A line of bootwarden_boots.log, of a boot that is as it should be."""
    return {"device": device, "why": list(why), "verdict": "expected", "image_verdict": "expected", **more}


BOOTS = (
    *(
        boot(host, "options", "image", told_by=DHCP, server=PXE, image="bootx64.efi", kind="pe-efi", fetched_by="tftp")
        for host in PXE_HOSTS
    ),
    *(
        boot(
            router,
            "image",
            "restart",
            server=SECOND_BOOT if number % 5 == 0 and number % 4 > 1 else BOOT,
            image=("images/", "/images/", "", "")[number % 4] + IMAGE,
            version="15.7(3)M8",
            running="c2900 15.7(3)M8",
            fetched_by=("ftp", "http", "tftp", "tftp")[number % 4],
        )
        for number, router in enumerate(ROUTERS[:40])
    ),
    *(
        boot(
            device,
            "options",
            "autoinstall",
            "image",
            "config",
            told_by=DHCP,
            server=BOOT,
            image=SWITCH_IMAGE,
            version="15.2(7)E3",
            config="network-confg",
            config_verdict="expected",
            fetched_by="tftp",
        )
        for device in NEW_RACK
    ),
)
"""With a site: the PXE hosts, the upgraded routers and the new rack have booted; switches that only copied an image,
phones and whoever saved a configuration have not."""


@scenario(
    "BW10",
    "benign",
    raises=[
        ("BW13", 0, "10.0.2.201", "10.0.0.5"),
        ("BW13", 0, "10.0.2.202", "10.0.0.5"),
        ("BW13", 0, "10.0.2.203", "10.0.0.5"),
        ("BW13", 0, "10.0.2.204", "10.0.0.5"),
        ("BW13", 0, "10.0.2.205", "10.0.0.5"),
        ("BW13", 0, "10.0.2.206", "10.0.0.5"),
        ("BW13", 0, "10.0.2.207", "10.0.0.5"),
        ("BW13", 0, "10.0.2.208", "10.0.0.5"),
        ("BW13", 0, "10.0.2.209", "10.0.0.5"),
        ("BW13", 0, "10.0.2.210", "10.0.0.5"),
        ("BW15", 0, "10.0.1.1", "10.0.0.5"),
        ("BW15", 0, "10.0.1.2", "10.0.0.5"),
        ("BW15", 0, "10.0.1.3", "10.0.0.5"),
    ],
    raises_with_site=[],
    plain=Expect(notices=INFORMATION),
    site=SITE,
    with_site=Expect(boots=BOOTS),
    large=True,
)
def benign_day(wire: Wire) -> None:
    """A day of 450 hosts on which nothing is wrong: ten notices of information without a site, none with it."""
    nightly_backups(wire)
    phones(wire)
    pxe_hosts(wire)
    monitoring(wire)
    upgrades(wire)
    new_rack(wire)
    administration(wire)
    tftp.read(wire, ROUTERS[0], BOOT, "edge1-confg", known_config(), client_port=53000)
