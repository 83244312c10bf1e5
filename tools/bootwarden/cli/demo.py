"""`bootwarden demo`: a TFTP boot attack, as each engine sees it."""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

from bootwarden.cli import app, beside, say
from bootwarden.errors import Status
from bootwarden.files import writable, write_all
from bootwarden.replay.observed import Observed
from bootwarden.report.about import About, source, sources
from bootwarden.report.devices import stories
from bootwarden.report.html import render
from bootwarden.report.merge import merge
from bootwarden.report.story import approved_files
from bootwarden.report.text import tell
from bootwarden.scenarios.showing import demo_scenario, observed, watch, write_files
from bootwarden.site.load import load_site


def _story(seen: Observed) -> RenderableType:
    """The story of the one device: what an incident says anyway, and what nobody objected to, is left out."""
    told = stories(replace(seen, evidence=[], transfers=[]), merge(seen.findings, seen.engines, with_site=True))
    return tell(told)


_COLOURS = TerminalTheme(
    (27, 33, 43),
    (232, 236, 242),
    [
        (27, 33, 43),
        (255, 154, 168),
        (143, 220, 170),
        (240, 207, 127),
        (143, 188, 255),
        (224, 170, 255),
        (130, 215, 225),
        (232, 236, 242),
    ],
)
"""Of the picture: each is to be read on its ground by everyone (WCAG AA, 4.5 to 1)."""


def _picture(console: Console) -> str:
    """What was printed, as an SVG that needs nothing from elsewhere: rich's own names web fonts."""
    drawn = console.export_svg(title="make demo", theme=_COLOURS)
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


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
    everything = observed(seen)
    console.rule("[bold]TFTP Boot (ATT&CK T1542.005)")
    console.print(demo_scenario().title, style="bold", justify="center")
    console.print("switch 10.0.1.1 · attacker 10.0.6.6 · rogue TFTP server 10.0.6.66\n", justify="center")
    console.print(_story(everything))
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
        with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
            folder = files or Path(scratch)
            named = {write_files(folder): f"{demo_scenario().name}.pcap"}
            site = folder / "site.toml"
            approved = approved_files(load_site(site).site)
            about = About(sources(named.items()), source(site, site.name), time.time())
        write_all({html: render(everything, [*named.values()], site.name, approved=approved, about=about)})
    for file in (svg, html):
        if file is not None:
            say(f"{file}: written", to=beside(file))
    if not everything.findings or any(each.problem for each in seen):
        raise typer.Exit(Status.FINDINGS)
