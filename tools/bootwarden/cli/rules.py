"""`bootwarden rules`: write the generic Suricata rules, and list all of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bootwarden import paths
from bootwarden import rules as compiler
from bootwarden.cli import app, show_table
from bootwarden.errors import Status
from bootwarden.paths import need_clone
from bootwarden.rules.pack import SOURCE, pack
from bootwarden.rules.who import generic

rules = typer.Typer(
    help="The generic Suricata rules. A site's own set is written by `bootwarden site build`.", no_args_is_help=True
)
app.add_typer(rules, name="rules")


@rules.command("build")
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if a file is not up to date.")] = False,
) -> None:
    """Write the files of suricata/rules from their source. Rules that changed get their next revision."""
    need_clone("bootwarden rules build")
    there = {file: file.read_text() for file in paths.RULE_FILES if file.is_file()}
    stale = False
    for file, text in compiler.generic_rules("".join(there.values()), f"{datetime.now(UTC):%Y_%m_%d}").items():
        same = there.get(file) == text
        if not same and not check:
            file.write_text(text)
        print(f"{file}: {'unchanged' if same else 'out of date' if check else 'written'}")
        stale |= not same
    raise typer.Exit(Status.FINDINGS if check and stale else Status.CLEAN)


@rules.command("pack")
def pack_command(
    url: Annotated[str, typer.Option(metavar="URL", help="Where the files will be offered, without a file's name.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write into.")] = Path("dist"),
) -> None:
    """Pack the generic rules as a source of suricata-update: a reproducible tarball, its checksums, an index.

    Offer the folder under that address: the rules' references lead to the pages in it."""
    out.mkdir(parents=True, exist_ok=True)
    files = pack(url)
    for name, content in files.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    print(*sorted({out / name.partition("/")[0] for name in files}), sep="\n")
    print(f"then: SOURCE_INDEX_URL={url.rstrip('/')}/index.yaml suricata-update update-sources")
    print(f"      suricata-update enable-source {SOURCE}")


@rules.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Print the rules as JSON.")] = False) -> None:
    """List the generic rules that alert."""
    found = [(r.number_in(site=False), r) for r in compiler.rules(generic()) if r.alerts]
    if as_json:
        print(json.dumps([{"sid": sid, "detection": r.detection, "message": r.message} for sid, r in found], indent=1))
        return
    table = Table("sid", "detection", "message")
    for sid, rule in found:
        table.add_row(str(sid), rule.detection, rule.message)
    show_table(table)
