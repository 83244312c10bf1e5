"""Commands as regular expressions: as plain text, or as typed into a line editor over telnet.

Telnet input is what somebody types: letters may be followed by rubbed out ones, blanks or a pager's key may stand
before a command, a killed line is typed anew. No part of an expression costs more than a bounded number of steps,
whatever is typed: Suricata gives a match up after 3,500 (tests/test_rules_pcre.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bootwarden.facts.commands import Command, Word
from bootwarden.facts.patterns import in_pcre

ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
ADDRESS6 = r"(?=\S{0,39}::|(?:[0-9a-f]+:){7})[0-9a-f]{1,4}:[0-9a-f:.]+"
"""Times and hardware addresses have neither two colons together nor seven."""
_HOST = (
    rf"(?:{ADDRESS}|\[?[0-9a-f]{{0,4}}:[0-9a-f:]{{1,40}}\]?|[a-z0-9][a-z0-9-]{{0,62}}+(?:\.[a-z0-9-]{{1,63}}+){{1,9}}+)"
)

_LETTER = r"[ -~\x80-\xfe]"
_RUB = r"[\b\x7f]"
_OPTION = r"\xff(?:[\xf1-\xf6\xf9]|[\xfb-\xfe][\d\D]|\xfa[^\xff]{0,64}\xff\xf0)"
"""Telnet's own commands amid what is typed (RFC 854, 855)."""
_STAYS = r"\x1b[\[O](?:[CF]|D\x1b[\[O]C)|[\x05\x06\x0b\x0c\x12\x16]|[\x01\x02]++\x05|\x02\x06"
"""Keys that move the cursor to the right or to the end, where it is (arrow, End, Ctrl-E, Ctrl-F), or to the left and
back again, kill what is behind it (Ctrl-K), show the line anew (Ctrl-L, Ctrl-R), or take the next letter as it is
(Ctrl-V)."""
LINE = r"(?:^|[\r\n\x00\x03\x15\x18\x1a]|\x01\x0b|\xff(?:\xf8|[\xfb-\xfe][\d\D]))"
"""Where a typed line begins: after Enter, after what killed or ran the line before (^U, ^X, ^C, ^Z, ^A and ^K; telnet's
own Erase Line), or after telnet's negotiation."""
_BROWSED = r"(?:(?:\x1b[\[O]A)?+\x1b[\[O]B)?+"
"""Back and forth in the history: to an empty line again."""
_KILLED = 4
"""Words that may be killed together, each by its ^W."""
_NESTED = 12
"""Letters in a row that may be rubbed out together. More of them, one by one, may be."""


def _rubbed() -> str:
    """Group 1: what may stand between two letters of a command, and is none; 2: one letter, rubbed out; 3: sixteen."""
    run = ""
    for _ in range(_NESTED):
        run = f"{_LETTER}(?2)?(?:{run})?{_RUB}" if run else f"{_LETTER}{_RUB}"
    near = rf"(?=[^\b\x7f\r\n]{{0,{_NESTED * 3}}}[\b\x7f]|[\x01-\x1b\xff])"
    sixteen = 16 * f"[ -~]{_RUB}"
    many = "(?3){1,40}+(?2){0,15}+"
    return rf"((?>(?:{near}(?:{many}|{run}|{_OPTION}|{_STAYS})){{0,4}}))((?>{_LETTER}{_RUB}))((?>{sixteen}))"


_DEFINE = "(?(DEFINE)"
_CALL = re.compile(r"\(\?(\d+)\)")
"""How an expression calls a part that it defines."""
_PARTS = ("space", "fetches", "host", "url", "end", "to url")


