"""Chooses by name what a person asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bootwarden.errors import BootwardenError

Thing = TypeVar("Thing")


def named(names: Sequence[str], known: Mapping[str, Thing], unknown: str) -> list[Thing]:
    """What is named (by its name, or the beginning of it and ``*``), each once; all where nothing is.

    Raises BootwardenError with the message ``unknown``, which shows the name.
    """
    chosen: dict[str, Thing] = {}
    for name in names or ["*"]:
        found = {n: t for n, t in known.items() if n == name or (name[-1:] == "*" and n.startswith(name[:-1]))}
        if not found:
            raise BootwardenError(unknown.format(name))
        chosen |= found
    return list(chosen.values())
