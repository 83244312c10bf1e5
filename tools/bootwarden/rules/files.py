"""What the first bytes of a file, and its name, say of it: expressions that rules share, made from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from bootwarden.facts import facts
from bootwarden.facts.config import Config, comment_line
from bootwarden.facts.image import Image, Mark, name_patterns
from bootwarden.facts.patterns import in_pcre
from bootwarden.facts.pcre import of_bytes, of_name, one_of
from bootwarden.rules.rule import pcre_bytes


def begins(text: str) -> tuple[str, ...]:
    """Options for a datagram that begins so.

    What is looked for at the beginning only, Hyperscan looks for in a table of its own, whatever comes: 80 ns a
    datagram, which is more than all other texts cost in a small one. So its matcher looks for it everywhere.
    """
    size, number = len(text.strip("|").split()), text.strip("|").replace(" ", "")
    # A number is compared at a third of what Suricata's search for a text costs.
    return (f'content:"{text}"', "fast_pattern:only", f"byte_test:{size},=,0x{number},0")


DATA_1 = begins("|00 03 00 01|")
"""The first block of a TFTP file, on any port."""

_IMAGES = facts().of(Image)
_CONFIGS = [entry for entry in facts().of(Config) if entry.class_ == "network-config"]
# Kinds that are told by code have no marks.
_UNMARKED = {"script": "#!"}


def _having(entry: Image, begin: str) -> str:
    """A beginning, of a file that has what its kind must have."""
    if entry.having is None:
        return begin
    if not entry.having.startswith("^"):
        # Where it does not begin so, nothing is searched for.
        return f"{begin}(?={of_bytes(f'.*({entry.having})')})"
    whole = of_bytes(entry.having[1:])
    repeats = whole[len(begin) : len(begin) + 1] in ("*", "+", "?", "{")
    return whole if whole.startswith(begin) and not repeats else f"(?={whole}){begin}"


def _marked(mark: Mark) -> str:
    return (rf".{{{mark.at}}}" if mark.at else "") + in_pcre(pcre_bytes(mark.bytes))


def _by_bytes(entry: Image) -> Iterator[str]:
    """The expressions for the first bytes of one kind."""
    if entry.of is None:
        yield from (_having(entry, _marked(mark)) for mark in entry.magic)
        return
    marks = [mark for other in _IMAGES if other.kind == entry.of for mark in other.magic if not mark.at]
    begins = [_marked(mark) for mark in marks] or [_UNMARKED.get(entry.of, "")]
    yield from (_having(entry, begin) for begin in begins)


def _certainly(entry: Image) -> bool:
    return entry.class_ == "network-image" and entry.certain and entry.kind is not None


IMAGE = one_of(expression for entry in _IMAGES if _certainly(entry) for expression in _by_bytes(entry))
"""Bytes that only images of network devices begin with."""

DIAGNOSTICS = one_of(e for entry in _IMAGES if entry.class_ == "network-diagnostics" for e in _by_bytes(entry))
"""Captured packets, and what devices print for support."""

EFI = r"MZ.{58,400}?PE\x00\x00d[\x86\xaa]"
"""A UEFI loader for x64 or ARM64: judged where a declared device loads it."""

_NBP = r"\xea(?:.{2}\xc0\x07|.\x7c\x00\x00)"
"""PXELINUX and iPXE begin with a far jump to 07C0:xxxx or 0000:7Cxx."""

_LOADS = frozenset({"linux-kernel", "ipxe-script", "pxe-nbp"})

LOADER = one_of([EFI, _NBP, *(e for entry in _IMAGES if entry.kind in _LOADS for e in _by_bytes(entry))])
"""What a netboot fetches besides an image: loaders, scripts and kernels. Judged as :data:`EFI`."""

# A configuration: comment and blank lines, then a comment by which its system signs it, or a statement.
_SIGNED = one_of(of_bytes(line) for entry in _CONFIGS for line in entry.signed)
_BEGINS = one_of(of_bytes(line) for entry in _CONFIGS for line in entry.begins).replace(r"[ \t]*[\r\n]", r"\h*\v")
# What signs one is written once, and called where it is wanted: Suricata reads 8,190 characters of a rule (hence
# \h*\v, a line's end), and what stands within a repetition is compiled as often as it may repeat.
_SIGN = rf"(?(DEFINE)(?<signed>{_SIGNED}))"
_COMMENT = rf"(?:(?![ \t]*+(?&signed))[ \t]*+(?:{of_bytes(comment_line(facts().of(Config)))})?+[\r\n\x00]++){{0,16}}+"
# Of other bytes not more than four are looked at.
_TEXT = r"(?=[\t\r\n\x00\x20-\x7e]{4}|[!#\/\x3b])"
CONFIG = rf"{_TEXT}{_SIGN}{_COMMENT}(?:[ \t]?{_BEGINS}|[ \t]*+(?&signed))"

# A howto is no configuration: its first line is a sentence, a title, a step (numbered or not), the head of a mail,
# page or manual. Statements begin small, and have no commas between words; what devices say before a configuration, and
# prompts, are none of people's lines.
_SAID = r"(?i:current|running|startup|building|using|saved|config|version)\b|[^ \r\n]++[#>]|[A-Z_]++="
PROSE = (
    # Of other bytes not more than eight are looked at.
    rf"(?=[\t\r\n\x20-\x7e\xe2\xef][^\x00-\x08\x0e-\x1f]{{7}})(?!{CONFIG})"
    rf"(?:\xef\xbb\xbf)?+(?:[ \t]*+(?:[!#\x3b][^\r\n]*+)?+[\r\n]++){{0,16}}+[ \t]*+"
    rf"(?:(?!{_SAID})[A-Z][^\x00-\x08\r\n]*+[\r\n]|\d{{1,2}}[.)] ++[A-Z]|<[!?a-zA-Z]|%PDF-"
    r"|(?:[*+-]|\xe2\x80[\xa2\x93\x94]) ++[A-Za-z]|={1,6} ?[A-Z]|\.(?:T[Hh]|S[Hh]|D[dt]|P[Pp]|\\\x22)"
    r"|[a-z][a-z\x27]*+(?: [a-z\x27-]++){2,19}+(?:, [a-z]|[.:][ \t]*+[\r\n]))"
)
"""A text of people, whose lines are no orders."""

FOLDERS = r"(?:[^\x00\/\\]*+[\/\\])*+"
"""What is before a name's last part."""
IMAGE_NAME = FOLDERS + one_of(map(of_name, name_patterns(_IMAGES, "network-image")))
"""Names that vendors give to images: what comes under them had better be one."""

