"""Where the parts of a checkout, and the files made from them, are; and what an installed package has of them."""

from __future__ import annotations

import os
from pathlib import Path

from bootwarden.errors import BootwardenError

_CLONE = Path(__file__).resolve().parents[2]
IN_CLONE = (_CLONE / "zeek" / "__load__.zeek").is_file()
"""Whether this is a clone. A wheel has what people run (scripts, rules, the demo's capture), not what proves it."""

ROOT = _CLONE if IN_CLONE else Path(__file__).resolve().parent / "content"
ZEEK_PACKAGE = ROOT / "zeek"
RULE_FILES = tuple(ROOT / "suricata" / "rules" / name for name in ("bootwarden.rules", "bootwarden-atlas.rules"))
"""The generic rules: one set in two files, each of a size that people can look at."""
RULES_PATTERN = ROOT / "suricata" / "rules" / "bootwarden*.rules"
"""Both files as Suricata takes them: by a pattern."""
SITE_RULES = "bootwarden-site.rules"
"""What the complete set of a site is named, in the folder that it was built into."""
PCAPS = ROOT / "pcaps"
BASELINES = ROOT / "tests" / "baselines"


def need_clone(what: str) -> None:
    """Raise BootwardenError where this is no clone. ``what`` is the command that needs one."""
    if not IN_CLONE:
        raise BootwardenError(f"{what} needs a clone of Bootwarden's repository: this is an installed package")


def generic_rules() -> str:
    """The text of both files of generic rules."""
    return "".join(file.read_text() for file in RULE_FILES)


def cache() -> Path:
    """The folder for what can be made again: engines set up by tools/setup.sh and large captures."""
    if (folder := os.environ.get("BOOTWARDEN_CACHE")) is not None:
        return Path(folder)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "bootwarden"
