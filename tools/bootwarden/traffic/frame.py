"""Frames of plain datagrams, built without Scapy: some hundred thousand take seconds instead of minutes."""

from __future__ import annotations

import ipaddress
import struct
import zlib
from functools import lru_cache


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


def udp_frame(src: str, sport: int, dst: str, dport: int, payload: bytes, ident: int, ttl: int = 64) -> bytes:
    """An Ethernet frame with one datagram."""
    (source, from_mac), (target, to_mac) = _host(src), _host(dst)
    ends = source + target
    length = 8 + len(payload)
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + length, ident, 0, ttl, 17, 0) + ends
    header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
    udp = struct.pack("!HHHH", sport, dport, length, 0) + payload
    summed = checksum(ends + struct.pack("!HH", 17, length) + udp) or 0xFFFF
    return to_mac + from_mac + b"\x08\x00" + header + udp[:6] + struct.pack("!H", summed) + udp[8:]
