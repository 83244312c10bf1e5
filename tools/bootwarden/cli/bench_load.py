"""`bootwarden bench load`: a day of many devices against a tenth of them, and a flood against a cluster."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bootwarden.bench import day as of_devices
from bootwarden.bench import flood as of_requests
from bootwarden.bench import zeek as zeek_cost
from bootwarden.cli import show_table
from bootwarden.cli.bench import bench
from bootwarden.cli.bench_zeek import AsJson
from bootwarden.cli.progress import progress
from bootwarden.engines.cluster import Backend
from bootwarden.engines.find import the_zeek
from bootwarden.errors import Status


@bench.command("load")
def load(
    devices: Annotated[int, typer.Option(min=0, max=1_000_000, help="Devices of the day; 0: no day.")] = 100_000,
    requests: Annotated[int, typer.Option(min=0, max=1_000_000, help="Spoofed requests; 0: no flood.")] = 200_000,
    seconds: Annotated[int, typer.Option(min=1, max=600, help="Within how many seconds the flood comes.")] = 20,
    backend: Annotated[Backend, typer.Option(help="How the cluster's nodes talk.")] = "broker",
    as_json: AsJson = False,
) -> None:
    """What a site costs Zeek, and whether that grows with it; and what a flood costs a cluster.

    Day: DHCP, SNMP polling, syslog, saved configurations, some boots of so many devices within an hour, and of a tenth.

    Flood: spoofed TFTP requests at a manager, a proxy and two workers, while a transfer goes on.

    Exit status 1 where CPU or memory grows faster than the devices, or the flood multiplies or breaks something.
    """
    engine = the_zeek()
    faults: list[str] = []
    told: dict[str, object] = {}
    with progress("Measuring", 2 * bool(devices) + bool(requests)) as step:
        if devices:
            costs = zeek_cost.measure(engine, of_devices.jobs(devices), 1, step)
            small, large = costs
            growth = of_devices.growth(small, large)
            told["day"] = {"costs": [asdict(c) for c in costs], "growth": growth}
            faults += [f"{what} grows faster than the devices" for what, by in growth.items() if by > of_devices.LINEAR]
        if requests:
            flood = of_requests.measure(engine, requests, seconds, backend)
            step("flood")
            messages = [[*key, n] for key, n in sorted(flood.messages.items())]
            told["flood"] = asdict(flood) | {"messages": messages}
            faults += flood.faults
    if as_json:
        print(json.dumps(told | {"faults": faults}, indent=1))
    else:
        if devices:
            _show_day(costs, growth)
        if requests:
            _show_flood(flood)
        for fault in faults:
            print(f"Wrong: {fault}")
    if faults:
        raise typer.Exit(Status.FINDINGS)


def _show_day(costs: list[zeek_cost.Cost], growth: dict[str, float]) -> None:
    table = Table("day", box=box.SIMPLE)
    for heading in ("CPU s of packets\nwithout → with", "ratio", "memory MB\nwithout → with"):
        table.add_column(heading, justify="right", no_wrap=True)
    for c in costs:
        table.add_row(
            c.name,
            f"{c.plain - c.start_plain:.2f} → {c.loaded - c.start_loaded:.2f}",
            f"{c.ratio_without_start:.2f}",
            f"{c.memory_plain / 1024:.0f} → {c.memory_loaded / 1024:.0f}",
        )
    show_table(table)
    print("Growth per device (1: linear): " + ", ".join(f"{what} {by:.2f}" for what, by in growth.items()))


def _show_flood(flood: of_requests.Flood) -> None:
    table = Table(f"{flood.requests:,} requests", box=box.SIMPLE)
    for heading in ("CPU s", "memory MB", "sent\na request", "received\na request"):
        table.add_column(heading, justify="right", no_wrap=True)
    for node, cpu in flood.cpu.items():
        figures = (f"{by(node) / flood.requests:.2f}" for by in (flood.sent, flood.got))
        table.add_row(node, f"{cpu:.2f}", f"{flood.memory[node] / 1024:.0f}", *figures)
    show_table(table)
    events: Counter[str] = Counter()
    for (_, way, name), n in flood.messages.items():
        events[name] += n if way == "incoming" else 0
    print("Received: " + ", ".join(f"{name} {n:,}" for name, n in events.most_common(4)))
    print(f"The transfer that went on meanwhile {'is complete' if flood.finished else 'did NOT finish'}.")
