"""The report: what both engines say becomes one story, and one HTML file that everyone can read."""

from __future__ import annotations

import base64
import csv
import importlib
import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape
from rich.console import Console
from typer.testing import CliRunner

from bootwarden.cli import app, commands, say  # noqa: F401 (registers the commands)
from bootwarden.detections import DETECTIONS
from bootwarden.engines import logs
from bootwarden.errors import BootwardenError
from bootwarden.replay import production
from bootwarden.replay.findings import Finding
from bootwarden.replay.observed import Boot, Evidence, Observed, Transfer
from bootwarden.report.about import About, source
from bootwarden.report.attack import techniques
from bootwarden.report.devices import stage_of, stories, worst
from bootwarden.report.html import MAX_DEVICES, render, shown, size
from bootwarden.report.indicators import as_csv, as_stix, indicators
from bootwarden.report.matrix import Row, coverage, detection_of, read_results, rows
from bootwarden.report.merge import joined, merge
from bootwarden.report.navigator import layer
from bootwarden.report.pages import meaning, response
from bootwarden.report.picture import offset, picture
from bootwarden.report.story import Approved, compared
from bootwarden.scenarios.model import scenarios
from browser import CHROMIUM, Browser
from hijack import DEVICE, EVIDENCE, EVIL, IMAGE, NOTICES, ROGUE, START, write_logs

BOTH = ["zeek 8.0.10", "suricata 7.0.10"]


