"""The community id of the package's logs is Suricata's, whenever the site loaded Zeek's policy for it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import write_settings
from zeek_scripts import environment

POLICY = "policy/frameworks/notice/community-id"
CAPTURE = paths.PCAPS / "bw11-image-from-outside.pcap"
LOGS = ("bootwarden", "bootwarden_tftp", "bootwarden_boots")


def logged(zeek: Engine, folder: Path, *load: str) -> dict[str, list[dict[str, object]]]:
    command = [str(zeek.path), "-C", "-r", str(CAPTURE), "LogAscii::use_json=T", *load]
    done = subprocess.run(command, cwd=folder, env=environment(zeek, folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (folder / "reporter.log").exists()
    return {f.stem: [json.loads(line) for line in f.read_text().splitlines()] for f in folder.glob("*.log")}


def communities(suricata: Engine, folder: Path) -> set[str]:
    setting = ["--set", "outputs.0.eve-log.community-id=yes", "--set", "outputs.0.eve-log.community-id-seed=0"]
    command = [str(suricata.path), "-c", str(write_settings(folder)), *setting, "-r", str(CAPTURE), "-l", str(folder)]
    rules = ["-S", str(paths.RULES_PATTERN), "--runmode", "single", "-k", "none"]
    done = subprocess.run([*command, *rules], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (folder / "eve.json").read_text().splitlines()]
    return {record["community_id"] for record in records if record["event_type"] in ("alert", "tftp")}


@pytest.mark.parametrize("load", [(POLICY, "bootwarden"), ("bootwarden", POLICY)], ids=["before", "after"])
def test_logs_have_suricatas_community_id(
    zeek: Engine, suricata: Engine, tmp_path: Path, load: tuple[str, ...]
) -> None:
    written = logged(zeek, tmp_path, *load)
    (tmp_path / "suricata").mkdir()
    theirs = communities(suricata, tmp_path / "suricata")
    by_uid = {record["uid"]: record["community_id"] for record in written["conn"]}
    for log in ("bootwarden", "bootwarden_tftp"):
        assert written[log]
        assert all(r["community_id"] == by_uid[r["uid"]] for r in written[log] if "uid" in r)
    assert theirs & {r["community_id"] for r in written["bootwarden_tftp"]}
    for boot in written.get("bootwarden_boots", []):
        assert boot["community_id"] == [by_uid[uid] for uid in boot["uids"]]  # type: ignore[attr-defined]
    if load[0] == POLICY:
        ours = [r for r in written["notice"] if str(r["note"]).startswith("Bootwarden::")]
        assert ours
        assert all(r["community_id"] == by_uid[r["uid"]] for r in ours)


def test_there_is_no_such_column_otherwise(zeek: Engine, tmp_path: Path) -> None:
    subprocess.run(
        [str(zeek.path), "-C", "-r", str(CAPTURE), "bootwarden"], cwd=tmp_path, env=environment(zeek, tmp_path)
    )
    for log in LOGS:
        if (file := tmp_path / f"{log}.log").exists():
            assert "community_id" not in file.read_text()


def test_a_seed_of_the_site_counts(zeek: Engine, tmp_path: Path) -> None:
    written = logged(zeek, tmp_path, "bootwarden", POLICY, "CommunityID::seed=7")
    by_uid = {record["uid"]: record["community_id"] for record in written["conn"]}
    assert all(r["community_id"] == by_uid[r["uid"]] for r in written["bootwarden_tftp"])
