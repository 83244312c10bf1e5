"""Writes the report: one HTML file without anything to load, for screen, phone, print and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from bootwarden.detections import DETECTIONS
from bootwarden.replay.observed import STAGES, Observed
from bootwarden.report.attack import techniques
from bootwarden.report.devices import HIJACK, stories, worst
from bootwarden.report.matrix import Row, coverage
from bootwarden.report.merge import merge
from bootwarden.report.printable import printable
from bootwarden.report.text import clock, day

MAX_MOMENTS = 500
"""Rows of one device's timeline: a page that a browser can hold. What is left out is said."""

MAX_DEVICES = 200
"""Devices that are told of in full; of the rest the overview says what was found."""

_MEANING = {
    "redirect": "told to boot from elsewhere",
    "fetch": "asked for an image or configuration",
    "content": "received it",
    "boot": "restarted",
    HIJACK: "several stages joined",
}


def shown(value: object) -> str:
    """Make text of the wire fit to be read: what does not print is spelled out, and what is too long is cut."""
    text = printable(value)
    return text if len(text) <= 300 else text[:299] + "…"


def machine_time(time: float) -> str:
    """Write a time for the datetime attribute."""
    return datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def size(count: int) -> str:
    """Write a number of bytes."""
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024  # type: ignore[assignment]
    return f"{count:.1f} GiB"


def render(
    seen: Observed, sources: Sequence[str], site: str | None = None, matrix: Sequence[Row] = (), ran: str = ""
) -> str:
    """Return the report on what was seen. ``ran`` says what the matrix was checked with; empty: it was not run."""
    incidents = merge(seen.findings, seen.engines, site is not None)
    told = stories(seen, incidents)
    times = [m.time for s in told for m in s.moments] + [t.time for t in seen.transfers]
    environment = Environment(
        loader=PackageLoader("bootwarden.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "clock": clock, "day": day, "iso": machine_time, "size": size}
    return environment.get_template("report.html.j2").render(
        sources=sources,
        site=site,
        engines=seen.engines,
        warnings=seen.warnings,
        incidents=incidents,
        stories=[s for s in told if s.incidents],
        quiet=[s for s in told if not s.incidents],
        first=min(times, default=None),
        last=max(times, default=None),
        stages=STAGES,
        hijack=HIJACK,
        meaning=_MEANING,
        worst=worst,
        detections=DETECTIONS,
        matrix=matrix,
        coverage=coverage(matrix) if matrix else [],
        ran=ran,
        techniques=techniques(incidents),
        max_moments=MAX_MOMENTS,
        max_devices=MAX_DEVICES,
    )
