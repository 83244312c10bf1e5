"""Telnet carries passwords: nothing but boot commands may reach a log, and reading can be switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import read_logs
from bootwarden.scenarios.sites import ADMIN, DEVICE
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire
from zeek_scripts import run


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A session in which a boot command stands among secrets."""
    wire = Wire()
    session = Telnet(wire, ADMIN, DEVICE, by_key=True)
    session.login(user="anna", password="s3cret-login")
    session.typed("enable", "", prompt="Password: ")
    session.typed_blind("s3cret-enable")
    session.typed("enable secret s3cret-new")
    session.typed("username bob privilege 15 password s3cret-bob")
    session.typed("snmp-server community s3cret-rw rw")
    session.typed("copy ftp://bob:s3cret-ftp@10.0.0.5/x.bin flash:", "Destination filename [x.bin]? ")
    session.typed("boot system tftp x.bin 10.0.0.5")
    session.close()
    wire.write(tmp_path / "telnet.pcap")
    return tmp_path / "telnet.pcap"


def test_secrets_reach_no_log(zeek: Engine, tmp_path: Path, capture: Path) -> None:
    run(zeek, tmp_path, "", "-r", str(capture))
    objects = [e["object"] for e in read_logs(tmp_path)["bootwarden"]]
    assert objects == ["copy ftp://10.0.0.5/x.bin flash:", "boot system tftp x.bin 10.0.0.5"]
    assert [p.name for p in tmp_path.glob("*.log") if "s3cret" in p.read_text()] == []


def test_it_can_be_switched_off(zeek: Engine, tmp_path: Path, capture: Path) -> None:
    run(zeek, tmp_path, "redef Bootwarden::read_telnet = F;\n", "-r", str(capture))
    logs = read_logs(tmp_path)
    assert "conn" in logs
    assert "bootwarden" not in logs


def test_an_overlong_line_is_counted_and_read_from_its_end(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    session = Telnet(wire, ADMIN, DEVICE)
    session.typed("x\b" * 2000 + "boot system tftp x.bin 10.0.0.5")
    session.typed("x\b" * 5000 + "reload")
    session.close()
    wire.write(tmp_path / "long.pcap")
    run(zeek, tmp_path, "", "-r", str(tmp_path / "long.pcap"))
    logs = read_logs(tmp_path)
    assert [e["object"] for e in logs["bootwarden"]] == ["boot system tftp x.bin 10.0.0.5", "reload"]
    assert ("bootwarden_limit_reached", "telnet_max_line") in {(w["name"], w.get("addl")) for w in logs["weird"]}
