"""`bootwarden explain`: the page of a detection, its rules and the captures that show it."""

from __future__ import annotations

import json
import re
from typing import Annotated

import typer
from rich.table import Table

from bootwarden import paths
from bootwarden.cli import app, console, show_table
from bootwarden.detections import BY_NOTICE, DETECTIONS
from bootwarden.errors import BootwardenError
from bootwarden.report import pages


@app.command("explain")
def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="BWnn",
            help="A detection's id, or its notice: BW06, Netboot_Hijack.",
            autocompletion=lambda incomplete: [word for word in DETECTIONS if word.startswith(incomplete.upper())],
        ),
    ],
) -> None:
    """Explain a detection: what it means, how to confirm it, false positives, response, rules and captures."""
    found = DETECTIONS.get(name.upper()) or BY_NOTICE.get(name.removeprefix("Bootwarden::"))
    if found is None:
        raise BootwardenError(f"no detection is named {name!r}: known are {', '.join(DETECTIONS)}")
    text = pages.text(found.id)
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(text))
    else:
        print(text)
    # What was compiled and recorded tells it at once; compiling the rules and importing the scenarios takes a second.
    mine = re.findall(rf'msg:"BOOTWARDEN {found.id} (.*?)";.*? sid:(\d+);', paths.generic_rules())
    if mine:
        table = Table("sid", "generic rule", box=None)
        for message, sid in sorted(mine, key=lambda rule: int(rule[1])):
            table.add_row(sid, message)
        show_table(table)
    table = Table("capture", "kind", "what it shows", box=None)
    for capture, about in json.loads((paths.PCAPS / "index.json").read_text(encoding="utf-8")).items():
        if about["detection"] == found.id:
            table.add_row(capture, about["kind"], about["title"])
    show_table(table)
