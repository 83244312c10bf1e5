"""Looks at a capture before an engine does: is it one, is it whole, and what is in it besides packets."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from bootwarden.engines import pcapng
from bootwarden.engines.unzip import MOST_MAGIC, is_compressed, unzipped
from bootwarden.errors import BootwardenError

# Magic numbers of pcap (both byte orders, micro- and nanoseconds).
_PCAP = {
    b"\xd4\xc3\xb2\xa1": "<",
    b"\x4d\x3c\xb2\xa1": "<",
    b"\xa1\xb2\xc3\xd4": ">",
    b"\xa1\xb2\x3c\x4d": ">",
}
MAGIC = (*_PCAP, pcapng.MAGIC)
"""The first four bytes of every capture."""

BACKWARDS = 10
"""Seconds that time may run backwards before it is told: Zeek's timers of open connections are longer."""

_HEADER = 24
_CHUNK = 1 << 22
# libpcap's MAXIMUM_SNAPLEN: a record that says it is longer is damage.
_LONGEST = 262_144


@dataclass
class Walk:
    """What the headers of a capture's packets say."""

    size: int
    packets: int = 0
    end: int = 0
    """Bytes up to the end of the last whole packet."""
    earliest: int = 0
    latest: int = 0
    backwards: int = 0
    """The first packet that is more than ``BACKWARDS`` seconds older than one before it; 0 for none."""
    interfaces: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Packets by link type and limit of their size; more than one only in pcapng."""

    def packet(self, second: int) -> None:
        """Count a packet."""
        self.packets += 1
        self.earliest = min(self.earliest, second) if self.packets > 1 else second
        if second + BACKWARDS < self.latest and not self.backwards:
            self.backwards = self.packets
        self.latest = max(self.latest, second)

    def warnings(self, path: Path) -> list[str]:
        """Say, a sentence each, what keeps the engines from seeing all of it."""
        found = []
        left = self.size - self.end
        if left > _LONGEST:
            found.append(
                f"{path}: is damaged at packet {self.packets + 1}: "
                f"the last {left} of its {self.size} bytes are not analysed"
            )
        elif left:
            found.append(f"{path}: ends in the middle of packet {self.packets + 1}; analysed up to there")
        if not self.packets:
            found.append(f"{path}: holds no packets: capture again, and look at the filter")
        if self.backwards:
            found.append(
                f"{path}: time runs backwards at packet {self.backwards}, and Zeek ends all it follows there "
                "(use reordercap)"
            )
        return found


def check(path: Path) -> None:
    """Make sure that it is a capture, compressed or not. Raises BootwardenError where it is none."""
    try:
        if path.is_dir():
            raise BootwardenError(f"{path}: is a folder (name captures)")
        if path.exists() and not path.is_file():
            raise BootwardenError(f"{path}: is no regular file (save what it carries to one, and name that)")
        with path.open("rb") as raw:
            magic = raw.read(MOST_MAGIC)
            if is_compressed(magic):
                raw.seek(0)
                content, stream = unzipped(raw)
                magic = stream.read(4)
                if content.cut and len(magic) < 4:
                    raise BootwardenError(
                        f"{path}: its compressed form is cut or damaged from the start (copy it again)"
                    )
            elif not magic:
                raise BootwardenError(f"{path}: is empty (capture again, e.g. tcpdump -w)")
    except OSError as cause:
        reason = cause.strerror or str(cause)
        raise BootwardenError(f"{path}: cannot be read: {reason} (check the name and its permissions)") from cause
    if magic[:4] not in MAGIC:
        raise BootwardenError(f"{path}: is no capture (expected pcap or pcapng, as tcpdump and Wireshark write)")


def walk(path: Path, told: Callable[[int], None] = lambda at: None) -> Walk:
    """Read the packet headers of an uncompressed capture; ``told`` is called with how far it is read.

    Raises BootwardenError where it ends before its first packet could begin.
    """
    found = Walk(path.stat().st_size)
    with path.open("rb") as stream:
        magic = stream.read(4)
        if magic == pcapng.MAGIC:
            _walk_pcapng(stream, found, told)
        else:
            _walk_pcap(stream, _PCAP[magic], found, told)
    if not found.end:
        raise BootwardenError(f"{path}: ends within its file header (capture again)")
    return found


def _walk_pcap(stream: BinaryIO, order: str, found: Walk, told: Callable[[int], None]) -> None:
    if found.size < _HEADER:
        return
    stream.seek(16)
    snaplen, link = struct.unpack(order + "II", stream.read(8))
    record = struct.Struct(order + "I4xI4x")
    found.end = _HEADER
    while found.end < found.size:
        stream.seek(found.end)
        window = stream.read(_CHUNK)
        here, last = 0, min(len(window), found.size - found.end) - record.size
        while here <= last:
            second, length = record.unpack_from(window, here)
            here += record.size + length
            if length > _LONGEST or found.end + here > found.size:
                here -= record.size + length
                break
            found.packet(second)
        if not here:
            break
        found.end += here
        told(found.end)
    found.interfaces[link, snaplen] = found.packets


def _walk_pcapng(stream: BinaryIO, found: Walk, told: Callable[[int], None]) -> None:
    for block in pcapng.blocks(stream):
        found.end = block.end
        if block.interface is None:
            continue
        found.interfaces[block.interface.link, block.interface.snaplen] += block.is_packet
        if block.is_packet:
            found.packet(block.time // 1_000_000_000 or found.latest)
            if not found.packets & 0xFFFF:
                told(found.end)