def finding(
    at: float, engine: str = "zeek", detection: str = "BW10", server: str | None = ROGUE, **more: object
) -> Finding:
    values = {"device": DEVICE, "name": DETECTIONS[detection].notice, "engine_version": "1"} | more
    return Finding(time=START + at, engine=engine, detection=detection, server=server, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    return production.observe(logs.find(write_logs(tmp_path_factory.mktemp("logs"))))


# Merging


def test_engines_that_say_the_same_are_one_incident() -> None:
    [incident] = merge([finding(0.1, "suricata", server="10.0.0.9"), finding(0), finding(1, "suricata")], BOTH)
    assert incident.families == {"zeek", "suricata"}
    assert (incident.time, incident.first.engine, incident.note) == (START, "zeek", "")


def test_what_suricata_says_joins_the_boot_that_zeek_saw() -> None:
    seen = Observed(
        [finding(100, "suricata"), finding(900, "suricata", "BW11"), finding(5, "suricata", device="10.0.1.2")],
        boots=[Boot(START, DEVICE, ("order", "image"), server=ROGUE, image="a.bin", duration=60.0, verdict="unknown")],
        engines=BOTH,
    )
    [(boot, raised)] = joined(seen.boots, merge(seen.findings, BOTH))
    assert (boot.device, [i.detection for i in raised]) == (DEVICE, ["BW10"])
    assert "order, image, image" in (page := render(seen, ["x.pcap"])) and "BW10 (suricata 1)" in page


@pytest.mark.parametrize(
    "other",
    [
        finding(500, "suricata"),
        finding(0, "suricata", "BW11"),
        finding(0, "suricata", device="10.0.1.2"),
        finding(0, "suricata", capture="b.pcap"),
        finding(0, server="10.0.6.67"),
        finding(0, file_name="b.bin"),
        finding(1, actor="10.0.6.7"),
    ],
    ids=["later", "detection", "device", "capture", "server", "file", "actor"],
)
def test_what_differs_is_not_merged(other: Finding) -> None:
    assert len(merge([finding(0, file_name="a.bin", actor="10.0.6.6"), other], BOTH)) == 2


def test_two_who_order_the_same_are_two_incidents_of_both_engines() -> None:
    ordered = [
        finding(at + n, engine, "BW05", None, actor=f"10.0.6.{n}")
        for engine, at in (("suricata", 0.4), ("zeek", 0))
        for n in range(3)
    ]
    incidents = merge(ordered, BOTH)
    assert [{f.actor for f in i.findings} for i in incidents] == [{"10.0.6.0"}, {"10.0.6.1"}, {"10.0.6.2"}]
    assert all(i.families == {"zeek", "suricata"} for i in incidents)


def test_suricatas_findings_join_the_incident_of_the_same_server() -> None:
    incidents = merge([finding(0), finding(1, server="10.0.6.67"), finding(0.1, "suricata", server="10.0.6.67")], BOTH)
    assert [sorted(i.families) for i in incidents] == [["zeek"], ["suricata", "zeek"]]


def test_two_files_that_both_engines_saw_are_two_incidents_of_both() -> None:
    # Suricata speaks at the first block, Zeek at the end, and Suricata names no file.
    files = [finding(0, file_name="a.bin"), finding(0.02, file_name="b.bin")]
    alerts = [finding(-0.02, "suricata"), finding(0, "suricata")]
    assert [sorted(i.families) for i in merge(files + alerts, BOTH)] == [["suricata", "zeek"]] * 2


def test_two_servers_seen_by_suricata_alone_stay_two() -> None:
    assert len(merge([finding(0, "suricata"), finding(1, "suricata", server="10.0.6.67")], BOTH)) == 2


def test_an_answer_that_went_to_everybody_or_a_relay_is_merged_by_its_sender() -> None:
    zeek = finding(0, detection="BW01", actor="10.0.6.66")
    for device in ("255.255.255.255", "10.0.1.254"):
        told = finding(0, "suricata", "BW01", device=device, server=None, actor="10.0.6.66")
        [incident] = merge([told, zeek, finding(0, detection="BW01", actor="10.0.0.2", device="10.0.1.3")], BOTH)[:1]
        assert (incident.device, incident.families, incident.note) == (DEVICE, {"zeek", "suricata"}, "")
        assert len(merge([replace(told, actor="10.0.6.67"), zeek], BOTH)) == 2
        assert len(merge([replace(told, time=START + 9), zeek], BOTH)) == 2
        assert len(merge([replace(told, detection="BW03"), replace(zeek, detection="BW03")], BOTH)) == 2


def test_an_address_is_the_same_however_written() -> None:
    one = finding(0, device="2001:db8::1")
    other = finding(0, "suricata", device="2001:0db8:0000:0000:0000:0000:0000:0001")
    assert [i.device for i in merge([one, other], BOTH)] == ["2001:db8::1"]


@pytest.mark.parametrize(
    ("detection", "engine", "with_site", "note"),
    [
        ("BW22", "zeek", True, "only Zeek can see this"),
        ("BW10", "zeek", False, "Zeek only: Suricata needs rules compiled from a site.toml for this"),
        ("BW10", "zeek", True, "Zeek only"),
        ("BW11", "zeek", False, "Zeek only"),
        ("BW11", "suricata", False, "Suricata only"),
    ],
)
def test_what_only_one_engine_says_is_explained(detection: str, engine: str, with_site: bool, note: str) -> None:
    assert [i.note for i in merge([finding(0, engine, detection)], BOTH, with_site)] == [note]
    assert [i.note for i in merge([finding(0, engine, detection)], BOTH[:1], with_site)] == [""]


# Stories


def test_the_story_of_a_device_is_told_in_order(seen: Observed) -> None:
    first, second = stories(seen, merge(seen.findings, seen.engines, True))
    assert first.device == DEVICE
    told = [(m.stage, m.incident.detection if m.incident else m.verdict) for m in first.moments]
    assert told == [
        ("fetch", "expected"),
        ("redirect", "BW03"),
        ("redirect", "BW08"),
        ("boot", "BW05"),
        ("fetch", "BW10"),
        ("content", "BW21"),
        ("hijack", "BW30"),
        ("boot", "unknown"),
    ]
    assert [(s.name, s.verdict) for s in first.servers] == [
        (ROGUE, "suspicious"),
        ("45.83.20.10", "unknown"),
        ("10.0.0.5", "expected"),
    ]
    assert [(i.transfer.file_name, i.verdict) for i in first.images] == [
        (IMAGE, "expected"),
        (IMAGE, "suspicious"),
        (EVIL, "unknown"),
    ]
    assert (second.device, second.incidents, second.stages) == ("10.0.1.2", [], ["fetch"])


def test_a_notice_that_informs_is_not_shown_as_suspicious() -> None:
    fact = Evidence(START, DEVICE, "fetch", "AUTOINSTALL_REQUEST", "unknown")
    seen = Observed([finding(0, detection="BW13")], [fact])
    [story] = stories(seen, merge(seen.findings, BOTH))
    assert [(m.verdict, m.evidence) for m in story.moments] == [("unknown", fact)]
    assert "BW13 (information)" in render(seen, ["x"])
    # A verdict of a later release is no reason to fail.
    assert "odd" in render(replace(seen, evidence=[replace(fact, verdict="odd", time=START + 9)]), ["x"])


def test_every_detection_has_a_stage_and_a_technique() -> None:
    assert {stage_of(d) for d in DETECTIONS} == {"redirect", "fetch", "content", "boot", "hijack"}
    listed = {d.id for t in techniques([]) for d, _ in t.detections}
    assert listed == set(DETECTIONS)


def test_the_worst_verdict_counts() -> None:
    assert worst(["expected", "suspicious", "unknown"]) == "suspicious"
    assert worst(["expected", "odd"]) == "unknown"
    assert worst([]) == "unknown"


# Matrix


def test_sids_name_their_detection() -> None:
    assert detection_of(1542005130) == "BW13"
    assert detection_of(1542110003) == "BW10"
    assert detection_of(1542005990) is None
    assert detection_of(2008116) is None


@pytest.fixture(scope="module")
def matrix() -> list[Row]:
    return rows(scenarios().values())


def test_the_matrix_holds_every_scenario_and_detection(matrix: list[Row]) -> None:
    assert {r.scenario.name for r in matrix} == set(scenarios())
    assert [c.detection for c in coverage(matrix)] == list(DETECTIONS)


def test_results_are_shown_beside_what_was_expected(tmp_path: Path) -> None:
    name = next(iter(scenarios()))
    results = [
        {"scenario": name, "run": "plain", "engine": "zeek", "problems": []},
        {"scenario": name, "run": "plain", "engine": "suricata7", "problems": ["missing: x"]},
        {"scenario": name, "run": "plain", "engine": "suricata8", "problems": []},
    ]
    (tmp_path / "results.json").write_text(json.dumps(results))
    [row] = rows([scenarios()[name]], read_results(tmp_path / "results.json"))
    assert (row.zeek["plain"].ran, row.zeek["plain"].failed) == (("zeek",), ())
    assert (row.suricata["plain"].ran, row.suricata["plain"].failed) == (("suricata8",), ("suricata7",))


@pytest.mark.parametrize("text", ["", "[1]", "{}x", '[{"scenario": 1}]'])
def test_results_that_are_none_are_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(BootwardenError, match=r"r\.json: holds no results"):
        read_results(tmp_path / "r.json")


# HTML


class Outline(HTMLParser):
    """What a page consists of."""

    VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_loads_nothing(seen: Observed, matrix: list[Row]) -> None:
    text = render(seen, ["x.pcap"], "site.toml", matrix)
    page = Outline()
    page.feed(text)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "form"} & {tag for tag, _ in page.tags}
    assert not any(
        name in ("src", "srcset") or name.startswith("on") for _, attributes in page.tags for name in attributes
    )
    outside = {a["href"] for tag, a in page.tags if tag == "a" and not (a["href"] or "").startswith("#")}
    assert all((href or "").startswith("https://attack.mitre.org/techniques/") for href in outside)
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("#")} <= set(ids)  # type: ignore[index]


