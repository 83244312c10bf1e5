"""Manifests on Zeek: bad lines, changes while Zeek runs, and what each line is worth."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import zeek_scripts
from bootwarden.engines import zeek as engine
from bootwarden.engines.find import Engine
from bootwarden.scenarios.compare import notices
from bootwarden.scenarios.model import Notice, SiteSpec
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, IMAGE, NETWORK, OLDER
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

IMAGES_HEAD = "#fields\tfile_name\tmd5\tsha256\tplatform\tversion\tallowed_servers\tallowed_devices"
SHA = "{:064x}".format


def line(name: str, sha256: str = "-", **more: str) -> str:
    fields = {"md5": "-", "sha256": sha256, "platform": "-", "version": "-", "servers": "-", "devices": "-"} | more
    return "\t".join([name, *fields.values()])


def problems(folder: Path) -> list[str]:
    """What the notices say of the site's files, without their folder."""
    log = folder / "notice.log"
    records = [json.loads(r) for r in log.read_text().splitlines()] if log.exists() else []
    assert {r["note"] for r in records} <= {"Bootwarden::Site_File_Problem"}
    return [r["msg"].removeprefix(f"{folder}/") for r in records]


# One capture of one packet is enough for Zeek to read its files.
@pytest.fixture
def capture(tmp_path: Path) -> Path:
    wire = Wire()
    tftp.Transfer(wire, DEVICE, BOOT_SERVER, "x").ask()
    wire.write(tmp_path / "one.pcap")
    return tmp_path / "one.pcap"


def read(zeek: Engine, capture: Path, manifest: str | bytes, show: str) -> str:
    """Load a manifest of images and print an expression."""
    folder = capture.parent
    data = manifest if isinstance(manifest, bytes) else manifest.encode()
    (folder / "images.tsv").write_bytes(data)
    script = f'redef images_file = "{folder}/images.tsv";\nevent new_connection(c: connection) {{ print {show}; }}\n'
    return zeek_scripts.run(zeek, folder, script, "-r", str(capture)).strip()


GOOD = line("a.bin", SHA(1))

BAD_LINES = [
    ("b.bin", "has 1 fields, not 7"),
    (line("b.bin", SHA(2)) + "\tx", "has 8 fields, not 7"),
    (line("b.bin"), "neither md5 nor sha256 is known"),
    (line("b.bin", SHA(2)[:-1]), "sha256 is not 64 hex digits"),
    (line("b.bin", SHA(2)[:-1] + "g"), "sha256 is not 64 hex digits"),
    (line("b.bin", md5="abc"), "md5 is not 32 hex digits"),
    (line("-", SHA(2)), "file_name is missing"),
    (line("b.bin", SHA(2), servers="10.0.0.999"), "10.0.0.999 is no address and no network"),
    (line("b.bin", SHA(2), servers="10.0.0.5,,10.0.0.6"), " is no address and no network"),
    (line("b.bin", SHA(2), devices="10.0.0.0/33"), "10.0.0.0/33 is no address and no network"),
    (line("b.bin", SHA(2), devices="boot.corp.example"), "boot.corp.example is no address and no network"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES)
def test_a_bad_line_is_reported_and_skipped(zeek: Engine, capture: Path, bad: str, reason: str) -> None:
    manifest = f"{IMAGES_HEAD}\n# a comment\n\n{bad}\n{GOOD}\n"
    assert read(zeek, capture, manifest, "approved_images$size") == "1"
    assert problems(capture.parent) == [f"images.tsv:4: {reason}"]


def test_line_ends_names_and_lists(zeek: Engine, capture: Path) -> None:
    """A byte order mark, CR LF, a last line without an end, an escaped byte, hashes in capitals, blanks in lists."""
    manifest = "\r\n".join(
        [
            "\ufeff" + IMAGES_HEAD,
            line("boot\\x5cX64\\x5cA.bin", SHA(0xABC).upper(), servers="10.0.0.5, boot.Corp.example,2001:db8::/32"),
            line("b.bin", md5="0" * 32, devices="10.0.0.0/8"),
        ]
    )
    shown = 'approved_images$size, "a.bin" in approved_images$by_name, '
    shown += f'approved_images$by_hash["{SHA(0xABC)}"][0]$file_name, '
    shown += f'|approved_images$by_hash["{SHA(0xABC)}"][0]$servers|, '
    shown += f'approved_images$by_hash["{SHA(0xABC)}"][0]$server_names'
    assert " ".join(read(zeek, capture, manifest, shown).split()) == "2, T, boot\\X64\\A.bin, 2, { boot.corp.example }"
    assert problems(capture.parent) == []


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("", "images.tsv:1: the line that begins with #fields is missing"),
        ("file_name\tsha256\n", "images.tsv:1: the line that begins with #fields is missing"),
        (IMAGES_HEAD.replace("md5", "md6") + "\n", "images.tsv:1: field md6 is unknown"),
        (b"\x00\xff\xfe" * 50, "images.tsv:1: the line that begins with #fields is missing"),
    ],
)
def test_what_is_no_manifest(zeek: Engine, capture: Path, manifest: str | bytes, reason: str) -> None:
    assert read(zeek, capture, manifest, "approved_images$size") == "0"
    assert problems(capture.parent) == [reason]


