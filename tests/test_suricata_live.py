"""Suricata on an interface, which `bench threads` measures: what a capture raises there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.bench import suricata_live
from bootwarden.bench.suricata import bare_rules
from bootwarden.engines.find import Engine
from bootwarden.scenarios.model import select


def test_an_alert_of_one_stream_is_raised_by_workers_on_an_interface(suricata: Engine, tmp_path: Path) -> None:
    if not suricata_live.available():
        pytest.skip("this system gives no network namespace with virtual interfaces")
    chosen = select(["bw06-change-config", "bw15-disguised-as-backup"])
    for scenario in chosen:
        scenario.capture().write(tmp_path / f"{scenario.name}.pcap")
    captures = [tmp_path / f"{scenario.name}.pcap" for scenario in chosen]
    raised = suricata_live.replay(suricata, captures, paths.generic_rules(), tmp_path)
    assert raised[0] == Counter(alert.sid for alert in chosen[0].plain.alerts)
    assert not raised[1] - Counter(alert.sid for alert in chosen[1].plain.alerts)


def test_the_least_that_looking_costs_is_one_rule_for_each_header() -> None:
    rules = paths.generic_rules()
    headers = {line.partition(" (")[0] for line in rules.splitlines() if line.startswith("alert ")}
    bare = bare_rules(rules).splitlines()
    assert {line.partition(" (")[0] for line in bare} == headers
    assert len(bare) == len(headers)
