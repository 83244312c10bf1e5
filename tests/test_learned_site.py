"""From an empty folder: a site learned from a benign day keeps that day silent, and every attack still fires."""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.detections import BY_NOTICE
from bootwarden.engines import suricata as suricata_engine
from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.replay.findings import from_notice
from bootwarden.replay.run import replay
from bootwarden.report.matrix import detection_of
from bootwarden.rules.sites import build_site
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import Expect, Scenario, SiteSpec, scenarios
from bootwarden.scenarios.sites import HQ
from bootwarden.site.start import Draft, entry
from bootwarden.traffic.wire import START

DAY = "benign-day"


def wanted(scenario: Scenario) -> Expect:
    """What the scenario must raise once a site is declared."""
    return scenario.with_site or scenario.plain


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory, zeek: Engine, built: dict[str, Path]) -> Path:
    """A folder with the day's capture, what was learned from it as site.toml, and what that compiles to as out."""
    folder = tmp_path_factory.mktemp("learned")
    (folder / f"{DAY}.pcap").symlink_to(built[DAY])
    learn = ["learn", str(folder / f"{DAY}.pcap"), "-o", str(folder / "site.toml"), "--images", str(folder / "images")]
    said = CliRunner().invoke(app, learn)
    assert said.exit_code == 0, said.output
    compiled = CliRunner().invoke(app, ["site", "build", str(folder / "site.toml"), "--out", str(folder / "out")])
    assert compiled.exit_code == 0, compiled.output
    return folder


@pytest.fixture(scope="module")
def decided(learned: Path) -> Path:
    """What ``learned`` compiles to after people added what each file is meant for, and what another day would show."""
    site = tomllib.loads((learned / "site.toml").read_text())
    others = {s.site.name: tomllib.loads(s.site.toml) for s in OTHERS if s.site is not None}.values()
    for table in ("image", "config"):
        files = {file["file_name"]: file for file in site[table]}
        for meant in (file for other in others for file in other.get(table, [])):
            if meant["file_name"] in files:
                files[meant["file_name"]].update({k: v for k, v in meant.items() if k.startswith("allowed_")})
            elif "sha256" in meant and (table == "config" or meant.get("platform")):
                files[meant["file_name"]] = meant
        site[table] = files.values()
    # The day has no device with an IPv6 address.
    site["network"]["devices"] += [d for other in others for d in other["network"]["devices"] if ":" in d]
    entries = [entry(table, values) for table in ("image", "config") for values in site[table]]
    (learned / "decided.toml").write_text(Draft(site["network"], entries=entries).text())
    build_site(learned / "decided.toml", learned / "decided")
    return learned / "decided"


ATTACKS = [s for s in scenarios().values() if s.kind == "malicious"]


DAY_DEVICES = ["10.0.1.0/24", "10.0.2.0/24"]
"""Where that day has network devices."""

DECIDED = ("allowed_", "tacacs_keys")
"""What people write into a site.toml that no day shows."""

ORDERS = {"BW03", "BW04", "BW05", "BW27"}
"""What is none where it is not given to a device, once devices are declared."""


def known(site: SiteSpec) -> set[str]:
    """The platforms of a site's images, and the names of its configurations."""
    said = tomllib.loads(site.toml)
    images, configs = said.get("image", []), said.get("config", [])
    return {i["platform"] for i in images if "platform" in i} | {c["file_name"] for c in configs}


def learnable(scenario: Scenario) -> bool:
    """Whether a day without incidents can teach what the scenario violates.

    Not which servers, devices and platforms an image is meant for, nor that images must be signed (BW24 is off by
    default, and the hosts that load signed ones boot by PXE and are taken for no network devices), nor keys: these
    are decisions. Nor devices where that day has none.
    """
    if scenario.site is None:
        return True
    decided = scenario.site.zeek or any(word in scenario.site.toml for word in DECIDED)
    ordered = [ip_address(n.device) for n in wanted(scenario).notices if BY_NOTICE[n.name].id in ORDERS]
    return (
        not decided
        and known(scenario.site) <= known(HQ)
        and all(any(device in ip_network(network) for network in DAY_DEVICES) for device in ordered)
    )


LEARNABLE = [s for s in ATTACKS if learnable(s)]
OTHERS = [s for s in ATTACKS if not learnable(s)]


def settings(scenario: Scenario) -> str:
    """What people add for a scenario that no day teaches: devices, keys, and what its site sets besides."""
    if scenario.site is None or learnable(scenario):
        return ""
    network = tomllib.loads(scenario.site.toml)["network"]
    devices = ", ".join(f"[{d.replace('/', ']/')}" if ":" in d else d for d in network["devices"])
    said = f"{scenario.site.zeek}redef Bootwarden::devices += {{ {devices} }};\n"
    for server, source in network.get("tacacs_keys", {}).items():
        key = scenario.site.files[source.removeprefix("file:")].decode().strip()
        said += f'redef Bootwarden::tacacs_keys += {{ [{server}/32] = "{key}" }};\n'
    return said


