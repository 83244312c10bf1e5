"""BW03, BW04 and BW05 by SNMP: SETs that move a configuration or an image, set the boot source, or reload.

A row may come in one SET or one column at a time, in any order. A rule therefore looks for the one column that
says what is moved and which way, and alerts once for a row. In a site's set, declared admin hosts may do all
that, as long as the server that the SET names is declared: sources can be spoofed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bootwarden.site.suricata.patterns import (
    LENGTH,
    SUBID,
    arcs,
    dotted,
    dotted_by_length,
    integer,
    named,
    not_of,
    octets,
    oid_bytes,
)
from bootwarden.site.suricata.rule import HELPER, Rule, raw
from bootwarden.site.suricata.who import Who, among

CONFIG_COPY = "1.3.6.1.4.1.9.9.96.1.1.1.1"
OLD_SYSTEM = "1.3.6.1.4.1.9.2.1"
OLD_FLASH = "1.3.6.1.4.1.9.2.10"
FLASH_COPY = "1.3.6.1.4.1.9.9.10.1.2.1.1"
UPGRADE = "1.3.6.1.4.1.9.9.360.1.1"
DIRECTOR = "1.3.6.1.4.1.9.9.725.1"
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
CISCO_RELOAD = "1.3.6.1.4.1.9.2.9.9.0"

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


def column(table: str, number: int, values: Iterable[int]) -> str:
    """A column of a table whose index is one number, and its value."""
    return f"{named(f'{table}.{number}')}{SUBID}{integer(values)}"


def scalar(oid: str, values: Iterable[int]) -> str:
    """A scalar and its value."""
    return f"{named(oid)}{integer(values)}"


def any_of(*expressions: str) -> str:
    """Any of several expressions."""
    return f"(?:{'|'.join(expressions)})"


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
        "BW03", 3, "SNMP SET makes a device load a configuration (old Cisco hostConfigSet or netConfigSet)",
        oid_bytes(OLD_SYSTEM), any_of(*(f"{named(f'{OLD_SYSTEM}.{n}')}(?:{SUBID}){{4}}\\x04" for n in (50, 53))),
        severity="critical",
    ),
    Order(
        "BW03", 4, "SNMP SET makes a device send its configuration (Foundry, Extreme or Arista)",
        ENTERPRISES,
        any_of(scalar(f"{FOUNDRY}.9.0", [20, 22]), column(EXTREME, 4, [4]), f"{named(f'{ARISTA}.4')}{WITHIN}{URL}"),
    ),
    Order(
        "BW03", 5, "SNMP SET makes a device load a configuration (Foundry, Extreme or Arista)",
        ENTERPRISES,
        any_of(scalar(f"{FOUNDRY}.9.0", [21, 23]), column(EXTREME, 4, [3]), f"{named(f'{ARISTA}.3')}{WITHIN}{URL}"),
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
        oid_bytes(f"{RADLAN}.7"), column(RADLAN, 7, [2, 3]), TO_NETWORK,
    ),
    Order(
        "BW03", 9, "SNMP SET makes a device load a configuration (Radlan)",
        oid_bytes(f"{RADLAN}.12"), column(RADLAN, 12, [2, 3]), FROM_NETWORK, "critical",
    ),
    Order(
        "BW04", 0, "SNMP SET copies an image to or from flash (Cisco)",
        oid_bytes(f"{FLASH_COPY}.2"), column(FLASH_COPY, 2, [1, 2, 3]), severity="critical",
    ),
    Order(
        "BW04", 1, "SNMP SET copies an image to or from flash (old Cisco netToFlash or flashToNet)",
        oid_bytes(OLD_FLASH), any_of(*(f"{named(f'{OLD_FLASH}.{n}')}(?:{SUBID}){{4}}\\x04" for n in (9, 12))),
        severity="critical",
    ),
    Order(
        "BW04", 2, "SNMP SET makes a device boot from a TFTP or BOOTP server (Foundry)",
        oid_bytes(f"{FOUNDRY_BOOT}.2"), column(FOUNDRY_BOOT, 2, [3, 4]), severity="critical",
    ),
    Order(
        "BW04", 3, "SNMP SET transfers an image (Foundry or Extreme)",
        ENTERPRISES, any_of(scalar(f"{FOUNDRY}.7.0", range(17, 27)), column(EXTREME, 4, [1, 2])), severity="critical",
    ),
    Order(
        "BW04", 4, "SNMP SET copies an image to or from flash (Huawei or H3C)",
        COMWARE_FLASH_TAIL, any_of(column(HUAWEI_FLASH, 2, [1, 2, 3]), column(H3C_FLASH, 2, [1, 2, 3])),
        severity="critical",
    ),
    Order(
        "BW04", 5, "SNMP SET makes a device load an image or boot code (Radlan)",
        oid_bytes(f"{RADLAN}.12"), column(RADLAN, 12, [8, 9]), FROM_NETWORK, "critical",
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
        "BW04", 9, "SNMP SET gives a Smart Install director image or configuration URLs",
        oid_bytes(DIRECTOR),
        any_of(*(f"{named(f'{DIRECTOR}.{n}')}{WITHIN}{URL}" for n in ("2.1", "2.2", "2.5.1.3", "2.5.1.5"))),
        severity="critical",
    ),
    Order(
        "BW05", 0, "SNMP SET reloads a device (Cisco tsMsgSend)",
        oid_bytes(CISCO_RELOAD), scalar(CISCO_RELOAD, [2]), severity="critical",
    ),
    Order(
        "BW05", 1, "SNMP SET reloads a device (Foundry snAgReload)",
        oid_bytes(f"{FOUNDRY}.3.0"), scalar(f"{FOUNDRY}.3.0", [3]), severity="critical",
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
    """Where a SET names a server, and how: as an address, as text or bytes, in a URL, or in the name's last arcs."""

    detection: str
    number: int
    says: str
    fast: bytes
    columns: tuple[str, ...]
    form: Literal["address", "inet", "url", "arcs"]
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
    Server("BW03", 14, "Radlan", oid_bytes(RADLAN), (f"{RADLAN}.4", f"{RADLAN}.9"), "address", _ordered("BW03", 8, 9)),
    Server(
        "BW03", 15, "Foundry or Extreme", ENTERPRISES, (f"{FOUNDRY}.5", f"{EXTREME}.2"), "address",
        _ordered("BW03", 4, 5),
    ),
    Server("BW03", 16, "Arista", oid_bytes(ARISTA), (f"{ARISTA}.3", f"{ARISTA}.4"), "url"),
    Server("BW04", 10, "Cisco flash", oid_bytes(FLASH_COPY), (f"{FLASH_COPY}.4",), "address"),
    Server("BW04", 11, "Cisco flash, of any address type", oid_bytes(FLASH_COPY), (f"{FLASH_COPY}.14",), "inet"),
    Server("BW04", 12, "old Cisco flash", oid_bytes(OLD_FLASH), (f"{OLD_FLASH}.9", f"{OLD_FLASH}.12"), "arcs"),
    Server("BW04", 13, "Foundry boot sequence", oid_bytes(FOUNDRY_BOOT), (f"{FOUNDRY_BOOT}.3",), "address"),
    Server(
        "BW04", 14, "Huawei or H3C flash", bytes([1, 2, 1, 1, 4]), (f"{HUAWEI_FLASH}.4", f"{H3C_FLASH}.4"), "address"
    ),
    Server("BW04", 15, "HPE AutoTftp", oid_bytes(HP_DOWNLOAD), (f"{HP_DOWNLOAD}.11.1.3",), "inet"),
    Server(
        "BW04", 16, "Cisco upgrade", oid_bytes(UPGRADE), tuple(f"{UPGRADE}.{n}" for n in ("3.1.1", "6.1.1")), "url"
    ),
    Server(
        "BW04", 17, "Smart Install director", oid_bytes(DIRECTOR),
        tuple(f"{DIRECTOR}.{n}" for n in ("2.1", "2.2", "2.5.1.3", "2.5.1.5")), "url",
    ),
    Server("BW04", 18, "Radlan", oid_bytes(RADLAN), (f"{RADLAN}.4",), "address", _ordered("BW04", 5)),
    Server(
        "BW04", 19, "Foundry or Extreme", ENTERPRISES, (f"{FOUNDRY}.5", f"{EXTREME}.2"), "address", _ordered("BW04", 3)
    ),
)  # fmt: skip


