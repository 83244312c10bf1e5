"""Carries ``rev`` and the dates of rules on: a sid whose rule says something else is a new revision of it."""

from __future__ import annotations

import re

_SID = re.compile(r"; sid:(\d+);")
_REV = re.compile(r"(?<=; rev:)\d+(?=;)")
_CREATED = re.compile(r"(?<=created_at )[\d_]+")
_UPDATED = re.compile(r"(?<=updated_at )[\d_]+")


def carry_on(text: str, before: str, today: str) -> str:
    """Return the rules of ``text`` as the next edition of those of ``before``.

    A rule that says the same keeps its revision and dates. One that does not gets the next revision and is updated
    ``today`` (as YYYY_MM_DD); one with a new sid is created today.
    """
    old = {found[1]: line for line in before.splitlines() if (found := _SID.search(line))}
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not (found := _SID.search(line)):
            continue
        if (last := old.get(found[1])) is None:
            lines[number] = _CREATED.sub(today, _UPDATED.sub(today, line))
            continue
        same = _bare(line) == _bare(last)
        revision = int(_of(_REV, last)) + (not same)
        line = _REV.sub(str(revision), _CREATED.sub(_of(_CREATED, last), line))
        lines[number] = _UPDATED.sub(_of(_UPDATED, last) if same else today, line)
    return "\n".join(lines) + "\n"


def _bare(line: str) -> str:
    """A rule without what every edition may change."""
    for pattern in (_REV, _CREATED, _UPDATED):
        line = pattern.sub("", line)
    return line


def _of(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line)
    if found is None:
        raise ValueError(f"a rule lacks its revision or dates: {line[:120]}")
    return found[0]
