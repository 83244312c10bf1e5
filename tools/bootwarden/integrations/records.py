"""The columns of the package's logs, as the Zeek scripts declare and comment them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bootwarden import paths

LOGS = {"Evidence": "bootwarden", "Transfer": "bootwarden_tftp", "Boot": "bootwarden_boots"}
"""The record of each log, and the log's name."""

_SCRIPTS = ("main.zeek", "kinds.zeek", "tftp/main.zeek", "detect/boots.zeek")
_RECORD = re.compile(r"^\t(?:type|redef record) (\w+)(?:: record| \+=) \{\n(.*?)^\t\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"((?:^\t\t##.*\n)+)^\t\t(\w+): ([\w \[\]]+?) &log", re.MULTILINE)
_CONNECTION = (("id.orig_h", "addr"), ("id.orig_p", "port"), ("id.resp_h", "addr"), ("id.resp_p", "port"))


@dataclass(frozen=True)
class Column:
    """One column of a log."""

    log: str
    name: str
    type: str
    meaning: str


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns of all logs, in their order."""
    found: list[Column] = []
    for script in _SCRIPTS:
        text = (paths.ZEEK_PACKAGE / script).read_text(encoding="utf-8")
        for record, body in _RECORD.findall(text):
            for comment, name, kind in _FIELD.findall(body):
                meaning = " ".join(line.strip().removeprefix("##").strip() for line in comment.splitlines())
                if record not in LOGS:
                    continue
                parts = _CONNECTION if kind == "conn_id" else ((name, kind),)
                found += [Column(LOGS[record], part, type_, meaning) for part, type_ in parts]
    return tuple(sorted(found, key=lambda c: list(LOGS.values()).index(c.log)))
