"""``[[config]]``: what configurations begin with, their names, and their lines that decide what a device boots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from bootwarden.facts import zeek
from bootwarden.facts.image import Image, Name, name_patterns
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek

PLAIN_KINDS = ("ini", "json", "script", "text", "xml")
"""Kinds of text that are told by code."""


def _bar(line: str) -> str:
    if not all(re.fullmatch(r"[a-z0-9_.=/-]+(\|[a-z0-9_.=/-]+)?", word) for word in line.removesuffix(" ").split(" ")):
        raise ValueError(f"{line!r}: write a line's beginning in lower case, and a bar where a word may be cut: bo|ot ")
    return line


class Config(Fact):
    """Configurations of one kind."""

    kind: str | None = Field(default=None, pattern=r"^config-[a-z0-9]+$")
    class_: Literal["network-config", "pxe"] = Field(default="network-config", alias="class")
    signed: list[Expression] = Field(default_factory=list)
    """How a system marks the configurations that it writes: beginnings of comment lines, of which one is enough."""
    begins: list[Expression] = Field(default_factory=list)
    """Statements, each narrow enough that no prose begins so; one of them comes first, but for comments."""
    any_case: bool = False
    """Whether letters of statements may be of any case."""
    comments: list[Expression] = Field(default_factory=list)
    """Lines that stand before the first statement, besides those that begin with ! # or ;"""
    names: list[Name] = Field(default_factory=list)
    """Names that only configurations of network devices have."""
    shared_names: list[Name] = Field(default_factory=list)
    """Names that phones, cable modems and programs use, too: they say what is asked for, and the bytes what it is."""
    boot: list[Annotated[str, AfterValidator(_bar)]] = Field(default_factory=list)
    """How lines begin, maybe after ``no ``, that decide what a device boots; a bar shows how far a word may be cut."""

    @model_validator(mode="after")
    def _whole(self) -> Config:
        if self.kind is None and (self.signed or self.begins):
            raise ValueError("statements belong to a kind: add kind = ...")
        return self


def boot_expression(line: str) -> str:
    """The expression for a line's beginning with words that may be cut: ``bo|ot `` is ``bo(ot?)?[ \\t]+``."""
    return "".join("[ \\t]+" if word == " " else _word(word) for word in re.split("( )", line))


def _word(word: str) -> str:
    kept, _, rest = word.partition("|")
    cut = ""
    for letter in reversed(rest):
        cut = f"({re.escape(letter)}{cut})?"
    return "".join(re.escape(letter) if letter != "-" else letter for letter in kept) + cut


def boot_expressions(found: Iterable[Config]) -> list[str]:
    """How lines begin that decide what a device boots, each once."""
    return list(dict.fromkeys(boot_expression(line) for entry in found for line in entry.boot))


def kinds(found: Iterable[Config]) -> dict[str, list[Config]]:
    """The entries of each kind, in the order of the facts."""
    by_kind: dict[str, list[Config]] = {}
    for entry in found:
        if entry.kind:
            by_kind.setdefault(entry.kind, []).append(entry)
    return by_kind


def comment_line(found: Iterable[Config]) -> str:
    """The expression for what may stand on a line before the first statement."""
    others = "".join(f"|{expression}" for entry in found for expression in entry.comments)
    return rf"([!;][^\r\n]*|#([^!\r\n][^\r\n]*)?|/\*[^\r\n]*{others})"


_FORM = """\
	## How configurations of a kind are told: by what their system writes into their first comments, and by how their
	## first statement begins.
	type ConfigForm: record {
		kind: string;
		signed: pattern &optional;
		begins: pattern &optional;
	};

"""


def in_script(found: Sequence[Config], images: Sequence[Image]) -> str:
    """``zeek/facts/config.zeek``."""
    by_kind = kinds(found)
    network = [kind for kind, entries in by_kind.items() if entries[0].class_ == "network-config"]
    exported = [
        _FORM
        + zeek.rows(
            "config_kinds",
            "table[string] of string",
            [f"[{zeek.text(kind)}] = {zeek.text(by_kind[kind][0].class_)}" for kind in sorted(by_kind)],
            comment="Kinds of configurations, and why such are fetched.",
        ),
        zeek.rows(
            "text_kinds",
            "set[string]",
            map(zeek.text, sorted({*by_kind, *PLAIN_KINDS})),
            comment="Kinds whose bytes are certainly text.",
        ),
        zeek.alternatives(
            "config_comments",
            [in_zeek(rf"^([ \t]*{comment_line(found)}?[\r\n\x00]+)+")],
            comment="What stands before a configuration's first statement: comments and empty lines.",
        ),
        zeek.rows(
            "config_forms",
            "vector of ConfigForm",
            [_form(kind, entries) for kind, entries in by_kind.items()],
            comment="How configurations are told, the first that fits counting.",
        ),
        zeek.alternatives(
            "config_opening",
            [
                in_zeek(rf"^[ \t]?({line})", "i" if e.any_case else "")
                for entries in by_kind.values()
                for e in entries
                for line in e.begins
            ],
            comment="How the first statement of any kind begins, to rule out most texts at once.",
        ),
        zeek.alternatives(
            "config_statements",
            [
                in_zeek(rf"^[ \t]?{line}", "i" if e.any_case else "")
                for kind in network
                for e in by_kind[kind]
                for line in e.begins
            ],
            comment="How a line of any network device's configuration begins.",
        ),
        zeek.alternatives(
            "config_within",
            [
                in_zeek(rf"[\r\n\x00][ \t]?{line}", "i" if e.any_case else "")
                for kind in network
                for e in by_kind[kind]
                for line in e.begins
            ],
            comment="The same anywhere in a text, to rule out most texts at once.",
        ),
        zeek.alternatives(
            "network_config_names",
            [in_zeek(name) for name in _names(found, images, "names")],
            comment="Names that only configurations of network devices have, in lower case, without folders.",
        ),
        zeek.alternatives(
            "shared_config_names",
            [in_zeek(name) for name in _names(found, images, "shared_names")],
            comment="Names of configurations that phones, cable modems and programs use, too.",
        ),
        zeek.alternatives(
            "config_boot_lines",
            [in_zeek(line) for line in boot_expressions(found)],
            comment="How a line begins that decides what a device boots, in lower case, maybe after ``no ``.",
        ),
    ]
    return zeek.script(
        "What configurations are, by their statements and names, and which lines matter.", "\n".join(exported)
    )


def _names(found: Iterable[Config], images: Iterable[Image], which: str) -> list[str]:
    names = dict.fromkeys(name for entry in found for name in getattr(entry, which))
    return list(names) + (name_patterns(images, "network-config") if which == "names" else [])


def _form(kind: str, entries: Sequence[Config]) -> str:
    signed = [in_zeek(rf"(^|[\r\n])[ \t]*({line})") for e in entries for line in e.signed]
    begins = [in_zeek(rf"^[ \t]?({line})", "i" if e.any_case else "") for e in entries for line in e.begins]
    fields = {"kind": zeek.text(kind), "signed": _either(signed), "begins": _either(begins)}
    return zeek.made("ConfigForm", fields)


def _either(patterns: Sequence[str]) -> str | None:
    return zeek.either(patterns, "\t\t    ") or None
