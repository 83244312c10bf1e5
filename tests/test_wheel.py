"""The wheel, as who has no clone installs it: it brings scripts, rules and the demo, and says what needs a clone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from bootwarden import __version__, paths
from bootwarden.engines.find import find_engines, find_suricatas

needs_suricata = pytest.mark.skipif(not find_suricatas(), reason="no Suricata on this machine (make setup)")


def run(*command: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"COLUMNS": "200"}
    return subprocess.run(command, cwd=cwd, env=clean, input=stdin, capture_output=True, check=False, timeout=600)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the clone, with the wheel in an environment of its own (.venv)."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source = folder / "source"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=paths.ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if (paths.ROOT / name).is_file() and not name.startswith("tests/baselines/bw"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(paths.ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    made = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder / "dist", source, cwd=folder)
    assert made.returncode == 0, made.stderr.decode()
    shutil.rmtree(source)
    [wheel] = (folder / "dist").glob("*.whl")
    assert f"-{__version__}-" in wheel.name
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    # What it depends on is this environment's; a folder named so brings no clone along.
    [packages] = (folder / ".venv" / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    into = ["--python", folder / ".venv" / "bin" / "python", "install", "--no-deps", wheel]
    done = run(*pip, *into, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def bootwarden(place: Path, *words: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return run(place / ".venv" / "bin" / "bootwarden", *words, cwd=place, stdin=stdin)


def test_it_is_the_wheel_and_not_the_clone(place: Path) -> None:
    where = run(place / ".venv" / "bin" / "python", "-c", "import bootwarden; print(bootwarden.__file__)", cwd=place)
    assert str(place).encode() in where.stdout
    assert bootwarden(place, "--version").stdout.decode() == f"bootwarden {__version__}\n"


def test_it_brings_all_scripts_and_rules(place: Path) -> None:
    [content] = (place / ".venv" / "lib").glob("python*/site-packages/bootwarden/content")
    for part in ("zeek", "suricata"):
        have = {p.relative_to(content) for p in (content / part).rglob("*") if p.is_file()}
        assert have == {p.relative_to(paths.ROOT) for p in (paths.ROOT / part).rglob("*") if p.is_file()}


@needs_suricata
def test_the_demo_runs_and_leaves_files_to_try(place: Path) -> None:
    done = bootwarden(place, "demo", "--files", "demo", "--html", "demo.html")
    assert b"Traceback" not in done.stderr
    assert b"BW30" in done.stdout
    assert (place / "demo.html").read_text().startswith("<!")
    again = bootwarden(place, "replay", "demo/demo.pcap", "--site", "demo/site.toml", "--json")
    assert again.returncode == 1, again.stderr.decode()
    assert {"BW30", "BW21"} <= {finding["detection"] for finding in json.loads(again.stdout)}


@needs_suricata
def test_a_capture_by_standard_input_is_replayed_and_reported(place: Path) -> None:
    capture = (paths.PCAPS / "bw17-etc-passwd.pcap").read_bytes()
    done = bootwarden(place, "replay", "-", "--engine", "suricata", stdin=capture)
    assert done.returncode == 1, done.stderr.decode()
    assert b"BW17" in done.stdout
    done = bootwarden(place, "report", "-", "--engine", "suricata", "--out", "r.html", stdin=capture)
    assert done.returncode == 1, done.stderr.decode()
    assert "BW17" in (place / "r.html").read_text()


def test_a_site_is_begun_checked_and_built(place: Path) -> None:
    for words in (("init", "site.toml"), ("check", "site.toml"), ("build", "site.toml", "--out", "built")):
        done = bootwarden(place, "site", *words)
        assert done.returncode == 0, done.stderr.decode()
    assert {p.name for p in (place / "built").iterdir()} >= {"bootwarden-site.zeek", "bootwarden-site.rules"}


@pytest.mark.skipif("zeek" not in {e.family for e in find_engines()}, reason="learning from captures needs Zeek")
def test_a_site_is_learned(place: Path) -> None:
    done = bootwarden(place, "learn", paths.PCAPS / "bw10-approved-upgrade.pcap", "--out", "learned.toml")
    assert done.returncode in (0, 1), done.stderr.decode()


@pytest.mark.parametrize(
    "words", [("rules", "list"), ("facts", "list"), ("facts", "check"), ("facts", "show", "junos"), ("explain", "bw06")]
)
def test_what_is_known_is_shown(place: Path, words: tuple[str, ...]) -> None:
    done = bootwarden(place, *words)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("words", [("test",), ("pcap", "build"), ("rules", "build"), ("facts", "build")], ids=" ".join)
def test_what_needs_a_clone_says_so(place: Path, words: tuple[str, ...]) -> None:
    done = bootwarden(place, *words)
    assert done.returncode == 2
    [line] = filter(None, done.stderr.decode().splitlines())
    assert "needs a clone" in line