def rules(who: Who) -> Iterator[Rule]:
    """All rules on SNMP."""
    if who.home is None:
        return
    anyone = f"snmp any any -> {who.home} 161"
    for number, bit, col in ((40, TO_NETWORK, 8), (41, FROM_NETWORK, 3)):
        says = f"SNMP SET of rlCopyEntry {'to' if col == 8 else 'from'} a server"
        yield _rule(
            HELPER, number, says, anyone, oid_bytes(f"{RADLAN}.{col}"), column(RADLAN, col, [3]), f"flowbits:set,{bit}"
        )
    for order in ORDERS:
        # A declared manager's orders are judged by their server; those without one only by the manager.
        source = who.no_manager if who.managers else "any"
        if source is None or (who.servers_declared and not who.managers and order.detection != "BW05"):
            continue
        once = (f"flowbits:isset,{order.flowbit}", f"flowbits:unset,{order.flowbit}") if order.flowbit else ()
        header = f"snmp {source} any -> {who.home} 161"
        yield _rule(
            order.detection, order.number, order.says, header, order.fast, order.what, *once, severity=order.severity
        )
    if who.servers_declared:
        managers = among(who.managers) if who.managers else "any"
        for server in SERVERS:
            thing = "a configuration" if server.detection == "BW03" else "an image"
            says = f"SNMP SET moves {thing} to or from an undeclared server ({server.says})"
            header = f"snmp {managers} any -> {who.home} 161"
            also = (f'pcre:"/{server.what}/s"',) if server.what else ()
            yield _rule(server.detection, server.number, says, header, server.fast, _undeclared(server, who), *also)


