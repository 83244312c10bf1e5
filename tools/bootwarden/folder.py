"""Lists what a folder holds, and does not pass over what it may not look into."""

from __future__ import annotations

import os
from pathlib import Path

from bootwarden.errors import BootwardenError


def files_in(folder: Path) -> list[Path]:
    """Return the regular files of a folder and its subfolders, sorted. Raises BootwardenError."""

    def refused(cause: OSError) -> None:
        raise BootwardenError(f"{cause.filename}: cannot be read: {cause.strerror}: mend its permissions")

    found = [Path(parent) / name for parent, _, names in os.walk(folder, onerror=refused) for name in names]
    return sorted(file for file in found if file.is_file())
