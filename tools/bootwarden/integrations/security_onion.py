"""Security Onion: an ingest pipeline of Elasticsearch for each log, as its own for Zeek's logs are made.

What all of Zeek's logs have in common (time, uid, addresses and ports), its pipeline zeek.common takes.
"""

from __future__ import annotations

import json
from typing import Any

from bootwarden.integrations.ecs import field
from bootwarden.integrations.records import LOGS, columns

_COMMON = frozenset({"ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p"})
"""Columns that zeek.common takes."""


def pipeline(log: str) -> str:
    """Return the pipeline of a log, as JSON, a processor a line."""
    steps: list[dict[str, Any]] = [
        {"set": {"field": "event.dataset", "value": log}},
        {"remove": {"field": ["host"], "ignore_failure": True}},
        {"json": {"field": "message", "target_field": "message2", "ignore_failure": True}},
    ]
    for column in columns():
        if column.log == log and column.name not in _COMMON:
            moved = {"field": f"message2.{column.name}", "target_field": field(log, column.name)}
            steps.append({"rename": moved | {"ignore_missing": True}})
    steps.append({"pipeline": {"name": "zeek.common"}})
    lines = ",\n".join("  " + json.dumps(step) for step in steps)
    return f'{{\n "description": "zeek.{log}",\n "processors": [\n{lines}\n ]\n}}\n'


def pipelines() -> dict[str, str]:
    """Return every pipeline by its file's name, which is the pipeline's, too."""
    return {f"zeek.{log}": pipeline(log) for log in LOGS.values()}
