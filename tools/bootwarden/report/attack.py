"""The ATT&CK view: techniques, the detections that see them, and how often each was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bootwarden.detections import DETECTIONS, Detection
from bootwarden.report.merge import Incident

TECHNIQUES = {
    "T1542.005": ("TFTP Boot", "Pre-OS Boot"),
    "T1601.001": ("Patch System Image", "Modify System Image"),
    "T1601.002": ("Downgrade System Image", "Modify System Image"),
    "T1602.002": ("Network Device Configuration Dump", "Data from Configuration Repository"),
}


@dataclass(frozen=True)
class Technique:
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


def techniques(incidents: Iterable[Incident]) -> list[Technique]:
    """Return every technique, in the order of DESIGN.md. An incident counts for each technique that it names."""
    known = list(incidents)
    found = []
    for technique, (name, parent) in TECHNIQUES.items():
        here = [i for i in known if technique in (i.technique or _usual(i))]
        counts = Counter(i.detection for i in here)
        detections = [d for d in DETECTIONS.values() if d.technique == technique or d.id in counts]
        found.append(Technique(technique, name, parent, tuple((d, counts[d.id]) for d in detections), len(here)))
    return found


def _usual(incident: Incident) -> list[str]:
    detection = DETECTIONS.get(incident.detection)
    return [detection.technique] if detection else []
