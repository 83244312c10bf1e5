"""Lists what a folder holds, and writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from bootwarden.errors import BootwardenError


def files_in(folder: Path) -> list[Path]:
    """Return the regular files of a folder and its subfolders, sorted.

    Raises BootwardenError, also for what it may not look into.
    """

    def refused(cause: OSError) -> None:
        raise BootwardenError(f"{cause.filename}: cannot be read: {cause.strerror}: mend its permissions")

    found = [Path(parent) / name for parent, _, names in os.walk(folder, onerror=refused) for name in names]
    return sorted(file for file in found if file.is_file())


def writable(file: Path) -> None:
    """Make sure that a file can be written, before hours of work whose result would be lost."""
    if file.is_dir():
        raise BootwardenError(f"{file}: is a folder: name a file")
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be written: {cause.strerror}: choose another folder") from None


def write_all(files: dict[Path, str], private: Collection[Path] = ()) -> None:
    """Write files so that each is complete or as it was, and none where one of them cannot be written.

    Those that are ``private`` only their owner reads.
    """
    staged: list[tuple[str, Path]] = []
    file = Path()
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
            staged.append((temporary, file))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            # mkstemp makes files that only their owner reads; an engine runs as another user.
            if file not in private:
                Path(temporary).chmod(0o644)
        if folders := [file for file in files if file.is_dir()]:
            raise BootwardenError(f"{folders[0]}: is a folder: name another, or remove it")
        for temporary, file in staged:
            Path(temporary).replace(file)
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be written: {cause.strerror}: choose another folder") from None
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
