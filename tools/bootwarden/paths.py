"""Where the parts of a checkout, and the files made from them, are."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ZEEK_PACKAGE = ROOT / "zeek"
GENERIC_RULES = ROOT / "suricata" / "rules" / "bootwarden.rules"
PCAPS = ROOT / "pcaps"
BASELINES = ROOT / "tests" / "baselines"


def cache() -> Path:
    """The folder for what can be made again: engines set up by tools/setup.sh and large captures."""
    if (folder := os.environ.get("BOOTWARDEN_CACHE")) is not None:
        return Path(folder)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "bootwarden"
