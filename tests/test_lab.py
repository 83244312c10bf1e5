"""The lab: real programs in network namespaces, live on Suricata; what it takes away, and what it says of itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from bootwarden.cli import app, commands
from bootwarden.engines.find import find_suricatas
from bootwarden.errors import BootwardenError
from bootwarden.lab import judge, namespaces, programs
from bootwarden.lab.model import Act, acts
from bootwarden.lab.play import Result, play
from bootwarden.lab.sensors import Seen
from bootwarden.lab.stage import Stage
from bootwarden.lab.terminal import Terminal
from bootwarden.paths import ROOT
from bootwarden.scenarios.model import Notice, scenarios

__all__ = ["commands"]  # registers every command

EMULATED = ("ipxe-rogue", "pxelinux")
"""Of the boots in qemu two are played here: each takes a few seconds."""

ACTS = [act for act in acts().values() if act.name in EMULATED or not act.emulated]
WITHOUT_ROOT = "no root: the lab makes network namespaces"
LIMIT = 300.0


def needed(act: Act) -> None:
    """Skip where this machine lacks something that an act needs."""
    if os.geteuid():
        pytest.skip(WITHOUT_ROOT)
    if absent := programs.missing(["ip", *act.needs]):
        pytest.skip(programs.told(absent))
    if not find_suricatas():
        pytest.skip("no Suricata on this machine (make setup)")


def wait_for(what: str, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


@pytest.fixture(scope="module")
def played() -> Result:
    """All acts that can be played here, before every Suricata, and judged again by their captures."""
    ready = [act for act in ACTS if not programs.missing(act.needs)]
    return play(ready, find_suricatas(), step=lambda what: None)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_raises_exactly_what_it_names(act: Act, request: pytest.FixtureRequest) -> None:
    needed(act)
    result: Result = request.getfixturevalue("played")
    [own] = [p for p in result.played if p.act is act]
    assert own.error == ""
    verdicts = [v for v in result.verdicts if v.act == act.name]
    # Each engine judged it twice.
    assert sorted((v.engine, v.live) for v in verdicts) == sorted(
        (engine.name, live) for engine in find_suricatas() for live in (True, False)
    )
    assert [(v.engine, v.live, v.problems) for v in verdicts if v.problems] == []


@pytest.mark.parametrize("act", acts().values(), ids=lambda act: act.name)
def test_what_an_act_showed_is_a_scenario(act: Act) -> None:
    scenario = scenarios()[act.scenario]
    runs = scenario.runs().values()
    assert {n.name for n in act.expect.notices} <= {n.name for run in runs for n in run.notices}
    assert {a.sid for a in act.expect.alerts} <= {a.sid for run in runs for a in run.alerts}
    if not (act.expect.notices or act.expect.alerts):
        assert scenario.kind != "malicious"
    page = (ROOT / "docs" / "lab.md").read_text()
    rows = [row for row in page.splitlines() if row.startswith("| ") and f"`{act.scenario}`" in row]
    assert [row for row in rows if act.name in re.split(r"[|, ]+", row)]


def lab_namespaces(pid: int) -> list[str]:
    return [path.name for path in Path("/run/netns").glob(f"{namespaces.PREFIX}-{pid}-*")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_nothing_is_left_of_a_lab_that_is_interrupted(number: signal.Signals, tmp_path: Path) -> None:
    act = acts()["exfiltration"]
    needed(act)
    command = [sys.executable, "-m", "bootwarden", "lab", act.name, "--engine", "suricata"]
    settings = os.environ | {"TMPDIR": str(tmp_path)}
    # Who runs the tests in the background lets them ignore SIGINT, and what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as lab:
        signal.signal(signal.SIGINT, before)
        # A Suricata that starts is the longest moment of it.
        wait_for("its Suricata starts", lambda: bool(list(tmp_path.glob("*/sensors/*/said"))))
        [hub] = lab_namespaces(lab.pid)
        sensors = subprocess.run(["ip", "netns", "pids", hub], capture_output=True, text=True, check=True).stdout
        lab.send_signal(number)
        lab.wait(timeout=LIMIT)
    left = lab_namespaces(lab.pid)
    if number == signal.SIGKILL:
        # Nobody can clean up then; the next lab does.
        assert left == [hub]
        assert hub in namespaces.sweep()
    assert lab_namespaces(lab.pid) == []
    wait_for("its sensors have ended", lambda: not any(Path(f"/proc/{pid}/ns").exists() for pid in sensors.split()))
    if number != signal.SIGKILL:
        assert list(tmp_path.iterdir()) == []


def test_another_lab_that_runs_is_left_alone() -> None:
    mine = f"{namespaces.prefix()}-hub"
    gone = re.sub(r"-(\d+)-hub$", "-1-hub", mine)
    assert not namespaces._is_left(mine)
    assert namespaces._is_left(gone)
    assert not namespaces._is_left("bootwarden")


def test_what_is_missing_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = replace(programs.PROGRAMS["in.tftpd"], names=("no-such-program",))
    monkeypatch.setitem(programs.PROGRAMS, "in.tftpd", absent)
    result = CliRunner().invoke(app, ["lab", "exfiltration"])
    assert "exfiltration is not played: in.tftpd is missing: apt-get install tftpd-hpa" in result.output
    assert result.exit_code != 0
    listed = CliRunner().invoke(app, ["lab", "--list"], terminal_width=1000)
    assert listed.exit_code == 0
    assert all(act in listed.output for act in acts())


def test_an_unknown_act_is_an_error() -> None:
    result = CliRunner().invoke(app, ["lab", "no-such-act"])
    assert "no act is named 'no-such-act'" in str(result.exception)


def on_stage(act: Act, folder: Path) -> Stage:
    """A stage without a network: programs run where the test does."""

    class Bare(Stage):
        def _words(self, host: str, name: str, words: Iterable[object]) -> list[str]:
            return [name, *map(str, words)]

    return Bare(cast("namespaces.Network", None), act, folder)


def test_a_text_is_found_among_moves_of_the_cursor_or_what_was_shown_is_told(tmp_path: Path) -> None:
    """SeaBIOS copies the screen to the serial line, and moves the cursor there in the middle of words."""
    stage = on_stage(replace(acts()["pxelinux"], limit=0.0), tmp_path)
    shown = r"printf 'boot: The lab\033[25;23H was\033[1;1H here'; read"
    terminal = Terminal(stage, "device", 80, "sh", "-c", f"{shown} never")
    stage.deadline += LIMIT
    terminal.wait("The lab was here")
    stage.deadline = 0.0
    with pytest.raises(BootwardenError, match=r"in vain for 'more'.*shown last: 'boot: The lab was here'"):
        terminal.wait("more")
    terminal.close()


def alert(sid: int, src: str, dst: str) -> judge.Record:
    return {"alert": {"signature_id": sid}, "src_ip": src, "dest_ip": dst}


def test_an_alert_too_many_or_too_few_is_a_problem() -> None:
    act = acts()["exfiltration"]
    [expected] = act.expect.alerts
    right = alert(expected.sid, expected.src, expected.dst)
    assert judge.suricata_verdict(act, "suricata7", [right, right], live=True).problems == []
    assert judge.suricata_verdict(act, "suricata7", [], live=True).problems != []
    other = alert(expected.sid, expected.dst, expected.src)
    assert judge.suricata_verdict(act, "suricata7", [right, other], live=True).problems != []


def test_a_finding_belongs_to_the_act_of_its_device() -> None:
    first, second = (
        judge.Played(acts()[name], at, at + 1, Path()) for name, at in (("exfiltration", 1.0), ("nightly-backup", 3.0))
    )
    both = [first, second]
    assert judge.of_act(both, {"src": "10.0.1.16"}, 3.5) == "exfiltration"
    assert judge.of_act(both, {"src": "10.0.0.5"}, 3.5) == "nightly-backup"
    assert judge.of_act(both, {"src": "10.0.0.5"}, 2.0) == "exfiltration"


def test_a_cluster_may_lose_all_of_a_file_by_ftp_and_nothing_else() -> None:
    act = acts()["ftp-both-ways"]

    def problems(*names: str, cluster: bool = True) -> list[str]:
        raised = [n for n in act.expect.notices if n.name in names]
        logs = {"notice": [_notice(n) for n in raised]}
        seen = [Seen(record, 1.0, 1.0) for record in logs["notice"]]
        played = [judge.Played(act, 0.0, 2.0, Path())]
        [verdict] = judge.live_zeek("zeek", played, seen, logs, [], cluster=cluster)
        return verdict.problems

    of_image, of_config = ("Unauthorized_Boot_Server", "Modified_Image"), "Config_Exfiltration"
    assert {n.name for n in act.expect.notices} == {*of_image, of_config}
    for all_of_some in ((), of_image, (of_config,), (*of_image, of_config)):
        assert problems(*all_of_some) == []
    assert problems(of_image[0]) != []
    assert problems(of_image[1], of_config) != []
    assert problems(*of_image, cluster=False) != []


def _notice(notice: Notice) -> judge.Record:
    words = f"[BW00 device={notice.device} server={notice.server} file={notice.file} technique=T1542.005]"
    return {
        "note": f"Bootwarden::{notice.name}",
        "src": notice.device,
        "dst": notice.server,
        "msg": f"x {words}",
        "ts": 1.0,
    }
