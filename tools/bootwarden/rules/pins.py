"""BW10, BW20 and BW21 for each approved image: its name, its first block, and samples of its later blocks.

A transfer whose first block begins like an approved image is followed by a number kept with its flow. At
sampled blocks the bytes must then be that image's, whatever the block size, or the transfer alerts once. Images that
begin alike share the number, and at each sample the bytes of any of them will do. Only names whose every
line gives the image's bytes are pinned: of others Suricata cannot know what the content should be.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootwarden.errors import BootwardenError
from bootwarden.rules.files import DATA_1
from bootwarden.rules.rule import HELPER, LONGEST, Rule, content, pcre_bytes, raw
from bootwarden.rules.transfers import FAR, HEAD, OTHER_DEVICE, OTHER_SERVER, PINNED, UNKNOWN, noted
from bootwarden.rules.who import Who, among, collapse, subtract
from bootwarden.site.model import Image, IPNetwork

MOST_IMAGES = 10_000
FIRST_SID = 1542140000
"""Helpers, in the order of names: names 1542140000 on, first blocks 1542150000 on, what names are restricted to
1542160000 and 1542170000 on."""
SAMPLE_SID = 1542180000
SAMPLE_SIDS = 10_000
"""Samples have a sid made from what they say: other images coming and going hardly move it."""

BLOCK_SIZES = (512, 1024, 1400, 1408, 1416, 1428, 1432, 1456, 1460, 1468, 2048, 4096, 8192, 16384, 32768, 65464)
"""What clients negotiate in practice. In blocks of these sizes each sample is many bytes long."""
SIZES = range(8, 1469)
"""All that fits a frame: a server may choose any size below what was asked for. Samples in these are few, and short."""

HEAD_SIZE = 512
"""Images of one platform and size begin alike for a hundred bytes."""
PREFIXES = (8, 16, 32, 64, 128, 256)
"""How much of a first block that is shorter is compared."""
MOST_SHORT = 5_000
"""Images beyond which first blocks that are shorter are not compared: their sids end."""
MOST_SAMPLES = 24
"""Sampled blocks of one image."""
SAMPLES = 6_000
"""Sampled blocks of all images."""
MOST_ODD = 8
"""Those of them that are sampled in blocks of any size, too."""
ODD_TEXT = 6_000
"""Characters that the expression of such a rule may have."""
ODD_MORE = 400
"""Characters more that it may have for what is at the end of files."""
ODD_TEXTS = 6_000_000
"""Characters that those of all such rules may have."""
ODD_BYTES = 4
"""How long these samples are."""
ROOM = 4
"""Blocks between two samples from which on an image's own place is chosen."""
SHORTEST_SAMPLE, LONGEST_SAMPLE = 8, 512
"""Bytes of a sample."""
REST = 1_500
"""Characters that a sample's rule has besides its expression and its addresses."""
TEXTS = 12_000_000
"""Characters that those of all samples may have: an engine should start in minutes."""

NUMBER = "bootwarden.pin"
FAR_HELPER = 60


@dataclass(frozen=True)
class Group:
    """Approved images that begin alike."""

    number: int
    head: bytes
    names: tuple[str, ...]
    files: tuple[tuple[Path, int], ...]
    """Each with its size, bytes."""


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
    for group in groups:
        yield _first_block(group)
        if len(groups) <= MOST_SHORT:
            yield _short_first_block(group)
    yield from _samples(who, groups)


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
    for number, (name, lines) in enumerate(sorted(by_name.items())):
        known = all(line.file is not None for line in lines)
        match = (
            'content:"|00 01|"',
            "startswith",
            f'content:"{content(name.encode())}|00|"',
            "fast_pattern",
            "nocase",
            noted("unset", UNKNOWN),
            *((noted("set", PINNED),) if known else ()),
        )
        says = f"TFTP read of an approved image ({_shown(name)})"
        yield Rule(HELPER, 0, says, "udp any any -> any any", match, sid=FIRST_SID + number)
        yield from _elsewhere(home, managed, name, number, lines)


