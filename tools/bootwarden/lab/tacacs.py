"""TACACS+ by PyPI's tacacs_plus: a device that accounts for what is typed, and a server, which no Debian release has.

``python -m bootwarden.lab.tacacs account SERVER KEY USER SOURCE COMMAND``, ``... serve ADDRESS KEY``; the key ``-``
leaves the bodies in clear.
"""

from __future__ import annotations

import socket
import struct
import sys

PORT = 49
SUCCESS = 1


def account(server: str, key: str | None, user: str, source: str, command: str) -> None:
    """Account for a command as an IOS device does that was told `aaa accounting commands 15`."""
    from tacacs_plus.client import TACACSClient
    from tacacs_plus.flags import TAC_PLUS_ACCT_FLAG_STOP

    words = ["task_id=1", "timezone=UTC", "service=shell", "priv-lvl=15", f"cmd={command} <cr>"]
    client = TACACSClient(server, PORT, key)
    reply = client.account(
        user,
        TAC_PLUS_ACCT_FLAG_STOP,
        arguments=[word.encode() for word in words],
        priv_lvl=15,
        rem_addr=source,
        port="tty2",
    )
    if not reply.valid:
        raise SystemExit(f"the server did not take {command}")


def serve(address: str, key: str | None) -> None:
    """Answer accounting requests, with tacacs_plus's own packets."""
    from tacacs_plus.packet import TACACSHeader, TACACSPacket

    with socket.create_server((address, PORT)) as server:
        while True:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as stream:
                while len(raw := stream.read(12)) == 12:
                    asked = TACACSHeader.unpacked(raw)
                    stream.read(asked.length)
                    body = struct.pack(">HHB", 0, 0, SUCCESS)
                    header = TACACSHeader(
                        asked.version, asked.type, asked.session_id, len(body), asked.seq_no + 1, asked.flags
                    )
                    connection.sendall(bytes(TACACSPacket(header, body, key)))


if __name__ == "__main__":
    secret = None if sys.argv[3] == "-" else sys.argv[3]
    if sys.argv[1] == "serve":
        serve(sys.argv[2], secret)
    else:
        account(sys.argv[2], secret, *sys.argv[4:7])
