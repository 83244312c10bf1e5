"""Lint of the Suricata rules: both engines load them without a word, and what the documents promise holds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bootwarden import paths
from bootwarden.detections import DETECTIONS, DUMP
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import read_eve, write_settings
from bootwarden.rules import fast_texts, generic_rules, rules
from bootwarden.rules.rule import (
    GENERIC_SID,
    HELPER,
    HELPER_BLOCK,
    MORE_HELPER_BLOCK,
    MORE_HELPERS,
    OF_FACTS,
    SITE_SID,
    Rule,
)
from bootwarden.rules.who import generic
from bootwarden.scenarios import sites
from bootwarden.scenarios.model import scenarios, select
from bootwarden.scenarios.run import materialise
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

RULES = rules(generic())
METADATA = {
    "attack_target", "confidence", "created_at", "deployment", "mitre_tactic_id", "mitre_tactic_name",
    "mitre_technique_id", "mitre_technique_name", "performance_impact", "signature_severity", "updated_at",
}  # fmt: skip

# What suricata-check says of some rules, and why it stays.
EXCEPTIONS = {
    "S301": "the sids are our own, far from everybody's",
    "S011": "what an alert is worth says its detection; classes know three grades, and contradict the metadata",
    "S121": "bytes are written in hex, of which some are letters to it",
    "S123": "classes such as \\r and \\d are clearer than their bytes",
    "S521": "alerts of one stage mark the device for the next",
    "S511": "an alert takes away what its helpers noted: the next row begins anew",
    "C000": "a SET sent again marks the device again, and is the same stage",
    "S000": "TFTP is seen either way",
    "S103": "a blank before a colon belongs to the expression",
    "S102": "a blank before a colon belongs to the text that is looked for",
    "S020": "of a typed command any letter may have been rubbed out: no text is sure to be there",
    "S600": "the same",
    "S601": "a typed line or a request's path ends what is looked through",
    "S021": "Suricata takes the longest of the texts by itself",
    "S120": "signs in a path or a message are clearer than their bytes",
    "S210": "of RADIUS the first byte is the kind of the message; the text of the attribute follows anywhere",
    "S232": "nocase stands with the text that it is about",
    "S234": "what only wakes a rule is searched for again in its place: that is last",
    "S404": "of approved images the names stand in messages: c2900 is no C2",
    "S406": "the same: their dots part no labels",
}


@pytest.fixture(scope="module")
def site_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return materialise(sites.PINNED, tmp_path_factory.mktemp("site")) / "bootwarden-site.rules"


def parsed(*files: Path) -> list[dict[str, str]]:
    found = []
    for line in (line for file in files for line in file.read_text().splitlines()):
        if line.startswith("alert "):
            metadata = re.search(r"metadata:([^;]*);", line)
            sid = re.search(r" sid:(\d+);", line)
            assert metadata and sid, line
            fields = dict(pair.split(" ", 1) for pair in metadata[1].split(", "))
            found.append(fields | {"sid": sid[1], "line": line})
    return found


def run(engine: Engine, folder: Path, *options: str) -> str:
    settings = write_settings(folder)
    done = subprocess.run(
        [engine.path, "-c", settings, "-l", folder, *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_committed_rules_are_what_their_source_yields() -> None:
    committed = {file: file.read_text() for file in paths.RULE_FILES}
    assert committed == generic_rules(paths.generic_rules(), "2099_01_01"), "run `bootwarden rules build`"


def test_a_rule_that_changes_is_a_new_revision() -> None:
    committed = paths.generic_rules()
    first, second = (line for line in committed.splitlines() if "sid:1542005030;" in line or "sid:1542005031;" in line)
    rev = int(re.findall(r"rev:(\d+)", first)[0])
    before = committed.replace(first, first.replace("|a3|", "|a0|")).replace(second + "\n", "")
    after = "".join(generic_rules(before, "2099_01_01").values())
    changed = {line for line in after.splitlines() if line not in committed.splitlines()}
    updated = re.sub(r"updated_at [\d_]+", "updated_at 2099_01_01", first.replace(f"rev:{rev}", f"rev:{rev + 1}"))
    new = re.sub(r"(created|updated)_at [\d_]+", r"\1_at 2099_01_01", re.sub(r"rev:\d+", "rev:1", second))
    assert changed == {updated, new}


@pytest.mark.parametrize("which", ["generic", "site"])
def test_rules_load_without_a_warning(suricata: Engine, site_rules: Path, tmp_path: Path, which: str) -> None:
    path = paths.RULES_PATTERN if which == "generic" else site_rules
    said = run(suricata, tmp_path, "-T", "-S", str(path))
    log = (tmp_path / "suricata.log").read_text()
    assert not re.search(r"Warning|Error|^[WE]:", said + log, re.M), said + log


def test_rules_load_without_a_warning_with_debians_own_settings(
    suricata: Engine, site_rules: Path, tmp_path: Path
) -> None:
    """No -c: each engine takes the suricata.yaml that its package brought.

    A Suricata of a user's own has no /etc/suricata, of which one file is missed: no rule is lost by that.
    """
    for path in (paths.RULES_PATTERN, site_rules):
        command = [suricata.path, "-T", "-S", path, "-l", tmp_path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr + (tmp_path / "suricata.log").read_text()
        assert done.returncode == 0, said
        others = [line for line in said.splitlines() if "threshold-config: Error opening file" not in line]
        assert not re.search(r"Warning|Error|^[WE]:", "\n".join(others), re.M), said


EXTREME = {
    "everything IPv4 is a device": 'devices = ["0.0.0.0/0"]\nboot_servers = ["10.0.0.5"]',
    "everything IPv6 is": 'devices = ["::/0"]\nboot_servers = ["2001:db8::5"]\nadmin_hosts = ["2001:db8::/64"]',
    "all are admins": 'devices = ["10.0.0.0/8"]\nadmin_hosts = ["0.0.0.0/0"]',
    "all are, of either version": 'devices = ["10.0.0.0/8"]\nadmin_hosts = ["0.0.0.0/0", "::/0"]',
    "one host, which is all": 'devices = ["10.1.1.1"]\nboot_servers = ["10.1.1.1"]\nlocal = ["10.1.1.1"]',
    "servers have names only": 'boot_servers = ["boot.corp.example"]',
    "fifty servers, no two alike": 'devices = ["10.0.0.0/8", "2001:db8::/32"]\nboot_servers = '
    + json.dumps([f"10.{n}.{3 * n}.{100 + n}" for n in range(50)] + ["2001:db8:1::5", "2001:db8:2::/48"]),
}
NAMES = """
[[image]]
file_name = 'a";b|c\\$HOME_NET %s.bin'
path = "x.bin"
[[image]]
file_name = "\u00fcber.bin"
path = "x.bin"
"""


@pytest.mark.parametrize("network", EXTREME.values(), ids=EXTREME)
def test_sites_at_the_extremes_load_without_a_warning(suricata: Engine, tmp_path: Path, network: str) -> None:
    spec = sites.SiteSpec("extreme", f"[network]\n{network}\n{NAMES}", {"x.bin": images.ios()})
    said = run(suricata, tmp_path, "-T", "-S", str(materialise(spec, tmp_path) / "bootwarden-site.rules"))
    assert not re.search(r"Warning|Error|^[WE]:", said + (tmp_path / "suricata.log").read_text(), re.M), said


def analysis(suricata: Engine, folder: Path, rules: Path) -> list[dict[str, Any]]:
    """What Suricata says of each rule."""
    command = [suricata.path, "-l", folder, "--engine-analysis", "-S", rules]
    subprocess.run(command, capture_output=True, check=True)
    return [json.loads(line) for line in (folder / "rules.json").read_text().splitlines()]


def of_udp(analysed: list[dict[str, Any]], flag: str) -> list[dict[str, Any]]:
    """The rules whose texts are looked for in all datagrams of one direction."""
    mine = [rule for rule in analysed if rule["raw"].startswith("alert udp ") and flag in rule["flags"]]
    return [rule for rule in mine if "prefilter;" not in rule["raw"]]


def test_no_text_is_so_short_that_hyperscan_looks_at_every_byte(suricata: Engine, tmp_path: Path) -> None:
    """One text of two bytes is enough for that, also where thousands of others are longer."""
    for file in (paths.RULES_PATTERN, materialise(sites.HQ, tmp_path) / "bootwarden-site.rules"):
        analysed = analysis(suricata, tmp_path, file)
        assert min(len(searched_for(rule)) for flag in ("toserver", "toclient") for rule in of_udp(analysed, flag)) > 2


def test_engine_analysis_has_no_warning_left(suricata: Engine, tmp_path: Path) -> None:
    analysed = analysis(suricata, tmp_path, paths.RULES_PATTERN)
    assert len(analysed) == len(RULES)
    warnings = {rule["id"]: rule["warnings"] for rule in analysed if rule.get("warnings")}
    assert warnings == {}
    # Without a fast pattern a rule would be looked at for every packet: of one port, some rules are.
    slow = [rule["id"] for rule in analysed if "mpm" not in json.dumps(rule) and not of_one_port(rule["raw"])]
    assert slow == []
    # COVERAGE.md's table of texts: beyond these numbers Hyperscan takes another way, which costs half as much again.
    for flag, most in (("toserver", 250), ("toclient", 32)):
        mine = of_udp(analysed, flag)
        # A text for the beginning alone would be looked for apart, which costs more than all others in short datagrams.
        assert [rule["id"] for rule in mine if "depth" in rule["mpm"]] == []
        texts = {searched_for(rule) for rule in mine}
        assert len(texts) <= most, sorted(texts, key=len)


def of_one_port(rule: str) -> bool:
    """Whether Suricata tries the rule by the size of datagrams to one service's port, without looking into others."""
    return bool(re.match(r"alert udp \S+ any -> \S+ 69 \(", rule)) and "; prefilter;" in rule


