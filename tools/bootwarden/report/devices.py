"""The story of each device: what happened to it in time order, by stage, the servers it met and the files it moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bootwarden.detections import DETECTIONS, HIJACK
from bootwarden.replay.hosts import address_of, plain_address
from bootwarden.replay.observed import STAGES, Evidence, Observed, Transfer
from bootwarden.report.merge import Incident

VERDICTS = ("expected", "unknown", "suspicious")
"""From harmless to bad: the worst one counts."""

CHAIN_WINDOW = 86_400.0
"""Seconds within which what follows belongs to a hijack, where no chain id says so."""

_SAME = 0.001
"""Seconds by which the times of a notice and its evidence may differ."""


def stage_of(detection: str) -> str:
    """Return the stage that a detection speaks of; one of a later release redirects."""
    return DETECTIONS[detection].stage if detection in DETECTIONS else "redirect"


@dataclass(frozen=True)
class Moment:
    """One thing in a device's story: an incident, or a fact that nobody objected to."""

    time: float
    stage: str
    verdict: str
    incident: Incident | None = None
    evidence: Evidence | None = None
    raised: float | None = None
    """When it was said, where that was before its story ended (BW30)."""

    @property
    def actor(self) -> str | None:
        """Who caused it, if that was another than the device."""
        known = (self.incident.first.actor if self.incident else None) or (
            self.evidence.actor if self.evidence else None
        )
        return plain_address(known) if known else None

    @property
    def user(self) -> str | None:
        """By which login name."""
        return self.evidence.user if self.evidence else None

    @property
    def connection(self) -> str | None:
        """Who spoke to whom."""
        return (self.incident.first.connection if self.incident else None) or (
            self.evidence.connection if self.evidence else None
        )

    @property
    def capture(self) -> str | None:
        """The file that shows it."""
        return self.incident.first.capture if self.incident else self.evidence.capture if self.evidence else None

    @property
    def server(self) -> str | None:
        """The boot server named or used."""
        return (self.incident.first.server if self.incident else None) or (
            self.evidence.server if self.evidence else None
        )

    @property
    def file_name(self) -> str | None:
        """The file named or moved."""
        return (self.incident.first.file_name if self.incident else None) or (
            self.evidence.file_name if self.evidence else None
        )


@dataclass
class Server:
    """A boot server that a device met: how often, and the worst that was said of it."""

    name: str
    times: int = 0
    verdict: str = "expected"


@dataclass
class Image:
    """A file that a device moved: who with, what it is, and the worst that was said of it."""

    transfer: Transfer
    server: str
    verdict: str


@dataclass
class DeviceStory:
    """All that is known of one device."""

    device: str
    moments: list[Moment] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    @property
    def incidents(self) -> list[Incident]:
        """What was raised, in time order."""
        return [m.incident for m in self.moments if m.incident is not None]

    @property
    def hijack(self) -> Incident | None:
        """The incident that tells how the stages belong together (BW30); Zeek's where there is one."""
        joined = [i for i in self.incidents if stage_of(i.detection) == HIJACK]
        return next((i for i in joined if "zeek" in i.families), joined[0] if joined else None)

    @property
    def detections(self) -> list[str]:
        """The ids of what was raised."""
        return sorted({i.detection for i in self.incidents})

    @property
    def actors(self) -> list[str]:
        """Who gave the orders that look wrong (a manager, a telnet client, a DHCP server), in time order."""
        bad = (m for m in self.moments if m.verdict == "suspicious")
        found = (m.evidence.actor if m.evidence else m.incident.first.actor if m.incident else None for m in bad)
        return list(dict.fromkeys(plain_address(actor) for actor in found if actor and actor != self.device))

    def at(self, stage: str) -> list[Moment]:
        """The moments of one stage."""
        return [m for m in self.moments if m.stage == stage]

    @property
    def stages(self) -> list[str]:
        """The stages that the device was seen in, in the order of a hijack."""
        return [s for s in (*STAGES, HIJACK) if self.at(s)]


def is_host(name: str) -> bool:
    """Tell one host, by address or name, from a broadcast or a group."""
    address = address_of(name)
    if address is None:
        return bool(name)
    return not (address.is_multicast or address.is_unspecified or str(address) == "255.255.255.255")


def worst(verdicts: Iterable[str]) -> str:
    """Return the worst of some verdicts; ``unknown`` for none."""
    known = [v if v in VERDICTS else "unknown" for v in verdicts]
    return max(known, key=VERDICTS.index, default="unknown")


