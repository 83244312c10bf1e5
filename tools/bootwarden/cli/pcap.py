"""`bootwarden pcap`: build, list and show the captures of the scenarios."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bootwarden import paths
from bootwarden.cli import app, console, counted, show_table
from bootwarden.cli.progress import progress
from bootwarden.errors import BootwardenError
from bootwarden.paths import need_clone
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios, select

pcap = typer.Typer(help="Build, list and show the captures of the scenarios.", no_args_is_help=True)
app.add_typer(pcap, name="pcap")


@pcap.command("build")
def build(
    names: Annotated[list[str] | None, typer.Argument(metavar="SCENARIO", help="All by default.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder to build into, instead of pcaps/.")] = None,
) -> None:
    """Build captures: the same to the byte everywhere. Building all into pcaps/ writes its index too."""
    if out is None:
        need_clone("bootwarden pcap build without --out")
    chosen = select(names or [])
    with progress("Building captures", len(chosen)) as step:
        built = captures.build(chosen, out, lambda s: step(s.name))
    if not names and out is None:
        (paths.PCAPS / captures.INDEX).write_text(captures.index(chosen, built))
        for stale in {p.stem for p in paths.PCAPS.glob("*.pcap")} - {s.name for s in chosen if not s.large}:
            (paths.PCAPS / f"{stale}.pcap").unlink()
    console.print(f"{counted(len(built), 'capture')} built")


@pcap.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """List every scenario: its detection, its kind, and what its capture shows."""
    known = scenarios().values()
    if as_json:
        rows = [{"name": s.name, "detection": s.detection, "kind": s.kind, "title": s.title} for s in known]
        print(json.dumps(rows, indent=1))
        return
    table = Table("scenario", "detection", "kind", "what happens", box=None)
    for s in known:
        table.add_row(s.name, s.detection, s.kind, s.title)
    show_table(table)


@pcap.command("show")
def show(name: Annotated[str, typer.Argument(metavar="SCENARIO", help="Its name (`bootwarden pcap list`).")]) -> None:
    """Show one scenario: what it must raise, where its capture is, and its packets."""
    from scapy.layers.l2 import Ether
    from scapy.utils import RawPcapReader

    chosen = select([name])
    if len(chosen) != 1:
        raise BootwardenError(f"{name}: {len(chosen)} scenarios; name one (`bootwarden pcap list`)")
    scenario = chosen[0]
    console.print(f"{scenario.name}: {scenario.title}", style="bold", markup=False)
    for run, expect in scenario.runs().items():
        console.print(f"{run}:", style="bold")
        for item in (*expect.notices, *expect.alerts):
            console.print(f"  {item}", markup=False)
        if not expect.notices and not expect.alerts:
            console.print("  nothing")
    path = captures.place(scenario)
    if not path.is_file():
        captures.build([scenario])
    console.print(f"capture: {path}", markup=False, soft_wrap=True)
    for number, (frame, _) in enumerate(RawPcapReader(str(path)), 1):
        console.print(f"{number:5} {Ether(frame).summary()}", markup=False, highlight=False, soft_wrap=True)
