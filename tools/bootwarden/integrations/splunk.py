"""An app for Splunk: how the JSON logs are read, the names of its Common Information Model, and what a notice means."""

from __future__ import annotations

import csv
import io

from bootwarden import __version__
from bootwarden.detections import DETECTIONS, page
from bootwarden.integrations.records import LOGS, columns

APP = "bootwarden"
_LOOKUP = "bootwarden_detections"

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


_TOLD = ("detection", "title", "stage", "mitre_technique_id", "page")
"""What the lookup says of a notice."""


def app() -> dict[str, str]:
    """Return the app's files by their place in its folder."""
    return {
        "default/app.conf": _about(),
        "default/props.conf": props(),
        "default/transforms.conf": f"[{_LOOKUP}]\nfilename = {_LOOKUP}.csv\ncase_sensitive_match = true\n",
        f"lookups/{_LOOKUP}.csv": _detections(),
        "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin, sc_admin ]\nexport = system\n",
        "README.txt": "Reads the logs of Bootwarden's Zeek package, written as JSON, and says what its notices mean.\n",
    }


def _about() -> str:
    return (
        f"[install]\nis_configured = false\nbuild = 1\n\n[package]\nid = {APP}\ncheck_for_updates = false\n\n"
        f"[id]\nname = {APP}\nversion = {__version__}\n\n[ui]\nis_visible = false\nlabel = Bootwarden\n\n"
        "[launcher]\nauthor = Bootwarden\ndescription = Logs and notices of Bootwarden (ATT&CK T1542.005)\n"
        f"version = {__version__}\n"
    )


def _detections() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("note", *_TOLD))
    for d in DETECTIONS.values():
        writer.writerow((f"Bootwarden::{d.notice}", d.id, d.title, d.stage, " ".join(d.techniques), page(d.id)))
    return out.getvalue()


def props() -> str:
    """Return props.conf: a source type for each log, and what a notice means."""
    parts = []
    for log in LOGS.values():
        parts.append(f"[source::...{log}.log]\nsourcetype = zeek:{log}:json\n")
        known = {c.name for c in columns() if c.log == log}
        aliases = " ".join(f'"{name}" AS {cim}' for name, cim in _CIM.items() if name in known)
        parts.append(
            f"[zeek:{log}:json]\n"
            "KV_MODE = json\n"
            "SHOULD_LINEMERGE = false\n"
            "TRUNCATE = 100000\n"
            "LINE_BREAKER = ([\\r\\n]+)\n"
            'TIME_PREFIX = "ts":\\s*\n'
            "TIME_FORMAT = %s.%6N\n"
            "MAX_TIMESTAMP_LOOKAHEAD = 20\n"
            f"FIELDALIAS-cim = {aliases}\n"
        )
    parts.append(f"[zeek:notice:json]\nLOOKUP-bootwarden = {_LOOKUP} note OUTPUTNEW {' '.join(_TOLD)}\n")
    head = "# Zeek's logs as JSON (LogAscii::use_json=T). Written by `bootwarden integrations build`.\n\n"
    return head + "\n".join(parts)
