"""Replays captures through every engine and gathers what they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootwarden import paths
from bootwarden.engines import captures, suricata, zeek
from bootwarden.engines.find import Engine
from bootwarden.findings import Finding, from_alert, from_notice


@dataclass
class Replayed:
    """Findings in time order, and warnings about the captures and the engines."""

    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def replay(
    paths_: Sequence[Path],
    engines: Sequence[Engine],
    site: Path | None = None,
    done: Callable[[str], None] = lambda step: None,
) -> Replayed:
    """Replay captures through engines.

    ``site`` is the folder that ``bootwarden site build`` wrote. Checksums are not verified: captures taken on a
    host that offloads them would lose most packets. Raises BootwardenError for what is no capture.
    """
    result = Replayed()
    for path in paths_:
        if warning := captures.check(path):
            result.warnings.append(warning)
    for engine in engines:
        result.findings += (_zeek if engine.name == "zeek" else _suricata)(paths_, engine, site, done, result)
    result.findings.sort(key=lambda f: f.time)
    return result


def _zeek(
    paths_: Sequence[Path], engine: Engine, site: Path | None, done: Callable[[str], None], result: Replayed
) -> list[Finding]:
    found: list[Finding] = []
    for path in paths_:
        run = zeek.run(engine, path, site=site, checksums=False)
        result.warnings += [f"{path}: zeek: {complaint}" for complaint in run.complaints]
        found += [f for r in run.log("notice") if (f := from_notice(r, engine.version, str(path)))]
        done(f"{engine.name} {path.name}")
    return found


def _suricata(
    paths_: Sequence[Path], engine: Engine, site: Path | None, done: Callable[[str], None], result: Replayed
) -> list[Finding]:
    rules = site / "bootwarden-site.rules" if site else paths.GENERIC_RULES
    runs = suricata.run(engine, paths_, rules, done=lambda path: done(f"{engine.name} {path.name}"))
    return [f for path, run in runs.items() for r in run.alerts if (f := from_alert(r, engine.version, str(path)))]
