"""Merges what both engines say of one thing: the same device, detection and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bootwarden.detections import DETECTIONS
from bootwarden.replay.findings import Finding
from bootwarden.replay.hosts import plain_address
from bootwarden.replay.observed import Boot

WINDOW = 120.0
"""Seconds by which the engines may differ: one speaks at the request, the other at the end of the transfer."""

_ANSWERS = frozenset(d.id for d in DETECTIONS.values() if d.to_all)
"""Detections on answers to everybody or to a relay: Suricata cannot say whom they are for."""

_SYSLOG = (":514", ":601")
"""How the ends of connections on which devices and relays log are written."""

_ANSWER_WINDOW = 2.0
"""Seconds by which the engines may differ on one such answer."""


@dataclass(eq=False)
class Incident:
    """One thing that happened to one device, with every finding that says so, in time order."""

    findings: list[Finding] = field(default_factory=list)
    note: str = ""
    """Why only one engine says it; empty where both do, or only one looked."""

    @property
    def first(self) -> Finding:
        """The finding that tells most: Zeek's where there is one, since it names server and file."""
        return next((f for f in self.findings if f.engine == "zeek"), self.findings[0])

    @property
    def time(self) -> float:
        """When it was first said."""
        return self.findings[0].time

    @property
    def device(self) -> str:
        """The device, written the same way whichever engine said it."""
        return plain_address(self.first.device)

    @property
    def detection(self) -> str:
        """The detection's id."""
        return self.findings[0].detection

    @property
    def engines(self) -> list[str]:
        """The engines that say so, with their versions."""
        return sorted({f"{f.engine} {f.engine_version}".strip() for f in self.findings})

    @property
    def families(self) -> set[str]:
        """``zeek``, ``suricata`` or both."""
        return {f.engine for f in self.findings}

    @property
    def technique(self) -> list[str]:
        """The ATT&CK techniques that any of them names."""
        return sorted({t for f in self.findings for t in f.technique})


def merge(findings: Iterable[Finding], looked: Sequence[str] = (), with_site: bool = False) -> list[Incident]:
    """Merge findings into incidents, in time order.

    ``looked`` names the engines that were asked (``zeek 8.0.10``): an engine that did not look is not missed.
    """
    groups: dict[tuple[str, str, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[plain_address(finding.device), finding.detection, finding.capture].append(finding)
    incidents = _answers([i for group in groups.values() for i in _merge_group(group)])
    families = {engine.split()[0] for engine in looked}
    for incident in incidents:
        incident.findings.sort(key=lambda f: (f.time, f.engine))
        incident.note = _only(incident, families, with_site)
    return sorted(incidents, key=lambda i: (i.time, i.detection))


def _heard(incident: Incident) -> tuple[str, str, str | None] | None:
    """By what an incident is known whose device Suricata cannot tell; ``None`` where it can."""
    first = incident.first
    if incident.detection in _ANSWERS:
        return incident.detection, plain_address(first.actor or ""), first.capture
    # A relay's messages: whose they are stands in them.
    ends = (first.connection or "").rpartition(" > ")
    if ends[2].endswith(_SYSLOG):
        return incident.detection, f"{ends[0].rpartition(' ')[2]} > {ends[2]}", first.capture
    return None


def _answers(incidents: list[Incident]) -> list[Incident]:
    """Join what Suricata says of an answer, or of a relay, to what Zeek says of it: both know who sent it, and when."""
    known: dict[tuple[str, str, str | None], list[Incident]] = defaultdict(list)
    for incident in incidents:
        if "zeek" in incident.families and (heard := _heard(incident)):
            known[heard].append(incident)
    kept = []
    for incident in incidents:
        same: list[Incident] = []
        if incident.families == {"suricata"} and (heard := _heard(incident)):
            same = [i for i in known[heard] if abs(i.time - incident.time) <= _ANSWER_WINDOW]
        if same:
            min(same, key=lambda i: abs(i.time - incident.time)).findings.extend(incident.findings)
        else:
            kept.append(incident)
    return kept


def _merge_group(group: list[Finding]) -> list[Incident]:
    """Merge the findings of one device and detection: Zeek's make the incidents, Suricata's join the nearest."""
    incidents: list[Incident] = []
    # Incidents by the windows in which something was said of them: a day of one noisy device stays quick.
    by_window: dict[int, list[Incident]] = defaultdict(list)
    for finding in sorted(group, key=lambda f: (f.engine != "zeek", f.time)):
        window = int(finding.time // WINDOW)
        near = [i for w in (window - 1, window, window + 1) for i in by_window[w] if _fits(i, finding)]
        if near:
            chosen = min(near, key=lambda i: _distance(i, finding))
            chosen.findings.append(finding)
        else:
            chosen = Incident([finding])
            incidents.append(chosen)
        if chosen not in by_window[window]:
            by_window[window].append(chosen)
    return incidents


def _fits(incident: Incident, finding: Finding) -> bool:
    close = any(abs(f.time - finding.time) <= WINDOW for f in incident.findings)
    # What one engine says twice of different servers, files or actors is two things. Between engines it is not:
    # Suricata knows only the other side of the packet, which need not be the server that Zeek read in it.
    return close and not (incident.families == {finding.engine} and _says_other(incident, finding))


def _distance(incident: Incident, finding: Finding) -> tuple[bool, bool, bool, float]:
    apart = _contradicts(incident, finding), _other_actor(incident, finding), _told(incident, finding)
    return *apart, abs(incident.time - finding.time)


def _other_actor(incident: Incident, finding: Finding) -> bool:
    return _differ(incident.first.actor, finding.actor)


def _says_other(incident: Incident, finding: Finding) -> bool:
    return _contradicts(incident, finding) or _other_actor(incident, finding)


def _told(incident: Incident, finding: Finding) -> bool:
    """Whether the engine has said it of this incident: what it says again, it rather says of another file."""
    return any((f.engine, f.engine_version) == (finding.engine, finding.engine_version) for f in incident.findings)


def _contradicts(incident: Incident, finding: Finding) -> bool:
    first = incident.first
    return _differ(first.server, finding.server) or _differ(first.file_name, finding.file_name)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and plain_address(one) != plain_address(other)


def _only(incident: Incident, families: set[str], with_site: bool) -> str:
    if len(families) < 2 or len(incident.families) == 2:
        return ""
    if incident.families == {"suricata"}:
        return "Suricata only"
    level = DETECTIONS[incident.detection].suricata if incident.detection in DETECTIONS else "generic"
    if level == "none":
        return "only Zeek can see this"
    if level == "site" and not with_site:
        return "Zeek only: Suricata needs rules compiled from a site.toml for this"
    return "Zeek only"


def joined(boots: Iterable[Boot], incidents: Iterable[Incident]) -> list[tuple[Boot, list[Incident]]]:
    """Give each boot what either engine raised of its device meanwhile, or shortly before or after."""
    raised: dict[tuple[str, str | None], list[Incident]] = defaultdict(list)
    for incident in incidents:
        raised[incident.device, incident.first.capture].append(incident)
    return [
        (
            boot,
            [
                incident
                for incident in raised[plain_address(boot.device), boot.capture]
                if boot.time - WINDOW <= incident.time <= boot.time + (boot.duration or 0) + WINDOW
            ],
        )
        for boot in boots
    ]
