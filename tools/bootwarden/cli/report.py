"""`bootwarden report`: one HTML file to read, print and pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bootwarden.cli import app, beside, say
from bootwarden.cli.replay import Engines, SiteOption, watched
from bootwarden.cli.telling import describe, page
from bootwarden.errors import Status
from bootwarden.files import STANDARD, writable, write_all
from bootwarden.replay.observed import Observed
from bootwarden.replay.pipes import carried
from bootwarden.report.devices import stories
from bootwarden.report.indicators import as_csv, as_stix, indicators
from bootwarden.report.matrix import read_results, rows
from bootwarden.report.merge import merge
from bootwarden.report.navigator import layer


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
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Add the detection matrix: what each scenario raises on each engine.")
    ] = False,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the indicators as CSV, too (addresses, names, hashes).")
    ] = None,
    stix: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the indicators as STIX 2.1, too.")] = None,
    navigator: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a layer for the ATT&CK Navigator, too.")
    ] = None,
) -> None:
    """Write a report: the story of each device with a picture, a timeline and indicators; one file, nothing to load.

    Exit status: 0 nothing found, 1 findings, 2 an input that cannot be read, 3 no engine.
    """
    for file in (out, csv, stix, navigator):
        if file is not None:
            writable(file)
    ran = read_results(results) if results is not None else []
    known = []
    if matrix or ran or not inputs:
        from bootwarden.scenarios.model import scenarios  # all of them, and Scapy

        known = rows(scenarios().values(), ran)
    with carried(inputs or []) as named:
        seen = watched(named, site, engine) if named else Observed()
        about = describe(named, site)
    checked = ", ".join(sorted({str(r["engine"]) + (" (recorded)" if r.get("recorded") else "") for r in ran}))
    failed = sum(bool(r["problems"]) for r in ran)
    said = f"{len(ran)} runs on {checked}: {len(ran) - failed} as expected, {failed} not." if ran else ""
    files = {out: page(seen, named, about, site, known, said)}
    incidents = merge(seen.findings, seen.engines, site is not None)
    found = indicators(stories(seen, incidents))
    for file, write in (
        (csv, lambda: as_csv(found)),
        (stix, lambda: as_stix(found)),
        (navigator, lambda: layer(incidents)),
    ):
        if file is not None:
            files[file] = write()
    write_all(files)
    for file in files:
        if file != STANDARD:
            say(f"{file}: written", to=beside(*files))
    raise typer.Exit(Status.FINDINGS if seen.findings else Status.CLEAN)
