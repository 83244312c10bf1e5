"""TFTP by its bytes, on any port: what is asked for, what comes, and across which border.

Suricata's own parser reads requests to port 69 only. Requests and data are different flows: where a rule needs both,
helpers note the request with xbits for the pair of hosts, and each further request of the pair takes that back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bootwarden.facts import facts
from bootwarden.facts.autoinstall import Autoinstall
from bootwarden.facts.patterns import in_pcre
from bootwarden.rules.files import (
    CONFIG,
    DATA_1,
    EFI,
    HARMLESS_NAME,
    IMAGE,
    IMAGE_NAME,
    READ,
    WRITE,
    request,
)
from bootwarden.rules.rule import HELPER, Rule
from bootwarden.rules.who import Who

WRITES = "bootwarden.writes"
READS_IMAGE = "bootwarden.reads.image"
READS_TEXT = "bootwarden.reads.text"
WRITES_IMAGE = "bootwarden.writes.image"
WRITES_TEXT = "bootwarden.writes.text"
UNKNOWN = "bootwarden.name.unknown"
PINNED = "bootwarden.name.pinned"
OTHER_SERVER = "bootwarden.name.otherserver"
OTHER_DEVICE = "bootwarden.name.otherdevice"
PAIR_BITS = (WRITES, READS_IMAGE, READS_TEXT, WRITES_IMAGE, WRITES_TEXT)
SITE_BITS = (UNKNOWN, PINNED, OTHER_SERVER, OTHER_DEVICE)

HEAD = "bootwarden.head"
"""Flowbit: the first block is that of a pinned image."""
FAR = "bootwarden.pin.far"
"""Flowbit: its transfer is past the first 32,767 blocks, whose numbers may come again."""

EXPIRE = 3600
"""Seconds in which the first block must follow its request."""

NAMED = (
    (10, READ, READS_IMAGE, "read of an image", IMAGE_NAME),
    (12, READ, READS_TEXT, "read of a text or picture", HARMLESS_NAME),
    (14, WRITE, WRITES_IMAGE, "write of an image", IMAGE_NAME),
    (16, WRITE, WRITES_TEXT, "write of a text or picture", HARMLESS_NAME),
)
MODES = ("octet", "netascii")


def pair(action: str, bit: str) -> str:
    """An xbits option on the pair of hosts."""
    return f"xbits:{action},{bit},track ip_pair" + (f",expire {EXPIRE}" if action == "set" else "")


def starts(expression: str) -> str:
    """A pcre option: the first block's content begins like this."""
    return rf'pcre:"/^\x00\x03\x00\x01{expression}/s"'


def rules(who: Who) -> Iterator[Rule]:
    """All rules on TFTP's requests and first blocks."""
    loud = [
        *_border(who),
        *_autoinstall(who),
        *_uploads(who),
        *_enumeration(who),
        *_traversal(who),
        *_disguised(who),
        *_servers(who),
        *_images(who),
    ]
    yield from _helpers(who, loud)
    yield from loud


def _mode(mode: str) -> tuple[str, ...]:
    return (f'content:"|00|{mode}|00|"', "fast_pattern", "nocase")


