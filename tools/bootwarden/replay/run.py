"""Replays captures through every engine and gathers what they find."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bootwarden import paths
from bootwarden.engines import captures, logs, pcapng, suricata, zeek
from bootwarden.engines.find import Engine
from bootwarden.engines.unzip import MOST_MAGIC, is_compressed, unzipped
from bootwarden.errors import BootwardenError
from bootwarden.replay import production
from bootwarden.replay.findings import from_alert
from bootwarden.replay.observed import Observed, from_request

Span = tuple[int, int]
"""From which second to which a capture was taken."""

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
    files: Path | None = None,
) -> Observed:
    """Replay captures through engines.

    ``site`` is the folder that ``bootwarden site build`` wrote; compressed captures are unpacked into ``scratch``.
    ``sessions``: gather, too, who opened a command line on whom. ``files``: a folder for what moved by TFTP, as far
    as Zeek extracts it.
    Checksums are not verified: captures taken on a host that offloads them would lose most packets. Raises
    BootwardenError for what is no capture.
    """
    result = Observed(engines=[f"{e.family} {e.version}" for e in engines])
    plain: dict[Path, Path] = {}
    spans: dict[Path, Span] = {}
    for number, path in enumerate(dict.fromkeys(paths_)):
        captures.check(path)
        try:
            readable, span = _readable(path, scratch / f"{number}.pcap", reading, result.warnings)
        except OSError as cause:
            free = shutil.disk_usage(scratch).free >> 20
            raise BootwardenError(
                f"{path}: cannot be copied: {cause.strerror or cause}: {free} MB are free for it "
                "(set TMPDIR to a larger folder)"
            ) from None
        plain |= dict.fromkeys(readable, path)
        spans |= dict.fromkeys(readable, span)
    for engine in engines if plain else ():
        try:
            if engine.family == "zeek":
                _zeek(plain, engine, site, scratch / "zeek", reading, result, sessions, files)
            else:
                _suricata(plain, engine, site, reading, result, spans)
        except BootwardenError as error:
            # The engine names the file that it was given, which may be a copy.
            text = str(error)
            for file, path in plain.items():
                text = text.replace(str(file.resolve()), str(path)).replace(str(file), str(path))
            raise BootwardenError(text, error.status) from None
    result.sort()
    return result


def _readable(path: Path, copy: Path, reading: Reading, warnings: list[str]) -> tuple[list[Path], Span]:
    """Return files that the engines can read and that hold what a capture holds: itself, or copies made for them.

    And from when to when it was taken. Says what is left out of it. Raises OSError where a copy cannot be written.
    """
    file, cut = _plain(path, copy, reading)
    size = file.stat().st_size
    try:
        walk = captures.walk(file, lambda at: reading(f"checking {path.name}", at, size))
    except BootwardenError as error:
        raise BootwardenError(str(error).replace(str(file), str(path))) from None
    # A compressed form that is cut cuts its last packet, too: that is said once.
    said = [w for w in walk.warnings(path) if not (cut and "ends in the middle" in w)]
    warnings += ([f"{path}: its compressed form is cut; analysed up to there"] if cut else []) + said
    span = (walk.earliest, walk.latest)
    if not walk.packets:
        return [], span
    if len(walk.interfaces) > 1:
        return _by_link(path, file, walk, copy, warnings), span
    if walk.end < size:
        # Zeek gives up on a capture that is cut, what it saw before included.
        if file != copy:
            shutil.copyfile(file, copy)
        os.truncate(copy, walk.end)
        return [copy], span
    return [file], span


def _by_link(path: Path, file: Path, walk: captures.Walk, copy: Path, warnings: list[str]) -> list[Path]:
    """Copy a capture whose interfaces differ into one for each link type: libpcap reads no other."""
    packets: Counter[int] = Counter()
    for (link, _), count in walk.interfaces.items():
        packets[link] += count
    if left_out := {link: count for link, count in packets.items() if count and link not in pcapng.LINKS}:
        named = ", ".join(f"{count} of link type {link}" for link, count in left_out.items())
        warnings.append(f"{path}: packets that no engine reads are left out: {named}")
    copies = {link: copy.with_suffix(f".{link}.pcap") for link in packets if packets[link] and link in pcapng.LINKS}
    pcapng.split(file, copies)
    return list(copies.values())


def _plain(path: Path, unpacked: Path, reading: Reading) -> tuple[Path, bool]:
    """Return where a capture can be read uncompressed, and whether its compressed form is cut."""
    with path.open("rb") as raw:
        if not is_compressed(raw.read(MOST_MAGIC)):
            return path, False
        raw.seek(0)
        size = path.stat().st_size
        content, stream = unzipped(raw)
        with unpacked.open("wb") as out:
            while chunk := stream.read(1 << 20):
                out.write(chunk)
                reading(f"unpacking {path.name}", raw.tell(), size)
    return unpacked, content.cut


def _zeek(
    plain: dict[Path, Path],
    engine: Engine,
    site: Path | None,
    folder: Path,
    reading: Reading,
    result: Observed,
    sessions: bool,
    files: Path | None,
) -> None:
    for number, (file, path) in enumerate(plain.items()):
        kept = folder / str(number)
        size = file.stat().st_size

        def told(at: int, path: Path = path, size: int = size) -> None:
            reading(f"{engine.name} {path.name}", at, size)

        extract: list[str] = []
        if files is not None:
            # A folder each: Zeek gives the same uids in every run.
            extract = ["Bootwarden::tftp_extract=T", f"Bootwarden::tftp_extract_dir={files.resolve() / str(number)}"]
        run = zeek.run(
            engine, file, site=site, scripts=extract, checksums=False, wanted={"reporter"}, keep=kept, reading=told
        )
        told(size)
        result.warnings += [f"{path}: zeek: {complaint}" for complaint in run.complaints]
        # Read one by one: the logs of a large capture would fill the memory.
        for log in sorted(kept.glob("*.log")):
            if logs.log_name(log) in logs.WANTED or (sessions and logs.log_name(log) == logs.SESSIONS):
                production.gather(result, log, version=engine.version, capture=str(path))
        shutil.rmtree(kept)


def _apart(plain: Sequence[Path], spans: Mapping[Path, Span]) -> list[list[Path]]:
    """Put captures that were taken at one time into different groups; those of a group follow each other."""
    groups: list[list[Path]] = []
    for file in sorted(plain, key=lambda f: spans[f]):
        group = next((g for g in groups if spans[g[-1]][1] < spans[file][0]), None)
        if group is None:
            groups.append([file])
        else:
            group.append(file)
    return groups


def _suricata(
    plain: dict[Path, Path],
    engine: Engine,
    site: Path | None,
    reading: Reading,
    result: Observed,
    spans: Mapping[Path, Span],
) -> None:
    rules = site / paths.SITE_RULES if site else paths.RULES_PATTERN
    sizes = {file: file.stat().st_size for file in plain}

    def told(file: Path, at: int) -> None:
        reading(f"{engine.name} {plain[file].name}", at, sizes[file])

    runs: dict[Path, suricata.SuricataResult] = {}
    # Version 8 remembers over captures what a rule has alerted on, and would not say it again of the same moment.
    for group in [list(plain)] if engine.name == "suricata7" else _apart(list(plain), spans):
        warn = result.warnings.append if not runs else lambda line: None
        runs |= suricata.run(engine, group, rules, done=lambda file: told(file, sizes[file]), reading=told, warn=warn)
    for file, run in runs.items():
        alerts = (from_alert(record, engine.version, str(plain[file])) for record in run.alerts)
        result.findings += [finding for finding in alerts if finding]
        result.requests += [from_request(record, str(plain[file])) for record in run.requests]
