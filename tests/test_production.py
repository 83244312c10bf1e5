"""Logs of production instead of captures: TSV, JSON and eve.json; whole, rotated, compressed and cut."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bootwarden.engines import logs
from bootwarden.engines.suricata import read_eve
from bootwarden.errors import BootwardenError
from bootwarden.replay import production
from bootwarden.replay.findings import from_alert
from bootwarden.replay.look import look
from bootwarden.replay.observed import Observed

NOTICE = {
    "ts": 1767600000.5,
    "note": "Bootwarden::AutoInstall_Request",
    "msg": "10.0.1.1 asks for network-confg "
    "[BW13 device=10.0.1.1 server=10.0.6.66 file=network-confg technique=T1542.005]",
}
EVIDENCE = {
    "ts": 1767600000.4,
    "uid": "C1",
    "device": "10.0.1.1",
    "server": "10.0.6.66",
    "stage": "fetch",
    "evidence": "Bootwarden::FILE_FETCH",
    "file_name": "network-confg",
    "verdict": "suspicious",
    "technique": ["T1542.005"],
}
TRANSFER = {
    "ts": 1767600000.4,
    "uid": "C1",
    "id.orig_h": "10.0.1.1",
    "id.resp_h": "10.0.6.66",
    "op": "read",
    "file_name": "a\\b \u00e9",
    "size": 1000,
}
ALERT = {
    "timestamp": "2026-01-05T08:00:00.500000+0000",
    "event_type": "alert",
    "src_ip": "10.0.1.1",
    "dest_ip": "10.0.6.66",
    "alert": {
        "signature_id": 1542005130,
        "signature": "BOOTWARDEN AutoInstall",
        "metadata": {"bootwarden_detection": ["BW13"], "bootwarden_device": ["src_ip"]},
    },
}
HEADER = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t{}\n"
TSV = {
    "notice.log": HEADER.format("notice")
    + "#fields\tts\tnote\tmsg\n#types\ttime\tenum\tstring\n"
    + f"{NOTICE['ts']}\t{NOTICE['note']}\t{NOTICE['msg']}\n",
    "bootwarden.log": HEADER.format("bootwarden")
    + "#fields\tts\tuid\tdevice\tserver\tstage\tevidence\tfile_name\tobject\tverdict\ttechnique\n"
    + "#types\ttime\tstring\taddr\tstring\tstring\tenum\tstring\tstring\tstring\tset[string]\n"
    + "1767600000.4\tC1\t10.0.1.1\t10.0.6.66\tfetch\tBootwarden::FILE_FETCH\tnetwork-confg\t-\tsuspicious\tT1542.005\n",
    "bootwarden_tftp.log": HEADER.format("bootwarden_tftp")
    + "#fields\tts\tuid\tid.orig_h\tid.resp_h\top\tfile_name\tsize\n"
    + "#types\ttime\tstring\taddr\taddr\tstring\tstring\tcount\n"
    + "1767600000.4\tC1\t10.0.1.1\t10.0.6.66\tread\ta\\\\b \\xc3\\xa9\t1000\n",
}
JSON = {
    "notice.log": json.dumps(NOTICE) + "\n",
    "bootwarden.log": json.dumps(EVIDENCE) + "\n",
    "bootwarden_tftp.log": json.dumps(TRANSFER) + "\n",
}


def observe(folder: Path) -> Observed:
    return production.observe(logs.find(folder))


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("files", [TSV, JSON], ids=["tsv", "json"])
def test_both_formats_say_the_same(tmp_path: Path, files: dict[str, str]) -> None:
    seen = observe(write(tmp_path / "logs", {**files, "conn.log": "not read", "reporter.log": "neither"}))
    assert seen.warnings == []
    assert seen.engines == ["zeek"]
    [finding], [evidence], [transfer] = seen.findings, seen.evidence, seen.transfers
    assert (finding.time, finding.detection, finding.file_name) == (1767600000.5, "BW13", "network-confg")
    assert (evidence.kind, evidence.technique, evidence.object) == ("FILE_FETCH", ("T1542.005",), None)
    assert (transfer.client, transfer.size, transfer.file_name) == ("10.0.1.1", 1000, "a\\b \u00e9")


def test_iso_times_rotated_and_compressed_logs_are_read(tmp_path: Path) -> None:
    day = tmp_path / "2026-01-05"
    day.mkdir()
    with gzip.open(day / "notice.08:00:00-09:00:00.log.gz", "wt") as stream:
        stream.write(json.dumps(NOTICE | {"ts": "2026-01-05T08:00:00.500000Z"}) + "\n")
    (day / "bootwarden_tftp_20260105.log").write_text(JSON["bootwarden_tftp.log"])
    seen = observe(tmp_path)
    assert [f.time for f in seen.findings] == [1767600000.5]
    assert len(seen.transfers) == 1


def test_streamed_json_names_its_log_itself(tmp_path: Path) -> None:
    file = tmp_path / "anything.json"
    file.write_text("".join(json.dumps({"_path": p, **r}) + "\n" for p, r in (("notice", NOTICE), ("conn", {"ts": 1}))))
    seen = production.observe([file])
    assert (len(seen.findings), seen.warnings) == (1, [])


def test_eve_is_read_without_its_flows(tmp_path: Path) -> None:
    flow = json.dumps({"event_type": "flow", "src_ip": "10.0.0.1"}) + "\n"
    (tmp_path / "eve.json").write_text(flow * 50 + json.dumps(ALERT) + "\n" + flow)
    seen = observe(tmp_path)
    assert [(f.engine, f.detection, f.time, f.device) for f in seen.findings] == [
        ("suricata", "BW13", 1767600000.5, "10.0.1.1")
    ]
    assert seen.engines == ["suricata"]


def test_alerts_without_metadata_get_it_from_the_rules(tmp_path: Path) -> None:
    bare = json.loads(json.dumps(ALERT))
    del bare["alert"]["metadata"]
    bare["alert"]["signature_id"] = 1542100007
    (tmp_path / "eve.json").write_text(json.dumps(bare) + "\n")
    rules = tmp_path / "bootwarden-site.rules"
    rules.write_text(
        'alert udp any any -> any 69 (msg:"x"; metadata: bootwarden_detection BW10, bootwarden_device src_ip; '
        "sid:1542100007;)\n"
    )
    seen = production.observe([tmp_path / "eve.json"], rules)
    assert [f.detection for f in seen.findings] == ["BW10"]


REQUEST = {
    "timestamp": ALERT["timestamp"],
    "flow_id": 7,
    "event_type": "tftp",
    "tftp": {"packet": "read", "file": "network-confg", "mode": "octet"},
}


def test_an_alert_on_a_request_gets_its_file_name(tmp_path: Path) -> None:
    asked = ALERT | {"flow_id": 7, "app_proto": "tftp"}
    alone = asked | {"flow_id": 8}
    later = REQUEST | {"timestamp": "2026-01-05T08:00:09.000000+0000", "tftp": {"file": "other"}}
    text = "".join(json.dumps(r) + "\n" for r in (alone, asked, REQUEST, later))
    (tmp_path / "eve.json").write_text(text)
    seen = observe(tmp_path)
    assert sorted((f.file_name or "") for f in seen.findings) == ["", "network-confg"]
    assert [r.get("tftp", {}).get("file") for r in read_eve(tmp_path / "eve.json").alerts] == ["network-confg", None]


@pytest.mark.parametrize("name", ["x.json", "conn_state.log"])
def test_a_log_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"ts":1,"uid":"C1"}\n')
    with pytest.raises(BootwardenError, match=f"{name}: says nothing about booting: name notice.log"):
        production.observe([tmp_path / name])


CUT = {
    "tsv": ("notice.log", TSV["notice.log"] + "1767600001.5\tBootwarden::Auto"),
    "tsv header": ("notice.log", "#separator \\x\n" + TSV["notice.log"]),
    "json": ("notice.log", JSON["notice.log"] + JSON["notice.log"][:40]),
    "json cut at its start": ("notice.log", JSON["notice.log"][20:] + JSON["notice.log"]),
    "eve": ("eve.json", json.dumps(ALERT) + "\n" + json.dumps(ALERT)[:60]),
    "no time": ("notice.log", JSON["notice.log"] + json.dumps({k: v for k, v in NOTICE.items() if k != "ts"}) + "\n"),
    "a list": ("notice.log", JSON["notice.log"] + "[1]\n"),
    "an alert that is text": ("eve.json", json.dumps(ALERT) + '\n{"event_type":"alert","alert":"x"}\n'),
    "a time of no calendar": ("notice.log", JSON["notice.log"] + json.dumps(NOTICE | {"ts": 1e300}) + "\n"),
    "an endless time": ("notice.log", JSON["notice.log"] + json.dumps(NOTICE | {"ts": float("inf")}) + "\n"),
    "no number": ("notice.log", JSON["notice.log"] + json.dumps(NOTICE | {"ts": float("nan")}) + "\n"),
    "nested for ever": ("notice.log", JSON["notice.log"] + '{"ts":' + "[" * 100_000 + "\n"),
    "no detection": (
        "eve.json",
        json.dumps(ALERT)
        + "\n"
        + json.dumps(ALERT | {"alert": {"signature_id": 1, "metadata": {"bootwarden_detection": "BW13"}}})
        + "\n",
    ),
    "a line without end": ("notice.log", JSON["notice.log"] + "{" * (logs.MAX_LINE + 5)),
}


@pytest.mark.parametrize("case", CUT)
def test_a_damaged_line_is_left_out_and_said(tmp_path: Path, case: str) -> None:
    name, text = CUT[case]
    (tmp_path / name).write_text(text)
    seen = observe(tmp_path)
    assert len(seen.findings) == 1
    [warning] = seen.warnings
    assert name in warning
    assert "1 line is cut or damaged" in warning


def test_a_size_that_is_none_leaves_its_line_out(tmp_path: Path) -> None:
    rows = [TRANSFER, TRANSFER | {"size": float("inf")}, TRANSFER | {"size": "x"}, TRANSFER | {"size": [1]}]
    (tmp_path / "bootwarden_tftp.log").write_text("".join(json.dumps(r) + "\n" for r in rows))
    seen = observe(tmp_path)
    assert len(seen.transfers) == 1
    assert "3 lines are cut or damaged" in seen.warnings[0]


def test_a_compressed_log_that_is_cut_is_read_up_to_there(tmp_path: Path) -> None:
    whole = gzip.compress((JSON["notice.log"] * 5000).encode())
    (tmp_path / "notice.log.gz").write_bytes(whole[: len(whole) // 2])
    seen = observe(tmp_path)
    assert 0 < len(seen.findings) < 5000
    assert any("is cut: read up to there" in w for w in seen.warnings)


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02" * 100, b"hello\nworld\n", b"\x1f\x8bxxxx"], ids=["binary", "text", "gz"]
)
def test_what_is_no_log_is_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notice.log"
    file.write_bytes(content)
    try:
        seen = production.observe([file])
    except BootwardenError as error:
        assert "notice.log: is neither a capture nor a log" in str(error)
    else:
        assert content.startswith(b"\x1f\x8b")
        assert seen.warnings


def test_a_file_of_a_folder_that_is_no_log_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "eve.json").write_bytes(b"\x00\x01\n")
    (tmp_path / "notice.log").write_text(JSON["notice.log"])
    seen = look([tmp_path], None, None, lambda what, at, size: None, lambda file, size: None)
    assert len(seen.findings) == 1
    [warning] = seen.warnings
    assert warning.startswith(f"{tmp_path}/eve.json: is neither a capture nor a log")
    with pytest.raises(BootwardenError, match="is neither a capture nor a log"):
        production.observe([tmp_path / "eve.json", tmp_path / "notice.log"])


def test_a_folder_without_logs_says_what_to_name(tmp_path: Path) -> None:
    (tmp_path / "conn.log").write_text("x")
    with pytest.raises(BootwardenError, match="name the folder that Zeek or Suricata logs to"):
        logs.find(tmp_path)


def test_an_empty_log_is_an_empty_log(tmp_path: Path) -> None:
    (tmp_path / "notice.log").write_text(HEADER.format("notice"))
    assert observe(tmp_path).findings == []


def alert(**parts: object) -> dict[str, object]:
    metadata = {"bootwarden_detection": ["BW07"], "bootwarden_device": ["src_ip"], "mitre_technique_id": ["T1542.005"]}
    said = {"signature_id": 1542005077, "signature": "BOOTWARDEN BW07 logged", "metadata": metadata}
    return {
        "timestamp": "2026-01-05T08:00:00+0000",
        "src_ip": "10.0.1.1",
        "dest_ip": "10.0.9.30",
        "alert": said,
    } | parts


@pytest.mark.parametrize(("port", "actor"), [(514, None), (601, None), (23, "10.0.9.30")])
def test_the_collector_is_not_who_acted(port: int, actor: str | None) -> None:
    found = from_alert(alert(dest_port=port), "7.0.10")
    assert found is not None
    assert (found.device, found.actor) == ("10.0.1.1", actor)


def test_boots_are_read(tmp_path: Path) -> None:
    boot = {"ts": 1767600000.0, "device": "10.0.1.1", "why": ["restart", "fetch"], "image": "a.bin", "duration": 3.5}
    (tmp_path / "bootwarden_boots.log").write_text(
        json.dumps(boot | {"uids": ["C2", "C1"], "verdict": "unknown"}) + "\n"
    )
    [seen] = production.observe([tmp_path / "bootwarden_boots.log"]).boots
    assert (seen.device, seen.why, seen.image, seen.duration) == ("10.0.1.1", ("restart", "fetch"), "a.bin", 3.5)
    assert (seen.uids, seen.verdict, seen.server) == (("C2", "C1"), "unknown", None)
