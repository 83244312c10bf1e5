"""Boots of real loaders in qemu: iPXE, PXELINUX and GRUB that it loads, U-Boot, and EDK2 (OVMF) with GRUB."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from bootwarden.lab import daemons, machines
from bootwarden.lab.model import act
from bootwarden.lab.programs import listens, program
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sites import BOOT_SERVER, DHCP_SERVER
from bootwarden.traffic import images

SCRIPT = b"#!ipxe\necho The lab was here\nsleep 60\n"
QEMU = ("dnsmasq", "in.tftpd", "qemu", "seabios", "ipxe")


@act(
    scenario="bw30-boots-of-the-lab",
    machines={"device": "10.0.1.51"},
    hosts={"rogue": "10.0.6.151"},
    needs=QEMU,
    limit=machines.PATIENCE,
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.51", "10.0.6.151", "boot.ipxe"),
        Notice("Unauthorized_Boot_Server", "10.0.1.51", "10.0.6.151", "boot.ipxe"),
        Notice("Unapproved_Image", "10.0.1.51", "10.0.6.151", "boot.ipxe"),
        Notice("Netboot_Hijack", "10.0.1.51", "10.0.6.151", "boot.ipxe"),
    ),
    raises=[
        ("BW01", 0, "10.0.6.151", "10.0.1.51"),
        ("BW10", 4, "10.0.6.151", "10.0.1.51"),
        ("BW30", 3, "10.0.6.151", "10.0.1.51"),
    ],
)
def ipxe_rogue(stage: Stage) -> None:
    """iPXE takes its lease and its script from a rogue server."""
    daemons.tftpd(stage, "rogue", {"boot.ipxe": SCRIPT})
    daemons.dhcp(stage, "rogue", {"10.0.1.51": "10.0.1.51"}, "--dhcp-boot=boot.ipxe,,10.0.6.151")
    machines.with_ipxe(stage, "device").wait("The lab was here")


@act(
    scenario="bw13-phones-and-pxe",
    machines={"device": "10.20.4.52"},
    hosts={"dhcp": DHCP_SERVER, "boot": BOOT_SERVER},
    needs=(*QEMU, "pxelinux", "ldlinux"),
    limit=machines.PATIENCE,
)
def pxelinux(stage: Stage) -> None:
    """A PC loads PXELINUX and its configuration from the declared servers."""
    files = {
        "pxelinux.0": Path(program("pxelinux")).read_bytes(),
        "ldlinux.c32": Path(program("ldlinux")).read_bytes(),
        "pxelinux.cfg/default": b"SERIAL 0\nSAY The lab was here\nPROMPT 1\nTIMEOUT 600\n",
    }
    daemons.tftpd(stage, "boot", files)
    daemons.dhcp(stage, "dhcp", {"10.20.4.52": "10.20.4.52"}, f"--dhcp-boot=pxelinux.0,,{BOOT_SERVER}")
    machines.with_ipxe(stage, "device").wait("The lab was here")


@act(
    scenario="bw30-boots-of-the-lab",
    machines={"device": "10.0.1.53"},
    hosts={"dhcp": DHCP_SERVER, "rogue": "10.0.6.153"},
    needs=(*QEMU, "pxelinux", "ldlinux"),
    limit=machines.PATIENCE,
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.53", "10.0.6.153"),
        Notice("Rogue_Boot_Options", "10.0.1.53", "10.0.6.153", "pxelinux.0"),
        Notice("Unauthorized_Boot_Server", "10.0.1.53", "10.0.6.153", "pxelinux.0"),
        Notice("Unapproved_Image", "10.0.1.53", "10.0.6.153", "pxelinux.0"),
        Notice("Unapproved_Image", "10.0.1.53", "10.0.6.153", "ldlinux.c32"),
        Notice("Netboot_Hijack", "10.0.1.53", "10.0.6.153", "pxelinux.0"),
    ),
    raises=[
        ("BW01", 0, "10.0.6.153", "255.255.255.255"),
        ("BW10", 4, "10.0.6.153", "10.0.1.53"),
        ("BW30", 3, "10.0.6.153", "10.0.1.53"),
    ],
)
def ipxe_proxy(stage: Stage) -> None:
    """iPXE takes its lease from the declared server, and PXELINUX from a rogue proxyDHCP server."""
    files = {
        "pxelinux.0": Path(program("pxelinux")).read_bytes(),
        "ldlinux.c32": Path(program("ldlinux")).read_bytes(),
        "pxelinux.cfg/default": b"SERIAL 0\nSAY The lab was here\nPROMPT 1\nTIMEOUT 600\n",
    }
    daemons.tftpd(stage, "rogue", files)
    daemons.dhcp(stage, "dhcp", {"10.0.1.53": "10.0.1.53"})
    daemons.dnsmasq(stage, "rogue", "--dhcp-range=10.0.0.0,proxy,255.0.0.0", "--pxe-service=x86PC,Install,pxelinux")
    machines.with_ipxe(stage, "device").wait("The lab was here")


GRUB_CONFIG = b"echo The lab was here\nsleep 60\n"


@act(
    scenario="bw16-loaders-behind-one-address",
    machines={"device": "10.20.4.54"},
    hosts={"dhcp": DHCP_SERVER, "boot": BOOT_SERVER},
    needs=(*QEMU, "grub", "grub-mkimage"),
    limit=machines.PATIENCE,
    transfers=(
        {"file_name": "core.0", "status": "complete", "kind": "pxe-nbp"},
        {"file_name": "/grub/grub.cfg", "status": "complete"},
    ),
)
def grub(stage: Stage) -> None:
    """A PC loads GRUB and its configuration from the declared servers."""
    early = stage.file("early.cfg", "serial\nterminal_output serial\nconfigfile (pxe)/grub/grub.cfg\n")
    image = stage.folder / "core.0"
    modules = ("pxe", "tftp", "normal", "configfile", "echo", "serial", "terminal", "sleep")
    words = ("-O", "i386-pc-pxe", "-o", image, "-p", "(pxe)/grub", "-c", early, *modules)
    stage.run("boot", "grub-mkimage", *words)
    daemons.tftpd(stage, "boot", {"core.0": image.read_bytes(), "grub/grub.cfg": GRUB_CONFIG})
    daemons.dhcp(stage, "dhcp", {"10.20.4.54": "10.20.4.54"}, f"--dhcp-boot=core.0,,{BOOT_SERVER}")
    machines.with_ipxe(stage, "device").wait("The lab was here")


def efi_grub(stage: Stage, host: str, early: str = "configfile (tftp)/grub/grub.cfg") -> bytes:
    """Make a GRUB for UEFI, with what it does first."""
    image = stage.folder / "grubx64.efi"
    modules = ("efinet", "tftp", "normal", "configfile", "echo", "sleep")
    config = stage.file("early.cfg", f"{early}\n")
    stage.run(host, "grub-mkimage", "-O", "x86_64-efi", "-o", image, "-p", "(tftp)/grub", "-c", config, *modules)
    return image.read_bytes()


@act(
    scenario="bw30-boots-of-the-lab-declared",
    machines={"device": "10.20.4.56"},
    hosts={"dhcp": DHCP_SERVER, "boot": BOOT_SERVER},
    needs=("dnsmasq", "in.tftpd", "qemu", "ovmf", "grub-efi", "grub-mkimage"),
    limit=machines.PATIENCE,
    transfers=(
        {"file_name": "grubx64.efi", "status": "aborted", "size": 0},
        {"file_name": "grubx64.efi", "status": "complete", "kind": "pe-efi"},
        {"file_name": "/grub/grub.cfg", "status": "complete"},
    ),
)
def uefi_pxe(stage: Stage) -> None:
    """EDK2 boots GRUB by PXE from the declared servers: it asks for the size first, and gives that transfer up."""
    image = efi_grub(stage, "boot")
    daemons.tftpd(stage, "boot", {"grubx64.efi": image, "grub/grub.cfg": GRUB_CONFIG})
    daemons.dhcp(stage, "dhcp", {"10.20.4.56": "10.20.4.56"}, f"--dhcp-boot=grubx64.efi,,{BOOT_SERVER}")
    machines.with_uefi(stage, "device").wait("The lab was here")


@act(
    scenario="bw30-boots-of-the-lab",
    machines={"device": "10.0.1.57"},
    hosts={"rogue": "10.0.6.157"},
    needs=("dnsmasq", "busybox", "qemu", "ovmf", "grub-efi", "grub-mkimage"),
    limit=machines.PATIENCE,
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.57", "10.0.6.157", "grubx64.efi"),
        Notice("Unauthorized_Boot_Server", "10.0.1.57", "10.0.6.157", "/grubx64.efi"),
        Notice("Unapproved_Image", "10.0.1.57", "10.0.6.157", "/grubx64.efi"),
        Notice("Netboot_Hijack", "10.0.1.57", "10.0.6.157", "/grubx64.efi"),
    ),
    raises=[
        ("BW01", 0, "10.0.6.157", "255.255.255.255"),
        ("BW10", 10, "10.0.6.157", "10.0.1.57"),
        ("BW30", 11, "10.0.6.157", "10.0.1.57"),
    ],
)
def uefi_http(stage: Stage) -> None:
    """EDK2 boots GRUB by HTTP from a rogue server, which its lease names (busybox httpd)."""
    root = stage.file("www/grubx64.efi", efi_grub(stage, "rogue", GRUB_CONFIG.decode())).parent
    stage.serve("rogue", "busybox", "httpd", "-f", "-p", "10.0.6.157:80", "-h", root, ready=listens("tcp", 80))
    http = ("--dhcp-vendorclass=set:http,HTTPClient", "--dhcp-option-force=tag:http,60,HTTPClient")
    boot = "--dhcp-boot=tag:http,http://10.0.6.157/grubx64.efi"
    daemons.dhcp(stage, "rogue", {"10.0.1.57": "10.0.1.57"}, *http, boot)
    machines.with_uefi(stage, "device", pxe=False).wait("The lab was here")


@act(
    scenario="bw30-boots-of-the-lab",
    machines={"device": "10.0.1.55"},
    hosts={"dhcp": DHCP_SERVER, "rogue": "10.0.6.155"},
    needs=("dnsmasq", "in.tftpd", "qemu", "u-boot"),
    limit=machines.PATIENCE,
    notices=(
        Notice("Unauthorized_Boot_Server", "10.0.1.55", "10.0.6.155", "evil.img"),
        Notice("Unapproved_Image", "10.0.1.55", "10.0.6.155", "evil.img"),
    ),
    raises=[("BW10", 0, "10.0.6.155", "10.0.1.55"), ("BW20", 0, "10.0.6.155", "10.0.1.55")],
)
def uboot_console(stage: Stage) -> None:
    """At the console of a device U-Boot is told to load an image from a rogue server."""
    data = images.filler(4000, "u-boot")
    header = struct.pack(">IIIIIIIBBBB32s", 0x27051956, 0, 0, len(data), 0, 0, zlib.crc32(data), 5, 2, 2, 0, b"evil")
    image = header + data
    daemons.tftpd(stage, "rogue", {"evil.img": image})
    daemons.dhcp(stage, "dhcp", {"10.0.1.55": "10.0.1.55"})
    console = machines.with_uboot(stage, "device")
    console.wait("autoboot")
    console.enter("")
    for command, shown in (
        ("setenv autoload no", "=> "),
        ("dhcp", "DHCP client bound"),
        ("tftpboot 1000000 10.0.6.155:evil.img", f"Bytes transferred = {len(image)}"),
    ):
        console.enter(command)
        console.wait(shown)
