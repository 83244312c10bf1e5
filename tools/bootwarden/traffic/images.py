"""Small files that look like the images and configurations they are named for. Not one byte is a vendor's.

Formats: facts of the file formats' own documents (ELF, PE, FIT/DTB, uImage) and public parsers of IOS images.
"""

from __future__ import annotations

import random
import struct


def filler(size: int, seed: str) -> bytes:
    """Bytes that look compressed: the same for the same seed, everywhere."""
    return random.Random(seed).randbytes(size)


def ios(
    name: str = "c2900-universalk9-mz.SPA.157-3.M8.bin",
    version: str = "15.7(3)M8",
    family: str = "C2900",
    size: int = 6000,
    seed: str = "",
) -> bytes:
    """An IOS router image: big-endian ELF, a packed section, the embedded MD5 mark and the CW_ tags near the end."""
    header = (
        b"\x7fELF\x01\x02\x01"
        + bytes(9)
        + struct.pack(">HHIIIIIHHHHHH", 2, 0x2B, 1, 0x80008000, 52, 0, 0, 52, 32, 1, 40, 6, 0)
    )
    feature = name.split("-")[1].upper() if "-" in name else "UNIVERSALK9"
    tags = "".join(
        f"{key}${value}$"
        for key, value in (
            ("CW_BEGIN", name.split(".")[0]),
            ("CW_IMAGE", name),
            ("CW_FAMILY", family),
            ("CW_FEATURE", feature),
            ("CW_VERSION", version),
            ("CW_MEDIA", "RAM"),
            (
                "CW_SYSDESCR",
                f"Cisco IOS Software, {family} Software ({family}-{feature}-M), Version {version}",
            ),
            ("CW_END", ""),
        )
    ).encode()
    body = b"\xfe\xed\xfa\xce" + struct.pack(">IIII", size * 2, size, 1, 2) + b"PK\x03\x04"
    md5 = b"\xfa\xde\xfa\xd1\x00\x00\x00\x18" + filler(16, "md5" + seed)
    fill = max(0, size - len(header) - len(body) - len(md5) - len(tags) - 64)
    return header + body + filler(fill, name + version + seed) + md5 + tags + bytes(64)


def mzip(size: int = 6000, seed: str = "catalyst") -> bytes:
    """A Catalyst image: MZIP header, version, entry point."""
    return b"MZIP" + struct.pack(">II", 1, 0x3000) + filler(size - 12, seed)


def efi(size: int = 4096, signed: bool = True, seed: str = "efi") -> bytes:
    """An x64 PE/EFI application; ``signed`` fills the certificate table's entry (PE/COFF, data directory 4)."""
    dos = b"MZ" + bytes(58) + struct.pack("<I", 0x80)
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 512, 0, 0, 0x1000, 0x1000)
    optional += struct.pack(
        "<QIIHHHHHHIIIIHHQQQQII", 0, 4096, 512, 0, 0, 0, 0, 0, 0, 0, 8192, 512, 0, 10, 0, 0, 0, 0, 0, 0, 16
    )
    directories = [(0, 0)] * 16
    if signed:
        directories[4] = (size - 512, 512)
    optional += b"".join(struct.pack("<II", *d) for d in directories)
    head = dos.ljust(0x80, b"\0") + coff + optional
    return head + filler(size - len(head), seed)


def iso(volume: str = "ASR9K-MINI-X64-711", size: int = 36_000, seed: str = "iso") -> bytes:
    """An ISO 9660 image: 32 KB of system area, then the primary volume descriptor (ECMA-119, 8.4)."""
    descriptor = b"\x01CD001\x01\0" + b"LINUX".ljust(32) + volume.encode().ljust(32) + bytes(8)
    return (bytes(32_768) + descriptor + filler(size, seed))[:size]


def config(hostname: str = "edge1", lines: tuple[str, ...] = ()) -> bytes:
    """An IOS configuration, with extra lines before its end."""
    text = [
        "!",
        "! Last configuration change at 08:00:00 UTC Mon Jan 5 2026 by admin",
        "version 15.7",
        "service timestamps log datetime msec",
        f"hostname {hostname}",
        "!",
        "boot-start-marker",
        *lines,
        "boot-end-marker",
        "!",
        "interface GigabitEthernet0/0",
        " ip address 10.0.1.1 255.255.255.0",
        " no shutdown",
        "!",
        "line vty 0 4",
        " login local",
        " transport input ssh",
        "!",
        "end",
        "",
    ]
    return "\n".join(text).encode()
