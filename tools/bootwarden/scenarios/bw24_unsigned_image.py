"""BW24: an image without the signature that its format can carry (off by default)."""

from __future__ import annotations

import struct

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, IMAGE, SIGNED
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

PXE_HOST = "10.0.4.10"


def tree(nodes: list[str], fill: int = 600) -> bytes:
    """A flattened device tree: nested nodes by path (`images/kernel`), of which the leaves hold data."""
    body = bytearray(struct.pack(">I", 1) + bytes(4))
    open_path: list[str] = []

    def close_to(depth: int) -> None:
        while len(open_path) > depth:
            body.extend(struct.pack(">I", 2))
            open_path.pop()

    for path in nodes:
        parts = path.split("/")
        common = 0
        while common < min(len(parts), len(open_path)) and parts[common] == open_path[common]:
            common += 1
        close_to(common)
        for part in parts[common:]:
            name = part.encode() + b"\0"
            body.extend(struct.pack(">I", 1) + name.ljust(-(-len(name) // 4) * 4, b"\0"))
            open_path.append(part)
        body.extend(struct.pack(">III", 3, fill, 0) + images.filler(fill, path))
    close_to(0)
    body.extend(struct.pack(">II", 2, 9))
    strings = b"data\0"
    header = 40 + 16
    total = header + len(body) + len(strings)
    head = struct.pack(">10I", 0xD00DFEED, total, header, header + len(body), 40, 17, 16, 0, len(strings), len(body))
    return head + bytes(16) + bytes(body) + strings


UNSIGNED_FIT = ["images/kernel-1", "images/kernel-1/hash-1", "images/fdt-1", "configurations/conf-1"]
SIGNED_FIT = [*UNSIGNED_FIT, "configurations/conf-1/signature-1"]


@scenario(
    "BW24",
    "malicious",
    site=SIGNED,
    with_site=Expect(notices=(Notice("Unsigned_Image", PXE_HOST, BOOT_SERVER, "bootx64.efi"),)),
)
def bw24_unsigned_loader(wire: Wire) -> None:
    """A UEFI loader whose signature was cut off."""
    tftp.read(wire, PXE_HOST, BOOT_SERVER, "bootx64.efi", images.efi(signed=False), offer={"blksize": 1468})


@scenario(
    "BW24",
    "malicious",
    site=SIGNED,
    with_site=Expect(notices=(Notice("Unsigned_Image", DEVICE, BOOT_SERVER, "switch.itb"),)),
)
def bw24_unsigned_fit(wire: Wire) -> None:
    """A FIT image with hashes and data that look signed, but with no signature node, in small blocks."""
    content = tree(UNSIGNED_FIT) + b"signature-1"
    tftp.read(wire, DEVICE, BOOT_SERVER, "switch.itb", content, offer={"blksize": 128})


@scenario("BW24", "benign", site=SIGNED, with_site=Expect())
def bw24_signed(wire: Wire) -> None:
    """A signed UEFI loader and a signed FIT image."""
    tftp.read(wire, PXE_HOST, BOOT_SERVER, "shimx64.efi", images.efi(), offer={"blksize": 1468}, client_port=2070)
    tftp.read(wire, DEVICE, BOOT_SERVER, "switch.itb", tree(SIGNED_FIT), offer={"blksize": 128}, client_port=2071)


@scenario("BW24", "benign", site=SIGNED, with_site=Expect())
def bw24_no_signature_in_format(wire: Wire) -> None:
    """A device tree, an IOS image and a boot program: their formats hold no signature."""
    tftp.read(wire, DEVICE, BOOT_SERVER, "board.dtb", tree(["cpus/cpu-0", "memory"], 200), client_port=50001)
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=50002)
    tftp.read(wire, PXE_HOST, BOOT_SERVER, "pxelinux.0", images.filler(1500, "pxe"), client_port=50003)
