"""The demo: what each engine saw, live or as recorded, and never a recording passed off as live."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootwarden import paths
from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.engines.find import find_suricatas, find_zeek
from bootwarden.scenarios import showing as demo
from bootwarden.scenarios.model import Scenario


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("COLUMNS", "220")
    return CliRunner()


def expected(scenario: Scenario) -> set[str]:
    assert scenario.with_site is not None
    return {notice.name for notice in scenario.with_site.notices}


@pytest.mark.skipif(find_zeek() is None or not find_suricatas(), reason="an engine is missing")
def test_live_engines_are_named_with_their_versions(runner: CliRunner) -> None:
    done = runner.invoke(app, ["demo"])
    assert done.exit_code == 0, done.output
    assert "recorded" not in done.output
    assert all(name in done.output for name in expected(demo.demo_scenario()))


def test_missing_engines_are_shown_as_recorded(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "find_zeek", lambda: None)
    monkeypatch.setattr(demo, "find_suricatas", lambda: [])
    done = runner.invoke(app, ["demo"])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if ", recorded 20" in line]
    assert any(line.startswith("zeek ") for line in lines)
    assert any(line.startswith("suricata ") for line in lines)
    assert all(name in done.output for name in expected(demo.demo_scenario()))


def test_the_story_is_in_time_order() -> None:
    seen = demo.watch()
    assert [s.label.split()[0] for s in seen] == ["zeek", *["suricata"] * max(1, len(find_suricatas()))]
    assert all(s.findings for s in seen)
    first = min(f.time for s in seen for f in s.findings)
    hijack = [f.time for s in seen for f in s.findings if f.detection == "BW30"]
    assert hijack
    assert min(hijack) > first


def test_recorded_and_live_stories_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the labels nobody sees a difference."""
    live = demo.watch()
    monkeypatch.setattr(demo, "find_zeek", lambda: None)
    monkeypatch.setattr(demo, "find_suricatas", lambda: [])
    recorded = demo.watch()

    def told(seen: demo.Seen) -> list[tuple[object, ...]]:
        return [(f.time, f.detection, f.device, f.server, f.file_name) for f in seen.findings]

    # The recording is of the newest Suricata.
    assert [told(s) for s in recorded] == [told(live[0]), told(live[-1])]


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_the_picture_can_be_read(runner: CliRunner, tmp_path: Path) -> None:
    runner.invoke(app, ["demo", "--svg", str(tmp_path / "made.svg")])
    for picture in (tmp_path / "made.svg", paths.ROOT / "docs" / "demo.svg"):
        text = picture.read_text()
        [ground] = re.findall(r'<rect fill="(#\w{6})"', text)
        used = set(re.findall(r"fill: (#\w{6})", text)) | set(re.findall(r'<text[^>]* fill="(#\w{6})"', text))
        assert len(used) >= 3
        for colour in used:
            brighter, darker = sorted((_light(colour), _light(ground)), reverse=True)
            assert (brighter + 0.05) / (darker + 0.05) >= 4.5, f"{picture.name}: {colour} on {ground}"
        assert "@font-face" not in text
