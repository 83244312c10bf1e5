"""The boot-relevant lines of a configuration, and the hash that says whether they changed (BW26)."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from bootwarden.facts import facts
from bootwarden.facts.config import Config, boot_expressions

_BLANKS = re.compile(rb"[ \t\x0b\x0c]+")
# Devices take no notice of them.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@cache
def _relevant() -> re.Pattern[bytes]:
    expressions = "|".join(boot_expressions(facts().of(Config))).encode()
    return re.compile(rb"(?:no )?(?:" + expressions + rb")", re.IGNORECASE)


def boot_lines(config: bytes) -> list[bytes]:
    """Return the lines of a configuration that decide what its device boots, normalised.

    CR and LF both end a line. Control characters go, and blanks at both ends, runs of blanks, tabs and feeds become one
    blank, and a line whose first character is ``!`` or ``#`` is a comment. Of the rest, those stay that begin, in any
    letter case, as the facts say, maybe after ``no ``. Letters keep their case and lines their order.
    """
    lines = (_BLANKS.sub(b" ", _CONTROL.sub(b"", line)).strip(b" ") for line in re.split(rb"[\r\n]+", config))
    return [line for line in lines if line[:1] not in (b"!", b"#") and _relevant().match(line)]


def lines_sha256(config: bytes) -> str:
    r"""Return the SHA-256 of ``boot_lines`` joined by ``\n`` (none at the end; of nothing, where none is)."""
    return hashlib.sha256(b"\n".join(boot_lines(config))).hexdigest()
