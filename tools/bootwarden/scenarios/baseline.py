"""Recorded baselines: what a real Zeek wrote for exactly these scripts and captures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines.zeek import Record
from bootwarden.errors import BootwardenError
from bootwarden.scenarios.model import Scenario

LOGS = ("bootwarden", "bootwarden_tftp", "notice")
# Columns of notice.log that depend on the machine or say nothing of the content.
_NOTICE_COLUMNS = ("ts", "note", "msg", "sub", "src", "dst", "uid")
_INDEX = "index.json"


def package_digest(package: Path = paths.ZEEK_PACKAGE) -> str:
    """SHA-256 over the names and contents of the Zeek scripts."""
    state = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.is_file()):
        state.update(f"{path.relative_to(package).as_posix()}\0".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


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
        return sorted(value) if isinstance(value, list) else value

    kept: dict[str, list[Record]] = {}
    for log in LOGS:
        records = [{c: v for c, v in r.items() if log != "notice" or c in _NOTICE_COLUMNS} for r in logs.get(log, ())]
        kept[log] = [{c: rename(c, v) for c, v in r.items()} for r in records]
    return kept


def kept(scenario: Scenario, logs: Mapping[str, Sequence[Record]]) -> dict[str, list[Record] | str]:
    """What is recorded of a run: the normalised logs; of a large scenario's, the digest of those nobody reads."""
    read = {"notice"}
    for expect in scenario.runs().values():
        read |= {"bootwarden_tftp"} if expect.transfers is not None else set()
        read |= {"bootwarden"} if expect.evidence is not None else set()
    full = normalise(logs)
    if not scenario.large:
        return dict(full)
    return {name: rows if name in read else f"sha256:{_digest(rows)}" for name, rows in full.items()}


def _digest(rows: Sequence[Record]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _path(scenario: Scenario) -> Path:
    return paths.BASELINES / f"{scenario.name}.json"


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
    content = {"capture": capture, "runs": {name: kept(scenario, logs) for name, logs in runs.items()}}
    _path(scenario).write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def load(scenario: Scenario, capture: str) -> dict[str, dict[str, Any]]:
    """The recorded logs of a scenario's runs, by run and log (a digest where only that was recorded).

    Raises BootwardenError where nothing was recorded for exactly these scripts and this capture.
    """
    again = "run `bootwarden test --record` with a real Zeek"
    if not is_current():
        recorded_with()
        raise BootwardenError(f"{paths.ZEEK_PACKAGE}: changed since the baselines were recorded ({again})")
    path = _path(scenario)
    try:
        content = json.loads(path.read_text())
    except OSError as cause:
        raise BootwardenError(f"{path}: no baseline ({again})") from cause
    if content["capture"] != capture:
        raise BootwardenError(f"{path}: the capture changed since it was recorded ({again})")
    runs: dict[str, dict[str, Any]] = content["runs"]
    return runs
