"""The page of each detection, docs/detections/BWnn.md, as far as a report tells of it."""

from __future__ import annotations

import importlib.metadata
import re
from functools import cache
from pathlib import Path

from bootwarden import paths
from bootwarden.detections import DETECTIONS, page
from bootwarden.errors import BootwardenError

FOLDER = paths.ROOT / "docs" / "detections"


def path(detection: str) -> Path:
    """Return where the page of a detection is."""
    return FOLDER / f"{detection}.md"


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
    return f"{home()}/blob/main/{page(detection)}" if home() and detection in DETECTIONS else None


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
        whole = text(detection)
    except BootwardenError:
        # A detection of a later release: the report is written all the same.
        return ""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", whole, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def response(detection: str) -> list[str]:
    """Return the steps under "Response", without marks of Markdown."""
    items = re.split(r"^\d+\. ", section(detection, "Response"), flags=re.MULTILINE)[1:]
    return [plain(item) for item in items]


def meaning(detection: str) -> str:
    """Return the first paragraph of what a detection means, without marks of Markdown."""
    return plain(section(detection, "What it means").split("\n\n")[0])


def plain(markdown: str) -> str:
    """Return Markdown as one line of text."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[`*]", "", without_links).split())
