"""TFTP by its bytes, on any port: what is asked for, what comes, and across which border.

Suricata's own parser reads requests to port 69 only. What a transfer was asked for as, :mod:`~.transfers` notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bootwarden.facts import facts
from bootwarden.facts.autoinstall import Autoinstall
from bootwarden.facts.path import Path
from bootwarden.facts.path import expressions as system_files
from bootwarden.facts.patterns import in_pcre
from bootwarden.facts.pcre import of_path, one_of, pieces
from bootwarden.rules import transfers
from bootwarden.rules.files import (
    CONFIG,
    DATA_1,
    DIAGNOSTICS,
    FOLDERS,
    HEX,
    IMAGE,
    LOADER,
    READ,
    begins,
    request,
)
from bootwarden.rules.rule import MOST_ALERTS, Rule
from bootwarden.rules.transfers import (
    FROM_INSIDE,
    HEAD,
    LOOKS_UP,
    MODES,
    NAMED_IMAGE,
    NAMED_TEXT,
    TINY,
    TINY_BLOCK,
    TO_INSIDE,
    UNKNOWN,
    WRITES,
    mode,
    noted,
)
from bootwarden.rules.who import Who

READ_AS_IMAGE = (noted("isset", NAMED_IMAGE), noted("isnotset", WRITES))


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
    yield from transfers.rules(who, [rule for rule in loud if rule.detection != "BW17" and rule.speaks_once])
    yield from loud


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
    coming, going = (() if who.compiled else (noted("isnotset", bit),) for bit in (FROM_INSIDE, TO_INSIDE))
    image, config = starts(IMAGE), starts(CONFIG)
    policy: dict[str, Any] = {"classtype": "policy-violation", "severity": "critical"}
    leaving = policy | {"leaves": True}
    says = "TFTP image from outside"
    yield from _data("BW11", 0, says, outside, home, image, *coming, device="dest_ip", **policy)
    yield from _data("BW11", 1, "TFTP image to outside", home, outside, image, *going, device="src_ip", **leaving)
    says = "TFTP configuration from outside"
    yield from _data("BW11", 2, says, outside, home, config, *coming, device="dest_ip", **policy)
    says = "TFTP configuration to outside"
    yield from _data("BW11", 3, says, home, outside, config, *going, device="src_ip", dumps=True, **leaving)
    named = (*READ_AS_IMAGE, *coming, starts(f"(?!{IMAGE})(?!{CONFIG})"))
    says = "TFTP file with an image's name from outside"
    yield from _data("BW11", 4, says, outside, home, *named, device="dest_ip", **policy)
    written, read = (noted(action, WRITES) for action in ("isset", "isnotset"))
    yield from _tiny("BW11", 5, "from outside", outside, home, read, *coming, device="dest_ip", **policy)
    yield from _tiny("BW11", 6, "outside", home, outside, *going, device="src_ip", dumps=True, **leaving)
    says, target, leaves = "TFTP write takes a configuration outside", outside, (written, *going)
    if who.servers_declared:
        says, target = "TFTP write takes a configuration to an undeclared server", who.no_server
    yield from _data("BW18", 0, says, home, target, config, *leaves, device="src_ip", **policy)
    where = says.rpartition(" configuration ")[2]
    devices = who.devices if who.site is not None else home
    says = f"TFTP write takes captured packets or output for support {where}"
    yield from _data("BW18", 2, says, devices, target, starts(DIAGNOSTICS), *leaves, device="src_ip", **policy)
    yield from _tiny("BW18", 1, where, home, target, *leaves, device="src_ip", **policy)


def _tiny(
    detection: str, number: int, where: str, source: str | None, target: str | None, *way: str, **more: Any
) -> Iterator[Rule]:
    """The second block, where blocks are too small for the first to show what it is; alerting once in a flow."""
    if source is None or target is None:
        return
    told = (f"flowbits:isnotset,bootwarden.seen.{d}.{n}" for d, n in (("bw11", 2), ("bw11", 3), ("bw18", 0)))
    match = (
        *begins("|00 03 00 02|"),
        f"isdataat:!{4 + TINY_BLOCK}",
        noted("isset", TINY),
        noted("isset", NAMED_TEXT),
        *way,
        *told,
    )
    says = f"TFTP takes a configuration {where} in blocks too small to look into"
    yield Rule(detection, number, says, f"udp {source} any -> {target} any", match, **more).once()


def _autoinstall(who: Who) -> Iterator[Rule]:
    """BW13. A device asks for each name three times: it is told once."""
    known = facts().of(Autoinstall)
    names = sorted({in_pcre(re.escape(name)) for entry in known for name in entry.names})
    fixed = one_of([*names, *(in_pcre(entry.pattern) for entry in known if entry.pattern)]) + r"\x00"
    own = r"[^\x00\/\\]*(?:-confg|\.cfg)"
    cases = (
        (0, who.no_server, f"{FOLDERS}(?={fixed})[^\\x00]*", "asks for a configuration or image by TFTP"),
        # Of its own host name's configuration a device asks everyone when it has none, and its server when it has.
        (1, "255.255.255.255", f"{FOLDERS}(?!{fixed}){own}", "asks everyone for its own configuration by TFTP"),
    )
    for number, target, name, says in cases:
        match = (
            # No text tells a request in whatever mode: of this port, each is tried.
            "dsize:>8",
            "prefilter",
            request(READ, name),
        )
        if who.home is not None and target is not None:
            header = f"udp {who.home} any -> {target} 69"
            says = f"AutoInstall {says}"
            rule = Rule("BW13", number, says, header, match, "src_ip", "policy-violation", "information", "Medium")
            yield rule.once_for("ip_src", 3600)


def _uploads(who: Who) -> Iterator[Rule]:
    """BW15."""
    target = who.no_server
    match = (starts(IMAGE), noted("isset", WRITES))
    says = "TFTP write puts an image on a boot server"
    yield from _data("BW15", 1, says, who.no_uploader, who.server_list, *match, device="src_ip", severity="critical")
    says = "TFTP write puts an image on a server"
    # Without a site every upload counts: most are archives and backups.
    policy = {
        "device": "src_ip",
        "classtype": "policy-violation",
        "severity": "major" if who.servers_declared else "minor",
    }
    yield from _data("BW15", 0, says, who.writers, target, *match, **policy)


def _enumeration(who: Who) -> Iterator[Rule]:
    """BW16: refusals, counted for the client, whatever the server, its code and its message.

    A client refuses, too: what a server announces, for one. Who sends the refusal, the flow's direction tells.
    """
    match = (
        *begins("|00 05 00|"),
        "isdataat:!299",
        r'pcre:"/^.{3}[\x00-\x08][^\x00-\x08\x0e-\x1f]*+\x00*+$/s"',
        noted("isnotset", LOOKS_UP),
        "threshold:type both,track by_dst,count 100,seconds 60",
    )
    says = "TFTP client guesses file names"
    # Admin hosts may scan.
    if (client := who.no_manager) is None:
        return
    for number, port, flow in ((0, "!69", "to_server"), (1, "69", "to_client")):
        header, how = f"udp any {port} -> {client} any", (f"flow:{flow}", *match)
        yield Rule("BW16", number, says, header, how, "dest_ip", "attempted-recon", "major", "Medium")


# Plain; with percent signs, once or twice; and as what lax decoders take for them: overlong UTF-8 of two to four bytes,
# also with percent signs, and IIS's %u.
_DOT = one_of(
    (r"\.", "%2e", "%252e", r"\xc0\xae", r"\xe0\x80\xae", r"\xf0\x80\x80\xae", "%c0%ae", "%e0%80%ae", "%u002e")
)
_DOTS = one_of((r"\.\.", "%2", r"\xc0\xae", r"\x80\xae", "%ae", "%u002e"))
"""What is in every name that climbs, however it is spelled."""
_SEPARATOR = one_of(
    (
        *(r"[\/\\]", "%2f", "%5c", "%252f", "%255c", r"\xc0\xaf", r"\xc1\x9c", r"\xe0\x80\xaf", r"\xf0\x80\x80\xaf"),
        *("%c0%af", "%c1%9c", "%e0%80%af", "%u002f", "%u005c"),
    )
)
# A step down that a step up takes back stays inside, also where more lie between, to a depth. Doubled dots and slashes
# defeat filters that remove "../" or ".." once; of more than two dots, and of what follows a semicolon, servers make a
# step up.
_HERE = rf"(?:{_DOT}?+(?:[\/\\]++|{_SEPARATOR}))*+"
_DEPTH = 6
_DEEPER = "".join(rf"(?<in{n}>(?&down)(?&in{n - 1})*+(?&up))" for n in range(1, _DEPTH))
_STEPS = (
    rf"(?(DEFINE)(?<down>(?!{_DOT}{{1,2}}(?:{_SEPARATOR}|\x00))"
    rf"(?:[^\x00\/\\%\xc0\xc1\xe0\xf0]++|(?!{_SEPARATOR})[^\x00])++{_SEPARATOR}{_HERE})"
    rf"(?<up>{_DOT}{{2}}{_SEPARATOR}{_HERE})(?<in0>(?&down)(?&up)){_DEEPER})"
)
_INSIDE = rf"{_HERE}(?&in{_DEPTH - 1})*+"
_DOUBLED = (
    rf"[^\x00]*?(?:{_DOT}{{4,}}[\/\\]{{2,}}|(?<=[\x01\x02\/\\]){_DOT}{{2}}(?:{_DOT}++(?:{_SEPARATOR}|\x00)|{_DOT}*+\x3b)"
    rf"|{_DOT}{{3}}{_SEPARATOR}{_DOT}{_SEPARATOR})"
)
_LONGEST = 250
"""Characters of a name that are looked at step by step. One with dots that is longer is told of whatever it does."""
CLIMBS = rf"(?:[^\x00]{{{_LONGEST}}}|{_INSIDE}{_DOT}{{2}}(?:{_SEPARATOR}|\x00|%00)|{_DOUBLED})"
# A drive, a URL of this host, another host's drive, Windows' names of devices.
_ROOT = (
    rf"(?:[a-z]:|file:{_SEPARATOR}{{0,3}}+(?:localhost)?|{_SEPARATOR}{{0,2}}+[^\x00\/\\%]++{_SEPARATOR}[a-z]\$"
    rf"|[\/\\]{{2}}[.?][\/\\][a-z]:)?{_HERE}"
)
_STEP = f"{_SEPARATOR}{_HERE}"
_PATHS = one_of(of_path(file, "(?&folder)", "(?&step)") for file in system_files(facts().of(Path)))
_FOLDER = r"(?:[^\x00\/\\%\xc0\xc1\xe0\xf0]++|(?!(?&separator))[%\xc0\xc1\xe0\xf0]){1,100}+(?&step)"
_PARTS = rf"(?<separator>{_SEPARATOR})(?<step>{_STEP})(?<folder>{_FOLDER})"
SYSTEM = rf"{_PATHS}(?(DEFINE){_PARTS})"
"""Files of a server's own system."""


