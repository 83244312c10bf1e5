"""Commands in clear (BW05, BW07, BW18, BW27), loaders' output, and boot lines of configurations (BW08).

What commands, syslog messages and loaders look like are facts; this says which of them a rule is about, and who may
give them. Forms without a number of their own are those of today's rules, by what they make a device do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bootwarden.facts import facts
from bootwarden.facts.commands import Command
from bootwarden.facts.said import Loader, Log, literals
from bootwarden.facts.wrapper import Wrapper
from bootwarden.rules.files import CONFIG, FTP_DATA, FTP_GETS, FTP_PUTS, PROSE, FtpWay
from bootwarden.rules.grammar import ADDRESS, ADDRESS6, LINE, TEXT, TYPED, Grammar, grouped
from bootwarden.rules.patterns import colons, dotted
from bootwarden.rules.rule import GENERIC_SID, HELPER, Device, Rule, content
from bootwarden.rules.transfers import READ_BY_PEOPLE, WRITES, noted
from bootwarden.rules.who import ANY, NOWHERE, Who, among
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


def _numbered(rule: Rule, *, naming: bool = False) -> Rule:
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
    """All rules on commands and boot lines."""
    if who.home is None:
        return
    yield from _telnet(who)
    yield from _wrapped(who)
    yield from _other_ports(who)
    yield from _rsh(who)
    yield from _logged(who)
    yield from _loaders(who)
    yield from _lines(who)


def pcre(expression: str, flags: str = "i") -> str:
    """A pcre option."""
    return f'pcre:"/{expression}/{flags}"'


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
            yield _numbered(rule)
        acts = {form.act for form in kind.forms}
        if who.managers and who.servers_declared and acts <= {*BOOTS, *LOADS}:
            says += " from an undeclared server"
            expression = _typed(kind.forms, undeclared(who, TYPED))
            managers = among(who.managers)
            for rule in _to_device(kind.detection, kind.number, says, managers, who, "23", (expression,)):
                yield _numbered(rule, naming=True)


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
            yield _numbered(rule)
        if detection == "BW07" and who.managers and who.servers_declared:
            says += " from an undeclared server"
            match = (pcre(orders + undeclared(who)),)
            for rule in _to_device(detection, number, says, among(who.managers), who, "23", match):
                yield _numbered(rule, naming=True)


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


def _common(marks: Sequence[str]) -> str:
    """The longest text that all of some messages have in them."""
    first, *others = [literals(mark) for mark in marks]
    pieces = {run[a:b] for run in first for a in range(len(run)) for b in range(a + 1, len(run) + 1)}
    shared = [p for p in pieces if all(any(p in run for run in other) for other in others)]
    text = max(shared, key=lambda p: (len(p), p), default="")
    if len(text) < 3:
        raise ValueError(f"logs with one sid have no text in common to be looked for ({text!r}): {', '.join(marks)}")
    return text


NAMELESS = frozenset({"LINE_NONE", "LINE_ALONE", "LINE_ASK"})


SYSLOG_TCP = "[514,601,1468,1470]"
"""Where collectors take syslog by TCP."""


def _logged(who: Who) -> Iterator[Rule]:
    """What devices write to syslog of the commands given to them."""
    groups: dict[int, list[Log]] = {}
    kin: dict[int, set[str]] = {}
    for family, log in facts().with_family(Log):
        if log.sid is not None:
            groups.setdefault(log.sid - GENERIC_SID, []).append(log)
            kin.setdefault(log.sid - GENERIC_SID, set()).update({family.name, log.kin or family.name})
    header = f"udp {who.home} any -> any 514"
    for number, logs in sorted(groups.items()):
        fast = _common([log.mark for log in logs])
        before = "|".join(_before(log) for log in logs)
        how = "accounts for" if number == 78 else "logs"
        for detection, own, acts, says in (
            ("BW07", number, ORDERS[:3], "sets or uses a network boot"),
            ("BW18", number, ("send",), "sends what it holds to a server"),
            ("BW27", number, ("weaken",), "turns off what checks an image before it boots"),
        ):
            rest = leaving_for(who, TEXT) if detection == "BW18" else undeclared(who)
            if detection == "BW27":
                rest = TEXT.rest
            if logs[0].acts is not None and not set(acts) & set(logs[0].acts):
                continue
            # Many copy IOS' commands, but only Cisco's own know what guards its boot.
            of_ios = detection != "BW27" or any(name.startswith("cisco") for name in kin[number])
            forms = forms_of(*acts, of=frozenset(kin[number] | ({IOS} if of_ios else set())))
            if detection == "BW07":
                # Nobody is named in the others: what is wrong with them, the log does not say.
                forms = [form for form in forms if form.arguments not in NAMELESS]
            if not forms:
                continue
            order = rf"(?:(?:do|run|admin|sudo|conf\w*+ t\w*+ \x3b)[ \t]++)?{TEXT.commands(forms)}"
            if any(log.verb for log in logs):
                order = _copied(logs[0], sends=detection == "BW18")
            expression = rf"{TEXT.define}(?:{before}){order}{rest}"
            match: tuple[str, ...] = (f'content:"{content(fast.encode())}"', "nocase", pcre(expression))
            says = f"Syslog of a device {how} a command that {says}"
            rule = Rule(detection, own, says, header, match, "src_ip", "attempted-admin", confidence="Medium")
            rule = replace(rule, leaves=detection == "BW18", atlas=number in _RARER_LOGS)
            if detection != "BW07":
                rule = replace(rule, number=_beside(number) + (10 if detection == "BW27" else 0))
            yield _numbered(rule)
            # Each segment by itself: collectors' senders write a message at once, and none is told of twice.
            by_tcp = replace(
                rule,
                number=rule.number + (200 if rule.number >= 2300 else 2500),
                message=f"{says}, by TCP",
                header=f"tcp-pkt {who.home} any -> any {SYSLOG_TCP}",
                match=("flow:established,to_server", *match),
            )
            yield _numbered(by_tcp)


def _copied(log: Log, *, sends: bool) -> str:
    """From a URL, or from what is none to one, in a message that leaves out the command's own words."""
    fetches = TEXT.part("fetches")
    assert log.joins is not None
    return rf"(?!{fetches})\S++{grouped(log.joins)}{fetches}" if sends else fetches


