"""The progress bar of long work; silent where standard error is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bootwarden.cli import errors


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show how much of ``total`` steps is done; call what this yields after each, with its name."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}", markup=False),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=total, step="")
        yield lambda step: bar.update(task, advance=1, step=step)
