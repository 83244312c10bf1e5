"""The rooms of the Python package know only those below them, and none knows one that knows it."""

from __future__ import annotations

import ast
from pathlib import Path

from bootwarden import paths

PACKAGE = paths.ROOT / "tools" / "bootwarden"
EVERYBODYS = ("files", "toml", "names", "detections", "paths", "errors", "interrupt")
FLOORS = (
    ("__main__",),
    ("cli",),
    ("bench", "lab", "report", "integrations"),
    ("scenarios",),
    ("replay",),
    ("rules",),
    ("site",),
    ("facts", "engines", "traffic"),
    EVERYBODYS,
    ("__init__",),
)
"""From the top down. Rooms of one floor do not know each other, but what all need (the last files) does."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """The rooms that a file imports something from."""
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {parts[1] for name in names if (parts := name.split("."))[0] == "bootwarden" and len(parts) > 1}
    return rooms & set(FLOOR)


def test_every_room_has_its_floor() -> None:
    assert {room_of(file) for file in PACKAGE.rglob("*.py")} == set(FLOOR)


def test_no_arrow_goes_back_up() -> None:
    files = FLOORS.index(EVERYBODYS)
    up = {
        f"{file.relative_to(PACKAGE)} knows {other}"
        for file in PACKAGE.rglob("*.py")
        for other in imported(file) - {room_of(file)}
        if FLOOR[other] < FLOOR[room_of(file)] or (FLOOR[other] == FLOOR[room_of(file)] != files)
    }
    assert up == set()
