"""A person at a terminal: a program in a pty of a given width, what it shows, and what is typed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from functools import partial

from bootwarden.errors import BootwardenError
from bootwarden.lab.stage import Stage

MOVES = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]")
"""Control sequences (ECMA-48, 5.4): firmware that copies a screen to a serial line moves the cursor between letters."""


class Terminal:
    """A program on a host of the stage, in a pseudo-terminal."""

    def __init__(self, stage: Stage, host: str, columns: int, name: str, *words: object) -> None:
        """Start the program in a terminal of 24 lines."""
        self.stage = stage
        self.shown = b""
        self._read_to = 0
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = os.environ | {"TERM": "vt100"}
        ends = {"stdin": slave, "stdout": slave, "stderr": subprocess.STDOUT}
        self._process = stage.popen(host, name, *words, env=environment, **ends)
        self._log = stage.folder / f"{host}-terminal.log"
        os.close(slave)

    def _read(self) -> int:
        try:
            while chunk := os.read(self._master, 65536):
                self.shown += chunk
                with self._log.open("ab") as log:
                    log.write(chunk)
        except (BlockingIOError, OSError):
            pass  # nothing more now, or the program has ended
        return len(self.shown)

    def wait(self, text: str) -> None:
        """Wait until a text is shown, after what was waited for before."""

        def is_shown() -> bool:
            ended = self._process.poll() is not None
            self._read()
            at = MOVES.sub(b"", self.shown).find(text.encode(), self._read_to)
            if at >= 0:
                self._read_to = at + len(text)
            elif ended:
                raise BootwardenError(f"{self.stage.act.name}: {self._log.stem} ended before it showed {text!r}")
            return at >= 0

        self.stage.wait(f"{text!r} on the terminal", is_shown, self._last)

    def _last(self) -> str:
        """What was shown last, for who waited in vain."""
        lines = MOVES.sub(b"", self.shown).decode(errors="replace").split()
        return f"shown last: {' '.join(lines[-12:])!r}"

    def type(self, text: str) -> None:
        """Press keys, each when the one before is shown, and Enter."""
        for key in text:
            so_far = len(self.shown)
            os.write(self._master, key.encode())
            self.stage.wait(f"the echo of {key!r}", partial(self._shows_more, so_far))
        self.enter("")

    def _shows_more(self, so_far: int) -> bool:
        return self._read() > so_far

    def enter(self, text: str) -> None:
        """Paste a text, or type what is not shown, and press Enter."""
        os.write(self._master, text.encode() + b"\r")

    def close(self) -> None:
        """Close the terminal."""
        os.close(self._master)
