"""Runs Suricata on many captures with one process per rule set (its unix socket), and reads eve.json."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bootwarden.engines.alert_files import FileNames
from bootwarden.engines.find import Engine
from bootwarden.engines.position import position
from bootwarden.errors import BootwardenError

Record = dict[str, Any]

SETTINGS = Path(__file__).with_name("suricata.yaml")
_LOSES_A_RULE = re.compile(
    r"(?:Error|Warning): (?:detect|flowbits|rule)|\brules? (?:were )?(?:loaded|failed)|signature"
)
"""Of what Suricata says while it starts, what means that a rule is missing or does not work. (Version 7 and 8 begin a
message with the module that says it.)"""
START_TIMEOUT = 300.0
"""Seconds that loading the rules may take: site rules with 10,000 pinned images are large."""


@dataclass
class SuricataResult:
    """What one capture raised: the alerts of eve.json, and the TFTP requests in it."""

    alerts: list[Record] = field(default_factory=list)
    requests: list[Record] = field(default_factory=list)


def rule_metadata(rules: Path) -> dict[int, dict[str, list[str]]]:
    """The metadata of each rule of a file, or of those of a pattern, by sid, as eve.json has it."""
    found: dict[int, dict[str, list[str]]] = {}
    for line in (line for file in rules.parent.glob(rules.name) for line in file.read_text().splitlines()):
        sid, metadata = re.search(r"\bsid: *(\d+)", line), re.search(r"\bmetadata: *([^;]+);", line)
        if sid and metadata:
            pairs = [pair.strip().partition(" ")[::2] for pair in metadata[1].split(",")]
            found[int(sid[1])] = {key: [v for k, v in pairs if k == key] for key, _ in pairs}
    return found


def read_eve(path: Path, metadata: Mapping[int, Mapping[str, list[str]]] | None = None) -> SuricataResult:
    """Read the alerts and TFTP requests of an eve.json. A line that was cut is left out.

    ``metadata`` gives alerts what they lack of it: Suricata 8 in socket mode, and production settings that
    leave it out.
    """
    result = SuricataResult()
    if not path.is_file():
        return result
    names = FileNames()
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                continue
            for event in names.take(record):
                (result.alerts if "alert" in event else result.requests).append(event)
    result.alerts += names.rest()
    for record in result.alerts:
        alert = record["alert"]
        alert.setdefault("metadata", dict((metadata or {}).get(alert["signature_id"], {})))
    return result


class _Socket:
    """Suricata's command socket: one JSON object a line, each answered by one."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(str(path))
        self._ask({"version": "0.2"})

    def command(self, name: str, arguments: Mapping[str, str] | None = None) -> Any:
        return self._ask({"command": name} | ({"arguments": dict(arguments)} if arguments else {}))

    def _ask(self, message: Mapping[str, Any]) -> Any:
        self._socket.sendall(json.dumps(message).encode() + b"\n")
        answer = b""
        while chunk := self._socket.recv(65536):
            answer += chunk
            try:
                said = json.loads(answer)
            except json.JSONDecodeError:
                continue  # more of it comes
            if said.get("return") != "OK":
                raise ConnectionError(f"refused {message}: {said.get('message')}")
            return said.get("message")
        raise ConnectionError("closed its command socket")

    def close(self) -> None:
        self._socket.close()


def write_settings(folder: Path, more: str = "") -> Path:
    """Write what the harness runs Suricata with, and ``more`` of it, into a folder; say where it is."""
    (folder / "threshold.config").touch()  # else the system's, which may be missing
    settings = folder / "suricata.yaml"
    settings.write_text(SETTINGS.read_text().format(folder=folder) + more)
    return settings


def run(
    engine: Engine,
    captures: Sequence[Path],
    rules: Path,
    *,
    runmode: str = "single",
    done: Callable[[Path], None] = lambda capture: None,
    reading: Callable[[Path, int], None] | None = None,
    warn: Callable[[str], None] = lambda line: None,
) -> dict[Path, SuricataResult]:
    """Replay captures, one after the other, through one Suricata with the rules of one file, or of those of a pattern.

    ``done`` is called after each, ``reading`` now and then with how far the current one was read.
    ``warn`` is called with what Suricata warns of besides rules. Alerts are exact under ``--runmode single``. Raises
    BootwardenError when a rule does not load without a warning, or the engine dies.
    """
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        folder = Path(scratch)
        outputs = {capture: folder / str(number) for number, capture in enumerate(captures)}
        with Running(engine, rules, folder, runmode=runmode, warn=warn) as running:
            running.replay(outputs, done, partial(_tell, running.pid, reading))
        # Version 7 writes it in socket mode, too.
        metadata = {} if engine.version.startswith("7.") else rule_metadata(rules)
        return {capture: read_eve(output / "eve.json", metadata) for capture, output in outputs.items()}


