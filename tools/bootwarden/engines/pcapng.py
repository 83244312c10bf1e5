"""Reads pcapng (draft-ietf-opsawg-pcapng) as far as libpcap does not: captures of several kinds of interface."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\x0a\x0d\x0d\x0a"
LINKS = {0: "BSD loopback", 1: "Ethernet", 9: "PPP", 101: "raw IP", 113: "Linux cooked"}
"""Link types that both engines read, of those that a capture may mix."""

_SECTION = 0x0A0D0D0A
_INTERFACE = 1
_OLD_PACKET = 2
_SIMPLE_PACKET = 3
_PACKET = 6
_LITTLE = b"\x4d\x3c\x2b\x1a"
_BIG = b"\x1a\x2b\x3c\x4d"
_TIME_RESOLUTION = 9
# libpcap refuses longer blocks.
_LONGEST = 16 << 20
_NANOSECONDS = 1_000_000_000
# A pcap of nanoseconds, version 2.4, with the largest packets there are; the link type follows.
_PCAP = struct.pack("<IHHiII", 0xA1B23C4D, 2, 4, 0, 0, 262_144)


@dataclass(frozen=True, slots=True)
class Interface:
    """An interface: its link type, the limit of its packets' size, and the units of a second that it counts in."""

    link: int
    snaplen: int
    units: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block: where it ends in the file, and the interface that it declares or that saw its packet."""

    end: int
    interface: Interface | None = None
    is_packet: bool = False
    time: int = 0
    """Nanoseconds since 1970, UTC; 0 where the packet has none."""
    data: bytes | memoryview = b""
    whole: int = 0
    """Its length on the wire."""


def blocks(stream: BinaryIO) -> Iterator[Block]:
    """Yield each whole block of a file. Ends at the first that is cut or damaged."""
    order, interfaces = "<", list[Interface]()
    stream.seek(0)
    at = 0
    while len(head := stream.read(8)) == 8:
        if head[:4] == MAGIC:
            mark = stream.read(4)
            if mark not in (_LITTLE, _BIG):
                return
            order, interfaces = "<" if mark == _LITTLE else ">", []
            stream.seek(-4, 1)
        kind, length = struct.unpack(order + "II", head)
        if length < 12 or length % 4 or length > _LONGEST:
            return
        body = stream.read(length - 8)
        if len(body) < length - 8:
            return
        at += length
        if kind == _INTERFACE and length >= 20:
            interfaces.append(_interface(order, body))
            yield Block(at, interfaces[-1])
        else:
            yield _packet(order, kind, body, interfaces, at) or Block(at)


def _interface(order: str, body: bytes) -> Interface:
    link, snaplen = struct.unpack_from(order + "H2xI", body)
    units, here = 1_000_000, 8
    while here + 4 <= len(body) - 4:
        code, length = struct.unpack_from(order + "HH", body, here)
        if code == _TIME_RESOLUTION and length == 1:
            exponent = body[here + 4]
            units = 1 << (exponent & 0x7F) if exponent & 0x80 else 10**exponent
        if code == 0:
            break
        here += 4 + length + -length % 4
    return Interface(link, snaplen, units)


def _packet(order: str, kind: int, body: bytes, interfaces: list[Interface], at: int) -> Block | None:
    if kind in (_PACKET, _OLD_PACKET) and len(body) >= 24:
        number, high, low, length, whole = struct.unpack_from(order + "IIIII", body)
        # The older block has a count of drops beside a shorter number.
        number = number if kind == _PACKET else struct.unpack_from(order + "H", body)[0]
        if number >= len(interfaces) or length > len(body) - 24:
            return None
        interface = interfaces[number]
        time = ((high << 32) | low) * _NANOSECONDS // interface.units
        return Block(at, interface, True, time, memoryview(body)[20 : 20 + length], whole)
    if kind == _SIMPLE_PACKET and interfaces and len(body) >= 8:
        [whole] = struct.unpack_from(order + "I", body)
        length = min(whole, interfaces[0].snaplen or whole, len(body) - 8)
        return Block(at, interfaces[0], True, 0, memoryview(body)[4 : 4 + length], whole)
    return None


def split(path: Path, copies: Mapping[int, Path]) -> None:
    """Copy the packets of a pcapng into a pcap for each link type, which libpcap reads. Raises OSError."""
    streams: dict[int, BinaryIO] = {}
    try:
        for link, copy in copies.items():
            streams[link] = copy.open("wb")
            streams[link].write(_PCAP + struct.pack("<I", link))
        with path.open("rb") as stream:
            for block in blocks(stream):
                if block.is_packet and block.interface and (out := streams.get(block.interface.link)):
                    seconds, rest = divmod(block.time, _NANOSECONDS)
                    out.write(struct.pack("<IIII", seconds & 0xFFFFFFFF, rest, len(block.data), block.whole))
                    out.write(block.data)
    finally:
        for out in streams.values():
            out.close()
