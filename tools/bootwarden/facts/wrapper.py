"""``[[wrapper]]``: what may stand before a command where another one gives it: scripts, schedulers, shells."""

from __future__ import annotations

from collections.abc import Sequence

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


class Wrapper(Fact):
    """The beginning of a line that gives a command: what follows is the command, or holds one or more in quotes."""

    before: Expression
    """What stands there, from the line's first letter on, up to the command or its quote; letters of any case."""
    kin: str | None = None
    """Another family, whose commands these devices know, too."""


def in_script(found: Sequence[Wrapper]) -> str:
    """``zeek/facts/wrapper.zeek``."""
    exported = zeek.alternatives(
        "command_wrappers",
        [in_zeek(f"^({wrapper.before})", "i") for wrapper in found],
        comment="Beginnings of lines that give a command: what follows is the command, or holds some in quotes.",
    )
    return zeek.script("What stands before a command that a script, a scheduler or a shell gives.", exported)
