"""``zeek/facts/detections.zeek``: what Zeek must know of each detection, from the one table of them."""

from __future__ import annotations

from bootwarden.detections import DETECTIONS
from bootwarden.facts import zeek


def _set(items: tuple[str, ...]) -> str:
    return f"set({', '.join(map(zeek.text, items))})"


def script() -> str:
    """The generated script."""
    rows = list(DETECTIONS.values())
    without = zeek.rows(
        "without_site",
        "set[string]",
        (zeek.text(d.id) for d in rows if not d.needs_site),
        comment="Detections that may fire where the site declared nothing. Others would tell of ordinary work.",
    )
    techniques = zeek.rows(
        "techniques",
        "table[string] of set[string]",
        (f"[{zeek.text(d.id)}] = {_set(d.techniques)}" for d in rows),
        comment="ATT&CK techniques that findings are marked with, besides those that their evidence carries.",
        change="option",
    )
    apart = zeek.rows(
        "told_once_for",
        "table[string] of set[string]",
        (f"[{zeek.text(d.id)}] = {_set(d.once)}" for d in rows),
        comment="What a detection's notices are told apart by: the device, the server, the file.",
    )
    return zeek.script(
        "What Zeek must know of each detection.", f"{without}\n{techniques}\n{apart}", source="detections.py"
    )
