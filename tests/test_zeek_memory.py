"""BW12's memory on Zeek: ninety days, across restarts."""

from __future__ import annotations

from pathlib import Path

from bootwarden.engines import zeek as engine
from bootwarden.engines.find import Engine
from bootwarden.scenarios.compare import notices
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import DEVICE, DEVICES_ONLY, IMAGE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import START, Wire

DAY = 86_400_000_000


def replay(zeek: Engine, folder: Path, server: str, day: int, memory: str) -> list[Notice | str]:
    """One run of Zeek in which a device loads its image from a server, some days after the first."""
    wire = Wire(now=START + day * DAY)
    tftp.read(wire, DEVICE, server, IMAGE, images.ios(size=2000))
    capture = folder / f"{day}.pcap"
    wire.write(capture)
    site = materialise(DEVICES_ONLY, folder / "site")
    settings = folder / "memory.zeek"
    settings.write_text(f'redef Bootwarden::memory_file = "{memory}";\n')
    result = engine.run(zeek, capture, site=site, scripts=[str(settings)])
    assert result.complaints == []
    return notices(result.logs)


CHANGED = [Notice("Boot_Server_Changed", DEVICE, "10.0.0.77", IMAGE)]


def test_memory_survives_a_restart(zeek: Engine, tmp_path: Path) -> None:
    memory = str(tmp_path / "memory.sqlite")
    assert replay(zeek, tmp_path, "10.0.0.5", 0, memory) == []
    assert replay(zeek, tmp_path, "10.0.0.77", 30, memory) == CHANGED
    assert replay(zeek, tmp_path, "10.0.0.77", 31, memory) == []
    assert replay(zeek, tmp_path, "10.0.0.5", 32, memory) == []


def test_memory_ends_after_ninety_days(zeek: Engine, tmp_path: Path) -> None:
    memory = str(tmp_path / "memory.sqlite")
    assert replay(zeek, tmp_path, "10.0.0.5", 0, memory) == []
    assert replay(zeek, tmp_path, "10.0.0.77", 91, memory) == []


def test_a_boot_renews_the_memory(zeek: Engine, tmp_path: Path) -> None:
    memory = str(tmp_path / "memory.sqlite")
    for day in (0, 60, 120):
        assert replay(zeek, tmp_path, "10.0.0.5", day, memory) == []
    assert replay(zeek, tmp_path, "10.0.0.77", 200, memory) == CHANGED


def test_captures_are_not_remembered_unasked(zeek: Engine, tmp_path: Path) -> None:
    assert replay(zeek, tmp_path, "10.0.0.5", 0, "") == []
    assert replay(zeek, tmp_path, "10.0.0.77", 1, "") == []


def test_a_database_that_cannot_be_opened_is_no_reason_to_stop(zeek: Engine, tmp_path: Path) -> None:
    memory = tmp_path / "no-such-folder" / "memory.sqlite"
    wire = Wire()
    tftp.read(wire, DEVICE, "10.0.0.5", IMAGE, images.ios(size=2000))
    wire.write(tmp_path / "x.pcap")
    settings = tmp_path / "memory.zeek"
    settings.write_text(f'redef Bootwarden::memory_file = "{memory}";\n')
    result = engine.run(zeek, tmp_path / "x.pcap", scripts=[str(settings)])
    assert result.complaints == []
    assert [n["msg"] for n in result.log("notice")] == [
        f"{memory}: cannot be opened: the memory of boot servers ends with this process"
    ]
    assert len(result.log("bootwarden")) == 2
