"""What was seen, raised or not: the transfers, the boots, and the facts that nobody could judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bootwarden.replay.observed import Evidence, Observed, Transfer
from bootwarden.report.merge import joined, merge
from bootwarden.report.printable import printable
from bootwarden.report.text import clock, day

MOST = 200
"""Rows of a table: a capture may hold thousands of transfers, which the JSON has all."""
FAMILIES = ("zeek", "suricata")
ONLY_ZEEK = "what a transfer held, boots and facts are Zeek's to tell"


def everything(seen: Observed) -> RenderableType:
    """Tell all transfers and boots, and which facts could not be judged."""
    parts: list[RenderableType] = []
    if seen.transfers:
        parts += [_title("TFTP transfers", len(seen.transfers)), _transfers(seen.transfers[:MOST]), Text()]
    if asked := seen.asked():
        parts += [_title("TFTP requests", len(asked)), _requests(asked[:MOST]), Text()]
    if seen.boots:
        parts += [_title("boots", len(seen.boots)), _boots(seen), Text()]
    open_facts = [fact for fact in seen.evidence if fact.verdict == "unknown"]
    if open_facts:
        parts += [_title("facts that nobody could judge", len(open_facts)), _facts(open_facts), Text()]
    return Group(*parts)


def missing(seen: Observed) -> list[str]:
    """Say which engine did not look, a sentence each."""
    looked = {engine.split()[0].rstrip("0123456789") for engine in seen.engines}
    return [
        f"no {name.capitalize()} looked at this" + (f": {ONLY_ZEEK}" if name == "zeek" else "")
        for name in FAMILIES
        if name not in looked
    ]


def _title(what: str, count: int) -> Text:
    more = f", the first {MOST}" if count > MOST else ""
    return Text(f"{what} ({count}{more})", style="bold")


def _when(time: float) -> str:
    return f"{day(time)} {clock(time)}"


def _table(*names: str) -> Table:
    table = Table(*names, box=None, padding=(0, 1, 0, 1))
    for column in table.columns:
        column.overflow = "fold"
    return table


def _row(table: Table, *cells: object) -> None:
    table.add_row(*(Text("" if cell is None else printable(cell)) for cell in cells))


def _transfers(transfers: Sequence[Transfer]) -> Table:
    table = _table("time (UTC)", "client", "", "server", "file", "bytes", "kind", "version", "status", "sha256")
    for t in transfers:
        _row(table, *_way(t), t.file_name, t.size, t.kind, t.version, t.status, t.sha256)
    return table


def _requests(requests: Sequence[Transfer]) -> Table:
    table = _table("time (UTC)", "client", "", "server", "file")
    for request in requests:
        _row(table, *_way(request), request.file_name)
    return table


def _way(t: Transfer) -> tuple[str, ...]:
    return _when(t.time), t.client, "reads from" if t.op == "read" else "writes to", t.server


def _boots(seen: Observed) -> Table:
    table = _table(
        "time (UTC)", "device", "known by", "told by", "server", "image", "configuration", "verdict", "raised"
    )
    for b, raised in joined(seen.boots[:MOST], merge(seen.findings, seen.engines)):
        said = " ".join(sorted({incident.detection for incident in raised}))
        _row(table, _when(b.time), b.device, ", ".join(b.why), b.told_by, b.server, b.image, b.config, b.verdict, said)
    return table


def _facts(facts: Sequence[Evidence]) -> Table:
    """How often each fact was seen: which device, what, whose doing."""
    table = _table("device", "stage", "fact", "file", "server", "actor", "times")
    counts = Counter((f.device, f.stage, f.kind, f.file_name, f.server, f.actor) for f in facts)
    for cells, times in list(counts.items())[:MOST]:
        _row(table, *cells, times)
    return table
