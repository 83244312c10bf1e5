"""The package as operators install it, with the real tools: zkg, suricata-update, btest."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import semantic_version

from bootwarden import paths
from bootwarden.engines.find import Engine, serves

TOOLS = Path(sys.executable).parent
README = (paths.ROOT / "README.md").read_text()


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clean clone of what is committed (zkg takes no other), under another name: it may be anybody's fork."""
    run("git", "clone", "--quiet", paths.ROOT, tmp_path / "fork")
    return tmp_path / "fork"


@pytest.fixture
def path(zeek: Engine) -> str:
    """A PATH with this Zeek, and with zkg and btest of the test environment."""
    return f"{TOOLS}:{zeek.path.parent}:{os.environ['PATH']}"


def test_zkg_tests_installs_and_loads_the_package(zeek: Engine, clone: Path, tmp_path: Path, path: str) -> None:
    config = tmp_path / "zkg.config"
    folders = {"state_dir": "state", "script_dir": "scripts", "plugin_dir": "plugins"}
    config.write_text("[sources]\n[paths]\n" + "".join(f"{k}={tmp_path / v}\n" for k, v in folders.items()))
    run(TOOLS / "zkg", "--configfile", config, "test", clone, PATH=path)
    run(TOOLS / "zkg", "--configfile", config, "install", "--force", "--skiptests", clone, PATH=path)
    default = run(zeek.path.with_name("zeek-config"), "--zeekpath").strip()
    capture = paths.PCAPS / "demo.pcap"
    both = {"bootwarden.log", "bootwarden_tftp.log"}
    for loaded, ours in {"packages": both, "bootwarden": both, "bootwarden/tftp": {"bootwarden_tftp.log"}}.items():
        logs = tmp_path / "logs" / loaded
        logs.mkdir(parents=True)
        run(zeek.path, "-r", capture, loaded, cwd=logs, ZEEKPATH=f"{tmp_path}/scripts:{default}")
        written = {log.name for log in logs.glob("*.log")}
        assert written & {*both, "reporter.log"} == ours


def test_the_versions_that_zkg_accepts_are_those_that_serve() -> None:
    """Each branch of Zeek has its own first release without a known out-of-bounds read."""
    meta = configparser.ConfigParser()
    meta.read(paths.ROOT / "zkg.meta")
    [(name, versions)] = [line.split() for line in meta["package"]["depends"].splitlines() if line]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zkg's own way
        spec = semantic_version.Spec(versions)
    some = ["8.0.9", "8.0.10", "8.0.14", "8.1.0", "8.1.4", "8.2.0", "8.2.1", "8.2.2", "9.0.0", "9.1.2"]
    assert name == "zeek"
    assert {v for v in some if semantic_version.Version(v) in spec} == {v for v in some if serves(v)}


def test_zkg_bundles_the_package(zeek: Engine, clone: Path, tmp_path: Path, path: str) -> None:
    config = tmp_path / "zkg.config"
    folders = {"state_dir": "state", "script_dir": "scripts", "plugin_dir": "plugins"}
    config.write_text("[sources]\n[paths]\n" + "".join(f"{k}={tmp_path / v}\n" for k, v in folders.items()))
    bundle = tmp_path / "our.bundle"
    zkg = [TOOLS / "zkg", "--configfile", config]
    run(*zkg, "bundle", "--force", bundle, "--manifest", clone, PATH=path)
    run(*zkg, "unbundle", "--force", bundle, PATH=path)
    assert f"/{clone.name} " in run(*zkg, "list", "installed", PATH=path)


def test_the_tests_that_zkg_runs_pass_in_a_checkout(path: str) -> None:
    run(TOOLS / "btest", "-d", "-c", "btest.cfg", cwd=paths.ROOT / "tests" / "btest", PATH=path)


def test_suricata_update_adds_the_rules_to_those_there_are(suricata: Engine, tmp_path: Path) -> None:
    if (update := shutil.which("suricata-update")) is None:
        pytest.skip("suricata-update is not here")
    theirs = tmp_path / "theirs.rules"
    theirs.write_text('alert ip any any -> any any (msg:"theirs"; content:"x"; sid:1; rev:1;)\n')
    base = ["--suricata", suricata.path, "-D", tmp_path / "data"]
    run(update, *base, "add-source", "theirs", theirs.as_uri(), cwd=tmp_path)
    options = [*base, "-o", tmp_path / "rules", "--no-test", "--no-reload", "--force"]
    # As README says: named in update.yaml they stay at the next update, which --local alone would not do.
    settings = tmp_path / "update.yaml"
    settings.write_text(f"local:\n  - {paths.RULE_FILES[0].parent}\n")
    assert re.search(r"^    local:\n      - /path/to/bootwarden/suricata/rules$", README, re.MULTILINE)
    ours = [line for line in paths.generic_rules().splitlines() if line and not line.startswith("#")]
    for _ in ("first", "next"):
        run(update, "-c", settings, *options, cwd=tmp_path)
        written = (tmp_path / "rules" / "suricata.rules").read_text()
        assert "sid:1;" in written
        assert [line for line in ours if line not in written] == []
