"""Boot lines of configurations, and lines that lower a device's guard, as they are read and written (BW08, BW27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bootwarden.facts import facts
from bootwarden.facts.commands import Command
from bootwarden.facts.wrapper import Wrapper
from bootwarden.rules.commands import BOOTS, LOADS, forms_of, pcre, undeclared, wrapped
from bootwarden.rules.files import CONFIG, FTP_DATA, FTP_GETS, FTP_PUTS, PROSE, FtpWay
from bootwarden.rules.grammar import TEXT
from bootwarden.rules.rule import GENERIC_SID, HELPER, Device, Rule
from bootwarden.rules.transfers import BOOT_LINE, READ_BY_PEOPLE, WRITES, noted
from bootwarden.rules.who import ANY, Who

_BLANKS = r"[ \t]{0,64}+"


_SHORT = r"(?=\S{1,200}+(?:[ \t]++\S{1,200}+){0,4}+[ \t]*+(?:[\r\n\x00]|$))"
"""A line of at most five words."""
_OTHER = r"(?!bo|swi=|(?:set[ \t]++system[ \t]++)?+auto)"
"""Not what the rules for lines of configurations' own read."""

ASKED_FOR = "bootwarden.config.asked"
"""A configuration was asked for by its name."""
NAMED = (".cfg", ".conf", "-confg", "-config")
"""How the names of configurations end, of which a web server's answer may be long."""

_TFTP_LINES = (
    (0, "boo", ""),
    (6, "auto-tftp", " at each start"),
    (1542007806, "autoinstallation", " at each start (Junos)"),
    (8, "service", " for want of a configuration"),
    (1542007790, "swi=", " (EOS)"),
    (1542007792, "bo|20|", ", in two letters"),
)
"""The rule for what is read, before that for what is written, and what each of its lines has in it."""


_GIVEN = (
    (1542007803, "ftp://"),
    (1542007808, "http://"),
    (1542007809, "https://"),
    (1542007810, "cp://"),
)
"""Rules for commands that lines give, and how the schemes end by which these name a source.

One rule could look for what all have, but Hyperscan takes for 17 to 32 texts on any port two thirds of the time that it
takes for fewer, or for more (COVERAGE.md). A site's images bring texts of their own: there it is one.
"""
_GIVEN_AT_A_SITE = ((1542007803, "://"),)

_ONCE = (noted("isnotset", BOOT_LINE), noted("set", BOOT_LINE))


def _bw08(number: int, says: str, header: str, match: tuple[str, ...], device: Device) -> Rule:
    own = number if number >= GENERIC_SID else None
    return Rule("BW08", number % 1000, says, header, (*match, *_ONCE), device, "attempted-admin", sid=own)


def rules(who: Who) -> Iterator[Rule]:
    """All rules on lines of configurations. In a configuration a command stands at the beginning of a line.

    No such line has more than five words: what goes on is prose about the command.
    """
    if who.home is None:
        return
    saved = [f for f in facts().of(Command) if f.saved and f.act in BOOTS and f.arguments != "LINE_NONE"]
    # What names no server is nothing wrong where one is declared.
    if who.servers_declared:
        saved = [f for f in saved if f.arguments != "LINE_ALONE"]
    hpe = [form for form in saved if form.own[0].text == "auto-tftp"]
    others = [form for form in saved if form not in hpe]

    def line(forms: Sequence[Command]) -> str:
        return rf"{_BLANKS}{_SHORT}{TEXT.commands(forms)}{undeclared(who)}"

    # A block may begin in the middle of a line, but for the first: a line begins after another's end in the block.
    begin = r"(?:^\x00\x03\x00\x01|[\r\n\x00](?<=.{4}[\r\n\x00]))"
    starts_so = {"boo": rf"(?={_BLANKS}boo)", "bo|20|": rf"(?={_BLANKS}bo )"}
    orders = noted("isnotset", READ_BY_PEOPLE)
    for read, fast, of in _TFTP_LINES:
        stem = fast.partition("|")[0]
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
        lines = rf"{_BLANKS}{_SHORT}{TEXT.commands(weak)}[ \t]*+(?:[\r\n\x00]|$)"
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
    yield from _given(who, begin)
    yield from _autoinstallation(who)
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
        header = f"http any any -> {who.home} any"
        yield _bw08(number, says, header, match, "dest_ip")
        if number == 2:
            # Of a long answer Suricata looks at pieces, of which one begins as a configuration.
            pieces: tuple[str, ...] = ("flow:established,to_client", f"flowbits:isset,{ASKED_FOR}")
            pieces += ("file.data", *has)
            yield _bw08(1542007794, says, header, pieces, "dest_ip")
        yield from _by_ftp(who, by_ftp, of, (*has, orders))


def _given(who: Who, begin: str) -> Iterator[Rule]:
    """Commands that a configuration's or script's lines give by another one, or in quotes, and name by URL.

    Event managers, schedulers and provisioning scripts give them. A line that names its source by URL is rare enough
    to be looked at whatever its first word is.
    """
    wrappers = list(facts().with_family(Wrapper))
    those = frozenset(name for family, one in wrappers for name in (family.name, one.kin) if name)
    forms = [f for f in forms_of(*BOOTS, *LOADS, of=those) if "URL" in f.arguments or f.arguments == "LINE_SETTINGS"]
    forms += [f for f in forms_of(*BOOTS) if f.saved and "URL" in f.arguments and f not in forms]
    given = rf"{_BLANKS}(?:{wrapped(one for _, one in wrappers)}|\x22|{_OTHER}{_SHORT})"
    expression = pcre(f"{TEXT.define}{begin}{given}{TEXT.commands(forms)}{undeclared(who)}", "si")
    read = (noted("isnotset", READ_BY_PEOPLE), expression, noted("isnotset", WRITES))
    for number, scheme in _GIVEN_AT_A_SITE if who.pins else _GIVEN:
        match = ('content:"|00 03|"', "startswith", f'content:"{scheme}"', "nocase", "fast_pattern", *read)
        says = f"Configuration read by TFTP has a line that gives a command for a network boot ({scheme})"
        yield _bw08(number, says, f"udp any any -> {who.home} any", match, "dest_ip")


def _autoinstallation(who: Who) -> Iterator[Rule]:
    """Junos' servers stand in lines of their own, in braces."""
    named = r"autoinstallation[ \t]*+\{[^\}]{0,400}?configuration-servers[ \t]*+\{\s*+\x22?"
    expression = pcre(rf"{TEXT.define}{named}{TEXT.part('fetches')}{undeclared(who)}", "si")
    match = ('content:"|00 03|"', "startswith", 'content:"autoinstallation"', "nocase", "fast_pattern", expression)
    says = "Configuration read by TFTP has Junos look for another one on a server at each start"
    header = f"udp any any -> {who.home} any"
    yield _bw08(1542007804, says, header, (*match, noted("isnotset", WRITES)), "dest_ip")


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
