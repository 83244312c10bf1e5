"""`bootwarden replay`: what booted what, from where, in captures of one's own."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bootwarden.cli import app, console, errors
from bootwarden.cli.progress import progress
from bootwarden.engines.find import find_engines
from bootwarden.errors import BootwardenError, Status
from bootwarden.replay import replay
from bootwarden.report.story import story
from bootwarden.site.build import build_site


@app.command("replay")
def replay_command(
    captures: Annotated[list[Path], typer.Argument(metavar="CAPTURE...", help="pcap or pcapng files.")],
    site: Annotated[Path | None, typer.Option(help="The site.toml that says what is approved.")] = None,
    engine: Annotated[
        list[str] | None, typer.Option(help="zeek, suricata, suricata7 or suricata8; all found by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as a JSON list.")] = False,
) -> None:
    """Replay captures through every engine found, and print what was found as a story in time order.

    Exit status: 0 nothing found, 1 findings, 2 a capture or site that cannot be read, 3 no engine.
    """
    engines = find_engines(engine)
    if not engines:
        raise BootwardenError("neither Zeek nor Suricata was found (`make setup` installs them)", Status.NO_ENGINE)
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        built: Path | None = None
        if site is not None:
            built = Path(scratch)
            build_site(site, built)
        with progress("Replaying", len(captures) * len(engines)) as step:
            result = replay(captures, engines, built, step)
    for warning in result.warnings:
        errors.print(f"warning: {warning}", style="yellow", markup=False, highlight=False, soft_wrap=True)
    if as_json:
        print(json.dumps([dataclasses.asdict(f) for f in result.findings], indent=1))
    elif result.findings:
        console.print(story(result.findings))
    else:
        console.print(f"nothing found by {', '.join(f'{e.name} {e.version}' for e in engines)}", highlight=False)
    raise typer.Exit(Status.FINDINGS if result.findings else Status.CLEAN)
