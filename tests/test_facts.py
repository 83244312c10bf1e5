"""The facts: each file says what is wrong with it, and what is committed is what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootwarden.errors import BootwardenError
from bootwarden.facts import build, facts
from bootwarden.facts.load import load, read


def test_what_is_committed_is_what_the_facts_say() -> None:
    assert build.stale(facts()) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[[autoinstall]]\n", 1, "title is missing"),
        ('title = "X"\n[[autoinstal]]\nnames = []\n', 2, "write autoinstall"),
        ('title = "X"\n[autoinstall]\nnames = []\n', 2, "in double brackets"),
        ('title = "X"\n\n[[autoinstall]]\nnames = ["a"]\n', 3, "add source"),
        ('title = "X"\n[[autoinstall]]\nsource = "a manual"\nnames = [\n"a",\n"B"]\n', 6, "in lower case"),
        ('title = "X"\n[[autoinstall]]\nsource = "a manual"\nname = "a"\n', 4, "known here are"),
        ('title = "X"\n[[autoinstall]]\nsource = "a manual"\npattern = \'\\d+\'\n', 4, "not known to both engines"),
        ('title = "X"\n[[autoinstall]]\nsource = "a manual"\npattern = \'(a\'\n', 4, "no regular expression"),
        ('title = "X"\n[[autoinstall]\n', 2, "no valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = tmp_path / "vendor.toml"
    file.write_text(text)
    with pytest.raises(BootwardenError, match=says) as raised:
        read(file)
    assert str(raised.value).startswith(f"{file}:{line}: ")


def test_all_mistakes_of_all_files_are_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text('title = "X"\n[[a]]\n[[b]]\n')
    with pytest.raises(BootwardenError) as raised:
        load(tmp_path)
    assert len(str(raised.value).splitlines()) == 4
