"""What a file of a TFTP root is, by its first bytes and its name: an image, a configuration, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from bootwarden.facts import facts
from bootwarden.facts.config import Config
from bootwarden.facts.image import HEAD, Image, name_patterns

Table = Literal["image", "config"]

# Kinds that are told by more than a mark.
_SCRIPT = "script"


@cache
def _having() -> dict[int, re.Pattern[bytes]]:
    return {
        id(entry): re.compile(entry.having.encode("latin-1"), re.DOTALL)
        for entry in facts().of(Image)
        if entry.having is not None
    }


def kind_of(head: bytes) -> str | None:
    """The kind of a file by its first bytes, where a mark tells it."""
    head = head[:HEAD]
    kind = next(
        (e.kind for e in facts().of(Image) if any(_at(head, m.at, m.bytes) for m in e.magic) and _has(e, head)), None
    )
    if kind is None and head.startswith(b"#!"):
        kind = _SCRIPT
    if kind is None and head.startswith(b"MZ") and b"PE\0\0" in head:
        return "pe-efi"
    return next((e.kind for e in facts().of(Image) if e.of == kind and kind and _has(e, head)), kind)


def _at(head: bytes, at: int, mark: bytes) -> bool:
    return head[at : at + len(mark)] == mark


def _has(entry: Image, head: bytes) -> bool:
    having = _having().get(id(entry))
    return having is None or bool(having.search(head))


@cache
def _names() -> dict[str, re.Pattern[str]]:
    images, configs = facts().of(Image), facts().of(Config)
    config = [*name_patterns(images, "network-config"), *(n for e in configs for n in (*e.names, *e.shared_names))]
    return {
        "phone": _any(name_patterns(images, "phone")),
        "image": _any([*name_patterns(images, "network-image"), *name_patterns(images, "pxe")]),
        "config": _any(config),
    }


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{name})" for name in names))


@cache
def _bootable() -> frozenset[str]:
    """Kinds whose bytes alone say that someone boots them."""
    return frozenset(e.kind for e in facts().of(Image) if e.kind and (e.class_ in ("network-image", "pxe") or e.system))


def table_of(name: str, head: bytes) -> Table | None:
    """The table of a site.toml in which a file belongs."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    kind = kind_of(head)
    if kind in _bootable():
        return "image"
    if _names()["phone"].fullmatch(base):
        return None
    if _names()["image"].fullmatch(base):
        return "image"
    return "config" if _names()["config"].fullmatch(base) else None
