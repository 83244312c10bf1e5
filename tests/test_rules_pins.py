"""BW21's samples: whatever the block size, the approved image is silent, and another one under its name alerts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bootwarden.engines import suricata as driver
from bootwarden.engines.find import Engine
from bootwarden.rules.pins import BLOCK_SIZES, SIZES
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

USUAL = [size for size in BLOCK_SIZES if size not in SIZES]
APPROVED = images.ios()
FIRST_PORT = 20_000


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return materialise(HQ, tmp_path_factory.mktemp("site")) / "bootwarden-site.rules"


def capture(path: Path, contents: Iterable[tuple[int, bytes]], rollover: int = 0) -> Path:
    """Reads of the approved name, each in blocks of some size from and to ports of its own.

    After block 65535 comes block ``rollover``.
    """
    wire = Wire()
    for number, (size, content) in enumerate(contents):
        port = FIRST_PORT + number
        wire.udp(DEVICE, port, BOOT_SERVER, 69, tftp.request(1, IMAGE, options={"blksize": 65464}))
        wire.udp(BOOT_SERVER, port, DEVICE, port, tftp.oack({"blksize": size}))
        for index in range(len(content) // size + 1):
            number_of = index + 1 if index < 65535 else (index - 65535) % (65536 - rollover) + rollover
            block = tftp.data(number_of, content[index * size : (index + 1) * size])
            wire.udp(BOOT_SERVER, port, DEVICE, port, block)
        wire.wait(1)
    wire.write(path)
    return path


def alerts(engine: Engine, rules: Path, path: Path) -> Counter[int]:
    """How many alerts each transfer raised, by its number."""
    [result] = driver.run(engine, [path], rules).values()
    assert all("BW21" in record["alert"]["signature"] for record in result.alerts)
    return Counter(record["dest_port"] - FIRST_PORT for record in result.alerts)


def test_the_approved_image_is_silent_in_blocks_of_any_size(suricata: Engine, rules: Path, tmp_path: Path) -> None:
    path = capture(tmp_path / "x.pcap", ((size, APPROVED) for size in (*SIZES, *USUAL)))
    assert alerts(suricata, rules, path) == {}


def test_another_image_alerts_once_in_blocks_of_any_size(suricata: Engine, rules: Path, tmp_path: Path) -> None:
    changed = APPROVED[:520] + bytes(byte ^ 0x55 for byte in APPROVED[520:])
    path = capture(tmp_path / "x.pcap", ((size, changed) for size in SIZES))
    assert alerts(suricata, rules, path) == dict.fromkeys(range(len(SIZES)), 1)


def test_another_beginning_alerts_once_in_blocks_of_any_size(suricata: Engine, rules: Path, tmp_path: Path) -> None:
    changed = bytes(byte ^ 0x55 for byte in APPROVED)
    path = capture(tmp_path / "x.pcap", ((size, changed) for size in (*SIZES, *USUAL)))
    assert alerts(suricata, rules, path) == dict.fromkeys(range(len(SIZES) + len(USUAL)), 1)


WRAPS = images.ios(size=512 * 66_300)
"""An image of more blocks than there are numbers for."""


@pytest.fixture(scope="module")
def large_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    large = replace(HQ, files=HQ.files | {f"images/{IMAGE}": WRAPS})
    return materialise(large, tmp_path_factory.mktemp("large")) / "bootwarden-site.rules"


@pytest.fixture(scope="module", params=[0, 1])
def wraps(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    border = 512 * 65_535
    changed = WRAPS[:border] + bytes(byte ^ 0x55 for byte in WRAPS[border:])
    path = tmp_path_factory.mktemp("wraps") / "x.pcap"
    return capture(path, ((512, WRAPS), (512, changed), (513, WRAPS)), rollover=request.param)


def test_samples_hold_where_block_numbers_begin_again(suricata: Engine, large_rules: Path, wraps: Path) -> None:
    assert alerts(suricata, large_rules, wraps) == {1: 1}