def test_what_came_from_the_wire_is_text(seen: Observed) -> None:
    text = render(seen, ["<x>.pcap"])
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e.bin" in text
    assert "version 15.7(3)M8 &lt;b&gt;" in text
    assert "&lt;x&gt;.pcap" in text


def test_unprintable_text_is_spelled_out_and_long_text_cut() -> None:
    assert shown("a\x00\u202eb") == "a\\u0000\\u202eb"
    assert len(shown("x" * 1000)) == 300


def test_sizes_are_readable() -> None:
    assert [size(n) for n in (0, 1023, 1024, 85053068, 5 << 30)] == [
        "0 bytes",
        "1023 bytes",
        "1.0 KiB",
        "81.1 MiB",
        "5.0 GiB",
    ]


def test_hijacked_devices_come_first_with_their_story_and_an_overview_names_all() -> None:
    hijack = finding(900, detection="BW30", device="10.0.1.9", detail="redirect, then fetch", actor="10.0.6.6")
    seen = Observed([finding(0), finding(5, device="10.0.1.3"), hijack])
    text = render(seen, ["x"])
    lead = text[text.index('<p class="lead">') :].split("</p>")[0]
    assert lead.count(">08:15:00.000<") == 2
    assert f'by boot server <bdi class="wire">{ROGUE}</bdi>, on the orders of <bdi class="wire">10.0.6.6</bdi>.' in lead
    named = [f'href="#device-{n + 1}"><bdi class="wire">{d}<' for n, d in enumerate(("10.0.1.9", DEVICE, "10.0.1.3"))]
    assert all(link in text for link in named)
    assert text.index('id="device-1"') < text.index('id="device-2"') < text.index('id="device-3"')


