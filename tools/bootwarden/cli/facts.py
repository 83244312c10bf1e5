"""`bootwarden facts`: what vendors' devices obey and say, and what is made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bootwarden import paths
from bootwarden.cli import app, say, show_table
from bootwarden.errors import BootwardenError, Status
from bootwarden.facts import build as made
from bootwarden.facts import coverage as covered
from bootwarden.facts import facts as all_facts
from bootwarden.facts import verify as verified
from bootwarden.facts.sections import SECTIONS
from bootwarden.paths import need_clone

facts = typer.Typer(
    help="What vendors' devices obey and say: a file a vendor, compiled for both engines.", no_args_is_help=True
)
app.add_typer(facts, name="facts")


@facts.command("build")
def build() -> None:
    """Write what is made from the facts: zeek/facts (and, with `bootwarden rules build`, the Suricata rules)."""
    need_clone("bootwarden facts build")
    changed = made.build(all_facts())
    for path in changed:
        print(f"{path.relative_to(paths.ROOT)}: {'written' if path.exists() else 'removed'}")
    if not changed:
        print("all is up to date")


@facts.command("check")
def check() -> None:
    """Say what is wrong with the facts, with file and line, and what is out of date. Exit status 1 if anything is."""
    stale = made.stale(all_facts())
    for path in stale:
        print(f"{path.relative_to(paths.ROOT)}: out of date: run `bootwarden facts build`")
    raise typer.Exit(Status.FINDINGS if stale else Status.CLEAN)


@facts.command("list")
def show_all() -> None:
    """List the vendors and families, and how many facts of each section are known of them."""
    table = Table("name", "vendor or family", *SECTIONS)
    for family in all_facts().families:
        table.add_row(family.name, family.title, *(str(len(family.of(s.model)) or "") for s in SECTIONS.values()))
    show_table(table)


@facts.command("show")
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="A family's name, as `facts list` has it.")]) -> None:
    """Show all that is known of one vendor or family, with sources."""
    families = {family.name: family for family in all_facts().families}
    if name not in families:
        raise BootwardenError(f"no facts are named {name!r} (`bootwarden facts list` shows all)")
    say(families[name].path.read_text().rstrip("\n"))


@facts.command("coverage")
def coverage(
    candidates: Annotated[
        Path, typer.Option("--candidates", metavar="FILE", help="A list: vendor, module, object, oid, syntax, what.")
    ],
) -> None:
    """Say how many MIB modules of a list are carried, left out, and undecided. Exit status 1 if any is undecided."""
    found = covered.coverage(candidates, all_facts(), covered.left_out())
    print(f"carried {len(found.carried)}, left out {len(found.left_out)}, undecided {len(found.undecided)}")
    for module in found.undecided:
        print(f"{module}: undecided: write its orders as facts, or its reason into {covered.NOT_CARRIED.name}")
    for module in found.both:
        print(f"{module}: is carried, and left out in {covered.NOT_CARRIED.name}: take it out there")
    raise typer.Exit(Status.FINDINGS if found.undecided or found.both else Status.CLEAN)


@facts.command("verify")
def verify(
    mibs: Annotated[Path, typer.Option("--mibs", metavar="DIR", help="A folder of MIBs, as a clone of netdisco-mibs.")],
) -> None:
    """Compare the SNMP objects of the facts with their MIBs, as net-snmp reads them. Exit status 1 if any differs."""
    found = verified.verify(all_facts(), mibs)
    for difference in found.differences:
        print(difference)
    print(
        f"{found.groups} groups, {found.columns} columns, {found.values} values compared: "
        f"{len(found.differences)} differences"
    )
    raise typer.Exit(Status.FINDINGS if found.differences else Status.CLEAN)
