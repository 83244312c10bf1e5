"""Commands in clear (BW07, BW05) and boot lines of configurations (BW08), in one grammar.

Telnet input is a line editor's: each letter may be followed by rubbed out ones, and a line may have been killed and
typed again. What devices log, what rsh carries, and what stands in a configuration is plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bootwarden.rules.files import CONFIG, FTP_DATA
from bootwarden.rules.patterns import dotted
from bootwarden.rules.rule import Rule
from bootwarden.rules.tftp import WRITES, pair
from bootwarden.rules.who import Who, among

SCHEMES = r"(?:tftp|ftp|rcp|https?|scp|sftp)"
_ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"


@dataclass(frozen=True)
class Grammar:
    """How words follow each other: as typed (``edited``), or as plain text."""

    edited: bool

    @property
    def rubbed(self) -> str:
        """What may stand between two letters."""
        return "(?&x)*" if self.edited else ""

    @property
    def define(self) -> str:
        """What an expression begins with: what no device takes as typed.

        A letter that was rubbed out, with those rubbed out before it; or one of telnet's own commands (RFC 854, 855).
        """
        own = r"\xff(?:[\xf1-\xf9]|[\xfb-\xfe][\x00-\xff]|\xfa[^\xff]{0,64}\xff\xf0)"
        return rf"(?(DEFINE)(?<x>[^\x08\x7f\r\n\x15\xff](?&x)*[\x08\x7f]|{own}))" if self.edited else ""

    @property
    def begin(self) -> str:
        """Where a typed line begins: after Enter, after ^U killed what was typed, or after telnet's negotiation."""
        return rf"(?:^|[\r\n\x00\x15]|\xff[\xfb-\xfe][\x00-\xff])(?&x)*(?:{self.word('do')}{self.space})?"

    @property
    def space(self) -> str:
        """One or more blanks. A typed TAB completes a word; in text it is a blank."""
        return f"(?: {self.rubbed})+" if self.edited else r"[ \t]+"

    def word(self, word: str, least: int | None = None) -> str:
        """A word, which may be abbreviated to ``least`` letters."""
        letters = [(c if c.isalnum() else f"\\x{ord(c):02x}") + self.rubbed for c in word]
        least = len(word) if least is None else least
        tail = ""
        for letter in reversed(letters[least:]):
            tail = f"(?:{letter}{tail})?"
        return "".join(letters[:least]) + tail

    def line(self, *words: str) -> str:
        """Words with blanks between them."""
        return self.space.join(words)

    @property
    def fetches(self) -> str:
        """A file on the network: a URL, or the name of a protocol, at which the device asks for the rest."""
        return rf"(?:{self.word('tftp')}|{self.word('ftp')}|{self.word('rcp')}|https?|scp|sftp):"

    def sets_boot(self) -> str:
        """Orders that set where a device boots from."""
        w = self.word
        source = f"(?:{w('tftp', 1)}|{w('ftp', 2)}|{w('rcp', 2)}|{w('http', 2)}s?)"
        orders = (
            self.line(w("boot", 2), w("system", 1), f"(?:{self.fetches}|{source} )"),
            self.line(
                w("boot", 2), f"(?:{w('network', 1)}|{w('host', 2)}|{w('config', 3)})", f"(?:{self.fetches}|{source} )"
            ),
        )
        return f"(?:{'|'.join(orders)})"

    def boots(self) -> str:
        """The same, or orders that netboot it now: a loader's. iPXE scripts have them, too (ipxe.org/cmd/boot)."""
        return f"(?:{self.sets_boot()}|{self.line(self.word('boot', 2), self.fetches)})"

    def boots_hpe(self) -> str:
        """The same on HPE's switches."""
        return self.line(self.word("auto-tftp"), "")

    def any_boots(self) -> str:
        """Either."""
        return f"(?:{self.boots()}|{self.boots_hpe()})"

    def loads(self) -> str:
        """Orders that bring an image or a configuration onto a device."""
        w = self.word
        orders = (
            self.line(w("copy", 3), self.fetches),
            self.line(w("copy", 3), f"(?:{w('tftp')}|{w('ftp')})", ""),
            self.line(w("configure", 4), w("replace", 1), self.fetches),
            self.line(w("configure", 4), w("network", 2)) + r"(?=[\r\n])",
            self.line(w("archive", 2), w("download-sw", 2), rf"[^\r\n\x00]*?{self.fetches}"),
            self.line(w("archive", 2), w("tar", 1), rf"[^\r\n\x00]*?xtract{self.space}{self.fetches}"),
            self.line(w("install"), w("add"), w("file"), self.fetches),
            self.line(w("software", 2), w("install", 2), rf"[^\r\n\x00]*?{self.fetches}"),
            self.line(w("request", 3), w("system", 3), w("software", 2), w("add"), self.fetches),
            self.line(w("request", 3), w("platform", 2), w("software", 2), rf"[^\r\n\x00]*?{self.fetches}"),
            self.line(w("upgrade", 2), w("rom-monitor", 3), w("file"), self.fetches),
            self.line(w("load", 4), f"(?:{w('override', 4)}|{w('replace', 3)}|{w('merge', 3)})", self.fetches),
        )
        return f"(?:{'|'.join(orders)})"


