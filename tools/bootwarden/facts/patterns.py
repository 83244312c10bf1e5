"""Regular expressions in facts: what Zeek, PCRE and Python read alike, and how each engine writes it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

# Look-arounds, lazy and possessive counts, named groups and classes such as \d are not known to Zeek.
_FOREIGN = re.compile(r"\(\?|[*+?}][?+]|(?<!\\)(?:\\\\)*\\[^\W_xfnrt]|\[\[:")


def _check(expression: str) -> str:
    foreign = _FOREIGN.search(expression)
    if foreign:
        raise ValueError(
            f"{foreign[0]!r} in {expression!r} is not known to both engines: write classes as [0-9], groups as (...), "
            "and no look-arounds"
        )
    try:
        re.compile(expression)
    except re.error as cause:
        raise ValueError(f"{expression!r} is no regular expression: {cause}") from None
    return expression


Expression = Annotated[str, AfterValidator(_check)]
"""A regular expression that both engines read."""


def in_zeek(expression: str, flags: str = "") -> str:
    """The expression as a Zeek pattern: between slashes."""
    quoted = _escaped_slashes(expression).replace('"', '\\"')
    return f"/{quoted}/{flags}"


def in_pcre(expression: str) -> str:
    """The expression as a part of a rule's pcre option, in which quotes and semicolons end something."""
    return _escaped_slashes(expression).replace('"', r"\x22").replace(";", r"\x3b")


def _escaped_slashes(expression: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)/", r"\1\\/", expression)
