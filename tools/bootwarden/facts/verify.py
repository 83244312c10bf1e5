"""Compares the facts with the MIBs that they were taken from, as net-snmp's compiler reads them.

The facts are written by people; this is the independent proof. Every column is looked up by its name in its module: its
OID, its syntax, and the label of each number that an order, a start or a protocol names must be what the MIB says.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootwarden.errors import BootwardenError, Status
from bootwarden.facts.model import Facts
from bootwarden.facts.snmp import Column, Snmp, set_role

COMPILER = "snmptranslate"

_BLOCK = re.compile(r"^\.(?P<oid>[0-9.]+)\n(?P<name>[\w-]+) OBJECT-TYPE\n(?P<body>.*?)(?=^\.[0-9.]+\n|\Z)", re.M | re.S)
_SYNTAX = re.compile(
    r"^  SYNTAX\s+(?P<type>OCTET STRING|OBJECT IDENTIFIER|[\w-]+)[^{\n]*(?:\{(?P<values>[^}]*)\})?", re.M
)
_CONVENTION = re.compile(r"-- TEXTUAL CONVENTION (\S+)")
_LABEL = re.compile(r"([\w.-]+)\((-?[0-9]+)\)")
_VALUE = re.compile(r"(?:(?P<label>[\w-]+)\()?(?P<number>-?[0-9]+)\)?")

# What a fact calls a syntax, by what the compiler calls it, or by its textual convention.
_TYPES = {
    "Integer32": "INTEGER",
    "Gauge32": "Unsigned32",
    "UInteger32": "Unsigned32",
    "Counter32": "Unsigned32",
    "Counter": "Unsigned32",
    "Gauge": "Unsigned32",
    "NetworkAddress": "IpAddress",
}
_CONVENTIONS = {
    "InetAddress": "InetAddress",
    "InetAddressIPv4": "InetAddress",
    "InetAddressIPv6": "InetAddress",
    "Ipv6Address": "InetAddress",
    "TAddress": "TransportAddress",
}


@dataclass(frozen=True)
class Object:
    """An object as the compiler reads it."""

    oid: str
    type: str
    labels: Mapping[int, str]


@dataclass
class Verified:
    """What came of it."""

    groups: int = 0
    columns: int = 0
    values: int = 0
    differences: list[str] = field(default_factory=list)


def verify(facts: Facts, mibs: Path) -> Verified:
    """Compare all groups with the MIBs of a folder. Raises BootwardenError where the compiler is missing."""
    compiler = shutil.which(COMPILER)
    if compiler is None:
        raise BootwardenError(
            f"{COMPILER} is not installed: it comes with net-snmp (Debian: apt-get install snmp)", Status.NO_ENGINE
        )
    if not mibs.is_dir():
        raise BootwardenError(f"{mibs}: no such folder: name one that holds MIBs, as a clone of netdisco-mibs does")
    folders = sorted({path.parent for path in mibs.rglob("*") if path.is_file() and ".git" not in path.parts})
    result = Verified()
    by_module: dict[str, list[Snmp]] = {}
    for group in facts.of(Snmp):
        by_module.setdefault(group.mib, []).append(group)
    for module, groups in sorted(by_module.items()):
        names = sorted({column.name for group in groups for column in group.columns})
        known = _objects(compiler, folders, module, names)
        for group in groups:
            result.groups += 1
            for column in group.columns:
                result.columns += 1
                result.differences += _differences(group, column, known.get(column.name))
            for role, value in _values(group):
                result.values += 1
                result.differences += _mislabelled(group, role, value, known)
    return result


def _objects(compiler: str, folders: Sequence[Path], module: str, names: Sequence[str]) -> Mapping[str, Object]:
    """The objects of one module, by name. Those that the compiler does not know are missing."""
    where = ":".join(map(str, folders))
    found: dict[str, Object] = {}
    # One that is unknown ends the compiler's answer: each is asked for by itself then.
    asked = [list(names)] if _run(compiler, where, module, names).returncode == 0 else [[name] for name in names]
    for some in asked:
        for block in _BLOCK.finditer(_run(compiler, where, module, some).stdout):
            found[block["name"]] = _object(block["oid"], block["body"])
    return found


def _run(compiler: str, where: str, module: str, names: Sequence[str]) -> subprocess.CompletedProcess[str]:
    words = [compiler, "-M", where, "-m", module, "-Pu", "-On", "-Td", *(f"{module}::{name}" for name in names)]
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, timeout=300)


def _object(oid: str, body: str) -> Object:
    # A description may hold lines that look like a syntax.
    head = body.partition("DESCRIPTION")[0]
    syntax = _SYNTAX.search(head)
    convention = _CONVENTION.search(head)
    kind = syntax["type"] if syntax else ""
    kind = _CONVENTIONS.get(convention[1] if convention else "", _TYPES.get(kind, kind))
    labels = {int(number): label for label, number in _LABEL.findall((syntax and syntax["values"]) or "")}
    return Object(oid, kind, labels)


def _differences(group: Snmp, column: Column, known: Object | None) -> Iterator[str]:
    place = f"{group.place}: {column.name}"
    if known is None:
        yield f"{place}: is no object of {group.mib}, or the compiler cannot read it"
        return
    oid = f"{group.oid}.{column.arc}"
    # A column may be told apart further by the first number of its index.
    if oid != known.oid and not oid.startswith(f"{known.oid}."):
        yield f"{place}: stands at {known.oid}, not at {oid}"
    if column.type != known.type:
        yield f"{place}: is of type {known.type}, not {column.type}"


def _values(group: Snmp) -> Iterator[tuple[str, str]]:
    """Every number that a group names, with its role."""
    named: set[tuple[str, str]] = set()
    for order in group.order:
        named |= {(role, value) for role, values in order.when.items() for value in values}
        # Protocols are values of the role that tells them.
        named |= {(order.protocol, value) for value in group.protocols if group.columns_of(order.protocol)}
    named |= {(role, value) for role, values in group.start.items() for value in values}
    yield from sorted(named)


def _mislabelled(group: Snmp, role: str, value: str, known: Mapping[str, Object]) -> Iterator[str]:
    parts = _VALUE.fullmatch(value)
    assert parts is not None
    number, label = int(parts["number"]), parts["label"]
    objects = [known[column.name] for column in group.columns_of(set_role(role)) if column.name in known]
    labels = [found.labels for found in objects if found.labels]
    if not labels:
        if label and objects:
            yield f"{group.place}: {role} = {value}: the MIB names no values: write {number}"
        return
    # Several objects may share a role: one of them has the value.
    if not any(some.get(number) == label for some in labels):
        said = next((some[number] for some in labels if number in some), None)
        means = f"is {said}({number})" if said else f"has no value {number}"
        yield f"{group.place}: {role} = {value}: the MIB {means}"
