"""The captures of scenarios: the small ones lie in pcaps/, the large ones in the cache folder."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bootwarden import paths
from bootwarden.scenarios.model import Scenario

INDEX = "index.json"


def place(scenario: Scenario) -> Path:
    """Where the capture of a scenario is."""
    folder = paths.PCAPS if paths.IN_CLONE and not scenario.large else paths.cache() / "pcaps"
    return folder / f"{scenario.name}.pcap"


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def later(path: Path, days: int, copy: Path) -> Path:
    """Copy a capture that Wire wrote, as if it had been taken some days later."""
    raw = bytearray(path.read_bytes())
    at = 24
    while at < len(raw):
        seconds, _, size, _ = struct.unpack_from("<IIII", raw, at)
        struct.pack_into("<I", raw, at, seconds + days * 86_400)
        at += 16 + size
    copy.write_bytes(raw)
    return copy


def build(
    scenarios: Iterable[Scenario],
    folder: Path | None = None,
    done: Callable[[Scenario], None] = lambda s: None,
) -> dict[str, Path]:
    """Build captures into a folder (by default each into its place) and say where each is."""
    built: dict[str, Path] = {}
    for scenario in scenarios:
        path = folder / f"{scenario.name}.pcap" if folder else place(scenario)
        path.parent.mkdir(parents=True, exist_ok=True)
        scenario.capture().write(path)
        built[scenario.name] = path
        done(scenario)
    return built


def index(scenarios: Iterable[Scenario], captures: dict[str, Path]) -> str:
    """The index of pcaps/: what each capture is, its digest, and what it must raise."""
    entries = {
        s.name: {
            "title": s.title,
            "detection": s.detection,
            "kind": s.kind,
            "committed": not s.large,
            "sha256": digest(captures[s.name]),
            "raises": {
                run: {
                    "notices": [[n.name, n.device, n.server, n.file] for n in expect.notices],
                    "alerts": [[a.sid, a.src, a.dst] for a in expect.alerts],
                }
                for run, expect in s.runs().items()
            },
        }
        for s in scenarios
    }
    return as_lines(entries)


def as_lines(entries: Mapping[str, object]) -> str:
    """JSON of a table, an entry a line."""
    lines = (f"{json.dumps(name)}: {json.dumps(entries[name], sort_keys=True)}" for name in sorted(entries))
    return "{\n" + ",\n".join(lines) + "\n}\n"
