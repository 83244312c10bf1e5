"""Hosts as people write them: which text is one, in what order they stand, and how many there are."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(text: str) -> Address | None:
    """Read an address; ``None`` where it is none."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def plain_address(text: str) -> str:
    """Write an address the one way by which both engines' are compared; what is none stays as it is."""
    address = address_of(text)
    return text if address is None else str(address)


def is_host(name: str) -> bool:
    """Tell one host from a broadcast, a group, or nobody."""
    address = address_of(name)
    if address is None:
        return bool(name)
    return not (address.is_multicast or address.is_unspecified or str(address).endswith(".255"))


def order(host: str) -> tuple[bool, int, int, str]:
    """Return what sorts hosts: addresses by number, then names."""
    address = address_of(host)
    if address is None:
        return (True, 0, 0, host)
    return (False, address.version, int(address), "")


def number(count: int, what: str) -> str:
    """Write how many of something."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def count(devices: set[str]) -> str:
    """Write how many devices, and the first of them."""
    shown = ", ".join(sorted(devices, key=order)[:3])
    return f"{number(len(devices), 'device')}: {shown}" + (", ..." if len(devices) > 3 else "")
