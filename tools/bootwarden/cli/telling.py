"""The report's page, with what it says of its own making: shared by the commands that write one."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootwarden.replay.observed import Observed
from bootwarden.report.about import About, source, sources
from bootwarden.report.html import render
from bootwarden.report.matrix import Row
from bootwarden.report.story import Approved, approved_files


def page(
    seen: Observed,
    named: Mapping[Path, str],
    about: About,
    site: Path | None,
    matrix: Sequence[Row] = (),
    ran: str = "",
) -> str:
    """Return the report. ``about`` comes from `describe`, called while the inputs are there."""
    approved: Sequence[Approved] = ()
    if site is not None:
        from bootwarden.site.load import load_site  # with all facts, which few commands need

        approved = approved_files(load_site(site).site)
    return render(seen, list(named.values()), str(site) if site else None, matrix, ran, approved=approved, about=about)


def describe(named: Mapping[Path, str], site: Path | None) -> About:
    """Say what is read, with digests, and when."""
    return About(sources(named.items()), source(site) if site else None, time.time())