def _helpers(who: Who, loud: list[Rule]) -> Iterator[Rule]:
    """Note what each request is for. The first helpers, which forget, must have the lowest sids."""
    compiled = who.compiled and bool(who.site and who.site.images)
    bits = (*PAIR_BITS, *(SITE_BITS if compiled else ()))
    forget = [f"flowbits:unset,{r.once_bit}" for r in loud if f"flowbits:set,{r.once_bit}" in r.match]
    forget += [f"flowbits:unset,{HEAD}", f"flowbits:unset,{FAR}", "flowint:bootwarden.pin,=,0"] if compiled else []
    forget += [pair("unset", bit) for bit in bits]
    for number, mode in enumerate(MODES):
        says = f"TFTP request ({mode}): forget the last one"
        match = ('content:"|00|"', "startswith", *_mode(mode), request("\\x01\\x02", "[^\\x00]*"), *forget)
        yield Rule(HELPER, number, says, "udp any any -> any any", match)
        match = ('content:"|00 02|"', "startswith", *_mode(mode), request(WRITE, "[^\\x00]*"), pair("set", WRITES))
        yield Rule(HELPER, 2 + number, f"TFTP write request ({mode})", "udp any any -> any any", match)
        for first, op, bit, what, name in NAMED:
            match = ('content:"|00|"', "startswith", *_mode(mode), request(op, name), pair("set", bit))
            yield Rule(HELPER, first + number, f"TFTP {what} by name ({mode})", "udp any any -> any any", match)
        if compiled:
            says = f"TFTP read request, of unknown name until proven otherwise ({mode})"
            match = ('content:"|00 01|"', "startswith", *_mode(mode), request(READ, "[^\\x00]*"), pair("set", UNKNOWN))
            yield Rule(HELPER, 18 + number, says, "udp any any -> any any", match)


def _data(
    detection: str, number: int, says: str, source: str | None, target: str | None, *match: str, **more: Any
) -> Iterator[Rule]:
    """A rule on a first block, alerting once in a flow; none where one side holds nobody."""
    if source is not None and target is not None:
        header = f"udp {source} any -> {target} any"
        yield Rule(detection, number, says, header, (*DATA_1, *match), **more).once()


def _border(who: Who) -> Iterator[Rule]:
    """BW11, and BW18 where it crosses the border."""
    home, outside = who.home, who.outside
    image, config = starts(IMAGE), starts(CONFIG)
    policy: dict[str, Any] = {"classtype": "policy-violation", "severity": "critical"}
    leaving = policy | {"leaves": True}
    yield from _data("BW11", 0, "TFTP image from outside", outside, home, image, device="dest_ip", **policy)
    yield from _data("BW11", 1, "TFTP image to outside", home, outside, image, device="src_ip", **leaving)
    yield from _data("BW11", 2, "TFTP configuration from outside", outside, home, config, device="dest_ip", **policy)
    yield from _data("BW11", 3, "TFTP configuration to outside", home, outside, config, device="src_ip", **leaving)
    named = (pair("isset", READS_IMAGE), starts(f"(?!{IMAGE})(?!{CONFIG})"))
    says = "TFTP file with an image's name from outside"
    yield from _data("BW11", 4, says, outside, home, *named, device="dest_ip", **policy)
    written = pair("isset", WRITES)
    says = "TFTP write takes a configuration outside"
    target = who.no_server if who.servers_declared else who.outside
    if who.servers_declared:
        says = "TFTP write takes a configuration to an undeclared server"
    yield from _data("BW18", 0, says, home, target, config, written, device="src_ip", **policy)


def _autoinstall(who: Who) -> Iterator[Rule]:
    """BW13. A device asks for each name three times: it is told once."""
    path = r"(?:[^\x00]*[\/\\])?"
    known = facts().of(Autoinstall)
    names = sorted({in_pcre(re.escape(name)) for entry in known for name in entry.names})
    fixed = f"(?:{'|'.join([*names, *(in_pcre(entry.pattern) for entry in known if entry.pattern)])})\\x00"
    own = r"[^\x00\/\\]*(?:-confg|\.cfg)"
    cases = (
        (0, who.no_server, f"{path}(?={fixed})[^\\x00]*", "asks for a configuration or image by TFTP"),
        # Of its own host name's configuration a device asks everyone when it has none, and its server when it has.
        (1, "255.255.255.255", f"{path}(?!{fixed}){own}", "asks everyone for its own configuration by TFTP"),
    )
    for number, target, name, says in cases:
        match = (
            'content:"|00 01|"',
            "startswith",
            request(READ, name),
            "threshold:type limit,track by_src,count 1,seconds 3600",
        )
        if who.home is not None and target is not None:
            header = f"udp {who.home} any -> {target} 69"
            says = f"AutoInstall {says}"
            yield Rule("BW13", number, says, header, match, "src_ip", "policy-violation", "information", "Medium")


