"""The ATT&CK view: techniques, the detections that see them, and how often each was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bootwarden.detections import DETECTIONS, TECHNIQUES, Detection
from bootwarden.report.merge import Incident


@dataclass(frozen=True)
class Seen:
    """One technique: its names, its detections with the number of incidents of each, and its incidents in all."""

    id: str
    name: str
    parent: str
    detections: tuple[tuple[Detection, int], ...]
    incidents: int

    @property
    def url(self) -> str:
        """Where MITRE describes it."""
        return f"https://attack.mitre.org/techniques/{self.id.replace('.', '/')}/"


def techniques(incidents: Iterable[Incident]) -> list[Seen]:
    """Return every technique, in the order of DESIGN.md. An incident counts for each technique that it names."""
    known = list(incidents)
    found = []
    for technique, known_as in TECHNIQUES.items():
        here = [i for i in known if technique in (i.technique or _usual(i))]
        counts = Counter(i.detection for i in here)
        detections = [d for d in DETECTIONS.values() if technique in d.techniques or d.id in counts]
        found.append(
            Seen(technique, known_as.name, known_as.parent, tuple((d, counts[d.id]) for d in detections), len(here))
        )
    return found


def _usual(incident: Incident) -> list[str]:
    detection = DETECTIONS.get(incident.detection)
    return list(detection.techniques) if detection else []
