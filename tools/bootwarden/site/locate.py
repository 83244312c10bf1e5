"""Where in a site.toml a value stands: tomllib does not say, and a message without a line helps nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")


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


def _element_line(lines: Sequence[str], index: int) -> int:
    """Return the offset of the line that holds the element of an array which starts on the first line."""
    count = -1
    for number, line in enumerate(lines):
        code = line.partition("=")[2] if number == 0 else line
        for _ in re.finditer(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|(#.*)|[\w.+-]+", code):
            if _[1] is not None:
                break
            count += 1
            if count == index:
                return number
    return 0
