"""What devices say: ``[[log]]`` to a syslog server, ``[[loader]]`` on a console, ``[[says]]`` of their own software."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek


def _two(between: list[str]) -> list[str]:
    if len(between) != 2:
        raise ValueError("say what stands before and what stands after: two expressions")
    return between


Between = Annotated[list[Expression], AfterValidator(_two)]
"""What stands before a value, of which the first counts, and what stands after it, of which the next does."""


class Log(Fact):
    """A message in syslog."""

    name: str = Field(min_length=2)
    """The system that writes so."""
    tells: Literal["command", "restart", "config loaded", "config failed", "config newer"]
    mark: Expression
    """Recognizes the message."""
    command: Between | None = None
    kin: str | None = None
    """The file of facts whose commands the system has besides its own."""
    verb: str | None = None
    """The command's first word, where the message leaves it out."""
    joins: Expression | None = None
    """What stands between the command's words in the message, and is none of them."""
    user: Between | None = None
    actor: Between | None = None
    """The address that the user came from."""
    acts: list[str] | None = None
    """What the commands that it tells of can do, where that is not everything: acts of ``[[command]]``."""
    sid: int | None = Field(default=None, ge=1542005070, le=1542007399)
    """For a command: the generic Suricata rule that reads it there, with all others of this number."""

    @model_validator(mode="after")
    def _whole(self) -> Log:
        if (self.tells == "command") != (self.command is not None):
            raise ValueError('command goes with tells = "command": between which expressions the command stands')
        if (self.verb is None) != (self.joins is None):
            raise ValueError("verb and joins go together: how the message's words become a command")
        return self


def _server_named(mark: str) -> str:
    if "[0-9.]+" not in mark:
        raise ValueError(f"{mark!r}: write the server's address as [0-9.]+")
    return mark


class Loader(Fact):
    """What a boot loader prints when it loads from the network."""

    name: str = Field(min_length=2)
    mark: Annotated[Expression, AfterValidator(_server_named)]
    """Recognizes the line that names the server."""
    server: Between
    file: Between
    then: Expression | None = None
    """Recognizes the later line that names the file, where the first does not."""
    sid: int | None = Field(default=None, ge=1542005070, le=1542007399)
    """The generic Suricata rule that reads it."""


class Says(Fact):
    """How a device describes its software, in sysDescr, ``show version`` and restart messages."""

    name: str = Field(min_length=2)
    mark: Expression | None = None
    """Recognizes the description."""
    version: Between | None = None
    platform: Between | None = None
    """The hardware, as images name it."""
    platform_is: str | None = None
    """The same, where one image is for all."""
    family: bool = False
    """Whether images are named for members of that hardware: isr4300 and isr4400 of ISR."""
    image_before: Expression | None = None
    """Stands before the name of the image that it booted."""

    @model_validator(mode="after")
    def _whole(self) -> Says:
        if (self.mark is None) != (self.version is None):
            raise ValueError("mark and version go together: a description has a version between two expressions")
        if self.mark is None and self.image_before is None:
            raise ValueError("says nothing: add mark and version, or image_before")
        return self


def _between(name: str, between: Sequence[str] | None) -> dict[str, str]:
    if between is None:
        return {}
    return {f"{name}_before": in_zeek(between[0]), f"{name}_after": in_zeek(between[1])}


def _record(kind: str, fields: dict[str, str]) -> str:
    return f"{kind}(" + ", ".join(f"${name}={value}" for name, value in fields.items()) + ")"


def _table(name: str, kind: str, found: Sequence[tuple[str, dict[str, str]]], comment: str) -> str:
    lines = [f"[{zeek.text(key)}] = {_record(kind, fields)}" for key, fields in found]
    return zeek.rows(name, f"table[string] of {kind}", lines, comment=comment)


def _pattern(name: str, found: Sequence[str], comment: str, flags: str = "") -> str:
    lines = zeek.either((in_zeek(expression, flags) for expression in found), "\t    ")
    return f"\t## {comment}\n\tconst {name} =\n\t      {lines}\n\t    &redef;\n"


_LOG_TYPE = """\
	## How a system logs commands. Each value stands between the first of a pattern before it, and the next of
	## a pattern after it.
	type CommandLogForm: record {
		## Recognizes the message, without ``^`` and ``$``: by TCP, several are looked through at once.
		mark: pattern;
		## Before the command.
		command_before: pattern;
		## After the command.
		command_after: pattern;
		## The command's first word, where the message leaves it out.
		verb: string &optional;
		## What stands between the command's words, and is none of them.
		joins: pattern &optional;
		## Before the user's name.
		user_before: pattern &optional;
		## After the user's name.
		user_after: pattern &optional;
		## Before the address that the user came from.
		actor_before: pattern &optional;
		## After the address that the user came from.
		actor_after: pattern &optional;
	};

"""
_TELLS = {
    "restart": ("restart_messages", "Messages of a device that restarts or has restarted."),
    "config loaded": ("config_messages", "Messages of a device that loaded a configuration from the network."),
    "config failed": (
        "config_failures",
        "Messages of a device that asked for a configuration from the network, and got none.",
    ),
    "config newer": (
        "config_newer",
        "Messages of a device whose configuration is of a newer image than the one that runs.",
    ),
}


