"""Replays scenarios through the engines, the fast way: Zeek in parallel, Suricata by its socket."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines import suricata, zeek
from bootwarden.engines.find import Engine
from bootwarden.errors import BootwardenError
from bootwarden.rules.sites import build_site
from bootwarden.scenarios import baseline, captures, compare
from bootwarden.scenarios.model import Scenario, SiteSpec
from bootwarden.scenarios.model import scenarios as all_scenarios


@dataclass
class Outcome:
    """What one run of one scenario on one engine came to. ``engine`` is zeek, suricata7 or suricata8.

    ``problems`` is empty when all was as expected; ``recorded`` is true where the baseline stood in for Zeek.
    """

    scenario: str
    run: str
    engine: str
    problems: list[str]
    recorded: bool = False
    logs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    capture: str = ""
    """SHA-256 of the capture."""


def materialise(site: SiteSpec, folder: Path) -> Path:
    """Write a site's files, build it for both engines, and say where the result is."""
    source = folder / "source"
    write_source(site, source)
    out = folder / "built"
    build_site(source / "site.toml", out)
    (out / "extra.zeek").write_text(site.zeek)
    return out


def write_source(site: SiteSpec, source: Path) -> None:
    """Write a site.toml, and the files that it names by path, into a folder."""
    for name, content in site.files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    source.mkdir(parents=True, exist_ok=True)
    (source / "site.toml").write_text(site.toml)


class Replay:
    """One replay of some scenarios on some engines."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        done: Callable[[Outcome], None] = lambda outcome: None,
        built: Mapping[str, Path] | None = None,
    ) -> None:
        """Keep what is to be replayed; ``done`` is called with each outcome, ``built`` are captures built before."""
        self.scenarios = scenarios
        self.built = built
        self.done = done
        self._stack = ExitStack()

    def __enter__(self) -> Replay:
        """Build the captures and the sites into a scratch folder."""
        scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="bootwarden-")))
        self.scratch = scratch
        self.captures = self.built or captures.build(self.scenarios, scratch)
        sites = {s.site.name: s.site for s in self.scenarios if s.site is not None}
        self.sites = {name: materialise(site, scratch / "sites" / name) for name, site in sites.items()}
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the scratch folder."""
        self._stack.close()

    def _runs(self) -> Iterable[tuple[Scenario, str, Path | None]]:
        for scenario in self.scenarios:
            for name in scenario.runs():
                site = self.sites[scenario.site.name] if name == "site" and scenario.site else None
                yield scenario, name, site

    def _digest(self, scenario: Scenario) -> str:
        return captures.digest(self.captures[scenario.name])

    def on_zeek(self, engine: Engine) -> list[Outcome]:
        """Every run on a real Zeek."""

        def replay(job: tuple[Scenario, str, Path | None]) -> Outcome:
            scenario, name, site = job
            try:
                result = zeek.run(
                    engine,
                    self.captures[scenario.name],
                    site=site,
                    scripts=[str(site / "extra.zeek")] if site else [],
                )
            except BootwardenError as error:
                outcome = Outcome(scenario.name, name, "zeek", [str(error)])
            else:
                problems = compare.zeek(scenario.runs()[name], result.logs) + result.complaints
                outcome = Outcome(
                    scenario.name, name, "zeek", problems, logs=result.logs, capture=self._digest(scenario)
                )
            self.done(outcome)
            return outcome

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(replay, self._runs()))

    def on_baselines(self) -> list[Outcome]:
        """Every run as it was recorded from a real Zeek."""
        outcomes: list[Outcome] = []
        for scenario, name, _ in self._runs():
            try:
                recorded = baseline.load(scenario, self._digest(scenario))
                logs = recorded.get(name)
                problems = compare.zeek(scenario.runs()[name], logs) if logs is not None else ["not recorded"]
                outcome = Outcome(scenario.name, name, "zeek", problems, True, logs or {})
            except BootwardenError as error:
                outcome = Outcome(scenario.name, name, "zeek", [str(error)], True)
            self.done(outcome)
            outcomes.append(outcome)
        return outcomes

    def on_suricata(self, engine: Engine) -> list[Outcome]:
        """Every run on a real Suricata: one process for the generic rules and one for each site."""
        by_rules: dict[Path, list[tuple[Scenario, str]]] = {}
        for scenario, name, site in self._runs():
            rules = site / paths.SITE_RULES if site else paths.RULES_PATTERN
            by_rules.setdefault(rules, []).append((scenario, name))
        outcomes: list[Outcome] = []
        for rules, jobs in by_rules.items():
            # One Suricata reads them all. It must never see time go back: it remembers thresholds from one capture
            # to the next, and times out the flows of a capture that begins before the last one ended.
            shifted = {
                s.name: captures.later(
                    self.captures[s.name], 3 * number, self.scratch / f"{engine.name}-{s.name}.later"
                )
                for number, (s, _) in enumerate(jobs)
            }
            results = suricata.run(engine, list(shifted.values()), rules)
            for scenario, name in jobs:
                result = results[shifted[scenario.name]]
                problems = compare.suricata(scenario.runs()[name], result)
                outcome = Outcome(scenario.name, name, engine.name, problems, logs={"alerts": result.alerts})
                self.done(outcome)
                outcomes.append(outcome)
        return outcomes

    def everywhere(self, zeek_runs: Callable[[], list[Outcome]] | None, suricatas: Sequence[Engine]) -> list[Outcome]:
        """Every run on all engines at once: Suricata spends much of its time between two captures."""
        tasks = ([zeek_runs] if zeek_runs else []) + [partial(self.on_suricata, engine) for engine in suricatas]
        with ThreadPoolExecutor(len(tasks) or 1) as pool:
            return [outcome for done in [pool.submit(task) for task in tasks] for outcome in done.result()]

    def record(self, engine: Engine, date: str) -> list[Outcome]:
        """Replay on a real Zeek and write the baselines."""
        outcomes = self.on_zeek(engine)
        baseline.write_index(engine.version, date)
        baseline.forget_others(list(all_scenarios()))
        for scenario in self.scenarios:
            runs = {o.run: o.logs for o in outcomes if o.scenario == scenario.name}
            baseline.record(scenario, self._digest(scenario), runs)
        return outcomes
