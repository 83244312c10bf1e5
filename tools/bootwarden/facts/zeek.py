"""How facts are written for Zeek: one a line, in files that are generated and never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

HEAD = """\
##! {title}
##!
##! Written by `bootwarden facts build` from tools/bootwarden/{source}: change it there.
"""


def text(value: str | bytes) -> str:
    """A string literal. Bytes are kept as they are."""
    raw = value.encode() if isinstance(value, str) else value
    return '"' + "".join(_letter(byte) for byte in raw) + '"'


def _letter(byte: int) -> str:
    if byte in b'"\\':
        return "\\" + chr(byte)
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"


def record(fields: Mapping[str, str | None]) -> str:
    """A record constructor of literals; fields without a value are left out."""
    return f"[{_fields(fields)}]"


def made(kind: str, fields: Mapping[str, str | None]) -> str:
    """A record of a named type: records of a vector that have not all the same fields need it."""
    return f"{kind}({_fields(fields)})"


def _fields(fields: Mapping[str, str | None]) -> str:
    return ", ".join(f"${name}={value}" for name, value in fields.items() if value is not None)


def rows(name: str, kind: str, lines: Iterable[str], *, comment: str, change: str = "const") -> str:
    """A table, set or vector of that kind with a row a line, under a comment that zeekygen shows.

    ``change`` is ``option`` for what operators set while Zeek runs, ``const`` for what they may only ``redef``.
    """
    begin, end = ("vector(", ")") if kind.startswith("vector") else ("{", "}")
    of = kind.removeprefix("vector of ")
    # A vector's records must say their type: the fields that each has may differ.
    told = (f"{of}({line[1:-1]})" if of != kind and line.startswith("[$") else line for line in lines)
    inner = ",\n".join(f"\t\t{line}" for line in told)
    attribute = "" if change == "option" else " &redef"
    return f"\t## {comment}\n\t{change} {name}: {kind} = {begin}\n{inner}\n\t{end}{attribute};\n"


def script(title: str, exported: str, *, loads: Iterable[str] = (), below: str = "", source: str = "facts") -> str:
    """A whole generated script of the module Bootwarden; ``below`` follows its export block."""
    head = HEAD.format(title=title, source=source)
    loaded = "".join(f"@load {name}\n" for name in loads)
    body = f"\nmodule Bootwarden;\n\nexport {{\n{exported}}}\n"
    return head + ("\n" + loaded if loaded else "") + body + (f"\n{below}" if below else "")


def either(patterns: Iterable[str], indent: str) -> str:
    """Any of some patterns, one a line.

    Made of one string: Zeek compiles each `|` together with all that stands before it anew, which at start-up costs
    more than all other facts.
    """
    found = list(patterns)
    if len(found) <= 2:
        return f"\n{indent}| ".join(found)
    lines = f",\n{indent}".join(text(_grouped(pattern)) for pattern in found)
    return f'string_to_pattern(join_string_vec(vector(\n{indent}{lines}), "|"), F)'


def _grouped(pattern: str) -> str:
    """What stands between a pattern's slashes, with its flags inside."""
    _, _, rest = pattern.partition("/")
    inner, _, flags = rest.rpartition("/")
    return f"(?{flags}:{inner})" if flags else inner


def alternatives(name: str, patterns: Iterable[str], *, comment: str, change: str = "const") -> str:
    """A pattern of many, one a line, under a comment that zeekygen shows."""
    inner = either(patterns, "\t\t")
    attribute = "" if change == "option" else " &redef"
    return f"\t## {comment}\n\t{change} {name}: pattern =\n\t\t{inner}{attribute};\n"
