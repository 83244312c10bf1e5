"""``[[command]]``: lines, typed or configured, that make a device boot, copy, send, serve, restart or trust less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek

Act = Literal["boot", "config", "copy", "send", "serve", "register", "reload", "set", "weaken"]

ARGUMENTS = {
    "": ("LINE_NONE", "Nothing, or options."),
    "ALONE": ("LINE_ALONE", "Nothing: the words are the whole line."),
    "URL": ("LINE_URL", "A URL anywhere behind; without one the line is none."),
    "[URL]": ("LINE_URL_OR_ASK", "A URL, or its beginning (``tftp:``): the device asks for the rest."),
    "ASKS": ("LINE_ASK", "The device asks for everything."),
    "FILE [HOST]": ("LINE_FILE_HOST", "A file, and maybe a host after or before it."),
    "FILE ADDRESS": ("LINE_FILE_ADDRESS", "A file and an address, and nothing else."),
    "HOST [FILE]": ("LINE_HOST_FILE", "A host, and a file at the end."),
    "LOCAL": ("LINE_LOCAL_FILE", "A file on the device itself."),
    "DISK:LOCAL": (
        "LINE_LOCAL_URL",
        "A file on the device itself, with its file system: what the words alone do not say.",
    ),
    "HOST": ("LINE_HOST", "A host alone."),
    "HOST get FILE": ("LINE_GET", "Options, a host, ``get`` and a file."),
    "HOST put FILE": ("LINE_PUT", "Options, a host, ``put`` and a file."),
    "[RAM] [HOST:]FILE": ("LINE_LOADER", "U-Boot: where to load to, and a file, maybe with its host or alone."),
    "REGISTER": ("LINE_REGISTER", "A configuration register that does not boot as configured."),
    "LOCAL [URL]": ("LINE_TO_URL", "Something of the device's own, then a URL or its beginning."),
    "OPTIONS": ("LINE_OPTIONS", "Options in any order, a host among them: ``address HOST filename FILE``."),
    "HOST:FILE": ("LINE_HOST_COLON", "A host's address and its file in one word."),
    "SETTINGS": ("LINE_SETTINGS", "``name=value`` as RouterOS has them: url, address, src-path, file-name."),
}
"""What may follow a command's words, as facts write it: the name in Zeek, and what it means."""

_WORD = re.compile(r"(?:[a-z0-9/.,:_=-]+(?:\|[a-z0-9/.,:_=-]+)?|\*)\Z")


def _notation(words: str) -> str:
    parts, arguments = _split(words)
    if not parts:
        raise ValueError(f"{words!r}: begin with the command's own words, in lower case")
    for part in parts:
        if not _WORD.match(part):
            raise ValueError(
                f"{part!r} in {words!r}: write a word in lower case, shortened at a bar (bo|ot), or * for any word"
            )
    if arguments not in ARGUMENTS:
        known = ", ".join(filter(None, ARGUMENTS))
        raise ValueError(f"{arguments!r} in {words!r} is unknown: what may follow the words is {known}")
    return words


def _split(line: str) -> tuple[list[str], str]:
    parts = line.split(" ")
    behind = next((n for n, part in enumerate(parts) if part != part.lower()), len(parts))
    return parts[:behind], " ".join(parts[behind:])


@dataclass(frozen=True)
class Word:
    """One word of a command: any word where ``text`` is empty."""

    text: str
    least: int
    """Letters that it must at least have."""


class Command(Fact):
    """One form of a command."""

    words: Annotated[str, AfterValidator(_notation)]
    """``bo|ot s|ystem t|ftp FILE [HOST]``: a word may be shortened up to its bar; capitals say what follows."""
    act: Act
    """boot: where the next start loads an image from, or a netboot now; config: where it takes its configuration from;
    copy: takes a file from the network; send: sends one there; serve: lets others take its own; register: the
    configuration register; reload; set: a loader's variable; weaken: turns off what checks an image."""
    saved: bool = False
    """A device's configuration may hold the line."""
    when: Expression | None = None
    """A word behind has this form, in lower case."""
    unless: Expression | None = None
    """The next word behind has not this form, in lower case."""
    without: Expression | None = None
    """No word behind has this form, in lower case."""
    says: str | None = None
    """For a rule of its own: what its alert says of it."""
    sid: int | None = Field(default=None, ge=1542005000, le=1542007399)
    """The generic Suricata rule that carries the form, with all others of this number; without one, today's."""

    @model_validator(mode="after")
    def _whole(self) -> Command:
        if (self.sid is None) != (self.says is None):
            raise ValueError("sid and says go together: a rule of its own has a number and says what it sees")
        return self

    @cached_property
    def own(self) -> tuple[Word, ...]:
        """Its own words."""
        return tuple(
            Word("", 0) if part == "*" else Word(part.replace("|", ""), len(part.split("|")[0]))
            for part in _split(self.words)[0]
        )

    @cached_property
    def arguments(self) -> str:
        """What follows them, in Zeek's name."""
        return ARGUMENTS[_split(self.words)[1]][0]


_TYPES = """\
	## What stands behind the words of a command, and where in it server and file stand.
	type LineArguments: enum {{
{kinds}
	}};

	## A form that a line may have.
	type LineForm: record {{
		## Its words. ``sy|stem`` may be shortened to ``sy``; ``*`` stands for any one word.
		words: string;
		## What it makes a device do: boot, config, copy, send, serve, register, reload, set or weaken.
		act: string;
		## What follows the words.
		arguments: LineArguments;
		## What stands behind has this in it, in lower case.
		has: pattern &optional;
		## What stands behind has this not in it, in lower case.
		lacks: pattern &optional;
	}};

"""


def in_script(found: Sequence[Command]) -> str:
    """``zeek/facts/commands.zeek``."""
    kinds = "\n".join(f"\t\t## {means}\n\t\t{name}," for name, means in ARGUMENTS.values())
    exported = _TYPES.format(kinds=kinds) + zeek.rows(
        "line_forms",
        "vector of LineForm",
        [_row(command) for command in found],
        comment="Forms that lines may have. Where several fit, the one of most words counts, then the first.",
    )
    return zeek.script(
        "Commands that set or use a network boot, move files, restart devices or lower their guard.", exported
    )


def _row(command: Command) -> str:
    own = " ".join(_split(command.words)[0])
    fields = {"words": zeek.text(own), "act": zeek.text(command.act), "arguments": command.arguments}
    if command.when:
        fields["has"] = in_zeek(f"(^| )({command.when})( |$)")
    lacks = [f"^({command.unless})( |$)"] if command.unless else []
    lacks += [f"(^| )({command.without})( |$)"] if command.without else []
    if lacks:
        fields["lacks"] = in_zeek("|".join(lacks))
    return "LineForm(" + ", ".join(f"${name}={value}" for name, value in fields.items()) + ")"
