"""`bootwarden report`: one HTML file to read, print and pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bootwarden.cli import app, say
from bootwarden.cli.replay import Engines, SiteOption, watched
from bootwarden.errors import Status
from bootwarden.files import writable, write_all
from bootwarden.replay.observed import Observed
from bootwarden.replay.pipes import carried
from bootwarden.report.html import render
from bootwarden.report.matrix import read_results, rows
from bootwarden.scenarios.model import scenarios


@app.command("report")
def report(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="CAPTURE",
            readable=False,
            help="Captures or production logs, as for replay; none: no devices.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")] = Path("report.html"),
    site: SiteOption = None,
    engine: Engines = None,
    results: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help="What `bootwarden test --json` printed, for the matrix."),
    ] = None,
    matrix: Annotated[bool, typer.Option(help="Show the detection matrix.")] = True,
) -> None:
    """Write a report: the story of each device, ATT&CK, and the detection matrix; one file, nothing to load.

    Exit status: 0 nothing found, 1 findings, 2 an input that cannot be read, 3 no engine.
    """
    writable(out)
    ran = read_results(results) if results is not None else []
    known = rows(scenarios().values(), ran) if matrix else []
    with carried(inputs or []) as named:
        seen = watched(named, site, engine) if named else Observed()
    checked = ", ".join(sorted({str(r["engine"]) + (" (recorded)" if r.get("recorded") else "") for r in ran}))
    failed = sum(bool(r["problems"]) for r in ran)
    said = f"{len(ran)} runs on {checked}: {len(ran) - failed} as expected, {failed} not." if ran else ""
    text = render(seen, list(named.values()), str(site) if site else None, known, said)
    write_all({out: text})
    say(f"{out}: written")
    raise typer.Exit(Status.FINDINGS if seen.findings else Status.CLEAN)
