"""The command line: `bootwarden COMMAND`. One module per command."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from bootwarden.errors import BootwardenError, Status

app = typer.Typer(
    name="bootwarden",
    help="Detection of TFTP Boot (ATT&CK T1542.005): replay captures, prove the content, compile a site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console()
errors = Console(stderr=True)


def main() -> None:
    """Run a command; an error is one line on standard error and an exit status."""
    from bootwarden.cli import commands  # noqa: F401 (registers every command)

    try:
        app()
    except BootwardenError as error:
        errors.print(f"bootwarden: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.status)
    except KeyboardInterrupt:
        errors.print("bootwarden: interrupted")
        sys.exit(Status.INPUT)
