"""Reads TOML that people write. A message without a line helps nobody: this says where a value stands."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bootwarden.errors import BootwardenError

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")


def read_toml(path: Path, remedy: str) -> str:
    """Return the text of a file; ``remedy`` is what to do where there is none. Raises BootwardenError."""
    try:
        if path.exists() and not path.is_file():
            raise BootwardenError(f"{path}: is no file: name a .toml file")
        # Some editors begin a file with the mark that -sig takes off.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = cause.object[: cause.start].count(b"\n") + 1
        raise BootwardenError(f"{path}:{line}: byte {cause.start} is not UTF-8: save the file as UTF-8") from None
    except FileNotFoundError:
        raise BootwardenError(f"{path}: no such file ({remedy})") from None
    except OSError as cause:
        raise BootwardenError(f"{path}: cannot be read: {cause.strerror}: mend its permissions") from None


_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_ADDRESS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w.])")
_CURLY = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]")
"""Quotes as word processors make them."""
_TOML_REMEDIES = {
    "Cannot overwrite": "this name is there twice: join the two lines",
    "Cannot declare": "this table is there twice: join the two (only those in [[double brackets]] may repeat)",
    "Unescaped '\\'": "write / in paths, \\\\ for each other \\, or the text in single quotes",
    "Invalid hex value": "write / in paths, \\\\ for each other \\, or the text in single quotes",  # as in C:\Users
    "Unclosed array": "a ] is missing",
}


def _toml_error(path: Path, text: str, cause: tomllib.TOMLDecodeError) -> BootwardenError:
    said = str(cause)
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    what = said[: place.start()] if place else said
    column = f" (column {place[2]})" if place and place[2] else ""
    default = 'write each line as name = value, text in "quotes", lists in [brackets]'
    lines = text.splitlines()
    said_there = _QUOTED.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    if curly := _CURLY.search(said_there):
        return BootwardenError(f'{path}:{line}: is no valid TOML: write " instead of {curly[0]}')
    if '"' in said_there or "'" in said_there:
        return BootwardenError(f"{path}:{line}: is no valid TOML: {what}{column}: a closing quote is missing")
    if bare := _ADDRESS.search(said_there):
        return BootwardenError(f'{path}:{line}: is no valid TOML: write addresses in quotes: "{bare[0]}"')
    remedy = next((r for begin, r in _TOML_REMEDIES.items() if what.startswith(begin)), default)
    return BootwardenError(f"{path}:{line}: is no valid TOML: {what}{column}: {remedy}")


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    """Return what a text says; ``path`` is named in errors. Raises BootwardenError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise _toml_error(path, text, cause) from None
    except RecursionError:
        raise BootwardenError(f"{path}: is nested too deeply") from None


def at(path: Path, text: str, where: Sequence[str | int]) -> str:
    """Return ``site.toml:12: image.sha256`` for a place in the file."""
    line = line_of(text, where)
    # "[image] 2" is the second [[image]]: people count from one.
    names = ["#" + str(w + 1) if isinstance(w, int) else str(w) for w in where]
    field = ".".join(names).replace(".#", " #")
    return f"{path}:{line}: {field}" if line is not None else f"{path}: {field}"


def line_of(text: str, where: Sequence[str | int]) -> int | None:
    """Return the line of a value by its path: ("image", 1, "sha256") or ("network", "devices", 0).

    The nearest enclosing thing counts where the value itself cannot be found.
    """
    outline = _outline(text)
    lines = outline.lines
    table, *rest = where
    index = rest.pop(0) if rest and isinstance(rest[0], int) else None
    start = _table_start(outline, str(table), index if isinstance(index, int) else 0)
    if start is None:
        return None
    if not rest:
        return start + 1
    later = bisect_right(outline.headers, start)
    end = outline.headers[later] if later < len(outline.headers) else len(lines)
    key = re.compile(
        rf"""\s*(?:"{re.escape(str(rest[0]))}"|'{re.escape(str(rest[0]))}'|{re.escape(str(rest[0]))})\s*="""
    )
    found = next((n for n in range(start, end) if key.match(lines[n])), None)
    if found is None:
        return start + 1
    if len(rest) > 1 and isinstance(rest[1], int):
        return _element_line(lines[found:end], rest[1]) + found + 1
    return found + 1


def _code(line: str) -> str:
    return line.split("#", 1)[0].rstrip()


@dataclass(frozen=True)
class _Outline:
    """The lines of a file, which of them are headers, and those of each table."""

    lines: Sequence[str]
    headers: Sequence[int]
    tables: Mapping[str, Sequence[int]]


# Files of thousands of images are asked about each of them.
@lru_cache(maxsize=1)
def _outline(text: str) -> _Outline:
    lines = text.splitlines()
    tables: dict[str, list[int]] = {}
    headers = []
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(_code(line))
        if header is not None:
            headers.append(number)
            tables.setdefault(header[2], []).append(number)
            # [network.x] names the table network, too.
            tables.setdefault(header[2].partition(".")[0], [number])
    return _Outline(lines, headers, tables)


def _table_start(outline: _Outline, table: str, index: int) -> int | None:
    starts = outline.tables.get(table, ())
    if index < len(starts):
        return starts[index]
    # A table written another way (dotted or inline): the line that first names it.
    named = re.compile(rf"\s*{re.escape(table)}\s*[.=]")
    return next((n for n, line in enumerate(outline.lines) if named.match(line)), None)


_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|(?P<comment>#.*)|(?P<open>[\[{])|(?P<close>[\]}])|[\w.+-]+")


def _element_line(lines: Sequence[str], index: int) -> int:
    """Return the offset of the line that holds the element of an array which starts on the first line.

    An element may be an array or an inline table itself: what it holds does not count.
    """
    count = -1
    depth = 0
    for number, line in enumerate(lines):
        code = line.partition("=")[2] if number == 0 else line
        for token in _TOKEN.finditer(code):
            if token["comment"] is not None:
                break
            if token["close"]:
                depth -= 1
                continue
            count += depth == 1
            depth += token["open"] is not None
            if depth and count == index:
                return number
    return 0
