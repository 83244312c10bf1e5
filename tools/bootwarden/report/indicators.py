"""What to look for elsewhere: addresses, names and hashes of what looks wrong, as a table, CSV and STIX 2.1."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bootwarden.detections import FALLBACK, TECHNIQUES
from bootwarden.replay.hosts import address_of, plain_address
from bootwarden.report.devices import DeviceStory, Moment, is_host

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "bootwarden indicators")
_MARKS = re.compile(r"[^\x20-\x7e]")


@dataclass
class Indicator:
    """One thing to look for: what kind, its value, why, on which devices it was seen, and when."""

    kind: str
    """ipv4-addr, ipv6-addr, domain-name, sha256, md5 or file-name."""
    value: str
    why: str
    name: str = ""
    """The file's name, of a hash."""
    devices: set[str] = field(default_factory=set)
    detections: set[str] = field(default_factory=set)
    techniques: set[str] = field(default_factory=set)
    first: float = 0.0
    last: float = 0.0


def indicators(stories: Iterable[DeviceStory]) -> list[Indicator]:
    """Gather what looks wrong of all devices: hosts first, then hashes, then names that came without a hash."""
    found: dict[tuple[str, str], Indicator] = {}

    def add(kind: str, value: str, why: str, device: str, moment: Moment | None, time: float, name: str = "") -> None:
        if kind == "ipv4-addr" and not is_host(value):
            return
        one = found.setdefault((kind, value), Indicator(kind, value, why, name, first=time, last=time))
        one.devices.add(device)
        one.first, one.last = min(one.first, time), max(one.last, time)
        if moment is not None and moment.incident is not None:
            one.detections.add(moment.incident.detection)
            one.techniques.update(moment.incident.technique)

    for story in stories:
        bad = [m for m in story.moments if m.verdict == "suspicious"]
        hashed: set[str] = set()
        for image in story.images:
            t = image.transfer
            if image.verdict != "suspicious":
                continue
            for kind, value in (("sha256", t.sha256), ("md5", t.md5)):
                if value:
                    hashed.add(t.file_name)
                    related = [m for m in bad if m.file_name == t.file_name]
                    for m in related or [None]:  # type: ignore[list-item]
                        add(
                            kind,
                            value,
                            "file received" if t.op != "write" else "file sent",
                            story.device,
                            m,
                            t.time,
                            t.file_name,
                        )
        for m in bad:
            if m.actor and m.actor != story.device:
                add(_host(m.actor), m.actor, "gave orders", story.device, m, m.time)
            if m.server and plain_address(m.server) != story.device:
                server = plain_address(m.server)
                add(_host(server), server, "boot server", story.device, m, m.time)
            if m.file_name and m.file_name not in hashed:
                add("file-name", m.file_name, "file named", story.device, m, m.time)
    order = ("ipv4-addr", "ipv6-addr", "domain-name", "sha256", "md5", "file-name")
    return sorted(found.values(), key=lambda i: (order.index(i.kind), i.first, i.value))


def _host(name: str) -> str:
    address = address_of(name)
    return "domain-name" if address is None else f"ipv{address.version}-addr"


def _time(time: float) -> str:
    return datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_csv(found: Sequence[Indicator]) -> str:
    """Write indicators as CSV. A value that a spreadsheet would take for a formula gets a ' before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ("type", "value", "why", "file_name", "devices", "detections", "techniques", "first_seen", "last_seen")
    )
    for i in found:
        several = (" ".join(sorted(s)) for s in (i.devices, i.detections, i.techniques))
        row = (i.kind, i.value, i.why, i.name, *several, _time(i.first), _time(i.last))
        writer.writerow([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in row])
    return out.getvalue()


def as_stix(found: Sequence[Indicator]) -> str:
    """Write indicators as a STIX 2.1 bundle: indicators, the ATT&CK techniques they indicate, and the links."""
    made = _time(max((i.last for i in found), default=0.0))
    objects: list[dict[str, Any]] = []
    known = sorted({t for i in found for t in (i.techniques or {FALLBACK}) if t in TECHNIQUES})
    patterns = {t: _object("attack-pattern", t, made) | _technique(t) for t in known}
    objects += patterns.values()
    for i in found:
        about = _object("indicator", f"{i.kind} {i.value}", made)
        seen = f"{i.why}; seen on {', '.join(sorted(i.devices))}"
        about |= {
            "name": f"{i.kind} {_MARKS.sub('?', i.value)}"[:250],
            "description": f"Bootwarden: {seen}{f'; {_MARKS.sub(chr(63), i.name)}' if i.name else ''}",
            "indicator_types": ["malicious-activity"],
            "pattern": _pattern(i),
            "pattern_type": "stix",
            "pattern_version": "2.1",
            "valid_from": _time(i.first),
        }
        objects.append(about)
        for technique in sorted(i.techniques or {FALLBACK}):
            if technique in patterns:
                link = _object("relationship", f"{about['id']} {technique}", made)
                link |= {
                    "relationship_type": "indicates",
                    "source_ref": about["id"],
                    "target_ref": patterns[technique]["id"],
                }
                objects.append(link)
    bundle: dict[str, Any] = {"type": "bundle", "id": f"bundle--{uuid.uuid5(_NAMESPACE, json.dumps(objects))}"}
    if objects:
        bundle["objects"] = objects
    return json.dumps(bundle, indent=1) + "\n"


def _object(kind: str, key: str, made: str) -> dict[str, Any]:
    """Begin an object whose id is the same whenever it says the same."""
    name = f"{kind}--{uuid.uuid5(_NAMESPACE, f'{kind} {key}')}"
    return {"type": kind, "spec_version": "2.1", "id": name, "created": made, "modified": made}


def _technique(technique: str) -> dict[str, Any]:
    url = f"https://attack.mitre.org/techniques/{technique.replace('.', '/')}"
    return {
        "name": TECHNIQUES[technique].name,
        "external_references": [{"source_name": "mitre-attack", "external_id": technique, "url": url}],
    }


_PATTERNS = {
    "ipv4-addr": "[ipv4-addr:value = '{}']",
    "ipv6-addr": "[ipv6-addr:value = '{}']",
    "domain-name": "[domain-name:value = '{}']",
    "sha256": "[file:hashes.'SHA-256' = '{}']",
    "md5": "[file:hashes.MD5 = '{}']",
    "file-name": "[file:name = '{}']",
}


def _pattern(one: Indicator) -> str:
    return _PATTERNS[one.kind].format(one.value.replace("\\", "\\\\").replace("'", "\\'"))
