"""Writes the Suricata rules: the generic set, and the complete set of one site.

Both come from the same rule data. A module for each subject yields its rules for a :class:`~.who.Who`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bootwarden.errors import BootwardenError
from bootwarden.paths import RULE_FILES
from bootwarden.rules import (
    aaa,
    access,
    boot_lines,
    chain,
    commands,
    dhcp,
    fast_texts,
    management,
    pins,
    said,
    smart_install,
    snmp,
    tftp,
    web,
)
from bootwarden.rules.revisions import carry_on
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import Who, generic, of_site
from bootwarden.site.model import Site

SUBJECTS: tuple[Callable[[Who], Iterator[Rule]], ...] = (
    tftp.rules,
    pins.rules,
    web.rules,
    dhcp.rules,
    snmp.rules,
    smart_install.rules,
    commands.rules,
    said.rules,
    boot_lines.rules,
    aaa.rules,
    management.rules,
    access.rules,
    chain.rules,
)

GENERIC_HEAD = """\
# Bootwarden for Suricata 7.0.10 and 8.0: network devices that boot what nobody approved (ATT&CK T1542.005).
# Needs only $HOME_NET. Sids: BWnn has 1542005nn0 to 1542005nn9, helpers 1542005900 on, facts of vendors 1542006000 on.
# The orders by SNMP and the logs of rarer devices are in bootwarden-atlas.rules: load both.
# Written by `bootwarden rules build` from tools/bootwarden/rules: change it there.
"""
ATLAS_HEAD = """\
# Bootwarden for Suricata 7.0.10 and 8.0: orders by SNMP to rarer devices, beside bootwarden.rules.
# Written by `bootwarden rules build` from tools/bootwarden/facts: change it there.
"""
SITE_HEAD = """\
# Bootwarden for one site, for Suricata 7.0.10 and 8.0. Load it INSTEAD of bootwarden.rules and bootwarden-atlas.rules.
# Sids 1542100000-1542199999: helpers 1542100000 on, BWnn 15421nn000 on, approved images 1542140000 on.
# Written by `bootwarden site build` from site.toml: change it there.
"""


def rules(who: Who) -> list[Rule]:
    """All rules for someone, in the order of their sids."""
    found = fast_texts.shorten(chain.mark(rule.bounded()) for subject in SUBJECTS for rule in subject(who))
    return sorted(found, key=lambda rule: rule.number_in(site=who.compiled))


def generic_rules(before: str, today: str) -> dict[Path, str]:
    """The files of generic rules and their texts, the edition after ``before``, as of ``today`` (YYYY_MM_DD)."""
    found = rules(generic())
    texts = [
        _text(head, [rule for rule in found if rule.atlas == atlas], site=False)
        for head, atlas in ((GENERIC_HEAD, False), (ATLAS_HEAD, True))
    ]
    return {file: carry_on(text, before, today) for file, text in zip(RULE_FILES, texts, strict=True)}


def compile_rules(site: Site) -> str:
    """The text of a site's complete rule set."""
    try:
        return _text(SITE_HEAD, rules(of_site(site)), site=True)
    except ValueError as cause:
        raise BootwardenError(f"Suricata rules: {cause}") from None


def _text(head: str, found: Iterable[Rule], *, site: bool) -> str:
    return head + "\n" + "".join(rule.line(site=site) + "\n" for rule in found)
