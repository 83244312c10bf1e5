"""Reads files of facts; what is wrong is said with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bootwarden.errors import BootwardenError
from bootwarden.facts.model import Fact, Facts, Family
from bootwarden.facts.sections import SECTIONS
from bootwarden.toml import at, line_of, parse_toml, read_toml

FOLDER = Path(__file__).parent
NOT_FACTS = ("not-carried.toml",)


def load(folder: Path = FOLDER) -> Facts:
    """Read every file of a folder. Raises BootwardenError with all that is wrong, a line each."""
    files = sorted(path for path in folder.glob("*.toml") if path.name not in NOT_FACTS)
    families: list[Family] = []
    wrong: list[str] = []
    for path in files:
        try:
            families.append(read(path))
        except BootwardenError as error:
            wrong.append(str(error))
    if wrong:
        raise BootwardenError("\n".join(wrong))
    facts = Facts(tuple(families))
    wrong = [line for section in SECTIONS.values() if section.check for line in section.check(facts)]
    if wrong:
        raise BootwardenError("\n".join(wrong))
    return facts


def read(path: Path) -> Family:
    """Read one file. Raises BootwardenError with all that is wrong with it, a line each."""
    text = read_toml(path, "`bootwarden facts list` names those there are")
    data = parse_toml(path, text)
    title = data.pop("title", None)
    if not isinstance(title, str) or not title:
        raise BootwardenError(f'{path}:1: title is missing: begin the file with title = "Vendor and system"')
    entries: list[Fact] = []
    wrong: list[str] = []
    blank: dict[str, dict[str, str]] = {}
    for name, meant in (("unstated", "what no source states, and where it was looked"), ("apart", "why it has none")):
        blank[name] = {}
        for sections, says in data.pop(name, {}).items():
            each = sections.split(", ")
            if not set(each) <= set(SECTIONS) or not isinstance(says, str) or not says:
                wrong.append(f'{path}: {name}.{sections}: write section = "{meant}" under [{name}]')
            else:
                blank[name] |= dict.fromkeys(each, says)
    for name, tables in data.items():
        if name not in SECTIONS:
            wrong.append(_unknown_section(path, text, name))
        elif not isinstance(tables, list):
            wrong.append(f"{at(path, text, (name,))}: is a list of entries: write [[{name}]], in double brackets")
        else:
            for number, table in enumerate(tables):
                try:
                    entry = SECTIONS[name].model.model_validate(table)
                except ValidationError as cause:
                    wrong += _explain(path, text, (name, number), cause)
                else:
                    entry._place = f"{path.name}:{line_of(text, (name, number))}"
                    entries.append(entry)
    if wrong:
        raise BootwardenError("\n".join(wrong))
    return Family(path.stem, title, path, tuple(entries), blank["unstated"], blank["apart"])


def _unknown_section(path: Path, text: str, name: str) -> str:
    meant = get_close_matches(name, SECTIONS, n=1)
    hint = f"write {meant[0]}; " if meant else ""
    return f"{at(path, text, (name,))}: is unknown: {hint}known here are {', '.join(SECTIONS)}"


def _explain(path: Path, text: str, where: Sequence[str | int], cause: ValidationError) -> Iterator[str]:
    model = SECTIONS[str(where[0])].model
    for error in cause.errors():
        place = [*where, *(w for w in error["loc"] if isinstance(w, str | int))]
        yield f"{at(path, text, place)}: {_what(model, error)}"


def _what(model: type[Fact], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields)
        return f"is unknown: known here are {known}"
    if error["type"] == "missing":
        name = error["loc"][-1]
        return f"is missing: add {name} = ..."
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return str(error["msg"])
