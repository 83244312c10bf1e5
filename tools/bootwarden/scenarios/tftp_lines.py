"""What scenarios of the TFTP layer have in common: hosts, contents, and the log line of a transfer."""

from __future__ import annotations

import hashlib
from typing import Any

from bootwarden.traffic import images

CLIENT = "10.0.1.1"
OTHER_CLIENT = "10.0.1.2"
SERVER = "10.0.0.5"
OTHER_SERVER = "10.0.0.6"
NAME = "firmware.dat"

Line = dict[str, Any]


def content(size: int, seed: str = "tftp") -> bytes:
    """Bytes of no known format."""
    return b"\x00\x80" + images.filler(size - 2, seed) if size > 2 else b"\x00\x80"[:size]


def line(
    stored: bytes | None = None,
    *,
    sent: bytes | None = None,
    name: str | None = NAME,
    op: str | None = "read",
    mode: str | None = "octet",
    kind: str | None = None,
    status: str = "complete",
    blksize: int = 512,
    client: str = CLIENT,
    client_port: int | None = 49152,
    server: str = SERVER,
    server_port: int | None = 69,
    **columns: Any,
) -> Line:
    """The line of a transfer. ``stored`` is the file as its receiver has it, whole; None where bytes are missing.

    ``sent`` is what went over the wire, where that differs. ``columns`` replaces or adds columns.
    """
    wired = sent if sent is not None else stored
    expected: Line = {
        "id.orig_h": client,
        "id.orig_p": client_port,
        "id.resp_h": server,
        "id.resp_p": server_port,
        "op": op,
        "file_name": name,
        "mode": mode,
        "kind": kind or ("unknown" if wired else None),
        "platform": None,
        "version": None,
        "size": len(wired or b""),
        "tsize": None,
        "blksize": blksize,
        "windowsize": 1,
        "blocks": len(wired) // blksize + 1 if wired is not None else 0,
        "retransmits": 0,
        "gaps": 0,
        "status": status,
        "error_code": None,
        "error_msg": None,
        "md5": hashlib.md5(stored).hexdigest() if stored is not None else None,
        "sha256": hashlib.sha256(stored).hexdigest() if stored is not None else None,
    }
    return expected | columns
