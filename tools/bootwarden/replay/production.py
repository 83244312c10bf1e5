"""Gathers what engines logged: in production, or while they replayed a capture."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines import logs
from bootwarden.engines.alert_files import FileNames
from bootwarden.engines.suricata import rule_metadata
from bootwarden.errors import BootwardenError
from bootwarden.replay.findings import from_alert, from_notice
from bootwarden.replay.observed import Observed, from_boot, from_conn, from_evidence, from_request, from_transfer

Metadata = Mapping[int, Mapping[str, list[str]]]


def observe(
    files: Sequence[Path],
    rules: Path | None = None,
    read: Callable[[Path, int], None] = lambda file, size: None,
    found: Container[Path] = (),
) -> Observed:
    """Read logs (see ``logs.find``). ``rules`` are the site's, for alerts that came without metadata.

    Raises BootwardenError for what is no log; of those that were ``found``, not named, it only warns.
    """
    result = Observed()
    metadata: dict[int, dict[str, list[str]]] = {}
    for path in (paths.RULES_PATTERN, rules):
        if path is not None:
            metadata |= rule_metadata(path)
    engines: set[str] = set()
    known = logs.WANTED | {logs.SESSIONS}
    for file in files:
        # A log without lines was written by an engine, too.
        try:
            names = gather(result, file, metadata=metadata, read=partial(read, file)) or {logs.log_name(file)}
        except BootwardenError as error:
            if file not in found:
                raise
            result.warnings.append(f"{error}: left out")
            continue
        if not names & known:
            raise BootwardenError(
                f"{file}: says nothing about booting: name notice.log, bootwarden.log, bootwarden_tftp.log or eve.json"
            )
        engines |= {"suricata" if name == "eve" else "zeek" for name in names & known}
    result.engines = sorted(engines)
    result.sort()
    return result


def gather(
    result: Observed,
    file: Path,
    *,
    version: str = "",
    capture: str | None = None,
    metadata: Metadata | None = None,
    read: Callable[[int], None] = lambda size: None,
) -> set[str]:
    """Add what one log says, and a warning where it is damaged. Returns the names of the logs found in it."""
    damage = logs.Damage(file)
    names: set[str] = set()
    for number, name, record in _named(logs.records(file, damage, read)):
        names.add(name)
        try:
            if record:
                _take(result, name, record, metadata or {}, version, capture)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            damage.count(number)
    if str(damage):
        result.warnings.append(str(damage))
    return names


def _named(records: Iterable[tuple[int, str, dict[str, Any]]]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Pass records on, alerts with the names of their files."""
    alerts = FileNames()
    number = 0
    for number, name, record in records:
        if name != "eve" or not record:
            yield number, name, record
            continue
        for alert in alerts.take(record):
            yield number, name, alert
    for alert in alerts.rest():
        yield number, "eve", alert


def _take(
    result: Observed, name: str, record: dict[str, Any], metadata: Metadata, version: str, capture: str | None
) -> None:
    if name == "bootwarden":
        result.evidence.append(from_evidence(record, capture))
    elif name == "bootwarden_tftp":
        result.transfers.append(from_transfer(record, capture))
    elif name == "bootwarden_boots":
        result.boots.append(from_boot(record, capture))
    elif name == "conn":
        if session := from_conn(record):
            result.sessions.add(session)
    elif name == "notice":
        if finding := from_notice(record, version, capture):
            result.findings.append(finding)
    elif record.get("event_type") == "tftp":
        result.requests.append(from_request(record, capture))
    else:
        alert = record["alert"]
        alert.setdefault("metadata", dict(metadata.get(int(alert["signature_id"]), {})))
        if finding := from_alert(record, version, capture):
            result.findings.append(finding)
