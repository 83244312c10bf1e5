"""TACACS+ messages (RFC 8907), in clear or obfuscated with a key."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence

from bootwarden.traffic.wire import Tcp, Wire

PORT = 49
AUTHENTICATION, AUTHORIZATION, ACCOUNTING = 1, 2, 3
IN_CLEAR, SINGLE_CONNECT = 1, 4
PASS_ADD, ACCOUNTED = 1, 1
STOP = 4


def obfuscate(body: bytes, session: int, key: bytes, number: int, version: int = 0xC0) -> bytes:
    """A body with its pad of MD5s over session, key, version and number (RFC 8907, 4.5)."""
    seed = struct.pack(">I", session) + key + bytes([version, number])
    pad, last = b"", b""
    while len(pad) < len(body):
        last = hashlib.md5(seed + last, usedforsecurity=False).digest()
        pad += last
    return bytes(a ^ b for a, b in zip(body, pad, strict=False))


def message(
    kind: int, session: int, number: int, body: bytes, key: bytes | None = None, flags: int = IN_CLEAR
) -> bytes:
    """A header and its body; without a key in clear."""
    flags = 0 if key else flags
    shown = obfuscate(body, session, key, number) if key else body
    return struct.pack(">BBBBII", 0xC0, kind, number, flags, session, len(shown)) + shown


def request(kind: int, user: str, source: str, arguments: Sequence[str], port: str = "tty2") -> bytes:
    """The body of a request for authorization, or of an account of a command that was given."""
    texts = [text.encode() for text in (user, port, source)]
    words = [word.encode() for word in arguments]
    begin = bytes([STOP]) if kind == ACCOUNTING else b""
    head = begin + bytes([6, 15, 1, 1, *map(len, texts), len(words), *map(len, words)])
    return head + b"".join(texts) + b"".join(words)


def words(command: str) -> list[str]:
    """A command as IOS asks leave for it: word by word."""
    first, *rest = command.split(" ")
    return ["service=shell", f"cmd={first}", *(f"cmd-arg={word}" for word in rest), "cmd-arg=<cr>"]


def whole(command: str) -> list[str]:
    """A command as IOS accounts for it."""
    return ["task_id=17", "timezone=UTC", "service=shell", "priv-lvl=15", f"cmd={command} <cr>"]


class Device:
    """A device's connection to its server; several sessions may share it."""

    def __init__(
        self,
        wire: Wire,
        device: str,
        server: str,
        *,
        key: bytes | None = None,
        port: int = 50049,
        flags: int = IN_CLEAR,
    ) -> None:
        """Connect. Without a key messages have these flags."""
        self.tcp = Tcp(wire, device, port, server, PORT)
        self.key, self.flags = key, flags
        self._session = 0x5EED0000 + port

    def authenticate(self, user: str, password: str) -> None:
        """Log in by ASCII: a start, the server's question, and the password."""
        self._session += 1
        start = bytes([1, 15, 1, 1, len(user), 4, 9, 0]) + user.encode() + b"tty2" + b"10.0.6.66"
        self._exchange(AUTHENTICATION, start, bytes([5, 1, 0, 10, 0, 0]) + b"Password: ")
        answer = struct.pack(">HHB", len(password), 0, 0) + password.encode()
        self._exchange(AUTHENTICATION, answer, bytes([1, 0, 0, 0, 0, 0]), number=3)

    def authorize(self, command: str, user: str = "anna", source: str = "10.0.6.66", mss: int = 1460) -> None:
        """Ask whether a command is permitted; it is."""
        self._session += 1
        body = request(AUTHORIZATION, user, source, words(command))
        self._exchange(AUTHORIZATION, body, bytes([PASS_ADD, 0, 0, 0, 0, 0]), mss=mss)

    def account(self, command: str, user: str = "anna", source: str = "10.0.6.66", mss: int = 1460) -> None:
        """Tell that a command was given."""
        self._session += 1
        body = request(ACCOUNTING, user, source, whole(command))
        self._exchange(ACCOUNTING, body, bytes([0, 0, 0, 0, ACCOUNTED]), mss=mss)

    def _exchange(self, kind: int, asked: bytes, answered: bytes, number: int = 1, mss: int = 1460) -> None:
        self.tcp.send(message(kind, self._session, number, asked, self.key, self.flags), mss=mss)
        self.tcp.reply(message(kind, self._session, number + 1, answered, self.key, self.flags))

    def close(self) -> None:
        """Hang up."""
        self.tcp.close()
