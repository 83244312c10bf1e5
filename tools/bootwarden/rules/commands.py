"""Commands in clear, by telnet and rsh (BW05, BW07, BW18, BW27).

What commands look like are facts; this says which of them a rule is about, and who may give them. Forms without a
number of their own are those of today's rules, by what they make a device do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bootwarden.facts import facts
from bootwarden.facts.commands import Command
from bootwarden.facts.wrapper import Wrapper
from bootwarden.rules.grammar import ADDRESS, ADDRESS6, LINE, TEXT, TYPED, Grammar, as_needed, grouped
from bootwarden.rules.patterns import colons, dotted
from bootwarden.rules.rule import GENERIC_SID, HELPER, Rule
from bootwarden.rules.who import NOWHERE, Who, among
from bootwarden.site.model import PRIVATE

BOOTS, LOADS = ("boot", "config"), ("copy",)
ORDERS = (*BOOTS, *LOADS, "serve", "register")
"""Acts of BW07."""


@dataclass(frozen=True)
class Kind:
    """What a rule says of the forms that it carries: by its first numbers, those of one act."""

    detection: str
    number: int
    says: str
    forms: tuple[Command, ...]


_TODAYS: dict[str, tuple[str, int, str]] = {
    "boot": ("BW07", 0, "sets or starts a network boot"),
    "config": ("BW07", 0, "sets or starts a network boot"),
    "copy": ("BW07", 1, "loads an image or configuration from the network"),
    "serve": ("BW07", 2, "makes a device serve its files by TFTP"),
    "register": ("BW07", 3, "changes the configuration register"),
    "reload": ("BW05", 3, "reloads a device"),
    "send": ("BW18", 5, "sends what a device holds to a server"),
    "weaken": ("BW27", 0, "turns off what checks an image before it boots"),
}


def _kinds() -> list[Kind]:
    found: dict[tuple[str, int, str], list[Command]] = {}
    for form in facts().of(Command):
        if form.act == "set":
            continue
        detection, number, says = _TODAYS[form.act]
        if form.sid is not None and form.says is not None:
            number, says = form.sid - GENERIC_SID, form.says
        found.setdefault((detection, number, says), []).append(form)
    return [Kind(*key, tuple(forms)) for key, forms in sorted(found.items())]


def numbered(rule: Rule, *, naming: bool = False) -> Rule:
    """The rule with its number in its detection's block, or with the sid that its fact gives it."""
    block = int(rule.detection[2:]) * 10
    if rule.number >= 10 and not block <= rule.number < block + 10:
        return replace(rule, number=0, sid=GENERIC_SID + rule.number, naming=naming)
    return replace(rule, number=rule.number % 10 + (10 if naming else 0))


IOS = "cisco-ios"


def forms_of(*acts: str, of: frozenset[str] | None = None) -> list[Command]:
    """The forms of some acts: of all families, or of some."""
    found = facts().with_family(Command)
    return [form for family, form in found if form.act in acts and (of is None or family.name in of)]


def _naming(g: Grammar, known: str, names: str = r"[\w.-]+") -> str:
    """The rest of a line up to a server, by URL or address, that is none of those known."""
    others, host, server, ends = (*map(g.own_part, range(3)), g.ends_host)
    unless = f"(?!{others})" if known else ""
    named = rf"\/\/(?:[^\/@\s]*+@)?+{unless}(?:{names}{ends}|\[{ADDRESS6})"
    either = rf":{host}|(?<![\w.\/-]){unless}(?:{ADDRESS}|(?<!:){ADDRESS6}){ends}"
    # The colon of a URL is part of what the expression for the command has taken.
    # Behind the quotation mark that ends a logged command stands who gave it, and from where.
    quote = "" if g.typed else r"\x22"
    words = rf"(?:(?!{server})(?:[^\r\n\x00 :@=\[{quote}]++|[ :@=\[])){{0,160}}+"
    return rf"(?(DEFINE)((?:{known}){g.ends_known})({named})({either}))(?:(?<=:){host}|{words}{server})"


INSIDE6 = r"\[?(?:(?![23][0-9a-f]{3}:)[0-9a-f]{0,4}:|2001:(?:0?db8|0?1?[0-9a-f]{0,2}):)[0-9a-f:.]*\]?"
"""IPv6 addresses that are not of the public Internet: all but 2000::/3, documentation, and what is for protocols."""


