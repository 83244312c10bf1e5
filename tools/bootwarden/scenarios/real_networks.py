"""Ordinary work of real networks: imaging rooms, recovery at a bench, zero touch, scanners, configuration managers."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, BOOT_SERVER, CAMPUS, DEVICE, DHCP_SERVER, HQ, LAB
from bootwarden.traffic import dhcp, ftp, http, images, snmp, tftp
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

UEFI = "PXEClient:Arch:00007:UNDI:003016"
BIOS = "PXEClient:Arch:00000:UNDI:002001"

# Windows Deployment Services; FOG, Foreman, MAAS; netboot.xyz
ROOM = (
    (
        BIOS,
        "boot\\x64\\wdsnbp.com",
        ("boot\\x64\\pxeboot.n12", "boot\\x64\\bootmgr.exe", "\\Boot\\BCD", "boot\\boot.sdi"),
    ),
    (
        UEFI,
        "boot\\x64\\wdsmgfw.efi",
        ("boot\\x64\\bootmgfw.efi", "\\Boot\\Fonts\\wgl4_boot.ttf", "boot\\x64\\boot.wim"),
    ),
    (BIOS, "undionly.kpxe", ("default.ipxe",)),
    (BIOS, "pxelinux.0", ("pxelinux.cfg/default", "boot/centos-7-x86_64-vmlinuz", "boot/centos-7-x86_64-initrd.img")),
    (UEFI, "grub2/shimx64.efi", ("grub2/grubx64.efi", "grub2/grub.cfg-01-02-00-00-00-00-01")),
    (UEFI, "bootx64.efi", ("grubx64.efi", "/grub/grub.cfg-default-amd64")),
    (UEFI, "netboot.xyz.efi", ("local-vars.ipxe", "MAC-020000000001.ipxe", "menu.ipxe")),
)


@scenario("BW10", "benign", site=CAMPUS, with_site=Expect())
def bw10_imaging_rooms(wire: Wire) -> None:
    """WDS, FOG, Foreman, MAAS and netboot.xyz install computers; the last answers from behind Docker's NAT."""
    for number, (vendor, loader, files) in enumerate(ROOM):
        host, ports = f"10.0.4.{number + 10}", iter(range(2070, 2100))
        client = dhcp.Client(wire, host, xid=0x4000 + number, vendor_class=vendor)
        client.lease(DHCP_SERVER, [(66, BOOT_SERVER), (67, loader)], siaddr=BOOT_SERVER, file=loader)
        content = images.efi(6000, seed=loader) if loader.endswith("efi") else images.filler(6000, loader)
        probe = tftp.Transfer(wire, host, BOOT_SERVER, loader, content, offer={"tsize": 0}, client_port=next(ports))
        probe.ask()
        probe.negotiate()
        probe.from_client(tftp.error(0, "TFTP Aborted"))
        tftp.read(wire, host, BOOT_SERVER, loader, content, offer={"blksize": 1468}, client_port=next(ports))
        for name in files:
            server_port = 49000 + number if number == len(ROOM) - 1 else 32768
            text = b"#!ipxe\nset base http://10.0.0.5/boot\nchain ${base}/menu.ipxe\n"
            content = text if name.endswith("ipxe") else images.filler(3000, name)
            tftp.read(wire, host, BOOT_SERVER, name, content, client_port=next(ports), server_port=server_port)
        http.get(
            wire, host, BOOT_SERVER, "/fog/service/ipxe/bzImage", images.filler(9000, "kernel"), agent="iPXE/1.21.1"
        )


@scenario(
    "BW15",
    "benign",
    raises=[("BW15", 0, ADMIN, f"10.20.5.{last}") for last in (20, 21, 22)],
    raises_with_site=[],
    site=LAB,
    with_site=Expect(),
)
def bw15_recovery_at_a_bench(wire: Wire) -> None:
    """Routers are recovered: TP-Link's ask the boot server for their firmware, Ubiquiti's and Netgear's are sent it."""
    for number, name in enumerate(("ArcherC7v2_tp_recovery.bin", "wr841nv9_tp_recovery.bin", "tp_recovery.bin")):
        router = f"10.20.5.{86 + number}"
        for attempt in range(3):
            tftp.Transfer(wire, router, BOOT_SERVER, name, client_port=2000 + attempt).ask()
            wire.wait(2)
        firmware = images.filler(3000, name)
        tftp.read(wire, router, BOOT_SERVER, name, firmware, offer={"timeout": 5}, client_port=2100)
    for last, name, head in (
        (20, "XM.v5.6.15-sign.31612.170908.1440.bin", b"UBNTXM.ar7240.v5.6.15.31612"),
        (21, "R7000-V1.0.9.88_10.2.88.chk", b"*#$^\x00\x00\x00\x3a"),
        (22, "WNR2000v3-V1.1.2.10.img", b"device:WNR2000v3\nversion:V1.1.2.10\nregion:\n"),
    ):
        firmware = head.ljust(128, b"\0") + images.filler(3000, name)
        tftp.write(wire, ADMIN, f"10.20.5.{last}", name, firmware, client_port=2200 + last)


