"""`bootwarden`, and `python -m bootwarden`."""

from __future__ import annotations

from bootwarden import interrupt


def main() -> None:
    """Run a command. Who interrupts it while it still loads is not shown where."""
    interrupt.while_loading()
    from bootwarden import cli

    cli.main()


if __name__ == "__main__":
    main()
