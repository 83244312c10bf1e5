"""Mutated captures: the packets of scenarios, each cut, changed, repeated, dropped and swapped, by a seed."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from pathlib import Path

from bootwarden.traffic.frame import checksum
from bootwarden.traffic.wire import Wire

Frame = tuple[int, bytes, int]

APART = 90_000_000
"""Microseconds between two captures that are put one after the other: longer than Zeek keeps a connection."""


def frames(capture: Path) -> list[Frame]:
    """The packets of a capture that Wire wrote."""
    raw = capture.read_bytes()
    found: list[Frame] = []
    at = 24
    while at < len(raw):
        seconds, micros, kept, whole = struct.unpack_from("<IIII", raw, at)
        found.append((seconds * 1_000_000 + micros, raw[at + 16 : at + 16 + kept], whole))
        at += 16 + kept
    return found


def repaired(frame: bytes) -> bytes:
    """The frame with lengths and checksums of IPv4 and UDP that fit again, so that Zeek does not drop it at once."""
    if frame[12:14] != b"\x08\x00" or len(frame) < 42 or frame[23] != 17 or frame[14] != 0x45 or frame[20] & 0x3F:
        return frame
    data = bytearray(frame)
    struct.pack_into("!H", data, 16, len(data) - 14)
    struct.pack_into("!H", data, 24, 0)
    struct.pack_into("!H", data, 24, checksum(bytes(data[14:34])))
    struct.pack_into("!HH", data, 38, len(data) - 34, 0)
    return bytes(data)


def changed(data: bytes, rng: random.Random) -> bytes:
    """One packet, changed in one way."""
    if len(data) <= 42:
        return data
    payload = bytearray(data[42:])
    kind = rng.randrange(7)
    at = rng.randrange(len(payload))
    if kind == 0:
        payload[at] = rng.randrange(256)
    elif kind == 1:
        payload = payload[:at]
    elif kind == 2:
        payload[at:at] = rng.randbytes(rng.choice((1, 2, 8, 600)))
    elif kind == 3:
        payload[:2] = rng.randrange(9).to_bytes(2, "big")
    elif kind == 4:
        payload[2:4] = rng.choice((0, 1, 2, 32767, 65535, rng.randrange(65536))).to_bytes(2, "big")
    elif kind == 5:
        del payload[at : at + rng.randrange(1, 9)]
    else:
        ports = bytearray(data)
        struct.pack_into("!H", ports, rng.choice((34, 36)), rng.choice((69, 49152, 32768, 0, 65535)))
        return repaired(bytes(ports))
    return repaired(data[:42] + bytes(payload))


def mutated(frames: list[Frame], rng: random.Random) -> list[Frame]:
    """A capture with one to six mutations."""
    result = list(frames)
    for _ in range(rng.randint(1, 6)):
        if not result:
            break
        at = rng.randrange(len(result))
        time, data, size = result[at]
        kind = rng.randrange(6)
        if kind <= 2:
            data = changed(data, rng)
            result[at] = (time, data, len(data))
        elif kind == 3:
            del result[at]
        elif kind == 4:
            result.insert(at, (time, data, size))
        else:
            cut = data[: rng.randrange(1, len(data) + 1)]
            result[at] = (time, cut, size)
    return result


def mutations(originals: list[list[Frame]], number: int, seed: int) -> Iterator[list[Frame]]:
    """As many mutated captures, of all the given ones in turn, in an order of the seed."""
    rng = random.Random(seed)
    first = rng.randrange(len(originals))
    for n in range(number):
        yield mutated(originals[(first + n) % len(originals)], rng)


def joined(captures: Iterator[list[Frame]]) -> Wire:
    """Captures one after the other on one wire."""
    wire = Wire()
    for capture in captures:
        if not capture:
            continue
        first = min(time for time, _, _ in capture)
        wire.frames += [(wire.now + time - first, data, size) for time, data, size in capture]
        wire.now += max(time for time, _, _ in capture) - first + APART
    return wire
