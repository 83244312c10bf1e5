"""What an image says of itself: the tags that Cisco's images carry in clear, else the name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(rb"CW_(FAMILY|VERSION)\$([\x20-\x23\x25-\x7e]{1,64})\$")
SMALLEST = 512
"""Bytes of the smallest file that counts as an image: Suricata tells images apart by their first block."""

# A tag may straddle two reads.
_OVERLAP = 128
CHUNK = 1 << 20

# c2900-universalk9-mz.SPA.157-3.M8.bin: train 15.7, release 3, then M8.
_IOS_NAME = re.compile(
    r"(?P<platform>[a-z][a-z0-9]+)-[a-z0-9_]+-[mfrl]?[zxw]?\.(?:S[PS]A\.)?"
    r"(?P<train>\d{3})-(?P<release>\d+[a-z]?)\.?(?P<rebuild>[A-Z]*\d*[a-z]*\d*)\.(?:bin|tar)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tags:
    """Platform (lower case) and version of an image, where it says them."""

    platform: str | None = None
    version: str | None = None


def from_name(name: str) -> Tags:
    """Read a Cisco IOS image's name."""
    found = _IOS_NAME.match(Path(name.replace("\\", "/")).name)
    if found is None:
        return Tags()
    train = f"{found['train'][:2]}.{found['train'][2:]}"
    return Tags(found["platform"].lower(), f"{train}({found['release']}){found['rebuild']}")


def describe(file: Path, passing: Callable[[bytes], None] = lambda chunk: None) -> Tags:
    """Read an image's own tags, else its name.

    ``passing`` is called with each piece of the file, so that one pass serves for hashes, too.
    """
    tags: dict[bytes, str] = {}
    tail = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            passing(chunk)
            for key, value in _TAG.findall(tail + chunk):
                tags[key] = value.decode("ascii").strip().rstrip(",")
            tail = chunk[-_OVERLAP:]
    named = from_name(file.name)
    family = tags.get(b"FAMILY")
    return Tags(family.lower() if family else named.platform, tags.get(b"VERSION") or named.version)
