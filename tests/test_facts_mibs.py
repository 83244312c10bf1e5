"""The facts and MIBs: which modules of a list are decided, and whether the facts say what a compiler reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bootwarden.errors import BootwardenError, Status
from bootwarden.facts import facts
from bootwarden.facts.coverage import NOT_CARRIED, coverage, left_out
from bootwarden.facts.load import load
from bootwarden.facts.model import Facts
from bootwarden.facts.snmp import Snmp
from bootwarden.facts.verify import COMPILER, verify

FACT = """title = "X"
[[snmp]]
name = "X-MIB copy"
mib = "X-MIB"
oid = "1.3.6.1.4.1.9999"
columns = [
  { arc = "1", role = "do", name = "xDo", type = "INTEGER" },
  { arc = "2", role = "server", name = "xHost", type = "IpAddress" },
]
source = "X-MIB"
start = { do = ["copy(2)"] }
order = [
  { when = { do = ["copy(2)"] }, evidence = "SNMP_IMAGE", says = "in", file = "", sid = 1542006999 },
]
"""

MIB = """X-MIB DEFINITIONS ::= BEGIN
IMPORTS enterprises, IpAddress FROM RFC1155-SMI OBJECT-TYPE FROM RFC-1212;
x OBJECT IDENTIFIER ::= { enterprises 9999 }
xDo OBJECT-TYPE
  SYNTAX INTEGER { idle(1), copy(2) }
  ACCESS read-write STATUS mandatory DESCRIPTION "SYNTAX is a word here" ::= { x 1 }
xHost OBJECT-TYPE
  SYNTAX IpAddress
  ACCESS read-write STATUS mandatory DESCRIPTION "" ::= { x 2 }
END
"""

SMI = """RFC1155-SMI DEFINITIONS ::= BEGIN
internet OBJECT IDENTIFIER ::= { iso org(3) dod(6) 1 }
private OBJECT IDENTIFIER ::= { internet 4 }
enterprises OBJECT IDENTIFIER ::= { private 1 }
IpAddress ::= [APPLICATION 0] IMPLICIT OCTET STRING (SIZE (4))
END
"""

LIST = "vendor\tmodule\tobject\toid\tsyntax\twhat\n"


def written(folder: Path, text: str) -> Facts:
    (folder / "x.toml").write_text(text)
    return load(folder)


def test_no_module_is_both_carried_and_left_out() -> None:
    assert not {group.mib for group in facts().of(Snmp)} & set(left_out(NOT_CARRIED))


def test_modules_of_a_list_are_decided(tmp_path: Path) -> None:
    candidates = tmp_path / "list.tsv"
    rows = [
        "x\tX-MIB\txOther\t1.3.6.1.4.1.9999.7\tINTEGER\t",
        "y\tY-MIB\tyDo\t1.3.6.1.4.1.9999.1\tINTEGER\ttransfer",
        "z\tZ-MIB\tzReset\t1.3.6.1.4.1.1.1\tINTEGER\trestart",
        "u\tU-MIB\tuReset\t1.3.6.1.4.1.1.2\tINTEGER\trestart",
    ]
    candidates.write_text(LIST + "\n".join(rows) + "\n")
    found = coverage(candidates, written(tmp_path, FACT), {"Z-MIB": "resets counters", "X-MIB": "a mistake"})
    assert (found.carried, found.left_out, found.undecided) == (["X-MIB", "Y-MIB"], ["Z-MIB"], ["U-MIB"])
    assert found.both == ["X-MIB"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("module\tname\n", ":1: is no list of modules"),
        (LIST + "x\tX-MIB\txDo\t\tINTEGER\t\n", ":2: module or oid is missing"),
    ],
)
def test_a_bad_list_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    candidates = tmp_path / "list.tsv"
    candidates.write_text(text)
    with pytest.raises(BootwardenError, match=says):
        coverage(candidates, Facts(()), {})


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[[left-out]]\nreason = "counters, not devices"\nmodule = ["X-MIB"]\n', 3, "write \\[\\[left-out\\]\\]"),
        ('[[left-out]]\nreason = "short"\nmodules = ["X-MIB"]\n', 2, "at least 10"),
        ('[[left-out]]\nreason = "counters, not devices"\nmodules = ["X-MIB", "X-MIB"]\n', 3, "left out twice"),
    ],
)
def test_a_mistake_in_what_is_left_out_is_named(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "not-carried.toml"
    path.write_text(text)
    with pytest.raises(BootwardenError, match=f":{line}: .*{says}"):
        left_out(path)


@pytest.fixture
def mibs(tmp_path: Path) -> Path:
    if shutil.which(COMPILER) is None:
        pytest.skip(f"{COMPILER} is not installed")
    folder = tmp_path / "mibs"
    folder.mkdir()
    (folder / "X-MIB.txt").write_text(MIB)
    (folder / "RFC1155-SMI.txt").write_text(SMI)
    return folder


def test_facts_that_say_what_the_mib_says_do_not_differ(tmp_path: Path, mibs: Path) -> None:
    found = verify(written(tmp_path, FACT), mibs)
    assert (found.groups, found.columns, found.values, found.differences) == (1, 2, 1, [])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('arc = "1"', 'arc = "3"', "xDo: stands at 1.3.6.1.4.1.9999.1, not at 1.3.6.1.4.1.9999.3"),
        ('name = "xHost"', 'name = "xHoist"', "xHoist: is no object of X-MIB, or the compiler cannot read it"),
        ('"IpAddress"', '"OCTET STRING"', "xHost: is of type IpAddress, not OCTET STRING"),
        ("copy(2)", "go(2)", "do = go(2): the MIB is copy(2)"),
        ("copy(2)", "2", "do = 2: the MIB is copy(2)"),
        ("copy(2)", "copy(3)", "do = copy(3): the MIB has no value 3"),
    ],
)
def test_what_differs_is_named_with_its_place(tmp_path: Path, mibs: Path, before: str, after: str, says: str) -> None:
    found = verify(written(tmp_path, FACT.replace(before, after)), mibs)
    assert found.differences == [f"x.toml:2: {says}"]


def test_a_missing_compiler_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BootwardenError, match="apt-get install snmp") as raised:
        verify(Facts(()), tmp_path)
    assert raised.value.status == Status.NO_ENGINE
