"""How Suricata's rules write the expressions of facts: groups that remember nothing, dots that stay in their field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bootwarden.facts.patterns import in_pcre

_TOKEN = re.compile(r"\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_COUNT = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?")
_PART = r"\/\\\x00"


def tokens(expression: str) -> Iterator[str]:
    """The parts of an expression: letters, escapes, classes, brackets and counts."""
    return iter(_TOKEN.findall(expression))


def one_of(expressions: Iterable[str]) -> str:
    """An expression for any of these. What several begin with stands once: PCRE tries one after the other."""
    alternatives = (tuple(_pieces(part)) for expression in expressions for part in _parts(expression))
    return f"(?:{_joined(list(dict.fromkeys(alternatives)))})"


def _parts(expression: str) -> Iterator[str]:
    """What stands between an expression's outermost bars."""
    part, depth = "", 0
    for token in tokens(expression):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "|" and not depth:
            yield part
            part = ""
        else:
            part += token
    yield part


def pieces(expression: str) -> Iterator[tuple[str, str]]:
    """Letters, classes and groups, each with its count."""
    at = 0
    while at < len(expression):
        start, depth = at, 0
        while at == start or depth:
            token = _TOKEN.match(expression, at)
            assert token is not None
            depth += {"(": 1, ")": -1}.get(token[0], 0)
            at = token.end()
        piece = expression[start:at]
        count = _COUNT.match(expression, at)
        at = count.end() if count else at
        yield piece, count[0] if count else ""


def _pieces(expression: str) -> Iterator[str]:
    for piece, count in pieces(expression):
        yield (one_of([piece[3:-1]]) if piece.startswith("(?:") else piece) + count


def _joined(alternatives: Sequence[tuple[str, ...]]) -> str:
    by_first: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for alternative in alternatives:
        by_first.setdefault(alternative[:1], []).append(alternative[1:])
    found = []
    for first, rests in by_first.items():
        rest = _joined(rests) if len(rests) > 1 else "".join(rests[0])
        found.append("".join(first) + (f"(?:{rest})" if len({r[:1] for r in rests}) > 1 else rest))
    return "|".join(found)


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


_FOLDER = "[^/]+/"
DEEPEST = 40
"""Folders of any names that a path may have: PCRE tries no more."""


def of_path(expression: str, folder: str, step: str) -> str:
    """An expression for a path in a request, in which a slash is written in any way that servers read.

    ``folder`` is what stands for a folder of any name, which facts write as ``[^/]+/``. Raises ValueError where they
    exclude slashes in another way: of what else stands for one it would not know.
    """
    parts = ["".join(_in_path(token, step) for token in tokens(part)) for part in expression.split(_FOLDER)]
    return folder.join(parts).replace(f"(?:{folder})*", f"{folder}{{0,{DEEPEST}}}+")


def _in_path(token: str, step: str) -> str:
    if token.startswith("[^") and "/" in token:
        raise ValueError(f"{token!r} in a path: write a folder of any name as {_FOLDER!r}")
    if token in ("/", "."):
        return step if token == "/" else r"[^\x00]"
    return "(?:" if token == "(" else in_pcre(token)
