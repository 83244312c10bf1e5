"""``[[aaa]]``: RADIUS attributes in which devices account for what is typed (BW05, BW07, BW18, BW27)."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


class Aaa(Fact):
    """A vendor's attribute of accounting requests that carries a command."""

    vendor: int = Field(ge=1)
    """The vendor's enterprise number (IANA)."""
    attribute: int = Field(ge=1, le=255)
    """The attribute's number, as the vendor numbers them."""
    name: str
    """Its name, as RADIUS dictionaries have it."""
    before: Expression | None = None
    """What stands before the command in its value; without it, the attribute carries other things."""
    sid: int
    """Sid of the generic rule."""


def in_script(found: Sequence[Aaa]) -> str:
    """``zeek/facts/aaa.zeek``."""
    lines = [
        f"[{entry.vendor}, {entry.attribute}] = "
        + zeek.record({"name": zeek.text(entry.name), "before": in_zeek(entry.before) if entry.before else None})
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
