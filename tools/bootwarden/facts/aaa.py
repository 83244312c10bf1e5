"""``[[aaa]]``: how devices ask leave for, and account for, what is typed (BW05, BW07, BW18, BW27)."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


class Aaa(Fact):
    """TACACS+, or a vendor's attribute of RADIUS accounting that carries a command."""

    vendor: int | None = Field(default=None, ge=1)
    """The vendor's enterprise number (IANA); without one, this is TACACS+, whose messages have no vendor."""
    attribute: int = Field(default=1, ge=1, le=255)
    """The attribute's number, as the vendor numbers them."""
    name: str
    """Its name, as RADIUS dictionaries have it."""
    before: Expression | None = None
    """What stands before the command in its value; without it, the attribute carries other things."""
    sid: int = Field(ge=1542007400, le=1542007699)
    """Sid of the generic rule; of TACACS+ the first of four: about a boot, a reload, what is sent, what is weakened."""


def in_script(found: Sequence[Aaa]) -> str:
    """``zeek/facts/aaa.zeek``."""
    lines = [
        f"[{entry.vendor}, {entry.attribute}] = "
        + zeek.made(
            "RadiusCommand", {"name": zeek.text(entry.name), "before": in_zeek(entry.before) if entry.before else None}
        )
        for entry in sorted(found, key=lambda entry: (entry.vendor or 0, entry.attribute))
        if entry.vendor
    ]
    exported = """\
	## A vendor's RADIUS attribute that carries a command.
	type RadiusCommand: record {
		## Its name, as RADIUS dictionaries have it.
		name: string;
		## What stands before the command in its value, where it carries other things, too.
		before: pattern &optional;
	};

"""
    exported += zeek.rows(
        "radius_commands",
        "table[count, count] of RadiusCommand",
        lines,
        comment="Attributes of accounting requests that carry a command, by the vendor's enterprise number and theirs.",
    )
    return zeek.script("RADIUS attributes in which devices account for what is typed.", exported)
