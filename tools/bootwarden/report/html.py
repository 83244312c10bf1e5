"""Writes the report: one HTML file without anything to load, for screen, phone, print and screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from bootwarden import __version__
from bootwarden.detections import DETECTIONS, page
from bootwarden.replay.observed import STAGES, Boot, Observed
from bootwarden.report.about import About, Source
from bootwarden.report.attack import techniques
from bootwarden.report.devices import HIJACK, DeviceStory, Moment, stories, worst
from bootwarden.report.indicators import indicators
from bootwarden.report.matrix import Row, coverage
from bootwarden.report.merge import Incident, joined, merge
from bootwarden.report.pages import meaning, url
from bootwarden.report.picture import Picture, picture, strip
from bootwarden.report.printable import printable
from bootwarden.report.steps import step
from bootwarden.report.story import Approved, Compared, compared, servers, to_do, users, what_happened
from bootwarden.report.text import clock, day

MAX_MOMENTS = 500
"""Rows of one device's timeline: a page that a browser can hold. What is left out is said."""

MAX_DEVICES = 200
"""Devices that are told of in full; of the rest the overview says what was found."""

SIGNS = {"redirect": "◆", "fetch": "▲", "content": "■", "boot": "●", HIJACK: "✖"}
"""Forms by which stages are told apart without colours."""


def shown(value: object) -> str:
    """Make text of the wire fit to be read: what does not print is spelled out, and what is too long is cut."""
    text = printable(value)
    return text if len(text) <= 300 else text[:299] + "…"


def short(value: object, length: int = 17) -> str:
    """Cut the middle out of what a picture has no room for; what stands beside it says all of it."""
    text = shown(value)
    return text if len(text) <= length else f"{text[: length // 2]}…{text[-(length - length // 2 - 1) :]}"


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


@dataclass(frozen=True)
class Told:
    """All that the page says of one device."""

    story: DeviceStory
    picture: Picture | None
    compared: list[Compared]
    to_do: list[str]
    happened: list[str]
    servers: list[str]
    users: list[str]

    def number(self, moment: Moment) -> int | None:
        """The number of the arrow that shows a moment."""
        return self.picture.number(moment) if self.picture else None

    def seen(self, stage: str) -> list[str]:
        """What was seen of a stage, in words, each once."""
        return list(dict.fromkeys(step(m).seen for m in self.story.at(stage)))


def _told(story: DeviceStory, approved: Sequence[Approved]) -> Told:
    return Told(
        story,
        picture(story),
        compared(story, approved),
        to_do(story),
        what_happened(story),
        servers(story),
        users(story),
    )


def _strip(story: DeviceStory, first: float, last: float) -> list[tuple[float, str, str]]:
    moments = [(m.time, m.stage, m.verdict) for m in story.moments]
    return strip(moments or [(i.transfer.time, "fetch", i.verdict) for i in story.images], first, last)


def render(
    seen: Observed,
    sources: Sequence[str],
    site: str | None = None,
    matrix: Sequence[Row] = (),
    ran: str = "",
    *,
    approved: Sequence[Approved] = (),
    about: About | None = None,
) -> str:
    """Return the report on what was seen.

    ``ran`` says what the matrix was checked with; empty: it was not run. ``approved`` are the files that the site
    knows; ``about`` says how the report came to be.
    """
    incidents = merge(seen.findings, seen.engines, site is not None)
    told = stories(seen, incidents)
    times = [m.time for s in told for m in s.moments] + [t.time for t in seen.transfers]
    first, last = min(times, default=None), max(times, default=None)
    found = [s for s in told if s.incidents]
    boots: dict[str, list[tuple[Boot, list[Incident]]]] = defaultdict(list)
    for boot, raised in joined(seen.boots, incidents):
        boots[boot.device].append((boot, raised))
    met = sorted({i.detection for i in incidents})
    environment = Environment(
        loader=PackageLoader("bootwarden.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "clock": clock, "day": day, "iso": machine_time, "size": size}
    environment.filters["short"] = short
    return environment.get_template("report.html.j2").render(
        sources=sources,
        site=site,
        engines=seen.engines,
        warnings=seen.warnings,
        incidents=incidents,
        stories=[_told(s, approved) for s in found[:MAX_DEVICES]],
        found=found,
        boots=boots,
        quiet=[s for s in told if not s.incidents],
        strips=[(s, _strip(s, first or 0, last or 0)) for s in told[:MAX_MOMENTS] if first is not None],
        all_devices=len(told),
        first=first,
        last=last,
        stages=STAGES,
        hijack=HIJACK,
        signs=SIGNS,
        worst=worst,
        detections=DETECTIONS,
        pages=[(d, meaning(d), page(d), url(d)) for d in met],
        indicators=indicators(told),
        matrix=matrix,
        coverage=coverage(matrix) if matrix else [],
        ran=ran,
        techniques=[t for t in techniques(incidents) if t.incidents or not sources],
        max_moments=MAX_MOMENTS,
        max_devices=MAX_DEVICES,
        about=about or About(tuple(Source(name) for name in sources), Source(site) if site else None),
        version=__version__,
        several=len({m.capture for s in told for m in s.moments if m.capture}) > 1,
    )
