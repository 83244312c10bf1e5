"""How much of a list of MIB modules the facts decide: what is carried, what is left out and why, and what is open.

A list is a table with tabs between, headed ``vendor module object oid syntax what``: writable objects that move files,
set what is booted, or restart. A module is carried once one of its objects is a column of a fact; it is left out once
``not-carried.toml`` says why.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bootwarden.errors import BootwardenError
from bootwarden.facts.load import FOLDER
from bootwarden.facts.model import Facts
from bootwarden.facts.snmp import Snmp
from bootwarden.toml import at, parse_toml, read_toml

NOT_CARRIED = FOLDER / "not-carried.toml"
_NEEDED = ("module", "oid")


class LeftOut(BaseModel):
    """Modules that were looked at and left out for one reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str = Field(min_length=10)
    modules: list[str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    left_out: list[LeftOut] = Field(default_factory=list, alias="left-out")


def left_out(path: Path = NOT_CARRIED) -> dict[str, str]:
    """The reason of each module that is left out. Raises BootwardenError with all that is wrong, a line each."""
    text = read_toml(path, "it stands beside the facts")
    try:
        found = _File.model_validate(parse_toml(path, text))
    except ValidationError as cause:
        wrong = []
        for error in cause.errors():
            where = [part for part in error["loc"] if isinstance(part, str | int)]
            wrong.append(f"{at(path, text, where)}: {error['msg']}: write [[left-out]] with reason and modules")
        raise BootwardenError("\n".join(wrong)) from None
    reasons: dict[str, str] = {}
    for number, entry in enumerate(found.left_out):
        for module in entry.modules:
            if module in reasons:
                twice = at(path, text, ("left-out", number, "modules"))
                raise BootwardenError(f"{twice}: {module} is left out twice: keep one")
            reasons[module] = entry.reason
    return reasons


@dataclass
class Coverage:
    """What became of the modules of a list."""

    carried: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    """Carried, and said to be left out."""


def coverage(candidates: Path, facts: Facts, reasons: dict[str, str]) -> Coverage:
    """Decide each module of a list. Raises BootwardenError if the list cannot be read."""
    modules = _read(candidates)
    groups = facts.of(Snmp)
    names = {group.mib for group in groups}
    columns = {f"{oid}.{column.arc}" for group in groups for oid in group.oids for column in group.columns}
    result = Coverage()
    for module, oids in modules.items():
        carried = module in names or not columns.isdisjoint(oids)
        if carried and module in reasons:
            result.both.append(module)
        if carried:
            result.carried.append(module)
        elif module in reasons:
            result.left_out.append(module)
        else:
            result.undecided.append(module)
    return result


def _read(path: Path) -> Mapping[str, Sequence[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise BootwardenError(f"{path}: cannot be read: {cause}: name a list of MIB modules") from None
    modules: dict[str, list[str]] = {}
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not set(_NEEDED) <= set(reader.fieldnames or ()):
        raise BootwardenError(
            f"{path}:1: is no list of modules: head its columns {', '.join(_NEEDED)}, with tabs between"
        )
    for row in reader:
        if not row["module"] or not row["oid"]:
            raise BootwardenError(f"{path}:{reader.line_num}: module or oid is missing: fill in both")
        modules.setdefault(row["module"], []).append(row["oid"])
    return modules
