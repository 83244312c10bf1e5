"""How to confirm on a device what was seen on the wire: the commands of each vendor, by question."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from bootwarden.detections import Detection

_NO_VENDOR = frozenset({"ask", "for", "source"})


@cache
def questions() -> list[dict[str, Any]]:
    """Return every question with its vendors' commands."""
    text = files("bootwarden.report").joinpath("confirm.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["question"])


def table(detection: Detection) -> str:
    """Return the questions that fit a detection, each a table of Markdown."""
    parts = []
    for question in questions():
        if detection.id in question["for"]:
            # A | would end the cell.
            rows = [
                f"| {vendor} | {said.replace('|', chr(92) + '|')} |"
                for vendor, said in question.items()
                if vendor not in _NO_VENDOR
            ]
            parts.append("\n".join([f"**{question['ask']}**", "", "| | |", "|---|---|", *rows]))
    return "\n\n".join(parts) or "Nothing on a device shows it: compare with what the server keeps."
