"""How real DHCP servers and clients write their messages, as the lab showed: every value is from its captures.

By itself the builder writes like none of them: type first, no padding of requests, options in the order given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bootwarden.traffic.frame import Header

Option = tuple[int, Any]

_MASK, _HOUR = b"\xff\0\0\0", 3600


@dataclass(frozen=True)
class Program:
    """A server or a client. Options that ``order`` does not name stand behind those that it names."""

    order: tuple[int, ...]
    header: Header
    adds: tuple[Option, ...] = ()
    """Options with values of its own; one that is given has that value instead."""
    least: int = 300
    """Bytes of a message, to which it is padded behind its end mark (RFC 1542)."""

    def arranged(self, options: Iterable[Option]) -> list[Option]:
        """The options and those that it adds, in its order."""
        all_of_them = dict(self.adds) | dict(options)
        known = [code for code in self.order if code in all_of_them]
        return [(code, all_of_them[code]) for code in [*known, *(c for c in all_of_them if c not in known)]]


_LEASE = (
    (51, _HOUR.to_bytes(4, "big")),
    (58, (_HOUR // 2).to_bytes(4, "big")),
    (59, (_HOUR * 7 // 8).to_bytes(4, "big")),
)

DNSMASQ = Program(
    (53, 54, 51, 66, 67, 58, 59, 1, 28, 3),
    Header(tos=0xC0),
    (*_LEASE, (1, _MASK), (28, b"\x0a\xff\xff\xff")),
)
"""dnsmasq 2.90. The text of option 67 ends with a NUL, and stands before the mask and the router."""

DNSMASQ_PROXY = Program((53, 54, 60, 97, 43), Header(tos=0xC0), ((60, "PXEClient"),))
"""dnsmasq as proxyDHCP: no lease."""

ISC = Program(
    (53, 54, 51, 1, 66), Header(ttl=128, tos=0x10, counted=False), ((51, (43200).to_bytes(4, "big")), (1, _MASK))
)
"""ISC dhcpd 4.4: raw packets of its own."""

KEA = Program(
    (53, 1, 51, 54, 61, 66, 67),
    Header(ttl=128, tos=0x10, unfragmented=True, counted=False),
    ((1, _MASK), (51, (7200).to_bytes(4, "big"))),
    least=0,
)
"""Kea 2.2: mask before lease and server, the client's own id, no padding."""

UDHCPC = Program(
    (53, 50, 54, 57, 55, 60, 61),
    Header(counted=False),
    ((55, bytes((1, 3, 6, 12, 15, 28, 42, 54, 66, 67))), (57, b"\x02\x40"), (60, "udhcp 1.35.0")),
)
"""busybox' client, told to ask for the boot server and the file."""

IPXE = Program(
    (53, 57, 93, 94, 60, 77, 55, 175, 61, 97, 54, 50),
    Header(),
    (
        (55, bytes.fromhex("010306070c0f111a2b3c4243778081828384858687afcb")),
        (57, b"\x05\xc0"),
        (60, "PXEClient:Arch:00000:UNDI:002001"),
        (77, b"iPXE"),
        (93, b"\0\0"),
        (94, b"\x01\x02\x01"),
        (97, bytes(17)),
        (
            175,
            bytes.fromhex(
                "b105018086100eeb03010000170101220101130101110101270101190101290101100102210101150101180101120101"
            ),
        ),
    ),
)
"""iPXE 1.0 of Debian 12 in a BIOS machine. It repeats DISCOVER though it was answered, to hear a proxyDHCP server."""

EDK2_HTTP = Program(
    (53, 54, 50, 57, 55, 97, 94, 93, 60),
    Header(),
    (
        (55, bytes.fromhex("0102030405060c0d0f111216171c28292a2b3233363a3b3ceb4361")),
        (57, b"\x05\xc0"),
        (60, "HTTPClient:Arch:00016:UNDI:003000"),
        (93, b"\0\x10"),
        (94, b"\x01\x03\0"),
        (97, bytes(17)),
    ),
)
"""EDK2 (OVMF) that boots by HTTP. It takes offers for five seconds before it asks for one."""

U_BOOT = Program(
    (53, 57, 54, 50, 94, 60, 55),
    Header(ttl=255, unfragmented=True),
    ((55, bytes((1, 3, 6, 12, 13, 17))), (57, b"\x02\x40"), (60, "U-Boot"), (94, b"\x01\0\0")),
)
"""U-Boot 2023.01. Each repeated DISCOVER is a transaction of its own; its file field has a file that it wishes."""
