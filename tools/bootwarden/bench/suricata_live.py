"""Runs Suricata as a sensor does: on an interface, each of its threads with its own share of the packets (`workers`).

Captures cannot be read in that runmode. A network namespace of its own holds a pair of virtual interfaces: what is sent
into one end, Suricata sees at the other, and nobody else. Run as a module, this is what happens inside the namespace.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from scapy.utils import RawPcapReader

from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import read_eve, write_settings
from bootwarden.errors import BootwardenError
from bootwarden.traffic.frame import udp_frame

THREADS = 2
WATCHED, FED = "bootwarden0", "bootwarden1"
LONGEST_GAP = 0.02
"""Seconds. Hours between packets are no use here; data follows its request as fast as in the capture."""
START_TIMEOUT = 60.0
END_SID, END_MARK, ENDS = 1, b"the last datagram of this capture", 32
"""Each thread has seen all when it has seen the marks: of so many flows, each thread gets some."""

INTERFACE = f"""
af-packet:
  - interface: {WATCHED}
    threads: {THREADS}
    cluster-id: 77
    cluster-type: cluster_flow
    defrag: yes
    ring-size: 20000
"""
ISOLATED = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]


def available() -> bool:
    """Whether this system lets us have a network namespace with virtual interfaces."""
    try:
        return subprocess.run([*ISOLATED, "sh", "-c", _interfaces()], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _interfaces() -> str:
    up = " && ".join(f"ip link set {name} mtu 9000 up" for name in (WATCHED, FED))
    return f"ip link add {WATCHED} type veth peer name {FED} && {up}"


def replay(engine: Engine, capture: Path, rules: str, folder: Path) -> Counter[int]:
    """What a capture raises on an interface, by sid. Raises BootwardenError where Suricata does not run there."""
    write_settings(folder, INTERFACE)
    mark = f'content:"{END_MARK.decode()}"; sid:{END_SID}; rev:1;'
    (folder / "live.rules").write_text(rules + f"alert udp any any -> any 9 ({mark})\n")
    inside = [sys.executable, "-m", __name__, str(engine.path), str(capture), str(folder)]
    done = subprocess.run(
        [*ISOLATED, "sh", "-c", f'{_interfaces()} && exec "$@"', "sh", *inside],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BootwardenError(f"{engine.name} {engine.version} on an interface: {done.stderr.strip()[-500:]}")
    found = Counter(record["alert"]["signature_id"] for record in read_eve(folder / "eve.json").alerts)
    del found[END_SID]
    return found


def _inside(engine: str, capture: Path, folder: Path) -> None:
    command = [engine, "-c", str(folder / "suricata.yaml"), "-S", str(folder / "live.rules"), "-k", "none"]
    command += ["-l", str(folder), "--af-packet", "--runmode", "workers"]
    log, eve = folder / "suricata.log", folder / "eve.json"
    for stale in (log, eve):
        stale.unlink(missing_ok=True)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(process, lambda: log.is_file() and "ngine started" in log.read_text())
        _send(capture)
        _wait(process, lambda: eve.is_file() and eve.read_text().count(f'"signature_id":{END_SID},') == ENDS)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=START_TIMEOUT)


def _wait(process: subprocess.Popen[bytes], condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"Suricata did not get through (status {process.poll()})")
        time.sleep(0.01)


def _send(capture: Path) -> None:
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as link, RawPcapReader(str(capture)) as packets:
        link.bind((FED, 0))
        last: float | None = None
        for data, about in packets:
            at = about.sec + about.usec / 1e6
            if last is not None and at > last:
                time.sleep(min(at - last, LONGEST_GAP))
            last = at
            link.send(data)
        for number in range(ENDS):
            link.send(udp_frame("10.255.0.1", 1000 + number, "10.255.0.2", 9, END_MARK, number))


if __name__ == "__main__":
    _inside(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
