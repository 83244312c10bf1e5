"""`bootwarden bench tftp`."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table

from bootwarden.cli import console
from bootwarden.cli.bench import bench
from bootwarden.cli.progress import progress
from bootwarden.engines import zeek_cost
from bootwarden.engines.find import find_zeek
from bootwarden.errors import BootwardenError, Status


@bench.command("tftp")
def tftp(
    megabytes: Annotated[int, typer.Option(help="Size of the transfer, MB.")] = 100,
    packets: Annotated[int, typer.Option(help="UDP packets that are no TFTP.")] = 200_000,
    requests: Annotated[int, typer.Option(help="Requests of the flood; another has twice as many.")] = 200_000,
    repeat: Annotated[int, typer.Option(help="Runs of each; the least CPU time counts.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """CPU and memory of Zeek with the TFTP layer against Zeek without scripts, on the same captures."""
    engine = find_zeek()
    if engine is None:
        raise BootwardenError("no Zeek found (README: how to install it)", Status.NO_ENGINE)
    with progress("Measuring", zeek_cost.CAPTURES * repeat) as step:
        costs = zeek_cost.measure(engine, megabytes * 1_000_000, packets, requests, repeat, step)
    if as_json:
        print(json.dumps([c.__dict__ | {"ratio": c.ratio, "memory_added": c.memory_added} for c in costs], indent=1))
        return
    table = Table("capture")
    for heading in ("CPU s", "with package", "ratio", "without start-up", "memory MB", "with package", "added"):
        table.add_column(heading, justify="right")
    for cost in costs:
        table.add_row(
            cost.name,
            f"{cost.plain:.2f}",
            f"{cost.loaded:.2f}",
            f"{cost.ratio:.2f}",
            f"{cost.ratio_without_start:.2f}",
            f"{cost.memory_plain / 1024:.0f}",
            f"{cost.memory_loaded / 1024:.0f}",
            f"{cost.memory_added / 1024:.0f}",
        )
    console.print(table)
