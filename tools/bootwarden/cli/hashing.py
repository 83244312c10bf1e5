"""The progress bar of hashing files, in bytes; silent where standard error is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from bootwarden.cli import errors


@contextmanager
def hashing() -> Iterator[Callable[[Path, int], None]]:
    """Yield what to call with a file and the number of bytes read from it since the last call."""
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    tasks: dict[Path, TaskID] = {}

    def step(file: Path, read: int) -> None:
        if file not in tasks:
            tasks[file] = bar.add_task(file.name, total=file.stat().st_size)
        bar.update(tasks[file], advance=read)

    with bar:
        yield step
