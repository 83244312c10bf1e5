"""Compiles a site.toml for both engines: writes what they load, all or nothing, and says what changed."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bootwarden.errors import BootwardenError
from bootwarden.files import write_all
from bootwarden.paths import SITE_RULES
from bootwarden.rules import compile_rules
from bootwarden.rules.revisions import carry_on
from bootwarden.site import zeek
from bootwarden.site.load import LoadedSite, Progress, load_site, no_progress
from bootwarden.site.model import Site


@dataclass(frozen=True)
class Change:
    """What building did, or would do, to one file."""

    file: Path
    what: Literal["created", "updated", "unchanged"]
    difference: tuple[str, ...] = ()
    """Lines of a unified difference."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Of a rule set: by detection, how many rules are new, changed and gone."""

    def __str__(self) -> str:
        """Return one line: the file, what happened to it, and how many lines."""
        if not self.difference:
            return f"{self.file}: {self.what}"
        body = [line for line in self.difference if not line.startswith(("+++", "---"))]
        more = sum(line.startswith("+") for line in body)
        less = sum(line.startswith("-") for line in body)
        return f"{self.file}: {self.what} (+{more} -{less} lines)"


@dataclass(frozen=True)
class Built:
    """A site as compiled: what was read, and what happened to each file."""

    loaded: LoadedSite
    changes: tuple[Change, ...]


def outputs(site: Site) -> dict[str, str]:
    """Return all files that a site compiles to, by name."""
    secret = {zeek.KEYS: zeek.keys(site)} if site.keys else {}
    return secret | {
        zeek.SCRIPT: zeek.script(site),
        zeek.IMAGES: zeek.images(site),
        zeek.CONFIGS: zeek.configs(site),
        SITE_RULES: compile_rules(site),
    }


def next_edition(files: dict[str, str], out: Path) -> dict[str, str]:
    """The same files as the edition after what a folder holds: a rule that says something else has its next ``rev``.

    Managers keep a rule of which they have that sid and rev.
    """
    try:
        before = (out / SITE_RULES).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return files
    return files | {SITE_RULES: carry_on(files[SITE_RULES], before, f"{datetime.now(UTC):%Y_%m_%d}")}


def compare(files: dict[str, str], out: Path) -> list[Change]:
    """Compare compiled files with what a folder holds."""
    return [_change(out / name, text) for name, text in files.items()]


def build_site(toml_path: Path, out: Path, progress: Progress = no_progress) -> Built:
    """Compile a site.toml into the folder ``out``. Nothing is touched where anything is wrong with it."""
    loaded = load_site(toml_path, progress)
    files = next_edition(outputs(loaded.site), out)
    changes = compare(files, out)
    write_all({c.file: files[c.file.name] for c in changes if c.what != "unchanged"}, private={out / zeek.KEYS})
    return Built(loaded, tuple(changes))


def _change(file: Path, text: str) -> Change:
    try:
        old = file.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return Change(file, "created")
    except OSError as cause:
        raise BootwardenError(f"{file}: cannot be read: {cause.strerror}: choose another folder") from None
    if old == text:
        return Change(file, "unchanged")
    if file.name == zeek.KEYS:
        return Change(file, "updated")
    lines = difflib.unified_diff(old.splitlines(), text.splitlines(), "built", "site.toml", lineterm="")
    change = Change(file, "updated", tuple(lines))
    return replace(change, rules=dict(_by_detection(old, text))) if file.name == SITE_RULES else change


_RULE = re.compile(r'msg:"BOOTWARDEN (BW\d\d|HELPER) .*; sid:(\d+);')


def _by_detection(old: str, new: str) -> Iterator[tuple[str, str]]:
    """How many rules of each detection are new, changed and gone."""
    before, after = ({m[2]: (m[1], m.string) for m in map(_RULE.search, t.splitlines()) if m} for t in (old, new))
    counts: Counter[tuple[str, str]] = Counter()
    for sid, (detection, line) in after.items():
        if sid not in before:
            counts[detection, "new"] += 1
        elif before[sid][1] != line:
            counts[detection, "changed"] += 1
    for sid, (detection, _) in before.items():
        counts[detection, "gone"] += sid not in after
    for detection in sorted({name for name, _ in counts}):
        said = [f"{counts[detection, what]} {what}" for what in ("new", "changed", "gone") if counts[detection, what]]
        if said:
            yield detection, ", ".join(said)
