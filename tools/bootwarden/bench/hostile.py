"""What each parser costs an engine where somebody sends it the worst: at one, two and four times the size."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bootwarden import paths
from bootwarden.bench.hostile_input import HOSTILE
from bootwarden.bench.suricata import cpu
from bootwarden.bench.zeek import once
from bootwarden.engines.find import Engine
from bootwarden.traffic.wire import Wire

SIZES = (1, 2, 4)
"""Times the size."""

SMALL = 0.3
"""Seconds of CPU: where half of the input costs less, nothing is said, for measuring is not that exact."""

STEEPEST = 1.6
"""A linear parser's growth is 1, a quadratic one's 2, a cubic one's 4.7."""

MOST_MEMORY = 96 * 1024
"""KB that a quarter of the input and the whole may differ by, where each byte of it costs more than ``PER_BYTE``."""

PER_BYTE = 8
"""Bytes of memory for a byte of input: connections and transfers that are open are kept, to a limit."""


@dataclass(frozen=True)
class Growth:
    """What one input costs: CPU seconds and the most memory in KB with our content, less those without, by size."""

    name: str
    engine: str
    bytes: tuple[int, ...]
    """Of the captures."""
    seconds: tuple[float, ...]
    memory: tuple[int, ...]

    @property
    def growth(self) -> float | None:
        """How much more the second half costs than the first quarter does twice; ``None`` where that is little."""
        one, two, four = self.seconds
        return None if four - two < SMALL else (four - two) / max(2 * (two - one), SMALL / 2)

    @property
    def faults(self) -> list[str]:
        """What is wrong with it, in words; empty where nothing is."""
        found = []
        if self.growth is not None and self.growth > STEEPEST:
            found.append("time grows faster than the input")
        more, input_more = self.memory[2] - self.memory[0], (self.bytes[2] - self.bytes[0]) / 1024
        if more > MOST_MEMORY and more > PER_BYTE * input_more:
            found.append("memory is not bounded")
        return found


def measure(engine: Engine, size: int, repeat: int, names: Iterable[str], step: Callable[[str], None]) -> list[Growth]:
    """Replay each input with our content and without, side by side; the least of each counts."""
    replay = _on_zeek if engine.name == "zeek" else _on_suricata
    found = []
    with tempfile.TemporaryDirectory(prefix="bootwarden-bench-") as scratch:
        folder = Path(scratch)
        (folder / "none.rules").write_text("")
        for name in names:
            seconds, memory, lengths = [], [], []
            for times in SIZES:
                wire = Wire()
                HOSTILE[name](wire, size * times)
                capture = folder / "hostile.pcap"
                wire.write(capture)
                lengths.append(capture.stat().st_size)
                runs = [[replay(engine, capture, loaded, folder) for loaded in (False, True)] for _ in range(repeat)]
                (plain, plain_memory), (loaded, most) = (
                    map(min, zip(*side, strict=True)) for side in zip(*runs, strict=True)
                )
                seconds.append(max(0.0, loaded - plain))
                memory.append(most - plain_memory)
                step(name)
            found.append(Growth(name, engine.name, tuple(lengths), tuple(seconds), tuple(memory)))
    return found


def _on_zeek(engine: Engine, capture: Path, ours: bool, folder: Path) -> tuple[float, int]:
    return once(engine, capture, ["bootwarden"] if ours else [], folder)


def _on_suricata(engine: Engine, capture: Path, ours: bool, folder: Path) -> tuple[float, int]:
    # Its memory is set aside at the start, and bounded by its own settings.
    return cpu(engine, capture, paths.RULES_PATTERN if ours else folder / "none.rules"), 0