_RARER_LOGS = (2305, 2306, 2324, 2325, 2326, 2327)
"""Logs of rarer devices (Edge-Core, D-Link, SR OS, VOSS, FastIron, ArubaOS): the first file of the rules is full."""
_FIRST_LOGS = (77, 78, 2300, *range(2302, 2309))


def _beside(number: int) -> int:
    """The number of BW18's rule beside BW07's; BW27's is ten further."""
    return 2310 + _FIRST_LOGS.index(number) if number in _FIRST_LOGS else 2340 + number - 2309


def _before(log: Log) -> str:
    assert log.command is not None
    mark, before = grouped(log.mark), grouped(log.command[0])
    # What stands before the command may begin within the mark.
    shared = next((n for n in range(len(before), 0, -1) if mark.endswith(before[:n]) and before[n - 1] != "\\"), 0)
    if before.startswith("MESSAGE"):
        shared = len("MESSAGE: ")
        return mark + "*+" + before[len("MESSAGE: *") :]
    if shared > 3:
        return f"{mark}{before[shared:]}"
    first = before[0]
    return rf"{mark}(?:[^{first}\r\n]++|(?!{before}){first}){{0,60}}+{before}"


def _loaders(who: Who) -> Iterator[Rule]:
    """What loaders print on a console behind telnet."""
    known = dotted(who.servers, who.server_names)
    server = (rf"(?!(?:{known})(?![\w.]))" if known else "") + ADDRESS
    for loader in facts().of(Loader):
        if loader.sid is None:
            continue
        runs = sorted(literals(loader.mark), key=len)
        mark = grouped(loader.mark).replace("[0-9.]+", server, 1)
        mark = re.sub(r"\(\?:\^\||^\^", lambda m: r"(?:^|[\r\n]|" if m[0] != "^" else r"(?:^|[\r\n])", mark)
        match: tuple[str, ...] = ("flow:established,to_client", f'content:"{content(runs[-1].encode())}"')
        for other in runs[:-1]:
            if len(other) > 3:
                match += (f'content:"{content(other.encode())}"',)
        # A command that was seen to order it is one act with it.
        ordered = ("0", "1", "10", "11") if who.compiled else ("0", "1")
        match += (pcre(mark), *(f"flowbits:isnotset,bootwarden.seen.bw07.{n}" for n in ordered))
        says = "Telnet output of a device that loads a file from the network"
        header = f"tcp {who.home} 23 -> any any"
        number = loader.sid - GENERIC_SID
        rule = Rule("BW07", number, says, header, match, "src_ip", "attempted-admin", confidence="Medium")
        yield _numbered(rule).once()


