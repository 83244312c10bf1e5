"""How a rule looks into an SNMP SET: its head, and one of its bindings, name and value.

Nothing here depends on what Suricata took the flow for: junk before a SET, or an agent's answer, blinds no rule. And no
expression looks further than the place at which it is put: what is between is jumped over by BER's own lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bootwarden.rules.patterns import LENGTH
from bootwarden.rules.rule import pcre_bytes, raw

_LONG = r"(?:[\x00-\x7f]|\x81.|\x82.{2}|\x83.{3}|\x84.{4}|[\x85-\x88]\x00.{4,7}?)"
"""Any length, for what follows."""
_MAY_BE_EMPTY = r"(?:[\x81-\x88]\x00{0,7}?(?=[^\x00]|\x00\xa3))?"
"""What may stand before a community's length, which may be 0."""
URL = rf"\x04{_LONG}(?i:tftp|ftps?|https?|scp|sftp|rcp):\/\/"

SET = (
    # Of v1 or v2c. What follows is the community, over which its length leads to the PDU.
    rf'pcre:"/^\x30{_LONG}\x02{LENGTH}(?:\x01|\x02\x00|\x03\x00\x00|\x04\x00\x00\x00)[\x00\x01]\x04{_MAY_BE_EMPTY}/s"',
    "byte_jump:1,0,relative",
    'content:"|a3|"',
    "within:1",
)
"""A SET, whatever community and lengths."""

RELOADED = "bootwarden.snmp.reload"
"""The packet orders a reload: for the rules that come after."""

TAGS: Mapping[str, str] = {
    "INTEGER": r"\x02",
    "Unsigned32": r"[\x02\x42]",
    "TimeTicks": r"[\x02\x43]",
    "IpAddress": r"\x40",
    "OBJECT IDENTIFIER": r"\x06",
}
"""Types of values by their syntax in the MIB; all others are octets."""
OCTETS = r"\x04"


def tag(syntax: str) -> str:
    """An expression for the type of a value."""
    return TAGS.get(syntax, OCTETS)


def number(syntax: str, values: Iterable[int]) -> str:
    """A number with one of some values, however padded."""
    small = "".join(f"\\x{value:02x}" for value in sorted(values) if 0 <= value < 0x80)
    forms = [rf"(?:\x01|\x02\x00|\x03\x00\x00|\x04\x00\x00\x00)[{small}]"] if small else []
    for value in sorted(values):
        if not 0 <= value < 0x80:
            fill = b"\xff" if value < 0 else b"\x00"
            whole = value.to_bytes(5, "big", signed=True)
            least = next(n for n in range(1, 6) if int.from_bytes(whole[-n:], "big", signed=True) == value)
            forms += [pcre_bytes(bytes([n]) + fill * (n - least) + whole[-least:]) for n in range(least, 6)]
    return f"{tag(syntax)}{LENGTH}{any_of(forms)}"


def any_of(expressions: Iterable[str]) -> str:
    """Any of several expressions."""
    some = list(dict.fromkeys(expressions))
    return some[0] if len(some) == 1 else f"(?:{'|'.join(some)})"


def common(names: Sequence[bytes]) -> bytes:
    """What some names begin with."""
    shortest = min(names, key=len)
    size = next((n for n, byte in enumerate(shortest) if any(name[n] != byte for name in names)), len(shortest))
    return shortest[:size]


def tails(names: Sequence[bytes]) -> str:
    """An expression for what follows that."""
    size = len(common(names))
    return any_of(pcre_bytes(name[size:]) for name in names)


def begin(names: Sequence[bytes], *, fast: bool = False) -> list[str]:
    """Options that stop behind what some names have in common."""
    return [f'content:"{raw(common(names))}"', *(["fast_pattern"] if fast else [])]


def binding(names: Sequence[bytes], values: Iterable[str], *, fast: bool = False) -> list[str]:
    """Options for a binding whose name begins with one of some, and whose value is one of some expressions.

    The byte before a name is its length, also in BER's long forms.
    """
    which = [f'pcre:"/^(?={tails(names)})/sR"'] if len(set(names)) > 1 else []
    back = len(common(names)) + 1
    return [*begin(names, fast=fast), *which, f"byte_jump:1,-{back},relative", f'pcre:"/^{any_of(values)}/sR"']
