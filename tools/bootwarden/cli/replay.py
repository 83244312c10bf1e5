"""`bootwarden replay`: what booted what, from where, in captures or logs of one's own."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bootwarden.cli import app, beside, console, errors, say, warn
from bootwarden.cli.reading import by_file, reading
from bootwarden.cli.telling import describe, page
from bootwarden.engines.find import NAMES
from bootwarden.errors import BootwardenError, Status
from bootwarden.files import writable, write_all
from bootwarden.replay.look import is_log, look
from bootwarden.replay.observed import Observed
from bootwarden.replay.pipes import called, carried
from bootwarden.report.devices import stories
from bootwarden.report.merge import joined, merge
from bootwarden.report.seen import everything, missing
from bootwarden.report.text import tell

Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="CAPTURE",
        readable=False,  # said by whoever opens it, with the remedy
        help="Captures (pcap, pcapng, also .gz, .xz, .zst; - for standard input), or what engines logged in "
        "production: eve.json, a Zeek log (TSV or JSON) or a folder of them.",
    ),
]
SiteOption = Annotated[
    Path | None,
    typer.Option(metavar="SITE.TOML", readable=False, help="The site file that says what is approved."),
]
Engines = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ENGINE",
        help="zeek, suricata, suricata7 or suricata8; all found by default.",
        autocompletion=lambda incomplete: [word for word in NAMES if word.startswith(incomplete)],
    ),
]


def watched(
    inputs: Mapping[Path, str],
    site: Path | None,
    engine: list[str] | None,
    sessions: bool = False,
    files: Path | None = None,
) -> Observed:
    """Look at the inputs (see ``carried``) with a progress bar, and print the warnings."""
    try:
        with reading() as told:
            seen = called(look(list(inputs), site, engine, told, by_file(told), sessions, files), inputs)
    except BootwardenError as error:
        text = str(error)
        for path, name in inputs.items():
            text = text.replace(str(path), name)
        raise BootwardenError(text, error.status) from None
    warn(seen.warnings)
    return seen


@app.command("replay")
def replay_command(
    inputs: Inputs,
    site: SiteOption = None,
    engine: Engines = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as a JSON list.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Tell all transfers, boots and open facts too; with --json, an object of all.")
    ] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the story as an HTML file too.")] = None,
) -> None:
    """Replay captures through every engine found, or read production logs; tell the story of each device.

    Where nothing is found, it still tells which transfers and boots there were, and what nobody could judge.

    Exit status: 0 nothing found, 1 findings, 2 an input that cannot be read, 3 no engine.
    """
    if html is not None:
        writable(html)
    with carried(inputs) as named:
        seen = watched(named, site, engine)
        captured = any(not is_log(path) for path in named)
        if html is not None:
            write_all({html: page(seen, named, describe(named, site), site)})
    if as_json:
        print(json.dumps(_in_json(seen) if all_ else [f.record() for f in seen.findings], indent=1))
    else:
        told = stories(seen, merge(seen.findings, seen.engines, site is not None))
        if not seen.findings:
            say(f"nothing found by {', '.join(seen.engines) or 'any engine'}")
        console.print(tell(told))
        if all_ or not seen.findings:
            (console if console.is_terminal else Console(width=1000)).print(everything(seen))
        if captured and engine is None:
            for sentence in missing(seen):
                say(sentence, "yellow")
        if site is None and (open_questions := sum(e.verdict == "unknown" for e in seen.evidence)):
            say(
                f"{open_questions} facts could not be judged, because nothing says who may do what: "
                "name a site file with --site (`bootwarden site init` writes one)"
            )
    if html is not None:
        say(f"{html}: written", to=errors if as_json else beside(html))
    raise typer.Exit(Status.FINDINGS if seen.findings else Status.CLEAN)


def _in_json(seen: Observed) -> dict[str, object]:
    """All that was seen, for programs."""
    parts = {name: getattr(seen, name) for name in ("findings", "transfers", "boots")} | {"facts": seen.evidence}
    lists = {name: [dataclasses.asdict(one) for one in some] for name, some in parts.items()}
    raised = joined(seen.boots, merge(seen.findings, seen.engines))
    for told, (_, incidents) in zip(lists["boots"], raised, strict=True):
        told["raised"] = [{"detection": i.detection, "engines": i.engines} for i in incidents]
    lists["requests"] = [dataclasses.asdict(one) for one in seen.asked()]
    return {**lists, "engines": seen.engines, "missing": missing(seen), "warnings": seen.warnings}
