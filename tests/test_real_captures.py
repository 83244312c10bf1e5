"""Captures of other people: nothing fires that is not explained, and TFTP files come out as tshark has them."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines import suricata as suricata_engine
from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.replay.findings import from_notice

EXPECTED = tomllib.loads((Path(__file__).parent / "real_captures.toml").read_text())


@pytest.fixture(scope="module")
def in_order(real_captures: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The captures sorted by time: in one it runs backwards, and Zeek ends all it follows there."""
    if shutil.which("reordercap") is None:
        pytest.skip("reordercap (it comes with tshark) is not here")
    folder = tmp_path_factory.mktemp("in-order")
    for path in real_captures:
        subprocess.run(["reordercap", path, folder / path.name], capture_output=True, check=True)
    return [folder / path.name for path in real_captures]


@pytest.fixture(scope="module")
def zeek_runs(zeek: Engine, in_order: list[Path]) -> dict[str, zeek_engine.ZeekResult]:
    return {p.name: zeek_engine.run(zeek, p, checksums=False) for p in in_order}


def expected(capture: str, engine: str) -> Counter[str]:
    return Counter(EXPECTED.get(capture, {}).get(engine, {}))


def test_every_expectation_names_a_capture_that_is_there(real_captures: list[Path]) -> None:
    assert set(EXPECTED) <= {p.name for p in real_captures}


def test_zeek_raises_only_what_is_explained(zeek_runs: dict[str, zeek_engine.ZeekResult]) -> None:
    raised = {
        name: Counter(f.detection for r in run.log("notice") if (f := from_notice(r, "")))
        for name, run in zeek_runs.items()
    }
    assert raised == {name: expected(name, "zeek") for name in raised}


def test_zeek_complains_of_nothing(zeek_runs: dict[str, zeek_engine.ZeekResult]) -> None:
    assert {name: run.complaints for name, run in zeek_runs.items() if run.complaints} == {}


def test_suricata_raises_only_what_is_explained(suricata: Engine, real_captures: list[Path]) -> None:
    runs = suricata_engine.run(suricata, real_captures, paths.RULES_PATTERN)
    raised = {
        path.name: Counter(d for r in run.alerts for d in r["alert"]["metadata"]["bootwarden_detection"])
        for path, run in runs.items()
    }
    assert raised == {name: expected(name, "suricata") for name in raised}


def decoded_netascii(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r\0", b"\r")


def modes(capture: Path) -> dict[str, str]:
    """The mode in which each file name was asked for, as tshark reads it."""
    fields = ["-T", "fields", "-e", "tftp.source_file", "-e", "tftp.destination_file", "-e", "tftp.type"]
    out = subprocess.run(
        ["tshark", "-r", capture, "-Y", "tftp.opcode in {1,2}", *fields], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split("\t") for line in out.splitlines())
    return {(row[0] or row[1]): row[2].lower() for row in rows if len(row) == 3}


@pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not here (make setup)")
def test_tftp_log_has_every_file_that_tshark_exports(
    zeek_runs: dict[str, zeek_engine.ZeekResult], real_captures: list[Path], tmp_path: Path
) -> None:
    compared = 0
    for capture in real_captures:
        out = tmp_path / capture.name
        subprocess.run(
            ["tshark", "-q", "-r", capture, "--export-objects", f"tftp,{out}"], capture_output=True, check=True
        )
        logged = {(r["size"], r.get("sha256")) for r in zeek_runs[capture.name].log("bootwarden_tftp")}
        asked = modes(capture)
        for path in sorted(out.iterdir()) if out.is_dir() else []:
            content = path.read_bytes()
            # tshark numbers a second file of the same name: name(1).ext
            name = re.sub(r"\(\d+\)", "", path.name)
            if asked.get(name) == "netascii":
                content = decoded_netascii(content)
            assert (len(content), hashlib.sha256(content).hexdigest()) in logged, f"{capture.name}: {path.name}"
            compared += 1
    assert compared >= 5
