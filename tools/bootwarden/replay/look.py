"""Looks at whatever a user names, captures or production logs, and gathers what there is to say."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bootwarden.engines import logs
from bootwarden.engines.captures import MAGIC
from bootwarden.engines.find import find_engines, how_to_get
from bootwarden.engines.unzip import MOST_MAGIC, is_compressed, unzipped
from bootwarden.errors import BootwardenError, Status
from bootwarden.paths import SITE_RULES
from bootwarden.replay import production
from bootwarden.replay.observed import Observed
from bootwarden.replay.run import Reading, replay


def look(
    paths: Sequence[Path],
    site: Path | None,
    engines: list[str] | None,
    reading: Reading,
    hashing: Callable[[Path, int], None],
    sessions: bool = False,
    files: Path | None = None,
) -> Observed:
    """Replay the captures among ``paths`` through every engine found, and read the logs among them.

    ``sessions`` and ``files`` as for ``replay``.
    """
    captures = [p for p in paths if not is_log(p)]
    found = [f for p in paths if is_log(p) for f in logs.find(p, sessions)]
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        built: Path | None = None
        if site is not None:
            from bootwarden.rules.sites import build_site  # the compiler's facts take half a second to read

            built = Path(scratch) / "site"
            build_site(site, built, hashing)
        seen = _replayed(captures, engines, built, Path(scratch), reading, sessions, files) if captures else Observed()
        if found:
            sizes, so_far = {f: f.stat().st_size for f in found}, Counter[Path]()

            def told(file: Path, read: int) -> None:
                so_far[file] += read
                reading(file.name, so_far[file], sizes[file])

            _add(seen, production.observe(found, built / SITE_RULES if built else None, told, set(found) - set(paths)))
    return seen


def is_log(path: Path) -> bool:
    """Tell a log, or a folder of logs, from a capture (and from what is not there, which a capture's check names)."""
    if path.is_dir():
        return True
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(MOST_MAGIC)
    except OSError:
        return False
    if is_compressed(head):
        with path.open("rb") as raw:
            head = unzipped(raw)[1].read(4)
        return head not in MAGIC and logs.log_name(path) in logs.WANTED
    # Text of no log is left to the capture's check, which says what it should have been.
    return head[:4] not in MAGIC and (logs.log_name(path) in logs.WANTED or head[:1] in (b"{", b"#"))


def _replayed(
    captures: list[Path],
    wanted: list[str] | None,
    site: Path | None,
    scratch: Path,
    reading: Reading,
    sessions: bool,
    files: Path | None,
) -> Observed:
    engines = find_engines(wanted)
    if not engines:
        raise BootwardenError(f"neither Zeek nor Suricata was found: {how_to_get('suricata')}", Status.NO_ENGINE)
    return replay(captures, engines, site, scratch, reading, sessions, files)


def _add(seen: Observed, more: Observed) -> None:
    for name in ("findings", "evidence", "transfers", "boots", "requests", "warnings", "engines"):
        getattr(seen, name).extend(getattr(more, name))
    seen.sessions |= more.sessions
    seen.sort()
