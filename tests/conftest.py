"""What several tests share: the engines of this machine, and one replay of everything."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines.find import Engine, find_suricatas, find_zeek
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios
from bootwarden.scenarios.run import Outcome, Replay

SHARED_CAPTURES = paths.ROOT.parent / "shared" / "captures"


@pytest.fixture(scope="session")
def zeek() -> Engine:
    engine = find_zeek()
    if engine is None:
        pytest.skip("no Zeek on this machine: the recorded baselines are checked instead")
    return engine


@pytest.fixture(scope="session", params=["suricata7", "suricata8"])
def suricata(request: pytest.FixtureRequest) -> Engine:
    for engine in find_suricatas():
        if engine.name == request.param:
            return engine
    pytest.skip(f"no {request.param} on this machine (make setup)")


@pytest.fixture(scope="session")
def real_captures() -> list[Path]:
    if not SHARED_CAPTURES.is_dir():
        pytest.skip(f"the captures of other people are not at {SHARED_CAPTURES}")
    return sorted(p for p in SHARED_CAPTURES.iterdir() if p.suffix in {".pcap", ".cap", ".pcapng"})


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The capture of every scenario, by name."""
    return captures.build(scenarios().values(), tmp_path_factory.mktemp("captures"))


@pytest.fixture(scope="session")
def outcomes(built: dict[str, Path]) -> dict[tuple[str, str, str], Outcome]:
    """Every scenario replayed on every engine here; recorded baselines where there is no Zeek."""
    everything = list(scenarios().values())
    with Replay(everything, built=built) as replay:
        found = find_zeek()
        zeek_runs = partial(replay.on_zeek, found) if found else replay.on_baselines
        ran = replay.everywhere(zeek_runs, find_suricatas())
    return {(o.scenario, o.run, o.engine): o for o in ran}
