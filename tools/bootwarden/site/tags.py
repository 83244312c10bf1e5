"""What an image says of itself: the tags that it carries in clear, else its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bootwarden.facts import facts
from bootwarden.facts.image import Image, Reading, readings
from bootwarden.facts.image import Tags as Format

SMALLEST = 512
"""Bytes of the smallest file that counts as an image: Suricata tells images apart by their first block."""

# A tag may straddle two reads.
_OVERLAP = 128
CHUNK = 1 << 20

_ENDINGS = re.compile(
    r"(\.(bin|tar|pkg|iso|image|swix?|tgz|gz|img|xos|xmod|npk|ipe|cc|pat|rel|rom|out|tim|zip|qcow2|spa|bin\.bak))+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tags:
    """Platform (lower case) and version of an image, where it says them."""

    platform: str | None = None
    version: str | None = None


@cache
def _readings() -> tuple[tuple[re.Pattern[str], Reading], ...]:
    return tuple((re.compile(reading.like), reading) for reading in readings(facts().of(Image)))


@cache
def _formats() -> tuple[tuple[str, re.Pattern[bytes], Format], ...]:
    """Each tag's part, expression and format, each expression once."""
    found: dict[str, tuple[str, re.Pattern[bytes], Format]] = {}
    for entry in facts().of(Image):
        if entry.tags is not None:
            for part in ("platform", "version"):
                expression = getattr(entry.tags, part)
                found.setdefault(expression, (part, re.compile(expression.encode("latin-1")), entry.tags))
    return tuple(found.values())


def written(version: str, how: str) -> str:
    """A version as devices say it, of one as names write it."""
    if how == "ios":
        train, rest = version.split("-", 1)
        release = re.match("[0-9]+[a-z]?", rest)
        assert release
        return f"{train[:2]}.{train[2:]}({release[0]}){rest[release.end() :].removeprefix('.')}"
    if how == "nxos":
        parts = version.split(".")
        said = f"{parts[0]}.{parts[1]}({parts[2]})"
        return said + "".join(parts[3:4]) + "".join(f"({part})" for part in parts[4:])
    if how == "fastiron":
        return f"{version[:2]}.{version[2]}.{version[3:]}"
    if how == "asa":
        parts = version.split("-")
        main = [*parts[0], *parts[1:]] if len(parts[0]) == 3 else parts
        return f"{main[0]}.{main[1]}({main[2]}){''.join(main[3:])}"
    return re.sub("[_-]", ".", version) if how == "dots" else version


def from_name(name: str) -> Tags:
    """Read an image's name."""
    base = _ENDINGS.sub("", Path(name.replace("\\", "/")).name)
    for like, reading in _readings():
        if like.fullmatch(base.lower()):
            platform = re.match(f"(?:{reading.before_platform})({reading.platform})", base)
            version = reading.version and re.search(f"(?:{reading.before_version})(?P<value>{reading.version})", base)
            return Tags(
                _value(platform, reading.before_platform).lower() if platform else None,
                written(version["value"], reading.written) if version else None,
            )
    return Tags()


def _value(found: re.Match[str], before: str) -> str:
    return re.sub(f"\\A(?:{before})", "", found[0]) if before else found[0]


def describe(file: Path, passing: Callable[[bytes], None] = lambda chunk: None) -> Tags:
    """Read an image's own tags, else its name.

    ``passing`` is called with each piece of the file, so that one pass serves for hashes, too.
    """
    tags: dict[str, str] = {}
    tail = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            passing(chunk)
            data = tail + chunk
            for part, expression, format_ in _formats():
                if part not in tags and format_.mark.encode() in data and (found := expression.search(data)):
                    tags[part] = _cut(found[0].decode("latin-1"), format_)
            tail = chunk[-_OVERLAP:]
    named = from_name(file.name)
    family = tags.get("platform")
    return Tags(family.lower() if family else named.platform, tags.get("version") or named.version)


def _cut(tag: str, format_: Format) -> str:
    value = re.search(format_.value, tag)
    return value[0][1:].lstrip('"') if value else ""
