"""Writes what passes an interface into a capture: ``python -m bootwarden.lab.recorder NAME FILE``, until SIGTERM.

It says ``ready`` once it sees every packet. A program of its own: it runs inside a namespace.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
from contextlib import suppress

ALL_PROTOCOLS = 3
SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33
BUFFER = 64 << 20
HEADER = struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 65535, 1)
"""Of a capture of Ethernet with nanoseconds."""


def record(interface: str, file: str) -> None:
    """Write packets until the process is told to end; what had come by then is written too."""
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    with suppress(PermissionError):
        link.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
    link.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    link.bind((interface, ALL_PROTOCOLS))
    ended = False

    def end(*_: object) -> None:
        nonlocal ended
        ended = True
        link.setblocking(False)  # what is waiting is read, and no more awaited

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    link.settimeout(0.1)  # a signal may come just before the call that would wait
    with open(file, "wb") as out:  # noqa: PTH123 (no import more than it takes: this starts for each act)
        out.write(HEADER)
        os.write(1, b"ready\n")
        while True:
            try:
                data, extra, _, _ = link.recvmsg(65535, 64)
            except (BlockingIOError, TimeoutError):
                if ended:
                    return
                continue
            seconds, nanoseconds = struct.unpack("ll", extra[0][2])
            out.write(struct.pack("<IIII", seconds, nanoseconds, len(data), len(data)) + data)


if __name__ == "__main__":
    record(*sys.argv[1:3])
