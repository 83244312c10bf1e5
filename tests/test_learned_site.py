"""From an empty folder: a site learned from a benign day keeps that day silent, and every attack still fires."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.detections import BY_NOTICE
from bootwarden.engines import suricata as suricata_engine
from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.replay.findings import from_notice
from bootwarden.replay.run import replay
from bootwarden.report.matrix import detection_of
from bootwarden.rules.sites import build_site
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import Expect, Scenario, scenarios
from bootwarden.site.start import Draft, entry

DAY = "benign-day"


def wanted(scenario: Scenario) -> Expect:
    """What the scenario must raise once a site is declared."""
    return scenario.with_site or scenario.plain


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory, zeek: Engine, built: dict[str, Path]) -> Path:
    """A folder with day.pcap, what was learned from it as site.toml, and what that compiles to as out."""
    folder = tmp_path_factory.mktemp("learned")
    (folder / f"{DAY}.pcap").symlink_to(built[DAY])
    learn = ["learn", str(folder / f"{DAY}.pcap"), "-o", str(folder / "site.toml"), "--images", str(folder / "images")]
    said = CliRunner().invoke(app, learn)
    assert said.exit_code == 0, said.output
    compiled = CliRunner().invoke(app, ["site", "build", str(folder / "site.toml"), "--out", str(folder / "out")])
    assert compiled.exit_code == 0, compiled.output
    return folder


@pytest.fixture(scope="module")
def decided(learned: Path) -> Path:
    """What ``learned`` compiles to after a person added which servers and devices each image is meant for."""
    site = tomllib.loads((learned / "site.toml").read_text())
    for meant in (image for s in SITES for image in tomllib.loads(s.toml).get("image", [])):
        for image in site["image"]:
            if image["file_name"] == meant["file_name"]:
                image.update({k: v for k, v in meant.items() if k.startswith("allowed_")})
    entries = [entry(table, values) for table in ("image", "config") for values in site[table]]
    (learned / "decided.toml").write_text(Draft(site["network"], entries=entries).text())
    build_site(learned / "decided.toml", learned / "decided")
    return learned / "decided"


SITES = [s.site for s in scenarios().values() if s.site is not None and s.kind == "malicious"]
ATTACKS = [s for s in scenarios().values() if s.kind == "malicious"]


def learnable(scenario: Scenario) -> bool:
    """Whether a day without incidents can teach what the scenario violates.

    Not which servers and devices an image is meant for, nor that images must be signed (BW24 is off by default, and
    the hosts that load signed ones boot by PXE and are taken for no network devices): these are decisions.
    """
    return scenario.site is None or not (scenario.site.zeek or "allowed_" in scenario.site.toml)


LEARNABLE = [s for s in ATTACKS if learnable(s)]
OTHERS = [s for s in ATTACKS if not learnable(s)]


def settings(scenario: Scenario) -> str:
    """What the site of a scenario sets besides its site.toml, for the hosts that it declares devices."""
    if scenario.site is None or not scenario.site.zeek:
        return ""
    devices = ", ".join(tomllib.loads(scenario.site.toml)["network"]["devices"])
    return f"{scenario.site.zeek}redef Bootwarden::devices += {{ {devices} }};\n"


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


def silent_on_zeek(zeek: Engine, built: dict[str, Path], site: Path, attacks: Sequence[Scenario]) -> list[str]:
    """Return the attacks that raise nothing of what they raise with the site that was made for them."""

    def silent(scenario: Scenario) -> bool:
        expected = {BY_NOTICE[n.name].id for n in wanted(scenario).notices}
        with tempfile.NamedTemporaryFile("w", suffix=".zeek") as extra:
            extra.write(settings(scenario))
            extra.flush()
            run = zeek_engine.run(zeek, built[scenario.name], site=site, scripts=[extra.name], wanted={"notice"})
        return bool(expected) and not expected & {f.detection for r in run.log("notice") if (f := from_notice(r, ""))}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [s.name for s, nothing in zip(attacks, pool.map(silent, attacks), strict=True) if nothing]


def silent_on_suricata(
    suricata: Engine, built: dict[str, Path], rules: Path, scratch: Path, attacks: Sequence[Scenario]
) -> list[str]:
    # Thresholds outlive a capture: each must be days after the one before.
    shifted = {
        captures.later(built[s.name], 3 * number, scratch / f"{s.name}.pcap"): s for number, s in enumerate(attacks)
    }
    results = suricata_engine.run(suricata, list(shifted), rules)
    found = []
    for capture, scenario in shifted.items():
        expected = {detection_of(a.sid) for a in wanted(scenario).alerts}
        raised = {detection_of(alert["alert"]["signature_id"]) for alert in results[capture].alerts}
        if expected and not expected & raised:
            found.append(scenario.name)
    return found


def test_every_attack_still_fires_on_zeek(learned: Path, zeek: Engine, built: dict[str, Path]) -> None:
    assert silent_on_zeek(zeek, built, learned / "out", LEARNABLE) == []


def test_the_others_fire_on_zeek_once_people_decided(decided: Path, zeek: Engine, built: dict[str, Path]) -> None:
    assert silent_on_zeek(zeek, built, decided, OTHERS) == []


def test_every_attack_still_fires_on_suricata(
    learned: Path, suricata: Engine, built: dict[str, Path], tmp_path: Path
) -> None:
    rules = learned / "out" / "bootwarden-site.rules"
    assert silent_on_suricata(suricata, built, rules, tmp_path, LEARNABLE) == []


def test_the_others_fire_on_suricata_once_people_decided(
    decided: Path, suricata: Engine, built: dict[str, Path], tmp_path: Path
) -> None:
    assert silent_on_suricata(suricata, built, decided / "bootwarden-site.rules", tmp_path, OTHERS) == []
