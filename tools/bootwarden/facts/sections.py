"""The sections that a file of facts may have, and the Zeek script that is made from each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bootwarden.facts import autoinstall
from bootwarden.facts.model import Fact, Facts


@dataclass(frozen=True)
class Section:
    """One kind of entry."""

    model: type[Fact]
    script: Callable[[Facts], str] | None = None
    """Makes ``zeek/facts/NAME.zeek``."""


SECTIONS: Mapping[str, Section] = {
    "autoinstall": Section(
        autoinstall.Autoinstall, lambda facts: autoinstall.in_script(facts.of(autoinstall.Autoinstall))
    ),
}
