"""`bootwarden lab`: real programs in network namespaces, judged by live engines."""

from __future__ import annotations

import dataclasses
import json
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bootwarden.cli import app, say, show_table
from bootwarden.cli.progress import progress
from bootwarden.cli.replay import Engines
from bootwarden.engines.find import find_engines, how_to_get
from bootwarden.errors import BootwardenError, Status
from bootwarden.lab.judge import Verdict
from bootwarden.lab.model import Act, acts, select
from bootwarden.lab.play import Result, play
from bootwarden.lab.programs import missing, told
from bootwarden.paths import need_clone


@app.command("lab")
def lab(
    names: Annotated[list[str] | None, typer.Argument(metavar="ACT", help="Names, or `beginning*`.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Show the acts, and what each lacks here.")] = False,
    engine: Engines = None,
    cluster: Annotated[
        bool, typer.Option("--cluster", help="Let Zeek watch as a cluster with AF_PACKET, too.")
    ] = False,
    keep: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder in which captures and logs stay.")] = None,
    live_only: Annotated[bool, typer.Option("--live-only", help="Do not judge the captures again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
) -> None:
    """Play acts with real daemons, clients and boot loaders in network namespaces of their own, before live engines.

    Each act names exactly what must be raised; it is judged live, and again from the bridge's capture. Needs root.
    Exit status: 0 all as expected, 1 a mismatch, 2 no such act or no root, 3 an engine or a program is missing.
    """
    need_clone("bootwarden lab")
    if show:
        _list()
        return
    chosen = select(names or [])
    lacking = {act.name: told(absent) for act in chosen if (absent := missing(act.needs))}
    for name, what in lacking.items():
        say(f"{name} is not played: {what}", "yellow")
    ready = [act for act in chosen if act.name not in lacking]
    engines = find_engines(engine)
    if not engines:
        raise BootwardenError("neither Zeek nor Suricata was found (`make setup` installs Suricata)", Status.NO_ENGINE)
    if not ready:
        raise BootwardenError("none of these acts can be played here", Status.NO_ENGINE)
    # A service manager or a time limit ends the lab by this: it takes its network away then, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(Status.INPUT))
    clusters = sum(each.family == "zeek" for each in engines) if cluster else 0
    if cluster and not clusters:
        raise BootwardenError(f"no Zeek for a cluster: {how_to_get('zeek')}", Status.NO_ENGINE)
    steps = clusters + len(engines) + len(ready) * (1 if live_only else 1 + len(engines))
    with progress("Playing", steps) as step:
        result = play(ready, engines, again=not live_only, cluster=cluster, keep=keep, step=step)
    if as_json:
        print(json.dumps([dataclasses.asdict(v) for v in result.verdicts], indent=1))
    else:
        _show(result, ready)
        for problem in result.problems():
            say(problem, "red")
    if result.problems():
        raise typer.Exit(Status.FINDINGS)
    raise typer.Exit(Status.NO_ENGINE if names and lacking else Status.CLEAN)


def _list() -> None:
    table = Table("act", "what happens", "what must be raised", "what is missing here")
    for act in acts().values():
        table.add_row(act.name, act.title, _must(act), told(missing(act.needs)))
    show_table(table)


def _must(act: Act) -> str:
    names = [notice.name for notice in act.expect.notices] + [str(alert.sid) for alert in act.expect.alerts]
    return ", ".join(dict.fromkeys(names)) or "nothing"


def _show(result: Result, ready: list[Act]) -> None:
    engines = list(dict.fromkeys(v.engine for v in result.verdicts))
    table = Table("act", *(f"{name}, live" for name in engines), "again from the capture")
    for act in ready:
        of = [v for v in result.verdicts if v.act == act.name]
        live = [_cell(v) for name in engines for v in of if v.live and v.engine == name]
        again = [v for v in of if not v.live]
        same = "as expected" if again and not any(v.problems for v in again) else "not as expected" if again else ""
        table.add_row(act.name, *live, same)
    show_table(table)


def _cell(verdict: Verdict) -> str:
    what = " ".join(verdict.raised) or "silent"
    slowest = "" if verdict.slowest is None else f", within {verdict.slowest:.2f} s"
    return f"{what}{slowest}{'; not as expected' if verdict.problems else ''}"