def _uploads(who: Who) -> Iterator[Rule]:
    """BW15."""
    home = who.home
    target = who.no_server
    match = (starts(IMAGE), pair("isset", WRITES))
    says = "TFTP write puts an image on a boot server"
    yield from _data("BW15", 1, says, who.no_uploader, who.server_list, *match, device="src_ip", severity="critical")
    says = "TFTP write puts an image on a server"
    # Without a site every upload counts: most are archives and backups.
    policy = {
        "device": "src_ip",
        "classtype": "policy-violation",
        "severity": "major" if who.servers_declared else "minor",
    }
    yield from _data("BW15", 0, says, home, target, *match, **policy)


def _enumeration(who: Who) -> Iterator[Rule]:
    """BW16: refusals, counted for the client, whatever the server and the ports."""
    match = (
        "dsize:5<>200",
        'content:"|00 05 00 01|"',
        "startswith",
        r'pcre:"/^\x00\x05\x00\x01[^\x00]*\x00$/"',
        "threshold:type both,track by_dst,count 100,seconds 60",
    )
    header = "udp any any -> any any"
    yield Rule(
        "BW16", 0, "TFTP client guesses file names", header, match, "dest_ip", "attempted-recon", "major", "Medium"
    )


# Plain; with percent signs, once or twice; and as what lax decoders take for them: overlong UTF-8 of two to four bytes,
# also with percent signs, and IIS's %u.
_DOT = r"(?:\.|%2e|%252e|\xc0\xae|\xe0\x80\xae|\xf0\x80\x80\xae|%c0%ae|%e0%80%ae|%u002e)"
_SEPARATOR = (
    r"(?:[\/\\]|%2f|%5c|%252f|%255c|\xc0\xaf|\xc1\x9c|\xe0\x80\xaf|\xf0\x80\x80\xaf|%c0%af|%c1%9c|%e0%80%af"
    r"|%u002f|%u005c)"
)
# A step down that a step up takes back stays inside; doubled dots and slashes defeat filters that remove "../" once.
_DOWN = rf"(?!{_DOT}{{1,2}}(?:{_SEPARATOR}|\x00))(?:(?!{_SEPARATOR})[^\x00])+"
_HERE = rf"(?:(?:{_DOT}?{_SEPARATOR})*)"
_INSIDE = rf"(?<inside>{_DOWN}{_SEPARATOR}{_HERE}(?&inside)*{_DOT}{{2}}{_SEPARATOR}{_HERE})"
_DOUBLED = rf"[^\x00]*{_DOT}{{4,}}[\/\\]{{2,}}"
CLIMBS = rf"(?:{_HERE}{_INSIDE}*{_DOT}{{2}}(?:{_SEPARATOR}|\x00)|{_HERE}(?:{_DOWN}{_SEPARATOR}{_HERE})*?{_DOUBLED})"
_ROOT = f"(?:[a-z]:)?{_HERE}"
_STEP = f"{_SEPARATOR}{_HERE}"
SYSTEM = (
    rf"(?:etc{_STEP}(?:passwd|shadow|group|hosts|master\.passwd|sudoers|ssh{_STEP}[^\x00]+|inetd\.conf"
    rf"|ssl{_STEP}private[^\x00]*)|boot\.ini|autoexec\.bat|proc{_STEP}[^\x00]+|root{_STEP}\.[^\x00]+"
    rf"|(?:windows|winnt){_STEP}(?:win\.ini|system\.ini|repair{_STEP}[^\x00]+"
    rf"|system32{_STEP}(?:config|drivers{_STEP}etc){_STEP}[^\x00]+))"
)


