"""What several tests share: the engines of this machine, and every capture."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines.find import Engine, find_suricatas, find_zeek
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios

# pytest-xdist hands on how wide the terminal is, and Rich keeps what it finds at first: tests say how wide theirs is.
os.environ.pop("COLUMNS", None)
# Containers set it, users do not: what commands print waits in a buffer, and may fail to be written at the very end.
os.environ.pop("PYTHONUNBUFFERED", None)

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
    """The capture of every scenario, by name: built by the first process that wants them, for all of them."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "captures"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.exists():
            captures.build(scenarios().values(), folder)
            done.touch()
    return {name: folder / f"{name}.pcap" for name in scenarios()}