def searched_for(rule: dict[str, Any]) -> bytes:
    """The text that Suricata's matcher looks for, for one analysed rule."""
    pieces = rule["mpm"]["pattern"].split("|")
    text = b"".join(bytes.fromhex(p) if n % 2 else p.lower().encode() for n, p in enumerate(pieces))
    cut = re.search(r"fast_pattern:0,(\d+)", rule["raw"])
    return text[: int(cut[1]) if cut else None]


def looked_at(lines: list[str]) -> list[str]:
    """The first and last rule of each shape, or all with BOOTWARDEN_EVERY_RULE=1: hundreds differ in texts alone."""
    if os.environ.get("BOOTWARDEN_EVERY_RULE"):
        return lines
    shapes: dict[str, list[str]] = {}
    for line in lines:
        shape = re.sub(r"metadata:[^;]*|bootwarden\.[\w.]+|\d+", "", re.sub(r'"(?:[^"\\]|\\.)*"', "", line))
        shapes.setdefault(shape, []).append(line)
    return [line for alike in shapes.values() for line in dict.fromkeys((alike[0], alike[-1]))]


WITH_IPV6 = re.compile(r",!?[0-9a-f:]*::[0-9a-f:]*(?:/\d+)?(?=[^(]*\()")
"""What has a colon in an address list of a site's: suricata-check knows none, and Suricata tells IPv6 by it."""


