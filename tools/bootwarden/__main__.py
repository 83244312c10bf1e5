"""`bootwarden`, and `python -m bootwarden`."""

from __future__ import annotations

import os
import signal
import sys


def _leave(*_: object) -> None:
    """End at once: libraries that load would tell of an interruption as of a mistake of theirs, at length."""
    os.write(2, b"bootwarden: interrupted\n")
    os._exit(130)


def main() -> None:
    """Run a command. Who interrupts it while it still loads is not shown where."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # who is started in the background ignores the signal
        signal.signal(signal.SIGINT, _leave)
    from bootwarden import cli

    cli.register(sys.argv[1:])
    signal.signal(signal.SIGINT, usual)
    cli.main()


if __name__ == "__main__":
    main()
