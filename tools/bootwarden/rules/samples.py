"""BW21's samples of an approved image's later blocks: what no approved image has there.

Images share a number as long as one expression has room for a sample of each.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bootwarden.rules.files import begins
from bootwarden.rules.rule import Rule, pcre_bytes
from bootwarden.rules.transfers import FAR, PIN, PINNED, noted
from bootwarden.rules.who import Who

SAMPLE_SID = 1542180000
SAMPLE_SIDS = 10_000
"""Samples have a sid made from what they say, so that their order in a file does not count."""

BLOCK_SIZES = (512, 1024, 1400, 1408, 1416, 1428, 1432, 1456, 1460, 1468, 2048, 4096, 8192, 16384, 32768, 65464)
"""What clients negotiate in practice. In blocks of these sizes each sample is many bytes long."""
SIZES = range(8, 1469)
"""All that fits a frame: a server may choose any size below what was asked for. Samples in these are few, and short."""
ODD_RANGES = (range(8, 512), range(513, 1024), range(1025, 1469))
"""The same without the commonest."""

MOST_SAMPLES = 16
"""Sampled block numbers, the same for all images. Hyperscan looks for up to 32 texts twice as fast as for more, and
these have to share that with what else is looked for on any port."""
SMALL = (64, 8)
"""Sizes of blocks, of which there are more than of usual ones: for each a number is sampled that only these reach."""
MOST_ODD = 8
"""Those of them that are sampled in blocks of any size, too."""
ODD_TEXT = 6_000
"""Characters that the expression of such a rule may have."""
WOKEN = 100
"""Images whose blocks of other sizes one block may be held to: of more, fewer numbers are sampled so, then none."""
ODD_FROM = 256
"""The first number that is sampled so, where all files have as many blocks: shorter transfers need not pay for it."""
ODD_BYTES = 4
"""How long these samples are."""
SHORTEST_SAMPLE, USUAL_SAMPLE, LONGEST_SAMPLE = 8, 16, 2048
"""Bytes of a sample. Of many images it has the usual number, so that one expression holds several sizes of blocks."""
RULES = 6
"""How many rules a sampled block should wake. Each costs other transfers as much as a small block."""
BYTE = 4
"""Characters of a byte, at most."""
REST = 1_500
"""Characters that a sample's rule has besides its expression and its addresses."""
TEXTS = 12_000_000
"""Characters that those of all samples may have: an engine should start in minutes."""

SIZE_TEXT = len("(?=.{65468}\\z).{4}(?!)|")
"""Characters that an expression has for a size, besides its samples."""

T = TypeVar("T")


@dataclass(frozen=True)
class Group:
    """Approved images that begin alike."""

    head: bytes
    names: tuple[str, ...]
    files: tuple[tuple[Path, int], ...]
    """Each with its size, bytes."""


