"""Format and lint: what every change must pass."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zeekscript

import zeek_scripts
from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.scenarios import sites
from bootwarden.scenarios.run import materialise

BIN = Path(sys.executable).parent
# What is generated has a fact a line, whatever the formatter thinks of it.
ZEEK_SCRIPTS = sorted(
    p
    for folder in ("zeek", "tests/btest")
    for p in (paths.ROOT / folder).rglob("*.zeek")
    if p.parent != paths.ZEEK_PACKAGE / "facts"
)


def said(*command: str | Path) -> str:
    """What a checker says; empty when it is content."""
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def tracked() -> list[Path]:
    out = subprocess.run(["git", "ls-files", "-z"], cwd=paths.ROOT, capture_output=True, check=True).stdout
    return [paths.ROOT / name for name in out.decode().split("\0") if name]


def test_python_is_formatted() -> None:
    assert said(BIN / "ruff", "format", "--check", "tools", "tests") == ""


def test_python_has_no_lint() -> None:
    assert said(BIN / "ruff", "check", "tools", "tests") == ""


def test_types_are_sound() -> None:
    assert said(BIN / "mypy") == ""


@pytest.mark.parametrize("script", ZEEK_SCRIPTS, ids=lambda p: str(p.relative_to(paths.ROOT)))
def test_zeek_script_is_formatted(script: Path) -> None:
    """As zeek-format does it; started for each script, it would spend most of its time on its imports."""
    source, formatted = zeekscript.Script(str(script)), io.BytesIO()
    assert source.parse(), source.get_error()
    source.format(formatted)
    assert formatted.getvalue() == script.read_bytes()


def test_no_zeek_script_holds_what_nobody_calls(zeek: Engine, tmp_path: Path) -> None:
    command = [zeek.path, "bootwarden", materialise(sites.PINNED, tmp_path / "site") / "bootwarden-site.zeek"]
    done = subprocess.run(
        command, cwd=tmp_path, env=zeek_scripts.environment(zeek, tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not here")
def test_shell_has_no_lint() -> None:
    scripts = [paths.ROOT / ".ci" / "run", *sorted((paths.ROOT / "tools").glob("*.sh"))]
    assert said("shellcheck", *scripts) == ""


def test_no_package_registry_is_named() -> None:
    """A registry's host is derived from the machine's own settings, never written out."""
    settings = [p for p in Path("/etc/apt").rglob("*") if p.suffix in {".list", ".sources"} and p.is_file()]
    text = "\n".join(p.read_text(errors="replace") for p in settings)
    text += subprocess.run([BIN / "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    hosts = set(re.findall(r"https?://([A-Za-z0-9.-]+)", text))
    named = {
        f"{path.relative_to(paths.ROOT)}: {host}"
        for path in tracked()
        if path.suffix != ".pcap" and path.is_file()
        for host in hosts
        if host.encode() in path.read_bytes()
    }
    assert named == set()


def test_committed_files_are_small() -> None:
    assert [p.name for p in tracked() if p.is_file() and p.stat().st_size > 1_000_000] == []
