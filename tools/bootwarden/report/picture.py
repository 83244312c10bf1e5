"""The picture of one device's story: a lane for each host, arrows in the order of time beside an axis that is to scale.

Arrows keep a distance from each other, so that they can be read; a line leads from each to its time on the axis.
What a colour says, a line's dashes and a mark's form say too: it is printed in grey and read by everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bootwarden.replay.hosts import plain_address
from bootwarden.report.devices import HIJACK, VERDICTS, DeviceStory, Moment, is_host, worst
from bootwarden.report.steps import WAYS, Step, step

MAX_ARROWS = 18
"""What a picture can tell; the rest is in the rows."""

MAX_HOSTS = 3
"""Lanes on either side of the device; further hosts share the last one."""

_ROW = 44
"""Least distance of two arrows."""
_LANE = 124
_AXIS, _FIRST = 96, 166
_TOP = 64
_TOGETHER = 2.0
"""Seconds within which one direction, file and host are one arrow."""
_AFTER = 3600.0
"""Seconds after the last suspicious thing in which harmless ones belong to the picture."""

OTHERS = "others"


@dataclass
class Lane:
    """A host: where it stands, what it is called and what it did."""

    host: str
    role: str
    verdict: str
    x: int = 0


@dataclass
class Arrow:
    """One arrow, or mark: who did what to whom, at what height, and which moments it stands for."""

    number: int
    source: Lane
    target: Lane
    step: Step
    moments: list[Moment]
    y: float = 0
    axis: float = 0
    offset: str = ""

    @property
    def verdict(self) -> str:
        """The worst that was said of it."""
        return worst(m.verdict for m in self.moments)

    @property
    def ids(self) -> str:
        """The detections."""
        return " ".join(sorted({m.incident.detection for m in self.moments if m.incident}))

    @property
    def label(self) -> str:
        """The words of the one that says most."""
        return "hijack: stages joined" if self.hijack else self.step.label

    @property
    def hijack(self) -> bool:
        """Whether it joins the others."""
        return self.moments[0].stage == HIJACK

    @property
    def time(self) -> float:
        """When it began."""
        return self.moments[0].time


@dataclass
class Picture:
    """All of it, in SVG units (1 unit = 1 CSS pixel at most)."""

    lanes: list[Lane]
    arrows: list[Arrow]
    ticks: list[float] = field(default_factory=list)
    tick: str = ""
    """What lies between two ticks of the axis."""
    left_out: int = 0
    height: float = 0

    @property
    def width(self) -> int:
        """Its width."""
        return self.lanes[-1].x + 74

    @property
    def needs(self) -> int:
        """The least width, in CSS pixels, at which it can still be read: two lanes fit a phone of 360 pixels."""
        return max(round(self.width * 0.78), 250)

    def number(self, moment: Moment) -> int | None:
        """The number of the arrow that shows a moment."""
        return next((a.number for a in self.arrows if any(m is moment for m in a.moments)), None)

    top, axis_x = _TOP, _AXIS


def picture(story: DeviceStory) -> Picture | None:
    """Draw the story of a device; None where nothing happened between hosts."""
    moments, left_out = _worth(story.moments)
    grouped = _grouped(story.device, moments)
    if not grouped:
        return None
    left_out += sum(len(group) for group in grouped[MAX_ARROWS:])
    grouped = grouped[:MAX_ARROWS]
    lanes = _lanes(story.device, grouped)
    arrows = []
    for number, group in enumerate(grouped, 1):
        source, target = _ends(story.device, group[0])
        arrows.append(Arrow(number, lanes[source], lanes[target], max((step(m) for m in group), key=_tells), group))
    drawn = Picture(_unique(lanes.values()), arrows, left_out=left_out)
    _place(drawn)
    return drawn


def _unique(lanes: Iterable[Lane]) -> list[Lane]:
    found: list[Lane] = []
    for lane in lanes:
        if not any(lane is other for other in found):
            found.append(lane)
    return sorted(found, key=lambda lane: lane.x)


def _tells(one: Step) -> bool:
    return one.label != "receives file"


def _worth(moments: Sequence[Moment]) -> tuple[list[Moment], int]:
    """Return what belongs into the picture: what is wrong, and what else happened meanwhile."""
    bad = [m for m in moments if m.verdict == "suspicious" or m.stage == HIJACK] or [m for m in moments if m.incident]
    if not bad:
        return [], 0
    first, last = bad[0].time, bad[-1].time + _AFTER
    meanwhile = [m for m in moments if first <= m.time <= last]
    return (meanwhile, 0) if len(meanwhile) <= 4 * MAX_ARROWS else (bad, len(meanwhile) - len(bad))


def _grouped(device: str, moments: Sequence[Moment]) -> list[list[Moment]]:
    """Join what is one arrow: at one time, between the same hosts, of one file."""

    def order(moment: Moment) -> tuple[float, bool, int]:
        return moment.time, moment.stage == HIJACK, WAYS.index(step(moment).way)

    groups: list[list[Moment]] = []
    for moment in sorted(moments, key=order):
        for group in groups[-4:]:
            head = group[0]
            same = (
                moment.stage != HIJACK
                and head.stage != HIJACK
                and moment.time - head.time <= _TOGETHER
                and _ends(device, head) == _ends(device, moment)
                and step(head).way == step(moment).way
                and moment.file_name in (head.file_name, None)
                and moment.capture == head.capture
            )
            if same:
                group.append(moment)
                break
        else:
            groups.append([moment])
    return groups


def _ends(device: str, moment: Moment) -> tuple[str, str]:
    """Return from whom to whom an arrow goes; what the device does by itself stays there."""
    way = step(moment).way
    actor, server = moment.actor, moment.server and plain_address(moment.server)
    if moment.stage == HIJACK:
        return device, device
    if way == "order" and actor and actor != device:
        return actor, device
    if server and server != device:
        return (
            (server, device) if way in ("serve", "order") else (device, server) if way != "self" else (device, device)
        )
    return (actor, device) if actor and actor != device and way == "serve" else (device, device)


def _lanes(device: str, groups: Sequence[Sequence[Moment]]) -> dict[str, Lane]:
    """Put who gives orders at the left, servers at the right."""
    verdicts: dict[str, list[str]] = {}
    left: dict[str, None] = {}
    right: dict[str, None] = {}
    for group in groups:
        source, target = _ends(device, group[0])
        for host in {source, target} - {device}:
            verdicts.setdefault(host, []).append(worst(m.verdict for m in group))
            orders = step(group[0]).way == "order"
            (left if orders else right).setdefault(host)
    servers = [host for host in right if host not in left]
    before = _side(list(left), verdicts, "attacker", "manager", also=right)
    after = _side(servers, verdicts, "rogue server", "server")
    for number, lane in enumerate([*before, Lane(device, "device", "unknown"), *after]):
        lane.x = _FIRST + number * _LANE
    lanes = {lane.host: lane for lane in (*before, *after)}
    # Hosts without a lane of their own share the last one of their side.
    shared = {host: side[-1] for hosts, side in ((left, before), (servers, after)) for host in hosts if side}
    own = Lane(device, "device", "unknown", _FIRST + len(before) * _LANE)
    return {**shared, **lanes, device: own}


def _side(
    hosts: Sequence[str], verdicts: dict[str, list[str]], bad: str, good: str, also: Iterable[str] = ()
) -> list[Lane]:
    shown = list(hosts) if len(hosts) <= MAX_HOSTS else [*hosts[: MAX_HOSTS - 1], OTHERS]
    lanes = []
    for host in shown:
        verdict = worst(verdicts.get(host, ["unknown"]))
        role = bad if verdict == "suspicious" else good
        if not is_host(host):
            role, verdict = "everyone", "unknown"
        lanes.append(Lane(host, f"{role}, server" if host in also else role, verdict))
    return lanes


def _place(drawn: Picture) -> None:
    """Give each arrow its height: its time's on the axis, and a row of its own."""
    arrows = drawn.arrows
    start, end = arrows[0].time, max(arrows[-1].time, arrows[0].time)
    length = max(_ROW * (len(arrows) - 1), 1)
    for arrow in arrows:
        share = (arrow.time - start) / (end - start) if end > start else 0
        arrow.axis = arrow.y = _TOP + 36 + share * length
        arrow.offset = offset(arrow.time - start)
    for before, arrow in pairwise(arrows):
        arrow.y = max(arrow.y, before.y + _ROW)
    bottom = float(_TOP + 36 + length)
    for arrow in reversed(arrows):
        arrow.y = min(arrow.y, bottom)
        bottom = arrow.y - _ROW
    drawn.height = _TOP + 36 + length + 34
    if end > start:
        every = next((s for s in _SCALES if (end - start) / s <= 10), _SCALES[-1])
        count = int((end - start) / every)
        drawn.ticks = [_TOP + 36 + n * every / (end - start) * length for n in range(min(count, 40) + 1)]
        drawn.tick = offset(every).lstrip("+")


_SCALES = (0.001, 0.01, 0.1, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 604800)


def offset(seconds: float) -> str:
    """Write a time since the beginning in as many words as it needs."""
    if seconds < 0.0005:
        return "+0"
    if seconds < 1:
        return f"+{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"+{seconds:.3g} s"
    whole = round(seconds)
    units = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))
    parts = []
    for length, unit in units:
        if whole >= length:
            parts.append(f"{whole // length} {unit}")
            whole %= length
    return "+" + " ".join(parts[:2])


def strip(times: Iterable[tuple[float, str, str]], first: float, last: float) -> list[tuple[float, str, str]]:
    """Return where moments stand on a line from the first to the last, in percent, with stage and verdict.

    What would stand on one spot is drawn once, as the worst of it.
    """
    spots: dict[tuple[int, str], str] = {}
    for time, stage, verdict in times:
        share = (time - first) / (last - first) if last > first else 0
        spot = round(share * 100), stage
        known = spots.get(spot, verdict if verdict in VERDICTS else "unknown")
        spots[spot] = worst((known, verdict))
    return [(float(at), stage, verdict) for (at, stage), verdict in sorted(spots.items())]
