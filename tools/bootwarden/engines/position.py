"""How far a running engine has read its capture, for the progress bar of a large one."""

from __future__ import annotations

from pathlib import Path


def position(pid: int, file: Path) -> int | None:
    """Return the offset at which a process reads a file; None where the system does not tell."""
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            if entry.resolve() == file:
                info = Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text()
                return int(info.split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return None
