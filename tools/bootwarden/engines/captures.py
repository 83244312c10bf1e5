"""Looks at a capture before an engine does: is it one, is it whole."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

from bootwarden.errors import BootwardenError

# Magic numbers of pcap (both byte orders, micro- and nanoseconds) and pcapng.
_PCAP = {
    b"\xd4\xc3\xb2\xa1": "<",
    b"\x4d\x3c\xb2\xa1": "<",
    b"\xa1\xb2\xc3\xd4": ">",
    b"\xa1\xb2\x3c\x4d": ">",
}
_PCAPNG = b"\x0a\x0d\x0d\x0a"
_NG_LITTLE = b"\x4d\x3c\x2b\x1a"
BACKWARDS = 10
"""Seconds that time may run backwards before it is told: Zeek's timers of open connections are longer."""

_GZIP = b"\x1f\x8b"


def check(path: Path) -> str | None:
    """A warning where the capture ends in the middle of a packet, or its time runs backwards; None where neither.

    Raises BootwardenError where it is missing, empty, or no capture at all. Reads packet headers only.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise BootwardenError(f"{path}: is a folder (name captures)")
        with path.open("rb") as raw:
            compressed = raw.read(2) == _GZIP
        if size == 0:
            raise BootwardenError(f"{path}: is empty (capture again, e.g. tcpdump -w)")
        if compressed:
            with gzip.open(path, "rb") as stream:
                magic = stream.read(4)
        else:
            with path.open("rb") as stream:
                magic = stream.read(4)
    except (OSError, EOFError) as cause:
        reason = getattr(cause, "strerror", None) or str(cause)
        raise BootwardenError(f"{path}: cannot be read: {reason} (check the name and its permissions)") from cause
    if magic == _PCAPNG:
        return None
    if magic not in _PCAP:
        raise BootwardenError(f"{path}: is no capture (expected pcap or pcapng, as tcpdump and Wireshark write)")
    return None if compressed else _cut(path, size, _PCAP[magic])


def _cut(path: Path, size: int, order: str) -> str | None:
    """Walk the record headers of a pcap: where its last packet is cut, or else where its time runs backwards.

    Packets that were captured on several cores may swap places; only what Zeek would take amiss is told.
    """
    if size < 24:
        raise BootwardenError(f"{path}: ends within its file header (capture again)")
    at, packets, latest, backwards = 24, 0, 0, 0
    with path.open("rb") as stream:
        while at < size:
            stream.seek(at)
            header = stream.read(16)
            second, length = struct.unpack(order + "I4xI", header[:12]) if len(header) == 16 else (0, 0)
            if len(header) < 16 or at + 16 + length > size:
                return f"{path}: ends in the middle of packet {packets + 1}; analysed up to there"
            at += 16 + length
            packets += 1
            if second + BACKWARDS < latest and not backwards:
                backwards = packets
            latest = max(latest, second)
    if backwards:
        return f"{path}: time runs backwards at packet {backwards}, and Zeek ends all it follows there (use reordercap)"
    return None


def whole_until(path: Path) -> int | None:
    """Where the last whole packet of an uncompressed capture ends; None where nothing follows it.

    Zeek gives up on a capture that is cut, what it saw before included.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        magic = stream.read(4)
        order = _PCAP.get(magic, "<")
        at = 0 if magic == _PCAPNG else 24
        while at < size:
            stream.seek(at)
            header = stream.read(16)
            if magic != _PCAPNG:
                length = 16 + struct.unpack(order + "I", header[8:12])[0] if len(header) == 16 else 0
            else:
                if header[:4] == _PCAPNG:
                    order = "<" if header[8:12] == _NG_LITTLE else ">"
                length = struct.unpack(order + "I", header[4:8])[0] if len(header) >= 12 else 0
            if length < 12 or at + length > size:
                return at
            at += length
    return None
