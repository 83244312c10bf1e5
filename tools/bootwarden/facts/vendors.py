"""docs/vendors.md: vendor by vendor what both engines know, for people who ask whether their devices are covered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bootwarden.facts.commands import Command
from bootwarden.facts.model import Fact, Facts, Family
from bootwarden.facts.sections import SECTIONS
from bootwarden.facts.snmp import Snmp

TITLES: Mapping[str, str] = {
    "snmp": "SNMP orders",
    "command": "Commands",
    "wrapper": "Commands in others",
    "http": "Web management",
    "aaa": "AAA accounting",
    "log": "Syslog",
    "trap": "Traps",
    "told": "Polled",
    "says": "Says of itself",
    "loader": "Boot loader",
    "image": "Images",
    "config": "Configurations",
    "dhcp": "DHCP",
    "autoinstall": "AutoInstall",
}
"""What readers call the sections, in the order in which they are shown. One that is missing is shown by its name."""

HEAD = """\
# What is known of whose devices

Written by `bootwarden facts build` from [tools/bootwarden/facts](../tools/bootwarden/facts): change it there.
Zeek reads all of it. Where a sid stands, Suricata's generic rules know it by a rule of its own; the rules on commands,
images, configurations and DHCP serve all vendors with one sid. Every fact has its source in its file, which
`bootwarden facts show NAME` prints; what was looked at and left out stands in `not-carried.toml` there, with why. Where
it says "none found", it was looked for, and what was found is no fact, or nothing; "has none" is said of what cannot
have it, as a boot loader has no syslog. The vendor's part says where it was looked, or why. A dot stands where nobody
looks vendor by vendor: SNMP orders are those of all MIBs at hand, web management and polling of widespread systems.
A vendor is missing? [CONTRIBUTING.md](../CONTRIBUTING.md) says how to add one.
"""

_LONGEST = 90
_UNSAID = {"source", "name", "sid", "sids", "detection"}


OF_ZEEK = """
## In Zeek

Each section is a table in `zeek/facts`. What a site knows beside goes into it with `redef Bootwarden::NAME += ...`:

"""


def document(facts: Facts, scripts: Iterable[str]) -> str:
    """The whole of docs/vendors.md; ``scripts`` are what is made for Zeek."""
    families = (line for family in facts.families for line in _family(family))
    return "".join((HEAD, "\n", *_overview(facts), *families, OF_ZEEK, *_tables(scripts)))


def _tables(scripts: Iterable[str]) -> Iterator[str]:
    for script in scripts:
        for comments, name in re.findall(r"((?:^\t## .*\n)+)^\t(?:const|option) (\w+):", script, re.MULTILINE):
            yield f"- `{name}`: {' '.join(line.lstrip().lstrip('# ') for line in comments.splitlines())}\n"


def _sections() -> list[str]:
    return sorted(SECTIONS, key=lambda name: list(TITLES).index(name) if name in TITLES else len(TITLES))


def _title(section: str) -> str:
    return TITLES.get(section, section)


def _overview(facts: Facts) -> Iterator[str]:
    names = [name for name in _sections() if facts.of(SECTIONS[name].model)]
    yield f"| | {' | '.join(map(_title, names))} |\n|---|{'---|' * len(names)}\n"
    for family in facts.families:
        counts = " | ".join(str(len(family.of(SECTIONS[name].model)) or _none(family, name)) for name in names)
        yield f"| [{family.title}](#{_anchor(family.title)}) | {counts} |\n"


def _none(family: Family, section: str) -> str:
    if section in family.unstated:
        return "none found"
    return "has none" if section in family.apart else "."


def _anchor(title: str) -> str:
    """The anchor that Markdown gives a heading."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _family(family: Family) -> Iterator[str]:
    yield f"\n## {family.title}\n\n`{family.name}.toml`\n"
    for name in _sections():
        entries = family.of(SECTIONS[name].model)
        if entries:
            yield f"\n**{_title(name)}**\n\n"
            yield from (f"- {_SHOWN.get(type(entry), _entry)(entry)}\n" for entry in entries)
    yield from _blank("Looked for, and none found", family.unstated)
    yield from _blank("Has none", family.apart)


def _blank(head: str, said: Mapping[str, str]) -> Iterator[str]:
    """What is said of sections without entries; those of which the same is said stand together."""
    if not said:
        return
    yield f"\n**{head}**\n\n"
    for says in dict.fromkeys(said[name] for name in _sections() if name in said):
        yield f"- {', '.join(_title(name) for name in _sections() if said.get(name) == says)}: {says}\n"


def _code(text: object) -> str:
    """Text as code, whatever marks it holds, and short."""
    shown = " ".join(str(text).split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 3] + "..."
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def _snmp(entry: Fact) -> str:
    assert isinstance(entry, Snmp)
    groups: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for order in entry.order:
        said = groups.setdefault((order.detection, tuple(order.sids)), [])
        if order.says not in said:
            said.append(order.says)
    orders = "; ".join(f"{', '.join(said)} ({_rule(*of)})" for of, said in groups.items())
    return f"{entry.name} (`{'`, `'.join(entry.oids)}`): {orders}"


def _rule(detection: str, sids: Iterable[int]) -> str:
    numbers = ", ".join(map(str, sids))
    return f"{detection}, sid {numbers}" if numbers else detection


def _entry(entry: Fact) -> str:
    """Any other entry: its name, then what it says but for what only the engines need."""
    said = [_field(name, value) for name, value in _fields(entry) if name not in _UNSAID]
    named = getattr(entry, "name", "")
    known = [f"{label} {getattr(entry, key)}".strip() for key, label in _KNOWN.items() if getattr(entry, key, None)]
    head = ([str(named)] if named else []) + ([f"({', '.join(known)})"] if known else [])
    return ": ".join(part for part in (" ".join(head), "; ".join(said)) if part)


_KNOWN = {"detection": "", "sid": "sid"}


def _fields(entry: Fact) -> Iterator[tuple[str, Any]]:
    """What is written in the file, in its order."""
    for name in type(entry).model_fields:
        if name in entry.model_fields_set:
            value = getattr(entry, name)
            if value not in ("", None, [], {}, False):
                yield name, value


def _field(name: str, value: Any) -> str:
    label = name.replace("_", " ")
    if value is True:
        return label
    if isinstance(value, dict):
        return f"{label} {_code(', '.join(f'{k} = {v}' for k, v in value.items()))}"
    if isinstance(value, list | tuple):
        return f"{label} {', '.join(_code(_plain(v)) for v in value)}"
    return f"{label} {_code(_plain(value))}"


def _plain(value: Any) -> str:
    """A value as its file has it: of a table, what it says."""
    if hasattr(value, "model_dump"):
        return ", ".join(f"{k} = {v}" for k, v in value.model_dump(exclude_defaults=True).items())
    return str(value)


def _command(entry: Fact) -> str:
    assert isinstance(entry, Command)
    more = ["typed or configured"] if entry.saved else []
    more += [f"with {_code(entry.when)}"] if entry.when else []
    more += [f"not with {_code(entry.unless)}"] if entry.unless else []
    more += [f"sid {entry.sid}"] if entry.sid else []
    return f"{_code(entry.words)}: {'; '.join([entry.act, *more])}"


_SHOWN: Mapping[type[Fact], Callable[[Fact], str]] = {Snmp: _snmp, Command: _command}
