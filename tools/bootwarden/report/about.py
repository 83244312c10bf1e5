"""What a report says of itself: which files were read, with their digests, by which versions, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One input. A folder of logs, or what came through a pipe, has no digest."""

    name: str
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class About:
    """How a report came to be."""

    sources: tuple[Source, ...] = ()
    site: Source | None = None
    made: float | None = None
    """When; None leaves it out."""


def source(file: Path, name: str | None = None) -> Source:
    """Describe an input."""
    called = name or str(file)
    try:
        if not file.is_file():
            return Source(called)
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
        return Source(called, digest.hexdigest(), file.stat().st_size)
    except OSError:
        return Source(called)


def sources(files: Iterable[tuple[Path, str]]) -> tuple[Source, ...]:
    """Describe inputs, each with the name that it goes by."""
    return tuple(source(file, name) for file, name in files)
