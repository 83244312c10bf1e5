"""site.toml: what it may say, what it compiles to, and what is said of a bad one."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bootwarden import files
from bootwarden.errors import BootwardenError
from bootwarden.rules.sites import build_site
from bootwarden.site import zeek
from bootwarden.site.lines import boot_lines, lines_sha256
from bootwarden.site.load import load_site, parse_site
from bootwarden.site.model import parse_network, parse_server
from bootwarden.site.tags import Tags, describe, from_name
from bootwarden.toml import line_of
from bootwarden.traffic import images

NAME = "c2900-universalk9-mz.SPA.157-3.M8.bin"
FULL = f"""
[network]
devices = ["10.0.0.0/16", "2001:DB8:0::/32"]
boot_servers = ["10.0.0.5", "Boot.Corp.example."]
dhcp_servers = ["::ffff:10.0.0.2"]
admin_hosts = ["10.0.9.0/24"]
local = ["10.0.0.0/8"]

[[image]]
path = "images/{NAME}"
allowed_servers = ["10.0.0.5", "boot.corp.example"]
allowed_devices = ["10.0.1.0/24"]

[[image]]
file_name = 'boot\\x64\\wdsnbp.com'
md5 = "{"AB" * 16}"

[[config]]
path = "configs/edge1-confg"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / NAME).write_bytes(images.ios())
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "edge1-confg").write_bytes(images.config(lines=("boot system flash:x.bin",)))
    (tmp_path / "site.toml").write_text(FULL)
    return tmp_path


def complaint(tmp_path: Path, text: str) -> str:
    (tmp_path / "site.toml").write_text(text)
    with pytest.raises(BootwardenError) as caught:
        load_site(tmp_path / "site.toml")
    return str(caught.value).replace(f"{tmp_path}/", "")


def test_zeek_script_sets_every_declared_option(folder: Path) -> None:
    build_site(folder / "site.toml", folder / "out")
    script = (folder / "out" / zeek.SCRIPT).read_text()
    for option, values in {
        "Site::local_nets": ["10.0.0.0/8"],
        "Bootwarden::devices": ["10.0.0.0/16", "[2001:db8::]/32"],
        "Bootwarden::boot_servers": ["10.0.0.5/32"],
        "Bootwarden::boot_server_names": ['"boot.corp.example"'],
        "Bootwarden::dhcp_servers": ["10.0.0.2/32"],
        "Bootwarden::admin_hosts": ["10.0.9.0/24"],
    }.items():
        body = "".join(f"\t{v},\n" for v in values)
        assert f"redef {option} += {{\n{body}}};\n" in script
    assert f'redef Bootwarden::images_file = @DIR + "/{zeek.IMAGES}";' in script
    assert f'redef Bootwarden::configs_file = @DIR + "/{zeek.CONFIGS}";' in script


def test_manifests_have_exactly_the_columns_of_the_contract(folder: Path) -> None:
    build_site(folder / "site.toml", folder / "out")
    content = images.ios()
    digests = (hashlib.md5(content).hexdigest(), hashlib.sha256(content).hexdigest())
    assert (folder / "out" / zeek.IMAGES).read_text().splitlines() == [
        "#fields\tfile_name\tmd5\tsha256\tplatform\tversion\tallowed_servers\tallowed_devices",
        "\t".join((NAME, *digests, "c2900", "15.7(3)M8", "10.0.0.5,boot.corp.example", "10.0.1.0/24")),
        # Zeek's reader would decode \x64.
        "\t".join(("boot\\x5cx64\\x5cwdsnbp.com", "ab" * 16, "-", "-", "-", "-", "-")),
    ]
    whole = hashlib.sha256((folder / "configs" / "edge1-confg").read_bytes()).hexdigest()
    lines = hashlib.sha256(b"boot system flash:x.bin").hexdigest()
    assert (folder / "out" / zeek.CONFIGS).read_text().splitlines() == [
        "#fields\tfile_name\tsha256\tlines_sha256\tallowed_servers\tallowed_devices",
        "\t".join(("edge1-confg", whole, lines, "-", "-")),
    ]


