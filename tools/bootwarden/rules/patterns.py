"""Regular expressions made from values: BER object identifiers and integers, addresses as bytes and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv6Network
from itertools import product

from bootwarden.rules.rule import pcre_bytes
from bootwarden.site.model import IPNetwork

LENGTH = r"(?:[\x81-\x88]\x00{0,7}+)?"
"""What may stand before a BER length of 1 to 127: agents take the long forms, too, on 64 bits up to eight bytes."""

SUBID = r"[\x80-\xff]{0,9}[\x00-\x7f]"
"""One arc of an object identifier."""


def oid_bytes(oid: str) -> bytes:
    """An object identifier as BER encodes it, without tag and length."""
    first, second, *rest = (int(arc) for arc in oid.split("."))
    return bytes([first * 40 + second]) + b"".join(arc_bytes(arc) for arc in rest)


def arc_bytes(arc: int) -> bytes:
    """One arc of an object identifier in base 128."""
    out = [arc & 0x7F]
    while arc := arc >> 7:
        out.insert(0, 0x80 | arc & 0x7F)
    return bytes(out)


def one_of(values: Iterable[int]) -> str:
    """One byte of some."""
    left = sorted(set(values))
    runs: list[list[int]] = []
    for value in left:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    parts = ["".join(f"\\x{v:02x}" for v in r) if len(r) < 3 else rf"\x{r[0]:02x}-\x{r[-1]:02x}" for r in runs]
    return parts[0] if len(left) == 1 else f"[{''.join(parts)}]"


def octets(networks: Iterable[IPNetwork], version: int = 4) -> str:
    """An alternation of the bytes of addresses in some networks of one IP version; empty where there are none."""

    def byte(low: int, high: int) -> str:
        return f"\\x{low:02x}" if low == high else f"[\\x{low:02x}-\\x{high:02x}]"

    return "|".join("".join(byte(*r) for r in _ranges(n)) for n in networks if n.version == version)


def _ranges(network: IPNetwork) -> list[tuple[int, int]]:
    """The lowest and highest value of each byte of a network's addresses."""
    low, high = network.network_address.packed, network.broadcast_address.packed
    return list(zip(low, high, strict=True))


def arcs(networks: Iterable[IPNetwork]) -> str:
    """An alternation of addresses as the last four arcs of an object identifier."""

    def byte(low: int, high: int) -> str:
        if low == high:
            return pcre_bytes(arc_bytes(low))
        small = f"[\\x{low:02x}-\\x{min(high, 127):02x}]" if low < 128 else ""
        large = f"\\x81[\\x{max(low, 128) - 128:02x}-\\x{high - 128:02x}]" if high > 127 else ""
        return f"(?:{'|'.join(filter(None, (small, large)))})"

    return "|".join("".join(byte(*r) for r in _ranges(n)) for n in networks if n.version == 4)


def dotted(networks: Iterable[IPNetwork], names: Sequence[str] = ()) -> str:
    """An alternation of addresses in some networks as text, and of names; for expressions that end them."""
    return "|".join(
        [*(r"\.".join(_decimal(*r) for r in _ranges(n)) for n in networks if n.version == 4), *map(_name, names)]
    )


def colons(networks: Iterable[IPNetwork]) -> str:
    """An alternation of IPv6 addresses in some networks as text, in brackets or not; four bits count whole."""
    found = set()
    for network in networks:
        if not isinstance(network, IPv6Network):
            continue
        if network.prefixlen == 128:
            found |= {network.network_address.compressed, network.network_address.exploded}
            continue
        low, high = (a.exploded for a in (network.network_address, network.broadcast_address))
        whole, part = divmod(network.prefixlen, 16)
        words = [rf"0{{0,3}}{word.lstrip('0') or '0'}" for word in low.split(":")[:whole]]
        if part:
            words.append("".join(map(_digit, low[whole * 5 : whole * 5 + 4], high[whole * 5 : whole * 5 + 4])))
        found.add(":".join(words) + (":" if words else "") + "[0-9a-f:.]*")
    return rf"\[?(?:{'|'.join(sorted(found))})\]?" if found else ""


def _digit(low: str, high: str) -> str:
    """A hexadecimal digit in a range."""
    return low if low == high else f"[{''.join(f'{v:x}' for v in range(int(low, 16), int(high, 16) + 1))}]"


def _name(name: str) -> str:
    return "".join(c if c.isalnum() else f"\\x{ord(c):02x}" for c in name)


def _decimal(low: int, high: int, digits: int | None = None) -> str:
    """A decimal number in a range, of a number of digits where one is given."""
    if low == high and digits in (None, len(str(low))):
        return str(low)
    if (low, high) == (0, 255):
        return {None: r"\d{1,3}", 1: r"\d", 2: r"[1-9]\d", 3: r"[12]\d\d"}[digits]
    values = [str(v) for v in range(low, high + 1) if digits in (None, len(str(v)))]
    return f"(?:{'|'.join(values)})" if len(values) > 1 else values[0]


def dotted_by_length(networks: Iterable[IPNetwork], names: Sequence[str] = ()) -> dict[int, list[str]]:
    """The same by the length of the text: what follows it in a DHCP option cannot be told from it."""
    found: dict[int, list[str]] = {}
    for network in networks:
        if network.version != 4:
            continue
        ranges = _ranges(network)
        choices = [sorted({len(str(v)) for v in range(low, high + 1)}) for low, high in ranges]
        for digits in product(*choices):
            text = r"\.".join(_decimal(*r, d) for r, d in zip(ranges, digits, strict=True))
            found.setdefault(sum(digits) + 3, []).append(text)
    for name in names:
        found.setdefault(len(name), []).append(_name(name))
    return found


def written(networks: Iterable[IPNetwork]) -> str:
    """An alternation of IPv6 addresses as URLs have them, in brackets. Of networks, the words that all share count."""
    found = set()
    for network in networks:
        if not isinstance(network, IPv6Network):
            continue
        words = network.network_address.exploded.split(":")[: network.prefixlen // 16]
        least = ":".join(f"0{{0,3}}{word.lstrip('0') or '0'}" for word in words)
        if len(words) < 8:
            found.add(rf"\[{least}{':' if words else ''}[0-9a-f:.]*\]")
        else:
            found |= {rf"\[{least}\]", rf"\[{network.network_address.compressed}\]"}
    return f"(?i:{'|'.join(sorted(found))})" if found else ""


def not_of(alternation: str) -> str:
    """A lookahead: none of these follows. Nothing to exclude: nothing to say."""
    return f"(?!{alternation})" if alternation else ""
