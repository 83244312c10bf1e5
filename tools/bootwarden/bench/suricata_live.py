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
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

from scapy.utils import RawPcapReader

from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import read_eve, write_settings
from bootwarden.errors import BootwardenError
from bootwarden.traffic.frame import udp_frame

WATCHED, FED = "bootwarden0", "bootwarden1"
LONGEST_GAP = 0.02
"""Seconds. Hours between packets are no use here; data follows its request as fast as in the capture."""
START_TIMEOUT = 60.0
END_SID, END_MARK, ENDS = 1, b"the last datagram of this capture", 32
"""Each thread has seen all when it has seen the marks: of so many flows, each thread gets some."""


def _interface(threads: int) -> str:
    return f"""
af-packet:
  - interface: {WATCHED}
    threads: {threads}
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


def replay(engine: Engine, captures: Sequence[Path], rules: str, folder: Path, threads: int = 2) -> list[Counter[int]]:
    """What captures raise on an interface, each by sid. Raises BootwardenError where Suricata does not run there.

    One Suricata sees all, and remembers: each capture's hosts in 10.0.0.0/16 and fd00::/16 have a network of their own.
    """
    if len(captures) >= KEPT:
        raise BootwardenError(f"{len(captures)} captures are too many for one run: take less than {KEPT}")
    write_settings(folder, _interface(threads))
    mark = f'content:"{END_MARK.decode()}"; sid:{END_SID}; rev:1;'
    (folder / "live.rules").write_text(rules + f"alert udp any any -> any 9 ({mark})\n")
    inside = [sys.executable, "-m", __name__, str(engine.path), str(folder), *map(str, captures)]
    done = subprocess.run(
        [*ISOLATED, "sh", "-c", f'{_interfaces()} && exec "$@"', "sh", *inside],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BootwardenError(f"{engine.name} {engine.version} on an interface: {done.stderr.strip()[-500:]}")
    found: list[Counter[int]] = [Counter() for _ in captures]
    for record in read_eve(folder / "eve.json").alerts:
        number = next(filter(None, map(_network, (record["src_ip"], record["dest_ip"]))), 0)
        if 0 < number <= len(captures) and record["alert"]["signature_id"] != END_SID:
            found[number - 1][record["alert"]["signature_id"]] += 1
    return found


KEPT = 20
"""Of networks 10.N.0.0, the first that captures use themselves."""
_VERSIONS = {b"\x08\x00": (b"\x0a\x00", (26, 30)), b"\x86\xdd": (b"\xfd\x00", (22, 38))}
"""By the type of a frame: how addresses begin that are moved, and where they are."""


def moved(frame: bytes, number: int) -> bytes:
    """The frame with its hosts in another network."""
    begin, places = _VERSIONS.get(frame[12:14], (b"", ()))
    changed = bytearray(frame)
    for at in places:
        if frame[at : at + 2] == begin:
            changed[at + 1] = number
    return bytes(changed)


def _network(address: str) -> int:
    """The network that an address was moved into, or 0."""
    packed = ip_address(address).packed
    return packed[1] if packed[0] in (0x0A, 0xFD) and packed[1] < KEPT else 0


def _inside(engine: str, folder: Path, captures: Sequence[Path]) -> None:
    command = [engine, "-c", str(folder / "suricata.yaml"), "-S", str(folder / "live.rules"), "-k", "none"]
    command += ["-l", str(folder), "--af-packet", "--runmode", "workers"]
    log, eve = folder / "suricata.log", folder / "eve.json"
    for stale in (log, eve):
        stale.unlink(missing_ok=True)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(process, lambda: log.is_file() and "ngine started" in log.read_text())
        _send(captures)
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


def _send(captures: Sequence[Path]) -> None:
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as link:
        link.bind((FED, 0))
        for number, capture in enumerate(captures, 1):
            last: float | None = None
            with RawPcapReader(str(capture)) as packets:
                for data, about in packets:
                    at = about.sec + about.usec / 1e6
                    if last is not None and at > last:
                        time.sleep(min(at - last, LONGEST_GAP))
                    last = at
                    link.send(moved(data, number))
        for number in range(ENDS):
            link.send(udp_frame("10.255.0.1", 1000 + number, "10.255.0.2", 9, END_MARK, number))


if __name__ == "__main__":
    _inside(sys.argv[1], Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
