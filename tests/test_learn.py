"""What is proposed from what was seen, and what is not."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.engines.find import Engine
from bootwarden.errors import BootwardenError
from bootwarden.replay.findings import Finding
from bootwarden.replay.learn import learn, still_raised
from bootwarden.replay.observed import Boot, Evidence, Observed, Transfer
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios
from bootwarden.site.keep import keeper
from bootwarden.site.lines import boot_lines, lines_sha256
from bootwarden.site.load import load_site, parse_site
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

BOOT = "10.0.0.5"
IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"


class Day:
    """A day on the network, event by event."""

    def __init__(self) -> None:
        self.seen = Observed()

    def fact(self, device: str, kind: str, server: str | None = None, **more: Any) -> Day:
        values = {"time": 1.0, "stage": "redirect", "verdict": "unknown"} | more
        self.seen.evidence.append(Evidence(device=device, kind=kind, server=server, **values))
        return self

    def fetch(
        self,
        device: str,
        server: str = BOOT,
        name: str = IMAGE,
        sha256: str = "a" * 64,
        file_class: str = "network-image",
        lines: str | None = None,
    ) -> Day:
        uid = f"C{len(self.seen.transfers)}"
        if file_class not in ("phone", "other"):
            known = {"uid": uid, "file_name": name, "file_class": file_class}
            self.fact(device, "FILE_FETCH", server, stage="fetch", **known)
            self.fact(device, "FILE_CONTENT", server, stage="content", lines_sha256=lines, **known)
        self.seen.transfers.append(
            Transfer(1.0, device, server, "read", name, sha256=sha256, md5="b" * 32, status="complete", uid=uid,
                     platform="c2900", version="15.7(3)M8", size=1)
        )  # fmt: skip
        return self

    def finding(self, detection: str, **more: Any) -> Day:
        values = {"device": "10.0.1.1", "detail": "what was seen"} | more
        self.seen.findings.append(Finding(1.0, "zeek", "8", detection, "Name", **values))
        return self

    def proposal(self) -> tuple[dict[str, list[str]], list[dict[str, Any]], list[str]]:
        """What is proposed as networks and images, and the remarks. It is a valid site."""
        draft = learn(self.seen)
        data = tomllib.loads(draft.text())
        parse_site(Path("site.toml"), draft.text(), data)
        return {k: v for k, v in data["network"].items() if v}, data.get("image", []), draft.remarks


def test_nothing_seen_proposes_nothing() -> None:
    assert Day().proposal() == ({}, [], [])


def test_servers_devices_and_images_are_proposed_with_how_many_use_them() -> None:
    day = Day().fetch("10.0.1.1").fetch("10.0.1.2").fetch("10.0.7.1", name="edge-confg", file_class="network-config")
    network, images, remarks = day.proposal()
    assert network == {"devices": ["10.0.1.0/24", "10.0.7.1"], "boot_servers": [BOOT]}
    assert images == [
        {"file_name": IMAGE, "sha256": "a" * 64, "md5": "b" * 32, "platform": "c2900", "version": "15.7(3)M8"}
    ]
    assert remarks == []
    text = learn(day.seen).text()
    assert '"10.0.0.5",  # 3 devices: 10.0.1.1, 10.0.1.2, 10.0.7.1' in text
    assert "# from 10.0.0.5 by 2 devices: 10.0.1.1, 10.0.1.2" in text


def test_a_network_with_phones_or_pxe_hosts_is_not_proposed_whole() -> None:
    day = Day().fetch("10.0.1.1").fetch("10.0.1.2").fetch("10.0.1.9", name="SEP1.cnf.xml", file_class="phone")
    network, images, _ = day.proposal()
    assert network["devices"] == ["10.0.1.1", "10.0.1.2"]
    assert len(images) == 1


def test_pxe_hosts_are_neither_devices_nor_use_boot_servers_of_devices() -> None:
    assert Day().fetch("10.0.4.1", name="pxelinux.0", file_class="pxe").proposal() == ({}, [], [])


def test_ipv6_devices_are_proposed_by_their_network() -> None:
    network, _, _ = Day().fetch("2001:db8::1", "2001:db8:1::5").fetch("2001:db8::2", "2001:db8:1::5").proposal()
    assert network == {"devices": ["2001:db8::/64"], "boot_servers": ["2001:db8:1::5"]}


def test_who_gives_orders_or_boot_options_is_proposed_as_such() -> None:
    day = Day().fetch("10.0.1.1")
    day.fact("10.0.1.1", "SNMP_CONFIG", BOOT, actor="10.0.9.10").fact("10.0.1.1", "RELOAD_ORDER", actor="10.0.9.11")
    day.fact("10.0.1.1", "BOOT_OPTIONS", "Boot.Corp.Example".lower(), actor="10.0.0.2")
    network, _, remarks = day.proposal()
    assert network["admin_hosts"] == ["10.0.9.10", "10.0.9.11"]
    assert network["dhcp_servers"] == ["10.0.0.2"]
    assert network["boot_servers"] == [BOOT, "boot.corp.example"]
    assert remarks == []


@pytest.mark.parametrize(
    "day",
    [
        Day().fact("10.0.1.1", "BOOT_COMMAND", BOOT, actor="10.0.9.10", time=2.0).fetch("10.0.1.1"),
        Day().fact("10.0.1.1", "BOOT_COMMAND", BOOT, actor="10.0.9.10", time=0.5).fetch("10.0.1.1").fetch("10.0.1.2"),
        Day()
        .fact("10.0.1.1", "SNMP_CONFIG", BOOT, actor="10.0.9.10", time=0.5)
        .fact("10.0.1.1", "FILE_FETCH", BOOT, file_class="network-config", leaves=True),
    ],
    ids=["used before", "used by another device", "a backup"],
)
def test_orders_to_use_a_server_that_is_in_use_are_not_doubted(day: Day) -> None:
    network, _, remarks = day.proposal()
    assert network["boot_servers"] == [BOOT]
    assert network["admin_hosts"] == ["10.0.9.10"]
    assert remarks == []


def test_all_servers_that_a_dhcp_answer_lists_are_learned() -> None:
    servers = (BOOT, "10.0.0.6")
    network, _, _ = Day().fact("10.0.1.1", "BOOT_OPTIONS", BOOT, actor="10.0.0.2", servers=servers).proposal()
    assert network == {"boot_servers": [BOOT, "10.0.0.6"], "dhcp_servers": ["10.0.0.2"]}


def test_broadcasts_are_no_servers() -> None:
    day = Day().fact("10.0.1.1", "FILE_FETCH", "255.255.255.255", file_class="network-config")
    assert "boot_servers" not in day.proposal()[0]


WRONG = {
    "outside server": (Day().fetch("10.0.1.1", "45.83.20.10"), "45.83.20.10: is a boot server outside"),
    "disguised image": (
        Day().fetch("10.0.1.1", "10.0.6.66").finding("BW23", server="10.0.6.66"),
        "10.0.6.66: BW23: what was seen",
    ),
    "another server than all the others": (
        Day().fetch("10.0.1.1").fetch("10.0.1.2").fetch("10.0.1.3").fetch("10.0.1.1", "10.0.6.66", sha256="c" * 64),
        "10.0.6.66: only 10.0.1.1 met it",
    ),
    "an administrator who sends devices there": (
        Day().fact("10.0.1.1", "SNMP_CONFIG", "45.83.20.10", actor="10.0.6.66"),
        "10.0.6.66: sends 10.0.1.1 to 45.83.20.10",
    ),
    "a server that a device met only when it was sent there": (
        Day().fact("10.0.1.1", "SNMP_CONFIG", "10.0.6.66", actor="10.0.6.6", time=0.5).fetch("10.0.1.1", "10.0.6.66"),
        "10.0.6.66: only 10.0.1.1 met it, and only once 10.0.6.6 had sent it there",
    ),
    "who sent a device to such a server": (
        Day().fact("10.0.1.1", "SNMP_CONFIG", "10.0.6.66", actor="10.0.6.6", time=0.5).fetch("10.0.1.1", "10.0.6.66"),
        "10.0.6.6: sends 10.0.1.1 to 10.0.6.66, which looks wrong",
    ),
    "a server that was only named in an order": (
        Day().fact("10.0.1.1", "BOOT_COMMAND", "10.0.6.66", actor="10.0.6.6"),
        "10.0.6.66: only 10.0.1.1 met it, and only once 10.0.6.6 had sent it there",
    ),
    "who named a server that nobody uses": (
        Day().fact("10.0.1.1", "BOOT_COMMAND", "10.0.6.66", actor="10.0.6.6"),
        "10.0.6.6: sends 10.0.1.1 to 10.0.6.66, which looks wrong",
    ),
    "a server that several devices were sent to": (
        Day()
        .fact("10.0.1.1", "SNMP_IMAGE", "10.0.6.66", actor="10.0.6.6", time=0.5)
        .fact("10.0.1.2", "SNMP_IMAGE", "10.0.6.66", actor="10.0.6.6", time=0.5)
        .fetch("10.0.1.1", "10.0.6.66")
        .fetch("10.0.1.2", "10.0.6.66"),
        "10.0.6.66: only 10.0.1.1, 10.0.1.2 met it, and only once 10.0.6.6 had sent them there",
    ),
    "who typed a boot order without a server": (
        Day().fact("10.0.1.1", "BOOT_COMMAND", actor="10.0.6.6", object="config-register 0x2100"),
        "10.0.6.6: gave 10.0.1.1 a boot order (config-register 0x2100)",
    ),
    "a server that looks wrong in one capture of two": (
        Day()
        .fact("10.0.1.1", "SNMP_IMAGE", "10.0.6.66", actor="10.0.6.6", time=0.5, capture="a.pcap")
        .fact("10.0.1.1", "FILE_FETCH", "10.0.6.66", file_class="network-image", capture="a.pcap")
        .fact("10.0.1.2", "FILE_FETCH", "10.0.6.66", file_class="network-image", capture="b.pcap"),
        "10.0.6.66: only 10.0.1.1 met it",
    ),
    "an administrator from outside": (
        Day().fact("10.0.1.1", "RELOAD_ORDER", actor="45.83.20.10"),
        "45.83.20.10: gives devices orders from outside",
    ),
    "a commander": (
        Day().fact("10.0.1.1", "SMART_INSTALL", actor="10.0.6.6").finding("BW06", actor="10.0.6.6"),
        "10.0.6.6: BW06: what was seen",
    ),
    "a guesser among the devices": (
        Day().fetch("10.0.6.6").finding("BW16", device="10.0.6.6"),
        "10.0.6.6: BW16: what was seen",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_looks_wrong_is_marked_and_not_approved(case: str) -> None:
    day, remark = WRONG[case]
    network, _, remarks = day.proposal()
    assert [r for r in remarks if r.startswith(remark)], remarks
    accused = remark.split(":")[0]
    assert all(accused not in hosts for hosts in network.values())
    assert f"# - {remark}" in learn(day.seen).text()


def test_an_image_of_a_doubted_server_is_not_approved() -> None:
    _, images, remarks = Day().fetch("10.0.1.1", "45.83.20.10").proposal()
    assert images == []
    assert any("came only from 45.83.20.10" in r for r in remarks)


def test_of_two_contents_under_one_name_only_a_common_one_is_approved() -> None:
    day = Day().fetch("10.0.1.1").fetch("10.0.2.1", sha256="c" * 64)
    assert day.proposal()[1] == []
    day.fetch("10.0.1.2")
    network, images, remarks = day.proposal()
    assert [i["sha256"] for i in images] == ["a" * 64]
    assert any("2 different files were received under this name" in r for r in remarks)
    assert network["boot_servers"] == [BOOT]


def test_boots_tell_of_devices_servers_and_images() -> None:
    """Also where no other log was kept; computers and whatever looks wrong are no part of it."""
    seen = Observed()
    for device, why, verdict in (
        ("10.0.1.1", ("order", "image", "restart"), "unknown"),
        ("10.0.4.1", ("options", "image"), "unknown"),
        ("10.0.1.9", ("image", "restart"), "suspicious"),
    ):
        seen.boots.append(
            Boot(
                1.0, device, why, server=BOOT if device == "10.0.1.1" else "10.0.6.66", image=f"images/{IMAGE}",
                sha256="a" * 64, platform="c2900", version="15.7(3)M8", fetched_by="http", verdict=verdict,
            )
        )  # fmt: skip
    draft = learn(seen)
    assert draft.network["boot_servers"] == [BOOT]
    assert draft.network["devices"] == ["10.0.1.1"]
    [entry] = draft.entries
    assert f'file_name = "{IMAGE}"' in entry and "a" * 64 in entry


def test_a_configuration_is_known_by_its_boot_lines() -> None:
    config: dict[str, Any] = {"name": "edge1-confg", "file_class": "network-config"}
    day = Day().fetch("10.0.1.1", lines="d" * 64, **config)
    data = tomllib.loads(learn(day.seen).text())
    assert data["config"] == [{"file_name": "edge1-confg", "sha256": "a" * 64, "lines_sha256": "d" * 64}]
    assert data["network"]["boot_servers"] == [BOOT]
    # The same boot lines in a file that differs otherwise are the same configuration.
    day.fetch("10.0.1.2", sha256="c" * 64, lines="d" * 64, **config)
    assert len(tomllib.loads(learn(day.seen).text())["config"]) == 1
    day.fetch("10.0.1.3", sha256="e" * 64, lines="f" * 64, **config)
    draft = learn(day.seen)
    assert [c["lines_sha256"] for c in tomllib.loads(draft.text())["config"]] == ["d" * 64]
    assert any("config edge1-confg ffffffffffffffff...: 2 different files" in r for r in draft.remarks)


def test_an_image_under_the_name_of_a_configuration_is_no_configuration() -> None:
    day = Day().fetch("10.0.1.1", name="edge1-confg", file_class="network-config", lines="d" * 64)
    day.seen.transfers[-1] = replace(day.seen.transfers[-1], kind="cisco-ios")
    assert "config" not in tomllib.loads(learn(day.seen).text())


def test_names_from_the_wire_cannot_break_the_file() -> None:
    nasty = 'a"\n[network]\nboot_servers = ["10.0.6.66"]\n#'
    _, images, _ = (
        Day().fetch("10.0.1.1", name="x.bin\u202e").finding("BW23", server="10.0.6.66", detail=nasty).proposal()
    )
    assert [i["file_name"] for i in images] == ["x.bin\u202e"]
    hostile = Day().fetch("10.0.1.1", "10.0.6.66").finding("BW23", server="10.0.6.66", detail=nasty)
    assert "boot_servers" not in hostile.proposal()[0]


def test_approved_images_are_kept_complete_and_none_is_overwritten(tmp_path: Path) -> None:
    moved, folder = tmp_path / "moved", tmp_path / "new" / "images"
    moved.mkdir()
    for number, content in enumerate((b"one", b"two", b"three")):
        (moved / str(number)).write_bytes(content)
    keep = keeper(moved, folder, tmp_path)
    one, two = (hashlib.sha256(c).hexdigest() for c in (b"one", b"two"))
    assert keep("..\\..\\etc/a b.bin", one) == "new/images/a_b.bin"
    assert keep("a b.bin", one) == "new/images/a_b.bin"
    assert keep("x/a b.bin", two) == f"new/images/{two[:16]}-a_b.bin"
    assert keep("c.bin", "0" * 64) is None
    assert keep("/..", two) == "new/images/image"
    kept = {f.name: f.read_bytes() for f in folder.iterdir()}
    assert kept == {"a_b.bin": b"one", f"{two[:16]}-a_b.bin": b"two", "image": b"two"}
    (tmp_path / "file").write_text("")
    with pytest.raises(BootwardenError, match=r"file/a\.bin: cannot be written: .*: choose another folder"):
        keeper(moved, tmp_path / "file", tmp_path)("a.bin", one)


def test_what_is_still_raised_is_summed_up() -> None:
    day = Day()
    for number in range(5):
        day.finding("BW20", server=BOOT, detail=f"device {number}")
    day.finding("BW10", server="10.0.6.66")
    assert still_raised(day.seen) == [
        "BW10 is still raised: what was seen",
        "BW20 is still raised 5 times: device 0",
    ]


# The command


def run(*arguments: object) -> Any:
    result = CliRunner().invoke(app, ["learn", *map(str, arguments)])
    if isinstance(result.exception, BootwardenError):
        raise result.exception
    return result


def write(folder: Path, day: Day) -> Path:
    folder.mkdir()
    evidence = [
        {k: v for k, v in asdict(e).items() if v is not None and k not in ("time", "kind", "file_class")}
        | {"ts": e.time, "evidence": f"Bootwarden::{e.kind}", "class": e.file_class}
        for e in day.seen.evidence
    ]
    transfers = [
        {k: v for k, v in asdict(t).items() if v is not None and k not in ("time", "client", "server")}
        | {"ts": t.time, "id.orig_h": t.client, "id.resp_h": t.server}
        for t in day.seen.transfers
    ]
    for name, rows in (("bootwarden.log", evidence), ("bootwarden_tftp.log", transfers)):
        (folder / name).write_text("".join(json.dumps(r) + "\n" for r in rows))
    return folder


def test_a_log_folder_is_enough(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    result = run(write(tmp_path / "logs", Day().fetch("10.0.1.1")), "-o", toml)
    assert result.exit_code == 0
    assert "1 boot server," in result.output
    assert tomllib.loads(toml.read_text())["network"]["boot_servers"] == [BOOT]


def test_doubts_are_printed_and_are_the_exit_status(tmp_path: Path) -> None:
    logs = write(tmp_path / "logs", Day().fetch("10.0.1.1", "45.83.20.10"))
    result = run(logs, "-o", tmp_path / "site.toml")
    assert result.exit_code == 1
    assert "not approved: 45.83.20.10" in result.output
    said = json.loads(run(logs, "-o", tmp_path / "other.toml", "--json").stdout)
    assert said["site"]["network"] == {"devices": ["10.0.1.1"]}
    assert len(said["doubts"]) == 2


def test_networks_that_are_inside_can_be_named(tmp_path: Path) -> None:
    logs = write(tmp_path / "logs", Day().fetch("45.83.20.9", "45.83.20.10"))
    result = run(logs, "-o", tmp_path / "site.toml", "--local", "45.83.20.0/24")
    assert result.exit_code == 0, result.output
    network = tomllib.loads((tmp_path / "site.toml").read_text())["network"]
    assert network == {"devices": ["45.83.20.9"], "boot_servers": ["45.83.20.10"], "local": ["45.83.20.0/24"]}
    with pytest.raises(BootwardenError, match=r"--local: '45\.83\.20\.1/24' is neither"):
        run(logs, "-o", tmp_path / "b.toml", "--local", "45.83.20.1/24")


def test_suricatas_logs_are_nothing_to_learn_from(tmp_path: Path) -> None:
    log = tmp_path / "eve.json"
    log.write_text('{"timestamp": "2026-01-05T08:00:00+0000", "event_type": "flow"}\n')
    with pytest.raises(BootwardenError, match="name captures or Zeek's logs"):
        run(log, "-o", tmp_path / "site.toml")
    assert not (tmp_path / "site.toml").exists()


def test_learning_never_overwrites(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    toml.write_text("# mine")
    with pytest.raises(BootwardenError, match="exists already"):
        run(write(tmp_path / "logs", Day()), "-o", toml)
    assert toml.read_text() == "# mine"


def test_a_real_capture_is_learned_from(tmp_path: Path, zeek: Engine) -> None:
    scenario = scenarios()["bw10-approved-upgrade"]
    built = captures.build([scenario], tmp_path)
    result = run(built[scenario.name], "-o", tmp_path / "site.toml")
    assert result.exit_code == 0, result.output
    data = tomllib.loads((tmp_path / "site.toml").read_text())
    assert data["network"]["boot_servers"] == [BOOT]
    assert [i["file_name"] for i in data["image"]] == [IMAGE]


def test_images_of_a_capture_are_kept_so_that_suricata_knows_them(tmp_path: Path, zeek: Engine) -> None:
    scenario = scenarios()["bw10-approved-upgrade"]
    built = captures.build([scenario], tmp_path)
    again = tmp_path / "again.pcap"
    captures.later(built[scenario.name], 1, again)
    toml = tmp_path / "here" / "site.toml"
    result = run(built[scenario.name], again, "-o", toml, "--images", tmp_path / "kept")
    assert result.exit_code == 0, result.output
    [image] = tomllib.loads(toml.read_text())["image"]
    assert image["path"] == f"../kept/{IMAGE}"
    assert [f.name for f in (tmp_path / "kept").iterdir()] == [IMAGE]
    assert load_site(toml).site.images[0].sha256 == image["sha256"]
    assert [f.name for f in toml.parent.iterdir()] == ["site.toml"]


def test_logs_hold_no_images(tmp_path: Path) -> None:
    logs = write(tmp_path / "logs", Day().fetch("10.0.1.1"))
    with pytest.raises(BootwardenError, match="--images: logs hold no images: name captures"):
        run(logs, "-o", tmp_path / "site.toml", "--images", tmp_path / "kept")


ODD = (
    b"version 15.7\r\nhostname edge1\r\n! boot system x\r\n#boot system y\r\n  boot\tsystem  tftp://10.0.0.5/A.bin \r\n"
    b"boot-start-marker\nno service config\nCONFIG-REGISTER 0x2102\nip tftp source-interface Lo0\nvstack\n"
    b"ntp clock-period 17179\n\n\nsnmp-server location boot room\rtftp-server flash:a\nboot-loader file x\nboot\n"
    b"bootx y\n"
    b"Startup system-software flash:/x.cc\nno  startup saved\nSET SYSTEM AUTOINSTALLATION\nswi=flash:/EOS.swi\n"
    b"set boot x\nBOOT=y\ntftp_server=1.2.3.4\nTFTP_FILE=z\nauto-tftp 1.2.3.4 x\nupgrade rom-monitor file tftp:\nend\n"
)


def test_both_sides_hash_the_same_boot_lines(tmp_path: Path, zeek: Engine) -> None:
    wire = Wire()
    tftp.read(wire, "10.0.1.1", BOOT, "edge1-confg", ODD)
    wire.write(tmp_path / "odd.pcap")
    run(tmp_path / "odd.pcap", "-o", tmp_path / "site.toml")
    [config] = tomllib.loads((tmp_path / "site.toml").read_text())["config"]
    assert config["lines_sha256"] == lines_sha256(ODD)
    assert len(boot_lines(ODD)) == 17
