"""``[[autoinstall]]``: names that devices without a configuration ask a TFTP server for, whoever that is (BW13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


def _lower(name: str) -> str:
    if name != name.lower() or "/" in name:
        raise ValueError(f"{name!r}: write names in lower case and without folders: they are compared so")
    return name


class Autoinstall(Fact):
    """Names that mean a device has no configuration of its own."""

    names: list[Annotated[str, AfterValidator(_lower)]] = Field(default_factory=list)
    """Whole names, in lower case, without folders."""
    pattern: Expression | None = None
    """Names made from the device's settings, as an expression for all of a name in lower case."""


def in_script(found: Sequence[Autoinstall]) -> str:
    """``zeek/facts/autoinstall.zeek``."""
    names = sorted({name for entry in found for name in entry.names})
    patterns = [in_zeek(entry.pattern) for entry in found if entry.pattern]
    exported = zeek.rows(
        "autoinstall_names",
        "set[string]",
        map(zeek.text, names),
        comment="Names that devices without a configuration ask for, in lower case, whoever they ask.",
        change="option",
    )
    exported += "\n" + zeek.rows(
        "autoinstall_patterns",
        "vector of pattern",
        patterns,
        comment="The same, for names made from a device's own settings.",
    )
    return zeek.script("Names by which devices without a configuration ask for one.", exported)
