"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the tree."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines.find import find_engines, find_zeek

TEXT = (paths.ROOT / "CONTRIBUTING.md").read_text()
RECIPES = re.findall(r"^## (Recipe [^\n]*)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
PARTS = ("docs", "pcaps", "suricata", "tools", "zeek")
STEP = re.compile(
    r"^(?:`(?P<file>[\w./-]+)`(?:, (?P<where>behind|before) `(?P<line>[^\n]*)`)?:\n\n)?"
    r"```(?P<kind>\w+)\n(?P<text>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.skipif(not find_engines(), reason="no engine here")
@pytest.mark.parametrize(("title", "recipe"), RECIPES, ids=[title.partition(":")[0] for title, _ in RECIPES])
def test_a_recipe_works_word_for_word(title: str, recipe: str, tmp_path: Path) -> None:
    for part in PARTS:
        shutil.copytree(paths.ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "bw*.pcap"))
    steps = list(STEP.finditer(recipe))
    assert {step["kind"] for step in steps} >= {"sh"}
    for step in steps:
        if step["file"]:
            write(tmp_path / step["file"], step)
        else:
            for line in step["text"].splitlines():
                obey(line, tmp_path)


def write(file: Path, step: re.Match[str]) -> None:
    """A new file; or, where the recipe says behind or before which line, more of one that is there."""
    if step["where"]:
        lines = file.read_text().splitlines(keepends=True)
        [at] = [number for number, line in enumerate(lines) if line.startswith(step["line"])]
        lines.insert(at + (step["where"] == "behind"), step["text"])
        file.write_text("".join(lines))
    else:
        assert not file.exists()
        file.write_text(step["text"])


def obey(line: str, folder: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "bootwarden"
    if words[0] == "test" and find_zeek() is None:
        words += ["--engine", "suricata"]  # as the text says: nothing is recorded of what is new
    command = [sys.executable, "-m", "bootwarden", *words]
    environment = os.environ | {"PYTHONPATH": str(folder / "tools"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the next line finds what this one compiled
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