def _either(*alternations: str) -> str:
    return "|".join(filter(None, alternations))


def undeclared(who: Who, g: Grammar = TEXT) -> str:
    """The rest of a line that names a server which is not declared; any rest where none is."""
    if not who.servers_declared:
        return g.rest
    return _naming(g, _either(dotted(who.servers, who.server_names), colons(who.servers))) + g.rest


def leaving_for(who: Who, g: Grammar) -> str:
    """The rest of a line that names a server which is not declared; one beyond the border where none is.

    What a device asks for at ``tftp:``, the next line says.
    """
    if who.servers_declared:
        known, names = _either(dotted(who.servers, who.server_names), colons(who.servers)), r"[\w.-]+"
    else:
        inside = who.site.network.inside if who.site else PRIVATE
        own = [n for n in inside if n not in PRIVATE]
        known, names = _either(dotted([*inside, *NOWHERE]), INSIDE6, colons(own)), ADDRESS
    asked = rf"(?<=:)[ \t]*+[\r\n\x00]++(?!{g.own_part(0)}){ADDRESS}[\r\n\x00]"
    return rf"(?:{asked}|{_naming(g, known, names)}{g.rest})"


def rules(who: Who) -> Iterator[Rule]:
    """The rules on commands that are typed, or sent by rsh."""
    if who.home is None:
        return
    yield from _telnet(who)
    yield from _wrapped(who)
    yield from _other_ports(who)
    yield from _rsh(who)


def pcre(expression: str, flags: str = "i") -> str:
    """A pcre option."""
    return f'pcre:"/{as_needed(expression)}/{flags}"'


def _to_device(
    detection: str, number: int, says: str, source: str | None, who: Who, port: str, match: Sequence[str]
) -> Iterator[Rule]:
    if source is None:
        return
    options = ("flow:established,to_server", *match)
    header = f"tcp {source} any -> {who.home} {port}"
    leaves = detection == "BW18" or (detection, number) == ("BW07", 2)
    yield Rule(
        detection, number, says, header, options, "dest_ip", "attempted-admin", "major", "Medium", leaves=leaves
    ).once()


def strangers_to(who: Who) -> str | None:
    """Who may give no orders at all: all but declared admin hosts."""
    return who.no_manager if who.managers else "any"


def _typed(forms: Iterable[Command], rest: str) -> str:
    return pcre(f"{TYPED.define}{TYPED.begin}{TYPED.commands(forms)}{rest}")


def _telnet(who: Who) -> Iterator[Rule]:
    strangers = strangers_to(who)
    for kind in _kinds():
        says = f"Telnet command {kind.says}"
        leaving = kind.detection == "BW18"
        rest = leaving_for(who, TYPED) if leaving else TYPED.only if kind.detection == "BW05" else TYPED.rest
        # What leaves to an undeclared server is nobody's to send.
        source = "any" if leaving else strangers
        for rule in _to_device(kind.detection, kind.number, says, source, who, "23", (_typed(kind.forms, rest),)):
            yield numbered(rule)
        acts = {form.act for form in kind.forms}
        if who.managers and who.servers_declared and acts <= {*BOOTS, *LOADS}:
            says += " from an undeclared server"
            expression = _typed(kind.forms, undeclared(who, TYPED))
            managers = among(who.managers)
            for rule in _to_device(kind.detection, kind.number, says, managers, who, "23", (expression,)):
                yield numbered(rule, naming=True)


def wrapped(wrappers: Iterable[Wrapper]) -> str:
    """What stands before a command that another one gives, or two, and its quote: one of some in the line."""
    before = "|".join(grouped(wrapper.before) for wrapper in wrappers)
    before = before.replace("[^ ]+", r"\S++").replace(" +", " ++")
    return rf"(?:{before}){{1,2}}+(?:[^\r\n\x00]{{0,160}}?[\x22\x27\x3b\x7b] {{0,40}}+)?"


_WRAPPED = (
    ("BW07", 2360, (*BOOTS, "serve", "register"), "sets or starts a network boot"),
    ("BW07", 2361, LOADS, "loads an image or configuration from the network"),
    ("BW05", 2362, ("reload",), "reloads a device"),
    ("BW18", 2363, ("send",), "sends what a device holds to a server"),
    ("BW27", 2364, ("weaken",), "turns off what checks an image before it boots"),
)


