"""One Suricata rule as data, and how it is written: sid, metadata and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bootwarden.detections import DETECTIONS, DUMP, FALLBACK, TECHNIQUES

CREATED = "2026_11_23"
UPDATED = "2026_11_24"

GENERIC_SID = 1542005000
SITE_SID = 1542100000
HELPER = "helper"
HELPER_BLOCK = 90
"""Helpers, which never alert, have generic sids as if of a detection numbered 90. Compiled, they come first: what a
request says of a name must be noted before the rules of single images, and sids decide on the order."""

MORE_HELPERS, MORE_HELPER_BLOCK = 100, 40
"""Those numbered 100 on have them as if of detections numbered 40 on."""

OF_FACTS = range(1542006000, 1542008000)
"""Generic sids that facts give their rules. In a compiled set they are 1542132000 on, and rules for what the site's
own managers do with undeclared servers 1542135000 on (1542134000 on where the sid is one of a detection's): images
have what follows."""
SITE_OF_FACTS, SITE_NAMING = 1542132000, 1542135000

MOST_ALERTS = "threshold:type limit,track by_rule,count 100,seconds 60"
"""How often a rule may alert on what costs a sender nothing but addresses."""

MOST_FOR_ONE = "threshold:type limit,track by_dst,count 100,seconds 60"
"""The same for all other datagrams: a flood to one host silences nothing about another."""

LONGEST = 8190
"""Suricata reads no longer line."""

Device = Literal["src_ip", "dest_ip"]

_SEVERITY = {"information": "Informational", "minor": "Minor", "major": "Major", "critical": "Critical"}
_PRIORITY = {"critical": 1, "major": 2, "minor": 3, "information": 4}
"""What eve.json has as an alert's severity. Classes of attacks know three, and say another than the metadata."""


def sid(detection: str, number: int, *, site: bool) -> int:
    """The sid of rule ``number`` of a detection: 1542005nn0 on, or compiled 15421nn000 on."""
    if detection == HELPER:
        first = HELPER_BLOCK * 10 if number < MORE_HELPERS else MORE_HELPER_BLOCK * 10 - MORE_HELPERS
        return SITE_SID + number if site else GENERIC_SID + first + number
    block = int(detection[2:])
    return SITE_SID + block * 1000 + number if site else GENERIC_SID + block * 10 + number


def _of_block(sid_: int) -> int:
    """The compiled sid of a rule born of facts whose sid is from before there were any; any other sid as it is."""
    block, number = divmod(sid_ - GENERIC_SID, 10)
    if not 0 <= block < 100:
        return sid_
    if block >= HELPER_BLOCK:
        return SITE_SID + sid_ - GENERIC_SID - HELPER_BLOCK * 10
    return SITE_SID + block * 1000 + number


def marked(bit: str, side: str, seconds: int) -> tuple[str, str]:
    """Options that mark a host or pair for so long from now on.

    Setting a bit that was set makes it last no longer, though its time be over: Suricata looks at that only where a
    rule asks for the bit (7.0.10 and 8.0.6, ippair-bit.c and host-bit.c).
    """
    return f"xbits:unset,{bit},track {side}", f"xbits:set,{bit},track {side},expire {seconds}"


@dataclass(frozen=True)
class Rule:
    """A rule. ``device`` is the side of the alerting packet on which the device is; ``match`` are its options.

    ``once`` names a flowbit that keeps the rule from alerting again in one flow, until the next TFTP request there.
    """

    detection: str
    number: int
    message: str
    header: str
    match: tuple[str, ...]
    device: Device = "dest_ip"
    classtype: str = "misc-attack"
    severity: Literal["information", "minor", "major", "critical"] = "major"
    confidence: Literal["Low", "Medium", "High"] = "High"
    leaves: bool = False
    """Whether a file leaves the device: nothing boots of that."""
    dumps: bool = False
    """Whether that file is its configuration, under a detection that is about what comes as well."""
    sid: int | None = None
    """For rules that do not follow the numbering: born of facts, or one for each image."""
    atlas: bool = False
    """Whether it stands in the second file of the generic set: orders by SNMP to rarer devices."""
    naming: bool = False
    """A rule born of facts about a server that is named, beside the one about the order."""

    @property
    def once_bit(self) -> str:
        """The flowbit that is set once the rule has alerted."""
        number = self.number if self.sid is None else self.sid
        return f"bootwarden.seen.{self.detection.lower()}.{number}"

    @property
    def alerts(self) -> bool:
        """Whether it is no helper."""
        return self.detection != HELPER

    def once(self) -> Rule:
        """The same rule, alerting once in a flow."""
        extra = (f"flowbits:isnotset,{self.once_bit}", f"flowbits:set,{self.once_bit}")
        return replace(self, match=(*self.match, *extra))

    @property
    def technique(self) -> str:
        """What ATT&CK calls what it sees."""
        return FALLBACK if not self.alerts else DUMP if self.dumps else DETECTIONS[self.detection].technique

    @property
    def speaks_once(self) -> bool:
        """Whether it alerts once in a flow."""
        return f"flowbits:set,{self.once_bit}" in self.match

    def once_for(self, side: Literal["ip_src", "ip_dst", "ip_pair"], seconds: int) -> Rule:
        """The same rule, alerting once for an address or pair in so many seconds.

        A thread that has not seen the first time alerts again. Addresses can be made up: of a flood of them
        :data:`MOST_ALERTS` says how many count.
        """
        bit = self.once_bit.replace(".seen.", ".told.")
        told = (f"xbits:isnotset,{bit},track {side}", f"xbits:set,{bit},track {side},expire {seconds}")
        return replace(self, match=(*self.match, *told, MOST_ALERTS))

    def bounded(self) -> Rule:
        """The same rule; limited in how often it alerts, where addresses can be made up and nothing else limits it."""
        free = (
            self.alerts and self.header.startswith("udp ") and not any(o.startswith("threshold:") for o in self.match)
        )
        return replace(self, match=(*self.match, MOST_FOR_ONE)) if free else self

    def number_in(self, *, site: bool) -> int:
        """The rule's sid in the generic or in a compiled set."""
        if self.sid is None:
            return sid(self.detection, self.number, site=site)
        if not site:
            return self.sid
        if self.naming:
            return self.sid - OF_FACTS.start + SITE_NAMING
        if self.sid in OF_FACTS:
            return self.sid - OF_FACTS.start + SITE_OF_FACTS
        return _of_block(self.sid)

    def line(self, *, site: bool) -> str:
        """The rule as Suricata reads it."""
        helper = not self.alerts
        kind = "HELPER" if helper else self.detection
        options = [f'msg:"BOOTWARDEN {kind} {self.message}"', *_woken_by(self.match)]
        if helper:
            options.append("noalert")
        else:
            options.append(f"target:{self.device}")
            options.append(f"reference:url,attack.mitre.org/techniques/{self.technique.replace('.', '/')}")
        # Rules of one priority are evaluated in the order of their sids, on which helpers depend.
        options.append(f"classtype:{'not-suspicious' if helper else self.classtype}")
        if not helper:
            options.append(f"priority:{_PRIORITY[self.severity]}")
        options += [f"sid:{self.number_in(site=site)}", "rev:1", f"metadata:{', '.join(self._metadata())}"]
        line = f"alert {self.header} ({'; '.join(options)};)"
        if len(line) > LONGEST:
            raise ValueError(
                f"rule {self.number_in(site=site)} ({self.message}) has {len(line)} characters, more than the "
                f"{LONGEST} that Suricata reads: declare fewer or larger networks, and fewer names"
            )
        return line

    def _metadata(self) -> Iterable[str]:
        helper = not self.alerts
        technique = self.technique
        named = TECHNIQUES[technique]
        yield "attack_target Networking_Equipment"
        if not helper:
            yield f"bootwarden_detection {self.detection}"
            yield f"bootwarden_device {self.device}"
        yield f"confidence {'High' if helper else self.confidence}"
        yield f"created_at {CREATED}"
        yield "deployment Perimeter"
        yield "deployment Internal"
        if not helper:
            yield f"mitre_tactic_id {named.tactic}"
            yield f"mitre_tactic_name {named.tactic_name.replace(' ', '_')}"
            yield f"mitre_technique_id {technique}"
            yield f"mitre_technique_name {named.name.replace(' ', '_')}"
        yield "performance_impact Low"
        yield f"signature_severity {'Informational' if helper else _SEVERITY[self.severity]}"
        yield f"updated_at {UPDATED}"


_LOOKS = ("content:", "pcre:", "byte_test:", "isdataat:")
"""Options that look into the payload."""


def _woken_by(match: Sequence[str]) -> list[str]:
    """The options, with a text that only wakes the rule behind all else that looks into the payload.

    Suricata searches for it again in its place, at the price of two other tests, and most datagrams fail those.
    """
    if "fast_pattern:only" not in match:
        return list(match)
    last = match.index("fast_pattern:only") + 1
    first = max(at for at, option in enumerate(match[:last]) if option.startswith("content:"))
    rest = [*match[:first], *match[last:]]
    # Behind a sticky buffer it would be searched for in that one.
    end = next((at for at, option in enumerate(rest) if option.endswith(".hdr")), len(rest))
    behind = max((at + 1 for at, option in enumerate(rest[:end]) if option.startswith(_LOOKS)), default=first)
    return [*rest[:behind], *match[first:last], *rest[behind:]]


_PLAIN = re.compile(rb"[A-Za-z0-9_./-]")


def content(data: bytes) -> str:
    """Bytes as a content option writes them: what could be read as syntax, in hex."""
    out: list[str] = []
    hexed: list[str] = []
    for value in data:
        char = bytes([value])
        if _PLAIN.match(char):
            if hexed:
                out.append(f"|{' '.join(hexed)}|")
                hexed = []
            out.append(char.decode())
        else:
            hexed.append(f"{value:02x}")
    if hexed:
        out.append(f"|{' '.join(hexed)}|")
    return "".join(out)


def raw(data: bytes) -> str:
    """Bytes as a content option in hex throughout."""
    return f"|{data.hex(' ')}|"


_ITSELF = frozenset(b" _" + b"".join(bytes([n]) for n in range(128) if chr(n).isalnum()))
_IN_PCRE = [chr(value) if value in _ITSELF else f"\\x{value:02x}" for value in range(256)]


def pcre_bytes(data: bytes) -> str:
    """Bytes as a regular expression that matches them."""
    return "".join(map(_IN_PCRE.__getitem__, data))
