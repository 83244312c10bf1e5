"""What SNMP SETs order that BW03, BW04 and BW05 are about, and where they name a server: objects of vendors' MIBs.

A row may come in one SET or one column at a time, in any order. A rule therefore looks for the one column that
says what is moved and which way, and alerts once for a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bootwarden.rules import patterns
from bootwarden.rules.patterns import LENGTH, SUBID, integer, oid_bytes

CONFIG_COPY = "1.3.6.1.4.1.9.9.96.1.1.1.1"
OLD_SYSTEM = "1.3.6.1.4.1.9.2.1"
OLD_FLASH = "1.3.6.1.4.1.9.2.10"
FLASH = "1.3.6.1.4.1.9.9.10.1.2"
FLASH_COPY = f"{FLASH}.1.1"
UPGRADE = "1.3.6.1.4.1.9.9.360.1.1"
DIRECTOR = "1.3.6.1.4.1.9.9.725.1"
DIRECTOR_URLS = ("1.7.1", "2.1", "2.2", "2.5.1.3", "2.5.1.4", "2.5.1.5")
FOUNDRY = "1.3.6.1.4.1.1991.1.1.2.1"
FOUNDRY_BOOT = "1.3.6.1.4.1.1991.1.1.2.4.1.1"
HUAWEI_CONFIG = "1.3.6.1.4.1.2011.6.10.1.2.4.1"
H3C_CONFIG = "1.3.6.1.4.1.25506.2.4.1.2.4.1"
HUAWEI_FLASH = "1.3.6.1.4.1.2011.6.9.1.2.1.1"
H3C_FLASH = "1.3.6.1.4.1.25506.2.5.1.2.1.1"
HUAWEI_SYSTEM = "1.3.6.1.4.1.2011.5.25.19.1.3"
RADLAN = "1.3.6.1.4.1.89.87.2.1"
EXTREME = "1.3.6.1.4.1.1916.1.10.1.2.1"
ARISTA = "1.3.6.1.4.1.30065.3.7.1.1"
HP_DOWNLOAD = "1.3.6.1.4.1.11.2.14.11.1.3"
HP_INET = f"{HP_DOWNLOAD}.9.1"
FORCE10 = "1.3.6.1.4.1.6027.3.5.1.1.1.1"
CISCO_RELOAD = "1.3.6.1.4.1.9.2.9.9.0"

SAME_OBJECTS = {
    RADLAN: ("1.3.6.1.4.1.9.6.1.101.87.2.1", "1.3.6.1.4.1.4526.17.87.2.1"),
    "1.3.6.1.4.1.1991.1.1.2": ("1.3.6.1.4.1.11.2.3.7.11.12.1.2",),
    "1.3.6.1.4.1.25506.2": ("1.3.6.1.4.1.2011.10.2",),
}
"""Where other brands and older releases number the same objects: Cisco's and Netgear's small switches; HP's routing
switches, made by Foundry; H3C while it was Huawei-3Com."""

ENTERPRISES = oid_bytes("1.3.6.1.4.1")
COMWARE_CONFIG_TAIL = bytes([1, 2, 4, 1, 2])
COMWARE_FLASH_TAIL = bytes([1, 2, 1, 1, 2])

# Up to the value of the same binding: not past the name of the next.
WITHIN = r"(?:(?!\x06.{1,3}\x2b\x06).){1,70}?"
URL = rf"\x04{LENGTH}[\x08-\x7f](?:tftp|ftp|https?|scp|sftp|rcp):\/\/"

TO_NETWORK = "bootwarden.snmp.radlan.to"
FROM_NETWORK = "bootwarden.snmp.radlan.from"


@dataclass(frozen=True)
class Order:
    """A SET that orders something: what its one telling binding looks like."""

    detection: str
    number: int
    says: str
    fast: bytes
    """Rare bytes of the binding's name."""
    what: str
    """Expression for name and value."""
    flowbit: str | None = None
    """Set by a helper that saw another column of the row."""
    severity: Literal["major", "critical"] = "major"

    @property
    def leaves(self) -> bool:
        """Whether a file leaves the device: BW03's even numbers send its configuration."""
        return self.detection == "BW03" and self.number % 2 == 0


