"""What a TFTP transfer is, told of its own request: read or write, and by what name.

A request and its data are different flows of one pair of hosts, and what one pair asks for at the same time are
different files. Only the client's port stands in request and data. Suricata remembers things of a pair (xbits), not of
a port: so a request leaves a mark for its pair and the last four bits of that port, and the transfer whose first block
has these bits takes it over as flowbits of its own. Where a pair has asked for files of two sorts with the same bits
and neither has come yet, nobody can tell which this is, and the transfer has no name. (Each bit more doubles the rules
that every request and first block wakes.)

Whether it is a read or a write no mark need tell: the server opens the flow of the data, and the flow's direction says
who sends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv6Network

from bootwarden.facts.pcre import one_of
from bootwarden.rules.files import (
    ANY_NAME,
    DATA_1,
    HARMLESS_NAME,
    IMAGE,
    IMAGE_NAME,
    LOADER_NAME,
    PHONE_NAME,
    PROSE,
    WRITE,
    begins,
    request,
)
from bootwarden.rules.rule import HELPER, Rule, marked, pcre_bytes
from bootwarden.rules.who import NOT_PUBLIC6, Who

WRITES = "bootwarden.writes"
NAMED_IMAGE = "bootwarden.name.image"
"""It was asked for, or is sent, by a vendor's image's name."""
NAMED_TEXT = "bootwarden.name.text"
"""The same for a name that promises text or a picture."""
LOOKS_UP = "bootwarden.name.lookup"
"""The same for a name that boot loaders try in vain, one after the other."""
UNKNOWN = "bootwarden.name.unknown"
"""It is read by a name that no declared image has. Noted of images only: most requests leave their flow as it is."""
PINNED = "bootwarden.name.pinned"
"""It is read by the name of an image whose bytes were given."""
OTHER_SERVER = "bootwarden.name.otherserver"
OTHER_DEVICE = "bootwarden.name.otherdevice"
NAMED = "bootwarden.named"
"""The pair asked for a file by such a name lately: other transfers wake no rule that would take one over."""
SOME_NAME = "bootwarden.name.some"
"""The same, as a mark of the pair."""

FROM_INSIDE, TO_INSIDE = "bootwarden.from.inside", "bootwarden.to.inside"
"""In the generic set: its first block comes from, or goes to, one of :data:`~.who.NOT_PUBLIC6`."""
TINY = "bootwarden.tiny"
"""Its blocks are too small to hold what a configuration begins with."""
READ_BY_PEOPLE = "bootwarden.prose"
"""It begins as a text that people read: lines in it order nothing."""
BOOT_LINE = "bootwarden.seen.bw08"
"""A line that sets a network boot was told of: whatever others the file has, it is one act."""
IMAGE_BYTES = "bootwarden.image"
"""Its first block is that of some image."""
HEAD = "bootwarden.head"
"""Its first block is that of a pinned image."""
FAR = "bootwarden.pin.far"
"""It is past the first 32,767 blocks, whose numbers may come again."""

PIN = "bootwarden.pin"
"""The number of the approved images that it began like; 0 of others."""

EXPIRE = 60
"""Seconds in which the first block must follow its request, or its repetition."""
TINY_BLOCK = 128
"""Bytes. Nobody who negotiates a size asks for less than the 512 that he has without."""
BITS = 4
PORTS = range(1 << BITS)

SORTS = (NAMED_IMAGE, NAMED_TEXT)
SITE_SORTS = (UNKNOWN, PINNED)
FLAGS = (OTHER_SERVER, OTHER_DEVICE)
REST = "bootwarden.name.other"
"""Of neither sort."""
KNOWN = "bootwarden.name.known"
"""It is read by a declared image's name, none of whose bytes were given, or is nothing that its name is held to."""

