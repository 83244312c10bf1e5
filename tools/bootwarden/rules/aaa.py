"""Commands that devices ask leave for or account for: TACACS+ in clear (RFC 8907), RADIUS accounting (RFC 2866).

Who typed a command, Suricata cannot tell: what only an administrator may do is no alert where administrators are
declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bootwarden.facts import facts
from bootwarden.facts.aaa import Aaa
from bootwarden.rules.commands import IOS, ORDERS, forms_of, leaving_for, pcre, undeclared
from bootwarden.rules.grammar import TEXT, Grammar, grouped
from bootwarden.rules.rule import Rule, raw
from bootwarden.rules.who import Who

RADIUS_PORTS = "[1813,1646]"


_AS_ARGUMENTS = (
    (r"[ \t]++", "(?1)"),
    (r"[\s\x22\x27]", r"(?:[\s\x22\x27]|cmd-arg)"),
    (r"[\s\x22\x27\x3b)]", r"(?:[\s\x22\x27\x3b)]|cmd-arg)"),
    (r"[\s\x22\x27:]", r"(?:[\s\x22\x27:]|cmd-arg)"),
    (r"(?:[\s]|", r"(?:[\s]|cmd-arg|"),
    (r"[^\s\x22\x27]++", r"(?:(?!cmd-arg[=*])[^\s\x22\x27])++"),
    (r"[^\s?]++", r"(?:(?!cmd-arg[=*])[^\s?])++"),
    (r"[^\s]++", r"(?:(?!cmd-arg[=*])\S)++"),
    (r"\S++", r"(?:(?!cmd-arg[=*])\S)++"),
    (r"\S*+", r"(?:(?!cmd-arg[=*])\S)*+"),
)
"""Parts of expressions for plain text, and what stands for them where words are arguments."""


@dataclass(frozen=True)
class Arguments(Grammar):
    """A command as devices ask leave for it: word by word (cmd=copy, cmd-arg=tftp://...)."""

    @property
    def blank(self) -> str:
        """What stands between two words; mostly it is no blank."""
        return r"(?:[ \t]++|cmd-arg[=*])"

    @property
    def space(self) -> str:
        """The same, by the part's number."""
        return self.part("space")

    def plain(self, expression: str) -> str:
        """Words end where the next argument begins."""
        for text, here in _AS_ARGUMENTS:
            expression = expression.replace(text, here)
        return expression

    @property
    def end(self) -> str:
        """What ends a command: the last argument may be an empty one, or the Enter that IOS writes."""
        return rf"(?:cmd-arg[=*])?{super().end}"

    @property
    def ends_host(self) -> str:
        """What a host ends before, which may be the next argument."""
        return r"(?!(?!cmd-arg[=*])[\w.])"

    @property
    def ends_known(self) -> str:
        """The same, of a server that is known."""
        return r"(?:[:\/\s\x00\x22\x27<]|cmd-arg|$)"


_WORDS = Arguments(False)
_ASK = frozenset({IOS, "cisco-nxos", "arista-eos", "hp-procurve", "foundry"})
"""Families that ask word by word, or account for commands, by TACACS+."""
_ASK_TOO = frozenset({
    "aruba-cx", "arubaos", "ciena", "cisco-asa", "cisco-wlc", "comware", "dell-os10", "extreme", "fastpath", "force10",
    "fortios", "hirschmann", "huawei", "junos", "nokia", "onie", "pan-os",
})  # fmt: skip
"""Others that do, whose words are another rule's: one expression has room for so many."""
_SAYS = (
    ("BW07", ORDERS[:3], "sets or uses a network boot"),
    ("BW05", ("reload",), "reloads it"),
    ("BW18", ("send",), "sends what it holds to a server"),
    ("BW27", ("weaken",), "turns off what checks an image before it boots"),
)
"""What is told of TACACS+, in the order of its sids: detection, acts, and what is said of them."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on AAA."""
    if who.home is None:
        return
    for family, entry in facts().with_family(Aaa):
        if entry.vendor is not None:
            yield _radius(who, entry, entry.vendor, frozenset({IOS, family.name}))
            continue
        for more, (detection, acts, says) in enumerate(_SAYS):
            administrative = detection in ("BW05", "BW27")
            if not forms_of(*acts, of=_ASK) or (who.managers and administrative):
                continue
            yield _tacacs(who, entry.sid + more, detection, acts, says, _ASK)
        for more, (detection, acts, says) in enumerate((_SAYS[0], _SAYS[2], _SAYS[1]), len(_SAYS)):
            if who.managers and detection == "BW05":
                continue
            yield _tacacs(who, entry.sid + more, detection, acts, f"{says}, in words of other vendors", _ASK_TOO)


def _rest(who: Who, detection: str, g: Grammar) -> str:
    if detection == "BW18":
        return leaving_for(who, g)
    return undeclared(who, g) if detection == "BW07" else g.rest


def _rule(detection: str, sid: int, says: str, header: str, match: tuple[str, ...]) -> Rule:
    rule = Rule(detection, 0, says, header, match, "src_ip", "attempted-admin", confidence="Medium", sid=sid)
    return replace(rule, leaves=detection == "BW18")


def _tacacs(who: Who, sid: int, detection: str, acts: Sequence[str], says: str, of: frozenset[str]) -> Rule:
    """A message that asks leave, or accounts. In clear its arguments follow each other without anything between."""
    order = rf"cmd[=*](?:(?:do|run|admin|sudo){_WORDS.space})?{_WORDS.commands(forms_of(*acts, of=of))}"
    match = (
        "flow:established,to_server",
        'content:"cmd="',
        pcre(f"{_WORDS.define}{order}{_rest(who, detection, _WORDS)}"),
    )
    header = f"tcp {who.home} any -> any 49"
    return _rule(detection, sid, f"TACACS+ of a device in clear has a command that {says}", header, match).once()


def _radius(who: Who, entry: Aaa, vendor: int, of: frozenset[str]) -> Rule:
    """A vendor's attribute: its number, its own type and length, and the command."""
    before = grouped(entry.before).replace("|^", "|") if entry.before else ""
    order = rf"^[\x00-\xff]{before}{TEXT.commands(forms_of(*ORDERS[:3], of=of))}"
    match = (
        'content:"|04|"',
        "startswith",
        # Acct-Status-Type, which every request has (RFC 2866, 5.1), is one text to look for instead of each vendor's
        # number: beyond 32 Hyperscan takes a slower way.
        'content:"|28 06 00 00 00|"',
        "fast_pattern",
        f'content:"{raw(vendor.to_bytes(4, "big") + bytes([entry.attribute]))}"',
        "offset:20",
        pcre(f"{TEXT.define}{order}{undeclared(who)}", "siR"),
    )
    says = f"RADIUS accounting of a command that sets or uses a network boot ({entry.name})"
    return _rule("BW07", entry.sid, says, f"udp {who.home} any -> any {RADIUS_PORTS}", match)
