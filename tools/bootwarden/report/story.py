"""The story in a few lines: who did what to which device, from where, with what, and what to do about it now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootwarden.detections import DETECTIONS, HIJACK
from bootwarden.replay.hosts import plain_address
from bootwarden.report.devices import DeviceStory, Moment, is_host, stage_of
from bootwarden.report.merge import Incident
from bootwarden.report.pages import response
from bootwarden.report.steps import step

if TYPE_CHECKING:
    from bootwarden.site.model import Site

_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
_GRAVEST = (HIJACK, "content", "boot", "redirect", "fetch")
"""Stages by what has to be done first."""


@dataclass(frozen=True)
class Approved:
    """A file that the site knows."""

    file_name: str
    sha256: str | None
    md5: str | None = None
    version: str | None = None


@dataclass(frozen=True)
class Compared:
    """A file that came, beside what is approved under its name."""

    file_name: str
    server: str | None
    received: str | None
    """SHA-256; None where bytes are missing."""
    approved: tuple[Approved, ...]
    wrong: str
    """What was found of it."""


def approved_files(site: Site) -> list[Approved]:
    """Return what a site approves; hashes of files given by path are known once it is loaded."""
    images = [Approved(i.file_name, i.sha256, i.md5, i.version) for i in site.images]
    return images + [Approved(c.file_name, c.sha256) for c in site.config]


def base_name(path: str) -> str:
    """Return a name as manifests are searched for it."""
    return re.split(r"[/\\]", path)[-1].lower()


def compared(story: DeviceStory, approved: Sequence[Approved]) -> list[Compared]:
    """Put what a device received beside what was approved, for files that look wrong."""
    found: dict[tuple[str, str | None], Compared] = {}
    for moment in story.moments:
        incident = moment.incident
        if incident is None or stage_of(incident.detection) != "content" or not moment.file_name:
            continue
        received = _received(story, moment)
        known = tuple(a for a in approved if base_name(a.file_name) == base_name(moment.file_name))
        title = DETECTIONS[incident.detection].title if incident.detection in DETECTIONS else incident.detection
        found.setdefault(
            (moment.file_name, received), Compared(moment.file_name, moment.server, received, known, title)
        )
    return list(found.values())


def _received(story: DeviceStory, moment: Moment) -> str | None:
    """Return the hash of what came: the transfer's, or as the notice says."""
    fact = moment.evidence
    transfers = [i.transfer for i in story.images if i.transfer.file_name == moment.file_name and i.transfer.sha256]
    if fact is not None and fact.uid is not None:
        own = [t for t in transfers if (t.uid, t.capture) == (fact.uid, fact.capture)]
        if own:
            return own[0].sha256
    said = _SHA256.search(moment.incident.first.why) if moment.incident else None
    if said:
        return said[0]
    near = [t for t in transfers if abs(t.time - moment.time) < 3600]
    return min(near, key=lambda t: abs(t.time - moment.time)).sha256 if near else None


def what_happened(story: DeviceStory) -> list[str]:
    """Say what was seen, in the order of time, each once: reload ordered, restarted."""
    told = [m for m in story.moments if m.stage != HIJACK]
    bad = [m for m in told if m.verdict == "suspicious"] or [m for m in told if m.incident]
    words = dict.fromkeys(step(m).seen for m in bad)
    if bad:
        # What the device did afterwards says whether it went well.
        after = (m for m in told if m.time >= bad[0].time and m.stage == "boot" and m.verdict != "expected")
        words |= dict.fromkeys(step(m).seen for m in after)
    return list(words)


def servers(story: DeviceStory) -> list[str]:
    """Return the boot servers that look wrong, in the order of time; else those of incidents."""
    bad = [m for m in story.moments if m.verdict == "suspicious"] or [m for m in story.moments if m.incident]
    named = (plain_address(m.server) for m in bad if m.server)
    return [s for s in dict.fromkeys(named) if s != story.device and is_host(s)]


def users(story: DeviceStory) -> list[str]:
    """Return the login names that orders were given under."""
    bad = (m for m in story.moments if m.verdict == "suspicious")
    return list(dict.fromkeys(m.user for m in bad if m.user))


def gravest(incidents: Iterable[Incident]) -> Incident | None:
    """Return the incident that has to be dealt with first."""
    return min(incidents, key=lambda i: (_GRAVEST.index(stage_of(i.detection)), i.time), default=None)


def to_do(story: DeviceStory) -> list[str]:
    """Return what to do now, as the page of the gravest detection says."""
    bad = [m.incident for m in story.moments if m.incident and m.verdict == "suspicious"]
    first = gravest(bad or story.incidents)
    return response(first.detection) if first is not None else []
