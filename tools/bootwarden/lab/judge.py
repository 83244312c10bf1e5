"""Holds what engines said of acts, live or of their captures, against what each act must raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bootwarden.engines import suricata, zeek
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import SuricataResult, rule_metadata
from bootwarden.lab.model import Act
from bootwarden.lab.sensors import Seen
from bootwarden.scenarios import compare
from bootwarden.scenarios.model import Expect

Record = dict[str, Any]


@dataclass
class Played:
    """An act that was played: when, and what was captured."""

    act: Act
    began: float
    ended: float
    capture: Path
    error: str = ""


@dataclass
class Verdict:
    """What one engine made of one act. ``problems`` is empty when exactly what must be raised was raised."""

    act: str
    engine: str
    live: bool
    problems: list[str]
    raised: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """From the packet to the line, for each finding."""

    @property
    def slowest(self) -> float | None:
        """The longest time from a packet to its finding."""
        return max(self.seconds, default=None)


def _once(alerts: Iterable[Record]) -> list[Record]:
    """Alerts without those that repeat: real programs say a thing again until they are answered."""
    found: dict[tuple[object, ...], Record] = {}
    for record in alerts:
        found.setdefault((record["alert"]["signature_id"], record["src_ip"], record["dest_ip"]), record)
    return list(found.values())


def suricata_verdict(act: Act, engine: str, alerts: Iterable[Record], *, live: bool) -> Verdict:
    """Judge the alerts of an act."""
    result = SuricataResult(_once(alerts))
    expect = replace(act.expect, alerts=tuple(dict.fromkeys(act.expect.alerts)))
    raised = [_detection(record) for record in result.alerts]
    return Verdict(act.name, engine, live, compare.suricata(expect, result), sorted(set(raised)))


def _detection(record: Record) -> str:
    return str(record["alert"].get("metadata", {}).get("bootwarden_detection", ["?"])[0])


def zeek_verdict(act: Act, logs: Mapping[str, Sequence[Record]], complaints: list[str], *, live: bool) -> Verdict:
    """Judge the logs of an act."""
    problems = compare.zeek(act.expect, logs) + complaints
    raised = {str(r["msg"]).rpartition("[")[2][:4] for r in logs.get("notice", ()) if "[BW" in str(r.get("msg"))}
    return Verdict(act.name, "zeek", live, problems, sorted(raised))


def from_captures(
    engine: Engine, played: Sequence[Played], site: Path, done: Callable[[str], None] = lambda act: None
) -> list[Verdict]:
    """Judge acts by their captures."""
    if engine.family == "zeek":
        verdicts = []
        for each in played:
            result = zeek.run(engine, each.capture, site=site, scripts=[str(site / "extra.zeek")])
            verdicts.append(zeek_verdict(each.act, result.logs, result.complaints, live=False))
            done(each.act.name)
        return verdicts
    captures = {each.capture: each.act for each in played}
    results = suricata.run(
        engine, list(captures), site / "bootwarden-site.rules", done=lambda capture: done(captures[capture].name)
    )
    return [suricata_verdict(a, engine.name, results[c].alerts, live=False) for c, a in captures.items()]


def _addresses(record: Record) -> set[str]:
    names = ("src_ip", "dest_ip", "src", "dst", "id.orig_h", "id.resp_h", "device", "server")
    return {str(record[name]) for name in names if name in record}


def of_act(played: Sequence[Played], record: Record, time: float) -> str:
    """The act that a record is of: its device's, else the last that had begun."""
    for each in played:
        if each.act.own & _addresses(record):
            return each.act.name
    begun = [each.act.name for each in played if each.began <= time]
    return begun[-1] if begun else played[0].act.name


def live_suricata(name: str, played: Sequence[Played], seen: Sequence[Seen], rules: Path) -> list[Verdict]:
    """Judge what a Suricata raised on the bridge."""
    metadata = rule_metadata(rules)
    by_act: dict[str, list[Seen]] = {each.act.name: [] for each in played}
    for one in seen:
        one.record["alert"].setdefault("metadata", metadata.get(one.record["alert"]["signature_id"], {}))
        by_act[of_act(played, one.record, one.time)].append(one)
    verdicts = []
    for each in played:
        found = by_act[each.act.name]
        verdict = suricata_verdict(each.act, name, [s.record for s in found], live=True)
        verdicts.append(replace(verdict, seconds=[s.after for s in found]))
    return verdicts


def on_cluster(act: Act, logs: Mapping[str, Sequence[Record]]) -> Act:
    """The act as a cluster can have seen it: without files that may be lost there, where nothing is said of them."""
    told = {notice.file for notice in compare.notices(logs) if not isinstance(notice, str)}
    lost = act.unseen_on_cluster - told
    kept = tuple(notice for notice in act.expect.notices if notice.file not in lost)
    return replace(act, expect=replace(act.expect, notices=kept))


def live_zeek(
    name: str,
    played: Sequence[Played],
    seen: Sequence[Seen],
    logs: Mapping[str, Sequence[Record]],
    complaints: list[str],
    *,
    cluster: bool = False,
) -> list[Verdict]:
    """Judge what a Zeek, or a cluster, wrote on the bridge. What it complained of is told with the first act."""
    times = {id(s.record): s for s in seen}
    by_act: dict[str, dict[str, list[Record]]] = {each.act.name: {} for each in played}
    read = {"notice": [s.record for s in seen]} | {
        name: list(rows) for name, rows in logs.items() if name.startswith("bootwarden")
    }
    for log, records in read.items():
        for record in records:
            by_act[of_act(played, record, float(record["ts"]))].setdefault(log, []).append(record)
    verdicts = []
    for number, each in enumerate(played):
        found = by_act[each.act.name]
        act = on_cluster(each.act, found) if cluster else each.act
        verdict = zeek_verdict(act, found, [] if number else complaints, live=True)
        seconds = [times[id(record)].after for record in found.get("notice", ())]
        verdicts.append(replace(verdict, engine=name, seconds=seconds))
    return verdicts


def expected(expect: Expect) -> bool:
    """Whether anything is to be raised."""
    return bool(expect.notices or expect.alerts)
