"""Where in a site.toml a value stands: tomllib does not say, and a message without a line helps nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")


def line_of(text: str, where: Sequence[str | int]) -> int | None:
    """Return the line of a value by its path: ("image", 1, "sha256") or ("network", "devices", 0).

    The nearest enclosing thing counts where the value itself cannot be found.
    """
    lines = text.splitlines()
    table, *rest = where
    index = rest.pop(0) if rest and isinstance(rest[0], int) else None
    start = _table_start(lines, str(table), index if isinstance(index, int) else None)
    if start is None:
        return None
    if not rest:
        return start + 1
    end = next((n for n in range(start + 1, len(lines)) if _HEADER.fullmatch(_code(lines[n]))), len(lines))
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


def _table_start(lines: list[str], table: str, index: int | None) -> int | None:
    seen = -1
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(_code(line))
        if header is not None and header[2] == table:
            seen += 1
            if index is None or seen == index:
                return number
    # A table written another way (dotted or inline): the line that first names it.
    return next((n for n, line in enumerate(lines) if re.match(rf"\s*{re.escape(table)}\s*[.=]", line)), None)


def _element_line(lines: list[str], index: int) -> int:
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
