"""BW30: two stages of a hijack on one device within a day.

Rules that see a device redirected, or told to reload, mark it by its address: requests, orders and data are different
flows. The rules here alert on the next stage, once. A mark that is seen too late, in another thread, costs an alert
or doubles one, and never makes one: `isnotset` only keeps the second alert of a chain away. A file that a thread reads
after the order that followed it does: of captures that are read at once, not live, where seconds lie between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bootwarden.detections import DETECTIONS
from bootwarden.rules.commands import telnet_reload
from bootwarden.rules.files import CONFIG, DATA_1, FTP_GETS, IMAGE, LOADER
from bootwarden.rules.rule import Rule, marked
from bootwarden.rules.snmp_match import RELOADED, SET
from bootwarden.rules.tftp import starts
from bootwarden.rules.transfers import WRITES, noted
from bootwarden.rules.who import Who

DAY = 86_400
ORDERED = "bootwarden.ordered"
"""The device was redirected or told to reload: a file may follow."""
PREPARED = "bootwarden.prepared"
"""The device was redirected, or got a file that it should not have: a reload may follow."""
CHAINED = "bootwarden.chained"
LEASED = "bootwarden.leased"
"""The device was given boot options that name, or come from, an undeclared server."""
ROGUE = "bootwarden.rogue"
"""The host gave such options, to whomever: an answer that is broadcast names no device by its address."""

# What is noted of a device that showed a stage.
_MARKS: dict[str, tuple[str, ...]] = {
    "redirect": (ORDERED, PREPARED),
    "fetch": (PREPARED,),
    "content": (PREPARED,),
    "boot": (ORDERED,),
}


def mark(rule: Rule) -> Rule:
    """The rule, noting which stage it saw on which device. A file that leaves a device boots nothing."""
    if rule.detection == "BW01":
        # A relay that passes options on boots of none.
        sides = ((ROGUE, "ip_src"), *(() if rule.header.endswith(" 67") else ((LEASED, "ip_dst"),)))
        return replace(rule, match=(*rule.match, *_marked(sides)))
    detection = DETECTIONS.get(rule.detection)
    if detection is None or not detection.marks or detection.leaves or rule.leaves:
        return rule
    bits = _MARKS[detection.stage]
    side = "ip_dst" if rule.device == "dest_ip" else "ip_src"
    return replace(rule, match=(*rule.match, *_marked((bit, side) for bit in bits)))


def _marked(bits: Iterable[tuple[str, str]]) -> Iterator[str]:
    for bit, side in bits:
        yield from marked(bit, side, DAY)


def _xbits(action: str, bit: str, side: str = "ip_dst") -> str:
    return f"xbits:{action},{bit},track {side}" + (f",expire {DAY}" if action == "set" else "")


def rules(who: Who) -> Iterator[Rule]:
    """The rules that see the next stage."""
    if who.home is None:
        return
    once = (_xbits("isnotset", CHAINED), _xbits("set", CHAINED))
    match: tuple[str, ...] = (*DATA_1, starts(f"(?:{IMAGE}|{CONFIG})"), _xbits("isset", ORDERED), *once)
    says = "Device that was redirected or reloaded gets an image or configuration by TFTP"
    yield _rule(0, says, f"udp any any -> {who.home} any", match)
    yield from _netbooted(who, once)
    source = who.no_manager if who.managers else "any"
    if source is None:
        return
    # Set by the rule on the order, which comes first.
    match = (
        f"flowbits:isset,{RELOADED}",
        f"flowbits:unset,{RELOADED}",
        *SET,
        'content:"|2b 06 01|"',
        "fast_pattern",
        _xbits("isset", PREPARED),
        *once,
    )
    says = "Device that was redirected or got a suspicious image is reloaded by SNMP"
    yield _rule(1, says, f"udp {source} any -> {who.home} 161", match)
    # A boot command and a reload in one session are one transaction.
    apart = tuple(f"flowbits:isnotset,bootwarden.seen.bw07.{n}" for n in (*(0, 1), *((10, 11) if who.compiled else ())))
    match = ("flow:established,to_server", 'content:"|0d|"', telnet_reload(), *apart, _xbits("isset", PREPARED), *once)
    says = "Device that was redirected or got a suspicious image is reloaded by telnet"
    yield _rule(2, says, f"tcp {source} any -> {who.home} 23", match)


def _netbooted(who: Who, once: tuple[str, ...]) -> Iterator[Rule]:
    """What a device fetches after rogue boot options, or by HTTP or FTP after an order. Needs a site's set."""
    if not who.compiled:
        return
    file = f"(?:{IMAGE}|{CONFIG}|{LOADER})"
    ordered, leased, rogue = _xbits("isset", ORDERED), _xbits("isset", LEASED), _xbits("isset", ROGUE, "ip_src")
    # Whose mark it is, so that one file is one alert.
    marks = (
        ("Device that was redirected or reloaded gets", "any", (ordered,)),
        ("Device gets from a host that gave rogue boot options", who.no_server, (rogue, _xbits("isnotset", ORDERED))),
        (
            "Device with rogue boot options gets from elsewhere",
            who.no_server,
            (leased, _xbits("isnotset", ORDERED), _xbits("isnotset", ROGUE, "ip_src")),
        ),
    )
    for number, (what, source, mark) in enumerate(marks):
        if source is None:
            continue
        if number:
            match = (*DATA_1, starts(file), noted("isnotset", WRITES), *mark, *once)
            says = f"{what} an image, loader or configuration by TFTP"
            yield _rule(2 + number, says, f"udp {source} any -> {who.home} any", match)
        if who.devices is not None:
            begin = f'pcre:"/^{file}/s"'
            match = ("flow:established,to_client", "file.data", begin, *mark, *once)
            says = f"{what} an image, loader or configuration by HTTP"
            yield _rule(10 + number, says, f"http {source} any -> {who.devices} any", match)
            says = f"{what} an image, loader or configuration by FTP"
            for more, served, fetched, flow in FTP_GETS:
                header = f"ftp-data {source} {served} -> {who.devices} {fetched}"
                yield _rule(20 + more + number, says, header, (*flow, begin, *mark, *once))


def _rule(number: int, says: str, header: str, match: tuple[str, ...]) -> Rule:
    return Rule("BW30", number, says, header, match, "dest_ip", "targeted-activity", "critical")
