"""`bootwarden test`: replay scenarios through the engines and compare with what each must raise."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from bootwarden.cli import app, console, errors
from bootwarden.cli.progress import progress
from bootwarden.cli.replay import Engines
from bootwarden.engines.find import find_engines, find_zeek
from bootwarden.errors import BootwardenError, Status
from bootwarden.paths import need_clone
from bootwarden.scenarios import baseline
from bootwarden.scenarios.model import select
from bootwarden.scenarios.run import Outcome, Replay
from bootwarden.scenarios.showing import demo_scenario, record_alerts


@app.command("test")
def test(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCENARIO", help="Names, `beginning*`, or ids such as BW13."),
    ] = None,
    engine: Engines = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcomes as JSON.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Write the Zeek baselines from a real run.")] = False,
) -> None:
    """Replay scenarios through both engines: exactly what each must raise, and nothing else.

    Where no Zeek is found, the recorded baselines stand in for it.
    Exit status: 0 all as expected, 1 a mismatch, 2 no such scenario, 3 no engine.
    """
    need_clone("bootwarden test")
    chosen = select(names or [])
    zeek = find_zeek()
    if record and zeek is None:
        raise BootwardenError("--record needs a real Zeek, 8.0.10 or later (set ZEEK)", Status.NO_ENGINE)
    if record and names and not baseline.is_current():
        raise BootwardenError("the Zeek scripts changed since the baselines were recorded: record all scenarios")
    engines = find_engines(engine)
    if not engine and zeek is None:
        errors.print("No Zeek found: its side is checked against the recorded baselines.", style="yellow")
    runs = sum(len(s.runs()) for s in chosen)
    zeek_wanted = not engine or "zeek" in engine
    total = runs * (sum(e.family == "suricata" for e in engines) + zeek_wanted)
    today = datetime.now(UTC).date().isoformat()
    with progress("Replaying", total) as step, Replay(chosen, lambda o: step(o.scenario)) as replay:
        zeek_runs: Callable[[], list[Outcome]] | None = None
        if zeek_wanted and zeek:
            zeek_runs = partial(replay.record, zeek, today) if record else partial(replay.on_zeek, zeek)
        elif zeek_wanted:
            zeek_runs = replay.on_baselines
        suricatas = [e for e in engines if e.family == "suricata"]
        outcomes = replay.everywhere(zeek_runs, suricatas)
    if record and suricatas and demo_scenario() in chosen:
        record_alerts(suricatas[-1], today)
    failed = [o for o in outcomes if o.problems]
    if as_json:
        print(json.dumps([{k: v for k, v in dataclasses.asdict(o).items() if k != "logs"} for o in outcomes], indent=1))
    else:
        _show(outcomes, failed)
    raise typer.Exit(Status.FINDINGS if failed else Status.CLEAN)


def _show(outcomes: list[Outcome], failed: list[Outcome]) -> None:
    for outcome in failed:
        source = " (recorded)" if outcome.recorded else ""
        console.print(f"{outcome.scenario} [{outcome.run}] on {outcome.engine}{source}", style="bold red", markup=False)
        for problem in outcome.problems:
            console.print(f"  {problem}", markup=False, highlight=False, soft_wrap=True)
    engines = sorted({o.engine + (" (recorded)" if o.recorded else "") for o in outcomes})
    said = f"{len(outcomes) - len(failed)} runs as expected, {len(failed)} not, on {', '.join(engines) or 'no engine'}"
    console.print(said, style="red" if failed else "green")
