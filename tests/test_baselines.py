"""Baselines are short to read, are read back as they were written, and hold for what the scripts do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bootwarden import paths
from bootwarden.scenarios import baseline
from bootwarden.scenarios.captures import INDEX
from bootwarden.scenarios.digest import package_digest

TRANSFER = {"uid": "C1", "size": 5, "technique": ["T1542.005"], "file_name": "Büro"}
LINES = {
    "bootwarden": [{"device": "10.0.1.1"}],
    "bootwarden_tftp": [TRANSFER, TRANSFER],
    "bootwarden_boots": [],
    "notice": [],
}


@pytest.mark.parametrize(
    ("site", "lines"),
    [
        (LINES, 6),
        (LINES | {"bootwarden_tftp": [TRANSFER]}, 6),
        (LINES | {"bootwarden_tftp": []}, 5),
        (LINES | {"bootwarden_tftp": "sha256:00"}, 6),
        ({name: [] for name in baseline.LOGS}, 4),
    ],
)
def test_what_is_written_is_read_back(
    site: dict[str, Any], lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "BASELINES", tmp_path)
    runs: dict[str, Any] = {"plain": LINES, "site": site}
    baseline.write("some", "ab", runs)
    assert baseline.read("some") == ("ab", runs)
    assert len((tmp_path / "some.jsonl").read_text().splitlines()) == lines


def test_baselines_of_scenarios_that_are_gone_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "BASELINES", tmp_path)
    for name in ("some", "gone"):
        baseline.write(name, "ab", {"plain": {}})
    baseline.forget_others(["some"])
    assert [p.stem for p in tmp_path.iterdir()] == ["some"]


def test_a_record_is_a_line() -> None:
    files = [*paths.BASELINES.iterdir(), paths.PCAPS / INDEX]
    assert sum(len(f.read_text().splitlines()) for f in files) < 10_000


CODE = 'local a = 1;\nif ( line[0] == "#" )\n\tprint /#x/ in line;\n'


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("##! What it is for.\n\n" + CODE, True),
        (CODE.replace("local a = 1;", "local a = 1;  ##< A number."), True),
        (CODE.replace("\t", "    "), True),
        (CODE.replace("a = 1", "a = 2"), False),
        (CODE.replace('"#"', '"#!"'), False),
        (CODE.replace("/#x/", "/#y/"), False),
        (CODE.replace('"#"', '"-"'), False),
    ],
)
def test_digest_is_of_what_scripts_do(other: str, same: bool, tmp_path: Path) -> None:
    digests = []
    for name, text in (("one", CODE), ("two", other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.zeek").write_text(text)
        digests.append(package_digest(tmp_path / name))
    assert (digests[0] == digests[1]) == same


def test_digest_is_of_every_script(tmp_path: Path) -> None:
    (tmp_path / "main.zeek").write_text(CODE)
    before = package_digest(tmp_path)
    (tmp_path / "more.sig").write_text("signature x {}\n")
    assert package_digest(tmp_path) != before