def test_a_stage_tells_when_its_worst_was_first_seen(seen: Observed) -> None:
    text = render(seen, ["x"])
    fetch = text[text.index("<strong>fetch</strong>") :].split("</li>")[0]
    assert "2 seen, suspicious" in fetch
    assert "08:00:31.000" in fetch
    assert "07:00:00.000" not in fetch


def test_a_report_on_a_whole_network_stays_a_page_that_a_browser_can_hold() -> None:
    seen = Observed([finding(n, device=f"10.1.{n // 250}.{n % 250}") for n in range(MAX_DEVICES + 7)])
    text = render(seen, ["x"])
    assert text.count("<article") == MAX_DEVICES
    assert "10.1.0.206" in text
    assert "The overview names 7 more devices" in text


def test_what_suricata_alone_saw_names_who_and_which_file() -> None:
    alone = finding(0, "suricata", "BW05", server=None, actor="10.0.6.6", file_name="a.bin", detail="SNMP SET")
    text = render(Observed([alone], engines=BOTH), ["x"])
    assert 'by <bdi class="wire">10.0.6.6</bdi>' in text
    assert '<bdi class="wire">a.bin</bdi>' in text


def test_an_empty_report_says_so() -> None:
    assert "Nothing was found." in render(Observed(), ["x.pcap"])
    assert "No capture was read" in render(Observed(), [])


def test_the_same_input_gives_the_same_file(seen: Observed) -> None:
    assert render(seen, ["a"]) == render(seen, ["a"])


# The picture, what was approved, what to look for


def test_the_picture_is_in_order_and_to_scale(seen: Observed) -> None:
    [story, _] = stories(seen, merge(seen.findings, seen.engines, True))
    drawn = picture(story)
    assert drawn is not None
    assert [lane.host for lane in drawn.lanes] == ["10.0.6.6", DEVICE, ROGUE]
    told = [(a.label, a.source.host, a.target.host, a.ids) for a in drawn.arrows]
    assert told == [
        ("SNMP: config", "10.0.6.6", DEVICE, "BW03"),
        ("boot lines", ROGUE, DEVICE, "BW08"),
        ("reload ordered", "10.0.6.6", DEVICE, "BW05"),
        ("asks for file", DEVICE, ROGUE, "BW10"),
        ("receives file", ROGUE, DEVICE, "BW21"),
        ("hijack: stages joined", DEVICE, DEVICE, "BW30"),
        ("restart", DEVICE, DEVICE, ""),
    ]
    rows = [a.y for a in drawn.arrows]
    assert all(b - a >= 40 for a, b in itertools.pairwise(rows))
    shares = [(a.axis - drawn.arrows[0].axis) / (drawn.arrows[-1].axis - drawn.arrows[0].axis) for a in drawn.arrows]
    assert shares == pytest.approx([t / 90 for t in (0, 1.2, 20.4, 31, 33.5, 33.5, 90)])
    assert rows[-1] < drawn.height


def test_many_hosts_share_a_lane_and_many_arrows_are_counted() -> None:
    found = [finding(n * 300, "zeek", "BW10", f"10.0.6.{n}", file_name=f"{n}.bin") for n in range(40)]
    [story] = stories(Observed(found), merge(found))
    drawn = picture(story)
    assert drawn is not None
    assert [lane.host for lane in drawn.lanes] == [DEVICE, "10.0.6.0", "10.0.6.1", "others"]
    assert (len(drawn.arrows), drawn.left_out) == (18, 22)
    assert {a.target.host for a in drawn.arrows[2:]} == {"others"}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "+0"),
        (0.4012, "+401 ms"),
        (20.4, "+20.4 s"),
        (115.4, "+1 min 55 s"),
        (90000, "+1 d 1 h"),
        (59.9996, "+60 s"),
    ],
)
def test_times_since_the_beginning_are_short(seconds: float, words: str) -> None:
    assert offset(seconds) == words