ZTP = """\
hostname ZTP-2B6E3A1F44
!
snmp-server community freeztp RO
!
end
"""
NEW, BARE = "10.0.1.77", "10.0.1.78"


@scenario(
    "BW13",
    "benign",
    raises=[("BW13", 0, NEW, BOOT_SERVER), ("BW13", 0, BARE, BOOT_SERVER)],
    raises_with_site=[],
    plain=Expect(tuple(Notice("AutoInstall_Request", new, BOOT_SERVER, "network-confg") for new in (NEW, BARE))),
    site=HQ,
    with_site=Expect(
        boots=(
            {
                "device": NEW,
                "why": ["options", "autoinstall", "image", "config"],
                "told_by": DHCP_SERVER,
                "server": BOOT_SERVER,
                "image_verdict": "expected",
                "config": "ZTP-2B6E3A1F44-confg",
                "verdict": "expected",
            },
            {
                "device": BARE,
                "why": ["options", "autoinstall", "config"],
                "image": None,
                "config": "network-confg",
                "config_verdict": "expected",
            },
        )
    ),
)
def bw13_freeztp(wire: Wire) -> None:
    """FreeZTP sets a switch up: an image's name, a first configuration, a question for the serial, and the last."""
    boot: dhcp.Options = [(66, BOOT_SERVER), (67, "network-confg"), (150, dhcp.addresses(BOOT_SERVER))]
    dhcp.Client(wire, NEW, xid=0x7E57, vendor_class="ciscopnp").lease(DHCP_SERVER, boot)
    name = "c2900-universalk9-mz.SPA.157-3.M8.bin"
    tftp.read(wire, NEW, BOOT_SERVER, "freeztp_ios_upgrade", f"{name}\n".encode(), client_port=50000)
    tftp.read(wire, NEW, BOOT_SERVER, name, images.ios(), client_port=50001)
    tftp.read(wire, NEW, BOOT_SERVER, "network-confg", ZTP.encode(), client_port=50002)
    poller = snmp.Manager(wire, BOOT_SERVER, NEW, community="freeztp")
    for column in ("1.3.6.1.2.1.47.1.1.1.1.11.1000", "1.3.6.1.2.1.47.1.1.1.1.11.1001"):
        poller.get((column, "FOC1712V0AB"))
    tftp.read(wire, NEW, BOOT_SERVER, "ZTP-2B6E3A1F44-confg", images.config("access7"), client_port=50003)
    # Another is led to its configuration alone: what option 67 names is no image.
    dhcp.Client(wire, BARE, xid=0x7E58, vendor_class="ciscopnp").lease(DHCP_SERVER, boot)
    tftp.read(wire, BARE, BOOT_SERVER, "network-confg", ZTP.encode(), client_port=50004)


@scenario("BW16", "benign", site=CAMPUS, with_site=Expect())
def bw16_version_probes(wire: Wire) -> None:
    """Scanners ask every TFTP server for names that nobody has, to see how it refuses: nmap, Nessus, Rapid7."""
    names = ("r7tftp.txt", "random_file", "nessus1842034712", "__NetworkScannerProbe__", "a.pdf")
    for host in range(12):
        for number, name in enumerate(names):
            tftp.refused(wire, "10.20.9.9", f"10.0.0.{40 + host}", name, client_port=30000 + 10 * host + number)


@scenario(
    "BW03",
    "benign",
    raises=[("BW03", 0, ADMIN, DEVICE), ("BW03", 0, ADMIN, "10.0.1.2")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw03_configuration_managers(wire: Wire) -> None:
    """SolarWinds saves configurations by SNMP to the declared server; RANCID and Oxidized read them; LibreNMS polls."""
    for number, device in enumerate((DEVICE, "10.0.1.2")):
        manager = snmp.Manager(wire, ADMIN, device, community="hq-rw", port=50500 + number)
        name = f"{device}-{number}.config"
        columns = {2: 1, 3: 4, 4: 1, 5: IPv4Address(BOOT_SERVER), 6: name, 14: 4}
        manager.set(*snmp.row(snmp.CONFIG_COPY, 336 + number, columns))
        tftp.write(wire, device, BOOT_SERVER, name, images.config(f"edge{number}"), client_port=50600 + number)
        manager.get((f"{snmp.CONFIG_COPY}.10.{336 + number}", 3))
    for number, device in enumerate(("10.0.1.3", "10.0.1.4")):
        session = Telnet(wire, ADMIN, device, port=50700 + number)
        session.login()
        for command in ("terminal length 0", "show version", "show bootvar", "show running-config", "show boot"):
            session.typed(command, "BOOT variable = flash:a.bin,12;tftp://10.0.0.5/b.bin\r\n")
        session.close()
    for number in range(5):
        poller = snmp.Manager(wire, ADMIN, f"10.0.1.{number + 1}", community="public", port=50800 + number)
        poller.get(("1.3.6.1.2.1.1.3.0", snmp.ticks(900_000)), (f"{snmp.CONFIG_COPY}.10.1", 3))
    ftp.retrieve(wire, ADMIN, BOOT_SERVER, "backups/edge1.config", images.config("edge1"))
