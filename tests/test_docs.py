"""What the documents say of options, commands, files and engines is true of the code, and no option is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bootwarden import __version__, paths
from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.detections import DETECTIONS

DOCUMENTS = [
    paths.ROOT / "README.md",
    paths.ROOT / "CHANGELOG.md",
    paths.ROOT / "CONTRIBUTING.md",
    paths.ROOT / "SECURITY.md",
    *sorted((paths.ROOT / "docs").glob("*.md")),
    *sorted((paths.ROOT / "suricata").glob("*.md")),
    paths.ROOT / "integrations" / "README.md",
]
TEXT = "\n".join(path.read_text() for path in DOCUMENTS)

UNITS = {
    "": 1, "s": 1, "sec": 1, "min": 60, "h": 3600, "hr": 3600, "day": 86400, "days": 86400,
    "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
}  # fmt: skip


def settable() -> dict[str, str]:
    """What a site can set, by name, with how its default is written: options, and constants that redef changes."""
    found: dict[str, str] = {}
    for script in sorted(paths.ZEEK_PACKAGE.rglob("*.zeek")):
        for exported in re.findall(r"^export \{\n(.*?)^\}", script.read_text(), re.DOTALL | re.MULTILINE):
            for kind, name, default in re.findall(
                r"^\t(option|const) (\w+)\b(.*?;)$", exported, re.DOTALL | re.MULTILINE
            ):
                if kind == "option" or "&redef" in default:
                    found[name] = default
    return found


def quantity(text: str) -> float | None:
    """A number with its unit as bytes, seconds or a count; None for what is none."""
    found = re.fullmatch(r"([\d,]+) ?([A-Za-z]*)", text.strip())
    return int(found[1].replace(",", "")) * UNITS[found[2]] if found and found[2] in UNITS else None


SETTABLE = settable()


def test_everything_that_can_be_set_is_documented() -> None:
    assert len(SETTABLE) > 70
    named = set(re.findall(r"`(?:Bootwarden::)?(\w+)", TEXT)) | set(re.findall(r"redef Bootwarden::(\w+)", TEXT))
    assert sorted(set(SETTABLE) - named) == []


def test_defaults_in_tables_and_in_brackets_are_those_of_the_scripts() -> None:
    said: list[tuple[str, str]] = re.findall(r"`(\w+)` \(([^()]*?)\)", TEXT)
    for names, defaults in re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|", TEXT, re.MULTILINE):
        said += zip(re.findall(r"`(\w+)`", names), re.split(r"[,;] ", defaults), strict=False)
    compared = {}
    for name, default in said:
        literal = re.search(r"= ?([\w.]+);$", SETTABLE.get(name, ""))
        if literal and (value := quantity(re.sub(r"(\d)([a-z])", r"\1 \2", literal[1]))) is not None:
            compared[name] = (quantity(default), value)
    assert len(compared) > 40
    assert {name: pair for name, pair in compared.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(paths.ROOT)))
def test_links_and_files_exist(document: Path) -> None:
    text = document.read_text()
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / link).exists(), link
    for link, anchor in re.findall(r"\]\(([^)#:]*)#([\w-]+)\)", text):
        headings = re.findall(r"^#+ (.*)$", (document.parent / link if link else document).read_text(), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}, f"{link}#{anchor}"
    # What a recipe writes (its text follows) need not be there.
    for place in re.findall(r"`((?:zeek|tools|suricata|tests|docs|pcaps)/[\w./-]*)`(?!:\n\n```)", text):
        assert (paths.ROOT / place).exists(), place


def test_commands_and_their_options_exist() -> None:
    known = typer.main.get_command(app)
    for line in re.findall(r"\bbootwarden ([a-z][^\n`]*)", TEXT):
        words = line.split("  ")[0].split()
        command = known
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
        if command is known:
            continue
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


LEVELS = {None: "none", "S": "generic", "s": "site"}


def test_the_readme_says_which_engine_has_which_detection() -> None:
    said = dict(re.findall(r"(BW\d\d) [^·|()]*\((Z[^)]*)\)", DOCUMENTS[0].read_text()))
    levels = {name: LEVELS[engines.partition(" ")[2] or None] for name, engines in said.items()}
    assert levels == {d.id: d.suricata for d in DETECTIONS.values()}


def test_the_coverage_of_the_rules_names_every_detection() -> None:
    text = (paths.ROOT / "suricata" / "COVERAGE.md").read_text()
    rows = re.findall(r"^\| ((?:BW\d\d \w+(?:, )?)+) \| (yes)? ?\| (yes)? ?\|", text, re.MULTILINE)
    levels = {}
    for names, generic, site in rows:
        for name, notice in re.findall(r"(BW\d\d) (\w+)", names):
            assert DETECTIONS[name].notice == notice
            levels[name] = "generic" if generic else "site" if site else "none"
    [others] = re.findall(r"Not carried at all: ([BW0-9, ]+)\.", text)
    levels |= dict.fromkeys(others.split(", "), "none")
    assert levels == {d.id: d.suricata for d in DETECTIONS.values()}


def test_the_changelog_has_the_version() -> None:
    assert f"\n## {__version__}\n" in (paths.ROOT / "CHANGELOG.md").read_text()