def test_everyone_of_that_day_was_learned(learned: Path) -> None:
    site = tomllib.loads((learned / "site.toml").read_text())
    assert site["network"] == {
        "devices": DAY_DEVICES,
        "boot_servers": ["10.0.0.5", "10.0.0.7", "10.0.0.15", "10.0.0.20"],
        "dhcp_servers": ["10.0.0.2"],
        "admin_hosts": ["10.0.9.10"],
    }
    assert len(site["image"]) == 3


def test_that_day_is_silent_on_zeek(learned: Path, zeek: Engine, tmp_path: Path) -> None:
    seen = replay([learned / f"{DAY}.pcap"], [zeek], learned / "out", tmp_path)
    assert (seen.findings, seen.warnings) == ([], [])
    assert len(seen.evidence) > 300


def test_that_day_is_silent_on_suricata(learned: Path, suricata: Engine, tmp_path: Path) -> None:
    seen = replay([learned / f"{DAY}.pcap"], [suricata], learned / "out", tmp_path)
    assert (seen.findings, seen.warnings) == ([], [])


APART = 3
"""Days between two attacks on one wire: longer than anything is remembered, and than notices are held back."""

TICK = bytes(12) + b"\x88\xb5" + bytes(46)
"""A frame of no protocol, a day after each attack: what waits for time to pass happens before the next one."""


def one_after_the_other(attacks: Sequence[Path], scratch: Path) -> Path:
    """Return one capture of them all, ``APART`` days between two."""
    whole = scratch / "attacks.pcap"
    with whole.open("wb") as stream:
        for number, path in enumerate(attacks):
            raw = captures.later(path, APART * number, scratch / "attack.pcap").read_bytes()
            tick = struct.pack("<IIII", START // 1_000_000 + (APART * number + 1) * 86_400, 0, len(TICK), len(TICK))
            stream.write((raw if number == 0 else raw[24:]) + tick + TICK)
    return whole


def silent_on_zeek(
    zeek: Engine, built: dict[str, Path], site: Path, scratch: Path, attacks: Sequence[Scenario]
) -> list[str]:
    """Return the attacks that raise nothing of what they raise with the site that was made for them."""
    alike: dict[str, list[Scenario]] = {}
    for scenario in attacks:
        alike.setdefault(settings(scenario), []).append(scenario)
    silent = []
    for said, group in alike.items():
        extra = scratch / "extra.zeek"
        extra.write_text(said)
        whole = one_after_the_other([built[s.name] for s in group], scratch)
        run = zeek_engine.run(zeek, whole, site=site, scripts=[str(extra)], wanted={"notice"})
        raised = [f for record in run.log("notice") if (f := from_notice(record, ""))]
        for number, scenario in enumerate(group):
            begin = START / 1_000_000 + APART * number * 86_400
            during = {f.detection for f in raised if begin <= f.time < begin + APART * 86_400}
            expected = {BY_NOTICE[n.name].id for n in wanted(scenario).notices}
            if expected and not expected & during:
                # Maybe what came before it hid it.
                alone = zeek_engine.run(zeek, built[scenario.name], site=site, scripts=[str(extra)], wanted={"notice"})
                if not expected & {f.detection for r in alone.log("notice") if (f := from_notice(r, ""))}:
                    silent.append(scenario.name)
    return silent


def silent_on_suricata(
    suricata: Engine, built: dict[str, Path], rules: Path, scratch: Path, attacks: Sequence[Scenario]
) -> list[str]:
    # Thresholds outlive a capture: each must be days after the one before.
    shifted = {
        captures.later(built[s.name], 3 * number, scratch / f"{s.name}.pcap"): s for number, s in enumerate(attacks)
    }
    results = suricata_engine.run(suricata, list(shifted), rules)
    found = []
    for capture, scenario in shifted.items():
        expected = {detection_of(a.sid) for a in wanted(scenario).alerts}
        raised = {detection_of(alert["alert"]["signature_id"]) for alert in results[capture].alerts}
        if expected and not expected & raised:
            found.append(scenario.name)
    return found


def test_every_attack_still_fires_on_zeek(learned: Path, zeek: Engine, built: dict[str, Path], tmp_path: Path) -> None:
    assert silent_on_zeek(zeek, built, learned / "out", tmp_path, LEARNABLE) == []


def test_the_others_fire_on_zeek_once_people_decided(
    decided: Path, zeek: Engine, built: dict[str, Path], tmp_path: Path
) -> None:
    assert silent_on_zeek(zeek, built, decided, tmp_path, OTHERS) == []


def test_every_attack_still_fires_on_suricata(
    learned: Path, suricata: Engine, built: dict[str, Path], tmp_path: Path
) -> None:
    rules = learned / "out" / "bootwarden-site.rules"
    assert silent_on_suricata(suricata, built, rules, tmp_path, LEARNABLE) == []


def test_the_others_fire_on_suricata_once_people_decided(
    decided: Path, suricata: Engine, built: dict[str, Path], tmp_path: Path
) -> None:
    assert silent_on_suricata(suricata, built, decided / "bootwarden-site.rules", tmp_path, OTHERS) == []
