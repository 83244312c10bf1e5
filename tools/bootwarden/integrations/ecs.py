"""Where each column belongs in the Elastic Common Schema; what it has no field for keeps a name of its own."""

from __future__ import annotations

import csv
import io

from bootwarden.integrations.records import columns

_ECS = {
    "ts": "@timestamp",
    "uid": "zeek.session_id",
    "id.orig_h": "source.ip",
    "id.orig_p": "source.port",
    "id.resp_h": "destination.ip",
    "id.resp_p": "destination.port",
    "community_id": "network.community_id",
    "user": "user.name",
    "technique": "threat.technique.id",
    "file_name": "file.path",
    "size": "file.size",
    "md5": "file.hash.md5",
    "sha256": "file.hash.sha256",
    "duration": "event.duration",
    "error_code": "error.code",
    "error_msg": "error.message",
    "device": "host.ip",
    "detail": "event.reason",
    "object": "event.action",
}
"""Of columns that mean the same in every log. ``event.duration`` is in nanoseconds there, in seconds here."""


def field(log: str, name: str) -> str:
    """Return the field of a column."""
    return _ECS.get(name, f"bootwarden.{log.removeprefix('bootwarden').lstrip('_') or 'evidence'}.{name}")


def table() -> str:
    """Return the table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("log", "column", "zeek_type", "field", "meaning"))
    for column in columns():
        writer.writerow((column.log, column.name, column.type, field(column.log, column.name), column.meaning))
    return out.getvalue()
