"""Finds the engines as operators install them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bootwarden import paths
from bootwarden.errors import BootwardenError, Status

NAMES = ("zeek", "suricata", "suricata7", "suricata8")
"""What an engine can be asked for by."""

ZEEK_PLACES = ("/opt/zeek/bin/zeek", "/usr/local/zeek/bin/zeek")


def how_to_get(family: str) -> str:
    """Say what to do where an engine is missing. A clone alone has `make setup`, which finds no Zeek in Debian."""
    if family == "zeek":
        return "install Zeek 8.0.10 or later from https://zeek.org/get-zeek/, or name it in ZEEK"
    if paths.IN_CLONE:
        return "`make setup` installs it"
    return "install Suricata 7.0.10 or later (Debian 13 has it, Debian 12 in its backports), or name it in SURICATA"


@dataclass(frozen=True)
class Engine:
    """An engine that can be run. ``name`` is zeek, suricata7 or suricata8."""

    name: str
    path: Path
    version: str

    @property
    def family(self) -> str:
        """``zeek`` or ``suricata``."""
        return self.name.rstrip("0123456789")


def the_zeek() -> Engine:
    """The Zeek of this machine. Raises BootwardenError where there is none."""
    engine = find_zeek()
    if engine is None:
        raise BootwardenError(f"no Zeek found: {how_to_get('zeek')}", Status.NO_ENGINE)
    return engine


def serves(version: str) -> bool:
    """Whether a Zeek of this version is used.

    Each branch has its own first release without a known out-of-bounds read of UDP payload
    (GHSA-q48f-3qm2-j875): 8.0.10, 8.2.2, 9.0.
    """
    number = tuple(int(n) for n in version.split("."))
    return (8, 0, 10) <= number < (8, 1) or number >= (8, 2, 2)


def _version(path: Path, flag: str) -> str | None:
    """The version of an engine; None for what does not start, or is something else."""
    try:
        out = subprocess.run([path, flag], capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError:
        return None
    found = re.search(r"^(?:\S+|This is Suricata) version (\d+\.\d+(?:\.\d+)?)", out, re.MULTILINE)
    return found[1] if found else None


def _named(variable: str) -> Path | None:
    """The engine that an environment variable names; an error where it names nothing that can be run."""
    if not (value := os.environ.get(variable)):
        return None
    if not (path := shutil.which(value)):
        raise BootwardenError(f"{variable}={value}: no such program (unset it, or name one)", Status.NO_ENGINE)
    return Path(path)


def find_zeek() -> Engine | None:
    """The Zeek of ``ZEEK``, of the PATH, or of its usual places; None when there is none that is new enough."""
    named = _named("ZEEK")
    candidates = [named] if named else [Path(p) for p in (shutil.which("zeek"), *ZEEK_PLACES) if p]
    for path in candidates:
        version = _version(path, "--version")
        if version and serves(version):
            return Engine("zeek", path, version)
        if named:
            raise BootwardenError(
                f"ZEEK={named}: is {f'version {version}' if version else 'no Zeek'}; "
                "Bootwarden needs 8.0.10, 8.2.2, 9.0 or later",
                Status.NO_ENGINE,
            )
    return None


def find_suricatas() -> list[Engine]:
    """Every Suricata found, the first of each major version: ``SURICATA``, the PATH, tools/setup.sh's cache."""
    named = _named("SURICATA")
    on_path = shutil.which("suricata")
    cached = sorted((paths.cache() / "bin").glob("suricata*"))
    engines: dict[str, Engine] = {}
    for path in [named, Path(on_path) if on_path else None, *cached]:
        if path is None:
            continue
        version = _version(path, "-V")
        name = f"suricata{version.split('.')[0]}" if version else ""
        if version and name in ("suricata7", "suricata8"):
            engines.setdefault(name, Engine(name, path, version))
        elif path == named:
            raise BootwardenError(
                f"SURICATA={named}: is {f'version {version}' if version else 'no Suricata'}; Bootwarden needs 7 or 8",
                Status.NO_ENGINE,
            )
    return sorted(engines.values(), key=lambda e: e.name)


def find_engines(wanted: list[str] | None = None) -> list[Engine]:
    """The engines found, or those of them that are wanted.

    Raises BootwardenError (engine missing) when a wanted one is not there.
    """
    zeek = find_zeek()
    engines = ([zeek] if zeek else []) + find_suricatas()
    if not wanted:
        return engines
    chosen: list[Engine] = []
    for name in wanted:
        if name not in NAMES:
            raise BootwardenError(f"no engine is named {name!r} ({', '.join(NAMES)})")
        found = [e for e in engines if name in (e.name, e.family)]
        if not found:
            raise BootwardenError(f"{name} was not found: {how_to_get(name)}", Status.NO_ENGINE)
        chosen += [e for e in found if e not in chosen]
    return chosen
