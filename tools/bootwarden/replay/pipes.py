"""Captures that come by standard input or another pipe: engines read them twice, so they are kept for the while."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bootwarden.errors import BootwardenError
from bootwarden.files import STANDARD
from bootwarden.replay.observed import Observed


@contextmanager
def carried(inputs: Sequence[Path]) -> Iterator[dict[Path, str]]:
    """Yield the files to read, each with what the user called it: itself, or a copy of what a pipe carries."""
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        names: dict[Path, str] = {}
        for number, path in enumerate(inputs):
            if path == STANDARD or path.is_fifo():
                copy = Path(scratch) / f"pipe-{number}"
                name = "standard input" if path == STANDARD else str(path)
                _copy(path, copy, name)
                names[copy] = name
            else:
                names[path] = str(path)
        yield names


def _copy(path: Path, copy: Path, name: str) -> None:
    if path == STANDARD and sys.stdin.isatty():
        raise BootwardenError("standard input is a terminal: pipe a capture in, or name a file")
    try:
        with copy.open("wb") as out:
            if path == STANDARD:
                shutil.copyfileobj(sys.stdin.buffer, out, 1 << 20)
            else:
                with path.open("rb") as stream:
                    shutil.copyfileobj(stream, out, 1 << 20)
    except OSError as cause:
        raise BootwardenError(f"{name}: cannot be kept: {cause.strerror}: set TMPDIR to a larger folder") from None


def called(seen: Observed, names: Mapping[Path, str]) -> Observed:
    """Name what was seen in copies by what the user named."""
    other = {str(path): name for path, name in names.items() if str(path) != name}
    if other:
        for part in ("findings", "evidence", "transfers", "boots"):
            found: list[Any] = getattr(seen, part)
            found[:] = [replace(one, capture=other.get(one.capture or "", one.capture)) for one in found]
        for path, name in other.items():
            seen.warnings[:] = [warning.replace(path, name) for warning in seen.warnings]
    return seen