def _wrapped(who: Who) -> Iterator[Rule]:
    """Commands that scripts, schedulers and shells give, typed without an error."""
    line = rf"{LINE} {{0,40}}+{wrapped(facts().of(Wrapper))}"
    those = frozenset(name for family, one in facts().with_family(Wrapper) for name in (family.name, one.kin) if name)
    strangers = strangers_to(who)
    for detection, number, acts, says in _WRAPPED:
        orders = f"{TEXT.define}{line}{TEXT.commands(forms_of(*acts, of=those))}"
        says = f"Telnet command within another one {says}"
        leaving = detection == "BW18"
        rest = leaving_for(who, TEXT) if leaving else TEXT.rest
        source = "any" if leaving else strangers
        for rule in _to_device(detection, number, says, source, who, "23", (pcre(orders + rest),)):
            yield numbered(rule)
        if detection == "BW07" and who.managers and who.servers_declared:
            says += " from an undeclared server"
            match = (pcre(orders + undeclared(who)),)
            for rule in _to_device(detection, number, says, among(who.managers), who, "23", match):
                yield numbered(rule, naming=True)


def telnet_reload() -> str:
    """A pcre option: a reload typed on telnet, and not taken back."""
    return _typed([f for f in forms_of("reload") if f.sid is None], TYPED.only)


OTHER_PORTS = "[2000:10999]"
"""Where console servers and devices offer telnet besides port 23."""
TELNET = "bootwarden.telnet"


def _other_ports(who: Who) -> Iterator[Rule]:
    """Telnet on other ports: known by its negotiation, and read where a command stands there in clear letters."""
    negotiates = ('content:"|ff fb 01|"', "depth:64", f"flowbits:isnotset,{TELNET}", f"flowbits:set,{TELNET}")
    header = f"tcp {who.home} {OTHER_PORTS} -> any any"
    yield Rule(HELPER, 80, "Telnet on another port", header, ("flow:established,to_client", *negotiates))
    strangers = strangers_to(who)
    reloads = [form for form in forms_of("reload") if form.own[0].text == "reload"]
    boots = [
        f for f in forms_of(*BOOTS, *LOADS) if f.own[0].text in ("boot", "copy") and f.arguments.startswith("LINE_")
    ]
    for detection, number, fast, forms, rest, says in (
        ("BW05", 8, "reload", reloads, TYPED.only, "reloads a device"),
        ("BW07", 9, "tftp", boots, TYPED.rest, "boots or loads a device from the network"),
    ):
        match = (f'content:"{fast}"', "nocase", f"flowbits:isset,{TELNET}", _typed(forms, rest))
        says = f"Telnet command on another port {says}"
        yield from _to_device(detection, number, says, strangers, who, OTHER_PORTS, match)


RSH = frozenset({IOS, "cisco-nxos", "junos", "hp-procurve"})
"""Families that take commands by rsh."""


def _rsh(who: Who) -> Iterator[Rule]:
    strangers = strangers_to(who)
    begin = r"^\d{0,5}\x00[^\x00]{1,64}\x00[^\x00]{1,64}\x00"
    for detection, number, acts, says in (
        ("BW07", 6, ORDERS[:3], "sets or uses a network boot"),
        ("BW05", 4, ("reload",), "reloads a device"),
        ("BW18", 6, ("send",), "sends what a device holds to a server"),
        ("BW27", 1, ("weaken",), "turns off what checks an image before it boots"),
    ):
        leaving = detection == "BW18"
        rest = leaving_for(who, TEXT) if leaving else TEXT.rest
        if not (forms := forms_of(*acts, of=RSH)):
            continue
        match = ('content:"|00|"', pcre(TEXT.define + begin + TEXT.commands(forms) + rest))
        source = "any" if leaving else strangers
        yield from _to_device(detection, number, f"rsh command {says}", source, who, "514", match)
    if who.managers and who.servers_declared:
        says = "rsh command sets or uses a network boot from an undeclared server"
        orders = TEXT.commands(forms_of(*ORDERS[:3], of=RSH))
        match = ('content:"|00|"', pcre(TEXT.define + begin + orders + undeclared(who)))
        yield from _to_device("BW07", 16, says, among(who.managers), who, "514", match)
