"""What Ctrl-C does while the program still loads."""

from __future__ import annotations

import os
import signal


def leave(*_: object) -> None:
    """End at once: libraries that load would tell of an interruption as of a mistake of theirs, or not at all."""
    os.write(2, b"bootwarden: interrupted\n")
    os._exit(130)


def while_loading() -> None:
    """Leave on Ctrl-C; who is started in the background ignores the signal, and goes on to."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)


def while_running() -> None:
    """From now on there may be something to clean up: raise KeyboardInterrupt, as Python does."""
    if signal.getsignal(signal.SIGINT) is leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)