LOADER_NAME, PHONE_NAME = (
    FOLDERS + one_of(of_name(name) for name in name_patterns(_IMAGES, kind) if not name.lstrip("(").startswith("."))
    for kind in ("pxe", "phone")
)
"""Names that boot loaders and phones try, one after the other: those that begin as such."""

HARMLESS_NAME = FOLDERS + one_of(map(of_name, name_patterns(_IMAGES, "other")))
"""Names that promise text or a picture."""

HEX = one_of(expression for entry in _IMAGES if entry.kind == "intel-hex" for expression in _by_bytes(entry))
"""An image written in hexadecimal digits: text, and none of a person's."""


ANY_NAME = r"[^\x00]*+"
LONGEST_NAME = 255
"""Characters. A request has 512 at most (RFC 2347), of which Suricata would try each in long names."""


def request(opcodes: str, name: str) -> str:
    """A pcre option for a TFTP request with some name, whatever its mode's case and its options."""
    short = "" if name == ANY_NAME else rf"(?=[^\x00]{{0,{LONGEST_NAME}}}+\x00)"
    return rf'pcre:"/^\x00[{opcodes}]{short}{name}\x00(?:octet|netascii|mail)\x00/i"'


FTP_DATA = "[20,1024:]"
"""Ports of FTP's data. Were it any port, all streams of web and mail would be searched, too."""

FtpWay = tuple[int, str, str, tuple[str, ...]]
_CLIENTS = "[1024:]"
FTP_GETS: tuple[FtpWay, ...] = (
    (0, _CLIENTS, _CLIENTS, ("flow:established,to_client", "ftpdata_command:retr")),
    (10, "20", _CLIENTS, ("flow:established,to_server",)),
)
FTP_PUTS: tuple[FtpWay, ...] = (
    (0, _CLIENTS, _CLIENTS, ("flow:established,to_server", "ftpdata_command:stor")),
    (10, _CLIENTS, "20", ("flow:established,to_client",)),
)
"""What comes and goes by FTP, in passive and active mode: what is added to a rule's number, ports of source and target,
and options. In active mode the server opens the connection, and 7.0.10 does not know for which command."""

READ, WRITE = r"\x01", r"\x02"
