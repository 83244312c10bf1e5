"""`bootwarden demo`: a TFTP boot attack, as each engine sees it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bootwarden.cli import app, say
from bootwarden.errors import Status
from bootwarden.files import writable, write_all
from bootwarden.replay.observed import Observed
from bootwarden.report.devices import stories
from bootwarden.report.html import render
from bootwarden.report.merge import merge
from bootwarden.report.text import tell
from bootwarden.scenarios.showing import demo_scenario, watch, write_files


def _picture(console: Console) -> str:
    """What was printed, as an SVG that needs nothing from elsewhere: rich's own names web fonts."""
    return re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="make demo"), flags=re.DOTALL)


@app.command("demo")
def demo(
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what is printed as a picture, too.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report on it, too.")] = None,
    files: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the capture and the site (site.toml) there, to try them.")
    ] = None,
) -> None:
    """Replay the demo attack through each engine here and tell what was found, in time order.

    What an engine that is missing would have said comes from its recording, and is labelled so.
    """
    for file in (svg, html, files and files / "site.toml"):
        if file is not None:
            writable(file)
    console = Console(record=svg is not None, width=130 if svg else None)
    seen = watch()
    observed = Observed(findings=[f for each in seen for f in each.findings], engines=[each.label for each in seen])
    console.rule("[bold]TFTP Boot (ATT&CK T1542.005)")
    console.print(demo_scenario().title, style="bold", justify="center")
    console.print("switch 10.0.1.1 · attacker 10.0.6.6 · rogue TFTP server 10.0.6.66\n", justify="center")
    console.print(tell(stories(observed, merge(observed.findings, observed.engines, with_site=True))))
    for each in seen:
        found = sorted({f.detection for f in each.findings})
        console.print(f"{each.label}: {', '.join(found) or 'nothing'}", highlight=False, markup=False)
        if each.problem:
            console.print(f"  {each.problem}", style="red", highlight=False, markup=False, soft_wrap=True)
    if svg is not None:
        write_all({svg: _picture(console)})
    if files is not None:
        capture = write_files(files)
        say(f"try it: bootwarden replay {capture} --site {files / 'site.toml'}")
    if html is not None:
        write_all({html: render(observed, [f"{demo_scenario().name}.pcap"], "site.toml")})
    if not observed.findings or any(each.problem for each in seen):
        raise typer.Exit(Status.FINDINGS)
