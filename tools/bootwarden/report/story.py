"""The story of a capture on a terminal: every finding in time order, with its engine, id and technique."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from rich.table import Table
from rich.text import Text

from bootwarden.findings import Finding

ENGINE_STYLE = {"zeek": "cyan", "suricata": "magenta"}


def engine_label(finding: Finding) -> str:
    """The engine and its version: ``zeek 8.0.10``."""
    return f"{finding.engine} {finding.engine_version}"


def story(findings: Iterable[Finding], labels: Mapping[str, str] | None = None) -> Table:
    """A table of findings in time order.

    ``labels`` replaces an engine's name and version, by engine: for what was recorded and not run.
    """
    table = Table("time (UTC)", "id", "engine", "device", "what was seen", "technique", box=None, pad_edge=False)
    for finding in sorted(findings, key=lambda f: (f.time, f.engine, f.detection)):
        moment = datetime.fromtimestamp(finding.time, UTC)
        table.add_row(
            f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}",
            Text(finding.detection, style="bold"),
            Text((labels or {}).get(finding.engine, engine_label(finding)), style=ENGINE_STYLE.get(finding.engine, "")),
            finding.device,
            Text(f"{finding.name}: {finding.detail}"),
            " ".join(finding.technique),
        )
    return table
