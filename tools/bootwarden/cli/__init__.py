"""The command line: `bootwarden COMMAND`. One module per command."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from typer.core import TyperGroup

from bootwarden import __version__, interrupt
from bootwarden.errors import BootwardenError, Status
from bootwarden.files import STANDARD, passes_on
from bootwarden.report.printable import printable


class _Commands(TyperGroup):
    """The commands; typer itself would end an interrupted one without a word."""

    def invoke(self, ctx: Any) -> Any:
        try:
            interrupt.while_running()
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise BootwardenError("interrupted", Status.INTERRUPTED) from None


app = typer.Typer(
    name="bootwarden",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"bootwarden {__version__}")
        raise typer.Exit(Status.CLEAN)


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Detection of TFTP Boot (ATT&CK T1542.005): replay captures, prove the content, compile a site."""


console = Console()
errors = Console(stderr=True)


def counted(number: int, what: str, many: str = "") -> str:
    """Write a number of things: 1 boot server, 2 boot servers."""
    return f"{number} {what if number == 1 else many or f'{what}s'}"


FILES = ("image or configuration", "images and configurations")


def say(text: str, style: str = "", *, to: Console = console) -> None:
    """Print text as it is: no markup, no wrapping, and nothing in it that a terminal would obey."""
    lines = "\n".join(map(printable, text.split("\n")))
    to.print(lines, style=style, markup=False, highlight=False, soft_wrap=True)


def beside(*files: Path | None) -> Console:
    """Where to say what became of files: not amid one of them that goes to standard output."""
    return errors if any(file is not None and passes_on(file) for file in files) else console


def title_of(file: Path) -> str:
    """What to call a file that was written."""
    return "standard output" if file == STANDARD else str(file)


def show_table(table: Table) -> None:
    """Print a table with nothing cut off; where it goes to a file or a pipe, a row stays one line."""
    for column in table.columns:
        column.overflow = "fold"
    (console if console.is_terminal else Console(width=1000)).print(table)


def warn(warnings: Iterable[str]) -> None:
    """Print warnings on standard error, a line each."""
    for warning in warnings:
        say(f"warning: {printable(warning)}", "yellow", to=errors)


def register(words: Sequence[str]) -> None:
    """Import what registers the command that is asked for, and all commands where that is none: help, a mistake."""
    first = words[0] if words else ""
    if first.startswith("-") and first not in ("-h", "--help"):
        return  # --version, --install-completion
    mine = [m.name for m in pkgutil.iter_modules(__path__) if first in (m.name, m.name.partition("_")[0])]
    for name in mine or ["commands"]:
        importlib.import_module(f"{__name__}.{name}")


def _drop_output() -> None:
    """Leave unwritten what could not be written: Python would try again at the end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run a command; an error is one line on standard error and an exit status."""
    if len(sys.argv) > 2 and sys.argv[1] in ("--install-completion", "--show-completion"):
        # The shell that is named: without this, typer takes the one that runs, whatever is named.
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal of few letters shows a ? for others
    try:
        try:
            register(sys.argv[1:])
            app(prog_name="bootwarden")
        finally:
            sys.stdout.flush()  # while a failure can be told
    except BootwardenError as error:
        say(f"bootwarden: {error}", "red", to=errors)
        sys.exit(error.status)
    except BrokenPipeError:
        # Who reads has seen enough (`| head`).
        _drop_output()
        sys.exit(Status.INPUT)
    except OSError as cause:
        _drop_output()
        what = cause.filename or "the output"
        say(f"bootwarden: {what}: {cause.strerror}: mend that, or choose another place", "red", to=errors)
        sys.exit(Status.INPUT)
    except KeyboardInterrupt:
        errors.print("bootwarden: interrupted")
        sys.exit(Status.INTERRUPTED)