def _rule(
    detection: str,
    number: int,
    says: str,
    header: str,
    fast: bytes,
    what: str,
    *more: str,
    severity: Literal["major", "critical"] = "major",
) -> Rule:
    match = (
        "snmp.pdu_type:3",
        f'content:"{raw(fast)}"',
        f'pcre:"/{what}/s"',
        *more,
    )
    return Rule(detection, number, says, header, match, "dest_ip", "attempted-admin", severity)


def _undeclared(server: Server, who: Who) -> str:
    """A binding that names a server which is not declared."""
    names = "|".join(named(c)[len(r"\x06") :] for c in server.columns)
    start = rf"\x06(?:{names})"
    match server.form:
        case "address":
            return rf"{start}{SUBID}\x40{LENGTH}\x04{not_of(octets(who.servers))}(?!\x00{{4}})"
        case "inet":
            by_length = dotted_by_length(who.servers).items()
            text = "|".join(f"\\x{size:02x}(?:{'|'.join(some)})" for size, some in by_length)
            forms = (
                rf"\x04{not_of(octets(who.servers))}.{{4}}",
                rf"\x10{not_of(octets(who.servers, 6))}.{{16}}",
                rf"{not_of(text)}[\x07-\x0f]\d",
            )
            return rf"{start}{SUBID}\x04{LENGTH}{any_of(*forms)}"
        case "url":
            known = dotted(who.servers, who.server_names)
            undeclared = not_of(rf"(?:{known})[:\/]") if known else ""
            return rf"{start}{WITHIN}{URL}(?:[^\/@\x00]*@)?{undeclared}"
        case "arcs":
            return rf"{start}{not_of(arcs(who.servers))}(?:{SUBID}){{4}}\x04"
