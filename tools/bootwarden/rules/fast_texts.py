"""What Suricata's matcher looks for of the names of SNMP objects: their beginnings, as far as they tell them apart.

One matcher looks for the texts of all rules on UDP at once, in every datagram, whatever the ports. Beyond some 250 of
them Hyperscan advances by half as many bytes. Rules on one table of a MIB have names that begin alike: they share that
beginning, and a datagram that has it is looked at by each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bootwarden.rules.rule import Rule
from bootwarden.rules.snmp_match import common

MOST = 12
"""Rules that one beginning may wake."""
SHORTEST = 9
"""Bytes that it has at least: a vendor's number, and what stands behind it. Its other objects are polled all day."""

_NAME = re.compile(r'content:"\|(2b 06 01(?: [0-9a-f]{2}){5,})\|"')


def shorten(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, with the fast patterns that are names of SNMP objects cut to what they share."""
    found = list(rules)
    counts: dict[bytes, int] = {}
    for rule in found:
        for name in _fast_names(rule).values():
            counts[name] = counts.get(name, 0) + 1
    sizes = dict(_beginnings(counts)) if counts else {}
    return [_cut(rule, sizes) for rule in found]


def _fast_names(rule: Rule) -> dict[int, bytes]:
    """The names that are fast patterns, by the place of the option that says so."""
    return {
        at: bytes.fromhex(name[1])
        for at, (option, before) in enumerate(zip(rule.match[1:], rule.match, strict=False), 1)
        if option == "fast_pattern" and (name := _NAME.fullmatch(before))
    }


def _cut(rule: Rule, sizes: Mapping[bytes, int]) -> Rule:
    match = list(rule.match)
    for at, name in _fast_names(rule).items():
        if sizes[name] < len(name):
            match[at] = f"fast_pattern:0,{sizes[name]}"
    return replace(rule, match=tuple(match))


def _beginnings(counts: Mapping[bytes, int]) -> Iterator[tuple[bytes, int]]:
    """How much of each name is looked for."""
    shared = len(common(list(counts)))
    if len(counts) == 1 or (shared >= SHORTEST and sum(counts.values()) <= MOST):
        yield from ((name, shared) for name in counts)
        return
    branches: dict[bytes, dict[bytes, int]] = {}
    for name, count in counts.items():
        branches.setdefault(name[shared : shared + 1], {})[name] = count
    for branch in branches.values():
        yield from _beginnings(branch)