MODES = ("octet", "netascii")
ANYONE = "udp any any -> any any"
# Look-ups: PXELINUX (by UUID, MAC, address and its beginnings, default), Raspberry Pi (by serial number), ONIE, U-Boot,
# phones (by MAC), and what loaders and phones ask for beside. Of many behind one address each asks for the same names.
_ALWAYS = (
    r"boot\.scr(?:\.uimg|\.img)?|uenv\.txt|extlinux\.conf"
    r"|boot(?:code|sig)\.bin|(?:autoboot|config|cmdline|usercfg)\.txt|recovery4?\.elf|start[4a-z]{0,3}\.elf|fixup[4a-z]{0,3}\.dat"
    r"|(?:pieeprom|recovery|vl805)[\w.-]*\.(?:bin|upd|sig)|dictionary\.(?:xml|jar)(?:\.gz)?"
)
"""U-Boot's scripts, what the Raspberry Pi's loader reads, dictionaries of phones."""
_GRUB = r"(?:i386|x86_64|arm|arm64|ia64|loongarch64|riscv(?:32|64)|powerpc|sparc64|mips(?:el)?)-(?:pc|efi|ieee1275|arc)"
"""GRUB's folders of modules and their lists."""
LOOK_UP = one_of(
    (
        LOADER_NAME,
        PHONE_NAME,
        rf"(?:[^\x00]*\/)?(?:(?:{_ALWAYS})(?=\x00)|{_GRUB}\/[\w.-]+|\w{{2,32}}\/[a-z]\w-(?:sip|sccp|tones)\.(?:jar|xml)"
        r"|pxelinux\.cfg\/(?:[0-9a-f-]{1,40}|default(?:[.-]\w+)*)|[0-9a-f]{8}\/[\w.-]+"
        r"|onie-(?:installer|updater)[\w.-]*|[0-9a-f]{8}\.img|[a-z]{0,9}[0-9a-f]{12}(?![0-9a-f])[\w.-]*)",
    )
)

# Numbers of helpers, each followed by one for each of PORTS.
ASKED, ASKED_AS_TEXT, SITE_ASKED, COMES, GOES, SITE_COMES, TAKEN, REFUSED = 100, 148, 164, 244, 276, 308, 372, 404


def noted(action: str, bit: str) -> str:
    """A flowbits option: what is known of the transfer itself."""
    return f"flowbits:{action},{bit}"


_REQUEST = "byte_test:2,<,3,0"
"""Its opcode is none of the others of TFTP."""


def mode(name: str) -> tuple[str, ...]:
    """Options for what has a request's mode."""
    return (f'content:"|00|{name}|00|"', "nocase", "fast_pattern:only")


def _bits(of: str, port: int) -> tuple[str, ...]:
    """Options for packets from or to such a port."""
    offset = {"from": 1, "to": 3}[of]
    return ("udp.hdr", f"byte_test:1,=,{port},{offset},bitmask 0x{(1 << BITS) - 1:02x}")


def _pair(action: str, bit: str, port: int) -> str:
    """An xbits option on the pair of hosts and the client's port."""
    return f"xbits:{action},{bit}.{port},track ip_pair"


def _marked(bit: str) -> tuple[str, str]:
    return marked(bit, "ip_pair", EXPIRE)


_JUDGED = f"{IMAGE_BYTES}|{NAMED_IMAGE}"
"""What BW20 looks at. Flows without any flowbit cost least: no other is told that its name is unknown."""
_NO_PIN = (f"flowint:{PIN},=,0",)
"""No image's number. Of rules that need and set flowbits, those that set a number are evaluated first."""
_SOME = _marked(SOME_NAME)


def _begins_like(network: IPv6Network) -> str:
    """An expression for the bytes of a network's addresses."""
    whole, bits = divmod(network.prefixlen, 8)
    first, last = network.network_address.packed[whole : whole + 1], network.broadcast_address.packed[whole : whole + 1]
    part = f"[{pcre_bytes(first)}-{pcre_bytes(last)}]" if bits else ""
    return pcre_bytes(network.network_address.packed[:whole]) + part


_NOT_PUBLIC6 = one_of(map(_begins_like, NOT_PUBLIC6))


def _for_images(who: Who) -> bool:
    return who.compiled and bool(who.site and who.site.images)


def restricted(who: Who) -> tuple[str, ...]:
    """The flags that may be: where no image is meant for some servers or devices only, none is ever set."""
    images = who.site.images if who.site else ()
    may = {
        OTHER_SERVER: any(image.allowed_servers for image in images),
        OTHER_DEVICE: any(image.allowed_devices for image in images),
    }
    return tuple(bit for bit in FLAGS if may[bit])


