"""The page of each detection, docs/detections/BWnn.md: written by hand, but for what the code knows.

What stands between the marks is written by `bootwarden facts build`; the rest says what only a person can.
"""

from __future__ import annotations

import importlib.metadata
import re
from functools import cache
from pathlib import Path

from bootwarden import paths
from bootwarden.detections import DETECTIONS, TECHNIQUES, Detection
from bootwarden.errors import BootwardenError
from bootwarden.report.confirm import table
from bootwarden.rules import rules
from bootwarden.rules.who import generic
from bootwarden.scenarios.model import scenarios

FOLDER = paths.ROOT / "docs" / "detections"
BEGIN, END = "<!-- generated: bootwarden facts build -->", "<!-- end -->"
HEADINGS = (
    "What it means",
    "On the wire",
    "Confirm on the device",
    "False positives",
    "What to do",
    "What it cannot see",
)
"""Of every page, in this order."""

_ENGINES = {
    "generic": "Zeek; Suricata, with the generic and with a site's rules",
    "site": "Zeek; Suricata, with rules compiled for a site",
    "none": "Zeek",
}
_MOST = 12
"""Captures named of one sort; `bootwarden pcap list` has all."""


def path(detection: str) -> Path:
    """Return where the page of a detection is."""
    return FOLDER / f"{detection}.md"


def place(detection: str) -> str:
    """Return where it is, as a person would look for it."""
    return f"docs/detections/{detection}.md"


@cache
def home() -> str | None:
    """Return the project's address, where its metadata says one."""
    try:
        said = importlib.metadata.metadata("bootwarden").get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        return None
    known = dict(line.split(", ", 1) for line in said if ", " in line)
    wanted = (known.get(name) for name in ("Repository", "Source", "Homepage"))
    return next((url.rstrip("/") for url in wanted if url), None)


def url(detection: str) -> str | None:
    """Return the address of a detection's page, where the project has one."""
    return f"{home()}/blob/main/{place(detection)}" if home() and detection in DETECTIONS else None


@cache
def text(detection: str) -> str:
    """Return a page. Raises BootwardenError where there is none."""
    try:
        return path(detection).read_text(encoding="utf-8")
    except OSError:
        raise BootwardenError(f"{path(detection)}: is not here: install bootwarden again") from None


def section(detection: str, heading: str) -> str:
    """Return what stands under a heading of a page; empty where the page or the heading is missing."""
    try:
        page = text(detection)
    except BootwardenError:
        return ""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1].replace(BEGIN, "").replace(END, "").strip() if found else ""


def response(detection: str) -> list[str]:
    """Return the steps under "What to do", without marks of Markdown."""
    items = re.split(r"^\d+\. ", section(detection, "What to do"), flags=re.MULTILINE)[1:]
    return [plain(item) for item in items]


def meaning(detection: str) -> str:
    """Return the first paragraph of what a detection means, without marks of Markdown."""
    return plain(section(detection, "What it means").split("\n\n")[0])


def plain(markdown: str) -> str:
    """Return Markdown as one line of text."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[`*]", "", without_links).split())


def facts(detection: Detection) -> str:
    """Return what the code knows of a detection: the table at the head of its page."""
    linked = ", ".join(
        f"[{t}](https://attack.mitre.org/techniques/{t.replace('.', '/')}/) {TECHNIQUES[t].name}"
        for t in detection.techniques
    )
    site = "fires only where a site declared something" if detection.needs_site else "fires with nothing declared, too"
    if detection.off:
        site = "off by default"
    if detection.informs:
        site += ", then as information"
    rows = [
        ("notice", f"`Bootwarden::{detection.notice}`"),
        ("engines", _ENGINES[detection.suricata]),
        ("stage", detection.stage),
        ("ATT&CK", linked),
        ("site", site),
        ("told once per", ", ".join(detection.once) + " (`suppress_for`)"),
        ("sids", _sids(detection)),
        *((f"captures, {kind}", names) for kind in ("malicious", "benign") if (names := _captures(detection, kind))),
    ]
    return "\n".join([BEGIN, "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), END])


def _sids(detection: Detection) -> str:
    found = _rules().get(detection.id, {})
    if not found:
        compiled = 1542100000 + int(detection.id[2:]) * 1000
        return "none" if detection.suricata == "none" else f"a site's rules: {compiled} to {compiled + 999}"
    return ", ".join(_spans(sorted(found)))


def _spans(numbers: list[int]) -> list[str]:
    """Write numbers, those in a row as one span."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(a) if a == b else f"{a} to {b}" for a, b in spans]


@cache
def _rules() -> dict[str, dict[int, str]]:
    """The generic rules that alert: by detection, sid and message."""
    found: dict[str, dict[int, str]] = {}
    for rule in rules(generic()):
        if rule.alerts:
            found.setdefault(rule.detection, {})[rule.number_in(site=False)] = rule.message
    return found


def sids(detection: str) -> dict[int, str]:
    """Return the generic rules of a detection: sid and message."""
    return _rules().get(detection, {})


def _captures(detection: Detection, kind: str) -> str:
    names = [s.name for s in scenarios().values() if s.detection == detection.id and s.kind == kind]
    more = len(names) - _MOST
    shown = ", ".join(f"`{name}`" for name in names[:_MOST])
    return f"{shown} and {more} more" if more > 0 else shown


def built(detection: Detection) -> str:
    """Return the page as it has to be: its generated parts written anew."""
    parts = iter((facts(detection), f"{BEGIN}\n{table(detection)}\n{END}"))
    page = path(detection.id).read_text(encoding="utf-8")
    return re.sub(rf"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: next(parts), page, flags=re.DOTALL)


def build() -> list[Path]:
    """Write the generated parts of all pages and return the pages that changed."""
    changed = []
    for detection in DETECTIONS.values():
        file = path(detection.id)
        if file.is_file() and (page := built(detection)) != file.read_text(encoding="utf-8"):
            file.write_text(page, encoding="utf-8")
            changed.append(file)
    return changed
