"""Text of the wire made fit to be read: a hostile name must not move a cursor, colour a line or turn its direction."""

from __future__ import annotations


def printable(text: object) -> str:
    """Spell out what does not print: control characters, escape sequences, marks that turn the direction."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in str(text))