def rules(who: Who, once: Sequence[Rule]) -> Iterator[Rule]:
    """All helpers. A request lets the rules of ``once`` speak again in its flow."""
    compiled, flags = _for_images(who), restricted(who)
    yield from _requests(who, once, compiled=compiled)
    for port in PORTS:
        yield from _asked(port, flags, compiled=compiled)
        yield from _taken(port, flags, compiled=compiled)
    # A server opens the flow of the data, but from port 69 answers in that of the request.
    for number, (header, flow) in enumerate(
        (("udp any !69 -> any !69", "to_client"), ("udp any any -> any 69", "to_server")), 2
    ):
        match = (f"flow:{flow}", *DATA_1, noted("set", WRITES))
        yield Rule(HELPER, number, "TFTP transfer is a write", header, match)

    match = (*DATA_1, f"xbits:isset,{SOME_NAME},track ip_pair", noted("set", NAMED))
    yield Rule(HELPER, 22, "TFTP transfer of a pair that asked for a name worth noting", ANYONE, match)
    match = (*DATA_1, f"isdataat:!{4 + TINY_BLOCK}", noted("set", TINY))
    yield Rule(HELPER, 4, "TFTP transfer may come in tiny blocks", ANYONE, match)
    match = (*DATA_1, rf'pcre:"/^.{{4}}{PROSE}/s"', noted("set", READ_BY_PEOPLE))
    yield Rule(HELPER, 5, "TFTP transfer of a text for people", ANYONE, match)
    if not who.compiled:
        # Each first block anew: data has a flow of its own, which may go both ways and holds no request.
        match = (*DATA_1, noted("unset", FROM_INSIDE), noted("unset", TO_INSIDE), "ipv6.hdr", "byte_test:1,>,0,0")
        yield Rule(HELPER, 25, "TFTP transfer over IPv6: forget where the last one went", ANYONE, match)
        # Where the addresses lie in the header (RFC 8200).
        for number, side, offset, bit in ((26, "from", 8, FROM_INSIDE), (27, "to", 24, TO_INSIDE)):
            match = (*DATA_1, noted("set", bit), "ipv6.hdr", rf'pcre:"/^.{{{offset}}}{_NOT_PUBLIC6}/s"')
            says = f"TFTP transfer {side} an IPv6 address that is not public"
            yield Rule(HELPER, number, says, ANYONE, match)
    if compiled:
        match = (*DATA_1, rf'pcre:"/^.{{4}}{IMAGE}/s"', noted("set", IMAGE_BYTES))
        yield Rule(HELPER, 20, "TFTP transfer of an image", ANYONE, match)
        # Of what comes in the flow of its request no mark need tell.
        strange = (noted("isset", _JUDGED), noted("isnotset", KNOWN), noted("isnotset", PINNED), noted("set", UNKNOWN))
        says = "TFTP transfer of an image under an unknown name from the port that was asked"
        yield Rule(HELPER, 24, says, "udp any 69 -> any any", ("flow:to_client", *_NO_PIN, *DATA_1, *strange))


def _requests(who: Who, once: Sequence[Rule], *, compiled: bool) -> Iterator[Rule]:
    """What the name of a request says, noted in its flow. The first, which forget, must have the lowest sids."""
    forget = [noted("unset", rule.once_bit) for rule in once]
    forget += [noted("unset", bit) for bit in (WRITES, TINY, READ_BY_PEOPLE, BOOT_LINE, *SORTS, LOOKS_UP)]
    if compiled:
        forget += [noted("unset", bit) for bit in (*SITE_SORTS, KNOWN, *restricted(who), IMAGE_BYTES, HEAD, FAR)]
    no_pin = _NO_PIN if compiled else ()
    any_name = request("\\x01\\x02", ANY_NAME)
    for number, name in enumerate(MODES):
        match = (*no_pin, *mode(name), any_name, *forget)
        yield Rule(HELPER, number, f"TFTP request ({name}): forget the last one", ANYONE, match)
    # What is asked for as netascii comes with other bytes than the file has, and is judged by no name.
    for number, bit, what, expression in (
        (10, NAMED_IMAGE, "of an image", IMAGE_NAME),
        (12, NAMED_TEXT, "of a text or picture", HARMLESS_NAME),
        (14, LOOKS_UP, "of a boot loader or phone that looks for its files", LOOK_UP),
    ):
        match = (*mode("octet"), request("\\x01\\x02", expression), noted("set", bit))
        yield Rule(HELPER, number, f"TFTP request by the name {what}", ANYONE, match)
    if compiled:
        # Neither is judged by its name.
        for number, name, opcodes, says in (
            (18, "octet", WRITE, "TFTP write request"),
            (19, "netascii", r"\x01\x02", "TFTP request as netascii"),
        ):
            yield Rule(HELPER, number, says, ANYONE, (*mode(name), request(opcodes, ANY_NAME), noted("set", KNOWN)))