def _elsewhere(
    home: str, servers: Sequence[IPNetwork], name: str, number: int, lines: Sequence[Image]
) -> Iterator[Rule]:
    """A read of a known name from a server, or by a device, that it is not meant for."""
    match = ('content:"|00 01|"', "startswith", f'content:"{content(name.encode())}|00|"', "fast_pattern", "nocase")
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
        least = PREFIXES[0] if pinned <= MOST_SHORT else HEAD_SIZE
        match = (f"dsize:>{least + 3}", *DATA_1, noted("isset", PINNED), f"flowbits:isnotset,{HEAD}")
        says = "TFTP file under an approved image's name does not begin like it"
        yield Rule("BW21", 0, says, header, match, severity="critical").once()
        match = ('content:"|00 03 80|"', "startswith", f"flowbits:isset,{HEAD}", f"flowbits:set,{FAR}")
        says = "TFTP transfer of an approved image is far on"
        yield Rule(HELPER, FAR_HELPER, says, "udp any any -> any any", match)
    for detection, number, bit, says in (
        ("BW10", 3, OTHER_SERVER, "TFTP read of an approved image from a server it is not meant to come from"),
        ("BW20", 1, OTHER_DEVICE, "TFTP read of an approved image by a device it is not meant for"),
    ):
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
        Group(number, head, tuple(sorted(files.values())), tuple((f, f.stat().st_size) for f in sorted(files)))
        for number, (head, files) in enumerate(ordered, 1)
    ]


def _first_block(group: Group) -> Rule:
    match = (
        f"flowint:{NUMBER},=,{group.number}",
        'content:"|00 03 00 01|"',
        "startswith",
        # One fast pattern for all: thousands took minutes to load, and this is looked at once a transfer.
        "fast_pattern",
        # Where images differ: in what is packed, not in their headers.
        f'content:"{raw(group.head[-8:])}"',
        f"offset:{4 + len(group.head) - 8}",
        "depth:8",
        f'pcre:"/^.{{4}}{pcre_bytes(group.head)}/s"',
        f"flowbits:set,{HEAD}",
    )
    says = f"TFTP first block of an approved image ({_shown(group.names[0])})"
    return Rule(HELPER, 0, says, "udp any any -> any any", match, sid=FIRST_SID + 10_000 + group.number - 1)


def _short_first_block(group: Group) -> Rule:
    """The same in blocks of less than 512 bytes, whose beginning is compared as far as it goes."""
    expression = ""
    for end in reversed(PREFIXES):
        start = end // 2 if end > PREFIXES[0] else 0
        shorter = rf"(?:{expression}|.{{0,{end - 1}}}\z)" if expression else ""
        expression = pcre_bytes(group.head[start:end]) + shorter
    match = (
        f"dsize:<{HEAD_SIZE + 4}",
        f"flowint:{NUMBER},=,{group.number}",
        'content:"|00 03 00 01|"',
        "startswith",
        "fast_pattern",
        f'content:"{raw(group.head[: PREFIXES[0]])}"',
        "offset:4",
        f"depth:{PREFIXES[0]}",
        f'pcre:"/^.{{4}}{expression}/s"',
        f"flowbits:set,{HEAD}",
    )
    says = f"TFTP short first block of an approved image ({_shown(group.names[0])})"
    return Rule(HELPER, 0, says, "udp any any -> any any", match, sid=FIRST_SID + 15_000 + group.number - 1)


