"""Alerts named once for every rule set: the same rule has a sid in the generic set and another in a site's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bootwarden.rules import rule, rules
from bootwarden.rules.who import generic

Raised = tuple[str, int, str, str]
"""An alert as a scenario names it: detection, number of its rule, source and destination of the packet.

The number is that of the rule in its detection's block (what follows BWnn in the sid). Rules that have no number there
are named by their sid: those born of facts by the generic one, which the fact gives; those of single images by the
only one that they have."""

FIRST_OF_FACTS, LAST_OF_FACTS = 1542006000, 1542007999
_LARGEST_NUMBER = 999


@dataclass(frozen=True)
class Alert:
    """An alert that Suricata must raise, with the addresses of the packet that raised it."""

    sid: int
    src: str
    dst: str


def sid_of(detection: str, number: int, *, site: bool) -> int:
    """The sid of what a scenario names, in the generic or in a compiled set."""
    if number <= _LARGEST_NUMBER:
        return rule.sid(detection, number, site=site)
    if site and FIRST_OF_FACTS <= number <= LAST_OF_FACTS:
        return _compiled()[number]
    return number


@cache
def _compiled() -> dict[int, int]:
    """What sid each rule of the generic set has in a compiled one."""
    return {r.number_in(site=False): r.number_in(site=True) for r in rules(generic())}


def alerts(raised: Iterable[Raised], *, site: bool) -> tuple[Alert, ...]:
    """The alerts that a run expects."""
    return tuple(Alert(sid_of(detection, number, site=site), src, dst) for detection, number, src, dst in raised)
