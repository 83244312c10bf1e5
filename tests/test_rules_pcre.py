"""No input that an outsider can send silences a rule: no expression reaches the limits that Suricata sets for it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest

import pcre
from bootwarden.facts.pcre import one_of
from bootwarden.rules import SUBJECTS, chain
from bootwarden.rules.grammar import as_needed
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import generic, of_site
from bootwarden.scenarios import sites
from bootwarden.scenarios.run import materialise
from bootwarden.site.load import load_site

LARGEST = 65_507
"""Bytes of a datagram. A stream is looked at in smaller pieces."""
FILL = (
    b"\x00", b"\x01", b"\x02", b"\x08", b"\x7f", b"\xff", b"\x80", b"\x30", b"\r", b"\n", b"\r\n", b" ", b"\t", b"a",
    b"A", b"0", b".", b"/", b"\\", b"!", b"-", b":", b"%", b"x\x08", b"\xff\xfb\x01", b"a ", b" a", b"!\n", b"a.",
    b"../", b"a/", b"\x00\x01", b"\x01\x00", b"\x2b\x00", b"\x05\x00", b"\x06\x05", b"\x30\x81", b"a\n", b"\x00a", b"://",
)  # fmt: skip
"""What the rest of an input repeats."""
ROUNDS = 8


def subjects() -> list[str]:
    return [s.__module__.rsplit(".", 1)[-1] for s in SUBJECTS]


@pytest.fixture(scope="module")
def rule_sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Rule]]]:
    folder = materialise(sites.PINNED, tmp_path_factory.mktemp("site"))
    whos = {"generic": generic(), "site": of_site(load_site(folder.parent / "source" / "site.toml").site)}
    return {
        name: {s.__module__.rsplit(".", 1)[-1]: [chain.mark(r) for r in s(who)] for s in SUBJECTS}
        for name, who in whos.items()
    }


def contents(rule: Rule) -> list[bytes]:
    """What must be there for Suricata to try the expression at all."""
    found = []
    for option in rule.match:
        if said := re.match(r'content:"([^"]*)"', option):
            parts = re.split(r"\|([0-9a-fA-F ]*)\|", said[1])
            found.append(b"".join(bytes.fromhex(p) if n % 2 else p.encode() for n, p in enumerate(parts)))
    return found


def words(expression: str) -> list[bytes]:
    """Bytes that an expression itself speaks of."""
    runs = re.findall(r"(?:\\x[0-9a-f]{2}|(?<![\\{])[A-Za-z0-9 ])+", expression)
    plain = {re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), r.encode()) for r in runs}
    return sorted((w for w in plain if w), key=lambda w: (-len(w), w))[:40]


def bounds(rule: Rule) -> tuple[int, int]:
    """The sizes of datagrams that the rule looks at."""
    least, most = 0, LARGEST
    for option in rule.match:
        if said := re.fullmatch(r"dsize:(\d*)(<>|>|<)(\d*)", option):
            if said[2] == ">":
                least = int(said[3]) + 1
            elif said[2] == "<":
                most = int(said[3]) - 1
            else:
                least, most = int(said[1]) + 1, int(said[3]) - 1
    return least, most


def inputs(rule: Rule, expression: str) -> Iterator[bytes]:
    """Long inputs that go with the expression for a while: its own words, and runs of what it may skip."""
    rng = random.Random(expression)
    head = b"".join(contents(rule))
    said = words(expression)
    _, most = bounds(rule)
    starts = {b"", head, *(bytes.fromhex(h) for h in ("00030001", "0001", "0002", "00050001")), b"\x02" + b"\0" * 235}
    starts.add(b"\x02" + b"\0" * 235 + bytes.fromhex("63825363"))
    for start in sorted(starts):
        for fill in FILL:
            yield (start + fill * (most // len(fill)))[:most]
    for _ in range(ROUNDS):
        start = rng.choice([head, *sorted(starts)])
        unit = b"".join(rng.choice([*said, *FILL]) for _ in range(rng.randrange(1, 8)))
        yield (start + unit * (most // len(unit)) + head)[:most]
        yield (start + b"".join(rng.choices([*said, *FILL], k=most // 4)))[:most]


def reached(rules: list[Rule], *, site: bool, but: Iterable[str] = ()) -> dict[str, str]:
    """The expressions that some input makes reach a limit, and which; those in ``but`` were tried before."""
    tried = set(but)
    found: dict[str, str] = {}
    for rule in rules:
        for option in rule.match:
            if not option.startswith("pcre:") or option in tried:
                continue
            tried.add(option)
            expression = pcre.compiled(option)
            for subject in inputs(rule, option):
                if limit := expression.limit_reached(subject):
                    found[option] = f"{rule.number_in(site=site)}: {limit} after {subject[:60]!r}, {len(subject)} bytes"
                    break
    return found


@pcre.NEEDED
@pytest.mark.parametrize("which", ["generic", "site"])
@pytest.mark.parametrize("subject", subjects())
def test_no_input_reaches_the_limits_of_an_expression(
    rule_sets: dict[str, dict[str, list[Rule]]], subject: str, which: str
) -> None:
    known = {option for rule in rule_sets["generic"][subject] for option in rule.match} if which == "site" else set()
    found = reached(rule_sets[which][subject], site=which == "site", but=known)
    assert not found, "\n".join(found.values())


@pcre.NEEDED
def test_an_expression_that_reaches_the_limit_is_found() -> None:
    slow = Rule("BW08", 0, "slow", "udp any any -> any any", ('content:"ab"', r'pcre:"/^.{4,}?[\r\n](?=a+b)/s"'))
    assert reached([slow], site=False)


@pcre.NEEDED
def test_expressions_match_as_suricata_does() -> None:
    assert pcre.compiled(r'pcre:"/^\x00\x03(?i:boot)\//s"').found(b"\x00\x03BOOT/")
    assert not pcre.compiled(r'pcre:"/^boot/"').found(b"BOOT")


@pytest.mark.parametrize(
    "alternatives",
    [
        ["ab", "ac", "a", "abc"],
        ["[ab]+c", "[ab]+a|b", "[ab]c"],
        ["(?:a|b)?c", "(?:a|b)?a", "(?:a|ab)"],
        [r"\x61b", r"\x61{2}c", r"\x61{2}"],
        ["(?=a)[ab]c", "(?=a)[ab]{1,2}", "c(?:(?:a|ab)|b)"],
    ],
)
def test_alternatives_that_share_a_beginning_match_what_each_matches(alternatives: list[str]) -> None:
    joined = one_of(alternatives)
    words = ["".join(letters) for length in range(5) for letters in product("abc", repeat=length)]
    each = [word for word in words if any(re.fullmatch(one, word) for one in alternatives)]
    assert each
    assert [word for word in words if re.fullmatch(joined, word)] == each


@pytest.mark.parametrize(
    ("whole", "needed"),
    [
        (r"(?(DEFINE)(a)(b(?1))([)]c)(d))x(?2)", r"(?(DEFINE)(a)(b(?1)))x(?2)"),
        (r"(?(DEFINE)(a)([(]b)(\)c))x(?3)", r"(?(DEFINE)()()(\)c))x(?3)"),
        (r"(?(DEFINE)(a)(b))(c)x(?3)", r"(?(DEFINE)()())(c)x(?3)"),
        (r"(?(DEFINE)(a)(b))x(?:y)", r"x(?:y)"),
        (r"x(?1)", r"x(?1)"),
    ],
)
def test_an_expression_defines_what_it_uses_and_keeps_its_numbers(whole: str, needed: str) -> None:
    assert as_needed(whole) == needed
