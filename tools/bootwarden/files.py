"""Lists what a folder holds, and writes files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
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


STANDARD = Path("-")
"""Standard input or output, as commands name it."""


def passes_on(file: Path) -> bool:
    """Whether a file only hands on what is written to it: standard output, /dev/stdout, /dev/null, a named pipe.

    Such a one is written to; a file that takes its place would be the end of it.
    """
    return file == STANDARD or (file.exists() and not file.is_file() and not file.is_dir())


def writable(file: Path) -> None:
    """Make sure that a file can be written, before hours of work whose result would be lost."""
    if file.is_dir():
        raise BootwardenError(f"{file}: is a folder: name a file")
    try:
        if passes_on(file):
            if file != STANDARD and not os.access(file, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return
        folder = file.resolve().parent
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be written: {cause.strerror}: choose another folder") from None


def write_all(files: dict[Path, str], private: Collection[Path] = ()) -> None:
    """Write files so that each is complete or as it was, and none where one of them cannot be written.

    Those that are ``private`` only their owner reads. A link stays one, and what it leads to is written.
    """
    staged: list[tuple[str, Path]] = []
    passed_on = [file for file in files if passes_on(file)]
    file = Path()
    try:
        for file, text in files.items():
            if file in passed_on:
                continue
            place = file.resolve()
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
            staged.append((temporary, place))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            # mkstemp makes files that only their owner reads; an engine runs as another user.
            if file not in private:
                Path(temporary).chmod(0o644)
        if folders := [file for file in files if file.is_dir()]:
            raise BootwardenError(f"{folders[0]}: is a folder: name another, or remove it")
        for file in passed_on:
            if file == STANDARD:
                sys.stdout.write(files[file])
                continue
            with file.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(files[file])
        for temporary, file in staged:
            Path(temporary).replace(file)
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be written: {cause.strerror}: choose another folder") from None
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
