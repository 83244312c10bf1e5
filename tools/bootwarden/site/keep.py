"""Keeps the images that are approved while learning: Suricata knows an image by its bytes, not by its hash."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from bootwarden.errors import BootwardenError

Keep = Callable[[str, str], str | None]
"""Called with the name and SHA-256 of an image that is approved; returns its path, where its bytes are kept."""


def no_bytes(_name: str, _sha256: str) -> None:
    """Keep nothing."""


def keeper(moved: Path, folder: Path, beside: Path) -> Keep:
    """Return what copies an image, from the files that moved, into a folder: each complete, none overwritten.

    Paths are returned relative to ``beside``. Raises BootwardenError where the folder cannot be written.
    """
    by_hash = {_sha256(file): file for file in moved.rglob("*") if file.is_file()}

    def keep(name: str, sha256: str) -> str | None:
        source = by_hash.get(sha256)
        if source is None:
            return None
        plain = re.sub(r"[^A-Za-z0-9._+-]", "_", PurePosixPath(name.replace("\\", "/")).name).lstrip(".") or "image"
        target = folder / plain
        if target.exists() and _sha256(target) != sha256:
            target = folder / f"{sha256[:16]}-{plain}"
        part = target.with_name(f".{target.name}.part")
        try:
            if not target.exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, part)
                part.replace(target)
        except OSError as cause:
            with contextlib.suppress(OSError):
                part.unlink()
            raise BootwardenError(f"{target}: cannot be written: {cause.strerror}: choose another folder") from None
        return os.path.relpath(target, beside)

    return keep


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
