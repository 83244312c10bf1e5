"""`bootwarden`, and `python -m bootwarden`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command. Who interrupts it while it still loads is not shown where."""
    try:
        from bootwarden import cli
    except KeyboardInterrupt:
        print("bootwarden: interrupted", file=sys.stderr)
        sys.exit(2)
    cli.main()


if __name__ == "__main__":
    main()