def test_a_hijack_stands_where_its_story_ends() -> None:
    chained = Evidence(START + 50, DEVICE, "boot", "RESTARTED", "unknown", chain="C1")
    first = Evidence(START + 5, DEVICE, "fetch", "FILE_FETCH", "suspicious", chain="C1")
    seen = Observed([finding(5, detection="BW30"), finding(2)], [first, chained])
    [story] = stories(seen, merge(seen.findings))
    assert [(m.stage, m.time - START, m.raised and m.raised - START) for m in story.moments[-2:]] == [
        ("boot", 50, None),
        ("hijack", 50, 5),
    ]


def test_a_file_is_asked_for_before_it_comes() -> None:
    """Zeek tells of the request once it knows what comes; Suricata's alert on the content may be earlier."""
    asked = Evidence(
        START + 3.006, DEVICE, "fetch", "FILE_FETCH", "suspicious", server=ROGUE, file_name=IMAGE, uid="C1"
    )
    came = Evidence(
        START + 3.009, DEVICE, "content", "FILE_CONTENT", "suspicious", server=ROGUE, file_name=IMAGE, uid="C1"
    )
    moved = Transfer(START + 3.004, DEVICE, ROGUE, "read", IMAGE, uid="C1")
    found = [finding(3.009, detection="BW20"), finding(3.005, "suricata", "BW20")]
    [story] = stories(Observed(found, [asked, came], [moved]), merge(found))
    assert [(m.stage, round(m.time - START, 3)) for m in story.moments] == [("fetch", 3.004), ("content", 3.005)]
    drawn = picture(story)
    assert drawn is not None and [a.label for a in drawn.arrows] == ["asks for file", "receives file"]


def test_what_came_stands_beside_what_was_approved(seen: Observed) -> None:
    [story, _] = stories(seen, merge(seen.findings, seen.engines, True))
    known = [Approved(IMAGE.upper(), "a" * 64, None, "15.7(3)M8"), Approved("other.bin", "d" * 64)]
    [both] = compared(story, known)
    assert (both.file_name, both.received, [a.sha256 for a in both.approved]) == (IMAGE, "b" * 64, ["a" * 64])
    text = render(seen, ["x"], "site.toml", approved=known)
    assert text.index("b" * 64) < text.index("a" * 64)


def test_a_hash_that_only_the_notice_says_is_shown() -> None:
    told = finding(0, detection="BW21", file_name="a.bin", why=f"the content (sha256 {'e' * 64}) is not")
    [story] = stories(Observed([told]), merge([told]))
    assert [c.received for c in compared(story, [])] == ["e" * 64]


def test_each_stage_says_what_was_seen(seen: Observed) -> None:
    seen = replace(seen, evidence=[replace(e, kind="RESTARTED") if e.kind == "RESTART" else e for e in seen.evidence])
    seen = replace(seen, evidence=[replace(e, kind="RELOAD_ORDER") if e.kind == "RELOAD" else e for e in seen.evidence])
    text = render(seen, ["x"])
    boot = text[text.index("<strong>boot</strong>") :].split("</li>")[0]
    assert "reload ordered, restarted" in boot


def test_indicators_are_what_looks_wrong_and_nothing_else(seen: Observed) -> None:
    found = indicators(stories(seen, merge(seen.findings, seen.engines, True)))
    assert [(i.kind, i.value) for i in found] == [
        ("ipv4-addr", "10.0.6.6"),
        ("ipv4-addr", ROGUE),
        ("sha256", "b" * 64),
        ("file-name", "edge1-confg"),
    ]
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert [r["value"] for r in rows] == [i.value for i in found]
    assert rows[2]["file_name"] == IMAGE


def test_no_cell_of_the_csv_is_a_formula() -> None:
    told = finding(0, file_name="=cmd|' /C calc'!A0")
    [story] = stories(Observed([told]), merge([told]))
    assert "'=cmd" in as_csv(indicators([story]))


