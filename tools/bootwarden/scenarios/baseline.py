"""Recorded baselines: what a real Zeek wrote for exactly these scripts and captures.

A file a scenario. Its first line says of which capture and which runs; then comes a line a record: run, log, and what
the record says. A log that a site's run repeats is written once (``"as": "plain"``); one without a line is empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines.zeek import Record
from bootwarden.errors import BootwardenError
from bootwarden.scenarios.digest import package_digest
from bootwarden.scenarios.model import Scenario

LOGS = ("bootwarden", "bootwarden_tftp", "bootwarden_boots", "notice")
# Columns of notice.log that depend on the machine or say nothing of the content.
_NOTICE_COLUMNS = ("ts", "note", "msg", "sub", "src", "dst", "uid")
_INDEX = "index.json"

Logs = dict[str, list[Record] | str]
"""The recorded logs of a run, by name: records, or the digest of those that nobody reads."""


def normalise(logs: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """The logs that are recorded, with uids replaced by the order in which they appear."""
    names: dict[str, str] = {}

    def rename(column: str, value: Any) -> Any:
        if column.endswith("uid"):
            return names.setdefault(value, f"C{len(names) + 1}")
        if column == "chain":
            return names.setdefault(value, f"H{len(names) + 1}")
        if isinstance(value, str):
            for uid, name in names.items():
                value = value.replace(uid, name)
        if isinstance(value, list):
            # Of a set, the order is the machine's; of uids, their names'.
            value = [rename("uid", v) for v in sorted(value)] if column == "uids" else value
            return sorted(value)
        return value

    kept: dict[str, list[Record]] = {}
    for log in LOGS:
        records = [{c: v for c, v in r.items() if log != "notice" or c in _NOTICE_COLUMNS} for r in logs.get(log, ())]
        kept[log] = [{c: rename(c, v) for c, v in r.items()} for r in records]
    return kept


ALERTS = paths.BASELINES / "demo-alerts.jsonl"
"""What Suricata said of the demo: which, and when; then an alert a line."""

MANY = 50
"""Lines of a log that are recorded, though no expectation is about them."""


def kept(scenario: Scenario, logs: Mapping[str, Sequence[Record]]) -> Logs:
    """What is recorded of a run: the normalised logs; the digest of long ones nobody reads, and of large scenarios'."""
    read = {"notice"}
    for expect in scenario.runs().values():
        read |= {"bootwarden_tftp"} if expect.transfers is not None else set()
        read |= {"bootwarden"} if expect.evidence is not None else set()
        read |= {"bootwarden_boots"} if expect.boots is not None else set()
    return {
        name: rows if name in read or not (scenario.large or len(rows) > MANY) else f"sha256:{_digest(rows)}"
        for name, rows in normalise(logs).items()
    }


def _digest(rows: Sequence[Record]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _path(name: str) -> Path:
    return paths.BASELINES / f"{name}.jsonl"


def compact(value: object) -> str:
    """JSON on one line, the same on every machine."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def recorded_with() -> dict[str, str]:
    """The Zeek version, the date and the digest of the scripts that the baselines were recorded with."""
    try:
        loaded: dict[str, str] = json.loads((paths.BASELINES / _INDEX).read_text())
    except OSError as cause:
        raise BootwardenError(f"{paths.BASELINES / _INDEX}: no baselines (bootwarden test --record)") from cause
    return loaded


def is_current() -> bool:
    """Whether the baselines were recorded with the scripts as they are now."""
    try:
        return recorded_with()["scripts"] == package_digest()
    except BootwardenError:
        return False


def write_index(version: str, date: str) -> None:
    """Say what the baselines were recorded with."""
    paths.BASELINES.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"zeek": version, "date": date, "scripts": package_digest()}, indent=1) + "\n"
    (paths.BASELINES / _INDEX).write_text(text)


def record(scenario: Scenario, capture: str, runs: Mapping[str, Mapping[str, Sequence[Record]]]) -> None:
    """Write the baseline of one scenario from the logs of its runs."""
    write(scenario.name, capture, {name: kept(scenario, logs) for name, logs in runs.items()})


def write(name: str, capture: str, runs: Mapping[str, Logs]) -> None:
    """Write what was recorded of the runs of the scenario of that name."""
    _path(name).write_text("".join(line + "\n" for line in _lines(capture, runs)))


def forget_others(names: Sequence[str]) -> None:
    """Remove the baselines of scenarios that are no more."""
    wanted = {ALERTS, *(_path(name) for name in names)}
    for path in paths.BASELINES.glob("*.jsonl"):
        if path not in wanted:
            path.unlink()


def _lines(capture: str, runs: Mapping[str, Logs]) -> Iterator[str]:
    yield compact({"capture": capture, "runs": list(runs)})
    first = next(iter(runs), "")
    for run, logs in runs.items():
        for log, rows in logs.items():
            place = f'{{"run":"{run}","log":"{log}",'
            if rows and run != first and rows == runs[first].get(log):
                yield place + f'"as":"{first}"}}'
            elif isinstance(rows, str):
                yield place + f'"digest":"{rows}"}}'
            else:
                yield from (place + compact(row).removeprefix("{") for row in rows)


def read(name: str) -> tuple[str, dict[str, Logs]]:
    """The digest of the capture, and what was recorded of each run. Raises OSError where nothing was."""
    head, *lines = _path(name).read_text().splitlines()
    about = json.loads(head)
    runs: dict[str, Logs] = {run: {log: [] for log in LOGS} for run in about["runs"]}
    for line in lines:
        row = json.loads(line)
        logs, log = runs[row.pop("run")], row.pop("log")
        if "as" in row:
            logs[log] = runs[row["as"]][log]
        elif "digest" in row:
            logs[log] = row["digest"]
        else:
            said = logs[log]
            assert isinstance(said, list)
            said.append(row)
    return about["capture"], runs


def load(scenario: Scenario, capture: str) -> dict[str, dict[str, Any]]:
    """The recorded logs of a scenario's runs, by run and log (a digest where only that was recorded).

    Raises BootwardenError where nothing was recorded for exactly these scripts and this capture.
    """
    again = "run `bootwarden test --record` with a real Zeek"
    if not is_current():
        recorded_with()
        raise BootwardenError(f"{paths.ZEEK_PACKAGE}: changed since the baselines were recorded ({again})")
    try:
        recorded, runs = read(scenario.name)
    except OSError as cause:
        raise BootwardenError(f"{_path(scenario.name)}: no baseline ({again})") from cause
    if recorded != capture:
        raise BootwardenError(f"{_path(scenario.name)}: the capture changed since it was recorded ({again})")
    return {name: dict(logs) for name, logs in runs.items()}
