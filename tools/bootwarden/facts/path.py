"""``[[path]]``: files of a server's own system, which nobody asks a TFTP server for in good faith (BW17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


def _relative(expression: str) -> str:
    if expression != expression.lower() or expression.startswith("/") or "\\\\" in expression:
        raise ValueError(f"{expression!r}: write paths in lower case, from the root on without its slash, with slashes")
    return expression


class Path(Fact):
    """Files of one system."""

    files: list[Annotated[Expression, AfterValidator(_relative)]] = Field(min_length=1)
    """Whole paths from the root on, in lower case; a slash stands for any way to write a step."""


def expressions(found: Iterable[Path]) -> list[str]:
    """All expressions, each once."""
    return list(dict.fromkeys(file for entry in found for file in entry.files))


def in_script(found: Sequence[Path]) -> str:
    """``zeek/facts/path.zeek``."""
    exported = zeek.alternatives(
        "system_files",
        map(in_zeek, expressions(found)),
        comment="Files of a server's own system: paths from its root on, in lower case, without a drive.",
    )
    return zeek.script("Files that no TFTP server hands out on purpose.", exported)
