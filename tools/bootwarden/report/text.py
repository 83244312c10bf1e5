"""The story of each device, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bootwarden.report.devices import DeviceStory, Moment

_STYLE = {"expected": "green", "unknown": "", "suspicious": "bold red"}


def clock(time: float) -> str:
    """Write a time of day, UTC, to the millisecond."""
    moment = datetime.fromtimestamp(time, UTC)
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}"


def tell(stories: Sequence[DeviceStory]) -> RenderableType:
    """Tell the story of every device that something was raised for, and name the quiet ones."""
    parts: list[RenderableType] = []
    for story in (s for s in stories if s.incidents):
        day = datetime.fromtimestamp(story.moments[0].time, UTC)
        head = Text.assemble((story.device, "bold"), f"  {day:%Y-%m-%d} UTC  ", (", ".join(story.detections), "red"))
        parts += [head, _timeline(story.moments), Text()]
    if quiet := [s.device for s in stories if not s.incidents and s.moments]:
        names = ", ".join(quiet[:10]) + (f" and {len(quiet) - 10} more" if len(quiet) > 10 else "")
        parts.append(Text(f"seen, and nothing raised: {names}", style="green"))
    return Group(*parts)


def _timeline(moments: Iterable[Moment]) -> Table:
    table = Table("time", "stage", "id", "what was seen", "engines", "technique", box=None, padding=(0, 1, 0, 1))
    for moment in moments:
        table.add_row(clock(moment.time), moment.stage, *_cells(moment), style=_STYLE.get(moment.verdict, ""))
    return table


def _cells(moment: Moment) -> tuple[Text, Text, Text, Text]:
    if moment.incident is not None:
        incident = moment.incident
        seen = ", ".join(incident.engines) + (f" ({incident.note})" if incident.note else "")
        what = f"{incident.first.name}: {incident.first.detail}"
        return Text(incident.detection), Text(what), Text(seen), Text(" ".join(incident.technique))
    fact = moment.evidence
    assert fact is not None
    parts = (fact.kind, fact.file_name, fact.server and f"server {fact.server}", fact.detail, moment.verdict)
    return Text(), Text(", ".join(p for p in parts if p), style="not bold"), Text(), Text(" ".join(fact.technique))