def test_suricata_check_accepts_every_rule() -> None:
    regex, rule = (pytest.importorskip(f"suricata_check.utils.{module}") for module in ("regex", "rule"))
    lines = [line for line in paths.generic_rules().splitlines() if line.startswith("alert ")]
    assert len(lines) == len(RULES)

    def refused() -> list[str]:
        return [line for line in lines if not regex.is_valid_rule(rule.parse(line))]

    # It looks at all its callers for each rule: a thread has few.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(refused).result() == []


def test_suricata_check_has_only_justified_remarks(tmp_path: Path, site_rules: Path) -> None:
    """Of a site's rules, too, those on single images and on DHCP servers, which the generic ones have not."""
    pytest.importorskip("suricata_check")
    lines = [line for line in paths.generic_rules().splitlines() if line.startswith("alert ")]
    lines += [
        WITH_IPV6.sub("", line)
        for line in site_rules.read_text().splitlines()
        if line.startswith("alert ") and re.search(r"flowint:|approved image|BOOTWARDEN BW01 ", line)
    ]
    chosen = looked_at(lines)
    (tmp_path / "simple.rules").write_text("\n".join(chosen))
    subprocess.run(
        [
            Path(sys.executable).with_name("suricata-check"),
            "-r",
            tmp_path / "simple.rules",
            "-o",
            tmp_path,
            "--log-level",
            "ERROR",
        ],
        capture_output=True,
        check=False,
    )
    lines = (tmp_path / "suricata-check.jsonl").read_text().splitlines()
    assert len(lines) == len(chosen)
    raised = Counter(issue["code"] for line in lines for issue in json.loads(line)["issues"])
    assert set(raised) == set(EXCEPTIONS)


