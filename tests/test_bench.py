"""What a measurement says is wrong: time that grows faster than the input, memory without a bound."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bootwarden.bench.hostile import Growth
from bootwarden.bench.hostile_input import HOSTILE
from bootwarden.bench.spent import spent
from bootwarden.bench.suricata import Cost, costs
from bootwarden.traffic.wire import Wire

MB = 1_000_000


def grown(seconds: tuple[float, ...], memory: tuple[int, ...] = (0, 0, 0)) -> Growth:
    """Return what an input of 1, 2 and 4 MB came to."""
    return Growth("x", "zeek", (MB, 2 * MB, 4 * MB), seconds, memory)


@pytest.mark.parametrize(
    ("seconds", "faults"),
    [
        ((1.2, 2.2, 4.2), []),
        ((0.3, 0.3, 0.4), []),
        ((1.0, 4.0, 16.0), ["time grows faster than the input"]),
        ((0.2, 0.2, 5.0), ["time grows faster than the input"]),
    ],
)
def test_time_that_grows_faster_than_the_input_is_told(seconds: tuple[float, ...], faults: list[str]) -> None:
    assert grown(seconds).faults == faults


def test_memory_may_grow_with_what_is_open_but_not_many_times_its_bytes() -> None:
    assert grown((0, 0, 0), (80_000, 90_000, 100_000)).faults == []
    assert grown((0, 0, 0), (80_000, 200_000, 400_000)).faults == ["memory is not bounded"]


@pytest.mark.parametrize("name", HOSTILE)
def test_an_input_is_as_long_as_asked(name: str) -> None:
    wire = Wire()
    HOSTILE[name](wire, 20_000)
    assert 15_000 < sum(len(data) for _, data, _ in wire.frames) < 300_000


def test_memory_is_the_programs_own_whoever_starts_it(tmp_path: Path) -> None:
    """Linux counts the memory of the process that became the program, too."""
    large = bytearray(b"x" * (200 * MB))
    run = spent([sys.executable, "-I", "-S", "-c", "raise SystemExit(3)"], tmp_path, os.environ)
    assert run.status == 3
    assert 1_000 < run.memory < len(large) / 1024 / 2


def test_rules_are_compared_with_what_ran_beside_them() -> None:
    """A machine that was slow for one turn, or for one replay, makes no rules dear."""
    turns = {
        ("short", "none"): [0.1, 0.3], ("short", "ours"): [0.2, 0.2],
        ("mixed", "none"): [1.1, 4.1, 1.1], ("mixed", "ours"): [1.7, 6.2, 9.2],
    }  # fmt: skip
    none, ours = costs(turns, {"none": 0.5, "ours": 2.0}, {"none": "none", "ours": "none"})
    assert none == Cost("mixed", "none", 1.0, 1.0, 0.5)
    assert (ours.seconds, ours.ratio, ours.start) == (pytest.approx(1.5), pytest.approx(1.5), 2.0)
