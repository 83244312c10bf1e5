"""``[[http]]``: web management in clear, by URL, and how its requests carry commands (BW05, BW07, BW18, BW27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field, model_validator

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek

Carries = Literal["path", "texts", "rest", "calls", "download"]


class Http(Fact):
    """A kind of request that gives a device orders."""

    name: str
    """What it is called."""
    path: Expression
    """How the path begins, decoded and in lower case."""
    carries: Carries
    """Where the command stands: its words in the ``path``; any of the ``texts`` of a body in JSON or XML; the path as
    the command and the body as its arguments (``rest``); the name of a procedure, as ``calls`` has it; nowhere, where
    the request is itself a ``download`` of the configuration."""
    mark: Expression | None = None
    """What the body must hold, where the path alone could be any web server's."""
    sid: int = Field(ge=1542007410, le=1542007699)
    """The generic rule about orders to boot, load or send; the next number is that of the one about reloads."""
    calls: dict[str, str] = Field(default_factory=dict)
    """Procedures and the commands that they amount to; ``{}`` stands for the first URL among the arguments."""

    @model_validator(mode="after")
    def _calls_belong(self) -> Http:
        if (self.carries == "calls") != bool(self.calls):
            raise ValueError('calls = { procedure = "command" } belong to carries = "calls", and only to it')
        return self


_TYPES = """\
	## Where the command of a request stands.
	type HttpCarries: enum {
		## Its words are parts of the path.
		HTTP_PATH,
		## Any of the texts in its body, JSON or XML.
		HTTP_TEXTS,
		## The path is the command, the body has its arguments.
		HTTP_REST,
		## A procedure is called.
		HTTP_CALLS,
		## It is itself a download of the configuration.
		HTTP_DOWNLOAD,
	};

	## A kind of request that gives a device orders.
	type HttpManagement: record {
		## What it is called.
		name: string;
		## How the path begins, decoded and in lower case.
		path: pattern;
		## Where the command stands.
		carries: HttpCarries;
		## What the body must hold.
		mark: pattern &optional;
	};

"""


def in_script(found: Sequence[Http]) -> str:
    """``zeek/facts/http.zeek``."""
    kinds = [
        zeek.made(
            "HttpManagement",
            {
                "name": zeek.text(entry.name),
                "path": in_zeek(f"^{entry.path}"),
                "carries": f"HTTP_{entry.carries.upper()}",
                "mark": in_zeek(entry.mark) if entry.mark else None,
            },
        )
        for entry in found
    ]
    calls = [f"[{zeek.text(name)}] = {zeek.text(command)}" for entry in found for name, command in entry.calls.items()]
    exported = _TYPES + zeek.rows(
        "http_management",
        "vector of HttpManagement",
        kinds,
        comment="Requests that give devices orders; the first whose path fits counts.",
    )
    exported += "\n" + zeek.rows(
        "http_calls",
        "table[string] of string",
        calls,
        comment="Procedures and the commands that they amount to; {} stands for the first URL among the arguments.",
    )
    return zeek.script("Web management in clear, and how its requests carry commands.", exported)