def _bare(path: str) -> str | None:
    """What is left of a path without the folders that it may have; none where it must have one."""
    left = "".join(piece + count for piece, count in pieces(path) if not (count in ("?", "*") and "/" in piece))
    return None if "/" in left else left


_BARE = one_of(of_path(name, "", "") for file in system_files(facts().of(Path)) if (name := _bare(file)))
_MAY_BE_SYSTEM = rf"(?=[^\x00\/\\%\x80-\xff]*+[\/\\%\x80-\xff]|[a-z]:|{_BARE})"
"""A name without any folder is hardly one of them: that is seen first."""


def _traversal(who: Who) -> Iterator[Rule]:
    """BW17, by the request's mode: the ways to spell dots are too many and too short to look for them in all of UDP."""
    climbs = rf"^\x00[\x01\x02]{CLIMBS}"
    inside = rf"(?:(?=[^\x00]{{0,{_LONGEST}}}?{_DOTS})(?&in{_DEPTH - 1})*+)?+"
    system = rf"^\x00[\x01\x02]{_MAY_BE_SYSTEM}{_ROOT}{inside}{SYSTEM}(?:%00[^\x00]*)?\x00"
    for number, name in enumerate(MODES):
        match = mode(name)
        says = f"TFTP request climbs out of the root ({name})"
        yield from _request(who, "BW17", number, says, (*match, f'pcre:"/{_DOTS}/i"', f'pcre:"/{_STEPS}{climbs}/i"'))
        says = f"TFTP request for a system file ({name})"
        expression = rf'pcre:"/{_STEPS}{system}(?:octet|netascii|mail)\x00/i"'
        yield from _request(who, "BW17", 4 + number, says, (*match, expression))
    # A mode that nobody knows has no text. Servers answer on one port, and some take any mode.
    match = ("dsize:>8", "prefilter")
    unknown = r"^\x00[\x01\x02][^\x00]++\x00(?!(?:octet|netascii)\x00)(?:[\x21-\x7e]{1,32}+\x00|\z)"
    for number, what, all_of in (
        (2, "climbs out of the root", (unknown, _DOTS, f"{_STEPS}{climbs}")),
        (6, "for a system file", (unknown, f"{_STEPS}{system}")),
    ):
        says = f"TFTP request {what} (in a mode that nobody knows)"
        yield from _request(who, "BW17", number, says, (*match, *(f'pcre:"/{e}/i"' for e in all_of)), port="69")


