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
    padded = data + b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(padded) // 2}H", padded))
    total = (total & 0xFFFF) + (total >> 16)
    return ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF


@lru_cache(65_536)
def _host(address: str) -> tuple[bytes, bytes]:
    """An IPv4 address and its MAC, in bytes."""
    return ipaddress.IPv4Address(address).packed, bytes.fromhex(mac(address).replace(":", ""))


def udp_frame(src: str, sport: int, dst: str, dport: int, payload: bytes, ident: int, header: Header = PLAIN) -> bytes:
    """An Ethernet frame with one datagram."""
    udp = struct.pack("!HHHH", sport, dport, 8 + len(payload), 0) + payload
    return _frame(src, dst, 17, udp, 6, ident, header)


_FLAGS = {"F": 1, "S": 2, "R": 4, "P": 8, "A": 16}


def tcp_frame(
    src: str, sport: int, dst: str, dport: int, flags: str, seq: int, ack: int, window: int, payload: bytes, ident: int
) -> bytes:
    """An Ethernet frame with one segment. ``flags`` are letters: F, S, R, P, A."""
    fields = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, 0x50, sum(_FLAGS[f] for f in flags), window, 0, 0)
    return _frame(src, dst, 6, fields + payload, 16, ident, PLAIN)


def _frame(src: str, dst: str, protocol: int, carried: bytes, at: int, ident: int, head: Header) -> bytes:
    """An Ethernet frame with what an IPv4 datagram carries, whose checksum goes to ``at``."""
    (source, from_mac), (target, to_mac) = _host(src), _host(dst)
    ends = source + target
    flags, ident = 0x4000 if head.unfragmented else 0, ident if head.counted else 0
    header = struct.pack("!BBHHHBBH", 0x45, head.tos, 20 + len(carried), ident, flags, head.ttl, protocol, 0) + ends
    header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
    summed = checksum(ends + struct.pack("!HH", protocol, len(carried)) + carried) or 0xFFFF
    carried = carried[:at] + struct.pack("!H", summed) + carried[at + 2 :]
    return to_mac + from_mac + b"\x08\x00" + header + carried
