"""How engines are found, and what is read of captures before an engine sees them."""

from __future__ import annotations

import gzip
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines import captures
from bootwarden.engines.find import Engine, find_suricatas, find_zeek, how_to_get, serves
from bootwarden.engines.suricata import read_eve, rule_metadata
from bootwarden.errors import BootwardenError, Status


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("7.2.2", False),
        ("8.0.9", False),
        ("8.0.10", True),
        ("8.1.2", False),
        ("8.2.1", False),
        ("8.2.2", True),
        ("9.0.0", True),
    ],
)
def test_zeek_releases_with_a_known_hole_are_not_used(version: str, expected: bool) -> None:
    assert serves(version) is expected


def test_zeek_named_but_too_old_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "zeek"
    old.write_text("#!/bin/sh\necho 'zeek version 6.0.3'\n")
    old.chmod(0o755)
    monkeypatch.setenv("ZEEK", str(old))
    with pytest.raises(BootwardenError, match=r"version 6\.0\.3; Bootwarden needs") as error:
        find_zeek()
    assert error.value.status == Status.NO_ENGINE


@pytest.mark.parametrize(("variable", "find"), [("ZEEK", find_zeek), ("SURICATA", find_suricatas)])
def test_a_program_that_is_no_engine_is_not_taken_for_one(
    variable: str, find: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho 'other (tools) 9.1'\n")
    other.chmod(0o755)
    monkeypatch.setenv(variable, str(other))
    with pytest.raises(BootwardenError, match=rf"{variable}=.*other: is no .*; Bootwarden needs") as error:
        find()
    assert error.value.status == Status.NO_ENGINE


def test_suricata_named_but_too_old_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "suricata"
    old.write_text("#!/bin/sh\necho 'This is Suricata version 6.0.10 RELEASE'\n")
    old.chmod(0o755)
    monkeypatch.setenv("SURICATA", str(old))
    with pytest.raises(BootwardenError, match=r"is version 6\.0\.10; Bootwarden needs 7 or 8"):
        find_suricatas()


def test_the_family_of_an_engine() -> None:
    assert Engine("suricata8", Path("x"), "8.0.8").family == "suricata"
    assert Engine("zeek", Path("x"), "8.0.10").family == "zeek"


def test_a_capture_cut_anywhere_says_where(tmp_path: Path) -> None:
    whole = (paths.PCAPS / "demo.pcap").read_bytes()
    path = tmp_path / "cut.pcap"
    for cut in (1, 17, 40):
        path.write_bytes(whole[:-cut])
        [warning] = captures.walk(path).warnings(path)
        assert "ends in the middle of packet" in warning
    path.write_bytes(whole)
    assert captures.walk(path).warnings(path) == []


def test_a_compressed_capture_is_one(tmp_path: Path) -> None:
    path = tmp_path / "demo.pcap.gz"
    path.write_bytes(gzip.compress((paths.PCAPS / "demo.pcap").read_bytes()))
    captures.check(path)
    path.write_bytes(gzip.compress(b"text"))
    with pytest.raises(BootwardenError, match=r"demo\.pcap\.gz: is no capture"):
        captures.check(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_capture_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.pcap"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(BootwardenError, match=r"secret\.pcap: cannot be read: Permission denied"):
        captures.check(path)


def test_a_cut_line_of_eve_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    eve = tmp_path / "eve.json"
    eve.write_text('{"event_type":"alert","alert":{"signature_id":1}}\n{"event_type":"tftp"}\n{"event_ty')
    result = read_eve(eve, {1: {"bootwarden_detection": ["BW13"]}})
    assert [r["alert"]["metadata"] for r in result.alerts] == [{"bootwarden_detection": ["BW13"]}]


def test_metadata_is_read_from_the_rules(tmp_path: Path) -> None:
    rules = tmp_path / "x.rules"
    rules.write_text('alert udp any any -> any 69 (msg:"x"; sid:7; rev:1; metadata:a b, deployment P, deployment Q;)\n')
    assert rule_metadata(rules) == {7: {"a": ["b"], "deployment": ["P", "Q"]}}


def test_time_that_runs_backwards_is_told(tmp_path: Path) -> None:
    """Captures that were put together carelessly: Zeek would end every connection at every such packet."""
    frame = bytes(60)
    path = tmp_path / "merged.pcap"
    for seconds, told in (((100, 99, 101), None), ((100, 20, 21), "at packet 2")):
        records = b"".join(struct.pack("<IIII", s, 0, len(frame), len(frame)) + frame for s in seconds)
        path.write_bytes(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1) + records)
        warnings = captures.walk(path).warnings(path)
        assert warnings == [] if told is None else told in warnings[0]


def test_outside_a_clone_nobody_is_sent_to_make(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "make setup" in how_to_get("suricata")
    monkeypatch.setattr(paths, "IN_CLONE", False)
    assert not [family for family in ("zeek", "suricata7") if "make" in how_to_get(family)]
