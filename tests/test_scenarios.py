"""Every scenario raises exactly what it says, on every engine; what two engines say of it becomes one incident."""

from __future__ import annotations

import ipaddress
import json
from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bootwarden.detections import BY_NOTICE, DETECTIONS
from bootwarden.engines.find import find_suricatas, find_zeek
from bootwarden.replay.findings import Finding, from_alert, from_notice
from bootwarden.report.matrix import detection_of
from bootwarden.report.merge import merge
from bootwarden.scenarios import baseline
from bootwarden.scenarios.model import Scenario, scenarios
from bootwarden.scenarios.run import Outcome, Replay

ENGINES = ["zeek", *(e.name for e in find_suricatas())]
RUNS = [(name, run) for name, scenario in scenarios().items() for run in scenario.runs()]

DAY = 86_400
Outcomes = dict[tuple[str, str, str], Outcome]


@pytest.fixture(scope="module")
def outcomes(built: dict[str, Path]) -> Outcomes:
    """Every scenario replayed on every engine here; recorded baselines where there is no Zeek."""
    everything = list(scenarios().values())
    with Replay(everything, built=built) as replay:
        found = find_zeek()
        zeek_runs = partial(replay.on_zeek, found) if found else replay.on_baselines
        ran = replay.everywhere(zeek_runs, find_suricatas())
    return {(o.scenario, o.run, o.engine): o for o in ran}


def expected_notices() -> set[str]:
    return {n.name for s in scenarios().values() for e in s.runs().values() for n in e.notices}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "run"), RUNS)
def test_raises_exactly_what_it_says(outcomes: Outcomes, name: str, run: str, engine: str) -> None:
    assert outcomes[name, run, engine].problems == []


def test_no_password_reaches_a_log(outcomes: Outcomes) -> None:
    """Whatever is typed or sent: the passwords of the scenarios are in no log of Zeek's, and in no alert."""
    assert {run for run, outcome in outcomes.items() if "pw-do-not-log" in json.dumps(outcome.logs)} == set()


@pytest.mark.skipif(find_zeek() is None, reason="no Zeek here to compare the baselines with")
@pytest.mark.parametrize("name", scenarios())
def test_baseline_is_what_this_zeek_says(outcomes: Outcomes, name: str) -> None:
    """A change of the scripts must be recorded again, and be seen in the difference."""
    scenario = scenarios()[name]
    recorded = baseline.load(scenario, outcomes[name, "plain", "zeek"].capture)
    live = {run: baseline.kept(scenario, outcomes[name, run, "zeek"].logs) for run in scenario.runs()}
    assert live == recorded


@pytest.mark.parametrize("name", [s.name for s in scenarios().values() if s.kind == "benign"])
def test_benign_scenario_is_silent_where_it_can_be(name: str) -> None:
    """A benign scenario never raises its own detection once what it shows is declared.

    With nothing declared Zeek is as silent, but for information (BW13, BW30), and what a site alone can tell (BW06);
    generic rules cannot know who may do what.
    """
    scenario = scenarios()[name]
    own = DETECTIONS[scenario.detection]
    if (own.needs_site or own.off) and own.id != "BW30":
        assert own.notice not in {n.name for n in scenario.plain.notices}
    quiet = scenario.with_site or scenario.plain
    if not own.informs or scenario.with_site:
        assert own.notice not in {n.name for n in quiet.notices}
        assert own.id not in {detection_of(a.sid) for a in quiet.alerts}


@pytest.mark.parametrize("detection", DETECTIONS)
def test_detection_has_its_scenarios(detection: str) -> None:
    """Two malicious scenarios, one of which evades, and two benign look-alikes."""
    mine: list[Scenario] = [s for s in scenarios().values() if s.detection == detection]
    assert sum(s.kind == "malicious" for s in mine) >= 2
    assert sum(s.kind == "benign" for s in mine) >= 2


def test_every_notice_is_raised_by_a_scenario() -> None:
    assert expected_notices() == set(BY_NOTICE)


@pytest.mark.parametrize("name", [s.name for s in scenarios().values() if s.plain.notices])
def test_what_needs_a_site_speaks_without_one_only_of_the_border(outcomes: Outcomes, name: str) -> None:
    """With nothing declared, a server or a host beyond the border speaks; inside, what others tell apart, too."""
    told = findings(outcomes[name, "plain", "zeek"])
    inside = {
        f.detection for f in told if DETECTIONS[f.detection].needs_site and not any(map(beyond, (f.server, f.actor)))
    }
    assert inside <= {"BW30"}


def beyond(host: str | None) -> bool:
    """Whether an address is none of those that are inside by default."""
    try:
        return host is not None and ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def findings(outcome: Outcome) -> list[Finding]:
    notices = [from_notice(r, "z") for r in outcome.logs.get("notice", ())]
    alerts = [from_alert(r, outcome.engine) for r in outcome.logs.get("alerts", ())]
    return [f for f in (*notices, *alerts) if f]


def test_no_incident_is_told_of_twice_as_seen_by_one_engine_only(outcomes: Outcomes) -> None:
    runs: dict[tuple[str, str], dict[str, list[Finding]]] = defaultdict(dict)
    for (scenario, run, engine), outcome in outcomes.items():
        runs[scenario, run][engine] = findings(outcome)
    if not {"suricata7", "suricata8"} & {engine for *_, engine in outcomes}:
        pytest.skip("no Suricata on this machine (make setup)")
    zeek_is_live = not any(outcome.recorded for outcome in outcomes.values())
    twice = []
    seen_by_both = 0
    for name, by_engine in runs.items():
        zeek = by_engine.pop("zeek", [])
        for engine, raised in by_engine.items():
            # Of a relay's messages the connection tells whose they are, which no baseline holds.
            alerts = [f for f in raised if zeek_is_live or not str(f.connection).endswith((":514", ":601"))]
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
