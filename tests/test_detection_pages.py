"""Each detection has its page, and what a page names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.detections import DETECTIONS, TECHNIQUES
from bootwarden.scenarios.model import scenarios
from bootwarden.site.model import Config, Image, Network
from test_docs import SETTABLE

FOLDER = paths.ROOT / "docs" / "detections"
PAGES = sorted(FOLDER.glob("*.md"))
HEADINGS = [
    "What it means",
    "On the wire",
    "On the device",
    "False positives, and how to tune them",
    "Response",
    "What it cannot see",
    "Sids and ATT&CK",
]
FIELDS = {*Network.model_fields, *Image.model_fields, *Config.model_fields}
HOOKS = {"finding_policy"}
COLUMNS = {"lines_sha256"}
FILES = {"bootwarden_tftp", "bootwarden"}


def section(text: str, heading: str) -> str:
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_every_detection_has_its_page() -> None:
    assert set(DETECTIONS) <= {page.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_is_so(page: Path) -> None:
    text = page.read_text()
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    for name in re.findall(r"`(\w+)`", section(text, HEADINGS[3])):
        if re.fullmatch(r"[a-z]+_[a-z_]+|local|devices|techniques", name):
            assert name in {*SETTABLE, *FIELDS, *HOOKS, *COLUMNS}, name
    if page.stem not in DETECTIONS:
        return  # written before its detection
    found = DETECTIONS[page.stem]
    assert text.startswith(f"# {found.id} {found.notice}\n")
    assert found.title in text.replace("\n", " ")
    for name in re.findall(r"`(bw\d\d-[\w-]+)`", text):
        assert scenarios()[name].detection == found.id, name
    links = {link.replace("/", ".") for link in re.findall(r"attack\.mitre\.org/techniques/([\w/]+?)/\)", text)}
    assert links == set(found.techniques) <= set(TECHNIQUES)
    sids = section(text, HEADINGS[6])
    number = int(found.id[2:])
    assert (f"1542005{number:02}0 to 1542005{number:02}9" in sids) == (found.suricata == "generic")
    assert (f"15421{number:02}000 to 15421{number:02}999" in sids) == (found.suricata != "none")
