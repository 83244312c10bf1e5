"""The facts: each file says what is wrong with it, and what is committed is what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootwarden.errors import BootwardenError
from bootwarden.facts import build, facts
from bootwarden.facts.load import load, read
from bootwarden.facts.sections import SECTIONS


def test_what_is_committed_is_what_the_facts_say() -> None:
    assert build.stale(facts()) == []


SNMP = """title = "X"
[[snmp]]
name = "X-MIB copy"
mib = "X-MIB"
oid = "1.3.6.1.4.1.9999"
columns = [
  { arc = "1", role = "do", name = "xDo", type = "INTEGER" },
  { arc = "2", role = "host", name = "xHost", type = "IpAddress" },
]
source = "X-MIB"
start = { do = ["copy(2)"] }
order = [
  { when = { do = ["copy(2)"] }, evidence = "SNMP_IMAGE", says = "in", server = "host", file = "", sid = 1542006999 },
]
"""


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
        ('title = "X"\n[[command]]\nwords = "Boot URL"\nact = "boot"\nsource = "a manual"\n', 3, "in lower case"),
        (
            'title = "X"\n[[command]]\nwords = "bo|o|t URL"\nact = "boot"\nsource = "a manual"\n',
            3,
            "shortened at a bar",
        ),
        (
            'title = "X"\n[[command]]\nwords = "boot FILE URL"\nact = "boot"\nsource = "a manual"\n',
            3,
            "may follow the words",
        ),
        ('title = "X"\n[[command]]\nwords = "boot"\nact = "start"\nsource = "a manual"\n', 4, "Input should be"),
        (
            'title = "X"\n[[command]]\nwords = "boot"\nact = "boot"\nsid = 1542007001\nsource = "a manual"\n',
            2,
            "sid and says",
        ),
        (
            'title = "X"\n[[log]]\nname = "X1"\ntells = "command"\nmark = "CMD"\nsource = "a manual"\n',
            2,
            "command goes with",
        ),
        (
            'title = "X"\n[[log]]\nname = "X1"\ntells = "command"\nmark = "CMD"\ncommand = ["a"]\nsource = "book"\n',
            6,
            "two expressions",
        ),
        (
            'title = "X"\n[[loader]]\nname = "X1"\nmark = "Loading"\nserver = ["a", "b"]\nsource = "abcd"\n',
            4,
            "write the server",
        ),
        ('title = "X"\n[[says]]\nname = "X1"\nsource = "a manual"\n', 2, "says nothing"),
        ('title = "X"\n[[autoinstall]\n', 2, "no valid TOML"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nmagic = [{text = "AB"}]\n', 4, "three bytes at least"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nmagic = [{hex = "1"}]\n', 4, "two hexadecimal digits"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nmagic = [{at = 4}]\n', 4, "either text"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nsystem = true\n', 2, "add kind"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nnames = ["a"]\n', 2, "add class"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nkind = "a"\nof = "b"\n', 2, "Add having"),
        ('title = "X"\n[[image]]\nsource = "a manual"\nclass = "pxe"\nnames = ["A"]\n', 5, "in lower case"),
        ('title = "X"\n[[config]]\nsource = "a manual"\nbegins = ["a"]\n', 2, "add kind"),
        ('title = "X"\n[[config]]\nsource = "a manual"\nboot = ["boot|"]\n', 4, "where a word may be cut"),
        ('title = "X"\n[[path]]\nsource = "a manual"\nfiles = ["/etc/a"]\n', 4, "without its slash"),
        ('title = "X"\n[[dhcp]]\nsource = "a manual"\nobeys = [{option = 43, form = "x"}]\n', 4, "urls"),
        (SNMP.replace('"1.3.6.1.4.1.9999"', '"a.b"'), 5, "no object identifier"),
        (SNMP.replace("INTEGER", "Integer"), 7, "type 'Integer' is unknown: write what it derives from"),
        (SNMP.replace('"copy(2)"', '"copy=2"'), 11, 'write it as the MIB does, "tftp\\(1\\)"'),
        (SNMP.replace("do =", "did ="), 2, "order 1: when: no column has the role 'did': known here are"),
        (SNMP.replace("sid = 1542006999", "sid = 1542005010"), 2, "take one of 1542005030-1542005059 or"),
        (SNMP.replace("sid = 1542006999", "sid = [1542006998, 1542006999]"), 2, "2 sid for 1 OIDs"),
        (SNMP.replace('do = ["copy(2)"]', "server = []"), 2, "no column has the role 'server'"),
        (SNMP.replace('server = "host", ', ""), 2, 'write server = ""'),
        (SNMP.replace("start = ", "starts = "), 11, "known here are"),
        (SNMP.replace('start = { do = ["copy(2)"] }', ""), 2, "nothing starts it"),
        (SNMP.replace('arc = "2"', 'arc = "1"'), 2, "column 1 is there twice"),
        (SNMP.replace('"SNMP_IMAGE"', '"SNMP_IMAGES"'), 13, "'SNMP_CONFIG', 'SNMP_IMAGE'"),
        ('title = "X"\n[[trap]]\nsource = "a MIB"\nname = "x"\noid = "1.3"\nevidence = "CONFIG_LOADED"\n', 2, "origin"),
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


def test_two_groups_of_one_oid_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(SNMP)
    other = SNMP.replace('arc = "1"', 'arc = "7"').replace('arc = "2"', 'arc = "8"').replace("1542006999", "1542006998")
    (tmp_path / "two.toml").write_text(other)
    with pytest.raises(BootwardenError, match=r"two\.toml:2: snmp: OID [0-9.]+ is that of the group at one\.toml:2"):
        load(tmp_path)


LOOKED_FOR = ("command", "log", "loader", "image", "config", "autoinstall", "dhcp")
"""What is looked for of every vendor."""


@pytest.mark.parametrize("section", LOOKED_FOR)
def test_of_no_vendor_a_section_is_silently_blank(section: str) -> None:
    model = SECTIONS[section].model
    said = {
        family.name: (family.of(model), family.unstated.get(section), family.apart.get(section))
        for family in load().families
    }
    assert [name for name, cell in said.items() if not any(cell)] == [], "write facts, or [unstated] or [apart]"
    assert [name for name, (found, _, apart) in said.items() if found and apart] == [], "it has what it cannot have"


def test_a_mistake_in_what_is_blank_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    for text, says in (
        ('title = "X"\n[unstated]\nloaders = "none in its manual"\n', "unstated.loaders: write section"),
        ('title = "X"\n[apart]\n"log, dhpc" = "a program"\n', "apart.log, dhpc: write section"),
        ('title = "X"\n[apart]\nlog = ""\n', "apart.log: write section"),
    ):
        file.write_text(text)
        with pytest.raises(BootwardenError, match=says):
            read(file)
