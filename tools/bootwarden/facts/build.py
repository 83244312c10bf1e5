"""Writes what is made from facts: the scripts of ``zeek/facts``, and docs/vendors.md."""

from __future__ import annotations

from pathlib import Path

from bootwarden import paths
from bootwarden.facts import detections, vendors
from bootwarden.facts.model import Facts
from bootwarden.facts.sections import SECTIONS

ZEEK = paths.ZEEK_PACKAGE / "facts"
VENDORS = paths.ROOT / "docs" / "vendors.md"


def outputs(facts: Facts) -> dict[Path, str]:
    """Every file that is made from facts and the table of detections, and its text."""
    scripts = {name: section.script(facts) for name, section in SECTIONS.items() if section.script}
    scripts = dict(sorted((scripts | {"detections": detections.script()}).items()))
    load = "##! What vendors' devices obey and say: data, and no code.\n\n"
    load += "".join(f"@load ./{name}\n" for name in scripts)
    made = {ZEEK / f"{name}.zeek": text for name, text in scripts.items()}
    return made | {ZEEK / "__load__.zeek": load, VENDORS: vendors.document(facts, scripts.values())}


def stale(facts: Facts) -> list[Path]:
    """The files that are not what the facts say."""
    made = outputs(facts)
    left = [path for path in sorted(ZEEK.glob("*.zeek")) if path not in made]
    return left + [path for path, text in made.items() if not path.is_file() or path.read_text() != text]


def build(facts: Facts) -> list[Path]:
    """Write what is stale, remove what is left over, and say which files that were."""
    changed = stale(facts)
    made = outputs(facts)
    for path in changed:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path])
        else:
            path.unlink()
    return changed