TYPED, TEXT = Grammar(True), Grammar(False)
_REST = r"[^\r\n\x00?]*(?:[\r\n\x00]|$)"
"""What a line ends in. Asking for help is no command."""


def _undeclared(who: Who) -> str:
    """The rest of a line that names a server which is not declared; any rest where none is."""
    if not who.servers_declared:
        return _REST
    known = dotted(who.servers, who.server_names)
    host = rf":\/\/(?:[^\/@\s]*@)?(?!(?:{known})(?:[:\/\s]|$))[\w.-]+"
    bare = rf"(?<![\w.\/])(?!(?:{known})(?:[:\/\s\x00\x27]|$)){_ADDRESS}(?![\w.])"
    # Not after what the expression for the order has taken: the colon of a URL is part of that.
    return rf"(?:(?<=:)\/\/(?:[^\/@\s]*@)?(?!(?:{known})(?:[:\/\s]|$))[\w.-]+|[^\r\n\x00]*?(?:{host}|{bare})){_REST}"


def rules(who: Who) -> Iterator[Rule]:
    """All rules on commands and boot lines."""
    if who.home is None:
        return
    yield from _telnet(who)
    yield from _reloads(who)
    yield from _rsh(who)
    yield from _said_by_devices(who)
    yield from _lines(who)


def _pcre(expression: str, flags: str = "i") -> str:
    return f'pcre:"/{expression}/{flags}"'


def _to_device(
    detection: str,
    number: int,
    says: str,
    source: str | None,
    who: Who,
    port: int,
    expression: str,
    leaves: bool = False,
) -> Iterator[Rule]:
    if source is None:
        return
    enter = '"|0d|"' if port == 23 else '"|00|"'
    match = ("flow:established,to_server", f"content:{enter}", expression)
    header = f"tcp {source} any -> {who.home} {port}"
    rule = Rule(detection, number, says, header, match, "dest_ip", "attempted-admin", "major", "Medium", leaves=leaves)
    yield rule.once()


def _strangers(who: Who) -> str | None:
    """Who may give no orders at all: all but declared admin hosts."""
    return who.no_manager if who.managers else "any"


def _telnet(who: Who) -> Iterator[Rule]:
    g, strangers = TYPED, _strangers(who)
    w = g.word

    def typed(order: str, rest: str = _REST) -> str:
        return _pcre(f"{g.define}{g.begin}{order}{rest}")

    boots = f"(?:{g.any_boots()}|{w('tftpdnld')})"
    says = "Telnet command sets or starts a network boot"
    yield from _to_device("BW07", 0, says, strangers, who, 23, typed(boots))
    says = "Telnet command loads an image or configuration from the network"
    yield from _to_device("BW07", 1, says, strangers, who, 23, typed(g.loads()))
    says = "Telnet command makes a device serve its files by TFTP"
    yield from _to_device("BW07", 2, says, strangers, who, 23, typed(g.line(w("tftp-server", 6), "")), True)
    # 0x2102 is what devices come with.
    register = g.line(f"(?:{w('config-register', 8)}|{w('confreg')})", "(?!0x2102)0x[0-9a-f]")
    says = "Telnet command changes the configuration register"
    yield from _to_device("BW07", 3, says, strangers, who, 23, typed(register))
    if who.managers and who.servers_declared:
        managers = among(who.managers)
        for number, order, says in (
            (10, g.any_boots(), "Telnet command sets a network boot from an undeclared server"),
            (11, g.loads(), "Telnet command loads an image or configuration from an undeclared server"),
        ):
            yield from _to_device("BW07", number, says, managers, who, 23, typed(order, _undeclared(who)))


def _reloads(who: Who) -> Iterator[Rule]:
    g, strangers = TYPED, _strangers(who)
    w = g.word
    says = "Telnet command reloads a device"
    yield from _to_device("BW05", 3, says, strangers, who, 23, telnet_reload())
    shutdown = g.line(w("snmp-server", 6), w("system-shutdown", 2))
    says = "Telnet command lets SNMP reload a device"
    yield from _to_device("BW05", 5, says, strangers, who, 23, _pcre(f"{g.define}{g.begin}{shutdown}{_REST}"))


def telnet_reload() -> str:
    """A pcre option: a reload typed on telnet, and not taken back."""
    g, w = TYPED, TYPED.word
    system = f"{w('request', 3)}{g.space}{w('system', 3)}{g.space}"
    reload = rf"(?:{w('reload', 3)}|(?:{system})?{w('reboot', 6)})(?:[\r\n\x00]|{g.space}(?!{w('cancel', 3)}){_REST})"
    return _pcre(f"{g.define}{g.begin}{reload}")


