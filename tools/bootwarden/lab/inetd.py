"""Hands each connection to a program, as inetd does: ``python -m bootwarden.lab.inetd ADDRESS PORT COMMAND...``."""

from __future__ import annotations

import socket
import subprocess
import sys


def serve(address: str, port: int, command: list[str]) -> None:
    """Listen, and start the command for each connection, which is its standard input and output."""
    with socket.create_server((address, port)) as server:
        while True:
            connection, _ = server.accept()
            with connection:
                ends = connection.fileno()
                subprocess.Popen(command, stdin=ends, stdout=ends, stderr=ends)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