def test_a_missing_file(zeek: Engine, capture: Path) -> None:
    script = f'redef images_file = "{capture.parent}/nowhere.tsv";\n'
    zeek_scripts.run(zeek, capture.parent, script, "-r", str(capture))
    assert problems(capture.parent) == ["nowhere.tsv: cannot be found"]


def test_a_folder_in_place_of_a_file(zeek: Engine, capture: Path) -> None:
    """What can be found and not read, as a file without its permissions: no capture waits for it."""
    (capture.parent / "images.tsv").mkdir()
    script = f'redef images_file = "{capture.parent}/images.tsv";\nredef Reporter::errors_to_stderr = F;\n'
    zeek_scripts.run(zeek, capture.parent, script, "-r", str(capture))
    assert problems(capture.parent) == ["images.tsv: cannot be read: name a file that Zeek's user may read"]


def test_many_bad_lines_do_not_flood(zeek: Engine, capture: Path) -> None:
    manifest = "\n".join([IMAGES_HEAD, GOOD, *(f"bad{n}" for n in range(500))])
    assert read(zeek, capture, manifest, "approved_images$size") == "1"
    assert len(problems(capture.parent)) == 20


LIVE = """
redef exit_only_after_terminate = T;
redef manifest_interval = 100msec;
redef images_file = "{folder}/images.tsv";
event tell()
	{{
	print |approved_images$by_hash|;
	flush_all();
	schedule 20msec {{ tell() }};
	}}
event manifest_changed(which: string)
	{{
	print fmt("changed %d", approved_images$size);
	}}
event zeek_init() &priority=-10
	{{
	schedule 20msec {{ tell() }};
	}}
"""