_BLANKS = r"[ \t]{0,64}+"


ASKED_FOR = "bootwarden.config.asked"
"""A configuration was asked for by its name."""
NAMED = (".cfg", ".conf", "-confg", "-config")
"""How the names of configurations end, of which a web server's answer may be long."""

_TFTP_LINES = (
    (0, "boo", ""),
    (6, "auto", " at each start"),
    (8, "service", " for want of a configuration"),
    (1542007790, "swi=", " (EOS)"),
    (1542007792, "bo|20|", ", in two letters"),
)
"""The rule for what is read, before that for what is written, and what each of its lines has in it."""


def _bw08(number: int, says: str, header: str, match: tuple[str, ...], device: Device) -> Rule:
    own = number if number >= GENERIC_SID else None
    return Rule("BW08", number % 1000, says, header, match, device, "attempted-admin", sid=own).once()


def _lines(who: Who) -> Iterator[Rule]:
    """BW08. In a configuration a command stands at the beginning of a line.

    No such line has more than five words: what goes on is prose about the command.
    """
    saved = [f for f in facts().of(Command) if f.saved and f.act in BOOTS and f.arguments != "LINE_NONE"]
    # What names no server is nothing wrong where one is declared.
    if who.servers_declared:
        saved = [f for f in saved if f.arguments != "LINE_ALONE"]
    hpe = [form for form in saved if form.own[0].text == "auto-tftp"]
    others = [form for form in saved if form not in hpe]
    short = r"(?=\S{1,200}+(?:[ \t]++\S{1,200}+){0,4}+[ \t]*+(?:[\r\n\x00]|$))"

    def line(forms: Sequence[Command]) -> str:
        return rf"{_BLANKS}{short}{TEXT.commands(forms)}{undeclared(who)}"

    # A block may begin in the middle of a line, but for the first: a line begins after another's end in the block.
    begin = r"(?:^\x00\x03\x00\x01|[\r\n\x00](?<=.{4}[\r\n\x00]))"
    starts_so = {"boo": rf"(?={_BLANKS}boo)", "bo|20|": rf"(?={_BLANKS}bo )"}
    orders = noted("isnotset", READ_BY_PEOPLE)
    for read, fast, of in _TFTP_LINES:
        stem = fast.partition("|")[0][:4]
        forms = [form for form in saved if any(word.text.startswith(stem) for word in form.own)]
        if not forms:
            continue
        match: tuple[str, ...] = (
            'content:"|00 03|"',
            "startswith",
            f'content:"{fast}"',
            "nocase",
            "fast_pattern",
            orders,
        )
        match += (pcre(f"{TEXT.define}{begin}{starts_so.get(fast, '')}{line(forms)}", "si"),)
        says = f"Configuration read by TFTP has a line that sets a network boot{of}"
        header = f"udp any any -> {who.home} any"
        way = noted("isnotset", WRITES)
        yield _bw08(read, says, header, (*match, way), "dest_ip")
        says = f"Configuration written by TFTP has a line that sets a network boot{of}"
        header = f"udp {who.home} any -> any any"
        yield _bw08(read + 1, says, header, (*match, noted("isset", WRITES)), "src_ip")
    for number, fast, second in ((2, "no|20|file", "file"), (4, "no|20|sec", "secure")):
        weak = [form for form in forms_of("weaken") if form.saved and form.own[1].text.startswith(second)]
        lines = rf"{_BLANKS}{short}{TEXT.commands(weak)}[ \t]*+(?:[\r\n\x00]|$)"
        says = f"Configuration read by TFTP turns off what checks an image before it boots ({second})"
        if who.no_server:
            match = ('content:"|00 03|"', "startswith", f'content:"{fast}"', "nocase", "fast_pattern")
            match += (orders, pcre(f"{TEXT.define}{begin}{lines}", "si"), noted("isnotset", WRITES))
            header = f"udp {who.no_server} any -> {who.home} any"
            yield Rule("BW27", number, says, header, match, "dest_ip", "attempted-admin").once()
    for helper, ending in enumerate(NAMED, 82):
        asks = (
            "flow:established,to_server",
            "http.uri",
            f'content:"{ending}"',
            "endswith",
            f"flowbits:set,{ASKED_FOR}",
        )
        says = f"HTTP request for a configuration ({ending})"
        yield Rule(HELPER, helper, says, f"http {who.home} any -> any any", asks)
    ports = FTP_DATA
    prose = ("flow:established", f'pcre:"/^{PROSE}/s"', noted("set", READ_BY_PEOPLE))
    yield Rule(HELPER, 6, "FTP transfer of a text for people", f"ftp-data any {ports} -> any {ports}", prose)
    for number, by_ftp, fast, forms, of in (
        (2, (3, 1542007796, 1542007797, 1542007798), "boot", [f for f in others if f.own[0].text == "boot"], ""),
        (4, (5, 1542007800, 1542007801, 1542007802), "auto-tftp", hpe, " at each start (HPE)"),
    ):
        has = (
            f'content:"{fast[:3] if number == 2 else fast}"',
            "nocase",
            pcre(rf"{TEXT.define}(?:^|[\r\n\x00]){line(forms)}"),
        )
        says = f"Configuration fetched by HTTP has a line that sets a network boot{of}"
        match = ("flow:established,to_client", "file.data", *has, f'pcre:"/^{CONFIG}/s"')
        whole = Rule(
            "BW08", number, says, f"http any any -> {who.home} any", match, "dest_ip", "attempted-admin"
        ).once()
        yield whole
        if number == 2:
            # Of a long answer Suricata looks at pieces, of which one begins as a configuration.
            pieces: tuple[str, ...] = ("flow:established,to_client", f"flowbits:isset,{ASKED_FOR}")
            pieces += (f"flowbits:isnotset,{whole.once_bit}", "file.data", *has)
            yield _bw08(1542007794, says, whole.header, pieces, "dest_ip")
        yield from _by_ftp(who, by_ftp, of, (*has, orders))


def _by_ftp(who: Who, numbers: Sequence[int], of: str, has: tuple[str, ...]) -> Iterator[Rule]:
    """BW08 by FTP, four rules. What Suricata offers as file.data of FTP lacks files of one packet."""
    cases: tuple[tuple[str, str | None, str | None, Device, FtpWay], ...] = (
        *(("fetched", ANY, who.home, "dest_ip", way) for way in FTP_GETS),
        *(("stored", who.home, ANY, "src_ip", way) for way in FTP_PUTS),
    )
    for number, (how, source, target, device, (_, from_port, to_port, flow)) in zip(numbers, cases, strict=True):
        says = f"Configuration {how} by FTP has a line that sets a network boot{of}"
        header = f"ftp-data {source} {from_port} -> {target} {to_port}"
        yield _bw08(number, says, header, (*flow, *has), device)
