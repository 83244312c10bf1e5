"""Alerts that the generic set and a compiled one raise alike: the same rule has a sid in each."""

from __future__ import annotations

from collections.abc import Iterable

from bootwarden.rules.rule import sid
from bootwarden.scenarios.model import Alert

Raised = tuple[str, int, str, str]
"""Detection, number of the rule in its block, source and destination of the packet."""


def generic(raised: Iterable[Raised]) -> tuple[Alert, ...]:
    """The alerts of the generic set."""
    return tuple(Alert(sid(detection, number, site=False), src, dst) for detection, number, src, dst in raised)


def compiled(raised: Iterable[Raised]) -> tuple[Alert, ...]:
    """The alerts of a site's set."""
    return tuple(Alert(sid(detection, number, site=True), src, dst) for detection, number, src, dst in raised)
