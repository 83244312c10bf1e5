"""What a program costs: its CPU seconds and the most memory it held, whatever the size of who asks.

Linux counts among a program's memory that of the process which became it (``execve``), so a large one that starts Zeek
itself reads its own size. Between them stands this file, as a program of ten megabytes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """CPU seconds, the most memory in KB, and how the program ended."""

    seconds: float
    memory: int
    status: int


def spent(command: list[str], folder: Path, variables: Mapping[str, str]) -> Spent:
    """Run a program in a folder; what it prints is thrown away."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", __file__, *command],
        cwd=folder,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    seconds, memory, status = done.stdout.split()
    return Spent(float(seconds), int(memory), int(status))


def _between() -> None:
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    _between()