def stories(seen: Observed, incidents: Iterable[Incident]) -> list[DeviceStory]:
    """Tell the story of each device: hijacked ones first, then those with incidents, each by when first seen."""
    found: dict[str, DeviceStory] = {}

    def of(device: str) -> DeviceStory:
        return found.setdefault(device, DeviceStory(device))

    asked = {(t.uid, t.capture): t.time for t in seen.transfers}

    def when(time: float, fact: Evidence | None) -> float:
        """Zeek tells of a request once it sees what is fetched: what came may have been told of before."""
        if fact is None or fact.kind != "FILE_FETCH":
            return time
        return min(time, asked.get((fact.uid, fact.capture), time))

    told: set[int] = set()
    by_device: dict[str, list[Evidence]] = defaultdict(list)
    by_uid: dict[tuple[str | None, str | None], list[Evidence]] = defaultdict(list)
    for fact in seen.evidence:
        by_device[fact.device].append(fact)
        if fact.uid is not None:
            by_uid[fact.uid, fact.capture].append(fact)
    for incident in incidents:
        source = _fact(by_device[incident.device], incident)
        if source is not None:
            told.add(id(source))
        # A notice that only informs leaves its evidence unknown.
        verdict = source.verdict if source is not None else "suspicious"
        of(incident.device).moments.append(
            Moment(when(incident.time, source), stage_of(incident.detection), verdict, incident, source)
        )
    for fact in seen.evidence:
        # Evidence that an incident was told from is not told twice.
        if id(fact) not in told:
            of(fact.device).moments.append(Moment(when(fact.time, fact), fact.stage, fact.verdict, evidence=fact))
    for transfer in seen.transfers:
        facts = by_uid.get((transfer.uid, transfer.capture), [])
        server = next((e.server for e in facts if e.server), transfer.server)
        of(transfer.client).images.append(Image(transfer, server, worst(e.verdict for e in facts)))
    for story in found.values():
        story.moments = _at_the_end(story.moments)
        story.servers = _servers(story)
    return sorted(found.values(), key=lambda s: (s.hijack is None, not s.incidents, _start(s), s.device))


def _at_the_end(moments: Sequence[Moment]) -> list[Moment]:
    """Return moments in time order, each hijack where its story ends: Zeek says it at the second stage already."""
    told = [m for m in moments if m.stage != HIJACK]
    lines = {e.chain: e.time for e in sorted((m.evidence for m in told if m.evidence), key=lambda e: e.time) if e.chain}
    ends: list[Moment] = []
    for moment in (m for m in moments if m.stage == HIJACK):
        chain = moment.evidence.chain if moment.evidence else None
        if chain in lines:
            end = lines[chain]
        else:
            bad = (m.time for m in told if m.verdict == "suspicious" and m.capture == moment.capture)
            end = max((t for t in bad if moment.time <= t <= moment.time + CHAIN_WINDOW), default=moment.time)
        late = end > moment.time
        ends.append(replace(moment, time=end, raised=moment.time) if late else moment)
    return sorted([*told, *ends], key=lambda m: (m.time, m.stage == HIJACK))


def _start(story: DeviceStory) -> float:
    return min([*(m.time for m in story.moments), *(i.transfer.time for i in story.images)])


def _fact(evidence: Sequence[Evidence], incident: Incident) -> Evidence | None:
    """Return the evidence of its device, in time order, from which Zeek told an incident: that of the same time."""
    stage = stage_of(incident.detection)
    near: list[Evidence] = []
    for finding in incident.findings:
        if finding.engine != "zeek":
            continue
        first = bisect_left(evidence, finding.time - _SAME, key=lambda e: e.time)
        for fact in evidence[first:]:
            if fact.time > finding.time + _SAME:
                break
            if fact.verdict != "expected" and stage in (fact.stage, HIJACK) and fact.capture == finding.capture:
                near.append(fact)
    own = (incident.first.connection or "").split(" ")[0]
    return max(near, key=lambda e: (e.uid == own, worst((e.verdict,)) == "suspicious"), default=None)


def _servers(story: DeviceStory) -> list[Server]:
    servers: dict[str, Server] = {}
    met = [(m.server, m.verdict) for m in story.moments]
    named = {server for server, _ in met}
    met += [(i.server, i.verdict) for i in story.images if i.server not in named]
    for name, verdict in met:
        if name:
            server = servers.setdefault(plain_address(name), Server(plain_address(name)))
            server.times += 1
            server.verdict = worst((server.verdict, verdict))
    return sorted(servers.values(), key=lambda s: (-VERDICTS.index(s.verdict), s.name))
