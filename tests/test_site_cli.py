"""`bootwarden site` as typed: what it prints, writes and exits with."""

from __future__ import annotations

import io
import json
import os
import re
import tomllib
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.errors import BootwardenError
from bootwarden.site.model import Config, Image, Network
from bootwarden.site.start import Draft, comment, entry, quoted
from bootwarden.traffic import images

IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["site", *map(str, arguments)])
    if isinstance(result.exception, BootwardenError):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A TFTP root: an image, what a PXE host boots, a configuration in a folder, and a file that is neither."""
    root = tmp_path / "tftp"
    (root / "sub dir").mkdir(parents=True)
    (root / IMAGE).write_bytes(images.ios())
    (root / "sub dir" / "edge1-confg").write_bytes(images.config())
    (root / "install").write_bytes(images.iso())
    (root / "readme.txt").write_text("x")
    (root / "empty.bin").write_bytes(b"")
    (root / "image with no ending").write_bytes(images.ios())
    return root


def test_a_folder_of_images_is_enough_to_start(tmp_path: Path, root: Path) -> None:
    toml = tmp_path / "site.toml"
    said = run("init", toml, "--images", root).output
    assert "with 4 images and configurations" in said
    assert "neither image nor configuration: empty.bin, readme.txt" in said.replace("\n", " ")
    names = {i["file_name"] for i in tomllib.loads(toml.read_text())["image"]}
    assert names == {IMAGE, "image with no ending", "install"}
    assert tomllib.loads(toml.read_text())["config"][0]["file_name"] == "sub dir/edge1-confg"
    assert "3 images, 1 configuration\n" in run("check", toml).output
    run("build", toml, "--out", tmp_path / "out")
    assert IMAGE in (tmp_path / "out" / "bootwarden-images.tsv").read_text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("command", [["init", "new.toml", "--images", "tftp"], ["check", "site.toml"]])
def test_what_may_not_be_read_is_named_and_not_passed_over(
    command: list[str], tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site.toml").write_text("")
    for closed in (root / "sub dir", Path("site.toml")):
        closed.chmod(0)
    with pytest.raises(BootwardenError, match=r"(tftp/sub dir|site\.toml): cannot be read: .*: mend its permissions"):
        run(*command)
    (root / "sub dir").chmod(0o755)
    assert not Path("new.toml").exists()


def test_init_never_overwrites(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    toml.write_text("# mine")
    with pytest.raises(BootwardenError, match="exists already"):
        run("init", toml)
    assert toml.read_text() == "# mine"


def test_an_untouched_start_is_valid_and_declares_nothing(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    run("init", toml)
    assert tomllib.loads(toml.read_text()) == {"network": {}}
    assert "0 boot servers" in run("check", toml).output


def test_every_field_is_explained_in_a_first_file(tmp_path: Path) -> None:
    text = Draft().text()
    fields = {field for table in (Network, Image, Config) for field in table.model_fields}
    assert {field for field in fields if field not in text} == set()


def test_several_sites_are_checked_each(tmp_path: Path) -> None:
    """As pre-commit names them, all in one command."""
    names = [tmp_path / f"{name}.toml" for name in ("east", "west", "north")]
    for name in names:
        name.write_text('[network]\nboot_servers = ["10.0.0.5"]\n')
    assert run("check", *names).output.count(": valid: ") == 3
    names[0].write_text("[network]\nboot_servers = [10.0.0.5]\n")
    done = run("check", *names)
    assert (done.exit_code, done.output.count(": valid: ")) == (2, 2)


def test_diff_says_what_building_would_change_and_changes_nothing(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    toml.write_text('[network]\ndevices = ["10.0.0.0/16"]\n')
    out = tmp_path / "out"
    assert run("diff", toml, "--out", out).exit_code == 1
    assert not out.exists()
    run("build", toml, "--out", out)
    assert run("diff", toml, "--out", out).exit_code == 0
    toml.write_text('[network]\ndevices = ["10.1.0.0/16"]\n')
    result = run("diff", toml, "--out", out)
    assert result.exit_code == 1
    assert {"- 10.0.0.0/16,", "+ 10.1.0.0/16,"} <= {" ".join(line.split()) for line in result.output.splitlines()}
    assert re.search(r"^  BW11: \d+ changed", result.output, re.MULTILINE), result.output
    assert "sid:" not in result.output
    assert "sid:15421" in run("diff", toml, "--out", out, "--rules").output


def test_json_of_a_build_names_every_file(tmp_path: Path) -> None:
    toml = tmp_path / "site.toml"
    toml.write_text("")
    said = json.loads(run("build", toml, "--out", tmp_path / "out", "--json").output)
    assert {Path(c["file"]).name for c in said["changes"]} == {f.name for f in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("nasty", ['a"b\\c', "tab\there", "line\nbreak", "ünï", "\x7f", "#x", "😀"])
def test_any_text_survives_being_written_as_toml(nasty: str) -> None:
    draft = Draft(entries=[entry("image", {"file_name": nasty, "allowed_servers": [nasty]}, note=nasty)])
    draft.network["boot_servers"] = [nasty]
    draft.notes["boot_servers"] = {nasty: nasty}
    draft.remarks.append(nasty)
    data = tomllib.loads(draft.text())
    assert data["network"]["boot_servers"] == [nasty]
    assert data["image"][0] == {"file_name": nasty, "allowed_servers": [nasty]}
    assert tomllib.loads(f"x = {quoted(nasty)} # {comment(nasty)}") == {"x": nasty}


def test_hashing_shows_its_progress_on_a_terminal(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, width=120)
    monkeypatch.setattr("bootwarden.cli.reading.errors", terminal)
    run("init", tmp_path / "site.toml", "--images", root)
    run("check", tmp_path / "site.toml")
    assert IMAGE in terminal.file.getvalue()  # type: ignore[attr-defined]
