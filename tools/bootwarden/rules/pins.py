"""BW10, BW20 and BW21 for each approved image: its name, its first block, and samples of its later blocks.

A transfer whose first block begins like an approved image is followed by a number kept with its flow. At sampled blocks
the bytes must then be an approved image's, whatever the block size, or the transfer alerts once. Images share a number
as long as one expression has room for a sample of each. Only names whose every line gives the image's bytes are pinned:
of others Suricata cannot know what the content should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bootwarden.errors import BootwardenError
from bootwarden.rules.files import DATA_1, begins
from bootwarden.rules.rule import HELPER, LONGEST, Rule, pcre_bytes
from bootwarden.rules.samples import REST, Group, crowds, fitting, samples
from bootwarden.rules.transfers import (
    FAR,
    HEAD,
    IMAGE_BYTES,
    KNOWN,
    NAMED_IMAGE,
    OTHER_DEVICE,
    OTHER_SERVER,
    PIN,
    PINNED,
    mode,
    noted,
    restricted,
)
from bootwarden.rules.who import Who, among, collapse, subtract
from bootwarden.site.model import Image, IPNetwork

MOST_IMAGES = 10_000
FIRST_SID = 1542140000
"""Helpers, in the order of names: names 1542140000 on, first blocks 1542150000 on, what names are restricted to
1542160000 and 1542170000 on."""
HEAD_SIZE = 512
"""Images of one platform and size begin alike for a hundred bytes."""
PREFIXES = (8, 16, 32, 64, 128, 256)
"""How much of a first block that is shorter is compared. Each is twice the one before, and the last half a head."""
FAR_HELPER = 60


def rules(who: Who) -> Iterator[Rule]:
    """All rules on single images."""
    if who.site is None or not who.site.images:
        return
    images = who.site.images
    if len(images) > MOST_IMAGES:
        raise BootwardenError(f"{len(images)} images are too many for Suricata's rules: list at most {MOST_IMAGES}")
    yield from _names(who, images)
    groups = _groups(images)
    yield from _judged(who, len(groups))
    room = LONGEST - REST - len(who.home or "")
    found = list(crowds(groups, room))
    yield from _first_blocks(found, room)
    yield from samples(who, found, room)


def _basename(name: str) -> str:
    """What a name is told by: its last part, in any case and behind any path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].lower()


def _names(who: Who, images: Sequence[Image]) -> Iterator[Rule]:
    """A read of a known name: whether its content is known, and whether it goes where it may."""
    by_name: dict[str, list[Image]] = {}
    for image in images:
        by_name.setdefault(_basename(image.file_name), []).append(image)
    home, managed = who.home, who.servers
    if home is None:
        return
    sorts: dict[bool, list[str]] = {True: [], False: []}
    for name, lines in sorted(by_name.items()):
        sorts[all(line.file is not None for line in lines)].append(name)
    chunks = [(known, chunk) for known, names in sorts.items() for chunk in fitting(names, LONGEST - REST, _spelled)]
    for number, (known, chunk) in enumerate(chunks):
        match = (*_named(chunk), noted("set", PINNED if known else KNOWN))
        says = "TFTP read of an approved image" + (" whose bytes are known" if known else "")
        yield Rule(HELPER, 0, says, "udp any any -> any any", match, sid=FIRST_SID + number)
    for number, (name, lines) in enumerate(sorted(by_name.items())):
        yield from _elsewhere(home, managed, name, number, lines)


def _named(names: Sequence[str]) -> tuple[str, ...]:
    """Options for a read of any of these names, behind any path. Requests are rare: names are no texts to look for."""
    one_of = "|".join(pcre_bytes(name.encode()) for name in names)
    return (*mode("octet"), rf'pcre:"/^\x00\x01(?:[^\x00]*[\/\\])?+(?:{one_of})\x00/i"')


def _spelled(name: str) -> int:
    return len(pcre_bytes(name.encode()))


def _elsewhere(
    home: str, servers: Sequence[IPNetwork], name: str, number: int, lines: Sequence[Image]
) -> Iterator[Rule]:
    """A read of a known name from a server, or by a device, that it is not meant for."""
    match = _named([name])
    allowed = [server for line in lines for server in line.allowed_servers]
    if all(line.allowed_servers for line in lines) and not any(isinstance(server, str) for server in allowed):
        # Undeclared servers are judged without this.
        others = among(subtract(servers, [s for s in allowed if not isinstance(s, str)])) if servers else None
        if others is not None:
            says = f"TFTP read of an approved image from another declared server ({_shown(name)})"
            header = f"udp any any -> {others} any"
            yield Rule(HELPER, 0, says, header, (*match, noted("set", OTHER_SERVER)), sid=FIRST_SID + 30_000 + number)
    devices = collapse(net for line in lines for net in line.allowed_devices)
    if all(line.allowed_devices for line in lines) and devices:
        source = f"[{','.join('!' + str(n) for n in devices)}]"
        says = f"TFTP read of an approved image by another device ({_shown(name)})"
        header = f"udp {source} any -> any any"
        yield Rule(HELPER, 0, says, header, (*match, noted("set", OTHER_DEVICE)), sid=FIRST_SID + 20_000 + number)


