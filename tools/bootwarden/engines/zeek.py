"""Runs Zeek offline on a capture and reads its JSON logs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Container, Sequence
from ctypes.util import find_library
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.engines.position import position
from bootwarden.errors import BootwardenError

Record = dict[str, Any]


@dataclass
class ZeekResult:
    """What one run wrote: records by log name, and what Zeek said on standard error."""

    logs: dict[str, list[Record]] = field(default_factory=dict)
    stderr: str = ""

    def log(self, name: str) -> list[Record]:
        """The records of a log; empty when it was not written."""
        return self.logs.get(name, [])

    @property
    def complaints(self) -> list[str]:
        """What must never be there: reporter.log, and script errors and warnings on standard error."""
        said = [f"reporter.log: {r.get('level')}: {r.get('message')}" for r in self.log("reporter")]
        return said + [line for line in self.stderr.splitlines() if "error" in line or "warning" in line]


def read_logs(folder: Path, wanted: Container[str] | None = None) -> dict[str, list[Record]]:
    """The JSON logs of a folder, by name without ``.log``; only the wanted ones where some are named."""
    logs: dict[str, list[Record]] = {}
    for path in sorted(folder.glob("*.log")):
        if wanted is not None and path.stem not in wanted:
            continue
        with path.open(encoding="utf-8", errors="replace") as lines:
            logs[path.stem] = [json.loads(line) for line in lines if line.startswith("{")]
    return logs


@cache
def default_path(zeek: Path) -> str:
    """ZEEKPATH as this Zeek was built with it; empty (Zeek's own default) where zeek-config is missing."""
    config = zeek.with_name("zeek-config")
    if not config.is_file():
        return ""
    return subprocess.run([config, "--zeekpath"], capture_output=True, text=True, check=False).stdout.strip()


SETTINGS = ("LogAscii::use_json=T", "PacketFilter::max_filter_compile_time=1hr")
"""What every Zeek of ours is told: a machine that is busy compiles no filter in a tenth of a second."""


@cache
def quick_start() -> dict[str, str]:
    """What halves the processor time of a start: no index of the scripts' comments, and memory in large pieces.

    A start asks for a million small ones. jemalloc, with which Zeek can be built (``--enable-jemalloc``), takes a
    quarter less for it than glibc, whatever that is told.
    """
    settings = {"ZEEK_DISABLE_ZEEKYGEN": "1"}
    jemalloc = find_library("jemalloc") if sys.platform == "linux" else None
    if jemalloc is not None:
        conf = "narenas:1,thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1"
        preload = " ".join(filter(None, (os.environ.get("LD_PRELOAD"), jemalloc)))
        return settings | {"LD_PRELOAD": preload, "MALLOC_CONF": conf}
    tunables = "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=134217728:glibc.malloc.tcache_count=65535"
    return settings | {"GLIBC_TUNABLES": tunables}


def environment(engine: Engine, folder: Path, package: Path) -> dict[str, str]:
    """What lets Zeek find a package as ``bootwarden``, by a folder that this makes where it is not there."""
    folder.mkdir(exist_ok=True)
    if not (folder / "bootwarden").is_symlink():
        (folder / "bootwarden").symlink_to(package)
    default = os.environ.get("ZEEKPATH") or default_path(engine.path)
    return {"ZEEKPATH": f"{folder}:{default}" if default else str(folder)}


def run(
    engine: Engine,
    capture: Path,
    *,
    site: Path | None = None,
    scripts: Sequence[str] = (),
    checksums: bool = True,
    keep: Path | None = None,
    package: Path = paths.ZEEK_PACKAGE,
    wanted: Container[str] | None = None,
    reading: Callable[[int], None] | None = None,
) -> ZeekResult:
    """Replay a capture through the package.

    ``site`` is the folder that ``bootwarden site build`` wrote; ``scripts`` are loaded after it; without
    ``checksums`` packets with bad ones count (offloaded captures); ``keep`` receives the logs;
    only the logs ``wanted`` are returned; ``reading`` is told how far Zeek has read, twice a second.
    """
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        logs = keep or Path(scratch) / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        # -D: the same uids and hashes in every run, so that logs can be compared. What no script calls, a test looks
        # for once: that takes a twelfth of a start.
        command = [str(engine.path), "-D", "--no-unused-warnings", "-r", str(capture.resolve()), "bootwarden"]
        command += [] if checksums else ["-C"]
        command += [str(site.resolve() / "bootwarden-site.zeek")] if site else []
        command += [*scripts, *SETTINGS]
        settings = os.environ | quick_start() | environment(engine, Path(scratch) / "path", package)
        status, stderr = _wait(command, logs, settings, capture.resolve(), reading)
        if status != 0:
            last = (stderr.strip().splitlines() or ["no message"])[-1]
            raise BootwardenError(f"{capture}: Zeek {engine.version} ended with status {status}: {last}")
        return ZeekResult(read_logs(logs, wanted), stderr)


def _wait(
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    capture: Path,
    reading: Callable[[int], None] | None,
) -> tuple[int, str]:
    """Run a command to its end; its status and standard error."""
    with (
        tempfile.TemporaryFile("w+", errors="replace") as stderr,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        ) as process,
    ):
        try:
            while True:
                try:
                    process.wait(timeout=0.5 if reading else None)
                    break
                except subprocess.TimeoutExpired:
                    if reading and (at := position(process.pid, capture)) is not None:
                        reading(at)
        except BaseException:
            process.kill()
            raise
        stderr.seek(0)
        return process.returncode, stderr.read()
