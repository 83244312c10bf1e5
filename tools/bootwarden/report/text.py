"""The story of each device, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bootwarden.report.devices import DeviceStory, Moment
from bootwarden.report.printable import printable

_STYLE = {"expected": "green", "unknown": "", "suspicious": "bold red"}


def day(time: float) -> str:
    """Write a date, UTC."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d}"


def clock(time: float) -> str:
    """Write a time of day, UTC, to the millisecond."""
    moment = datetime.fromtimestamp(time, UTC)
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}"


def tell(stories: Sequence[DeviceStory]) -> RenderableType:
    """Tell the story of every device that something was raised for, and name the quiet ones."""
    parts: list[RenderableType] = []
    for story in (s for s in stories if s.incidents):
        head = Text.assemble(
            (printable(story.device), "bold"),
            f"  {day(story.moments[0].time)} UTC  ",
            (", ".join(story.detections), "red"),
        )
        parts += [head, _timeline(story.moments), Text()]
    if quiet := [printable(s.device) for s in stories if not s.incidents and s.moments]:
        names = ", ".join(quiet[:10]) + (f" and {len(quiet) - 10} more" if len(quiet) > 10 else "")
        parts.append(Text(f"seen, and nothing raised: {names}", style="green"))
    return Group(*parts)


def _timeline(moments: Iterable[Moment]) -> Table:
    table = Table("time", "stage", "id", box=None, padding=(0, 1, 0, 1))
    # Folded, not cut: the end of a file's name may be what tells it apart.
    table.add_column("what was seen", overflow="fold")
    today = ""
    for moment in moments:
        if today and day(moment.time) != today:
            table.add_row(Text(day(moment.time), style="bold"))
        today = day(moment.time)
        style = _STYLE.get(moment.verdict, "")
        detection = moment.incident.detection if moment.incident else ""
        table.add_row(clock(moment.time), printable(moment.stage), detection, _what(moment), style=style)
    return table


def _what(moment: Moment) -> Text:
    """Say what was seen, and below it by whom and of which technique it is."""
    if moment.incident is not None:
        incident = moment.incident
        first = incident.first
        said = f"{first.name}: {first.detail}"
        if first.engine == "suricata":
            # A rule's message is the same whoever it is about.
            named = (first.file_name, first.actor and f"by {first.actor}", first.server and f"server {first.server}")
            said = ", ".join([said, *filter(None, named)])
        by = ", ".join(incident.engines) + (f" ({incident.note})" if incident.note else "")
        below = " · ".join([by, *incident.technique])
        return Text.assemble(printable(said), "\n", (printable(below), "default not bold"))
    fact = moment.evidence
    assert fact is not None
    known = fact.detail or fact.file_class
    parts = (fact.kind, fact.file_name, fact.server and f"server {fact.server}", known, moment.verdict)
    return Text(printable(", ".join(p for p in parts if p)), style="not bold")
