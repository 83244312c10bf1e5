"""Gathers what engines found in production from their logs, as replaying a capture would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines import logs
from bootwarden.engines.suricata import rule_metadata
from bootwarden.findings import from_alert, from_notice
from bootwarden.observed import Observed, from_evidence, from_transfer

Metadata = Mapping[int, Mapping[str, list[str]]]


def observe(
    files: Sequence[Path],
    rules: Path | None = None,
    read: Callable[[Path, int], None] = lambda file, size: None,
) -> Observed:
    """Read logs (see ``logs.find``). ``rules`` are the site's, for alerts that came without metadata."""
    result = Observed()
    metadata: dict[int, dict[str, list[str]]] = {}
    for path in (paths.GENERIC_RULES, rules):
        if path is not None and path.is_file():
            metadata |= rule_metadata(path)
    engines: set[str] = set()
    for file in files:
        damage = logs.Damage(file)
        for number, name, record in logs.records(file, damage, partial(read, file)):
            try:
                _take(result, name, record, metadata, str(file))
            except (KeyError, TypeError, ValueError, AttributeError):
                damage.count(number)
            engines.add("suricata" if name == "eve" else "zeek")
        if str(damage):
            result.warnings.append(str(damage))
    result.engines = sorted(engines)
    result.sort()
    return result


def _take(result: Observed, name: str, record: dict[str, Any], metadata: Metadata, source: str) -> None:
    if name == "bootwarden":
        result.evidence.append(from_evidence(record))
    elif name == "bootwarden_tftp":
        result.transfers.append(from_transfer(record))
    elif name == "notice":
        if finding := from_notice(record, ""):
            result.findings.append(finding)
    else:
        alert = record["alert"]
        alert.setdefault("metadata", dict(metadata.get(int(alert["signature_id"]), {})))
        if finding := from_alert(record, ""):
            result.findings.append(finding)