def test_stix_is_valid_and_the_same_every_time(seen: Observed) -> None:
    stix2 = pytest.importorskip("stix2")
    told = stories(seen, merge(seen.findings, seen.engines, True))
    odd = finding(0, server="boot'\\.example", file_name="\u202e'].bin")
    told += stories(Observed([odd]), merge([odd]))
    text = as_stix(indicators(told))
    assert text == as_stix(indicators(told))
    bundle = stix2.parse(text, allow_custom=False)
    kinds = [o["type"] for o in bundle.objects]
    assert kinds.count("indicator") == len(indicators(told))
    ids = {o["id"] for o in bundle.objects}
    assert len(ids) == len(bundle.objects)
    assert all(o["source_ref"] in ids and o["target_ref"] in ids for o in bundle.objects if o["type"] == "relationship")
    patterns = importlib.import_module("stix2.pattern_visitor")
    for o in bundle.objects:
        if o["type"] == "indicator":
            patterns.create_pattern_object(o["pattern"], version="2.1")
    assert "objects" not in json.loads(as_stix([]))


def test_the_navigator_layer_counts_findings(seen: Observed) -> None:
    made = json.loads(layer(merge(seen.findings, seen.engines, True)))
    assert {t["techniqueID"]: t["score"] for t in made["techniques"]} == {
        "T1542.005": 5,
        "T1601.001": 1,
        "T1601.002": 0,
        "T1602.002": 0,
    }
    assert made["domain"] == "enterprise-attack"


def test_a_report_says_what_it_was_made_of(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc")
    about = About((source(tmp_path / "x", "x.pcap"), source(tmp_path)), None, START)
    text = render(Observed(engines=BOTH), ["x.pcap"], about=about)
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" in text
    assert "zeek 8.0.10, suricata 7.0.10" in text
    assert "2026-01-05" in text


def test_every_finding_leads_to_its_page(seen: Observed) -> None:
    text = render(seen, ["x"])
    for detection in ("BW03", "BW05", "BW08", "BW10", "BW21", "BW30"):
        assert f'href="#about-{detection}"' in text
        assert f'id="about-{detection}"' in text
        assert f"bootwarden explain {detection}" in text


def test_a_report_says_what_to_do_and_what_a_finding_means(seen: Observed) -> None:
    text = render(seen, ["x"])
    assert response("BW30")
    assert all(str(escape(step)) in text for step in response("BW30"))
    for detection in DETECTIONS:
        assert meaning(detection)
        assert response(detection), f"{detection}: steps under Response are numbered"
    assert str(escape(meaning("BW08"))) in text
    assert "BW99" in render(Observed([replace(finding(0), detection="BW99")]), ["x"])


# Commands


def test_replay_reads_logs_and_tells_json_as_a_list_of_findings(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["replay", "--json", str(write_logs(tmp_path / "logs"))])
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    keys = "time engine engine_version detection name device actor server file_name technique capture detail"
    assert all(" ".join(f) == keys for f in found)
    assert sorted(f["detection"] for f in found if f["engine"] == "suricata") == ["BW03", "BW10", "BW10"]
    assert [f["time"] for f in found] == sorted(f["time"] for f in found)


def test_replay_tells_the_story_of_each_device(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["replay", str(write_logs(tmp_path / "logs"))], env={"COLUMNS": "200"})
    assert result.exit_code == 1
    story = result.output
    assert story.index("BW03 ") < story.index("Boot_Config_Served") < story.index("Netboot_Hijack")
    assert "seen, and nothing raised: 10.0.1.2" in story


HOSTILE = "\x1b]0;owned\x07\x1b[2Ja\nb\u202e\x9b31m"
SPELLED = r"\u001b]0;owned\u0007\u001b[2Ja\u000ab\u202e\u009b31m"


def test_no_name_of_the_wire_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    folder = write_logs(tmp_path / "logs")
    notice = NOTICES[0] | {"msg": f"{HOSTILE} {NOTICES[0]['msg']}"}
    fact = EVIDENCE[-2] | {"file_name": HOSTILE, "detail": HOSTILE}
    (folder / "notice.log").write_text(json.dumps(notice) + "\n")
    (folder / "bootwarden.log").write_text(json.dumps(fact) + "\n")
    (folder / f"notice.{HOSTILE}.log").write_text('{"ts":')
    result = CliRunner().invoke(app, ["replay", str(folder)], env={"COLUMNS": "2000"})
    assert result.exit_code == 1
    assert result.output.count(SPELLED) == 4
    assert [c for c in result.output if not c.isprintable() and c != "\n"] == []
    with pytest.raises(BootwardenError) as caught:
        CliRunner().invoke(app, ["replay", str(tmp_path / HOSTILE)], catch_exceptions=False)
    monkey = io.StringIO()
    say(str(caught.value), to=Console(file=monkey, force_terminal=True, color_system=None))
    assert SPELLED[:8] in monkey.getvalue()
    assert "\x1b" not in monkey.getvalue()


def test_a_narrow_terminal_loses_no_letter_of_a_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["replay", str(write_logs(tmp_path / "logs"))], env={"COLUMNS": "60"})
    assert IMAGE in "".join(line[30:].strip() for line in result.output.splitlines())
    assert "…" not in result.output