def test_an_empty_site_declares_nothing(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text("")
    build_site(tmp_path / "site.toml", tmp_path / "out")
    assert "redef" not in (tmp_path / "out" / zeek.SCRIPT).read_text()


def test_building_again_changes_nothing(folder: Path) -> None:
    first = build_site(folder / "site.toml", folder / "out")
    assert {c.what for c in first.changes} == {"created"}
    before = {f: f.stat().st_mtime_ns for f in (folder / "out").iterdir()}
    second = build_site(folder / "site.toml", folder / "out")
    assert {c.what for c in second.changes} == {"unchanged"}
    assert {f: f.stat().st_mtime_ns for f in (folder / "out").iterdir()} == before


def test_building_says_what_changed(folder: Path) -> None:
    build_site(folder / "site.toml", folder / "out")
    (folder / "site.toml").write_text(FULL.replace('admin_hosts = ["10.0.9.0/24"]', ""))
    changes = {c.file.name: c for c in build_site(folder / "site.toml", folder / "out").changes}
    assert changes[zeek.SCRIPT].what == "updated"
    assert "-redef Bootwarden::admin_hosts += {" in changes[zeek.SCRIPT].difference
    assert str(changes[zeek.SCRIPT]).endswith("updated (+0 -4 lines)")
    assert changes[zeek.IMAGES].what == "unchanged"


def test_a_compiled_rule_that_says_something_else_is_a_new_revision(folder: Path) -> None:
    def build(toml: str) -> dict[str, tuple[str, str]]:
        (folder / "site.toml").write_text(toml)
        build_site(folder / "site.toml", folder / "out")
        text = (folder / "out" / "bootwarden-site.rules").read_text()
        found = re.findall(r"^(alert .*; sid:(\d+); rev:(\d+);.*)$", text, re.MULTILINE)
        return {sid: (rev, line) for line, sid, rev in found}

    first = build(FULL)
    assert {rev for rev, _ in first.values()} == {"1"}
    second = build(FULL.replace('admin_hosts = ["10.0.9.0/24"]', 'admin_hosts = ["10.0.8.0/24"]'))
    changed = {sid for sid in first.keys() & second.keys() if "10.0.9.0/24" in first[sid][1]}
    assert changed
    assert {second[sid][0] for sid in changed} == {"2"}
    assert all(second[sid][1] == line for sid, (_, line) in first.items() if sid in second and second[sid][0] == "1")
    third = build(FULL)
    assert {third[sid][0] for sid in changed} == {"3"}


def test_a_failed_build_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(folder / "site.toml", folder / "out")
    before = {f.name: f.read_bytes() for f in (folder / "out").iterdir()}
    (folder / "site.toml").write_text(FULL.replace("10.0.0.5", "10.0.0.6"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device", "out")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BootwardenError, match="No space left on device: choose another folder"):
        build_site(folder / "site.toml", folder / "out")
    assert {f.name: f.read_bytes() for f in (folder / "out").iterdir()} == before


def test_an_output_folder_that_is_a_file_is_one_line(folder: Path) -> None:
    (folder / "out").write_text("x")
    with pytest.raises(BootwardenError, match="choose another folder"):
        build_site(folder / "site.toml", folder / "out")


def test_built_files_can_be_read_by_the_engine(folder: Path) -> None:
    build_site(folder / "site.toml", folder / "out")
    assert {f.stat().st_mode & 0o777 for f in (folder / "out").iterdir()} == {0o644}


MD5 = f'md5 = "{"0" * 32}"'
BROKEN = {
    "no toml": ("[network\n", "site.toml:1: is no valid TOML: Expected ']'", "lists in [brackets]"),
    "unclosed": ('[network]\nlocal = ["10.0.0.0/8"\n', "site.toml:2: is no valid TOML: Unclosed", "a ] is missing"),
    "key twice": ("[network]\nlocal = []\nlocal = []\n", "site.toml:3: is no valid TOML", "join the two lines"),
    "table twice": ("[network]\n[network]\n", "site.toml:2: is no valid TOML", "join the two"),
    "backslash": ('[[image]]\npath = "a\\q"\n', "site.toml:2: is no valid TOML", "in single quotes"),
    "windows line ends": ('[network]\r\n\r\nlocal = ["x"]\r\n', "site.toml:3: network.local #1:", "for example"),
    "wildcard": ('[network]\nlocal = ["10.0.*.*"]', "site.toml:2: network.local #1:", 'write "10.0.0.0/16"'),
    "range": ('[network]\nlocal = ["10.0.0.0-10.0.1.255"]', "site.toml:2:", 'as networks: "10.0.0.0/23"'),
    "range that runs backwards": ('[network]\nlocal = ["10.0.1.0-10.0.0.0"]', "site.toml:2:", "for example"),
    "mixed range": ('[network]\nlocal = ["10.0.1.0-2001:db8::1"]', "site.toml:2:", "for example"),
    "a mask": ('[network]\nlocal = ["10.0.0.0 255.255.0.0"]', "site.toml:2:", 'write "10.0.0.0/16"'),
    "a wildcard mask": ('[network]\nlocal = ["10.0.0.0 0.0.0.255"]', "site.toml:2:", 'write "10.0.0.0/24"'),
    "leading zeros": ('[network]\nlocal = ["010.0.0.01"]', "site.toml:2:", 'write "10.0.0.1", without'),
    "length": ('[network]\nlocal = ["10.0.0.0/33"]', "site.toml:2:", "what follows the / is 0 to 32"),
    "octet": ('[network]\nlocal = ["10.0.0.256/24"]', "site.toml:2:", "each of the four numbers is 0 to 255"),
    "port": ('[network]\nboot_servers = ["10.0.0.5:69"]', "site.toml:2:", 'without the port, "10.0.0.5"'),
    "IPv6 port": ('[network]\nboot_servers = ["[2001:db8::1]:69"]', "site.toml:2:", 'the port, "2001:db8::1"'),
    "URL": ('[network]\nboot_servers = ["tftp://boot.example/x"]', "site.toml:2:", 'host alone, "boot.example"'),
    "huge number": (f"[network]\nlocal = [{'9' * 400}]", "site.toml:2: network.local #1:", "write it in quotes"),
    "double brackets": ("[[network]]\n", "site.toml:1: network: is one table", "in single brackets"),
    "table as list": ("\n[network.devices]\na = 1", "site.toml:2: network.devices: must be a list", "in brackets"),
    "no such user": ('[[image]]\npath = "~no-such-user/x"', "site.toml:2: image #1.path: cannot be found", "write"),
    "no path": ('[[image]]\nfile_name="a"\npath = "a\\u0000"', "site.toml:3: image #1.path: cannot be", "write"),
    "device as file": ('[[image]]\npath = "/dev/zero"', "site.toml:2: image #1.path: /dev/zero: is no file", "sha256"),
    "host bits": (
        '[network]\ndevices = [\n  "10.0.0.0/8", # core\n  "10.1.0.1/16",\n]\n',
        "site.toml:4: network.devices #2: '10.1.0.1/16' is neither",
        'write "10.1.0.0/16" or "10.1.0.1"',
    ),
    "zone": ('[network]\nlocal = ["fe80::1%eth0"]', "site.toml:2: network.local #1:", "without what follows"),
    "no address": ('[network]\ndevices = ["10.0.0.256"]', "site.toml:2: network.devices #1:", "no address"),
    "a name as network": ('[network]\ndevices = ["core1"]', "site.toml:2: network.devices #1:", "no network"),
    "bad server": ('[network]\nboot_servers = ["a b"]', "site.toml:2: network.boot_servers #1:", "host name"),
    "not a list": (
        '[network]\nboot_servers = "10.0.0.5"',
        "site.toml:2: network.boot_servers: must be a list",
        "in brackets",
    ),
    "unknown field": (
        "[network]\ntftp_servers = []",
        "site.toml:2: network.tftp_servers: is unknown",
        "known here are devices, boot_servers, dhcp_servers, admin_hosts, local",
    ),
    "misspelt field": (
        "[network]\ndevice = []",
        "site.toml:2: network.device: is unknown",
        "write devices; known here are",
    ),
    "unknown table": (
        "[[images]]\n",
        "site.toml:1: images: is unknown",
        "known here are network, image, config",
    ),
    "single brackets": ('[image]\nfile_name="a"', "site.toml:1: image: is a list of tables", "[[image]]"),
    "no content": (
        '[[image]]\nfile_name = "a.bin"\n',
        "site.toml:1: image #1: says nothing of the content",
        "add one of sha256, md5 or path",
    ),
    "second image": (
        f'[[image]]\nfile_name="a"\n{MD5}\n\n[[image]]\nfile_name = "b"\nsha256 = "abc"\n',
        "site.toml:7: image #2.sha256: has 3 characters instead of 64 hex digits",
        "`sha256sum FILE` prints it",
    ),
    "version without quotes": (
        f'[[image]]\nfile_name="a"\n{MD5}\nversion = 15.7',
        "site.toml:4: image #1.version: must be text",
        "write it in quotes",
    ),
    "no name": (f"[[image]]\n{MD5}", "site.toml:1: image #1.file_name: is missing", "add it"),
    "tab in name": (f'[[image]]\nfile_name="a\\tb"\n{MD5}', "site.toml:2: image #1.file_name:", "control"),
    "dash": (f'[[image]]\nfile_name="-"\n{MD5}', "site.toml:2: image #1.file_name:", "full path"),
    "missing file": (
        '[[image]]\npath = "images/gone.bin"',
        "site.toml:2: image #1.path: images/gone.bin: No such file or directory",
        "replace path by its sha256",
    ),
    "folder as file": (
        '[[config]]\npath = "."\nfile_name = "a"',
        "site.toml:2: config #1.path:",
        "replace path by its sha256",
    ),
    "path of Windows": (
        "[[image]]\npath = 'C:\\images\\x.bin'",
        "site.toml:2: image #1.path: C:\\images\\x.bin: No such file or directory",
        "that is a path of Windows",
    ),
    "path of Windows in double quotes": (
        '[[image]]\npath = "C:\\images\\x.bin"',
        "site.toml:2: is no valid TOML",
        "write / in paths",
    ),
    "path of a user of Windows in double quotes": (
        '[[image]]\npath = "C:\\Users\\x.bin"',
        "site.toml:2: is no valid TOML",
        "write / in paths",
    ),
    "address without quotes": (
        "[network]\ndevices = [10.0.0.0/16]",
        "site.toml:2: is no valid TOML",
        'write addresses in quotes: "10.0.0.0/16"',
    ),
    "quotes of a word processor": (
        "[network]\ndevices = [\u201c10.0.0.0/16\u201d]",
        "site.toml:2: is no valid TOML",
        'write " instead of \u201c',
    ),
    "half a quote": ('[network]\ndevices = ["10.0.0.5]', "site.toml:2: is no valid TOML", "a closing quote is missing"),
    "key above its table": (
        'devices = ["10.0.0.0/16"]\n[network]',
        "site.toml:1: devices: stands above [network]",
        "move it below",
    ),
    "config with md5": (
        f'[[config]]\nfile_name="a"\n{MD5}',
        "site.toml:3: config #1.md5: is unknown",
        "lines_sha256",
    ),
    "one sha256, two md5": (
        "".join(f'[[image]]\nfile_name="a"\nsha256="{"1" * 64}"\nmd5="{d * 32}"\n' for d in "23"),
        "site.toml:8: image #2.md5: differs from line 1",
        "correct the wrong one",
    ),
}


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BootwardenError, match=f"^{tmp_path}: is a folder: name a file$"):
        files.writable(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BootwardenError, match=f"^{tmp_path}/file/x: cannot be written: .*: choose another folder$"):
        files.writable(tmp_path / "file" / "x")
    (tmp_path / "b").mkdir()
    with pytest.raises(BootwardenError, match=f"^{tmp_path}/b: is a folder"):
        files.write_all({tmp_path / "a": "x", tmp_path / "b": "x"})
    assert sorted(f.name for f in tmp_path.iterdir()) == ["b", "file"]


def test_what_hands_on_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A pipe, as /dev/stdout and /dev/null; and a link."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("file")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    for name in ("pipe", "link"):
        files.writable(tmp_path / name)
    files.write_all({tmp_path / "pipe": "of the pipe", tmp_path / "link": "of the file"})
    assert os.read(reader, 100) == b"of the pipe"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_text() == "of the file"
    files.write_all({Path("/dev/null"): "x"})
    assert Path("/dev/null").is_char_device()
    with pytest.raises(BootwardenError, match=r"^/dev/full: cannot be written: No space left on device"):
        files.write_all({Path("/dev/full"): "x"})
    assert sorted(f.name for f in tmp_path.iterdir()) == ["file", "link", "pipe"]


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_site_names_file_line_field_and_remedy(tmp_path: Path, case: str) -> None:
    text, place, remedy = BROKEN[case]
    lines = [line for line in complaint(tmp_path, text).splitlines() if line.startswith(place)]
    assert len(lines) == 1
    assert remedy in lines[0]


def test_an_image_that_is_too_small_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(511))
    said = complaint(tmp_path, '\n[[image]]\npath = "a.bin"')
    assert said.startswith("site.toml:3: image #1.path: a.bin has 511 bytes, too few for an image: name another")


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    said = complaint(tmp_path, '[network]\ndevices = ["x/y"]\nfoo = 1\n[[image]]\nfile_name = "a"\n')
    assert [line.split(":")[1] for line in said.splitlines()] == ["2", "3", "4"]


def test_a_hash_that_is_not_the_files_is_refused(folder: Path) -> None:
    text = FULL.replace("[[config]]\n", f'[[config]]\nsha256 = "{"0" * 64}"\n')
    assert "config #1.sha256: is 000000000000... but configs/edge1-confg has" in complaint(folder, text)


def test_bytes_that_are_no_text_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b"[network]\n# \xff\n")
    with pytest.raises(BootwardenError, match=r"site\.toml:2: byte 12 is not UTF-8: save the file as UTF-8"):
        load_site(tmp_path / "site.toml")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(BootwardenError, match=r"is no file: name a \.toml"):
            load_site(tmp_path / name)


