"""`bootwarden integrations`: what platforms need to take the logs in."""

from __future__ import annotations

import typer

from bootwarden import paths
from bootwarden.cli import app
from bootwarden.integrations import build as made
from bootwarden.paths import need_clone

integrations = typer.Typer(
    help="What platforms need to take the logs in: fields, Splunk, Sigma, the schema of site.toml.",
    no_args_is_help=True,
)
app.add_typer(integrations, name="integrations")


@integrations.command("build")
def build() -> None:
    """Write integrations/ from the log records and the detections."""
    need_clone("bootwarden integrations build")
    changed = made.build()
    for file in changed:
        print(f"{file.relative_to(paths.ROOT)}: written")
    if not changed:
        print("unchanged")
