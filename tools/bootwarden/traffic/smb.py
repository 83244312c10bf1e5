"""One SMB 2.0.2 session that reads a file ([MS-SMB2]): negotiate, set up as guest, connect, open, read, close."""

from __future__ import annotations

import struct

from bootwarden.traffic.wire import Tcp, Wire

NEGOTIATE, SESSION_SETUP, TREE_CONNECT, CREATE, CLOSE, READ = 0, 1, 3, 5, 6, 8
HEADER = 64
FILE_ID = bytes(range(1, 17))
CHUNK = 4096
WHEN = 0x01DC7E0000000000
"""Time stamps of the file (100 ns since 1601)."""


class _Session:
    """The connection, with the counters of SMB2's header."""

    def __init__(self, wire: Wire, client: str, server: str, port: int) -> None:
        self.tcp = Tcp(wire, client, port, server, 445)
        self.message = 0
        self.session = 0
        self.tree = 0

    def _packet(self, command: int, body: bytes, response: bool) -> bytes:
        header = b"\xfeSMB" + struct.pack(
            "<HHIHHIIQIIQ", HEADER, 1, 0, command, 1, int(response), 0, self.message, 0, self.tree, self.session
        )
        packet = header + bytes(16) + body
        return struct.pack(">I", len(packet)) + packet

    def exchange(self, command: int, request: bytes, response: bytes, **learned: int) -> None:
        """A request and its answer; ``learned`` are ids that the answer gives."""
        self.tcp.send(self._packet(command, request, False))
        for name, value in learned.items():
            setattr(self, name, value)
        self.tcp.reply(self._packet(command, response, True))
        self.message += 1


def read(
    wire: Wire, client: str, server: str, share: str, name: str, content: bytes, *, client_port: int = 50445
) -> None:
    """A client reads a whole file from a share."""
    smb = _Session(wire, client, server, client_port)
    smb.exchange(
        NEGOTIATE,
        struct.pack("<HHHHI16sQH", 36, 1, 1, 0, 0, bytes(16), 0, 0x0202),
        struct.pack("<HHHH16sIIIIQQHHI", 65, 1, 0x0202, 0, bytes(16), 0, 65536, 65536, 65536, WHEN, 0, 128, 0, 0)
        + b"\0",
    )
    smb.exchange(
        SESSION_SETUP,
        struct.pack("<HBBIIHHQ", 25, 0, 1, 0, 0, 88, 0, 0) + b"\0",
        struct.pack("<HHHH", 9, 1, 72, 0) + b"\0",
        session=0x400000000001,
    )
    path = f"\\\\{server}\\{share}".encode("utf-16-le")
    smb.exchange(
        TREE_CONNECT,
        struct.pack("<HHHH", 9, 0, 72, len(path)) + path,
        struct.pack("<HBBIII", 16, 1, 0, 0, 0, 0x001F01FF),
        tree=5,
    )
    target = name.encode("utf-16-le")
    smb.exchange(
        CREATE,
        struct.pack("<HBBIQQIIIIIHHII", 57, 0, 0, 2, 0, 0, 0x00120089, 0, 1, 1, 0, 120, len(target), 0, 0) + target,
        struct.pack("<HBBIQQQQQQII", 89, 0, 0, 1, WHEN, WHEN, WHEN, WHEN, len(content), len(content), 0x20, 0)
        + FILE_ID
        + struct.pack("<II", 0, 0)
        + b"\0",
    )
    for at in range(0, len(content), CHUNK):
        part = content[at : at + CHUNK]
        smb.exchange(
            READ,
            struct.pack("<HBBIQ16sIIIHH", 49, 80, 0, CHUNK, at, FILE_ID, 0, 0, 0, 0, 0) + b"\0",
            struct.pack("<HBBIII", 17, 80, 0, len(part), 0, 0) + part,
        )
    smb.exchange(
        CLOSE,
        struct.pack("<HHI16s", 24, 0, 0, FILE_ID),
        struct.pack("<HHIQQQQQQI", 60, 0, 0, WHEN, WHEN, WHEN, WHEN, len(content), len(content), 0x20),
    )
    smb.tcp.close()