def everywhere(oid: str) -> list[str]:
    """An object identifier, and those that other brands number the same object under."""
    return [
        oid,
        *(
            other + oid.removeprefix(known)
            for known, others in SAME_OBJECTS.items()
            if f"{oid}.".startswith(f"{known}.")
            for other in others
        ),
    ]


def named(*oids: str) -> str:
    """A binding's name that begins with one of some object identifiers, whatever the brand."""
    return patterns.named(*(same for oid in oids for same in everywhere(oid)))


def fast(oid: str) -> bytes:
    """What the names of an object have in common at all brands: their end."""
    first, *others = (oid_bytes(same) for same in everywhere(oid))
    return first[max([0, *(len(first) - _alike(first, other) for other in others)]) :]


def _alike(one: bytes, other: bytes) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def column(table: str, number: int, values: Iterable[int]) -> str:
    """A column of a table whose index is one number, and its value."""
    return f"{named(f'{table}.{number}')}{SUBID}{integer(values)}"


def scalar(oid: str, values: Iterable[int]) -> str:
    """A scalar and its value."""
    return f"{named(oid)}{integer(values)}"


def any_of(*expressions: str) -> str:
    """Any of several expressions."""
    return f"(?:{'|'.join(expressions)})"


_ANY = r".{0,1400}?"


def set_of(*expressions: str, without: str = "") -> str:
    """A SET with several bindings in any order, and without another."""
    found = "".join(f"(?={_ANY}{expression})" for expression in expressions)
    return f"^{found}" + (f"(?!{_ANY}{without})" if without else "")


# FORCE10-COPY-CONFIG-MIB: where a file comes from (3) and goes to (6) is tftp(3), ftp(4) or scp(5); its type there
# (2, 5) is ftosFile(1) of whatever is no configuration: an image mostly. A row in parts counts as a configuration.
_F10_LOADS, _F10_SENDS = column(FORCE10, 3, [3, 4, 5]), column(FORCE10, 6, [3, 4, 5])
_F10_LOADS_FILE, _F10_SENDS_FILE = column(FORCE10, 5, [1]), column(FORCE10, 2, [1])
_F10_IMAGE = any_of(set_of(_F10_LOADS, _F10_LOADS_FILE), set_of(_F10_SENDS, _F10_SENDS_FILE))
# HP-ICF-DOWNLOAD: the type (18) is flash(1), or startUpConfig(2), runningConfig(3) or config(4), which are put (17) to
# the server, or got. A row without a type gets what its destination is by default: the flash. Running ones are not got.
_HP_PUTS = column(HP_INET, 17, [2])
_HP_SENDS = any_of(column(HP_INET, 18, [3]), set_of(column(HP_INET, 18, [2, 4]), _HP_PUTS))
_HP_LOADS = set_of(column(HP_INET, 18, [2, 4]), without=_HP_PUTS)
_HP_IMAGE = any_of(
    column(HP_INET, 18, [1]),
    set_of(f"{named(f'{HP_INET}.4')}{SUBID}\\x04", column(HP_INET, 13, [4]), without=named(f"{HP_INET}.18")),
)


