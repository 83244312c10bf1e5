"""Engines that watch the bridge while acts are played, and when each finding could be read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import write_settings
from bootwarden.engines.zeek import SETTINGS, ZeekResult, environment, read_logs
from bootwarden.errors import BootwardenError
from bootwarden.lab.namespaces import BRIDGE, Network

Record = dict[str, Any]

MARK_SID = 1
MARK_PORT = 9
MARK = "an act of Bootwarden's lab is over"
START_LIMIT = 120.0
STEP = 0.01

AF_PACKET = f"""
af-packet:
  - interface: {BRIDGE}
    threads: 1
    cluster-id: {{cluster}}
    cluster-type: cluster_flow
    defrag: yes
    use-mmap: yes
    ring-size: 20000
"""

ZEEK_MARK = f"""
redef enum Notice::Type += {{ Lab_Act_Over }};
event new_connection(c: connection)
	{{
	if ( c$id$resp_p == {MARK_PORT}/udp )
		NOTICE([$note=Lab_Act_Over, $msg="over", $conn=c, $suppress_for=0sec]);
	}}
"""


@dataclass(frozen=True)
class Seen:
    """A record that an engine wrote: when the packet came that raised it, and when it could be read."""

    record: Record
    time: float
    read_at: float

    @property
    def after(self) -> float:
        """Seconds from the packet to the line that tells of it."""
        return self.read_at - self.time


class Sensor(ABC):
    """An engine that runs on the bridge."""

    def __init__(self, engine: Engine, network: Network, folder: Path, site: Path) -> None:
        """Keep what is to be started."""
        self.engine, self.network, self.folder, self.site = engine, network, folder, site
        self.seen: list[Seen] = []
        self.marks = 0
        self._offset = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """The engine's name."""
        return self.engine.name

    @abstractmethod
    def _command(self) -> tuple[list[str], dict[str, str]]:
        """Its command and environment."""

    @abstractmethod
    def _is_up(self) -> bool:
        """Whether it sees packets."""

    @abstractmethod
    def _take(self, record: Record) -> float | None:
        """When the packet of a record came; None where the record is no finding."""

    @property
    @abstractmethod
    def log(self) -> Path:
        """The file that its findings come in."""

    def start(self) -> None:
        """Start it."""
        self.folder.mkdir(parents=True)
        command, settings = self._command()
        with (self.folder / "said").open("wb") as said:
            self._process = subprocess.Popen(
                self.network.inside(self.network.hub, command),
                cwd=self.folder,
                env=os.environ | settings,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it sees packets."""
        self._until(self._is_up, "start", START_LIMIT)

    def _until(self, condition: Callable[[], bool], what: str, limit: float) -> None:
        deadline = time.monotonic() + limit
        while not condition():
            if self._has_ended():
                raise BootwardenError(f"{self.name} ended in the lab: {self._last()}")
            if time.monotonic() > deadline:
                raise BootwardenError(f"{self.name} did not {what} within {limit:.0f} s: {self._last()}")
            time.sleep(STEP)

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _last(self) -> str:
        lines = self.said().strip().splitlines()
        return lines[-1] if lines else "it said nothing"

    def said(self) -> str:
        """All that it printed."""
        files = [self.folder / name for name in ("said", "suricata.log", "stderr.log")]
        return "\n".join(path.read_text(errors="replace") for path in files if path.is_file())

    def look(self) -> None:
        """Read what it has written since the last look."""
        if not self.log.is_file():
            return
        with self.log.open("rb") as lines:
            lines.seek(self._offset)
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                self._offset += len(line)
                record = json.loads(line)
                if (at := self._take(record)) is not None:
                    self.seen.append(Seen(record, at, time.time()))

    def stop(self) -> None:
        """End it, as its own service would; what it writes then is read as well."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=START_LIMIT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None
        self.look()

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class SuricataSensor(Sensor):
    """Suricata by af-packet, as sensors run it (workers)."""

    @property
    def log(self) -> Path:
        """Its eve.json."""
        return self.folder / "eve.json"

    def _command(self) -> tuple[list[str], dict[str, str]]:
        write_settings(self.folder, AF_PACKET.format(cluster=70 + int(self.name[-1])))
        mark = f'alert udp any any -> any {MARK_PORT} (content:"{MARK}"; sid:{MARK_SID}; rev:1;)\n'
        rules = self.folder / "lab.rules"
        rules.write_text((self.site / "bootwarden-site.rules").read_text() + mark)
        command = [str(self.engine.path), "-c", str(self.folder / "suricata.yaml"), "-S", str(rules)]
        return [*command, "-l", str(self.folder), f"--af-packet={BRIDGE}", "--runmode", "workers"], {}

    def _is_up(self) -> bool:
        return "ngine started" in self.said()

    def _take(self, record: Record) -> float | None:
        if record.get("event_type") != "alert":
            return None
        if record["alert"]["signature_id"] == MARK_SID:
            self.marks += 1
            return None
        return datetime.fromisoformat(record["timestamp"]).timestamp()


class ZeekSensor(Sensor):
    """One Zeek process with the package and the site."""

    @property
    def log(self) -> Path:
        """Its notice.log; the other logs are read at the end."""
        return self.folder / "notice.log"

    def _command(self) -> tuple[list[str], dict[str, str]]:
        (self.folder / "mark.zeek").write_text(ZEEK_MARK)
        command = [str(self.engine.path), "-i", BRIDGE, "bootwarden", str(self.site / "bootwarden-site.zeek")]
        settings = environment(self.engine, self.folder / "path", paths.ZEEK_PACKAGE)
        return [*command, str(self.site / "extra.zeek"), "mark.zeek", *SETTINGS], settings

    def _is_up(self) -> bool:
        return "listening on" in self.said()

    def _take(self, record: Record) -> float | None:
        if record.get("note") == "Lab_Act_Over":
            self.marks += 1
            return None
        return float(record["ts"]) if str(record.get("note", "")).startswith("Bootwarden::") else None

    def found(self) -> tuple[Mapping[str, Sequence[Record]], list[str]]:
        """Its logs, and what it complained of."""
        result = ZeekResult(read_logs(self.folder), self.said())
        # That it was told to end, and how many packets it saw, it reports, too.
        return result.logs, [line for line in result.complaints if "Reporter::INFO" not in line]


def sensor(engine: Engine, network: Network, folder: Path, site: Path) -> Sensor:
    """A sensor that runs an engine."""
    kind = ZeekSensor if engine.family == "zeek" else SuricataSensor
    return kind(engine, network, folder / engine.name, site.resolve())


_SEND = (
    "import socket, sys\n"
    "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
    "s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)\n"
    "s.sendto(sys.argv[1].encode(), ('10.255.255.255', int(sys.argv[2])))\n"
)


def tell_over(network: Network) -> None:
    """Put the datagram on the wire that says to every sensor that it has seen all of an act."""
    command = [sys.executable, "-c", _SEND, MARK, str(MARK_PORT)]
    subprocess.run(network.inside(network.hub, command), check=True)


class Watch:
    """Reads what sensors write as soon as it can be read, beside what is played."""

    def __init__(self, sensors: list[Sensor]) -> None:
        """Watch these."""
        self._sensors = sensors
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(STEP):
            for each in self._sensors:
                each.look()


def await_mark(sensors: list[Sensor], number: int, limit: float = 300.0) -> None:
    """Wait until each sensor has said that it saw the mark of an act."""
    deadline = time.monotonic() + limit
    while True:
        behind = [each.name for each in sensors if each.marks < number]
        if not behind:
            return
        if time.monotonic() > deadline:
            raise BootwardenError(f"{', '.join(behind)} did not see the end of an act within {limit:.0f} s")
        time.sleep(STEP)


def recording(network: Network, file: Path) -> subprocess.Popen[bytes]:
    """Record the bridge into a capture; the recorder is ready when this returns."""
    command = [sys.executable, "-m", "bootwarden.lab.recorder", BRIDGE, str(file)]
    process = subprocess.Popen(
        network.inside(network.hub, command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    if process.stdout.readline() != b"ready\n":
        raise BootwardenError(f"the bridge cannot be recorded into {file}")
    return process
