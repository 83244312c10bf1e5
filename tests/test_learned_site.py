"""From an empty folder: a site learned from a benign day keeps that day silent, and every attack still fires."""

from __future__ import annotations

import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.detections import BY_NOTICE
from bootwarden.engines import suricata as suricata_engine
from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.findings import from_notice
from bootwarden.replay import replay
from bootwarden.report.matrix import detection_of
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import Expect, Scenario, scenarios

DAY = "benign-day"


def learnable(scenario: Scenario) -> bool:
    """Whether a day without incidents can teach what the scenario violates."""
    # Which server or device an image is meant for, people say; BW24 is off unless it is asked for.
    pinned = scenario.site is not None and "allowed_" in scenario.site.toml
    return not pinned and scenario.detection != "BW24"


def wanted(scenario: Scenario) -> Expect:
    """What the scenario must raise once a site is declared."""
    return scenario.with_site or scenario.plain


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory, zeek: Engine, built: dict[str, Path]) -> Path:
    """A folder with day.pcap, what was learned from it as site.toml, and what that compiles to as out."""
    folder = tmp_path_factory.mktemp("learned")
    (folder / f"{DAY}.pcap").symlink_to(built[DAY])
    said = CliRunner().invoke(app, ["learn", str(folder / f"{DAY}.pcap"), "-o", str(folder / "site.toml")])
    assert said.exit_code == 0, said.output
    compiled = CliRunner().invoke(app, ["site", "build", str(folder / "site.toml"), "--out", str(folder / "out")])
    assert compiled.exit_code == 0, compiled.output
    return folder


@pytest.fixture(scope="module")
def attacks(built: dict[str, Path]) -> dict[Path, Scenario]:
    malicious = [s for s in scenarios().values() if s.kind == "malicious" and not s.large and learnable(s)]
    assert len(malicious) > 70
    return {built[s.name]: s for s in malicious}


def test_everyone_of_that_day_was_learned(learned: Path) -> None:
    site = tomllib.loads((learned / "site.toml").read_text())
    assert site["network"] == {
        "devices": ["10.0.1.0/24", "10.0.2.0/24"],
        "boot_servers": ["10.0.0.5", "10.0.0.7", "10.0.0.15", "10.0.0.20"],
        "dhcp_servers": ["10.0.0.2"],
        "admin_hosts": ["10.0.9.10"],
    }
    assert len(site["image"]) == 3


def test_that_day_is_silent_on_zeek(learned: Path, zeek: Engine, tmp_path: Path) -> None:
    seen = replay([learned / f"{DAY}.pcap"], [zeek], learned / "out", tmp_path)
    assert (seen.findings, seen.warnings) == ([], [])
    assert len(seen.evidence) > 300


def test_that_day_is_silent_on_suricata(learned: Path, suricata: Engine, tmp_path: Path) -> None:
    seen = replay([learned / f"{DAY}.pcap"], [suricata], learned / "out", tmp_path)
    assert (seen.findings, seen.warnings) == ([], [])


def test_every_attack_still_fires_on_zeek(learned: Path, zeek: Engine, attacks: dict[Path, Scenario]) -> None:
    def silent(capture: Path) -> bool:
        expected = {BY_NOTICE[n.name].id for n in wanted(attacks[capture]).notices}
        logs = zeek_engine.run(zeek, capture, site=learned / "out", wanted={"notice"}).log("notice")
        return bool(expected) and not expected & {f.detection for r in logs if (f := from_notice(r, ""))}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(attacks, pool.map(silent, attacks), strict=True))
    assert [attacks[capture].name for capture, nothing in found.items() if nothing] == []


def test_every_attack_still_fires_on_suricata(
    learned: Path, suricata: Engine, attacks: dict[Path, Scenario], tmp_path: Path
) -> None:
    # Thresholds outlive a capture: each must be days after the one before.
    shifted = {
        captures.later(capture, 3 * number, tmp_path / capture.name): scenario
        for number, (capture, scenario) in enumerate(attacks.items())
    }
    results = suricata_engine.run(suricata, list(shifted), learned / "out" / "bootwarden-site.rules")
    silent = []
    for capture, scenario in shifted.items():
        # Suricata knows images by blocks of the file itself (path), and what is learned are hashes.
        expected = {detection_of(a.sid) for a in wanted(scenario).alerts} - {"BW21"}
        raised = {detection_of(alert["alert"]["signature_id"]) for alert in results[capture].alerts}
        if expected and not expected & raised:
            silent.append(scenario.name)
    assert silent == []
