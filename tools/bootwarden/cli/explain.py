"""`bootwarden explain`: the page of a detection, its rules and the captures that show it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markdown import Markdown
from rich.table import Table

from bootwarden import rules
from bootwarden.cli import app, console, show_table
from bootwarden.detections import BY_NOTICE, DETECTIONS
from bootwarden.errors import BootwardenError
from bootwarden.report import pages
from bootwarden.rules.who import generic
from bootwarden.scenarios.model import scenarios


@app.command("explain")
def explain(
    name: Annotated[str, typer.Argument(metavar="BWnn", help="A detection's id, or its notice: BW06, Netboot_Hijack.")],
) -> None:
    """Explain a detection: what it means, how to confirm it, false positives, response, rules and captures."""
    found = DETECTIONS.get(name.upper()) or BY_NOTICE.get(name.removeprefix("Bootwarden::"))
    if found is None:
        raise BootwardenError(f"no detection is named {name!r}: known are {', '.join(DETECTIONS)}")
    text = pages.text(found.id)
    if console.is_terminal:
        console.print(Markdown(text))
    else:
        print(text)
    mine = [r for r in rules.rules(generic()) if r.detection == found.id]
    if mine:
        table = Table("sid", "generic rule", box=None)
        for rule in mine:
            table.add_row(str(rule.number_in(site=False)), rule.message)
        show_table(table)
    table = Table("capture", "kind", "what it shows", box=None)
    for scenario in scenarios().values():
        if scenario.detection == found.id:
            table.add_row(scenario.name, scenario.kind, scenario.title)
    show_table(table)
