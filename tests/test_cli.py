"""What a user types, and what comes back: messages of one line, and the exit statuses of DESIGN.md."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bootwarden import __version__, paths
from bootwarden.engines.find import Engine, find_engines

COMMANDS = ["demo", "explain", "test", "replay", "learn", "site", "pcap", "rules", "report", "bench"]
needs_engine = pytest.mark.skipif(not find_engines(), reason="no engine here")


def bootwarden(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bootwarden", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "200"} | environment
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = bootwarden(command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pcap", b"", "is empty"),
        ("text.pcap", b"this is no capture\n", "is no capture"),
        ("header.pcap", b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", "ends within its file header"),
    ],
)
@needs_engine
def test_what_is_no_capture_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = bootwarden("replay", tmp_path / name)
    assert done.returncode == 2
    assert said in one_line(done)
    assert name in one_line(done)


@needs_engine
def test_missing_capture_is_named(tmp_path: Path) -> None:
    done = bootwarden("replay", tmp_path / "gone.pcap")
    assert done.returncode == 2
    assert "gone.pcap: cannot be read: No such file" in one_line(done)


@needs_engine
def test_cut_capture_is_analysed_up_to_the_cut(tmp_path: Path) -> None:
    whole = next(iter(sorted(paths.PCAPS.glob("*path-traversal*.pcap"))), None) or sorted(paths.PCAPS.glob("bw17*"))[0]
    cut = tmp_path / "cut.pcap"
    cut.write_bytes(whole.read_bytes()[:-7])
    done = bootwarden("replay", "--json", cut)
    assert "ends in the middle of packet" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    json.loads(done.stdout)


def test_the_version_is_that_of_the_package() -> None:
    assert bootwarden("--version").stdout == f"bootwarden {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_installed(shell: str, tmp_path: Path) -> None:
    """For the shell that is named, whichever runs it."""
    done = bootwarden("--install-completion", shell, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / ".config"))
    assert done.returncode == 0, done.stderr
    assert f"{shell} completion installed" in done.stdout
    written = [p for p in tmp_path.rglob("*") if p.is_file() and "_BOOTWARDEN_COMPLETE" in p.read_bytes().decode("l1")]
    assert [shell in str(p) or p.name in ("bootwarden.sh", "_bootwarden") for p in written] == [True]
    assert f"complete_{shell}" in written[0].read_text()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["re"], {"replay", "report"}),
        (["explain", "BW0"], {f"BW0{n}" for n in range(1, 10)}),
        (["replay", "a.pcap", "--engine", "s"], {"suricata", "suricata7", "suricata8"}),
        (["site", "b"], {"build"}),
    ],
)
def test_words_are_completed(typed: list[str], offered: set[str]) -> None:
    """As bash asks."""
    words = ["bootwarden", *typed]
    asked = {"_BOOTWARDEN_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(typed))}
    assert set(bootwarden(**asked).stdout.split()) == offered


def test_who_reads_no_more_gets_no_error() -> None:
    command = f"{sys.executable} -m bootwarden pcap list --json | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_a_terminal_is_no_capture() -> None:
    command = f"{sys.executable} -m bootwarden replay -"
    done = subprocess.run(["script", "-qec", command, "/dev/null"], capture_output=True, text=True, check=False)
    assert "standard input is a terminal" in done.stdout + done.stderr


def test_a_detection_is_explained_with_its_rules_and_captures() -> None:
    for name in ("BW06", "bw06", "Smart_Install_Command", "Bootwarden::Smart_Install_Command"):
        done = bootwarden("explain", name)
        assert done.returncode == 0, done.stderr
        for said in ("## On the device", "no vstack", "1542005060", "bw06-split-behind-probe"):
            assert said in done.stdout
    done = bootwarden("explain", "BW99")
    assert done.returncode == 2
    assert "no detection is named 'BW99'" in one_line(done)


def test_unknown_scenario_is_an_input_error() -> None:
    done = bootwarden("test", "no-such-scenario")
    assert done.returncode == 2
    assert "no scenario is named 'no-such-scenario'" in one_line(done)


def test_missing_engine_has_its_own_status() -> None:
    done = bootwarden("test", "--engine", "zeek", ZEEK="/nonexistent/zeek")
    assert done.returncode == 3
    assert "ZEEK=/nonexistent/zeek" in one_line(done)


def test_unknown_engine_is_an_input_error() -> None:
    done = bootwarden("test", "--engine", "snort")
    assert done.returncode == 2
    assert "snort" in one_line(done)


@needs_engine
def test_engine_that_dies_is_one_line(tmp_path: Path) -> None:
    """A program that claims to be Suricata and ends at once."""
    fake = tmp_path / "suricata"
    fake.write_text('#!/bin/sh\n[ "$1" = -V ] && { echo "This is Suricata version 7.0.10 RELEASE"; exit 0; }\nexit 9\n')
    fake.chmod(0o755)
    done = bootwarden("replay", "--engine", "suricata7", sorted(paths.PCAPS.glob("*.pcap"))[0], SURICATA=str(fake))
    assert done.returncode == 2
    assert "suricata7 7.0.10 died" in one_line(done)


def test_who_interrupts_it_gets_one_line() -> None:
    command = [sys.executable, "-m", "bootwarden", "replay", "-"]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Who is started in the background ignores the signal, and hands that on.
    with subprocess.Popen(command, **pipes, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as running:
        assert running.stdin is not None and running.stderr is not None
        running.stdin.write(bytes(1_000_000))  # more than a pipe holds: now it reads
        running.send_signal(signal.SIGINT)
        running.stdin.close()
        assert running.stderr.read() == b"bootwarden: interrupted\n"
    assert running.returncode == 130


def test_output_that_cannot_be_written_is_one_line() -> None:
    command = [sys.executable, "-m", "bootwarden", "explain", "BW06"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "No space left on device" in one_line(done)


@pytest.mark.parametrize("words", [("demo", "--svg"), ("pcap", "build", "demo", "--out")], ids=lambda w: w[0])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "file"
    file.write_text("precious")
    place = file / "below" if words[0] == "demo" else file
    done = bootwarden(*words, place)
    assert done.returncode == 2
    assert str(file) in one_line(done)
    assert file.read_text() == "precious"


def test_rows_stay_whole_lines_in_a_pipe() -> None:
    known = {row["name"]: row["title"] for row in json.loads(bootwarden("pcap", "list", "--json").stdout)}
    lines = bootwarden("pcap", "list", COLUMNS="40").stdout.splitlines()[1:]
    assert len(lines) == len(known)
    assert all(line.split()[0] in known and known[line.split()[0]] in line for line in lines)


def test_output_in_an_encoding_of_few_letters_is_not_lost() -> None:
    narrow = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = bootwarden("pcap", "show", "demo", PYTHONIOENCODING="ascii", **narrow)
    assert done.returncode == 0, done.stderr
    assert "capture: " in done.stdout


def test_without_a_site_it_is_said_that_facts_were_not_judged(zeek: Engine) -> None:
    done = bootwarden("replay", paths.PCAPS / "bw20-unknown-image.pcap", "--engine", "zeek")
    assert "facts that nobody could judge" in done.stdout
    assert "c2900-universalk9-mz.SPA.158-3.M2.bin" in done.stdout
    assert "facts could not be judged" in done.stdout
    assert "--site" in done.stdout


def test_where_nothing_is_found_the_transfers_are_told(zeek: Engine) -> None:
    capture = paths.PCAPS / "bw10-other-firmware.pcap"
    done = bootwarden("replay", capture, "--engine", "zeek")
    assert done.returncode == 0, done.stderr
    [line] = [line for line in done.stdout.splitlines() if "camera-fw_2.800.bin" in line]
    for said in (
        "10.20.1.2",
        "10.20.1.250",
        "768",
        "complete",
        "f3a25aa93aa2fbba",
    ):
        assert said in line
    everything = json.loads(bootwarden("replay", capture, "--engine", "zeek", "--json", "--all").stdout)
    assert everything["findings"] == []
    assert [t["file_name"] for t in everything["transfers"]][1] == "camera-fw_2.800.bin"
    assert everything["missing"] == ["no Suricata looked at this"]
    assert json.loads(bootwarden("replay", capture, "--engine", "zeek", "--json").stdout) == []


@needs_engine
def test_an_engine_that_is_not_here_is_named(tmp_path: Path) -> None:
    nowhere = {"PATH": "/usr/bin:/bin", "BOOTWARDEN_CACHE": str(tmp_path)}
    done = bootwarden(
        "replay", paths.PCAPS / "bw17-etc-passwd.pcap", "--engine", "suricata", "--json", "--all", **nowhere
    )
    if done.returncode == 3:
        pytest.skip("no Suricata on this machine (make setup)")
    told = json.loads(done.stdout)
    assert told["missing"] == ["no Zeek looked at this: what a transfer held, boots and facts are Zeek's to tell"]
    assert {(r["op"], r["status"]) for r in told["requests"]} == {("read", "requested")}
    assert any("etc/passwd" in r["file_name"] for r in told["requests"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", ["tests: interrupted"]),
        ("import os, signal\ndef test_x():\n    os.kill(os.getpid(), signal.SIGINT)\n", ["Exit: interrupted"]),
    ],
    ids=["collecting", "running"],
)
def test_ctrl_c_in_the_tests_ends_in_a_line(tmp_path: Path, text: str, said: list[str]) -> None:
    (tmp_path / "test_x.py").write_text(text)
    (tmp_path / "pytest.ini").touch()
    command = [sys.executable, str(paths.ROOT / "tests"), "-qq", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    lines = [line.strip("! ") for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert (done.returncode, [line.removeprefix("_pytest.outcomes.") for line in lines]) == (130, said)