def _traversal(who: Who) -> Iterator[Rule]:
    """BW17. Spellings exclude each other, so that a request alerts once."""
    climbs = rf'pcre:"/^\x00[\x01\x02]{CLIMBS}/i"'
    spellings = (
        (0, "", '".."'),
        (1, " in percent signs", '"%2"'),
        (2, " in overlong UTF-8", '"|c0 ae|"'),
        (3, " in overlong UTF-8 of three bytes", '"|e0 80 ae|"'),
        (8, " in overlong UTF-8 of four bytes", '"|80 80 ae|"'),
        (6, " in overlong UTF-8 in percent signs", '"0%ae"'),
        (7, " in Unicode in percent signs", '"%u002e"'),
    )
    for at, (number, spelled, dots) in enumerate(spellings):
        others = (f"content:!{other}" for _, _, other in spellings[:at])
        match = ('content:"|00|"', "startswith", f"content:{dots}", "fast_pattern", "nocase", *others)
        yield _request("BW17", number, f"TFTP request climbs out of the root{spelled}", (*match, climbs, _any_mode()))
    match = (
        'content:"|00|"',
        "startswith",
        rf'pcre:"/^\x00[\x01\x02]{_ROOT}{SYSTEM}\x00(?:octet|netascii|mail)\x00/i"',
    )
    for number, mode in enumerate(MODES):
        more = (*match[:2], *_mode(mode), *match[2:])
        yield _request("BW17", 4 + number, f"TFTP request for a system file ({mode})", more)


def _any_mode() -> str:
    return r'pcre:"/\x00(?:octet|netascii|mail)\x00/i"'


def _request(detection: str, number: int, says: str, match: tuple[str, ...]) -> Rule:
    return Rule(detection, number, says, "udp any any -> any any", match, "src_ip", "attempted-recon", "major")


# The start of a self-extracting installer (ONIE, SONiC, Cumulus): a script by right.
_INSTALLER = r"#![^\n]*\n.{0,500}?(?:ONIE|onie|payload_sha1|exit_marker|Shell archive|installer)"


def _disguised(who: Who) -> Iterator[Rule]:
    """BW23, either way, read or written."""
    text = rf"(?!{_INSTALLER})[\t\r\n\x20-\x7e]{{64}}"
    for number, (image_bit, text_bit, how, device) in enumerate(
        ((READS_IMAGE, READS_TEXT, "comes", "dest_ip"), (WRITES_IMAGE, WRITES_TEXT, "is sent", "src_ip"))
    ):
        side = {"device": device, "classtype": "bad-unknown"}
        says = f"TFTP image {how} under the name of a text or picture"
        yield from _data("BW23", 2 * number, says, "any", "any", pair("isset", text_bit), starts(IMAGE), **side)
        says = f"TFTP text or script {how} under the name of an image"
        yield from _data("BW23", 2 * number + 1, says, "any", "any", pair("isset", image_bit), starts(text), **side)


def _servers(who: Who) -> Iterator[Rule]:
    """BW10, which needs declared boot servers."""
    if not who.servers_declared:
        return
    source, readers = who.no_server, who.readers
    policy = {"device": "dest_ip", "classtype": "policy-violation"}
    # Were the write not noted in time, this would only add to what BW15 and BW18 say: no declared server is a reader.
    read = pair("isnotset", WRITES)
    says = "TFTP image from an undeclared server"
    yield from _data("BW10", 0, says, source, readers, starts(IMAGE), read, **policy)
    says = "TFTP configuration from an undeclared server"
    yield from _data("BW10", 1, says, source, readers, starts(CONFIG), read, **policy)
    says = "TFTP file with an image's name from an undeclared server"
    named = (pair("isset", READS_IMAGE), starts(f"(?!{IMAGE})(?!{CONFIG})"))
    yield from _data("BW10", 2, says, source, readers, *named, **policy)
    says = "TFTP network boot program for a device from an undeclared server"
    yield from _data("BW10", 4, says, source, who.devices, starts(f"(?:{EFI})"), read, **policy)


def _images(who: Who) -> Iterator[Rule]:
    """BW20 where images are declared. The rules of each image are in :mod:`~.pins`."""
    if who.site is None or not who.site.images:
        return
    fresh = f"flowbits:isnotset,{HEAD}"
    match = (starts(IMAGE), pair("isset", UNKNOWN), fresh)
    says = "TFTP image under a name that nobody approved"
    yield from _data("BW20", 0, says, "any", who.home, *match, device="dest_ip", severity="critical")