def test_every_detection_for_suricata_has_rules_and_no_other_has(site_rules: Path) -> None:
    generic_set = {rule.detection for rule in RULES if rule.alerts}
    site_set = {rule["bootwarden_detection"] for rule in parsed(site_rules) if "bootwarden_detection" in rule}
    assert generic_set == {d.id for d in DETECTIONS.values() if d.suricata == "generic"}
    assert site_set == {d.id for d in DETECTIONS.values() if d.suricata != "none"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.number_in(site=False)))
def test_a_sid_lies_in_its_detections_block(rule: Rule) -> None:
    sid = rule.number_in(site=False)
    if sid in OF_FACTS:
        return
    if rule.alerts:
        assert sid in DETECTIONS[rule.detection].sids
    else:
        first = HELPER_BLOCK if rule.number < MORE_HELPERS else MORE_HELPER_BLOCK
        assert GENERIC_SID + first * 10 <= sid < GENERIC_SID + 1000
        assert all(sid not in detection.sids for detection in DETECTIONS.values())


def test_compiled_sids_lie_in_their_range(site_rules: Path) -> None:
    sids = [int(rule["sid"]) for rule in parsed(site_rules)]
    assert len(sids) == len(set(sids))
    assert all(SITE_SID <= sid < SITE_SID + 100_000 for sid in sids)


@pytest.mark.parametrize("which", ["generic", "site"])
def test_what_only_wakes_a_rule_is_searched_for_last_and_at_any_place(site_rules: Path, which: str) -> None:
    """Each costs: a text searched for before a cheaper test fails, and one more text for each bound of a size."""
    woken = 0
    for rule in parsed(*(paths.RULE_FILES if which == "generic" else [site_rules])):
        payload, *header = re.split(r"(?:udp|ipv6)\.hdr;", rule["line"], maxsplit=1)
        if "fast_pattern:only;" in rule["line"]:
            woken += 1
            before, _, behind = payload.partition("fast_pattern:only;")
            assert not re.search(r"pcre:|byte_test:|isdataat:", behind), rule["sid"]
            assert "content:" in before, rule["sid"]
            assert "content:" not in "".join(header), rule["sid"]
            assert not re.search(r"dsize:(?!>)", payload), rule["sid"]
    assert woken


@pytest.mark.parametrize("which", ["generic", "site"])
def test_metadata_is_complete_and_helpers_do_not_alert(site_rules: Path, which: str) -> None:
    for rule in parsed(*(paths.RULE_FILES if which == "generic" else [site_rules])):
        helper = "noalert;" in rule["line"]
        assert set(rule) >= {key for key in METADATA if not (helper and key.startswith("mitre"))}, rule["sid"]
        assert helper == ("BOOTWARDEN HELPER " in rule["line"]), rule["sid"]
        if not helper:
            detection = DETECTIONS[rule["bootwarden_detection"]]
            # What is sent is a dump; of BW03's rules those are the ones that mark no device as about to boot.
            sends = detection.id == "BW03" and "bootwarden.ordered" not in rule["line"]
            sends |= detection.id == "BW11" and bool(re.search(r"configuration (?:to )?outside", rule["line"]))
            assert rule["mitre_technique_id"] == (DUMP if sends else detection.technique), rule["sid"]
            assert rule["bootwarden_device"] in {"src_ip", "dest_ip"}
            assert f'msg:"BOOTWARDEN {detection.id} ' in rule["line"]
            assert "target:" in rule["line"]
            severity = rule["signature_severity"]
            assert f" priority:{['Critical', 'Major', 'Minor', 'Informational'].index(severity) + 1};" in rule["line"]


@pytest.mark.parametrize("which", ["generic", "site"])
def test_no_two_rules_have_the_same_match(site_rules: Path, which: str) -> None:
    def match(line: str) -> str:
        line = re.sub(r'msg:"[^"]*"; ', "", line)
        line = re.sub(r"flowbits:(?:isnotset|set),bootwarden\.seen\.[^;]*; ", "", line)
        return re.sub(r"(?:reference|classtype|sid|rev|metadata|target):[^;]*;", "", line)

    matches = Counter(match(r["line"]) for r in parsed(*(paths.RULE_FILES if which == "generic" else [site_rules])))
    assert [m for m, count in matches.items() if count > 1] == []


def test_the_generic_rules_need_only_home_net() -> None:
    assert set(re.findall(r"\$\w+", re.sub(r"\(.*", "", paths.generic_rules()))) == {"$HOME_NET"}