def _request(
    who: Who, detection: str, number: int, says: str, match: tuple[str, ...], port: str = "any"
) -> Iterator[Rule]:
    # Once for a port: a client repeats what nobody answers. Admin hosts may scan.
    if who.no_manager is not None:
        header, match = f"udp {who.no_manager} any -> any {port}", (*match, MOST_ALERTS)
        yield Rule(detection, number, says, header, match, "src_ip", "attempted-recon").once()


# The start of a self-extracting installer (ONIE, SONiC, Cumulus): a script by right.
_INSTALLER = r"#![^\n]*\n.{0,500}?(?:ONIE|onie|payload_sha1|exit_marker|Shell archive|installer)"


def _disguised(who: Who) -> Iterator[Rule]:
    """BW23, either way, read or written."""
    text = rf"(?!{_INSTALLER}|{HEX})[\t\r\n\x20-\x7e]{{64}}"
    for number, (written, how, device) in enumerate((("isnotset", "comes", "dest_ip"), ("isset", "is sent", "src_ip"))):
        image, other = ((noted("isset", name), noted(written, WRITES)) for name in (NAMED_IMAGE, NAMED_TEXT))
        side = {"device": device, "classtype": "bad-unknown"}
        says = f"TFTP image {how} under the name of a text or picture"
        yield from _data("BW23", 2 * number, says, "any", "any", *other, starts(IMAGE), **side)
        says = f"TFTP text or script {how} under the name of an image"
        yield from _data("BW23", 2 * number + 1, says, "any", "any", *image, starts(text), **side)


