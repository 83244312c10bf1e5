"""BW03, BW04 and BW05 by SNMP: SETs that move a configuration or an image, set the boot source, or reload.

In a site's set, declared admin hosts may do all that, as long as the server that the SET names is declared: sources
can be spoofed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from bootwarden.rules.patterns import LENGTH, SUBID, arcs, dotted, dotted_by_length, not_of, octets
from bootwarden.rules.rule import HELPER, Rule, raw
from bootwarden.rules.snmp_orders import (
    FROM_NETWORK,
    ORDERS,
    RADLAN,
    SERVERS,
    TO_NETWORK,
    URL,
    WITHIN,
    Server,
    any_of,
    column,
    fast,
    named,
)
from bootwarden.rules.who import Who, among

# An arc never begins with 80 (X.690, 8.19.2). After the name comes its value, which may hold that byte.
_SIZES = "|".join(rf"\x{size:02x}(?=.{{{size}}}(.{{0,1400}}))" for size in range(5, 0x60))
_PADDED = rf"\x30{LENGTH}.\x06{LENGTH}(?|{_SIZES})(?:{SUBID})*?\x80(?=.{{0,1400}}\1\z)"


def rules(who: Who) -> Iterator[Rule]:
    """All rules on SNMP."""
    if who.home is None:
        return
    anyone = f"snmp any any -> {who.home} 161"
    for number, bit, col in ((40, TO_NETWORK, 8), (41, FROM_NETWORK, 3)):
        says = f"SNMP SET of rlCopyEntry {'to' if col == 8 else 'from'} a server"
        yield _rule(
            HELPER, number, says, anyone, fast(f"{RADLAN}.{col}"), column(RADLAN, col, [3, 5]), f"flowbits:set,{bit}"
        )
    source = who.no_manager if who.managers else "any"
    if source is not None:
        says = "SNMP SET spells a name longer than BER allows, which hides what it orders"
        yield _rule("BW05", 6, says, f"snmp {source} any -> {who.home} 161", b"\x80", _PADDED)
    for order in ORDERS:
        # A declared manager's orders are judged by their server; those without one only by the manager.
        source = who.no_manager if who.managers else "any"
        if source is None or (who.servers_declared and not who.managers and order.detection != "BW05"):
            continue
        once = (f"flowbits:isset,{order.flowbit}", f"flowbits:unset,{order.flowbit}") if order.flowbit else ()
        header = f"snmp {source} any -> {who.home} 161"
        rule = _rule(
            order.detection, order.number, order.says, header, order.fast, order.what, *once, severity=order.severity
        )
        yield replace(rule, leaves=order.leaves)
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
        case "port":
            return rf"{start}{SUBID}\x04{LENGTH}\x06{not_of(octets(who.servers))}.{{6}}"
        case "url":
            known = dotted(who.servers, who.server_names)
            undeclared = not_of(rf"(?:{known})[:\/]") if known else ""
            return rf"{start}{WITHIN}{URL}(?:[^\/@\x00]*@)?{undeclared}"
        case "arcs":
            return rf"{start}{not_of(arcs(who.servers))}(?:{SUBID}){{4}}\x04"
