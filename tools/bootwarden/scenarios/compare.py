"""Compares what an engine said with what a scenario must raise, and says the difference readably."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import ip_address
from typing import Any

from bootwarden.engines.suricata import SuricataResult
from bootwarden.engines.zeek import Record
from bootwarden.replay.findings import from_notice
from bootwarden.scenarios.model import Expect, Notice
from bootwarden.scenarios.sids import Alert


def difference(expected: Iterable[object], raised: Iterable[object]) -> list[str]:
    """What is missing and what is too much, counting repeats."""
    want, got = Counter(expected), Counter(raised)
    missing = [f"missing: {item}" for item in (want - got).elements()]
    return missing + [f"not expected: {item}" for item in (got - want).elements()]


def notices(logs: Mapping[str, Sequence[Record]]) -> list[Notice | str]:
    """The notices of a run; one that is not Bootwarden's stays as its message."""
    raised: list[Notice | str] = []
    for record in logs.get("notice", ()):
        finding = from_notice(record, "")
        if finding is None:
            raised.append(f"{record.get('note')}: {record.get('msg')}")
        else:
            raised.append(Notice(finding.name, finding.device, finding.server, finding.file_name))
    return raised


def alerts(result: SuricataResult) -> list[Alert]:
    """The alerts of a run."""
    return [Alert(r["alert"]["signature_id"], _address(r["src_ip"]), _address(r["dest_ip"])) for r in result.alerts]


def _address(text: str) -> str:
    """An address as people write it: Suricata writes out all of an IPv6 address."""
    return str(ip_address(text))


def _same(said: Any, expected: Any) -> bool:
    """Whether a column has the value: of a set, the order is the machine's."""
    if isinstance(said, list) and isinstance(expected, list):
        return sorted(said) == sorted(expected)
    return bool(said == expected)


def rows(log: str, expected: Sequence[Mapping[str, Any]], records: Sequence[Record]) -> list[str]:
    """Compare log lines in the columns that the expected ones name; ``None`` means that a column is not set."""
    left = list(records)
    problems: list[str] = []
    for row in expected:
        scored = [(sum(_same(record.get(c), v) for c, v in row.items()), -i) for i, record in enumerate(left)]
        if not scored:
            problems.append(f"missing in {log}.log: {dict(row)}")
            continue
        score, negative = max(scored)
        nearest = left.pop(-negative)
        if score < len(row):
            problems += [
                f"{log}.log, {row.get('file_name', 'line')}: {column} is {nearest.get(column)!r}, not {value!r}"
                for column, value in row.items()
                if not _same(nearest.get(column), value)
            ]
    return problems + [f"not expected in {log}.log: {record}" for record in left]


def zeek(expect: Expect, logs: Mapping[str, Sequence[Record]]) -> list[str]:
    """What is wrong with a run of Zeek; empty when nothing is."""
    problems = difference(expect.notices, notices(logs))
    if expect.transfers is not None:
        problems += rows("bootwarden_tftp", expect.transfers, logs.get("bootwarden_tftp", ()))
    if expect.evidence is not None:
        problems += rows("bootwarden", expect.evidence, logs.get("bootwarden", ()))
    if expect.boots is not None:
        problems += rows("bootwarden_boots", expect.boots, logs.get("bootwarden_boots", ()))
    return problems


def suricata(expect: Expect, result: SuricataResult) -> list[str]:
    """What is wrong with a run of Suricata; empty when nothing is."""
    return difference(expect.alerts, alerts(result))