def logs_in_script(found: Sequence[Log]) -> str:
    """``zeek/facts/log.zeek``."""
    forms = [
        (
            log.name,
            {"mark": in_zeek(log.mark)}
            | _between("command", log.command)
            | ({"verb": zeek.text(log.verb), "joins": in_zeek(log.joins)} if log.verb and log.joins else {})
            | _between("user", log.user)
            | _between("actor", log.actor),
        )
        for log in found
        if log.tells == "command"
    ]
    exported = _LOG_TYPE + _table(
        "command_log_forms", "CommandLogForm", forms, "All forms known, by the system that writes so."
    )
    for tells, (name, comment) in _TELLS.items():
        marks = list(dict.fromkeys(log.mark for log in found if log.tells == tells))
        exported += "\n" + _pattern(name, marks, comment, "i" if tells.startswith("config") else "")
    return zeek.script("What devices write to syslog of commands, restarts and configurations.", exported)


_LOADER_TYPE = """\
	## How a loader says what it loads. File and server stand between the first of a pattern before them, and
	## the next of one after.
	type LoaderForm: record {
		## Recognizes the line that names the server.
		mark: pattern;
		## Before the server's address.
		server_before: pattern;
		## After the server's address.
		server_after: pattern;
		## Before the file's name.
		file_before: pattern;
		## After the file's name.
		file_after: pattern;
		## Recognizes the later line that names the file, where the first does not.
		then: pattern &optional;
	};

"""


def loaders_in_script(found: Sequence[Loader]) -> str:
    """``zeek/facts/loader.zeek``."""
    forms = [
        (
            loader.name,
            {"mark": in_zeek(loader.mark)}
            | _between("server", loader.server)
            | _between("file", loader.file)
            | ({"then": in_zeek(loader.then)} if loader.then else {}),
        )
        for loader in found
    ]
    comment = "All forms known, by the loader that prints so."
    return zeek.script(
        "What boot loaders print when they load from the network.",
        _LOADER_TYPE + _table("loader_forms", "LoaderForm", forms, comment),
    )


_SAYS_TYPE = """\
	## How devices describe their software. The version stands between ``before`` and ``after``, the hardware
	## likewise.
	type SoftwareForm: record {
		## Recognizes the text.
		mark: pattern;
		## Before the version.
		version_before: pattern;
		## After the version.
		version_after: pattern;
		## Before the hardware.
		platform_before: pattern &optional;
		## After the hardware.
		platform_after: pattern &optional;
		## What images name as hardware, where one image is for all.
		platform: string &optional;
		## Whether that is a family, and images are named for its members.
		family: bool &default=F;
	};

"""


def says_in_script(found: Sequence[Says]) -> str:
    """``zeek/facts/says.zeek``."""
    forms = [
        (
            says.name,
            {"mark": in_zeek(says.mark)}
            | _between("version", says.version)
            | _between("platform", says.platform)
            | ({"platform": zeek.text(says.platform_is)} if says.platform_is else {})
            | ({"family": "T"} if says.family else {}),
        )
        for says in found
        if says.mark
    ]
    exported = _SAYS_TYPE + _table(
        "software_forms", "SoftwareForm", forms, "All forms known, by the system that describes itself so."
    )
    images = list(dict.fromkeys(says.image_before for says in found if says.image_before))
    comment = "What stands before the name of the image that a device booted."
    exported += "\n" + _pattern("image_file_said", images, comment)
    return zeek.script("How devices describe the software that they run.", exported)


_LITERAL = re.compile(r"\\[ntr]|\\(?P<quoted>\W)|(?P<plain>[^\\.\[\](){}|*+?^$])")


def literals(expression: str) -> list[str]:
    """The texts that whatever matches an expression has in it, besides what its groups and classes hold."""
    found, at, depth = [""], 0, 0
    while at < len(expression):
        if expression[at] == "[":
            at = expression.index("]", at + 2) + 1
            found.append("")
            continue
        if expression[at] in "()":
            depth += 1 if expression[at] == "(" else -1
            found.append("")
        letter = _LITERAL.match(expression, at)
        if letter is None or expression[at] in "()":
            if expression[at] in "*?{" and found[-1]:
                found[-1] = found[-1][:-1]
            found.append("")
            at = expression.index("}", at) + 1 if expression[at] == "{" else at + 1
            continue
        text = letter["quoted"] or letter["plain"] or ""
        if depth == 0 and text:
            found[-1] += text
        elif not text:
            found.append("")
        at = letter.end()
    return [text for text in found if text]
