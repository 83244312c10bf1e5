"""What `bootwarden demo` shows: one attack, seen by each engine, live or as it was recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bootwarden.engines.find import Engine, find_suricatas, find_zeek
from bootwarden.errors import BootwardenError
from bootwarden.replay.findings import Finding, from_alert, from_notice
from bootwarden.replay.observed import Evidence, Observed, Transfer, from_evidence, from_transfer
from bootwarden.scenarios import baseline, captures
from bootwarden.scenarios.model import Scenario, scenarios
from bootwarden.scenarios.run import Replay, write_source

SCENARIO = "demo"
# Of an alert; the rest depends on the machine.
_COLUMNS = ("timestamp", "src_ip", "src_port", "dest_ip", "dest_port", "proto", "tftp", "payload", "alert")


@dataclass(frozen=True)
class Seen:
    """What one engine found. ``label`` says which engine, which version, and when it was recorded if it did not run."""

    label: str
    findings: tuple[Finding, ...]
    problem: str | None = None
    evidence: tuple[Evidence, ...] = ()
    transfers: tuple[Transfer, ...] = ()


def observed(seen: Sequence[Seen]) -> Observed:
    """Put together what the engines saw."""
    every = Observed(
        [f for each in seen for f in each.findings],
        [e for each in seen for e in each.evidence],
        [t for each in seen for t in each.transfers],
        engines=[each.label for each in seen],
    )
    every.sort()
    return every


def demo_scenario() -> Scenario:
    """The scenario that is shown."""
    return scenarios()[SCENARIO]


def write_files(folder: Path) -> Path:
    """Write the capture, the site and what this names into a folder, and say where the capture is."""
    scenario = demo_scenario()
    assert scenario.site is not None
    write_source(scenario.site, folder)
    return captures.build([scenario], folder)[scenario.name]


def watch() -> list[Seen]:
    """Show the attack to Zeek and to every Suricata here; what is not here is told from its recording."""
    zeek, suricatas = find_zeek(), find_suricatas()
    with Replay([demo_scenario()]) as replay:
        return [_zeek(replay, zeek), *(_suricata(replay, engine) for engine in (suricatas or (None,)))]


def _zeek(replay: Replay, engine: Engine | None) -> Seen:
    try:
        recorded = None if engine else baseline.recorded_with()
    except BootwardenError as error:
        return Seen("zeek", (), str(error))
    outcomes = replay.on_zeek(engine) if engine else replay.on_baselines()
    outcome = next(o for o in outcomes if o.run == "site")
    version = engine.version if engine else _recorded(recorded, "zeek")
    capture = f"{SCENARIO}.pcap"
    findings = (from_notice(record, version, capture) for record in outcome.logs.get("notice", ()))
    return Seen(
        f"zeek {version}",
        tuple(f for f in findings if f),
        "; ".join(outcome.problems) or None,
        tuple(from_evidence(record, capture) for record in outcome.logs.get("bootwarden", ())),
        tuple(from_transfer(record, capture) for record in outcome.logs.get("bootwarden_tftp", ())),
    )


def _suricata(replay: Replay, engine: Engine | None) -> Seen:
    if engine:
        outcome = next(o for o in replay.on_suricata(engine) if o.run == "site")
        alerts, version, problem = outcome.logs["alerts"], engine.version, "; ".join(outcome.problems) or None
    else:
        try:
            recorded = read_alerts()
        except OSError:
            return Seen("suricata", (), f"{baseline.ALERTS}: nothing recorded (bootwarden test --record)")
        alerts, version, problem = recorded["alerts"], _recorded(recorded, "suricata"), None
    findings = (from_alert(record, version, f"{SCENARIO}.pcap") for record in alerts)
    return Seen(f"suricata {version}", tuple(f for f in findings if f), problem)


def _recorded(recording: Mapping[str, Any] | None, engine: str) -> str:
    """A version that says that it did not run here."""
    assert recording is not None
    return f"{recording[engine]}, recorded {recording['date']}"


def record_alerts(engine: Engine, date: str) -> None:
    """Write what Suricata says of the attack, for machines that have none."""
    with Replay([demo_scenario()]) as replay:
        outcome = next(o for o in replay.on_suricata(engine) if o.run == "site")
    alerts = [{c: record[c] for c in _COLUMNS if c in record} for record in outcome.logs["alerts"]]
    write_alerts(engine.version, date, alerts)


def write_alerts(version: str, date: str, alerts: Sequence[Mapping[str, Any]]) -> None:
    """Write the recording."""
    lines = [{"suricata": version, "date": date}, *alerts]
    baseline.ALERTS.write_text("".join(baseline.compact(line) + "\n" for line in lines))


def read_alerts() -> dict[str, Any]:
    """Read the recording. Raises OSError where there is none."""
    head, *alerts = (json.loads(line) for line in baseline.ALERTS.read_text().splitlines())
    return {**head, "alerts": alerts}
