"""The progress bar of reading large files; silent where standard error is no terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bootwarden.cli import errors
from bootwarden.report.printable import printable


@contextmanager
def reading() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what to call with who reads what, how many bytes of it were read, and how many it has."""
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def told(what: str, at: int, size: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(printable(what), total=size)
        bar.update(tasks[what], completed=min(at, size))

    with bar:
        yield told


def by_file(told: Callable[[str, int, int], None]) -> Callable[[Path, int], None]:
    """Return what to call with a file and the number of bytes read from it since the last call."""
    so_far: Counter[Path] = Counter()

    def step(file: Path, read: int) -> None:
        so_far[file] += read
        told(file.name, so_far[file], file.stat().st_size)

    return step
