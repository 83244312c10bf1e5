"""Notices on Zeek: what they carry, hostile names in them, and the hook by which a site changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootwarden.engines import zeek as engine
from bootwarden.engines.find import Engine
from bootwarden.replay.findings import from_notice
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

# What a name on the wire may hold, and how a notice shows it.
HOSTILE = [
    (b'../a b"]c', "../a b']c"),
    (b"../\x01\x1b[31m\n\r\xff", r"../\x01\x1b[31m\x0a\x0d\xff"),
    (b"../" + b"A" * 400, "../" + "A" * 197 + "..."),
    (b"../[BW20 device=10.9.9.9]", "../[BW20 device=10.9.9.9]"),
    ("../\N{RIGHT-TO-LEFT OVERRIDE}nib.exe".encode(), r"../\xe2\x80\xaenib.exe"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_a_hostile_name_is_shown_harmlessly(zeek: Engine, tmp_path: Path, name: bytes, shown: str) -> None:
    wire = Wire()
    tftp.Transfer(wire, ATTACKER, BOOT_SERVER, name).refuse()
    wire.write(tmp_path / "x.pcap")
    result = engine.run(zeek, tmp_path / "x.pcap")
    assert result.complaints == []
    (record,) = result.log("notice")
    assert record["msg"].isascii() and record["msg"].isprintable() and len(record["msg"]) < 600
    finding = from_notice(record, "")
    assert finding is not None
    assert (finding.detection, finding.device, finding.server) == ("BW17", ATTACKER, BOOT_SERVER)
    assert finding.file_name == shown


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A modified image from a rogue server, twice."""
    wire = Wire()
    for port in (50001, 50002):
        tftp.read(wire, DEVICE, ROGUE, IMAGE, images.ios(seed="implant"), client_port=port)
        wire.wait(60)
    wire.write(tmp_path / "x.pcap")
    return tmp_path / "x.pcap"


def test_what_a_notice_carries(zeek: Engine, tmp_path: Path, capture: Path) -> None:
    script = tmp_path / "mailed.zeek"
    script.write_text(
        'redef Bootwarden::pages = "https://a.example/";\n'
        f'global mailed = open("{tmp_path}/mailed");\n'
        "hook Notice::notice(n: Notice::Info) { print mailed, n$email_body_sections; }\n"
    )
    result = engine.run(zeek, capture, site=materialise(HQ, tmp_path / "site"), scripts=[str(script)])
    mailed = (tmp_path / "mailed").read_text().splitlines()
    assert "https://a.example/BW10.md (bootwarden explain BW10)]" in mailed[0]
    # The second transfer raises nothing new.
    rogue, modified = result.log("notice")
    for record in (rogue, modified):
        assert record["src"] == DEVICE
        assert record["dst"] == ROGUE
        assert record["uid"].startswith("C")
        assert record["id.orig_h"] == DEVICE
        assert record["suppress_for"] == 86400.0
    assert rogue["msg"] == (
        f"{DEVICE} read cisco-ios {IMAGE} from {ROGUE} by tftp "
        f"[BW10 device={DEVICE} server={ROGUE} file={IMAGE} technique=T1542.005]"
    )
    assert rogue["sub"] == f"{ROGUE} is not declared in Bootwarden::boot_servers"
    assert modified["sub"].startswith("the name is approved, the content (sha256 ")
    lines = result.log("bootwarden")
    assert [(e["stage"], e["verdict"]) for e in lines] == [("fetch", "suspicious"), ("content", "suspicious")] * 2
    assert all(e["uid"] and e["server"] == ROGUE and e["file_name"] == IMAGE for e in lines)


def test_the_policy_hook_drops_and_changes(zeek: Engine, tmp_path: Path, capture: Path) -> None:
    policy = tmp_path / "policy.zeek"
    policy.write_text(
        """
hook Bootwarden::finding_policy(f: Bootwarden::Finding)
	{
	if ( f$id == "BW10" )
		break;
	f$sub = "ask the network team";
	}
"""
    )
    result = engine.run(zeek, capture, site=materialise(HQ, tmp_path / "site"), scripts=[str(policy)])
    assert result.complaints == []
    assert [(n["note"], n["sub"]) for n in result.log("notice")] == [
        ("Bootwarden::Modified_Image", "ask the network team")
    ]
    # What was dropped leaves no verdict.
    assert [e["verdict"] for e in result.log("bootwarden")] == ["unknown", "suspicious"] * 2


def test_a_site_raises_what_it_likes(zeek: Engine, tmp_path: Path, capture: Path) -> None:
    """A site's own detection is a body of the same hook."""
    own = tmp_path / "own.zeek"
    own.write_text(
        """
module Mine;
redef enum Notice::Type += { Any_Image };
redef Bootwarden::without_site += { "MY01" };
hook Bootwarden::judge(e: Bootwarden::Evidence)
	{
	if ( e$evidence == Bootwarden::FILE_FETCH )
		Bootwarden::raise(Bootwarden::Finding($id="MY01", $note=Any_Image, $e=e, $what="an image", $sub="seen"));
	}
"""
    )
    result = engine.run(zeek, capture, scripts=[str(own)])
    assert result.complaints == []
    assert [n["note"] for n in result.log("notice")] == ["Mine::Any_Image"]