def test_a_story_of_two_days_says_when_the_day_changes(tmp_path: Path) -> None:
    folder = write_logs(tmp_path / "logs")
    late = NOTICES[-1] | {"ts": START + 86_400}
    (folder / "notice.log").write_text("".join(json.dumps(n) + "\n" for n in (NOTICES[0], late)))
    story = CliRunner().invoke(app, ["replay", str(folder)]).output
    assert story.index("BW03 ") < story.index(" 2026-01-06 ") < story.index("Modified_Image")


def test_nothing_is_replayed_for_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    for command in (["report", "gone.pcap", "-o"], ["replay", "gone.pcap", "--html"], ["learn", "gone.pcap", "-o"]):
        (tmp_path / "x").write_text("")
        with pytest.raises(BootwardenError, match="x/y: cannot be written"):
            CliRunner().invoke(app, [*command, str(tmp_path / "x" / "y")], catch_exceptions=False)


def test_report_writes_one_file_and_says_what_was_found(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert CliRunner().invoke(app, ["report", str(write_logs(tmp_path / "logs")), "-o", str(out)]).exit_code == 1
    assert "Detection matrix" not in out.read_text()
    CliRunner().invoke(app, ["report", "--matrix", str(tmp_path / "logs"), "-o", str(out)])
    assert "Detection matrix" in out.read_text()
    html = tmp_path / "s.html"
    CliRunner().invoke(app, ["replay", str(tmp_path / "logs"), "--html", str(html)])
    assert "Netboot hijacks" in html.read_text()
    assert CliRunner().invoke(app, ["report", "-o", str(out)]).exit_code == 0


def test_a_dash_is_standard_output_and_nothing_else_is_said_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    logs_there = str(write_logs(tmp_path / "logs"))
    done = CliRunner().invoke(app, ["report", logs_there, "--csv", "-"])
    assert done.stdout.startswith("type,value,")
    assert "written" not in done.stdout and "report.html: written" in done.stderr
    done = CliRunner().invoke(app, ["site", "init", "-"])
    assert done.stdout.startswith("#") and done.stderr.startswith("standard output: written")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["logs", "report.html"]


# In a real browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(seen: Observed, matrix: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    # Two devices with findings have an overview, too.
    both = replace(seen, findings=[*seen.findings, finding(5, device="10.0.1.3")], warnings=["x.pcap: is cut"])
    file.write_text(render(both, ["x.pcap"], "site.toml", matrix))
    return file


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280, 1440])
def test_nothing_is_wider_than_the_window(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
    assert browser.evaluate("document.documentElement.scrollHeight") > 1000


def test_a_picture_that_is_cut_off_says_so_and_no_other_does(browser: Browser, seen: Observed, tmp_path: Path) -> None:
    # From two lanes to seven: a device, the servers it fetches from, and who orders it to restart.
    found = []
    for number, (servers, actors) in enumerate([(1, 0), (2, 0), (2, 1), (2, 2), (3, 2), (3, 3)]):
        device = f"10.0.1.{50 + number}"
        found += [finding(300 * number + n, device=device, server=f"10.0.7.{n}") for n in range(servers)]
        ordered = {"device": device, "server": None, "detection": "BW05"}
        found += [finding(300 * number + 5 + n, actor=f"10.0.6.{n}", **ordered) for n in range(actors)]
    page = tmp_path / "report.html"
    page.write_text(render(replace(seen, findings=[*seen.findings, *found]), ["x.pcap"]))
    for width in (320, 360, 414, 768, 1440):
        browser.open(page, width)
        assert browser.evaluate("document.documentElement.scrollWidth") <= width
        told = browser.evaluate(
            "[...document.querySelectorAll('.figure-box')].map(e => [e.firstElementChild.viewBox.baseVal.width,"
            " e.scrollWidth > e.clientWidth, getComputedStyle(e.parentNode.querySelector('.swipe')).display != 'none'])"
        )
        assert {364, 488, 612, 736, 860, 984} <= {wide for wide, _, _ in told}
        assert [said for _, _, said in told] == [cut for _, cut, _ in told], (width, told)
        assert not any(cut for wide, cut, _ in told if wide == 364 and width >= 360)


def test_the_browser_has_nothing_to_complain_of(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    complaints = [e for e in browser.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
    assert complaints == []
    loaded = {e["params"]["request"]["url"] for e in browser.events if e.get("method") == "Network.requestWillBeSent"}
    assert loaded == {page.as_uri()}


def test_every_link_and_table_is_reached_by_keyboard(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    wanted = browser.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    reached = 1
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    while reached < wanted:
        browser.press("Tab")
        assert browser.evaluate("document.activeElement !== document.body")
        assert browser.evaluate(outline) == "solid"
        reached += 1


@pytest.mark.parametrize("width", [390, 1280])
def test_a_screen_reader_finds_headings_and_named_tables(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    nodes = [n for n in tree if not n.get("ignored")]

    def role(*roles: str) -> list[dict]:  # type: ignore[type-arg]
        return [n for n in nodes if n["role"]["value"] in roles]

    levels = [p["value"]["value"] for n in role("heading") for p in n["properties"] if p["name"] == "level"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    tables = role("table")
    assert len(tables) == browser.evaluate("document.querySelectorAll('table').length")
    assert all(t["name"]["value"] for t in tables)
    assert len(role("row")) == browser.evaluate("document.querySelectorAll('tr').length")
    assert all(r["name"]["value"] for r in role("region", "navigation", "article"))


CONTRAST = """
(() => {
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const back = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const low = [];
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const painted = s => s && s !== "none" ? rgb(s) : null;
  // Lines and forms of a picture need 3:1 against the card, WCAG 1.4.11; text in a form is compared with the form.
  for (const e of document.querySelectorAll("svg line, svg polyline, svg path, svg polygon, svg circle, svg rect")) {
    const style = getComputedStyle(e), card = back(e.closest("svg").parentElement);
    const colours = [painted(style.stroke), painted(style.fill)].filter(c => c);
    if (Math.max(...colours.map(c => ratio(c, card))) < 3) low.push(e.getAttribute("class") + " is too pale");
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.textContent.trim()) continue;
    const e = walk.currentNode.parentElement, style = getComputedStyle(e);
    if (e.closest("title, desc")) continue;
    const svg = e.closest("svg");
    const form = e.classList.contains("figure") && e.previousElementSibling;
    const behind = form ? rgb(getComputedStyle(form).fill) : back(svg ? svg.parentElement : e);
    const found = ratio(rgb(svg ? style.fill : style.color), behind);
    if (found < 4.5) low.push(walk.currentNode.textContent.trim().slice(0, 30) + " " + found.toFixed(2));
  }
  return low;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read(browser: Browser, page: Path, scheme: str) -> None:
    browser.open(page, 1280, scheme=scheme)
    assert browser.evaluate(CONTRAST) == []


def test_it_prints_whole(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.evaluate(
        "[...document.querySelectorAll('.scroll')].every(e => getComputedStyle(e).overflowX === 'visible')"
    )
    assert browser.evaluate(CONTRAST) == []
    assert len(browser.call("Page.printToPDF")["data"]) > 10000
    browser.call("Emulation.setEmulatedMedia", media="")


def test_one_attack_prints_on_four_pages(browser: Browser, tmp_path: Path) -> None:
    out = tmp_path / "demo.html"
    CliRunner().invoke(app, ["demo", "--html", str(out)])
    browser.open(out, 1280)
    printed = browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", base64.b64decode(printed["data"]))
    assert 1 <= len(pages) <= 4


def test_a_picture_shows_the_device(browser: Browser, page: Path, tmp_path: Path) -> None:
    browser.open(page, 1280, 1600)
    browser.screenshot(tmp_path / "report.png")
    head = (tmp_path / "report.png").read_bytes()
    assert head.startswith(b"\x89PNG")
    assert len(head) > 50_000
