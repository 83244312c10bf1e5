"""The progress bar of hashing files, in bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bootwarden.cli.reading import reading


@contextmanager
def hashing() -> Iterator[Callable[[Path, int], None]]:
    """Yield what to call with a file and the number of bytes read from it since the last call."""
    so_far: Counter[Path] = Counter()
    with reading() as told:

        def step(file: Path, read: int) -> None:
            so_far[file] += read
            told(file.name, so_far[file], file.stat().st_size)

        yield step
