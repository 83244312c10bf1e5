"""`bootwarden bench suricata` and `bootwarden bench threads`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from bootwarden.bench import suricata as suricata_cost
from bootwarden.cli import show_table
from bootwarden.cli.bench import bench
from bootwarden.cli.progress import progress
from bootwarden.engines.find import Engine, find_engines, how_to_get
from bootwarden.errors import BootwardenError, Status
from bootwarden.scenarios.model import select

CHAINED = ["bw15-disguised-as-backup", "bw18-across-the-border", "bw23-*", "bw30-*", "bw08-found-in-backup"]
"""Scenarios whose alerts need what another flow left behind."""
HOURS_APART = {"bw30-too-far-apart", "bw30-told-again-the-next-morning"}
"""But these: live no hours pass between packets, which are what they are about."""


def _engines() -> list[Engine]:
    found = [e for e in find_engines(None) if e.family == "suricata"]
    if not found:
        raise BootwardenError(f"no Suricata found: {how_to_get('suricata')}", Status.NO_ENGINE)
    return found


@bench.command("suricata")
def cost(
    rounds: Annotated[int, typer.Option(help="Size of the mixed capture: some 1,500 packets each.")] = 500,
    others: Annotated[int, typer.Option(help="How many other rules stand beside ours.")] = 20_000,
    repeat: Annotated[int, typer.Option(help="Turns, in which each is replayed once.")] = 15,
    apart: Annotated[
        bool, typer.Option("--apart", help="Give each group of ports its own texts, as bootwarden.yaml recommends.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """CPU of a mixed capture with the generic rules against none, alone and beside many other rules."""
    figures: dict[str, list[suricata_cost.Cost]] = {}
    engines = _engines()
    with progress("Measuring", len(engines) * suricata_cost.steps(repeat)) as step:
        for engine in engines:
            costs = suricata_cost.measure(engine, rounds, others, repeat, step, apart=apart)
            figures[f"{engine.name} {engine.version}"] = costs
    if as_json:
        print(json.dumps({name: [c.__dict__ for c in costs] for name, costs in figures.items()}, indent=1))
        return
    table = Table("engine", "traffic", "rules", "CPU s, least", "against none", "start, CPU s")
    for name, costs in figures.items():
        for traffic in suricata_cost.TRAFFIC:
            # Suricata without rules looks at nothing: one rule a header is what looking costs at least.
            for cost_ in (c for c in costs if c.traffic == traffic):
                figures_ = (f"{figure:.2f}" for figure in (cost_.seconds, cost_.ratio, cost_.start))
                table.add_row(name, traffic, cost_.rules, *figures_)
    show_table(table)


@bench.command("threads")
def threads(
    runs: Annotated[int, typer.Option(help="Replays of each scenario and mode.")] = 25,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """How often several threads miss, or say twice, alerts that need what another flow left behind."""
    chosen = [scenario for scenario in select(CHAINED) if scenario.name not in HOURS_APART]
    engines = _engines()
    figures: dict[str, dict[str, dict[int, suricata_cost.Lacking]]] = {}
    with progress("Replaying", len(engines) * len(suricata_cost.modes()) * len(chosen) * runs) as step:
        for engine in engines:
            figures[f"{engine.name} {engine.version}"] = suricata_cost.missed(engine, chosen, runs, step)
    if as_json:
        print(json.dumps(figures, indent=1, default=asdict))
        return
    table = Table("engine", "threads", "sid", "replays", "missed", "wrong")
    for name, modes in figures.items():
        for mode, lacking in modes.items():
            for sid, one in lacking.items():
                table.add_row(name, mode, str(sid), str(one.replays), str(one.missed), str(one.wrong))
    show_table(table)