def test_the_mark_that_windows_editors_begin_with_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b'\xef\xbb\xbf[network]\r\nlocal = ["10.0.0.0/8"]\r\n')
    assert len(load_site(tmp_path / "site.toml").site.network.local) == 1


def test_a_missing_site_file_names_the_command_that_writes_one(tmp_path: Path) -> None:
    with pytest.raises(BootwardenError, match="bootwarden site init"):
        load_site(tmp_path / "site.toml")


REMARKS = {
    "overlap": (
        '[network]\ndevices = ["10.0.0.0/16", "10.0.1.0/24"]',
        "10.0.1.0/24 is already in 10.0.0.0/16",
    ),
    "odd IPv6": ('[network]\nlocal = ["2001:db8::/32", "2001:0DB8:1::/48"]', "2001:db8:1::/48 is already in"),
    "everything": ('[network]\nadmin_hosts = ["0.0.0.0/0"]', "0.0.0.0/0 is every address"),
    "all devices": (
        '[network]\ndevices = ["10.1.0.0/16"]\nboot_servers = ["10.0.0.0/8"]',
        "name single hosts",
    ),
    "outside": ('[network]\ndevices = ["9.1.0.0/16"]\nlocal = ["9.2.0.0/16"]', "add it to local"),
    "names only": ('[network]\nboot_servers = ["boot.corp.example"]', "TFTP is judged by addresses"),
    "allowed by name only": (
        f'[[image]]\nfile_name="a"\n{MD5}\nallowed_servers=["boot.example"]',
        "judged by addresses",
    ),
    "nothing": ("# site.toml\n", "declares nothing yet"),
    "no host": ('[network]\nboot_servers = ["255.255.255.255"]', "255.255.255.255 is the address of no host"),
    "one md5, two sha256": (
        "".join(f'[[image]]\nfile_name="a"\n{MD5}\nsha256="{d * 64}"\n' for d in "12"),
        "is that of line 1 too, which has another sha256",
    ),
    "two contents": (
        "".join(f'[[image]]\nfile_name="a"\nsha256="{d * 64}"\n' for d in "12"),
        "a is listed on line 1 too, with other content",
    ),
    "the same md5 twice": (f'[[image]]\nfile_name="a"\n{MD5}\n' * 2, "is listed on line 1 too, with the same content"),
    "the same twice": (
        "".join(f'[[image]]\nfile_name="a"\nsha256="{d * 64}"\n' for d in "11"),
        "is listed on line 1 too, with the same content",
    ),
}


