"""The digest of the Zeek scripts: what they do decides it, not what their comments say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bootwarden import paths

_COMMENT = re.compile(r'^[^"/#]*(#.*)$')
"""A comment behind code that holds neither text nor a pattern: in these, # means itself."""


def package_digest(package: Path = paths.ZEEK_PACKAGE) -> str:
    """SHA-256 over the names of the package's files and what they say but for comments and blank lines."""
    state = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.suffix in {".zeek", ".sig"}):
        state.update(f"{path.relative_to(package).as_posix()}\0".encode())
        state.update(hashlib.sha256("\n".join(_said(path.read_text())).encode()).digest())
    return state.hexdigest()


def _said(text: str) -> list[str]:
    lines = (_without_comment(line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _without_comment(line: str) -> str:
    if line.lstrip().startswith("#"):
        return ""
    found = _COMMENT.match(line)
    return line[: found.start(1)] if found else line