def test_names_of_snmp_objects_share_few_fast_patterns() -> None:
    """Beyond some 250 texts Hyperscan is slower on all of UDP; and no text may wake a vendor's every rule."""
    fast = re.compile(r'content:"\|(2b 06 01(?: [0-9a-f]{2}){5,})\|"; fast_pattern(?::0,(\d+))?(?:;|$)')
    woken: Counter[bytes] = Counter()
    for rule in RULES:
        for text, size in fast.findall("; ".join(rule.match)):
            woken[bytes.fromhex(text)[: int(size) if size else None]] += 1
    assert 100 < len(woken) < 200
    assert max(woken.values()) <= fast_texts.MOST


def test_private_space_beyond_home_net_is_not_outside(suricata: Engine, tmp_path: Path) -> None:
    """A sensor's HOME_NET may be a branch, whose images come from the head office."""
    wire = Wire()
    tftp.read(wire, "10.1.0.1", "10.0.0.5", sites.IMAGE, images.ios(), client_port=50001)
    tftp.read(wire, "10.1.0.1", "172.16.0.5", sites.IMAGE, images.ios(), client_port=50002)
    tftp.read(wire, "10.1.0.1", sites.OUTSIDE, sites.IMAGE, images.ios(), client_port=50003)
    wire.write(tmp_path / "x.pcap")
    home = ("--set", "vars.address-groups.HOME_NET=[10.1.0.0/16]")
    run(suricata, tmp_path, "-S", str(paths.RULES_PATTERN), "-k", "none", "-r", str(tmp_path / "x.pcap"), *home)
    raised = [(a["alert"]["signature_id"], a["src_ip"]) for a in read_eve(tmp_path / "eve.json").alerts]
    assert raised == [(1542005110, sites.OUTSIDE)]


def test_no_alert_waits_for_an_absent_xbit_but_where_that_is_harmless() -> None:
    """A thread that is late would see it absent: the comments in the source say why these may."""
    depends = {r.detection for r in RULES for option in r.match if option.startswith("xbits:isnotset")}
    assert depends == {"BW13", "BW30", HELPER}


def test_every_alerting_rule_is_proved_by_a_scenario() -> None:
    proved = {alert.sid for s in scenarios().values() for e in s.runs().values() for alert in e.alerts}
    assert {r.number_in(site=False) for r in RULES if r.alerts} - proved == set()


@pytest.fixture(scope="module")
def inline_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inline variant, as suricata-update makes it of the rules with our two files."""
    tool = shutil.which("suricata-update")
    if tool is None:
        pytest.skip("suricata-update is not here (make setup)")
    scratch = tmp_path_factory.mktemp("inline")
    folder = paths.ROOT / "suricata"
    done = subprocess.run(
        [
            tool, "update", "-D", scratch / "data", "-o", scratch / "out", "--no-reload", "--no-test",
            *(f"--url=file://{file}" for file in paths.RULE_FILES),
            "--drop-conf", folder / "drop.conf", "--modify-conf", folder / "modify.conf",
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = (scratch / "out" / "suricata.rules").read_text().splitlines()
    ours = scratch / "ours.rules"
    ours.write_text("".join(f"{line}\n" for line in lines if "BOOTWARDEN" in line))
    return ours


def test_suricata_update_takes_the_rules_and_makes_the_inline_variant(inline_rules: Path) -> None:
    written = inline_rules.read_text().splitlines()
    assert len(written) == len(RULES)
    assert not any(line.startswith("#") for line in written)
    dropping = [line for line in written if line.startswith("drop ")]
    assert len(dropping) >= 30
    assert not any("noalert" in line or f"isnotset,{'bootwarden.seen.bw11'}" in line for line in dropping)


def test_the_inline_variant_drops_what_it_names(suricata: Engine, inline_rules: Path, tmp_path: Path) -> None:
    [scenario] = select(["bw06-change-config"])
    capture = tmp_path / "x.pcap"
    scenario.capture().write(capture)
    run(suricata, tmp_path, "-S", str(inline_rules), "-k", "none", "--simulate-ips", "-r", str(capture))
    assert not re.search(r"Warning|Error|^[WE]:", (tmp_path / "suricata.log").read_text(), re.M)
    actions = {(a["alert"]["signature_id"], a["alert"]["action"]) for a in read_eve(tmp_path / "eve.json").alerts}
    assert actions == {(1542005061, "blocked")}
