"""BW21's samples: whatever the block size, the approved image is silent, and another one under its name alerts once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from bootwarden.engines import suricata as driver
from bootwarden.engines.find import Engine
from bootwarden.rules.samples import BLOCK_SIZES, SIZES
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


def capture(
    path: Path, contents: Iterable[tuple[int, bytes]], rollover: int = 0, names: Iterable[str] = repeat(IMAGE)
) -> Path:
    """Reads of approved names, each in blocks of some size from and to ports of its own.

    After block 65535 comes block ``rollover``.
    """
    wire = Wire()
    for number, ((size, content), name) in enumerate(zip(contents, names, strict=False)):
        port = FIRST_PORT + number
        wire.udp(DEVICE, port, BOOT_SERVER, 69, tftp.request(1, name, options={"blksize": 65464}))
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


# The last blocks of some are as long as full ones of others, in smaller blocks.
SIZES_OF_MANY = (1468 * 20 + 512, 8192 * 3 + 1024, 1432 * 9 + 1400, 4096 * 5, *(1500 + n for n in range(100)))
MANY = {
    f"r{n:03}-universalk9-mz.SPA.157-3.M8.bin": images.ios(seed=f"many {n}", size=size)
    for n, size in enumerate(SIZES_OF_MANY)
}
"""Images too many for one expression to hold samples of all."""


@pytest.fixture(scope="module")
def many_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    listed = "".join(f'\n[[image]]\nfile_name = "{name}"\npath = "images/{name}"\n' for name in MANY)
    files = {**HQ.files, **{f"images/{name}": content for name, content in MANY.items()}}
    many = replace(HQ, toml=HQ.toml + listed, files=files)
    return materialise(many, tmp_path_factory.mktemp("many")) / "bootwarden-site.rules"


def test_of_many_images_each_is_silent_and_another_alerts_once(
    suricata: Engine, many_rules: Path, tmp_path: Path
) -> None:
    assert len(set(re.findall(r"flowint:bootwarden\.pin,==,\d+", many_rules.read_text()))) == 2
    # Of the small ones the first and the last: there is an expression for either.
    chosen = [name for at, name in enumerate(MANY) if at < 5 or at == len(MANY) - 1]
    sizes = {name: [s for s in (*BLOCK_SIZES, 1000, 1300) if 2 * s <= len(MANY[name])] for name in chosen}
    approved = [(name, size, MANY[name]) for name in chosen for size in sizes[name]]
    changed = [
        (name, size, content[:512] + bytes(byte ^ 0x55 for byte in content[512:]))
        for name, size, content in approved
        if size in BLOCK_SIZES
    ]
    reads = [*approved, *changed]
    path = capture(tmp_path / "x.pcap", ((size, content) for _, size, content in reads), names=(n for n, _, _ in reads))
    assert alerts(suricata, many_rules, path) == dict.fromkeys(range(len(approved), len(reads)), 1)


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
