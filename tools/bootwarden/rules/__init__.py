"""Writes the Suricata rules: the generic set, and the complete set of one site.

Both come from the same rule data. A module for each subject yields its rules for a :class:`~.who.Who`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bootwarden.errors import BootwardenError
from bootwarden.rules import aaa, access, chain, commands, dhcp, management, pins, smart_install, snmp, tftp, web
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
    aaa.rules,
    management.rules,
    access.rules,
    chain.rules,
)

GENERIC_HEAD = """\
# Bootwarden for Suricata 7.0.10 and 8.0: network devices that boot what nobody approved (ATT&CK T1542.005).
# Needs only $HOME_NET. Sids 1542005000-1542005999: BWnn has 1542005nn0 to 1542005nn9, helpers 1542005900 on.
# Written by `bootwarden rules build` from tools/bootwarden/rules: change it there.
"""
SITE_HEAD = """\
# Bootwarden for one site, for Suricata 7.0.10 and 8.0. Load it INSTEAD of bootwarden.rules.
# Sids 1542100000-1542199999: helpers 1542100000 on, BWnn 15421nn000 on, approved images 1542140000 on.
# Written by `bootwarden site build` from site.toml: change it there.
"""


def rules(who: Who) -> list[Rule]:
    """All rules for someone, in the order of their sids."""
    found = [chain.mark(rule) for subject in SUBJECTS for rule in subject(who)]
    return sorted(found, key=lambda rule: rule.number_in(site=who.compiled))


def generic_rules(before: str, today: str) -> str:
    """The text of ``suricata/rules/bootwarden.rules``, the edition after ``before``, as of ``today`` (YYYY_MM_DD)."""
    return carry_on(_text(GENERIC_HEAD, generic()), before, today)


def compile_rules(site: Site) -> str:
    """The text of a site's complete rule set."""
    try:
        return _text(SITE_HEAD, of_site(site))
    except ValueError as cause:
        raise BootwardenError(f"Suricata rules: {cause}") from None


def _text(head: str, who: Who) -> str:
    return head + "\n" + "".join(rule.line(site=who.compiled) + "\n" for rule in rules(who))