@dataclass(frozen=True)
class Grammar:
    """How words follow each other: as typed, or as plain text."""

    typed: bool

    @property
    def define(self) -> str:
        """What an expression begins with: the parts that commands share, and have by their names."""
        space = r"(?:[ \t](?1)){1,9}+(?:[!-~]{1,60}+ *+\x17){0,2}+" if self.typed else self.blank
        fetches = f"(?:{self.word('tftp')}|{self.word('ftp')}|{self.word('rcp')}|https?|scp|sftp):"
        # What is typed may be in quotation marks; in a log they end the command.
        quoted, word = (r"[\x22\x27]?", r"\S++") if self.typed else ("", r"[^\s\x22\x27]++")
        other = self.plain(rf"(?!{quoted}{self.part('fetches')}){word}[ \t]++")
        parts = {
            "space": space,
            "fetches": fetches,
            "host": _HOST,
            "url": rf"(?:{other}){{0,12}}+{quoted}{self.part('fetches')}",
            "end": rf"(?=[ \t]*+{self.end})",
            "to url": rf"(?:\/[a-z-]++[ \t]++){{0,4}}+{other}(?:{other}){{0,4}}+{quoted}{self.part('fetches')}",
        }
        return f"{_DEFINE}{_rubbed() if self.typed else ''}{''.join(f'({parts[part]})' for part in _PARTS)})"

    def part(self, name: str) -> str:
        """A part that commands share, by its number: Suricata 7 loses expressions that mix numbers and names."""
        return f"(?{_PARTS.index(name) + (4 if self.typed else 1)})"

    def own_part(self, number: int) -> str:
        """A part that an expression defines for itself, after these."""
        return f"(?{len(_PARTS) + (4 if self.typed else 1) + number})"

    def plain(self, expression: str) -> str:
        """What follows a command, as this grammar separates words: written for plain text."""
        return expression

    @property
    def ends_host(self) -> str:
        """What a host's name or address ends before."""
        return r"(?![\w.])"

    @property
    def ends_known(self) -> str:
        """What ends a server's name or address that is known."""
        return r"(?:[:\/\s\x00\x22\x27<]|$)"

    @property
    def gap(self) -> str:
        """What may stand between two letters."""
        return "(?1)" if self.typed else ""

    @property
    def begin(self) -> str:
        """Where a typed line begins, and what may stand before its command.

        A key that answered a pager or a question needs no Enter. Words may have been
        killed by ^W.
        """
        keys = r"(?: {0,40}+[qyn]{1,3})? {0,40}+"
        # One after the other, or several words and then as many ^W.
        killed = r"[!-~]{1,60}+ *+\x17(?1)"
        for _ in range(_KILLED - 1):
            killed = rf"[!-~]{{1,60}}+ *+(?:{killed})?+\x17(?1)"
        killed = f"(?:{killed}){{0,4}}+"
        before = "|".join(map(self.word, ("do", "run", "admin", "sudo")))
        before = f"(?:(?:{before}){self.space})?"
        # Several commands in a line, as NX-OS takes them.
        mode = r"(?:conf[a-z]*+ ++t[a-z]*+ *+\x3b *+)?"
        return f"{LINE}{_BROWSED}(?1){keys}(?1){killed}{mode}{before}"

    @property
    def blank(self) -> str:
        """One or more blanks, as they are."""
        return r"[ \t]++"

    @property
    def space(self) -> str:
        """One or more blanks. A typed TAB completes a word."""
        return self.part("space") if self.typed else r"[ \t]++"

    @property
    def end(self) -> str:
        """The end of a line: Enter, or ^Z, which runs it."""
        return r"[\r\n\x1a]" if self.typed else r"(?:[\r\n\x00\x22\x27]|<cr>|$)"

    @property
    def rest(self) -> str:
        """What a line ends in. Asking for help is no command, nor is what was taken back."""
        if not self.typed:
            return r"[^\r\n\x00?]*+(?:[\r\n\x00]|$)"
        letters = r"[^\r\n\x03\x15\x18\x1a?\b\x7f\xff]"
        return rf"(?:{letters}++|[\b\x7f]{{1,19}}(?![\b\x7f])|{_OPTION}){{0,40}}+{self.end}"

    @property
    def only(self) -> str:
        """The rest of a line of which nothing was taken back."""
        return rf"[^\r\n\x00\x03\x15\x18\x1a?\b\x7f]*+{self.end}" if self.typed else self.rest

    def word(self, text: str, least: int | None = None) -> str:
        """A word, which may be abbreviated to ``least`` letters."""
        letters = [(c if c.isalnum() else f"\\x{ord(c):02x}") + self.gap for c in text]
        least = len(text) if least is None else least
        tail = ""
        for letter in reversed(letters[least:]):
            tail = f"(?:{letter}{tail})?"
        return "".join(letters[:least]) + tail

    def commands(self, forms: Iterable[Command]) -> str:
        """Any of some forms of commands, from its first word on."""
        return _alternatives(self, list(forms), 0)


_OF_TFTP = r"(?:(?:-[a-z][ \t]++\S|ipv6)\S*+[ \t]++){0,2}+<host>[ \t]++(?:-c[ \t]++|\S++[ \t]++\S++[ \t]++)?"
"""What stands between `tftp` and what it does, on VRP and Comware; on Linux `-c` (tftp-hpa)."""

_TAILS: dict[str, str] = {
    "LINE_NONE": "",
    "LINE_ALONE": "<end>",
    "LINE_URL": "<url>",
    "LINE_URL_OR_ASK": r"(?:(?:\/[a-z-]|file)[a-z-]*+[ \t]++){0,4}+\x22?<fetches>",
    "LINE_ASK": "<end>",
    "LINE_FILE_HOST": r"(?=[^\s?])",
    "LINE_FILE_ADDRESS": rf"(?=[^\s?]++[ \t]++{ADDRESS}<end>)",
    "LINE_HOST_FILE": r"(?=<host>[\s\x22\x27])",
    "LINE_LOCAL_FILE": r"(?=[^\s?])",
    "LINE_LOCAL_URL": r"(?=[a-z][\w-]*:)",
    "LINE_HOST": "(?=<host><end>)",
    "LINE_GET": rf"(?={_OF_TFTP}s?get[ \t]++\S)",
    "LINE_PUT": rf"(?={_OF_TFTP}put[ \t]++\S)",
    "LINE_LOADER": r"(?=(?:(?:0x)?[0-9a-f]{6,16}|\$\S+)\s|<host>:\S)",
    # Boot field 0 stays in the ROM monitor, 1 starts the helper image, bit 6 ignores what is saved.
    "LINE_REGISTER": r"(?=(?:0x)?(?:[0-9a-f]{0,2}[4-7c-f][0-9a-f]|[0-9a-f]{0,3}[01])(?![0-9a-fx]))",
    "LINE_TO_URL": "<to url>",
    "LINE_OPTIONS": (
        r"(?=(?:(?!(?:[^\s@?]{1,64}@)?<host>[\s\x22\x27:])[^\s?]++[ \t]++){0,12}+"
        r"(?:[^\s@?]{1,64}@)?<host>[\s\x22\x27:])"
    ),
    "LINE_HOST_COLON": rf"(?={ADDRESS}:[^\s?])",
    "LINE_SETTINGS": (
        r"(?=(?:\S++[ \t]++){0,12}"
        r"(?:(?:upload-)?url|address|host|se(?:rver)?|src-path|(?:src|dest)?f(?:i(?:le)?)?|(?:file-)?name)=\S)"
    ),
}
"""What follows the words of a command. A command without arguments ends there, or has options."""
_MAY_END = {"LINE_NONE", "LINE_ALONE", "LINE_ASK"}


