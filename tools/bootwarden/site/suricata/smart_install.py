"""BW06: Smart Install messages that command a switch, by their type, wherever they stand in the stream."""

from __future__ import annotations

from collections.abc import Iterator

from bootwarden.site.suricata.patterns import dotted, not_of
from bootwarden.site.suricata.rule import Rule, raw
from bootwarden.site.suricata.who import Who, among

# Sender (director, or the one word higher that execution uses), version and type. What follows must be worth an order:
# a file by URL, or a copy command; probes and keepalives have neither.
ORDERS = (
    (2, "upgrades the image of a switch"),
    (3, "replaces the configuration of a switch"),
    (5, "runs commands on a switch"),
    (8, "copies files of a switch"),
)
_ANYTHING = r".{0,1100}?"
_THING = r"(?:(?:tftp|ftp|https?|scp|rcp):\/\/|copy )"


def rules(who: Who) -> Iterator[Rule]:
    """All rules on Smart Install."""
    if who.home is None:
        return
    source = who.no_manager if who.managers else "any"
    for number, (kind, says) in enumerate(ORDERS):
        if source is not None:
            yield _rule(number, kind, says, source, who, _THING)
        if who.managers and who.servers_declared:
            # A declared director, whose orders are judged by the server that they name.
            known = dotted(who.servers, who.server_names)
            other = rf"(?:tftp|ftp|https?|scp|rcp):\/\/(?:[^\/@\x00]*@)?{not_of(f'(?:{known})[:/]')}".replace(
                "/]", r"\/]"
            )
            managers = among(who.managers)
            yield _rule(10 + number, kind, f"{says}, naming an undeclared server", managers, who, other)


def _rule(number: int, kind: int, says: str, source: str | None, who: Who, thing: str) -> Rule:
    match = (
        "flow:established,to_server",
        f'content:"{raw(bytes([0, 0, 0, 1, 0, 0, 0, kind]))}"',
        rf'pcre:"/\x00\x00\x00[\x01\x02]\x00\x00\x00\x01\x00\x00\x00\x{kind:02x}.{{4}}{_ANYTHING}{thing}/si"',
    )
    header = f"tcp {source} any -> {who.home} 4786"
    return Rule(
        "BW06", number, f"Smart Install message {says}", header, match, "dest_ip", "attempted-admin", "critical"
    ).once()