@pytest.mark.parametrize("case", REMARKS)
def test_what_may_be_a_mistake_is_remarked_and_still_built(tmp_path: Path, case: str) -> None:
    text, remark = REMARKS[case]
    (tmp_path / "site.toml").write_text(text)
    built = build_site(tmp_path / "site.toml", tmp_path / "out")
    assert [r for r in built.loaded.remarks if remark in r and "site.toml:" in r]
    assert (tmp_path / "out" / zeek.SCRIPT).is_file()


def test_a_good_site_is_not_remarked_on(folder: Path) -> None:
    assert load_site(folder / "site.toml").remarks == ()


def test_a_name_with_two_contents_keeps_both_lines(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(REMARKS["two contents"][0])
    table = zeek.images(load_site(tmp_path / "site.toml").site)
    assert [line.split("\t")[2] for line in table.splitlines()[1:]] == ["1" * 64, "2" * 64]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10.0.0.5", "10.0.0.5/32"),
        (" 2001:DB8:0:0::1 ", "2001:db8::1/128"),
        ("[2001:db8::1]", "2001:db8::1/128"),
        ("[2001:db8::]/32", "2001:db8::/32"),
        ("::ffff:10.0.0.1", "10.0.0.1/32"),
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
        ("::", "::/128"),
    ],
)
def test_addresses_are_read_however_written(written: str, meant: str) -> None:
    assert str(parse_network(written)) == meant


