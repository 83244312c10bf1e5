"""What devices say of commands: to syslog (BW07, BW18, BW27), and on a console as they load (BW07)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bootwarden.facts import facts
from bootwarden.facts.said import Loader, Log, literals
from bootwarden.rules.commands import IOS, ORDERS, forms_of, leaving_for, numbered, pcre, undeclared
from bootwarden.rules.grammar import ADDRESS, TEXT, grouped
from bootwarden.rules.patterns import dotted
from bootwarden.rules.rule import GENERIC_SID, Rule, content
from bootwarden.rules.who import Who


def rules(who: Who) -> Iterator[Rule]:
    """All rules on what devices say of commands."""
    if who.home is not None:
        yield from _logged(who)
        yield from _loaders(who)


def _common(marks: Sequence[str]) -> str:
    """The longest text that all of some messages have in them."""
    first, *others = [literals(mark) for mark in marks]
    pieces = {run[a:b] for run in first for a in range(len(run)) for b in range(a + 1, len(run) + 1)}
    shared = [p for p in pieces if all(any(p in run for run in other) for other in others)]
    text = max(shared, key=lambda p: (len(p), p), default="")
    if len(text) < 3:
        raise ValueError(f"logs with one sid have no text in common to be looked for ({text!r}): {', '.join(marks)}")
    return text


def _fewer(texts: Mapping[int, str]) -> dict[int, str]:
    """The same with fewer different texts: one that stands in another, or a long word that two have, does for both."""
    lower = {number: text.lower() for number, text in texts.items()}
    for number, text in lower.items():
        for other in list(lower):
            shared = _longest(text, lower[other])
            if other != number and (shared == lower[other] or len(shared) >= LONG):
                lower[number] = lower[other] = shared
                text = shared
    return {number: text if text.lower() == lower[number] else lower[number] for number, text in texts.items()}


LONG = 7
"""Letters that a text has at least which is looked for because two logs have it."""


def _longest(text: str, other: str) -> str:
    """The longest part that two texts have."""
    match = SequenceMatcher(None, text, other, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size]


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
    texts = _fewer({number: _common([log.mark for log in logs]) for number, logs in sorted(groups.items())})
    for number, logs in sorted(groups.items()):
        fast = texts[number]
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
            yield numbered(rule)
            # Each segment by itself: collectors' senders write a message at once, and none is told of twice.
            by_tcp = replace(
                rule,
                number=rule.number + (200 if rule.number >= 2300 else 2500),
                message=f"{says}, by TCP",
                header=f"tcp-pkt {who.home} any -> any {SYSLOG_TCP}",
                match=("flow:established,to_server", *match),
            )
            yield numbered(by_tcp)


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
        yield numbered(rule).once()
