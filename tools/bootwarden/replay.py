"""Replays captures through every engine and gathers what they find."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from bootwarden import paths, production
from bootwarden.engines import captures, logs, suricata, zeek
from bootwarden.engines.find import Engine
from bootwarden.engines.unzip import unzipped
from bootwarden.errors import BootwardenError
from bootwarden.findings import from_alert
from bootwarden.observed import Observed

Reading = Callable[[str, int, int], None]
"""Called with who reads what, how many bytes of it were read, and how many it has."""


def _nobody(_what: str, _at: int, _size: int) -> None:
    """Tell nobody."""


def replay(
    paths_: Sequence[Path],
    engines: Sequence[Engine],
    site: Path | None,
    scratch: Path,
    reading: Reading = _nobody,
    sessions: bool = False,
) -> Observed:
    """Replay captures through engines.

    ``site`` is the folder that ``bootwarden site build`` wrote; compressed captures are unpacked into ``scratch``.
    ``sessions``: gather, too, who opened a command line on whom.
    Checksums are not verified: captures taken on a host that offloads them would lose most packets. Raises
    BootwardenError for what is no capture.
    """
    result = Observed(engines=[f"{e.family} {e.version}" for e in engines])
    plain: dict[Path, Path] = {}
    for number, path in enumerate(dict.fromkeys(paths_)):
        copy = scratch / f"{number}.pcap"
        file, cut = _plain(path, copy, reading)
        try:
            warning = cut or captures.check(file)
        except BootwardenError as error:
            raise BootwardenError(str(error).replace(str(file), str(path))) from None
        plain[path], shortened = _whole(file, copy)
        if shortened and not warning:
            warning = f"{path}: ends in the middle of a packet; analysed up to there"
        if warning:
            result.warnings.append(warning)
    for engine in engines:
        if engine.family == "zeek":
            _zeek(plain, engine, site, scratch / "zeek", reading, result, sessions)
        else:
            _suricata(plain, engine, site, reading, result)
    result.sort()
    return result


def _plain(path: Path, unpacked: Path, reading: Reading) -> tuple[Path, str | None]:
    """Where a capture can be read uncompressed, and a warning where its compressed form is cut."""
    captures.check(path)
    with path.open("rb") as raw:
        if raw.read(2) != b"\x1f\x8b":
            return path, None
        raw.seek(0)
        size = path.stat().st_size
        content, stream = unzipped(raw)
        with unpacked.open("wb") as out:
            try:
                while chunk := stream.read(1 << 20):
                    out.write(chunk)
                    reading(f"unpacking {path.name}", raw.tell(), size)
            except OSError as cause:
                free = shutil.disk_usage(unpacked.parent).free >> 20
                raise BootwardenError(
                    f"{path}: cannot be unpacked: {cause.strerror or cause}: {free} MB are free for it "
                    "(set TMPDIR to a larger folder)"
                ) from None
    if content.cut:
        return unpacked, f"{path}: its compressed form is cut; analysed up to there"
    return unpacked, None


def _whole(file: Path, copy: Path) -> tuple[Path, bool]:
    """Where the same capture is without the packet that its end cuts, and whether there was one."""
    end = captures.whole_until(file)
    if end is None:
        return file, False
    if file != copy:
        shutil.copyfile(file, copy)
    os.truncate(copy, end)
    return copy, True


def _zeek(
    plain: dict[Path, Path],
    engine: Engine,
    site: Path | None,
    folder: Path,
    reading: Reading,
    result: Observed,
    sessions: bool,
) -> None:
    for number, (path, file) in enumerate(plain.items()):
        kept = folder / str(number)
        size = file.stat().st_size

        def told(at: int, path: Path = path, size: int = size) -> None:
            reading(f"{engine.name} {path.name}", at, size)

        run = zeek.run(engine, file, site=site, checksums=False, wanted={"reporter"}, keep=kept, reading=told)
        told(size)
        result.warnings += [f"{path}: zeek: {complaint}" for complaint in run.complaints]
        # Read one by one: the logs of a large capture would fill the memory.
        for log in sorted(kept.glob("*.log")):
            if logs.log_name(log) in logs.WANTED or (sessions and logs.log_name(log) == logs.SESSIONS):
                production.gather(result, log, version=engine.version, capture=str(path))
        shutil.rmtree(kept)


def _suricata(plain: dict[Path, Path], engine: Engine, site: Path | None, reading: Reading, result: Observed) -> None:
    rules = site / "bootwarden-site.rules" if site else paths.GENERIC_RULES
    names = {file: path for path, file in plain.items()}
    sizes = {file: file.stat().st_size for file in names}

    def told(file: Path, at: int) -> None:
        reading(f"{engine.name} {names[file].name}", at, sizes[file])

    runs = suricata.run(engine, list(names), rules, done=lambda file: told(file, sizes[file]), reading=told)
    for file, run in runs.items():
        alerts = (from_alert(record, engine.version, str(names[file])) for record in run.alerts)
        result.findings += [finding for finding in alerts if finding]
