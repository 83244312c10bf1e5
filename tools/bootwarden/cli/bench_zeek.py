"""`bootwarden bench tftp` and `bootwarden bench signals`: what the package costs Zeek."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bootwarden.bench import zeek as zeek_cost
from bootwarden.bench import zeek_signals as zeek_signals_cost
from bootwarden.cli import show_table
from bootwarden.cli.bench import bench
from bootwarden.cli.progress import progress
from bootwarden.engines.find import the_zeek

Repeat = Annotated[int, typer.Option(help="Runs of each; the least CPU time counts.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


@bench.command("tftp")
def tftp(
    megabytes: Annotated[int, typer.Option(help="Size of the transfer, MB.")] = 100,
    packets: Annotated[int, typer.Option(help="UDP packets that are no TFTP.")] = 200_000,
    requests: Annotated[int, typer.Option(help="Requests of the flood; another has twice as many.")] = 200_000,
    repeat: Repeat = 3,
    as_json: AsJson = False,
) -> None:
    """CPU and memory of Zeek with the TFTP layer against Zeek without scripts, on the same captures.

    "least possible" is the ratio of a script that receives the same blocks and hashes them, and does nothing else.
    """
    measure(zeek_cost.jobs(megabytes * 1_000_000, packets, requests), repeat, as_json)


@bench.command("signals")
def signals(
    packets: Annotated[
        int, typer.Option(help="UDP packets of each capture; a quarter where all are DHCP or SNMP.")
    ] = 200_000,
    repeat: Repeat = 3,
    as_json: AsJson = False,
) -> None:
    """CPU and memory of Zeek with the handlers for DHCP or SNMP against Zeek without scripts, on the same captures."""
    measure(zeek_signals_cost.jobs(packets), repeat, as_json)


def measure(jobs: Sequence[zeek_cost.Job], repeat: int, as_json: bool) -> None:
    """Measure and print."""
    engine = the_zeek()
    with progress("Measuring", len(jobs) * repeat) as step:
        costs = zeek_cost.measure(engine, jobs, repeat, step)
    if as_json:
        ratios = [{"ratio": c.ratio, "ratio_least": c.ratio_least, "memory_added": c.memory_added} for c in costs]
        print(json.dumps([c.__dict__ | more for c, more in zip(costs, ratios, strict=True)], indent=1))
        return
    table = Table("capture", box=box.SIMPLE)
    for heading in ("CPU s", "ratio", "least\npossible", "without\nstart-up", "memory MB"):
        table.add_column(heading, justify="right", no_wrap=True)
    for cost in costs:
        table.add_row(
            cost.name,
            f"{cost.plain:.2f} → {cost.loaded:.2f}",
            f"{cost.ratio:.2f}",
            "" if cost.ratio_least is None else f"{cost.ratio_least:.2f}",
            f"{cost.ratio_without_start:.2f}",
            f"{cost.memory_plain / 1024:.0f} → {cost.memory_loaded / 1024:.0f}",
        )
    show_table(table)
