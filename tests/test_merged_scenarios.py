"""What both engines say of each scenario becomes one incident, whichever way either names it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from bootwarden.findings import Finding, from_alert, from_notice
from bootwarden.report.merge import merge
from bootwarden.scenarios.run import Outcome

DAY = 86_400


def findings(outcome: Outcome) -> list[Finding]:
    notices = [from_notice(r, "z") for r in outcome.logs.get("notice", ())]
    alerts = [from_alert(r, outcome.engine) for r in outcome.logs.get("alerts", ())]
    return [f for f in (*notices, *alerts) if f]


def test_no_incident_is_told_of_twice_as_seen_by_one_engine_only(
    outcomes: dict[tuple[str, str, str], Outcome],
) -> None:
    runs: dict[tuple[str, str], dict[str, list[Finding]]] = defaultdict(dict)
    for (scenario, run, engine), outcome in outcomes.items():
        runs[scenario, run][engine] = findings(outcome)
    if not {"suricata7", "suricata8"} & {engine for *_, engine in outcomes}:
        pytest.skip("no Suricata on this machine (make setup)")
    twice = []
    seen_by_both = 0
    for name, by_engine in runs.items():
        zeek = by_engine.pop("zeek", [])
        for engine, alerts in by_engine.items():
            if not zeek or not alerts:
                continue
            # Suricata replayed the capture as if it had been taken some days later.
            shift = round((min(f.time for f in alerts) - min(f.time for f in zeek)) / DAY) * DAY
            incidents = merge([*zeek, *(replace(f, time=f.time - shift) for f in alerts)], ["zeek", "suricata"])
            only = {
                family: {i.detection for i in incidents if i.families == {family}} for family in ("zeek", "suricata")
            }
            twice += [(*name, engine, detection) for detection in only["zeek"] & only["suricata"]]
            seen_by_both += sum(len(i.families) == 2 for i in incidents)
    assert twice == []
    assert seen_by_both > 200
