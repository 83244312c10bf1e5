"""What vendors' devices obey and say, written once: a TOML file a vendor or family, read by both engines' compilers.

Each file beside this one is a :class:`~.model.Family`; each of its sections (``[[snmp]]``, ``[[command]]``, ...) has a
module here that says what an entry holds, and a writer that turns all entries into a file of ``zeek/facts``.
The rules of Suricata (``bootwarden.rules``) and the site tools read the same entries.
"""

from __future__ import annotations

from functools import cache

from bootwarden.facts.load import load
from bootwarden.facts.model import Facts


@cache
def facts() -> Facts:
    """All facts that Bootwarden ships."""
    return load()
