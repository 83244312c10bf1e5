"""Plays acts before live engines, and judges them twice: as they were seen live, and from their captures."""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from bootwarden.engines.find import Engine
from bootwarden.errors import BootwardenError
from bootwarden.lab import judge
from bootwarden.lab.cluster_sensor import ClusterSensor
from bootwarden.lab.model import SITE, Act
from bootwarden.lab.namespaces import Network, prefix, sweep
from bootwarden.lab.sensors import Sensor, Watch, ZeekSensor, await_mark, recording, sensor, tell_over
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.run import materialise

Step = Callable[[str], None]


@dataclass
class Result:
    """What came of a run of the lab."""

    played: list[judge.Played] = field(default_factory=list)
    verdicts: list[judge.Verdict] = field(default_factory=list)

    def problems(self) -> list[str]:
        """All that was not as expected, a line each."""
        failed = [f"{p.act.name}: {p.error}" for p in self.played if p.error]
        for verdict in self.verdicts:
            how = "live" if verdict.live else "from the capture"
            failed += [f"{verdict.act}: {verdict.engine}, {how}: {problem}" for problem in verdict.problems]
        return failed


def play(
    acts: Sequence[Act],
    engines: Sequence[Engine],
    *,
    again: bool = True,
    cluster: bool = False,
    keep: Path | None = None,
    step: Step,
) -> Result:
    """Play acts before engines. ``again`` judges the captures too; ``keep`` receives captures and logs.

    With ``cluster`` a Zeek among the engines watches as a cluster, too.

    Whatever ends this, also a signal that raises, everything it made is taken away.
    """
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"{prefix()}-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        folder.chmod(0o755)
        stack.enter_context(_handlers_restored())
        site = materialise(SITE, folder / "site")
        network = stack.enter_context(Network())
        sensors = [sensor(engine, network, folder / "sensors", site) for engine in engines]
        if cluster:
            sensors += [
                ClusterSensor(engine, network, folder / "sensors" / "zeek-cluster", site.resolve())
                for engine in engines
                if engine.family == "zeek"
            ]
        for each in sensors:
            stack.callback(each.kill)
            each.start()
        for each in sensors:
            each.wait()
            step(f"{each.name} watches")
        result = Result()
        stack.callback(_ignore_signals)
        try:
            with Watch(sensors):
                for number, act in enumerate(acts, 1):
                    result.played.append(_play(act, network, folder / "acts" / act.name))
                    tell_over(network)
                    await_mark(sensors, number)
                    step(act.name)
            for each in sensors:
                each.stop()
            _judge(result, sensors, engines if again else (), site, step)
        finally:
            if keep is not None:
                _keep(result, folder, keep)
        return result


@contextmanager
def _handlers_restored() -> Iterator[None]:
    """Put back, at the end of all, what is to be done about signals."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            for number, handler in before.items():
                signal.signal(number, handler)


def _ignore_signals() -> None:
    """Whoever presses Ctrl-C twice still wants all taken away."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)


def _play(act: Act, network: Network, folder: Path) -> judge.Played:
    with Stage(network, act, folder) as stage:
        capture = folder / "bridge.pcap"
        played = judge.Played(act, time.time(), 0.0, capture)
        with _recorded(network, capture):
            try:
                act.play(stage)
            except BootwardenError as error:
                played.error = str(error)
            except Exception as cause:
                # One act that goes wrong leaves the others to be played.
                played.error = f"{type(cause).__name__}: {cause} (mend {act.play.__module__})"
        played.ended = time.time()
        return played


@contextmanager
def _recorded(network: Network, capture: Path) -> Iterator[None]:
    recorder = recording(network, capture)
    try:
        yield
    finally:
        recorder.terminate()
        recorder.wait()
        if recorder.stdout:
            recorder.stdout.close()


def _judge(result: Result, sensors: Sequence[Sensor], again: Sequence[Engine], site: Path, step: Step) -> None:
    """Judge the acts that were played whole; of another nothing can be said."""
    for each in sensors:
        if isinstance(each, ZeekSensor):
            cluster = isinstance(each, ClusterSensor)
            result.verdicts += judge.live_zeek(each.name, result.played, each.seen, *each.found(), cluster=cluster)
        else:
            rules = site / "bootwarden-site.rules"
            result.verdicts += judge.live_suricata(each.name, result.played, each.seen, rules)
    whole = [played for played in result.played if not played.error]
    with ThreadPoolExecutor(len(again) or 1) as pool:
        jobs = [pool.submit(judge.from_captures, engine, whole, site, step) for engine in again if whole]
        for job in jobs:
            result.verdicts += job.result()
    failed = {played.act.name for played in result.played if played.error}
    result.verdicts = [verdict for verdict in result.verdicts if verdict.act not in failed]


def _keep(result: Result, folder: Path, keep: Path) -> None:
    """Copy captures and what was said into a folder that stays."""
    for played in result.played:
        for path in [played.capture, *played.capture.parent.glob("*.log")]:
            if path.is_file():
                target = keep / played.act.name / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                copyfile(path, target)
    for path in (folder / "sensors").rglob("*"):
        if path.suffix in (".log", ".json") or path.name in ("said", "output"):
            target = keep / path.relative_to(folder / "sensors")
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, target)
