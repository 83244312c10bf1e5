"""BW06: Smart Install messages that command a switch, by their type, wherever they stand in the stream.

Mostly a director opens the connection; a switch that joins one does so itself, and gets its orders back.
"""

from __future__ import annotations

from collections.abc import Iterator

from bootwarden.rules.patterns import dotted, not_of
from bootwarden.rules.rule import Rule, raw
from bootwarden.rules.who import Who, among

_ANYTHING = r".{0,1100}?"
_URL = r"[a-z][a-z0-9]{1,9}:\/\/"
_COMMAND = r"[\x20-\x7e]{6}"

# What follows the header must be worth an order: a file by URL, or a command; probes and keepalives have neither.
_FILE = rf"(?:{_URL}|[a-z][a-z-]{{3,15}}\d{{0,2}}:\/?[\w.-][!-~])"
"""A URL, or a file on the switch itself."""
ORDERS = (
    (2, "upgrades the image of a switch", _ANYTHING + _FILE),
    (3, "replaces the configuration of a switch", _ANYTHING + _FILE),
    (5, "runs commands on a switch", _ANYTHING + _FILE),
    (8, "copies files of a switch", _ANYTHING + _COMMAND),
)
# A switch copies the value of this message's field of type 1 to where 28 bytes have room (CVE-2018-0171). Fields have a
# type, a length and so many bytes; shorter ones may come before.
_FIELDS = "(?:.{4}\\x00\\x00\\x00(?:" + "|".join(f"\\x{size:02x}.{{{size}}}" for size in range(0x81)) + "))*?"
_TOO_LONG = r"\x00\x00\x00\x01(?!\x00\x00\x00[\x00-\x1c]).{4}"
OVERFLOW = (7, "has a field too long for a switch", _FIELDS + _TOO_LONG)
JOINED, NAMING = 5, 10
"""What is added to an order's number: the switch opened the connection; a declared director gives it."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on Smart Install."""
    if who.home is None:
        return
    strangers = who.no_manager if who.managers else "any"
    for joined in (False, True):
        first = JOINED if joined else 0
        if strangers is not None:
            for number, (kind, says, what) in enumerate(ORDERS, first):
                yield _rule(number, kind, says, strangers, who.home, what, joined=joined)
        kind, says, what = OVERFLOW
        yield _rule(first + len(ORDERS), kind, says, "any", who.home, what, joined=joined)
        if who.managers and who.servers_declared:
            # A declared director's orders are judged by the server that they name.
            known = dotted(who.servers, who.server_names)
            other = rf"{_ANYTHING}{_URL}(?:[^\/@\x00]*@)?" + not_of(rf"(?:{known})[:\/]")
            managers = among(who.managers)
            assert managers
            for number, (kind, says, _) in enumerate(ORDERS, first + NAMING):
                says = f"{says}, naming an undeclared server"
                yield _rule(number, kind, says, managers, who.home, other, joined=joined)


def _rule(number: int, kind: int, says: str, source: str, home: str, what: str, *, joined: bool) -> Rule:
    # Sender (director, or the one word higher that execution uses), version (public tools send 0, too), type, length.
    header = rf"\x00\x00\x00[\x01\x02]\x00\x00\x00[\x00\x01]\x00\x00\x00\x{kind:02x}.{{4}}"
    match = (
        f"flow:established,{'to_client' if joined else 'to_server'}",
        f'content:"{raw(bytes([0, 0, 0, kind]))}"',
        f'pcre:"/{header}{what}/si"',
        *(("reference:cve,2018-0171",) if kind == OVERFLOW[0] else ()),
    )
    ends = f"{source} 4786 -> {home} any" if joined else f"{source} any -> {home} 4786"
    says = f"Smart Install message {says}" + (" that joined" if joined else "")
    return Rule("BW06", number, says, f"tcp {ends}", match, "dest_ip", "attempted-admin", "critical").once()
