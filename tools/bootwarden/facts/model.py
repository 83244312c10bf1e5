"""What a file of facts holds, and all files together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr


class Fact(BaseModel):
    """One entry of one section."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(min_length=4)
    """Where it was read: a MIB, a document, a program's source, a capture."""
    _place: str = PrivateAttr("")

    @property
    def place(self) -> str:
        """File and line where it is written: ``cisco-ios.toml:12``."""
        return self._place


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Family:
    """One file: what a vendor's devices, or a family of them, obey and say."""

    name: str
    """The file's name without its ending."""
    title: str
    """The vendor's or family's name as people write it."""
    path: Path
    entries: tuple[Fact, ...]
    unstated: Mapping[str, str] = field(default_factory=dict)
    """By section: what was looked for, that no source which was read states, and where it was looked."""
    apart: Mapping[str, str] = field(default_factory=dict)
    """By section: why such is not to be had of it, as of a program that has no syslog."""

    def of(self, section: type[F]) -> tuple[F, ...]:
        """The entries of one section, in the order of the file."""
        return tuple(entry for entry in self.entries if isinstance(entry, section))


@dataclass(frozen=True)
class Facts:
    """All files of facts, in the order of their names."""

    families: tuple[Family, ...]

    def of(self, section: type[F]) -> tuple[F, ...]:
        """The entries of one section in all files."""
        return tuple(entry for family in self.families for entry in family.of(section))

    def with_family(self, section: type[F]) -> Iterator[tuple[Family, F]]:
        """The same, each with its family."""
        return ((family, entry) for family in self.families for entry in family.of(section))