def _tail(g: Grammar, form: Command) -> str:
    tail = g.plain(_written(g, form))
    for part in _PARTS:
        tail = tail.replace(f"<{part}>", g.part(part))
    return tail


def _written(g: Grammar, form: Command) -> str:
    said = ""
    if form.unless:
        said += rf"(?!(?:{grouped(form.unless)})(?:[\s]|<end>))"
    if form.without:
        said += rf"(?!(?:[^\s]++[ \t]++){{0,8}}(?:{grouped(form.without)})[\s\x22\x27])"
    if form.when:
        said += rf"(?=(?:[^\s]++[ \t]++){{0,8}}[\x22\x27]?(?:{grouped(form.when)})[\s\x22\x27\x3b)])"
    if form.arguments in _MAY_END:
        if form.arguments != "LINE_NONE":
            return "<end>"
        return f"{g.space}{said}" if form.when else f"(?:(?={g.end})|{g.space}{said})"
    if form.own[0].text == "tftpboot":
        return f"(?:(?={g.end})|{g.space})"
    space = "" if form.own[-1].text.endswith("=") else g.space
    tail = _TAILS[form.arguments]
    if form.own[0].text == "config-register":
        # IOS counts in decimals, too; of these the common ones: 0x2142, 0x142, 0x2100, 0x2101, 0 and 1.
        tail = tail.replace("(?:0x)?", "(?:8514|322|8448|8449|[01])(?![0-9a-fx])|0x").replace("(?=", "(?=(?:", 1) + ")"
    if form.arguments == "LINE_HOST_FILE" and form.own[0].text == "copy":
        # Without a host the device asks for it.
        return f"(?:<end>|{space}{said}{tail})"
    return space + said + tail


def _alternatives(g: Grammar, forms: Sequence[Command], at: int) -> str:
    """Forms that share their first ``at`` words: they share them in the expression, too."""
    found: list[str] = []
    groups: dict[Word, list[Command]] = {}
    for form in forms:
        if len(form.own) == at:
            tail = _tail(g, form)
            if tail not in found:
                found.append(tail)
        else:
            groups.setdefault(form.own[at], []).append(form)
    for word, those in groups.items():
        text = g.plain(r"[^\s?]++") if not word.text else g.word(word.text, word.least)
        between = "" if at == 0 else r"(?:[ \t]++|\/)" if those[0].own[0].text.startswith("/") else g.space
        found.append(between + text + _alternatives(g, those, at + 1))
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def grouped(expression: str) -> str:
    """A fact's expression as part of a rule's: its groups are not numbered."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\((?!\?)", r"\1(?:", in_pcre(expression))


def as_needed(expression: str) -> str:
    """An expression without what it defines at its beginning and uses nowhere. Numbers of parts stay as they are.

    Suricata reads and compiles them all whenever it starts.
    """
    if not expression.startswith(_DEFINE):
        return expression
    parts, rest = _split(expression[len(_DEFINE) :])
    wanted: set[int] = set()
    asked = {int(number) for number in _CALL.findall(rest)}
    while asked - wanted:
        wanted |= asked
        asked = {int(n) for number in wanted if number <= len(parts) for n in _CALL.findall(parts[number - 1])}
    if not wanted:
        return rest
    kept = [part if number in wanted else "()" for number, part in enumerate(parts, 1)]
    return f"{_DEFINE}{''.join(kept[: max(wanted)])}){rest}"


def _split(text: str) -> tuple[list[str], str]:
    """The groups that a text begins with, and what follows the bracket that ends them."""
    groups: list[str] = []
    depth, at, begin, in_class = 0, 0, 0, False
    while depth or text[at] != ")":
        match text[at]:
            case "\\":
                at += 1
            case "[":
                in_class = True
            case "]":
                in_class = False
            case "(" if not in_class:
                depth += 1
            case ")" if not in_class:
                depth -= 1
        at += 1
        if not depth:
            groups.append(text[begin:at])
            begin = at
    return groups, text[at + 1 :]


TYPED, TEXT = Grammar(True), Grammar(False)
