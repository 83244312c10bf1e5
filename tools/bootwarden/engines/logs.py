"""Reads what engines wrote in production: Zeek logs as TSV or JSON, and eve.json; compressed or not, whole or cut."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from bootwarden.engines.unzip import MOST_MAGIC, is_compressed, unzipped
from bootwarden.errors import BootwardenError
from bootwarden.files import files_in

Record = dict[str, Any]

WANTED = frozenset({"notice", "bootwarden", "bootwarden_tftp", "bootwarden_boots", "eve"})
"""The logs that say something about booting; ``eve`` stands for Suricata's."""

SESSIONS = "conn"
"""The log that says besides who works on whom: large, and only learning needs it."""

MAX_LINE = 1 << 20
"""No line of a log is longer: what is, is damage, and does not fill the memory."""

_EVENT = re.compile(rb'"event_type"\s*:\s*"(?:alert|tftp)"')
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})|\\\\")
_NUMBERS: dict[str, Callable[[str], Any]] = {
    "time": float,
    "interval": float,
    "double": float,
    "count": int,
    "int": int,
    "port": int,
    "bool": lambda text: text == "T",
}


@dataclass
class Damage:
    """Lines of one file that could not be read."""

    file: Path
    lines: int = 0
    first: int = 0
    cut: bool = False

    def count(self, number: int) -> None:
        """Note one more."""
        self.first = self.first or number
        self.lines += 1

    def __str__(self) -> str:
        """Return one sentence; empty where nothing is damaged."""
        if self.cut:
            return f"{self.file}: is cut: read up to there"
        if not self.lines:
            return ""
        what = "1 line is" if self.lines == 1 else f"{self.lines} lines are"
        return f"{self.file}: {what} cut or damaged and left out (the first is line {self.first})"


@dataclass
class _Header:
    """What the # lines of a TSV log say."""

    separator: str = "\t"
    set_separator: str = ","
    empty: str = "(empty)"
    unset: str = "-"
    path: str = ""
    fields: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Read a header line."""
        name, _, value = line[1:].partition(" " if line.startswith("#separator") else self.separator)
        match name:
            case "separator":
                self.separator = codecs.decode(value, "unicode_escape") if value else "\t"
            case "set_separator":
                self.set_separator = value
            case "empty_field":
                self.empty = value
            case "unset_field":
                self.unset = value
            case "path":
                self.path = value
            case "fields":
                self.fields = value.split(self.separator)
            case "types":
                self.types = value.split(self.separator)

    def record(self, line: str) -> Record:
        """Read a line; ValueError where it is cut."""
        cells = line.split(self.separator)
        if not self.fields or len(cells) != len(self.fields):
            raise ValueError("wrong number of columns")
        types = self.types or ["string"] * len(cells)
        pairs = zip(self.fields, types, cells, strict=True)
        return {name: self._value(kind, cell) for name, kind, cell in pairs if cell != self.unset}

    def _value(self, kind: str, cell: str) -> Any:
        if kind.startswith(("set[", "vector[")):
            return [] if cell == self.empty else [_unescape(c) for c in cell.split(self.set_separator)]
        convert = _NUMBERS.get(kind, _unescape)
        return "" if cell == self.empty else convert(cell)


def _unescape(text: str) -> str:
    # Each escape is one byte of what may be UTF-8.
    if "\\" not in text:
        return text
    raw = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\\", text)
    try:
        return raw.encode("latin-1").decode()
    except UnicodeError:
        return raw


def find(path: Path, sessions: bool = False) -> list[Path]:
    """Return the logs at a path that say something about booting: the file itself, or those of a folder."""
    if not path.is_dir():
        return [path]
    wanted = WANTED | {SESSIONS} if sessions else WANTED
    found = [f for f in files_in(path) if log_name(f) in wanted]
    if not {log_name(f) for f in found} & WANTED:
        raise BootwardenError(
            f"{path}: holds none of notice.log, bootwarden.log, bootwarden_tftp.log and eve.json: "
            "name the folder that Zeek or Suricata logs to, or captures one by one"
        )
    return found


def log_name(file: Path) -> str:
    """Return what a file's name says it is: ``notice`` for notice.10:00:00-11:00:00.log.gz."""
    return re.split(r"[.\-_]\d|\.", file.name, maxsplit=1)[0]


def records(file: Path, damage: Damage, read: Callable[[int], None]) -> Iterator[tuple[int, str, Record]]:
    """Yield line number, log's name and record of each line. Reads as a stream.

    The record of a line that is of no interest is empty. ``read`` is called with the number of (compressed) bytes
    read since the last call. Raises BootwardenError where the file is no log.
    """
    header = _Header()
    known = False
    for number, raw in _lines(file, damage, read):
        line = raw.rstrip(b"\r\n")
        if not line:
            continue
        if line.startswith(b"#"):
            try:
                header.take(line.decode(errors="replace"))
            except ValueError:
                damage.count(number)
            known = known or bool(header.fields)
            continue
        try:
            name, record = _read(line, header, log_name(file))
        except (ValueError, RecursionError):
            damage.count(number)
            # A log may hold nothing yet but the beginning of a line.
            known = known or line.startswith(b"{")
            if not known and number == 1 and b"\0" in line:
                break
            continue
        known = True
        yield number, name, record if name in WANTED or name == SESSIONS else {}
    if not known and damage.lines:
        raise BootwardenError(f"{file}: is neither a capture nor a log of Zeek (TSV, JSON) or Suricata (eve.json)")


def _read(line: bytes, header: _Header, file_name: str) -> tuple[str, Record]:
    if not line.startswith(b"{"):
        return header.path or file_name, header.record(line.decode(errors="replace"))
    if b'"event_type"' in line and not _EVENT.search(line):
        # Flow and protocol records of eve.json are most of it: not worth parsing.
        if not line.endswith(b"}"):
            raise ValueError("cut")
        return "eve", {}
    record = json.loads(line)
    if "event_type" in record:
        return "eve", record
    if isinstance(record.get("ts"), str):
        record["ts"] = _seconds(record["ts"])
    return str(record.get("_path") or file_name), record


def _seconds(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _lines(file: Path, damage: Damage, read: Callable[[int], None]) -> Iterable[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers; a gzip file that is cut ends there."""
    try:
        with file.open("rb") as raw:
            compressed = is_compressed(raw.read(MOST_MAGIC))
            raw.seek(0)
            content, unpacked = unzipped(raw)
            stream: IO[bytes] = unpacked if compressed else raw
            number, place = 0, 0
            while line := stream.readline(MAX_LINE):
                number += 1
                if number % 1000 == 0:
                    here = raw.tell()
                    read(here - place)
                    place = here
                if not line.endswith(b"\n") and len(line) == MAX_LINE:
                    damage.count(number)
                    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                        pass
                    continue
                yield number, line
            read(raw.tell() - place)
            damage.cut = content.cut
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be read: {cause.strerror or cause}: mend its permissions") from None
