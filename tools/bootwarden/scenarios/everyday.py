"""What ordinary networks do that looks like something else: boot menus, other firmware, monitoring."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.sites import BOOT_SERVER as SERVER
from bootwarden.scenarios.sites import CAMPUS, DEVICE, HQ, OUTSIDE
from bootwarden.traffic import snmp, tftp
from bootwarden.traffic.wire import Wire

IPXE = """#!ipxe
dhcp
set base http://10.0.0.8/images
kernel ${base}/vmlinuz initrd=initrd.img ip=dhcp
initrd ${base}/initrd.img
boot http://10.0.0.8/images/vmlinuz
"""
MENU = (
    """#!ipxe
menu Installers
item rocky Rocky Linux
choose target && goto ${target}
:rocky
boot tftp://10.0.0.8/rocky/vmlinuz
"""
    + "# A comment of the kind that fills such files, in many lines.\n" * 20
    + ":retry\nboot http://10.0.0.8/debian/linux\n"
)


@scenario("BW08", "benign", site=CAMPUS, with_site=Expect())
def bw08_boot_menus(wire: Wire) -> None:
    """A PXE laboratory: iPXE scripts, a PXELINUX menu and a GRUB menu, which boot from the network by trade."""
    lab = "10.0.0.5"
    for number, (name, text) in enumerate(
        (
            ("boot.ipxe", IPXE),
            ("menu.ipxe", MENU),
            (
                "pxelinux.cfg/default",
                "default menu.c32\nlabel a\n kernel http://10.0.0.8/vmlinuz\nlabel b\n boot tftp://10.0.0.8/x\n",
            ),
            ("grub/grub.cfg", "set default=0\nmenuentry x {\n linux (http,10.0.0.8)/vmlinuz\n}\nboot\n"),
        )
    ):
        tftp.read(wire, f"10.0.4.{60 + number}", lab, name, text.encode())


OTHERS = (
    "cm-docsis31-4.6.82.bin",
    "camera-fw_2.800.bin",
    "core-image-minimal-imx8.tar",
    "nodemcu-release-1.5.4.bin",
    "netbox-boot.image",
    "me-cleaner.bin.bin",
)
"""Firmware of modems, cameras and microcontrollers, and images of embedded Linux: they begin as Cisco's names do."""


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_other_firmware(wire: Wire) -> None:
    """A laboratory's own server hands out firmware of things that are no network devices."""
    for number, name in enumerate(OTHERS):
        tftp.read(wire, f"10.20.1.{number + 1}", "10.20.1.250", name, bytes(range(256)) * 3)


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_other_firmware(wire: Wire) -> None:
    """Modems and cameras fetch their firmware from their operator's server, beyond the border."""
    for number, name in enumerate(OTHERS):
        tftp.read(wire, f"10.20.2.{number + 1}", OUTSIDE, name, bytes(range(256)) * 3)


@scenario("BW23", "benign", site=CAMPUS, with_site=Expect())
def bw23_other_firmware(wire: Wire) -> None:
    """Some of it is text by right: Intel HEX, Motorola S-records, and scripts."""
    for number, (name, line) in enumerate(
        (
            ("nodemcu-app.1.bin", ":10010000214601360121470136007EFE09D2190140\r\n"),
            ("cm-boot-1.bin", "#!/bin/sh\n: ok\n"),
        )
    ):
        tftp.read(wire, f"10.20.3.{number + 1}", SERVER, name, line.encode() * 20)


@scenario("BW05", "benign", site=HQ, with_site=Expect())
def bw05_harmless_sets(wire: Wire) -> None:
    """A monitoring station writes names, addresses and strings whose bytes look like padding, and saves nothing."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    manager.set(("1.3.6.1.2.1.1.6.0", "Rack 128, caf\u00e9"), ("1.3.6.1.2.1.1.4.0", "noc@corp.example"))
    manager.set(("1.3.6.1.2.1.2.2.1.7.10128", 1), ("1.3.6.1.2.1.31.1.1.1.18.16384", "uplink"))
    manager.set(("1.3.6.1.4.1.9.9.96.1.1.1.1.5.128", IPv4Address("128.0.128.1")))
    manager.set(("1.3.6.1.4.1.9.9.43.1.1.6.1.6.128", -128), ("1.3.6.1.2.1.16.9.1.1.2.1", 128))
    manager.set(("1.3.6.1.4.1.9.9.68.1.2.2.1.2.16256", 1), ("1.3.6.1.2.1.17.7.1.4.3.1.2.128", b"\x80\x00\x80" * 20))
