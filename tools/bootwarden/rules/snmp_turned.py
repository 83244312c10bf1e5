"""SETs in flows that began with the agent's answer: what a sensor sees that was started, or forgot, in between.

To Suricata the agent opened such a flow, and the manager answers. Were every rule on SNMP to look there, too, its text
would be looked for in all that anybody answers by UDP: QUIC's downloads, TFTP's ACKs. So each detection has a few rules
for this, that look for all its decisive objects at once. Orders that ask for something beside are not among them.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from bootwarden.facts import facts
from bootwarden.facts.snmp import Snmp
from bootwarden.facts.snmp_plan import Plan, plans
from bootwarden.rules import snmp_match as match
from bootwarden.rules.patterns import LENGTH, SUBID, oid_bytes
from bootwarden.rules.rule import Rule, pcre_bytes, raw

_ROOT = oid_bytes("1.3.6.1")
_LENGTHS = r"(?:\x01|\x02\x00|\x03\x00\x00|\x04\x00\x00\x00)"
_NUMBER = rf"\x02{LENGTH}{_LENGTHS}"
# l: what may stand before a length. i: a small INTEGER up to its last byte. x: an index, as short as it may be.
_DEFINE = rf"(?(DEFINE)(?<l>{LENGTH})(?<i>{_NUMBER})(?<x>(?:(?>{SUBID})){{0,60}}?))"
_INDEX = "(?&x)"
_PARTS = tuple(oid_bytes(f"1.3.6.1.4.1.{first}")[len(_ROOT) :] for first in (0, 2000, 10000))
"""Where the names of a next rule begin, so that Suricata reads the lines."""
_SAYS = (
    ("BW03", False, 1542006730, "moves a configuration"),
    ("BW03", True, 1542006735, "sends a configuration to a server"),
    ("BW04", False, 1542006740, "moves an image or sets what is booted"),
    ("BW04", True, 1542006745, "sends an image to a server"),
    ("BW05", False, 1542006750, "reloads a device"),
    ("BW27", False, 1542006755, "turns off what checks an image before it boots"),
)
"""Detection, whether a file leaves, the first of its sids, and what is said of them."""


def rules(header: str, options: tuple[str, ...], detections: Container[str]) -> Iterator[Rule]:
    """All these rules, with options of their own, for some detections."""
    plain = list(_plain())
    for detection, leaves, first, says in _SAYS:
        mine = (plan for plan in plain if (plan.first.detection, plan.first.leaves) == (detection, leaves))
        objects = [o for plan in mine for o in _objects(plan)]
        for part in range(1, len(_PARTS) + 1):
            some = [o for o in objects if max(1, bisect(_PARTS, o[0])) == part]
            if not some or detection not in detections:
                continue
            expression = f'pcre:"/{_DEFINE}^{_tree(some).expression()}/sR"'
            marks = (f"flowbits:set,{match.RELOADED}",) if detection == "BW05" else ()
            yield Rule(
                detection,
                0,
                f"SNMP SET behind an agent's answer {says}",
                header,
                ("flow:to_client", *match.SET, f'content:"{raw(_ROOT)}"', "fast_pattern", expression, *marks, *options),
                "dest_ip",
                "attempted-admin",
                "major" if leaves else "critical",
                leaves=leaves,
                dumps=leaves and detection == "BW03",
                sid=first + part - 1,
            )


def _plain() -> Iterator[Plan]:
    """The plans for which one object decides."""
    for group in facts().of(Snmp):
        for plan in plans(group):
            if not (plan.beside or plan.without or plan.remembered or plan.unlike):
                yield plan


@dataclass
class _Node:
    """What may follow the bytes of a name: more of it, or a value."""

    more: dict[int, _Node] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)

    def expression(self) -> str:
        """An expression for all that begins here."""
        found = [pcre_bytes(bytes([byte])) + node.expression() for byte, node in self.more.items()]
        if self.values:
            found.append(_INDEX + match.any_of(self.values))
        return match.any_of(found)


def _tree(objects: Iterable[tuple[bytes, str]]) -> _Node:
    root = _Node()
    for name, value in objects:
        node = root
        for byte in name:
            node = node.more.setdefault(byte, _Node())
        node.values[value] = None
    return root


def _objects(plan: Plan) -> Iterator[tuple[bytes, str]]:
    """The decisive objects of a plan, each with its value: without what all names begin with."""
    for oid in plan.group.oids:
        for column in plan.columns:
            values = plan.decisive[column.arc]
            value = match.number(column.type, values) if values else match.tag(column.type)
            if not values and "url" in column.role:
                value = match.URL
            value = value.replace(_NUMBER, "(?&i)").replace(LENGTH, "(?&l)")
            yield oid_bytes(f"{oid}.{column.arc}")[len(_ROOT) :], value