def samples(who: Who, found: Sequence[Sequence[Group]], room: int) -> Iterator[Rule]:
    """What is not any approved image's at a sampled block.

    A rule is for as many sizes of blocks as its expression holds, so that a block of another transfer with the same
    number wakes few. The size is no ``dsize``: that bounds where Suricata looks for the text, which is another text
    then for each size.
    """
    groups = [group for crowd in found for group in crowd]
    if not groups:
        return
    used: set[int] = set()
    most = max(1, min(MOST_SAMPLES, TEXTS // (room * len(BLOCK_SIZES) * len(found))))
    numbers = _numbers(groups, most)
    odd = min(MOST_ODD if room > ODD_TEXT else 0, WOKEN // len(groups))
    for at, crowd in enumerate(found, 1):
        files = [file for group in crowd for file in group.files]
        for block in numbers:
            for size, expression in _expressions(files, block, room):
                yield _sample(who, at, block, size, expression, used)
        for sizes in ODD_RANGES if odd else ():
            for block in _spread(numbers, odd, files, sizes):
                for size, expression in _odd_expressions(files, block, sizes):
                    yield _sample(who, at, block, size, expression, used, f"flowbits:isnotset,{FAR}")


def _sample(who: Who, crowd: int, block: int, size: int, expression: str, used: set[int], *more: str) -> Rule:
    match = (
        *more,
        f"flowint:{PIN},==,{crowd}",
        # Set once all else holds, wherever it stands.
        f"flowint:{PIN},=,0",
        *begins(f"|00 03 {block >> 8:02x} {block & 0xFF:02x}|"),
        noted("isset", PINNED),
        f'pcre:"/^{expression}/s"',
    )
    says = f"TFTP image is not the approved one from block {block} on"
    header = f"udp any any -> {who.home} any"
    sid = _sid(f"{crowd}|{block}|{size}", used)
    return Rule("BW21", 1, says, header, match, severity="critical", sid=sid)


def _sid(said: str, used: set[int]) -> int:
    at = zlib.crc32(said.encode()) % SAMPLE_SIDS
    while at in used:
        at = (at + 1) % SAMPLE_SIDS
    used.add(at)
    return SAMPLE_SID + at


def fitting(items: Sequence[T], room: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """The items, as many at a time as an expression of so many characters holds, with a bar between them."""
    some: list[T] = []
    left = room
    for item in items:
        needed = size(item) + 1
        if some and needed > left:
            yield some
            some, left = [], room
        some.append(item)
        left -= needed
    if some:
        yield some


def crowds(groups: Sequence[Group], room: int) -> Iterator[list[Group]]:
    """The groups, as many at a time as have room for a sample of each file in one expression."""

    def needed(group: Group) -> int:
        # A full block and a last one, for each time that block numbers begin again.
        windows = sum(2 + 2 * (size // (BLOCK_SIZES[0] * 0xFFFF)) for _, size in group.files)
        return windows * (SHORTEST_SAMPLE * BYTE + 1)

    return fitting(groups, room - SIZE_TEXT, needed)


def _largest(groups: Iterable[Group]) -> int:
    return max(size for group in groups for _, size in group.files)


def _numbers(groups: Sequence[Group], most: int) -> list[int]:
    """Block numbers in steps that grow, so that large blocks, of which there are fewer, are sampled as well."""
    largest = _largest(groups)
    last = min(largest // BLOCK_SIZES[0], 0xFFFF)
    small = {min(largest // size, 0x7FFF) for size in SMALL if largest // size > last}
    if last - 1 <= most:
        return sorted({*range(2, last + 1), *small})
    ratio = (last / 2) ** (1 / max(1, most - 1))
    return sorted({round(2 * ratio**step) for step in range(most)} | small)


def _spread(numbers: Sequence[int], most: int, files: Sequence[tuple[Path, int]], sizes: range) -> list[int]:
    """Some of the block numbers, in steps that grow: the first, each file reaches in blocks of any of the sizes."""
    totals = [total for _, total in files]
    # As long as that wakes few rules, the first blocks are sampled, too.
    first = 3 if most == MOST_ODD else max(3, min(ODD_FROM, min(totals) // sizes[-1]))
    highest = max(first, min(max(totals) // sizes.start, 0x7FFF))
    ratio = (highest / first) ** (1 / max(1, most - 1))
    reached = [number for number in numbers if number <= first] or numbers[:1]
    found = {reached[-1]}
    above = [number for number in numbers if reached[-1] < number <= highest]
    for step in range(1, most if above else 1):
        found.add(min(above, key=lambda number: abs(math.log(number / (first * ratio**step)))))
    return sorted(found)


def _expressions(files: Sequence[tuple[Path, int]], block: int, room: int) -> Iterator[tuple[int, str]]:
    """Expressions for a block of a usual size whose bytes are no file's, each with the least size it is for."""
    known = {size: samples for size in BLOCK_SIZES if (samples := _known(files, block, size))}
    windows = sum(map(len, known.values()))
    most = max(USUAL_SAMPLE, RULES * room // (BYTE * max(1, windows)))
    for sizes in fitting(list(known), room, lambda size: SIZE_TEXT + _texts(known[size], most)):
        length = _length([sample for size in sizes for sample in known[size]], room - SIZE_TEXT * len(sizes))
        if length >= SHORTEST_SAMPLE:
            yield sizes[0], f"(?:{'|'.join(_not_these(known[size], size, length) for size in sizes)})"


def _length(samples: Sequence[bytes], room: int) -> int:
    """How many bytes of each sample an expression of so many characters holds."""
    left = room - len(samples)
    most = min(map(len, samples))
    for length in range(most):
        left -= sum(len(pcre_bytes(sample[length : length + 1])) for sample in samples)
        if left < 0:
            return length
    return most


def _known(files: Sequence[tuple[Path, int]], block: int, size: int) -> list[bytes]:
    """What files have at a block of such a size, in the order of the files."""
    windows = {(file, at) for file, total in files for at in _offsets(total, size, block)}
    if windows:
        # The last block of a transfer in larger blocks may be as long as one of these.
        windows |= {(file, at) for file, total in files for at in _last_offset(total, size, block)}
    return [_bytes(file, at, min(size, LONGEST_SAMPLE)) for file, at in sorted(windows)]


def _texts(samples: Sequence[bytes], length: int) -> int:
    """Characters of samples so long."""
    return sum(len(pcre_bytes(sample[:length])) + 1 for sample in samples)


def _not_these(samples: Sequence[bytes], size: int, length: int) -> str:
    """A block of a size that begins like none of these."""
    texts = dict.fromkeys(pcre_bytes(sample[:length]) for sample in samples)
    return rf"(?=.{{{size + 4}}}\z).{{4}}(?!{'|'.join(texts)})"


def _bytes(file: Path, at: int, length: int) -> bytes:
    with file.open("rb") as stream:
        stream.seek(at)
        return stream.read(length)


def _odd_expressions(files: Sequence[tuple[Path, int]], block: int, sizes: range) -> Iterator[tuple[int, str]]:
    """The same for blocks of any other size in a range."""
    some: dict[str, None] = {}
    first, text = sizes.start, 0
    for size in sizes:
        if size in BLOCK_SIZES:
            continue
        if not any(block * size <= total for _, total in files):
            sizes = range(sizes.start, size)
            break
        here = [
            pcre_bytes(_bytes(file, at, ODD_BYTES))
            for file, total in files
            # Where it begins in a transfer of such blocks, or as the last of one in larger blocks.
            for at in sorted({(block - 1) * size, *_last_offset(total, size, block)})
            if at + ODD_BYTES <= total
        ]
        more = sum(len(one) + 1 for one in here)
        if some and text + more > ODD_TEXT:
            yield first, _none_of(some, first, size - 1)
            some, first, text = {}, size, 0
        some |= dict.fromkeys(here)
        text += more
    if some:
        yield first, _none_of(some, first, sizes[-1])


def _none_of(texts: Iterable[str], first: int, last: int) -> str:
    usual = "|".join(f".{{{size}}}" for size in BLOCK_SIZES if first <= size <= last)
    one_of = "|".join(texts)
    return (
        rf"(?=.{{{first + 4}}})(?!.{{{last + 5}}}).{{4}}" + (rf"(?!(?:{usual})\z)" if usual else "") + f"(?!{one_of})"
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