class Running:
    """A Suricata that has loaded its rules, for captures one after the other; until the end of the ``with``."""

    def __init__(
        self,
        engine: Engine,
        rules: Path,
        folder: Path,
        *,
        runmode: str = "single",
        more: str = "",
        warn: Callable[[str], None] = lambda line: None,
    ) -> None:
        """Start it. ``folder`` is its own, and ``more`` stands in its suricata.yaml.

        Raises BootwardenError when a rule does not load without a warning.
        """
        self._name, self._rules, self._folder, self._read = f"{engine.name} {engine.version}", rules, folder, 0
        settings = write_settings(folder, more)
        command = [str(engine.path), "-c", str(settings), "-S", str(rules.resolve()), "-k", "none"]
        command += ["-l", str(folder), "--runmode", runmode, f"--unix-socket={folder / 'command.socket'}"]
        with (folder / "stderr").open("w") as stderr:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr
            )
        try:
            self._control = _connect(self._process, folder)
            for line in _said(folder):
                if _LOSES_A_RULE.search(line):
                    raise BootwardenError(f"{rules}: {self._name}: {line}")
                warn(f"{self._name}: {line}")
        except OSError as cause:
            self._kill()
            raise self._died(cause) from cause
        except BaseException:
            self._kill()
            raise

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def replay(
        self,
        outputs: Mapping[Path, Path],
        done: Callable[[Path], None] = lambda capture: None,
        current: Callable[[Path], None] = lambda capture: None,
    ) -> None:
        """Read captures, each with a new folder for what it raises.

        Raises BootwardenError when the engine dies.
        """
        try:
            for capture, output in outputs.items():
                output.mkdir()
                arguments = {"filename": str(capture.resolve()), "output-dir": str(output)}
                self._control.command("pcap-file", arguments)
            _drain(self._control, self._folder, list(outputs), done, current, self._read)
            self._read += len(outputs)
        except OSError as cause:
            raise self._died(cause) from cause

    def __enter__(self) -> Running:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Shut it down."""
        try:
            if kind is None:
                self._control.command("shutdown")
                self._control.close()
                self._process.wait(timeout=60)
        except (OSError, subprocess.TimeoutExpired) as cause:
            raise self._died(cause) from cause
        finally:
            self._kill()

    def _died(self, cause: Exception) -> BootwardenError:
        reason = (_said(self._folder) or [str(cause)])[-1]
        return BootwardenError(f"{self._name} died: {reason} (rules: {self._rules})")

    def _kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def _said(folder: Path) -> list[str]:
    """The errors and warnings of Suricata's own log and standard error."""
    lines: list[str] = []
    for name in ("suricata.log", "stderr"):
        path = folder / name
        if path.is_file():
            lines += path.read_text(errors="replace").splitlines()
    return [line for line in lines if "Error: " in line or "Warning: " in line or line.startswith(("E:", "W:"))]


def _connect(process: subprocess.Popen[bytes], folder: Path) -> _Socket:
    """The command socket, once Suricata has loaded its rules."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ConnectionError(f"ended with status {process.returncode} while it started")
        try:
            return _Socket(folder / "command.socket")
        except (FileNotFoundError, ConnectionRefusedError):
            time.sleep(0.02)
    raise ConnectionError(f"did not open its command socket within {START_TIMEOUT:.0f} s")


def _tell(pid: int, reading: Callable[[Path, int], None] | None, capture: Path) -> None:
    if reading and (at := position(pid, capture.resolve())) is not None:
        reading(capture, at)


def _drain(
    control: _Socket,
    folder: Path,
    captures: list[Path],
    done: Callable[[Path], None],
    current: Callable[[Path], None],
    before: int,
) -> None:
    """Wait until every capture was read, after those of ``before``, telling of each and of which is read now.

    The queue alone does not say so: Suricata 8 takes a capture from it before it counts as the current one.
    Its log has a line for each capture that was read or refused.
    """
    finished, rounds = 0, 0
    while True:
        rounds += 1
        if rounds % 50 == 0 and finished < len(captures):
            current(captures[finished])
        log = (folder / "suricata.log").read_text(errors="replace")
        if refused := re.search(r"Failed to init pcap file (.+), skipping", log):
            reason = re.findall(r"Error: pcap: (.+)", log)[0]
            raise BootwardenError(f"{refused[1]}: Suricata cannot read it: {reason}")
        now = log.count("Notice: pcap: read ") - before
        for capture in captures[finished:now]:
            done(capture)
        finished = now
        # Asked each time, because a command wakes Suricata up to look at its queue. And only when no capture is
        # current either are the alerts of the last one written.
        idle = control.command("pcap-current") == "None"
        if finished >= len(captures) and idle:
            return
        time.sleep(0.01)