def _asked(port: int, flags: Sequence[str], *, compiled: bool) -> Iterator[Rule]:
    """Marks that requests leave for the pair and the client's port."""
    octet = (*mode("octet"), _REQUEST)
    here = f"(port ...{port:x})"
    cases: list[tuple[str, tuple[str, ...]]]
    for first, sorts, rest in ((ASKED, SORTS, REST), *(((SITE_ASKED, (KNOWN, PINNED), UNKNOWN),) if compiled else ())):
        cases = [(bit, (noted("isset", bit),)) for bit in sorts]
        cases.append((rest, tuple(noted("isnotset", bit) for bit in sorts)))
        for number, (bit, known) in enumerate(cases):
            some = _SOME if bit in (*SORTS, PINNED) else ()
            match = (*octet, *known, *_bits("from", port), *_marked(f"{bit}.{port}"), *some)
            says = f"TFTP request: {bit.rpartition('.')[2]} name {here}"
            yield Rule(HELPER, first + number * len(PORTS) + port, says, ANYONE, match)
    for number, bit in enumerate(FLAGS, len(SITE_SORTS) + 1):
        if bit in flags:
            match = (*octet, noted("isset", bit), *_bits("from", port), *_marked(f"{bit}.{port}"), *_SOME)
            says = f"TFTP request: {bit.rpartition('.')[2]} {here}"
            yield Rule(HELPER, SITE_ASKED + number * len(PORTS) + port, says, ANYONE, match)
    rests = (*_marked(f"{REST}.{port}"), *(_marked(f"{KNOWN}.{port}") if compiled else ()))
    match = (*mode("netascii"), _REQUEST, *_bits("from", port), *rests)
    yield Rule(HELPER, ASKED_AS_TEXT + port, f"TFTP request as netascii {here}", ANYONE, match)
    match = (*octet, noted("isset", LOOKS_UP), *_bits("from", port), *_marked(f"{LOOKS_UP}.{port}"))
    yield Rule(HELPER, REFUSED + len(PORTS) + port, f"TFTP request: look-up {here}", ANYONE, match)


def _taken(port: int, flags: Sequence[str], *, compiled: bool) -> Iterator[Rule]:
    """The first block takes its marks over; a refusal takes them back."""
    here = f"(port ...{port:x})"
    no_pin = _NO_PIN if compiled else ()
    marks = (*SORTS, REST, LOOKS_UP, *((*SITE_SORTS, KNOWN, *flags) if compiled else ()))
    for first, of, flow, header in (
        (COMES, "to", "to_server", "udp any any -> any !69"),
        (GOES, "from", "to_client", "udp any !69 -> any any"),
    ):
        for number, bit in enumerate(SORTS):
            others = (b for b in (*SORTS, REST) if b != bit)
            alone = (_pair("isset", bit, port), *(_pair("isnotset", other, port) for other in others))
            some = (*no_pin, *DATA_1, noted("isset", NAMED))
            match = (f"flow:{flow}", *some, *_bits(of, port), *alone, noted("set", bit))
            says = f"TFTP transfer: {bit.rpartition('.')[2]} name {here}"
            yield Rule(HELPER, first + number * len(PORTS) + port, says, header, match)
        match = (f"flow:{flow}", *DATA_1, *_bits(of, port), *(_pair("unset", mark, port) for mark in marks))
        number = TAKEN + (0 if of == "to" else len(PORTS)) + port
        yield Rule(HELPER, number, f"TFTP transfer has begun {here}", header, match)
    if compiled:
        for number, bit in enumerate((*SITE_SORTS, *FLAGS)):
            if bit in FLAGS and bit not in flags:
                continue
            others = (b for b in (*SITE_SORTS, KNOWN) if b != bit and not (bit in FLAGS and b != UNKNOWN))
            alone = (_pair("isset", bit, port), *(_pair("isnotset", other, port) for other in others))
            says = f"TFTP transfer: {bit.rpartition('.')[2]} {here}"
            # What needs a bit that rules with udp.hdr set, Suricata takes for a rule on streams, and does not try, but
            # where one with udp.hdr needs it, too: so one of these is said to need UNKNOWN.
            some = (*DATA_1, noted("isset", _JUDGED))
            if bit != UNKNOWN:
                some = (*_NO_PIN, *DATA_1, noted("isset", f"{NAMED}|{UNKNOWN}"))
            match = ("flow:to_server", *some, *_bits("to", port), *alone, noted("set", bit))
            yield Rule(HELPER, SITE_COMES + number * len(PORTS) + port, says, "udp any any -> any !69", match)
    refusal = (*begins("|00 05 00|"), *_bits("to", port))
    match = (*refusal, _pair("isset", LOOKS_UP, port), noted("set", LOOKS_UP))
    yield Rule(HELPER, REFUSED + 2 * len(PORTS) + port, f"TFTP refusal of a look-up {here}", ANYONE, match)
    match = (*refusal, *(_pair("unset", mark, port) for mark in marks))
    yield Rule(HELPER, REFUSED + port, f"TFTP refusal {here}", ANYONE, match)
