"""Frames of plain datagrams and segments, built without Scapy: a hundred thousand take seconds, not minutes."""

from __future__ import annotations

import ipaddress
import struct
import zlib
from functools import lru_cache
from typing import NamedTuple


class Header(NamedTuple):
    """In what the IPv4 headers of hosts differ."""

    ttl: int = 64
    tos: int = 0
    unfragmented: bool = False
    """Do not fragment."""
    counted: bool = True
    """Datagrams have numbers that are counted; else all have 0."""


PLAIN = Header()
"""What scenarios write where nothing else is asked for."""


def mac(address: str) -> str:
    """The MAC of a host, made from its IP address: locally administered, the same in every capture."""
    if address == "255.255.255.255" or address.endswith(".255"):
        return "ff:ff:ff:ff:ff:ff"
    digest = zlib.crc32(address.encode()).to_bytes(4, "big")
    return ":".join(f"{b:02x}" for b in b"\x02\x00" + digest)


def checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    return _folded(int.from_bytes(data + b"\0" * (len(data) % 2), "big"))


def _folded(total: int) -> int:
    """The checksum of words by their sum, or by the number that they make: 65536 is 1 where carries go round."""
    return 0xFFFF - (total % 0xFFFF or (0xFFFF if total else 0))


@lru_cache(65_536)
def _hosts(src: str, dst: str) -> tuple[bytes, bytes, int]:
    """Two IPv4 addresses' beginning of a frame, their part of a header in bytes, and as a sum."""
    macs = bytes.fromhex((mac(dst) + mac(src)).replace(":", ""))
    ends = ipaddress.IPv4Address(src).packed + ipaddress.IPv4Address(dst).packed
    return macs + b"\x08\x00", ends, int.from_bytes(ends, "big") % 0xFFFF


def udp_frame(src: str, sport: int, dst: str, dport: int, payload: bytes, ident: int, header: Header = PLAIN) -> bytes:
    """An Ethernet frame with one datagram."""
    udp = struct.pack("!HHHH", sport, dport, 8 + len(payload), 0) + payload
    return _frame(src, dst, 17, udp, 6, ident, header)


_HEADER = struct.Struct("!BBHHHBBH")
_FLAGS = {"F": 1, "S": 2, "R": 4, "P": 8, "A": 16}


def tcp_frame(
    src: str,
    sport: int,
    dst: str,
    dport: int,
    flags: str,
    seq: int,
    ack: int,
    window: int,
    payload: bytes,
    ident: int,
    options: bytes = b"",
    header: Header = PLAIN,
) -> bytes:
    """An Ethernet frame with one segment. ``flags`` are letters: F, S, R, P, A; ``options`` come in fours of bytes."""
    bits, length = sum(_FLAGS[f] for f in flags), 0x50 + len(options) * 4
    fields = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, length, bits, window, 0, 0)
    return _frame(src, dst, 6, fields + options + payload, 16, ident, header)


def _frame(src: str, dst: str, protocol: int, carried: bytes, at: int, ident: int, head: Header) -> bytes:
    """An Ethernet frame with what an IPv4 datagram carries, whose checksum goes to ``at``."""
    start, ends, of_ends = _hosts(src, dst)
    size = len(carried)
    flags, ident = 0x4000 if head.unfragmented else 0, ident if head.counted else 0
    of_header = _folded(0x4500 + head.tos + 20 + size + ident + flags + (head.ttl << 8) + protocol + of_ends)
    header = _HEADER.pack(0x45, head.tos, 20 + size, ident, flags, head.ttl, protocol, of_header)
    words = int.from_bytes(carried + b"\0" * (size % 2), "big")
    summed = _folded(of_ends + protocol + size + words) or 0xFFFF
    return b"".join((start, header, ends, carried[:at], summed.to_bytes(2, "big"), carried[at + 2 :]))