@given(st.ip_addresses())
def test_every_address_is_itself(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    assert parse_network(str(address)).network_address == (mapped or address)


def test_a_server_is_a_name_or_an_address() -> None:
    assert parse_server("TFTP.Example.") == "tftp.example"
    assert str(parse_server("10.0.0.5")) == "10.0.0.5/32"


@pytest.mark.parametrize("bad", ["10.0.0.999", "a/b", "-x", "", "a..b", 'a"b', "a\nb", "2001:db8::g"])
def test_a_server_that_is_neither_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"is neither|is no address"):
        parse_server(bad)


def test_boot_lines_are_normalised() -> None:
    config = (
        b"! boot system tftp://x\r\n#boot system y\nhostname boot\n  boot\tsystem  tftp://10.0.0.5/A.bin \r\n"
        b"boot-start-marker\nno service config\nCONFIG-REGISTER 0x2102\nip tftp source-interface Lo0\n"
        b"ntp clock-period 17179\nsnmp-server location boot room\nvstack director 10.0.0.1\n"
    )
    assert boot_lines(config) == [
        b"boot system tftp://10.0.0.5/A.bin",
        b"no service config",
        b"CONFIG-REGISTER 0x2102",
        b"ip tftp source-interface Lo0",
        b"vstack director 10.0.0.1",
    ]


