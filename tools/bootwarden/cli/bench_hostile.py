"""`bootwarden bench hostile`: whether anything that outsiders send costs more than its length."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bootwarden.bench.hostile import SIZES, measure
from bootwarden.bench.hostile_input import HOSTILE
from bootwarden.cli import show_table
from bootwarden.cli.bench import bench
from bootwarden.cli.bench_zeek import AsJson
from bootwarden.cli.progress import progress
from bootwarden.cli.replay import Engines
from bootwarden.engines.find import find_engines
from bootwarden.errors import BootwardenError, Status


@bench.command("hostile")
def hostile(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT", help="Inputs whose names hold one of these words.")
    ] = None,
    engine: Engines = None,
    kilobytes: Annotated[int, typer.Option(help="Size of each input, KB; also twice and four times as much.")] = 1000,
    repeat: Annotated[int, typer.Option(help="Runs of each; the least CPU time counts.")] = 2,
    as_json: AsJson = False,
) -> None:
    """CPU and memory that endless and senseless input costs each parser, at one, two and four times the size.

    Exit status 1 where time grows faster than the input, or memory is not bounded.
    """
    names = [name for name in HOSTILE if not only or any(word.lower() in name.lower() for word in only)]
    if not names:
        raise BootwardenError(f"no input is named like {', '.join(only or [])} (they are: {', '.join(HOSTILE)})")
    engines = find_engines(engine)
    found = []
    with progress("Measuring", len(engines) * len(names) * len(SIZES)) as step:
        for each in engines:
            found += measure(each, kilobytes * 1000, repeat, names, step)
    if as_json:
        print(json.dumps([asdict(g) | {"growth": g.growth, "faults": g.faults} for g in found], indent=1))
    else:
        table = Table("input", "engine", box=box.SIMPLE)
        for heading in ("MB", "CPU s", "growth\n(1: linear)", "memory MB"):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column("wrong")
        for g in found:
            table.add_row(
                g.name,
                g.engine,
                " ".join(f"{n / 1e6:.1f}" for n in g.bytes),
                " ".join(f"{s:.2f}" for s in g.seconds),
                "little" if g.growth is None else f"{g.growth:.2f}",
                " ".join(f"{m / 1024:.0f}" for m in g.memory),
                "; ".join(g.faults),
            )
        show_table(table)
    if any(g.faults for g in found):
        raise typer.Exit(Status.FINDINGS)
