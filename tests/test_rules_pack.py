"""The rules as a source of suricata-update: the same to the byte, and taken by the real tool."""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootwarden import paths
from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.engines.find import Engine
from bootwarden.rules.pack import SOURCE, TARBALL, leading, pack
from bootwarden.rules.rule import LONGEST


def test_the_pack_is_the_same_to_the_byte() -> None:
    one, other = pack("https://a.example"), pack("https://a.example/")
    assert one == other
    assert one[f"{TARBALL}.sha256"].decode() == f"{hashlib.sha256(one[TARBALL]).hexdigest()}  {TARBALL}\n"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def offered(tmp_path: Path) -> Iterator[str]:
    """The pack behind a web server on loopback."""
    folder = tmp_path / "offered"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    url = f"http://127.0.0.1:{server.server_port}"
    done = CliRunner().invoke(app, ["rules", "pack", "--url", url, "--out", str(folder)])
    assert done.exit_code == 0, done.output
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


def test_suricata_update_takes_it_and_says_when_nothing_changed(suricata: Engine, offered: str, tmp_path: Path) -> None:
    if (tool := shutil.which("suricata-update")) is None:
        pytest.skip("suricata-update is not here")
    data = ["--suricata", str(suricata.path), "-D", str(tmp_path / "data")]

    def run(command: str, *words: str) -> str:
        done = subprocess.run(
            [tool, command, *data, *words],
            env=os.environ | {"SOURCE_INDEX_URL": f"{offered}/index.yaml", "no_proxy": "127.0.0.1"},
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run("update-sources")
    assert SOURCE in run("list-sources")
    run("enable-source", SOURCE)
    options = ["-o", str(tmp_path / "rules"), "--no-test", "--no-reload"]
    run("update", *options)
    written = (tmp_path / "rules" / "suricata.rules").read_text()
    ours = [line for line in leading(paths.generic_rules(), offered).splitlines() if line.startswith("alert")]
    assert [line for line in ours if line not in written] == []
    again = run("update", *options)
    assert "total: 0" not in again
    assert "No changes detected" in again or "added: 0" in again


def test_each_alert_leads_to_the_page_of_its_detection() -> None:
    offered = pack("https://a.example/rules/")
    alerting = [line for line in paths.generic_rules().splitlines() if re.search(r'msg:"BOOTWARDEN BW', line)]
    led = leading("\n".join(alerting), "https://a.example/rules/").splitlines()
    assert len(led) == len(alerting) > 500
    for line, plain in zip(led, alerting, strict=True):
        [detection] = re.findall(r"bootwarden_detection (\w+)", line)
        [reference] = re.findall(r"reference:url,a\.example/rules/([^;]+); ", line)
        assert offered[reference].decode().startswith(f"# {detection} ")
        assert line.replace(f"reference:url,a.example/rules/{reference}; ", "") == plain
        assert len(line) < LONGEST


def test_the_tarball_holds_the_rules_and_the_license(tmp_path: Path) -> None:
    (tmp_path / TARBALL).write_bytes(pack("https://a.example")[TARBALL])
    with tarfile.open(tmp_path / TARBALL) as archive:
        names = archive.getnames()
        for file in paths.RULE_FILES:
            rules = archive.extractfile(f"rules/{file.name}")
            assert rules is not None
            assert rules.read().decode() == leading(file.read_text(), "https://a.example")
    assert "rules/LICENSE" in names