def test_only_boot_lines_change_the_hash() -> None:
    one = images.config(lines=("boot system flash:a.bin",))
    assert lines_sha256(one) == lines_sha256(one.replace(b"08:00:00", b"09:00:00").replace(b"\n", b"\r\n"))
    assert lines_sha256(one) == lines_sha256(one.replace(b"no shutdown", b"shutdown"))
    assert lines_sha256(one) != lines_sha256(one.replace(b"flash:a.bin", b"tftp://10.0.6.66/a.bin"))
    assert lines_sha256(b"") == hashlib.sha256(b"").hexdigest()


def test_tags_come_from_the_image_and_else_from_its_name(tmp_path: Path) -> None:
    # The tag lies across the border of two reads.
    (tmp_path / "any.bin").write_bytes(bytes((1 << 20) - 9) + b"CW_VERSION$15.1(4)M$CW_FAMILY$C2900$" + bytes(9))
    assert describe(tmp_path / "any.bin") == Tags("c2900", "15.1(4)M")
    (tmp_path / NAME).write_bytes(b"no tags")
    assert describe(tmp_path / NAME) == Tags("c2900", "15.7(3)M8")
    assert from_name("c2960-lanbasek9-mz.150-2.SE11.bin") == Tags("c2960", "15.0(2)SE11")
    assert from_name("pxelinux.0") == Tags()


def test_lines_are_found_in_any_layout() -> None:
    text = '# x\n[network]\ndevices = [ # [[image]]\n \'10.0.0.0/8\', # a "b"\n\n "x" ]\n[[ image ]] # one\n"md5" = 1\n'
    assert line_of(text, ("network", "devices", 0)) == 4
    assert line_of(text, ("network", "devices", 1)) == 6
    assert line_of(text, ("image", 0, "md5")) == 8
    assert line_of(text, ("image", 0, "sha256")) == 7
    assert line_of("image = [{md5 = 1}]", ("image", 0, "md5")) == 1
    assert line_of("", ("image", 0)) is None


_KEYS = st.sampled_from(["network", "image", "config", "devices", "path", "md5", "x"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


# A busy machine is slow at the first example; the test is of the result.
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_no_data_is_a_traceback(data: dict[str, object]) -> None:
    try:
        parse_site(Path("site.toml"), "", data)
    except BootwardenError as error:
        assert str(error).startswith("site.toml")
