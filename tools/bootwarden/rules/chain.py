"""BW30: two stages of a hijack on one device within a day.

Rules that see a device redirected, or told to reload, mark it by its address: requests, orders and data are different
flows. The rules here alert on the next stage, once. A mark that is seen too late, in another thread, costs an alert
or doubles one, and never makes one: `isnotset` only keeps the second alert of a chain away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bootwarden.detections import DETECTIONS
from bootwarden.rules.commands import telnet_reload
from bootwarden.rules.files import CONFIG, DATA_1, IMAGE
from bootwarden.rules.rule import Rule
from bootwarden.rules.snmp import RELOADED
from bootwarden.rules.snmp_match import SET
from bootwarden.rules.tftp import starts
from bootwarden.rules.who import Who

DAY = 86_400
ORDERED = "bootwarden.stage.ordered"
"""The device was redirected or told to reload: a file may follow."""
PREPARED = "bootwarden.stage.prepared"
"""The device was redirected, or got a file that it should not have: a reload may follow."""
CHAINED = "bootwarden.stage.chained"

# What is noted of a device that showed a stage.
_MARKS: dict[str, tuple[str, ...]] = {
    "redirect": (ORDERED, PREPARED),
    "fetch": (PREPARED,),
    "content": (PREPARED,),
    "boot": (ORDERED,),
}


def mark(rule: Rule) -> Rule:
    """The rule, noting which stage it saw on which device. A file that leaves a device boots nothing."""
    detection = DETECTIONS.get(rule.detection)
    if detection is None or not detection.marks or detection.leaves or rule.leaves:
        return rule
    bits = _MARKS[detection.stage]
    side = "ip_dst" if rule.device == "dest_ip" else "ip_src"
    return replace(rule, match=(*rule.match, *(_xbits("set", bit, side) for bit in bits)))


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


def _rule(number: int, says: str, header: str, match: tuple[str, ...]) -> Rule:
    return Rule("BW30", number, says, header, match, "dest_ip", "targeted-activity", "critical")
