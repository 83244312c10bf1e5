"""The sections that a file of facts may have, and the Zeek script that is made from each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bootwarden.facts import (
    aaa,
    autoinstall,
    commands,
    config,
    dhcp,
    http,
    image,
    path,
    said,
    snmp,
    snmp_plan,
    snmp_script,
    wrapper,
)
from bootwarden.facts.model import Fact, Facts


@dataclass(frozen=True)
class Section:
    """One kind of entry."""

    model: type[Fact]
    script: Callable[[Facts], str] | None = None
    """Makes ``zeek/facts/NAME.zeek``."""
    check: Callable[[Facts], Iterable[str]] | None = None
    """Says what is wrong with all files together, that is right in each."""


SECTIONS: Mapping[str, Section] = {
    "aaa": Section(aaa.Aaa, lambda facts: aaa.in_script(facts.of(aaa.Aaa))),
    "log": Section(said.Log, lambda facts: said.logs_in_script(facts.of(said.Log))),
    "loader": Section(said.Loader, lambda facts: said.loaders_in_script(facts.of(said.Loader))),
    "says": Section(said.Says, lambda facts: said.says_in_script(facts.of(said.Says))),
    "command": Section(commands.Command, lambda facts: commands.in_script(facts.of(commands.Command))),
    "wrapper": Section(wrapper.Wrapper, lambda facts: wrapper.in_script(facts.of(wrapper.Wrapper))),
    "autoinstall": Section(
        autoinstall.Autoinstall, lambda facts: autoinstall.in_script(facts.of(autoinstall.Autoinstall))
    ),
    "http": Section(http.Http, lambda facts: http.in_script(facts.of(http.Http))),
    "snmp": Section(snmp.Snmp, snmp_script.in_script, lambda facts: [*snmp.twice(facts), *snmp_plan.mistakes(facts)]),
    "trap": Section(snmp.Trap),
    "told": Section(snmp.Told),
    "config": Section(config.Config, lambda facts: config.in_script(facts.of(config.Config), facts.of(image.Image))),
    "dhcp": Section(dhcp.Dhcp, lambda facts: dhcp.in_script(facts.of(dhcp.Dhcp))),
    "image": Section(image.Image, lambda facts: image.in_script(facts.of(image.Image))),
    "path": Section(path.Path, lambda facts: path.in_script(facts.of(path.Path))),
}