def _samples(who: Who, groups: Sequence[Group]) -> Iterator[Rule]:
    used: set[int] = set()
    each = max(1, min(MOST_SAMPLES, SAMPLES // max(1, len(groups))))
    room = LONGEST - REST - len(who.home or "")
    text = min(room, TEXTS // max(1, each * len(groups)))
    odd = min(
        MOST_ODD if room > ODD_TEXT + ODD_MORE else 0, ODD_TEXTS // max(1, len(groups) * len(_odd_ranges()) * ODD_TEXT)
    )
    for group in groups:
        for block in _chosen(group, each):
            expression = _expression(group, block, text)
            if expression is not None:
                yield _sample(who, group, block, expression, f"{block}", used)
        for sizes in _odd_ranges() if odd else ():
            for block in _chosen(group, odd, sizes.start, 0x7FFF):
                expression = _odd_expression(group, block, sizes)
                if expression is not None:
                    yield _sample(who, group, block, expression, f"{block}|{sizes.start}", used)


def _sample(who: Who, group: Group, block: int, expression: tuple[str, ...], what: str, used: set[int]) -> Rule:
    of_size = tuple(option for option in expression if option.startswith("dsize:"))
    match = (
        *of_size,
        # Set once all else holds, wherever it stands.
        f"flowint:{NUMBER},==,{group.number}",
        f"flowint:{NUMBER},=,0",
        f'content:"|00 03 {block >> 8:02x} {block & 0xFF:02x}|"',
        "startswith",
        noted("isset", PINNED),
        *expression[len(of_size) :],
    )
    says = f"TFTP image is not the approved one from block {block} on ({_shown(group.names[0])})"
    number = _sid(f"{group.names[0]}|{zlib.crc32(group.head)}|{what}", used)
    return Rule("BW21", 1, says, f"udp any any -> {who.home} any", match, severity="critical", sid=number)


def _sid(said: str, used: set[int]) -> int:
    at = zlib.crc32(said.encode()) % SAMPLE_SIDS
    while at in used:
        at = (at + 1) % SAMPLE_SIDS
    used.add(at)
    return SAMPLE_SID + at


def _chosen(group: Group, most: int, least: int = BLOCK_SIZES[0], highest: int = 0xFFFF) -> list[int]:
    """Block numbers spread over the files, denser where blocks of all sizes are: block 2 to the last full one.

    ``least`` is the size of the smallest blocks.
    """
    size = max(size for _, size in group.files)
    last = min(size // least, highest)
    if last < 2:
        return []
    if last - 1 <= most:
        return list(range(2, last + 1))
    # In steps that grow, so that large blocks, of which there are fewer, are sampled as well. Each image has its own
    # place in a step, where there is room: else every transfer's block would be held to every image's sample.
    ratio = (last / 2) ** (1 / max(1, most - 1))
    steps = [(2 * ratio**step, 2 * ratio ** (step + 1)) for step in range(most)]
    place = zlib.crc32(group.head) / 2**32
    return sorted({round(at if to - at < ROOM else min(at + place * (to - at - 1), last)) for at, to in steps})


def _expression(group: Group, block: int, text: int) -> tuple[str, ...] | None:
    """Options that match a block of a usual size whose bytes are none of the group's."""
    sizes = [s for s in BLOCK_SIZES if any(block * s <= total for _, total in group.files)]
    windows = {(file, at) for size in sizes for file, total in group.files for at in _offsets(total, size, block)}
    if not windows:
        return None
    # The last block of a transfer in larger blocks may be as long as one of these.
    windows |= {(file, at) for size in sizes for file, total in group.files for at in _last_offset(total, size, block)}
    known = [_bytes(file, at, LONGEST_SAMPLE) for file, at in sorted(windows)]
    length, left = 0, text - len(known)
    while length < LONGEST_SAMPLE and (length < SHORTEST_SAMPLE or left > 0):
        left -= sum(len(pcre_bytes(one[length : length + 1])) for one in known)
        length += 1
    known = list(dict.fromkeys(one[:length] for one in known))
    lengths = "|".join(f".{{{size}}}" for size in sizes)
    return (
        rf'pcre:"/^.{{4}}(?:{lengths})\z/s"',
        rf'pcre:!"/^.{{4}}(?:{"|".join(map(pcre_bytes, known))})/s"',
    )


def _bytes(file: Path, at: int, length: int) -> bytes:
    with file.open("rb") as stream:
        stream.seek(at)
        return stream.read(length)


def _odd_ranges() -> list[range]:
    """Sizes of blocks that one rule checks, so that Suricata reads its line."""
    step = ODD_TEXT // (4 * ODD_BYTES + 1)
    return [range(first, min(first + step, SIZES.stop)) for first in range(SIZES.start, SIZES.stop, step)]


def _odd_expression(group: Group, block: int, sizes: range) -> tuple[str, ...] | None:
    """Options that match a block of any other size in a range whose bytes are none of the group's."""
    last = max((size for size in sizes if any(block * size <= total for _, total in group.files)), default=0)
    usual = "|".join(f".{{{size}}}" for size in BLOCK_SIZES if size in sizes)
    known: dict[bytes, None] = {}
    for file, total in group.files:
        data = file.read_bytes()
        for size in range(sizes.start, last + 1):
            # Where it begins in a transfer of such blocks, or as the last of one in larger blocks.
            starts = {(block - 1) * size, *_last_offset(total, size, block)}
            known |= {data[at : at + ODD_BYTES]: None for at in sorted(starts) if at + ODD_BYTES <= total}
    if not known:
        return None
    expression = "|".join(map(pcre_bytes, known))
    if len(expression) > ODD_TEXT + ODD_MORE:
        return None
    return (
        f"dsize:{sizes.start + 3}<>{last + 5}",
        f"flowbits:isnotset,{FAR}",
        rf'pcre:"/^.{{4}}(?!(?:{usual or "(?!)"})\z)(?!{expression})/s"',
    )


def _offsets(total: int, size: int, block: int) -> list[int]:
    """Where in a file full blocks with this number begin."""
    return [index * size for index in _indexes(block, total // size)]


def _last_offset(total: int, size: int, block: int) -> list[int]:
    """Where a last block of this size and number begins, if there is a size of the others for which it does."""
    at = total - size
    others = (at // index for index in _indexes(block, at // size + 1) if at % index == 0)
    return [at] if any(other > size and (other in SIZES or other in BLOCK_SIZES) for other in others) else []


def _indexes(block: int, count: int) -> list[int]:
    """Which of a count of blocks have a number: one more for each time that numbers began again, at 0 or at 1."""
    indexes = {block - 1}
    for rollover in (0, 1):
        indexes.update(range(65535 + block - rollover, count, 65536 - rollover))
    return sorted(index for index in indexes if index < count)
