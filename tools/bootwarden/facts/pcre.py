"""How Suricata's rules write the expressions of facts: groups that remember nothing, dots that stay in their field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bootwarden.facts.patterns import in_pcre

_TOKEN = re.compile(r"\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_PART = r"\/\\\x00"


def tokens(expression: str) -> Iterator[str]:
    """The parts of an expression: letters, escapes, classes, brackets and counts."""
    return iter(_TOKEN.findall(expression))


def of_bytes(expression: str, reach: int = 400) -> str:
    """An expression for bytes; ``.*`` reaches so far, and as little as it can."""
    text = "".join("(?:" if token == "(" else token for token in tokens(expression))
    return in_pcre(re.sub(r"(?<!\\)\.\*", f".{{0,{reach}}}?", text))


def of_name(expression: str) -> str:
    """An expression for a file's name in a request: no part of it leaves the name, nor its folder."""
    return in_pcre("".join(_in_name(token) for token in tokens(expression)))


def _in_name(token: str) -> str:
    if token == "(":
        return "(?:"
    if token == ".":
        return f"[^{_PART}]"
    if token.startswith("[^"):
        return f"[^{_PART}{token[2:]}"
    return token


def of_path(expression: str, separator: str, step: str) -> str:
    """An expression for a path in a request, in which a slash is written in any way that servers read."""
    return "".join(_in_path(token, separator, step) for token in tokens(expression))


def _in_path(token: str, separator: str, step: str) -> str:
    if token == "/":
        return step
    if token in (".", "[^/]"):
        return rf"(?:(?!{separator})[^\x00])" if token == "[^/]" else r"[^\x00]"
    return "(?:" if token == "(" else in_pcre(token)
