"""`bootwarden bench signals`."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table

from bootwarden.cli import console
from bootwarden.cli.bench import bench
from bootwarden.cli.progress import progress
from bootwarden.engines import zeek_signals_cost
from bootwarden.engines.find import find_zeek
from bootwarden.errors import BootwardenError, Status

CAPTURES = 6


@bench.command("signals")
def signals(
    packets: Annotated[
        int, typer.Option(help="UDP packets of each capture; a quarter where all are DHCP or SNMP.")
    ] = 200_000,
    repeat: Annotated[int, typer.Option(help="Runs of each; the least CPU time counts.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """CPU of Zeek with the handlers for DHCP and for SNMP against Zeek without scripts, on the same captures."""
    engine = find_zeek()
    if engine is None:
        raise BootwardenError("no Zeek found (README: how to install it)", Status.NO_ENGINE)
    with progress("Measuring", CAPTURES * repeat) as step:
        costs = zeek_signals_cost.measure(engine, packets, repeat, step)
    if as_json:
        print(json.dumps([c.__dict__ | {"ratio": c.ratio} for c in costs], indent=1))
        return
    table = Table("capture", "CPU s", "with handlers", "ratio", "without start-up")
    for cost in costs:
        table.add_row(
            cost.name,
            f"{cost.plain:.2f}",
            f"{cost.loaded:.2f}",
            f"{cost.ratio:.2f}",
            f"{cost.ratio_without_start:.2f}",
        )
    console.print(table)
