"""The ATT&CK Navigator layer: which techniques were seen how often, and which detections see them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bootwarden.detections import TECHNIQUES
from bootwarden.report.attack import techniques
from bootwarden.report.merge import Incident

VERSIONS = {"attack": "17", "navigator": "5.1.0", "layer": "4.5"}
"""The format that is written, and the ATT&CK release whose ids these are."""


def layer(incidents: Iterable[Incident]) -> str:
    """Return the layer as JSON: a technique's score is the number of its findings; 0: covered, and not seen."""
    seen = techniques(incidents)
    entries: list[dict[str, Any]] = []
    for t in seen:
        entries.append(
            {
                "techniqueID": t.id,
                "tactic": TECHNIQUES[t.id].tactic_name.lower().replace(" ", "-"),
                "score": t.incidents,
                "enabled": True,
                "showSubtechniques": True,
                "comment": "; ".join(f"{d.id} {d.title}" + (f" ({n} seen)" if n else "") for d, n in t.detections),
                "links": [{"label": t.name, "url": t.url}],
            }
        )
    most = max((t.incidents for t in seen), default=0)
    return (
        json.dumps(
            {
                "name": "Bootwarden",
                "versions": VERSIONS,
                "domain": "enterprise-attack",
                "description": "What Bootwarden detects, and how often it was seen",
                "filters": {"platforms": ["Network Devices"]},
                "techniques": entries,
                "gradient": {"colors": ["#dce8f7", "#a3122a"], "minValue": 0, "maxValue": max(most, 1)},
                "legendItems": [{"label": "detected, not seen", "color": "#dce8f7"}],
                "sorting": 3,
                "hideDisabled": False,
            },
            indent=1,
        )
        + "\n"
    )
