"""`bootwarden bench`: what the content costs, as ratios measured side by side in one run."""

from __future__ import annotations

import typer

from bootwarden.cli import app

bench = typer.Typer(
    help="What the content costs, as ratios measured side by side in one run.",
    no_args_is_help=True,
)
app.add_typer(bench, name="bench")
