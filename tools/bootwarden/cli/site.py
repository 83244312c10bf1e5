"""`bootwarden site`: start, check, compile and compare a site.toml."""

from __future__ import annotations

import json
from collections.abc import Sized
from pathlib import Path
from typing import Annotated

import typer

from bootwarden.cli import FILES, app, beside, counted, errors, say, title_of, warn
from bootwarden.cli.reading import by_file, reading
from bootwarden.errors import BootwardenError, Status
from bootwarden.files import passes_on, write_all
from bootwarden.rules.sites import Change, build_site, compare, next_edition, outputs
from bootwarden.site.load import LoadedSite, load_site
from bootwarden.site.schema import schema
from bootwarden.site.start import Draft, from_folder

site = typer.Typer(help="Start, check, compile and compare a site.toml.", no_args_is_help=True)
app.add_typer(site, name="site")

Toml = Annotated[Path, typer.Argument(metavar="SITE.TOML", readable=False, help="The site file.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder that the engines load from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@site.command("init")
def init(
    toml: Annotated[Path, typer.Argument(metavar="SITE.TOML", help="The file to write.")] = Path("site.toml"),
    images: Annotated[
        Path | None,
        typer.Option(metavar="DIR", readable=False, help="A folder of images and configurations: a TFTP root."),
    ] = None,
) -> None:
    """Write a site.toml to fill in, with every image and configuration of a folder in it. Never overwrites."""
    if toml.exists() and not passes_on(toml):
        raise BootwardenError(f"{toml}: exists already: name another file, or remove it")
    draft = Draft()
    left_out: list[str] = []
    if images is not None:
        if not images.is_dir():
            raise BootwardenError(f"{images}: is no folder: name the folder that holds the images")
        try:
            with reading() as told:
                draft.entries, left_out = from_folder(images, toml.parent, by_file(told))
        except OSError as cause:
            raise BootwardenError(f"{cause.filename}: cannot be read: {cause.strerror}: mend its permissions") from None
    write_all({toml: draft.text()})
    to = beside(toml)
    say(f"{title_of(toml)}: written, with {counted(len(draft.entries), *FILES)}", to=to)
    if left_out:
        say(f"left out as neither image nor configuration: {', '.join(left_out[:20])}", to=to)
    say("Next: say in [network] who is who, then `bootwarden site check`.", to=to)


@site.command("schema")
def show_schema() -> None:
    """Print site.toml's JSON Schema, by which editors complete and check what is typed."""
    print(json.dumps(schema(), indent=1))


@site.command("check")
def check(
    tomls: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SITE.TOML", readable=False, show_default="site.toml", help="The site files."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Validate a site.toml, or several, and hash the files that they name; says what may be a mistake."""
    checked: list[LoadedSite] = []
    *others, last = tomls or [Path("site.toml")]
    wrong = False
    for toml in others:
        try:
            checked.append(_check(toml, as_json))
        except BootwardenError as error:
            wrong = True
            say(f"bootwarden: {error}", "red", to=errors)
    checked.append(_check(last, as_json))
    if as_json:
        rows = [{"valid": True, "remarks": loaded.remarks} for loaded in checked]
        print(json.dumps(rows if others else rows[0], indent=1))
    if wrong:
        raise typer.Exit(Status.INPUT)


def _check(toml: Path, quiet: bool) -> LoadedSite:
    with reading() as told:
        loaded = load_site(toml, by_file(told))
    outputs(loaded.site)
    if quiet:
        return loaded
    warn(loaded.remarks)
    n = loaded.site.network
    declared: dict[str, Sized] = {
        "device network": n.devices,
        "boot server": n.boot_servers,
        "DHCP server": n.dhcp_servers,
        "admin network": n.admin_hosts,
        "image": loaded.site.images,
        "configuration": loaded.site.configs,
    }
    say(f"{toml}: valid: {', '.join(counted(len(some), what) for what, some in declared.items())}")
    return loaded


@site.command("build")
def build(out: Out, toml: Toml = Path("site.toml"), as_json: AsJson = False) -> None:
    """Compile a site.toml for both engines, all or nothing, and say what changed."""
    with reading() as told:
        built = build_site(toml, out, by_file(told))
    if as_json:
        changes = [{"file": str(c.file), "what": c.what} for c in built.changes]
        print(json.dumps({"changes": changes, "remarks": built.loaded.remarks}, indent=1))
        return
    warn(built.loaded.remarks)
    for change in built.changes:
        say(str(change))


def _shown(change: Change, rules: bool) -> bool:
    """Whether a file's difference is shown line by line: that of rules is long, and follows from the others."""
    return rules or not change.rules


@site.command("diff")
def diff(
    out: Out,
    toml: Toml = Path("site.toml"),
    as_json: AsJson = False,
    rules: Annotated[bool, typer.Option("--rules", help="Show the Suricata rules that change, line by line.")] = False,
) -> None:
    """Show what building would change: declarations, and how many rules of which detections.

    Exit status: 0 nothing, 1 something.
    """
    with reading() as told:
        loaded = load_site(toml, by_file(told))
    changes = compare(next_edition(outputs(loaded.site), out), out)
    changed = [c for c in changes if c.what != "unchanged"]
    if as_json:
        rows = [
            {
                "file": str(c.file),
                "what": c.what,
                "rules": c.rules,
                "difference": c.difference if _shown(c, rules) else [],
            }
            for c in changes
        ]
        print(json.dumps(rows, indent=1))
    else:
        warn(loaded.remarks)
        for change in changed:
            say(str(change), style="bold")
            for detection, said in change.rules.items():
                say(f"  {detection}: {said}")
            for line in change.difference if _shown(change, rules) else ():
                say(line.expandtabs(), style={"+": "green", "-": "red"}.get(line[:1], ""))
        if not changed:
            say(f"{out}: is what {toml} says")
    raise typer.Exit(Status.FINDINGS if changed else Status.CLEAN)
