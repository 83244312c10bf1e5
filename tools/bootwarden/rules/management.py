"""Orders by web management in clear: in the path of a request, or in its body (BW05, BW07, BW18)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bootwarden.facts import facts
from bootwarden.facts.commands import Command
from bootwarden.facts.http import Http
from bootwarden.facts.patterns import in_pcre
from bootwarden.facts.said import literals
from bootwarden.rules.commands import IOS, ORDERS, forms_of, pcre, strangers_to
from bootwarden.rules.grammar import ADDRESS, Grammar, grouped
from bootwarden.rules.patterns import dotted
from bootwarden.rules.rule import Rule, content
from bootwarden.rules.who import NOWHERE, Who, among
from bootwarden.site.model import PRIVATE


@dataclass(frozen=True)
class Path(Grammar):
    """A command whose words are the parts of a path."""

    def plain(self, expression: str) -> str:
        """A slash ends a word, as a blank does."""
        return expression.replace(r"[^\s\x22\x27]++[ \t]++", r"[^\s\x22\x27\/]++[\/ +]{1,9}+").replace(
            r"[^\s?]++", r"[^\s?\/]++"
        )

    @property
    def space(self) -> str:
        """What stands between two words."""
        return r"[\/ +]{1,9}+"


@dataclass(frozen=True)
class Body(Grammar):
    """A command as a text in JSON or XML: a quote ends it, or the next tag."""

    @property
    def end(self) -> str:
        """The end of the text."""
        return r"(?:[\r\n\x00\x22\x27<]|$)"


PATH = Path(False)
BODY = Body(False)
_ACTS = (
    ("BW07", 0, ORDERS, "sets or uses a network boot"),
    ("BW05", 1, ("reload",), "reloads it"),
    ("BW18", 20, ("send",), "sends what it holds to a server"),
)
"""Detection, what is added to the fact's sid, acts, and what is said of them."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on web management."""
    if who.home is None:
        return
    strangers = strangers_to(who)
    for family, kind in facts().with_family(Http):
        of = frozenset({IOS, family.name})
        if kind.carries == "download":
            if strangers is not None:
                match = ("flow:established,to_server", *_path(kind))
                says = f"{kind.name}: a device's configuration is taken from it"
                rule = _rule("BW18", kind.sid, says, strangers, who, match)
                yield replace(rule, leaves=True)
            continue
        for detection, more, acts, what in _ACTS:
            says = f"{kind.name}: a request {what}"
            forms = forms_of(*acts, of=of)
            if detection == "BW18":
                if kind.carries != "calls":
                    rule = _rule(detection, kind.sid + more, says, "any", who, _match(kind, forms, _leaving(who)))
                    yield replace(rule, leaves=True)
                continue
            if strangers is not None:
                yield _rule(detection, kind.sid + more, says, strangers, who, _match(kind, forms, ""))
                if kind.carries == "calls":
                    match = _called_in_body(kind, restarts=detection == "BW05")
                    yield _rule(detection, kind.sid + more + 40, f"{says}, in its body", strangers, who, match)
            if detection == "BW07" and who.managers and who.servers_declared:
                rest = _undeclared(who)
                managers = among(who.managers)
                rule = _rule(
                    detection,
                    kind.sid,
                    f"{says} of an undeclared server",
                    managers,
                    who,
                    _match(kind, forms_of(*acts, of=of), rest),
                )
                yield replace(rule, naming=True)


def _rule(detection: str, sid: int, says: str, source: str | None, who: Who, match: tuple[str, ...]) -> Rule:
    header = f"http {source} any -> {who.home} any"
    return Rule(detection, 0, says, header, match, "dest_ip", "attempted-admin", "critical", sid=sid)


def _path(kind: Http) -> tuple[str, ...]:
    """The path of the request, decoded. What of it never varies is looked for first."""
    literal = max(literals(kind.path), key=len)
    return ("http.uri", f'content:"{content(literal.encode())}"', "nocase", pcre(f"^{grouped(kind.path)}"))


def _match(kind: Http, forms: Sequence[Command], rest: str) -> tuple[str, ...]:
    flow = "flow:established,to_server"
    if kind.carries == "path":
        order = rf"{PATH.define}^{grouped(kind.path)}(?:-\/)?{PATH.commands(forms)}{rest}"
        return (flow, "http.uri", 'content:"/-/"', pcre(order))
    if kind.carries == "texts":
        begin = r"(?:[\x22>\r\n]|\\[nr])[ \t]*+(?:conf\w*+ t\w*+ *+\x3b *+)?"
        order = rf"{BODY.define}{begin}{BODY.commands(forms)}{rest}"
        return (flow, *_path(kind), "http.request_body", pcre(order))
    # A procedure or a path is the order; what it takes from the network stands in the body.
    restarts = {form.act for form in forms} == {"reload"}
    if kind.carries == "calls":
        names = [name for name, command in kind.calls.items() if ("{}" in command) != restarts]
    else:
        own = [form for form in forms if form.own[0].text.startswith("/")]
        names = sorted({"/".join(word.text for word in form.own).lstrip("/") for form in own})
    first = {"calls": "rpc", "rest": "rest"}[kind.carries]
    named = pcre(rf"^\/{first}\/(?:{'|'.join(in_pcre(re.escape(name)) for name in names)})(?:[\/?]|$)")
    if restarts:
        return (flow, *_path(kind), named)
    if kind.carries == "calls":
        return (flow, *_path(kind), named, "http.request_body", pcre(rf"(?:tftp|ftp|https?|scp|sftp):{rest}"))
    sends = {form.act for form in forms} == {"send"}
    upload = "http.request_body", f'content:{"" if sends else "!"}"|22|upload|22|"'
    source = rf"(?:tftp|ftp|https?|scp|sftp):{rest}" if rest else r"(?:tftp|ftp|https?|scp|sftp):|ethernet"
    named_so = rf"\x22(?:address|host)\x22 *+: *+\x22{rest.split(_SLASHES)[-1]}"
    return (flow, *_path(kind), named, *upload, pcre(f"{source}|{named_so}"))


def _undeclared(who: Who) -> str:
    """The rest of an order up to the host of a URL that is not declared. Slashes may be escaped, or be one."""
    return _beyond(dotted(who.servers, who.server_names), r"[\w.-]+")


def _leaving(who: Who) -> str:
    """The same; up to an address beyond the border, where no servers are declared."""
    if who.servers_declared:
        return _undeclared(who)
    inside = who.site.network.inside if who.site else PRIVATE
    return _beyond(dotted([*inside, *NOWHERE]), ADDRESS)


_SLASHES = r"\\?\/(?:\\?\/)?"


def _called_in_body(kind: Http, *, restarts: bool) -> tuple[str, ...]:
    """Procedures that the body names by their tags: several may stand in one."""
    names = "|".join(in_pcre(re.escape(name)) for name, line in kind.calls.items() if ("{}" in line) != restarts)
    body = rf"<(?:{names})[\s>\/]" if restarts else rf"<(?:{names})[\s>][^\x00]{{0,400}}?(?:tftp|ftp|https?|scp):\/"
    return ("flow:established,to_server", *_path(kind), "http.request_body", pcre(body))


def _beyond(known: str, names: str) -> str:
    scheme = r"(?:tftp|ftp|rcp|https?|scp|sftp):"
    host = rf"(?:[^\/@\s\x22<]{{1,80}}+@)?(?!(?:{known})(?:[:\/\\\s\x22<]|$)){names}"
    return rf"(?:(?<=:)|[^\r\n\x00\x22<]{{0,200}}?{scheme}){_SLASHES}{host}"