def _servers(who: Who) -> Iterator[Rule]:
    """BW10, which needs declared boot servers."""
    if not who.servers_declared:
        return
    source, readers = who.no_server, who.readers
    policy = {"device": "dest_ip", "classtype": "policy-violation"}
    # Were the write not noted in time, this would only add to what BW15 and BW18 say: no declared server is a reader.
    read = noted("isnotset", WRITES)
    says = "TFTP image from an undeclared server"
    yield from _data("BW10", 0, says, source, readers, starts(IMAGE), read, **policy)
    says = "TFTP configuration from an undeclared server"
    yield from _data("BW10", 1, says, source, readers, starts(CONFIG), read, **policy)
    says = "TFTP file with an image's name from an undeclared server"
    named = (*READ_AS_IMAGE, starts(f"(?!{IMAGE})(?!{CONFIG})"))
    yield from _data("BW10", 2, says, source, readers, *named, **policy)
    says = "TFTP network boot program for a device from an undeclared server"
    yield from _data("BW10", 4, says, source, who.devices, starts(f"(?!{IMAGE})(?:{LOADER})"), read, **policy)


def _images(who: Who) -> Iterator[Rule]:
    """BW20 where images are declared. The rules of each image are in :mod:`~.pins`."""
    if who.site is None or not who.site.images:
        return
    fresh = f"flowbits:isnotset,{HEAD}"
    match = (starts(IMAGE), noted("isset", UNKNOWN), fresh)
    says = "TFTP image under a name that nobody approved"
    yield from _data("BW20", 0, says, "any", who.home, *match, device="dest_ip", severity="critical")
    says = "TFTP file under an image's name that nobody approved"
    by_name = (starts(f"(?!{IMAGE})"), noted("isset", UNKNOWN), *READ_AS_IMAGE, fresh)
    yield from _data("BW20", 2, says, "any", who.home, *by_name, device="dest_ip", severity="critical")