ORDERS = (
    Order(
        "BW03", 0, "SNMP SET makes a device send its configuration (Cisco)",
        oid_bytes(f"{CONFIG_COPY}.4"), column(CONFIG_COPY, 4, [1]),
    ),
    Order(
        "BW03", 1, "SNMP SET makes a device load a configuration (Cisco)",
        oid_bytes(f"{CONFIG_COPY}.3"), column(CONFIG_COPY, 3, [1]), severity="critical",
    ),
    Order(
        "BW03", 2, "SNMP SET makes a device send its configuration (old Cisco writeNet)",
        oid_bytes(f"{OLD_SYSTEM}.55"), f"{named(f'{OLD_SYSTEM}.55')}(?:{SUBID}){{4}}\\x04",
    ),
    Order(
        "BW03", 3, "SNMP SET makes a device load or erase a configuration (old Cisco system group)",
        oid_bytes(OLD_SYSTEM),
        any_of(
            *(f"{named(f'{OLD_SYSTEM}.{n}')}(?:{SUBID}){{4}}\\x04" for n in (50, 53)), scalar(f"{OLD_SYSTEM}.54.0", [0])
        ),
        severity="critical",
    ),
    Order(
        "BW03", 4, "SNMP SET makes a device send or serve its configuration (Foundry, Extreme, Arista, Force10 or HPE)",
        ENTERPRISES,
        any_of(
            scalar(f"{FOUNDRY}.9.0", [20, 22, 24, 26]), column(EXTREME, 4, [4, 5, 6]),
            scalar(f"{HP_DOWNLOAD}.6.0", [1]), scalar(f"{HP_DOWNLOAD}.8.0", [1]),
            f"{named(f'{ARISTA}.4')}{WITHIN}{URL}", set_of(_F10_SENDS, without=_F10_SENDS_FILE), _HP_SENDS,
        ),
    ),
    Order(
        "BW03", 5, "SNMP SET makes a device load a configuration (Foundry, Extreme, Arista, Force10 or HPE)",
        ENTERPRISES,
        any_of(
            scalar(f"{FOUNDRY}.9.0", [21, 23, 25, 27, 30]), column(EXTREME, 4, [3, 9]),
            f"{named(f'{ARISTA}.3')}{WITHIN}{URL}", set_of(_F10_LOADS, without=_F10_LOADS_FILE), _HP_LOADS,
        ),
        severity="critical",
    ),
    Order(
        "BW03", 6, "SNMP SET makes a device send its configuration (Huawei or H3C)",
        COMWARE_CONFIG_TAIL, any_of(column(HUAWEI_CONFIG, 2, [3, 6]), column(H3C_CONFIG, 2, [3, 6])),
    ),
    Order(
        "BW03", 7, "SNMP SET makes a device load a configuration (Huawei or H3C)",
        COMWARE_CONFIG_TAIL, any_of(column(HUAWEI_CONFIG, 2, [4, 5]), column(H3C_CONFIG, 2, [4, 5])),
        severity="critical",
    ),
    Order(
        "BW03", 8, "SNMP SET makes a device send its configuration (Radlan)",
        fast(f"{RADLAN}.7"), column(RADLAN, 7, [2, 3]), TO_NETWORK,
    ),
    Order(
        "BW03", 9, "SNMP SET makes a device load a configuration (Radlan)",
        fast(f"{RADLAN}.12"), column(RADLAN, 12, [2, 3]), FROM_NETWORK, "critical",
    ),
    Order(
        "BW04", 0, "SNMP SET copies an image to or from flash, or erases it (Cisco)",
        oid_bytes(FLASH), any_of(column(FLASH_COPY, 2, [1, 2, 3, 4]), column(f"{FLASH}.3.1", 2, [1, 3, 6])),
        severity="critical",
    ),
    Order(
        "BW04", 1, "SNMP SET copies an image to or from flash, or erases it (old Cisco flash group)",
        oid_bytes(OLD_FLASH),
        any_of(
            *(f"{named(f'{OLD_FLASH}.{n}')}(?:{SUBID}){{4}}\\x04" for n in (9, 12)),
            f"{named(f'{OLD_FLASH}.6.0')}[\\x02\\x04]",
        ),
        severity="critical",
    ),
    Order(
        "BW04", 2, "SNMP SET makes a device boot from a TFTP or BOOTP server (Foundry)",
        fast(f"{FOUNDRY_BOOT}.2"), column(FOUNDRY_BOOT, 2, [3, 4]), severity="critical",
    ),
    Order(
        "BW04", 3, "SNMP SET transfers an image, or sets the next one (Foundry, Extreme, Force10, HPE or Huawei)",
        ENTERPRISES,
        any_of(
            scalar(f"{FOUNDRY}.7.0", range(17, 33)), column(EXTREME, 4, [1, 2, 7, 8]), _F10_IMAGE, _HP_IMAGE,
            f"{named(f'{HUAWEI_SYSTEM}.3.1.4')}{SUBID}[\\x02\\x04\\x06]",
        ),
        severity="critical",
    ),
    Order(
        "BW04", 4, "SNMP SET copies an image to or from flash, or deletes it (Huawei or H3C)",
        COMWARE_FLASH_TAIL, any_of(column(HUAWEI_FLASH, 2, [1, 2, 3, 4]), column(H3C_FLASH, 2, [1, 2, 3, 4])),
        severity="critical",
    ),
    Order(
        "BW04", 5, "SNMP SET makes a device load an image or boot code (Radlan)",
        fast(f"{RADLAN}.12"), column(RADLAN, 12, [8, 9]), FROM_NETWORK, "critical",
    ),
    Order(
        "BW04", 6, "SNMP SET makes a device fetch its image by TFTP at every boot (HPE AutoTftp)",
        oid_bytes(f"{HP_DOWNLOAD}.11.1.5"), column(f"{HP_DOWNLOAD}.11.1", 5, [1]), severity="critical",
    ),
    Order(
        "BW04", 7, "SNMP SET names an image to download (HPE)",
        oid_bytes(f"{HP_DOWNLOAD}.1.1.6"), f"{named(f'{HP_DOWNLOAD}.1.1.6')}{SUBID}\\x04", severity="critical",
    ),
    Order(
        "BW04", 8, "SNMP SET names the image to upgrade to (Cisco ciuImageURI)",
        oid_bytes(UPGRADE), any_of(*(f"{named(f'{UPGRADE}.{n}')}{WITHIN}{URL}" for n in ("3.1.1", "6.1.1"))),
        severity="critical",
    ),
    Order(
        "BW04", 9, "SNMP SET names a Smart Install director, or gives it image or configuration URLs",
        oid_bytes(DIRECTOR),
        any_of(
            *(f"{named(f'{DIRECTOR}.{n}')}{WITHIN}{URL}" for n in DIRECTOR_URLS),
            f"{named(f'{DIRECTOR}.1.3.0')}[\\x04\\x40]",
        ),
        severity="critical",
    ),
    Order(
        "BW05", 0, "SNMP SET reloads a device (Cisco tsMsgSend)",
        oid_bytes(CISCO_RELOAD), scalar(CISCO_RELOAD, [2]), severity="critical",
    ),
    Order(
        "BW05", 1, "SNMP SET reloads a device (Foundry snAgReload)",
        fast(f"{FOUNDRY}.1.0"), scalar(f"{FOUNDRY}.1.0", [3]), severity="critical",
    ),
    Order(
        "BW05", 2, "SNMP SET reloads a device (Huawei)",
        oid_bytes(HUAWEI_SYSTEM),
        any_of(
            f"{named(f'{HUAWEI_SYSTEM}.2')}{SUBID}{integer([2, 3])}",
            f"{named(f'{HUAWEI_SYSTEM}.4')}{SUBID}{integer([2])}",
        ),
        severity="critical",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """Where a SET names a server, and how: an address, text or bytes, with a port, in a URL, or the name's arcs."""

    detection: str
    number: int
    says: str
    fast: bytes
    columns: tuple[str, ...]
    form: Literal["address", "inet", "port", "url", "arcs"]
    what: str = ""
    """What the same SET must order, where the column alone does not say whether it is about an image."""


def _ordered(detection: str, *numbers: int) -> str:
    return any_of(*(order.what for order in ORDERS if order.detection == detection and order.number in numbers))


SERVERS = (
    Server("BW03", 10, "Cisco", oid_bytes(CONFIG_COPY), (f"{CONFIG_COPY}.5",), "address"),
    Server("BW03", 11, "Cisco, of any address type", oid_bytes(CONFIG_COPY), (f"{CONFIG_COPY}.16",), "inet"),
    Server("BW03", 12, "old Cisco", oid_bytes(OLD_SYSTEM), tuple(f"{OLD_SYSTEM}.{n}" for n in (50, 53, 55)), "arcs"),
    Server(
        "BW03", 13, "Huawei or H3C", bytes([1, 2, 4, 1, 5]), (f"{HUAWEI_CONFIG}.5", f"{H3C_CONFIG}.5"), "address"
    ),
    Server("BW03", 14, "Radlan", fast(RADLAN), (f"{RADLAN}.4", f"{RADLAN}.9"), "address", _ordered("BW03", 8, 9)),
    Server(
        "BW03", 15, "Foundry or Extreme", ENTERPRISES, (f"{FOUNDRY}.5", f"{EXTREME}.2"), "address",
        _ordered("BW03", 4, 5),
    ),
    Server("BW03", 17, "Force10", oid_bytes(FORCE10), (f"{FORCE10}.8",), "address", f"^(?!{_F10_IMAGE})"),
    Server(
        "BW03", 18, "Force10, of any address type", oid_bytes(FORCE10), (f"{FORCE10}.17",), "inet",
        f"^(?!{_F10_IMAGE})",
    ),
    Server("BW03", 19, "HPE", oid_bytes(HP_INET), (f"{HP_INET}.3",), "inet", any_of(_HP_SENDS, _HP_LOADS)),
    Server("BW03", 16, "Arista", oid_bytes(ARISTA), (f"{ARISTA}.3", f"{ARISTA}.4"), "url"),
    Server("BW04", 10, "Cisco flash", oid_bytes(FLASH_COPY), (f"{FLASH_COPY}.4",), "address"),
    Server("BW04", 11, "Cisco flash, of any address type", oid_bytes(FLASH_COPY), (f"{FLASH_COPY}.14",), "inet"),
    Server("BW04", 12, "old Cisco flash", oid_bytes(OLD_FLASH), (f"{OLD_FLASH}.9", f"{OLD_FLASH}.12"), "arcs"),
    Server("BW04", 13, "Foundry boot sequence", fast(FOUNDRY_BOOT), (f"{FOUNDRY_BOOT}.3",), "address"),
    Server(
        "BW04", 14, "Huawei or H3C flash", bytes([1, 2, 1, 1, 4]), (f"{HUAWEI_FLASH}.4", f"{H3C_FLASH}.4"), "address"
    ),
    Server("BW04", 15, "HPE AutoTftp", oid_bytes(HP_DOWNLOAD), (f"{HP_DOWNLOAD}.11.1.3",), "inet"),
    Server(
        "BW04", 16, "Cisco upgrade", oid_bytes(UPGRADE), tuple(f"{UPGRADE}.{n}" for n in ("3.1.1", "6.1.1")), "url"
    ),
    Server(
        "BW04", 17, "Smart Install director", oid_bytes(DIRECTOR),
        tuple(f"{DIRECTOR}.{n}" for n in DIRECTOR_URLS), "url",
    ),
    Server("BW04", 18, "Radlan", fast(RADLAN), (f"{RADLAN}.4",), "address", _ordered("BW04", 5)),
    Server(
        "BW04", 19, "Foundry or Extreme", ENTERPRISES, (f"{FOUNDRY}.5", f"{EXTREME}.2"), "address", _ordered("BW04", 3)
    ),
    Server("BW04", 20, "Force10", oid_bytes(FORCE10), (f"{FORCE10}.8",), "address", _F10_IMAGE),
    Server("BW04", 21, "Force10, of any address type", oid_bytes(FORCE10), (f"{FORCE10}.17",), "inet", _F10_IMAGE),
    Server("BW04", 22, "HPE", oid_bytes(HP_INET), (f"{HP_INET}.3",), "inet", f"^(?!{any_of(_HP_SENDS, _HP_LOADS)})"),
    Server("BW04", 23, "HPE, with its port", oid_bytes(HP_DOWNLOAD), (f"{HP_DOWNLOAD}.1.1.4",), "port"),
)  # fmt: skip
