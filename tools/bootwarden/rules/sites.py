"""Compiles a site.toml for both engines: writes what they load, all or nothing, and says what changed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bootwarden.errors import BootwardenError
from bootwarden.files import write_all
from bootwarden.rules import compile_rules
from bootwarden.site import zeek
from bootwarden.site.load import LoadedSite, Progress, load_site, no_progress
from bootwarden.site.model import Site

RULES = "bootwarden-site.rules"


@dataclass(frozen=True)
class Change:
    """What building did, or would do, to one file."""

    file: Path
    what: Literal["created", "updated", "unchanged"]
    difference: tuple[str, ...] = ()
    """Lines of a unified difference."""

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
        RULES: compile_rules(site),
    }


def compare(files: dict[str, str], out: Path) -> list[Change]:
    """Compare compiled files with what a folder holds."""
    return [_change(out / name, text) for name, text in files.items()]


def build_site(toml_path: Path, out: Path, progress: Progress = no_progress) -> Built:
    """Compile a site.toml into the folder ``out``. Nothing is touched where anything is wrong with it."""
    loaded = load_site(toml_path, progress)
    files = outputs(loaded.site)
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
    return Change(file, "updated", tuple(lines))
