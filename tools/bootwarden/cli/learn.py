"""`bootwarden learn`: propose a site.toml from what is seen."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bootwarden.cli import FILES, app, beside, counted, say, title_of
from bootwarden.cli.replay import watched
from bootwarden.engines.find import find_zeek, how_to_get
from bootwarden.errors import BootwardenError, Status
from bootwarden.files import passes_on, writable, write_all
from bootwarden.replay.learn import learn, still_raised
from bootwarden.replay.look import is_log
from bootwarden.replay.observed import Observed
from bootwarden.replay.pipes import carried
from bootwarden.site.keep import keeper, no_bytes
from bootwarden.site.model import IPNetwork, parse_network
from bootwarden.site.start import Draft
from bootwarden.site.zeek import network_text


@app.command("learn")
def learn_command(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="CAPTURE",
            readable=False,  # said by whoever opens it, with the remedy
            help="Captures (pcap, pcapng, also .gz, .xz, .zst; - for standard input), or what Zeek logged in "
            "production: a log (TSV or JSON) or a folder of them.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="SITE.TOML", help="The file to write.")] = Path(
        "site.toml"
    ),
    images: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep the approved images there and name them by path: Suricata knows an image by its bytes.",
        ),
    ] = None,
    local: Annotated[
        list[str] | None, typer.Option(metavar="NETWORK", help="A network that is inside, besides private ones.")
    ] = None,
    check: Annotated[bool, typer.Option(help="Replay the captures with the proposal, and say what it leaves.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the proposal as JSON.")] = False,
) -> None:
    """Propose a site.toml: boot servers, devices, images and admin hosts as seen. Never overwrites.

    What looks wrong is not approved but named in comments.
    Exit status: 0 nothing looks wrong, 1 something does, 2 an input that cannot be read, 3 no Zeek.
    """
    if out.exists() and not passes_on(out):
        raise BootwardenError(f"{out}: exists already: name another file with --out, or remove it")
    writable(out)
    with carried(inputs) as named:
        _learn(named, out, images, local or [], check, as_json)


def _learn(
    named: dict[Path, str], out: Path, images: Path | None, local: list[str], check: bool, as_json: bool
) -> None:
    captures = {p: name for p, name in named.items() if not is_log(p)}
    if captures and find_zeek() is None:
        raise BootwardenError(
            f"learning from captures needs Zeek (from Zeek's logs it needs none): {how_to_get('zeek')}",
            Status.NO_ENGINE,
        )
    if images is not None and not captures:
        raise BootwardenError("--images: logs hold no images: name captures, or leave it out")
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        moved = Path(scratch) if images is not None else None
        seen, networks = _first_look(named, local, ["zeek"] if captures else None, moved)
        if not any(engine.startswith("zeek") for engine in seen.engines):
            raise BootwardenError(
                "Suricata's logs tell what is wrong, and not who boots what: name captures or Zeek's logs"
            )
        draft = learn(seen, networks, keeper(Path(scratch), images, out.parent) if images is not None else no_bytes)
    if captures and check:
        _left(draft, captures, out)
    text = draft.text()
    write_all({out: text})
    if as_json:
        print(json.dumps({"file": str(out), "site": tomllib.loads(text), "doubts": draft.remarks}, indent=1))
    else:
        to = beside(out)
        say(
            f"{title_of(out)}: written: "
            + ", ".join(counted(len(found), _one(name)) for name, found in draft.network.items())
            + f", {counted(len(draft.entries), *FILES)}",
            to=to,
        )
        for remark in draft.remarks:
            say(f"not approved: {remark}", "yellow", to=to)
        say("Read it, correct it, then `bootwarden site build`.", to=to)
    raise typer.Exit(Status.FINDINGS if draft.remarks else Status.CLEAN)


def _one(name: str) -> str:
    """Say what one entry of a list of [network] is."""
    return "local network" if name == "local" else name.removesuffix("s").replace("_", " ")


def _first_look(
    inputs: Mapping[Path, str], local: list[str], engine: list[str] | None, files: Path | None
) -> tuple[Observed, list[IPNetwork]]:
    """Look with nothing declared but what is inside."""
    try:
        networks = [parse_network(n) for n in local]
    except ValueError as cause:
        raise BootwardenError(f"--local: {cause}") from None
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        site = Path(scratch) / "site.toml"
        site.write_text(Draft(network={"local": [network_text(n) for n in networks]}).text())
        return watched(inputs, site if networks else None, engine, sessions=True, files=files), networks


def _left(draft: Draft, captures: Mapping[Path, str], out: Path) -> None:
    """Remark on what would still be raised in the captures with the proposal in force."""
    # Beside the goal, because paths in it are relative.
    with tempfile.NamedTemporaryFile("w", dir=out.parent, prefix=f".{out.name}.", suffix=".toml") as site:
        site.write(draft.text())
        site.flush()
        seen = watched(captures, Path(site.name), ["zeek"])
    draft.remarks += still_raised(seen)
