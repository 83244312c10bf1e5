"""RADIUS accounting requests (RFC 2866) with attributes of vendors."""

from __future__ import annotations

import struct

from bootwarden.traffic.wire import Wire

PORT = 1813
REQUEST, RESPONSE = 4, 5
USER_NAME, NAS_ADDRESS, VENDOR_SPECIFIC, CALLING_STATION, STATUS = 1, 4, 26, 31, 40
STOP = 2
JUNIPER, ARISTA, HP, CISCO = 2636, 30065, 11, 9


def attribute(kind: int, value: bytes) -> bytes:
    """One attribute."""
    return bytes([kind, len(value) + 2]) + value


def of_vendor(vendor: int, kind: int, text: str) -> bytes:
    """A vendor's attribute."""
    return attribute(VENDOR_SPECIFIC, struct.pack(">I", vendor) + attribute(kind, text.encode()))


def account(
    wire: Wire,
    device: str,
    server: str,
    *attributes: bytes,
    user: str = "anna",
    source: str = "10.0.6.66",
    number: int = 7,
    port: int = 50813,
) -> None:
    """An accounting request, and the server's answer."""
    address = bytes(int(part) for part in device.split("."))
    held = attribute(USER_NAME, user.encode()) + attribute(NAS_ADDRESS, address)
    held += attribute(STATUS, struct.pack(">I", STOP)) + attribute(CALLING_STATION, source.encode())
    held += b"".join(attributes)
    authenticator = bytes(range(16))
    wire.udp(device, port, server, PORT, struct.pack(">BBH", REQUEST, number, len(held) + 20) + authenticator + held)
    wire.udp(server, PORT, device, port, struct.pack(">BBH", RESPONSE, number, 20) + authenticator)
