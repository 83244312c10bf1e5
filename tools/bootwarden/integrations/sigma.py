"""Sigma rules over notice.log: one for each detection, for every backend that pySigma has."""

from __future__ import annotations

import json
import uuid

from bootwarden.detections import DETECTIONS, Detection, page

_LEVELS = {"hijack": "critical", "content": "high", "boot": "high", "redirect": "high", "fetch": "medium"}
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "bootwarden sigma")


def rule(detection: Detection) -> str:
    """Return the rule of a detection. Strings of JSON are YAML, too."""
    level = "informational" if detection.informs else _LEVELS[detection.stage]
    tags = "".join(f"  - attack.{t.lower()}\n" for t in detection.techniques)
    said = f"Zeek with Bootwarden raised {detection.id} {detection.notice}: {detection.title}."
    if detection.needs_site:
        said += " Inside the network it does so only where the site declared something."
    return (
        f"title: {json.dumps(detection.title)}\n"
        f"id: {uuid.uuid5(_NAMESPACE, detection.id)}\n"
        "status: test\n"
        f"description: {json.dumps(said)}\n"
        "references:\n"
        + "".join(f"  - https://attack.mitre.org/techniques/{t.replace('.', '/')}/\n" for t in detection.techniques)
        + "author: Bootwarden\n"
        "tags:\n"
        f"{tags}"
        "logsource:\n"
        "  product: zeek\n"
        "  service: notice\n"
        "detection:\n"
        "  selection:\n"
        f"    note: 'Bootwarden::{detection.notice}'\n"
        "  condition: selection\n"
        "falsepositives:\n"
        f"  - See {page(detection.id)}\n"
        f"level: {level}\n"
    )


def rules() -> dict[str, str]:
    """Return every rule by its file's name."""
    return {f"{d.id.lower()}-{d.notice.lower().replace('_', '-')}.yml": rule(d) for d in DETECTIONS.values()}