def _shown(name: str) -> str:
    """A name as a message can hold it."""
    return "".join(c if c.isascii() and (c.isalnum() or c in " ._-+()") else "?" for c in name)[:80]


def _judged(who: Who, pinned: int) -> Iterator[Rule]:
    """What a first block says together with the name it was asked for by."""
    header = f"udp any any -> {who.home} any"
    match: tuple[str, ...]
    if pinned:
        # Of a shorter block, or file, only as much is known as it has; of less than eight bytes, nothing.
        match = (f"dsize:>{PREFIXES[0] + 3}", *DATA_1, noted("isset", PINNED), f"flowbits:isnotset,{HEAD}")
        says = "TFTP file under an approved image's name does not begin like it"
        yield Rule("BW21", 0, says, header, match, severity="critical").once()
        match = (*begins("|00 03 80|"), f"flowbits:isset,{HEAD}", f"flowbits:set,{FAR}")
        says = "TFTP transfer of an approved image is far on"
        yield Rule(HELPER, FAR_HELPER, says, "udp any any -> any any", match)
    for detection, number, bit, says in (
        ("BW10", 3, OTHER_SERVER, "TFTP read of an approved image from a server it is not meant to come from"),
        ("BW20", 1, OTHER_DEVICE, "TFTP read of an approved image by a device it is not meant for"),
    ):
        if bit in restricted(who):
            yield Rule(detection, number, says, header, (*DATA_1, noted("isset", bit)), severity="major").once()


def _groups(images: Sequence[Image]) -> list[Group]:
    """The images whose bytes are given, by how they begin."""
    found: dict[bytes, dict[Path, str]] = {}
    for image in images:
        if image.file is None:
            continue
        try:
            with image.file.open("rb") as stream:
                head = stream.read(HEAD_SIZE)
        except OSError as cause:
            raise BootwardenError(f"{image.file}: cannot be read: {cause.strerror}: give its hash instead") from None
        if len(head) < HEAD_SIZE:
            raise BootwardenError(f"{image.file}: is too small for an image ({len(head)} bytes): is it the right file?")
        found.setdefault(head, {})[image.file] = image.file_name
    ordered = sorted(found.items(), key=lambda item: (sorted(item[1].values()), item[0]))
    return [
        Group(head, tuple(sorted(files.values())), tuple((f, f.stat().st_size) for f in sorted(files)))
        for head, files in ordered
    ]


def _first_blocks(found: Sequence[Sequence[Group]], room: int) -> Iterator[Rule]:
    """First blocks that begin like images; those of less than 512 bytes as far as they go."""
    number = 0
    for at, crowd in enumerate(found, 1):
        for chunk in fitting(crowd, room, lambda group: len(_begins(group.head))):
            match = (
                f"flowint:{PIN},=,{at}",
                # One fast pattern for all: thousands took minutes to load, and this is looked at once a transfer.
                *DATA_1,
                # Of no other transfer is it asked.
                noted("isset", f"{PINNED}|{IMAGE_BYTES}|{NAMED_IMAGE}"),
                rf'pcre:"/^.{{4}}(?:{"|".join(_begins(group.head) for group in chunk)})/s"',
                noted("set", HEAD),
            )
            names = _shown(chunk[0].names[0]) + (f" and {len(chunk) - 1} more" if len(chunk) > 1 else "")
            says = f"TFTP first block of an approved image ({names})"
            yield Rule(HELPER, 0, says, "udp any any -> any any", match, sid=FIRST_SID + 10_000 + number)
            number += 1


def _begins(head: bytes) -> str:
    """An expression for a block that begins so, or ends after so many bytes of it that some were compared."""
    expression = ""
    for end in reversed((*PREFIXES, len(head))):
        start = end // 2 if end > PREFIXES[0] else 0
        shorter = rf"|.{{0,{end - start - 1}}}+\z" if start else ""
        expression = f"(?:{pcre_bytes(head[start:end])}{expression}{shorter})"
    return expression
