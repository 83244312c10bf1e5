"""Splunk: how the JSON logs are read, and the fields by which its Common Information Model knows them."""

from __future__ import annotations

from bootwarden.integrations.records import LOGS, columns

_CIM = {
    "id.orig_h": "src",
    "id.orig_p": "src_port",
    "id.resp_h": "dest",
    "id.resp_p": "dest_port",
    "sha256": "file_hash",
    "size": "file_size",
    "technique": "mitre_technique_id",
    "device": "dvc",
}


def props() -> str:
    """Return props.conf: a source type for each log."""
    parts = []
    for log in LOGS.values():
        known = {c.name for c in columns() if c.log == log}
        aliases = " ".join(f'"{name}" AS {cim}' for name, cim in _CIM.items() if name in known)
        parts.append(
            f"[zeek:{log}:json]\n"
            "KV_MODE = json\n"
            "SHOULD_LINEMERGE = false\n"
            "LINE_BREAKER = ([\\r\\n]+)\n"
            'TIME_PREFIX = "ts":\\s*\n'
            "TIME_FORMAT = %s.%6N\n"
            "MAX_TIMESTAMP_LOOKAHEAD = 20\n"
            f"FIELDALIAS-cim = {aliases}\n"
        )
    head = "# Zeek's logs as JSON (LogAscii::use_json=T). Written by `bootwarden integrations build`.\n\n"
    return head + "\n".join(parts)