@pytest.fixture
def live(zeek: Engine, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A Zeek that runs without traffic and says all the time how many hashes it knows."""
    (tmp_path / "images.tsv").write_text(f"{IMAGES_HEAD}\n{GOOD}\n")
    script = tmp_path / "test.zeek"
    script.write_text(
        "@load bootwarden\nmodule Bootwarden;\nredef LogAscii::use_json=T;\n" + LIVE.format(folder=tmp_path)
    )
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [str(zeek.path), str(script)],
            cwd=tmp_path,
            env=zeek_scripts.environment(zeek, tmp_path),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )
        yield process, tmp_path
        process.terminate()
        process.wait(timeout=300)


def wait_for(folder: Path, text: str, count: int = 1) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        said = (folder / "said").read_text()
        if said.splitlines().count(text) >= count:
            return said
        time.sleep(0.05)
    raise AssertionError(f"Zeek never said {text!r}: {(folder / 'said').read_text()[-500:]}")


def test_a_manifest_changes_while_zeek_runs(live: tuple[subprocess.Popen[str], Path]) -> None:
    """Replaced, rewritten in place with the same size, cut, removed and put back: never a moment without one."""
    process, folder = live
    manifest = folder / "images.tsv"
    wait_for(folder, "changed 1")
    replacement = folder / "new.tsv"
    replacement.write_text(f"{IMAGES_HEAD}\n{GOOD}\n{line('b.bin', SHA(2))}\n")
    replacement.replace(manifest)
    wait_for(folder, "changed 2")
    manifest.write_text(f"{IMAGES_HEAD}\n{GOOD}\n{line('b.bin', SHA(3))}\n")
    wait_for(folder, "changed 2", 2)
    # Nothing usable: what is in force stays so.
    manifest.write_text("")
    time.sleep(0.5)
    manifest.unlink()
    time.sleep(0.5)
    manifest.write_text(f"{IMAGES_HEAD}\nbad\n{GOOD}\n{line('b.bin', SHA(4))}\n{line('c.bin', SHA(5))}\n")
    said = wait_for(folder, "changed 3")
    time.sleep(0.5)
    process.terminate()
    process.wait(timeout=300)
    assert "error" not in said
    after_first = said.splitlines()[said.splitlines().index("changed 1") :]
    assert "0" not in after_first
    assert problems(folder) == [
        "images.tsv:1: the line that begins with #fields is missing",
        "images.tsv: cannot be found",
        "images.tsv:2: has 1 fields, not 7",
    ]
    # Zeek itself reports that it was ended.
    reported = (folder / "reporter.log").read_text().splitlines()
    assert [r for r in reported if "termination signal" not in r] == []


OTHER = "c2960x-universalk9-mz.152-7.E3.bin"
CONTENTS = {
    IMAGE: images.ios(),
    OLDER: images.ios(OLDER, "15.2(4)M3"),
    OTHER: images.mzip(4000, OTHER),
}
CONFIG = "edge1-confg"
CONFIG_VERSIONS = {n: images.config("edge1", (f"boot system flash:{n}.bin",)) for n in ("old", "new")}
SITE = SiteSpec(
    "each-line",
    NETWORK
    + "".join(f'\n[[image]]\nfile_name = "{n}"\npath = "{n}"\n' for n in CONTENTS)
    + "".join(f'\n[[config]]\nfile_name = "{CONFIG}"\npath = "{n}"\n' for n in CONFIG_VERSIONS),
    CONTENTS | CONFIG_VERSIONS,
)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A capture in which every file of the site moves."""
    wire = Wire()
    for number, (name, content) in enumerate(CONTENTS.items()):
        tftp.read(wire, DEVICE, BOOT_SERVER, name, content, client_port=50000 + number)
    for number, content in enumerate(CONFIG_VERSIONS.values()):
        tftp.read(wire, DEVICE, BOOT_SERVER, CONFIG, content, client_port=51000 + number)
    path = tmp_path_factory.mktemp("capture") / "everything.pcap"
    wire.write(path)
    return path


@pytest.mark.parametrize(
    ("manifest", "removed", "raised"),
    [
        ("bootwarden-images.tsv", None, []),
        ("bootwarden-images.tsv", IMAGE, [Notice("Unapproved_Image", DEVICE, BOOT_SERVER, IMAGE)]),
        ("bootwarden-images.tsv", OLDER, [Notice("Downgraded_Image", DEVICE, BOOT_SERVER, OLDER)]),
        ("bootwarden-images.tsv", OTHER, [Notice("Unapproved_Image", DEVICE, BOOT_SERVER, OTHER)]),
        ("bootwarden-configs.tsv", 1, [Notice("Unapproved_Config", DEVICE, BOOT_SERVER, CONFIG)]),
        ("bootwarden-configs.tsv", 2, [Notice("Unapproved_Config", DEVICE, BOOT_SERVER, CONFIG)]),
    ],
)
def test_a_removed_line_raises_exactly_its_notice(
    zeek: Engine, tmp_path: Path, everything: Path, manifest: str, removed: str | int | None, raised: list[Notice]
) -> None:
    site = materialise(SITE, tmp_path / "site")
    path = site / manifest
    lines = path.read_text().splitlines(keepends=True)
    kept = [
        text
        for number, text in enumerate(lines)
        if number == 0 or not (number == removed or (isinstance(removed, str) and text.startswith(removed)))
    ]
    assert len(kept) == len(lines) - (removed is not None)
    path.write_text("".join(kept))
    result = engine.run(zeek, everything, site=site)
    assert result.complaints == []
    assert notices(result.logs) == raised


def test_a_name_with_a_wrong_line_left_is_modified(zeek: Engine, tmp_path: Path, everything: Path) -> None:
    """When another line has the name, the content without its line is a modification of it."""
    spec = replace(SITE, name="wrong-line", files=SITE.files | {IMAGE: images.ios(seed="other")})
    result = engine.run(zeek, everything, site=materialise(spec, tmp_path / "site"))
    assert notices(result.logs) == [Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE)]
