"""What the TFTP layer costs Zeek: CPU and memory of the same capture with the package loaded and without."""

from __future__ import annotations

import ipaddress
import os
import random
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import _default_path
from bootwarden.errors import BootwardenError
from bootwarden.traffic import tftp
from bootwarden.traffic.quick import udp_frame

CLIENT, SERVER = "10.0.1.1", "10.0.0.5"
BLKSIZE = 1428

NUMBER, UDP_CHECKSUM = 44, 40
"""Where a DATA or ACK frame has its block number, and its UDP checksum (0: none)."""


def mixed(packets: int) -> Iterator[bytes]:
    """UDP that is no TFTP: short exchanges of many clients with DNS, NTP, syslog, SNMP and unknown ports."""
    rng = random.Random(1542)
    servers = ((53, 60), (123, 48), (514, 180), (443, 1200), (5060, 500), (33000, 900))
    for n in range(packets // 4):
        port, size = servers[n % len(servers)]
        client, sport = f"10.{rng.randrange(256)}.{rng.randrange(256)}.9", rng.randrange(1024, 65536)
        for _ in range(2):
            body = b"\x80" + rng.randbytes(size - 1)
            yield udp_frame(client, sport, SERVER, port, body, n & 0xFFFF)
            yield udp_frame(SERVER, port, client, sport, body, n & 0xFFFF)


def transfer(size: int) -> Iterator[bytes]:
    """One read of a file of about this size, without a hitch."""
    options = {"blksize": BLKSIZE}
    yield udp_frame(CLIENT, 49152, SERVER, 69, tftp.request(tftp.READ, "big.dat", "octet", options), 1)
    yield udp_frame(SERVER, 32768, CLIENT, 49152, tftp.oack(options), 1)
    body = random.Random(1542).randbytes(BLKSIZE)
    block = bytearray(udp_frame(SERVER, 32768, CLIENT, 49152, tftp.data(0, body), 1))
    ack = bytearray(udp_frame(CLIENT, 49152, SERVER, 32768, tftp.ack(0), 1))
    for frame in (block, ack):
        struct.pack_into("!H", frame, UDP_CHECKSUM, 0)
    blocks = size // BLKSIZE
    for number in range(blocks + 1):
        struct.pack_into("!H", ack, NUMBER, number & 0xFFFF)
        yield bytes(ack)
        if number < blocks:
            struct.pack_into("!H", block, NUMBER, (number + 1) & 0xFFFF)
            yield bytes(block)
    yield udp_frame(SERVER, 32768, CLIENT, 49152, tftp.data(blocks + 1, b"end"), 1)
    yield udp_frame(CLIENT, 49152, SERVER, 32768, tftp.ack(blocks + 1), 1)


def flood(requests: int) -> Iterator[bytes]:
    """Requests from as many spoofed addresses."""
    payload = tftp.request(tftp.READ, "firmware.bin")
    first = int(ipaddress.IPv4Address("10.64.0.0"))
    for n in range(requests):
        yield udp_frame(str(ipaddress.IPv4Address(first + n)), 1024 + n % 60000, SERVER, 69, payload, n & 0xFFFF)


def write(frames: Iterator[bytes], path: Path, gap: int) -> None:
    """Write a capture, a packet every ``gap`` microseconds."""
    now = 1_767_600_000_000_000
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1))
        for frame in frames:
            now += gap
            out.write(struct.pack("<IIII", *divmod(now, 1_000_000), len(frame), len(frame)) + frame)


@dataclass(frozen=True)
class Cost:
    """What one capture costs: CPU seconds and the most memory, in KB, without the package and with it."""

    name: str
    plain: float
    loaded: float
    start_plain: float
    start_loaded: float
    memory_plain: int
    memory_loaded: int

    @property
    def ratio(self) -> float:
        """CPU with the package to CPU without, starting included."""
        return self.loaded / self.plain

    @property
    def ratio_without_start(self) -> float:
        """The same for the packets alone."""
        return (self.loaded - self.start_loaded) / (self.plain - self.start_plain)


def once(engine: Engine, capture: Path, scripts: list[str], folder: Path) -> tuple[float, int]:
    """CPU seconds and the most memory of one run."""
    default = os.environ.get("ZEEKPATH") or _default_path(engine.path)
    process = subprocess.Popen(
        [str(engine.path), "-D", "-r", str(capture), *scripts],
        cwd=folder,
        env=os.environ | {"ZEEKPATH": f"{folder}:{default}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise BootwardenError(f"{capture.name}: Zeek {engine.version} ended with status {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def measure(
    engine: Engine, size: int, packets: int, requests: int, repeat: int, step: Callable[[str], None]
) -> list[Cost]:
    """Run each capture without scripts, and with the TFTP layer, in turns; the least of each counts."""
    captures: dict[str, tuple[Iterator[bytes], int]] = {
        f"{packets:,} UDP packets, no TFTP": (mixed(packets), 200),
        f"one transfer of {size / 1e6:.0f} MB, md5 and sha256": (transfer(size), 50),
        f"{requests:,} spoofed requests": (flood(requests), 100),
    }
    costs = []
    with tempfile.TemporaryDirectory(prefix="bootwarden-bench-") as scratch:
        folder = Path(scratch)
        (folder / "bootwarden").symlink_to(paths.ZEEK_PACKAGE)
        empty = folder / "empty.pcap"
        write(iter(()), empty, 1)
        for name, (frames, gap) in captures.items():
            capture = folder / "bench.pcap"
            write(frames, capture, gap)
            best: dict[tuple[str, bool], tuple[float, int]] = {}
            for _ in range(repeat):
                for path in (empty, capture):
                    for scripts in ([], ["bootwarden/tftp"]):
                        key = (path.stem, bool(scripts))
                        seconds, memory = once(engine, path, scripts, folder)
                        last = best.get(key, (seconds, memory))
                        best[key] = (min(seconds, last[0]), min(memory, last[1]))
                step(name)
            costs.append(
                Cost(
                    name,
                    best["bench", False][0],
                    best["bench", True][0],
                    best["empty", False][0],
                    best["empty", True][0],
                    best["bench", False][1],
                    best["bench", True][1],
                )
            )
    return costs
