"""Errors that reach the user as one line and an exit status."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Exit statuses of every command."""

    CLEAN = 0
    FINDINGS = 1
    INPUT = 2
    NO_ENGINE = 3
    INTERRUPTED = 130
    """As a shell says of a program that Ctrl-C ended."""


class BootwardenError(Exception):
    """A message that names the file and the remedy, and the exit status it ends the command with."""

    def __init__(self, message: str, status: Status = Status.INPUT) -> None:
        """Keep the one-line message and the status."""
        super().__init__(message)
        self.status = status