def _rsh(who: Who) -> Iterator[Rule]:
    g, strangers = TEXT, _strangers(who)
    begin = r"^\d{0,5}\x00[^\x00]*\x00[^\x00]*\x00"
    orders = f"(?:{g.any_boots()}|{g.loads()})"
    says = "rsh command sets or uses a network boot"
    yield from _to_device("BW07", 6, says, strangers, who, 514, _pcre(begin + orders))
    yield from _to_device(
        "BW05",
        4,
        "rsh command reloads a device",
        strangers,
        who,
        514,
        _pcre(begin + r"rel(?:o(?:ad?)?)?(?:\x00| (?!can))"),
    )
    if who.managers and who.servers_declared:
        says = "rsh command sets or uses a network boot from an undeclared server"
        yield from _to_device("BW07", 16, says, among(who.managers), who, 514, _pcre(begin + orders + _undeclared(who)))


# What comes before the command: IOS, Junos, EOS, Huawei.
_LOGGED = (
    r"(?:LOGGEDCMD: ?User:\S* +logged command:|CMDLINE_READ_LINE: User \x27[^\x27]*\x27, command \x27"
    r"|CMD: .{0,200}?\bcmd=|CMDRECORD.{0,200}?Command ?= ?\x22)"
)


def _said_by_devices(who: Who) -> Iterator[Rule]:
    g = TEXT
    orders = f"(?:{g.any_boots()}|{g.loads()}){_undeclared(who)}"
    log = {"device": "src_ip", "classtype": "attempted-admin", "confidence": "Medium"}
    header = f"udp {who.home} any -> any 514"
    for number, fast, before, how in (
        (7, "CMD", _LOGGED, "logs"),
        (8, "AAA_ACCOUNTING", r"AAA_ACCOUNTING_MESSAGE: [^\r\n]*?:", "accounts for"),
    ):
        says = f"Syslog of a device {how} a command that sets or uses a network boot"
        match: tuple[str, ...] = (f'content:"{fast}"', "nocase", _pcre(before + orders))
        yield Rule("BW07", number, says, header, match, **log)  # type: ignore[arg-type]
    known = dotted(who.servers, who.server_names)
    server = (rf"(?!(?:{known})[ \)])" if known else "") + _ADDRESS
    match = (
        "flow:established,to_client",
        'content:"|20|from|20|"',
        'content:"|28|via|20|"',
        "distance:0",
        "fast_pattern",
        _pcre(rf"(?:^|[\r\n]|> )(?:Loading|Receiving) \S+ from {server} \(via "),
    )
    says = "Telnet output of a device that loads a file from the network"
    yield Rule("BW07", 5, says, f"tcp {who.home} 23 -> any any", match, **log).once()  # type: ignore[arg-type]


def _lines(who: Who) -> Iterator[Rule]:
    """BW08. In a configuration a command stands at the beginning of a line.

    No such line has more than five words: what goes on is prose about the command.
    """
    short = r"(?=\S+(?:[ \t]+\S+){0,4}[ \t]*(?:[\r\n\x00]|$))"

    def line(order: str) -> str:
        return rf"[ \t]{{0,2}}{short}{order}{_undeclared(who)}"

    # A block may begin in the middle of a line, but for the first.
    block = rf"^(?:\x00\x03\x00\x01|.{{4,}}?[\r\n\x00]){line(f'(?:{TEXT.sets_boot()}|{TEXT.boots_hpe()})')}"
    tftp = ('content:"|00 03|"', "startswith", _pcre(block, "si"))
    says = "Configuration read by TFTP has a line that sets a network boot"
    # Were the write not noted in time, the other rule would alert, and name the wrong side as the device.
    header = f"udp any any -> {who.home} any"
    yield Rule("BW08", 0, says, header, (*tftp, pair("isnotset", WRITES)), "dest_ip", "attempted-admin").once()
    says = "Configuration written by TFTP has a line that sets a network boot"
    header = f"udp {who.home} any -> any any"
    yield Rule("BW08", 1, says, header, (*tftp, pair("isset", WRITES)), "src_ip", "attempted-admin").once()
    ports = FTP_DATA
    for number, fast, order, of in (
        (2, "boo", TEXT.sets_boot(), ""),
        (4, "auto-tftp", TEXT.boots_hpe(), " at each start (HPE)"),
    ):
        match: tuple[str, ...]
        has = (f'content:"{fast}"', "nocase", _pcre(rf"(?:^|[\r\n\x00]){line(order)}"))
        says = f"Configuration fetched by HTTP has a line that sets a network boot{of}"
        match = ("flow:established,to_client", "file.data", *has, f'pcre:"/^{CONFIG}/s"')
        yield Rule("BW08", number, says, f"http any any -> {who.home} any", match, "dest_ip", "attempted-admin")
        says = f"Configuration moved by FTP has a line that sets a network boot{of}"
        # Suricata offers no file.data of FTP.
        header = f"ftp-data any {ports} -> {who.home} {ports}"
        match = ("flow:established", *has)
        yield Rule("BW08", number + 1, says, header, match, "dest_ip", "attempted-admin").once()
