"""The detection matrix: what each scenario raises on each engine, as it must be and, where it was run, as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bootwarden.detections import BY_NOTICE, DETECTIONS
from bootwarden.errors import BootwardenError

if TYPE_CHECKING:
    from bootwarden.scenarios.model import Expect, Scenario

RUNS = ("plain", "site")
_SITE_SIDS = range(1542100000, 1542200000)
# Rules of images that are pinned by their blocks have sids of their own.
_PINNED_SIDS = range(1542180000, 1542200000)
_GENERIC_SIDS = range(1542005000, 1542006000)


@dataclass(frozen=True)
class Cell:
    """What one scenario raises on one engine in one run. ``raised`` is None where there is no such run."""

    raised: tuple[str, ...] | None
    ran: tuple[str, ...] = ()
    """Engines that ran it and raised exactly that."""
    failed: tuple[str, ...] = ()
    """Engines that ran it and raised something else."""


@dataclass(frozen=True)
class Row:
    """One scenario: a cell for each engine and run."""

    scenario: Scenario
    zeek: Mapping[str, Cell]
    suricata: Mapping[str, Cell]


@dataclass(frozen=True)
class Coverage:
    """How many of a detection's malicious scenarios each engine raises it in, and how many benign ones stay silent."""

    detection: str
    malicious: int
    zeek: int
    suricata_generic: int
    suricata_site: int
    benign: int


def detection_of(sid: int) -> str | None:
    """Return the detection that a rule is for."""
    if sid in _PINNED_SIDS:
        return "BW21"
    if sid in _SITE_SIDS:
        number = (sid - _SITE_SIDS.start) // 1000
    elif sid in _GENERIC_SIDS:
        number = (sid - _GENERIC_SIDS.start) // 10
    else:
        return None
    return f"BW{number:02}" if f"BW{number:02}" in DETECTIONS else None


def rows(scenarios: Iterable[Scenario], results: Iterable[Mapping[str, Any]] = ()) -> list[Row]:
    """Return the matrix; ``results`` are those of `bootwarden test --json`."""
    ran = [(r["scenario"], r["run"], r["engine"], not r["problems"]) for r in results]
    return [
        Row(
            s,
            {run: _cell(s, run, "zeek", ran) for run in RUNS},
            {run: _cell(s, run, "suricata", ran) for run in RUNS},
        )
        for s in sorted(scenarios, key=lambda s: (s.detection, s.kind != "malicious", s.name))
    ]


def coverage(matrix: Iterable[Row]) -> list[Coverage]:
    """Sum the matrix up by detection."""
    known = list(matrix)
    found = []
    for detection in DETECTIONS:
        malicious = [r for r in known if r.scenario.detection == detection and r.scenario.kind == "malicious"]
        found.append(
            Coverage(
                detection,
                len(malicious),
                sum(_raises(r.zeek, RUNS, detection) for r in malicious),
                sum(_raises(r.suricata, ("plain",), detection) for r in malicious),
                sum(_raises(r.suricata, ("site",), detection) for r in malicious),
                sum(r.scenario.detection == detection and r.scenario.kind == "benign" for r in known),
            )
        )
    return found


def read_results(file: Path) -> list[dict[str, Any]]:
    """Read what `bootwarden test --json` printed."""
    try:
        results = json.loads(file.read_text())
        for result in results:
            _ = result["scenario"], result["run"], result["engine"], result["problems"]
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise BootwardenError(
            f"{file}: holds no results: {cause} (`bootwarden test --json > {file}` writes them)"
        ) from None
    return list(results)


def _raises(cells: Mapping[str, Cell], runs: Iterable[str], detection: str) -> bool:
    return any(detection in (cells[run].raised or ()) for run in runs)


def _cell(scenario: Scenario, run: str, family: str, ran: list[tuple[str, str, str, bool]]) -> Cell:
    expect = scenario.runs().get(run)
    if expect is None:
        return Cell(None)
    engines = [(e, good) for s, r, e, good in ran if s == scenario.name and r == run and e.startswith(family)]
    return Cell(
        _raised(expect, family),
        tuple(e for e, good in engines if good),
        tuple(e for e, good in engines if not good),
    )


def _raised(expect: Expect, family: str) -> tuple[str, ...]:
    if family == "zeek":
        found = {BY_NOTICE[n.name].id if n.name in BY_NOTICE else n.name for n in expect.notices}
    else:
        found = {detection_of(a.sid) or str(a.sid) for a in expect.alerts}
    return tuple(sorted(found))
