"""The committed captures are what the scenarios build, to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.errors import BootwardenError
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios
from bootwarden.traffic.wire import Wire


def test_every_small_capture_is_committed_as_built(built: dict[str, Path]) -> None:
    small = {n: p for n, p in built.items() if not scenarios()[n].large}
    committed = {p.stem: captures.digest(p) for p in paths.PCAPS.glob("*.pcap")}
    assert {n: captures.digest(p) for n, p in small.items()} == committed


def test_index_says_what_each_capture_must_raise(built: dict[str, Path]) -> None:
    assert (paths.PCAPS / captures.INDEX).read_text() == captures.index(scenarios().values(), built)


def test_captures_are_small() -> None:
    sizes = {p.name: p.stat().st_size for p in paths.PCAPS.glob("*.pcap")}
    assert {n: s for n, s in sizes.items() if s > 256 * 1024} == {}


def test_building_twice_gives_the_same_bytes(tmp_path: Path, built: dict[str, Path]) -> None:
    some = list(scenarios().values())[:20]
    again = captures.build(some, tmp_path)
    assert {s.name: again[s.name].read_bytes() for s in some} == {s.name: built[s.name].read_bytes() for s in some}


def test_a_scenario_that_cannot_be_built_names_itself_and_its_module() -> None:
    from bootwarden.scenarios.model import Expect, Scenario

    def broken(wire: Wire) -> None:
        raise KeyError("no such field")

    scenario = Scenario("broken", "x", "BW10", "benign", broken, Expect(), None, None, False)
    with pytest.raises(BootwardenError, match=r"scenario broken: .*KeyError.*test_captures"):
        scenario.capture()


def test_index_is_json() -> None:
    index = json.loads((paths.PCAPS / captures.INDEX).read_text())
    assert set(index) == set(scenarios())
