"""What scripts cost Zeek: CPU and memory of the same capture with them and without; here with the TFTP layer."""

from __future__ import annotations

import ipaddress
import itertools
import os
import random
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootwarden import paths
from bootwarden.bench.spent import spent
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import environment
from bootwarden.errors import BootwardenError
from bootwarden.traffic import tftp
from bootwarden.traffic.frame import udp_frame
from bootwarden.traffic.wire import Wire

CLIENT, SERVER = "10.0.1.1", "10.0.0.5"
BLKSIZE = 1428

NUMBER, UDP_CHECKSUM = 44, 40
"""Where a DATA or ACK frame has its block number, and its UDP checksum."""

HASHES_ONLY = """
redef udp_content_delivery_ports_orig += { [49152/udp] = T };
global md5 = md5_hash_init();
global sha256 = sha256_hash_init();

event udp_contents(u: connection, is_orig: bool, contents: string)
	{
	local data = sub_bytes(contents, 5, 65507);
	md5_hash_update(md5, data);
	sha256_hash_update(sha256, data);
	}
"""
"""Receives the blocks of ``transfer`` and hashes them, and does not even look at their numbers."""

READ_EVERY = 2_000
"""Packets from one small read to the next, in the mixed capture with TFTP."""


def mixed(packets: int, reads: bool = False) -> Iterator[bytes]:
    """Short exchanges of many clients with DNS, NTP, syslog, SIP and unknown ports; with ``reads`` also some TFTP."""
    rng = random.Random(1542)
    servers = ((53, 60), (123, 48), (514, 180), (443, 1200), (5060, 500), (33000, 900))
    for n in range(packets // 4):
        port, size = servers[n % len(servers)]
        client, sport = f"10.{rng.randrange(256)}.{rng.randrange(256)}.9", rng.randrange(1024, 65536)
        for _ in range(2):
            body = b"\x80" + rng.randbytes(size - 1)
            yield udp_frame(client, sport, SERVER, port, body, n & 0xFFFF)
            yield udp_frame(SERVER, port, client, sport, body, n & 0xFFFF)
        if reads and n % (READ_EVERY // 4) == 0:
            wire = Wire()
            tftp.read(wire, client, SERVER, "network-confg", bytes(1500), server_port=32768 + n % 1000)
            yield from (frame for _, frame, _ in wire.frames)


def numbered(frame: bytes) -> Iterator[bytes]:
    """A DATA or ACK frame with block number 0, with each number in turn, and the checksum that fits (RFC 1624)."""
    now = bytearray(frame)
    (checksum,) = struct.unpack_from("!H", frame, UDP_CHECKSUM)
    for block in itertools.count():
        number = block & 0xFFFF
        total = (~checksum & 0xFFFF) + number
        total = (total & 0xFFFF) + (total >> 16)
        struct.pack_into("!H", now, NUMBER, number)
        struct.pack_into("!H", now, UDP_CHECKSUM, ~total & 0xFFFF or 0xFFFF)
        yield bytes(now)


def transfer(size: int) -> Iterator[bytes]:
    """One read of a file of about this size, without a hitch."""
    options = {"blksize": BLKSIZE}
    yield udp_frame(CLIENT, 49152, SERVER, 69, tftp.request(tftp.READ, "big.dat", "octet", options), 1)
    yield udp_frame(SERVER, 32768, CLIENT, 49152, tftp.oack(options), 1)
    body = random.Random(1542).randbytes(BLKSIZE)
    data = numbered(udp_frame(SERVER, 32768, CLIENT, 49152, tftp.data(0, body), 1))
    acks = numbered(udp_frame(CLIENT, 49152, SERVER, 32768, tftp.ack(0), 1))
    blocks = size // BLKSIZE
    next(data)
    yield next(acks)
    for _ in range(blocks):
        yield next(data)
        yield next(acks)
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
class Job:
    """A capture to measure with, a packet every ``gap`` microseconds.

    ``scripts`` are loaded against none; ``least`` is the least script that could do their work.
    """

    name: str
    frames: Iterator[bytes]
    scripts: list[str]
    gap: int = 200
    least: str = ""


@dataclass(frozen=True)
class Cost:
    """What one capture costs: CPU seconds and the most memory, in KB, without the scripts and with them."""

    name: str
    plain: float
    loaded: float
    start_plain: float
    start_loaded: float
    memory_plain: int
    memory_loaded: int
    least: float | None = None
    """CPU seconds with the least script that could do the work."""

    @property
    def ratio(self) -> float:
        """CPU with the scripts to CPU without, starting included."""
        return self.loaded / self.plain

    @property
    def ratio_least(self) -> float | None:
        """The same for the least script."""
        return None if self.least is None else self.least / self.plain

    @property
    def ratio_without_start(self) -> float:
        """CPU with the scripts to CPU without, for the packets alone."""
        return (self.loaded - self.start_loaded) / (self.plain - self.start_plain)

    @property
    def memory_added(self) -> int:
        """Memory that the scripts add, KB."""
        return self.memory_loaded - self.memory_plain


def once(engine: Engine, capture: Path, scripts: list[str], folder: Path) -> tuple[float, int]:
    """CPU seconds and the most memory of one run."""
    command = [str(engine.path), "-D", "-r", str(capture), *scripts]
    run = spent(command, folder, os.environ | environment(engine, folder / "path", paths.ZEEK_PACKAGE))
    if run.status != 0:
        raise BootwardenError(f"{capture.name}: Zeek {engine.version} ended with status {run.status}")
    return run.seconds, run.memory


def jobs(size: int, packets: int, requests: int) -> list[Job]:
    """What ``bench tftp`` measures."""
    tftp_layer = ["bootwarden/tftp"]
    return [
        Job(f"{packets:,} UDP packets, no TFTP", mixed(packets), tftp_layer),
        Job(f"the same, a small read every {READ_EVERY:,}", mixed(packets, reads=True), tftp_layer),
        Job(f"one transfer of {size / 1e6:.0f} MB, md5 and sha256", transfer(size), tftp_layer, 50, HASHES_ONLY),
        Job(f"{requests:,} spoofed requests", flood(requests), tftp_layer, 100),
        Job(f"{2 * requests:,} spoofed requests", flood(2 * requests), tftp_layer, 50),
    ]


def measure(engine: Engine, jobs: Sequence[Job], repeat: int, step: Callable[[str], None]) -> list[Cost]:
    """Run each capture without scripts, and with those of its job, in turns; the least of each counts."""
    costs = []
    with tempfile.TemporaryDirectory(prefix="bootwarden-bench-") as scratch:
        folder = Path(scratch)
        empty, capture = folder / "empty.pcap", folder / "bench.pcap"
        write(iter(()), empty, 1)
        for job in jobs:
            write(job.frames, capture, job.gap)
            runs = [(path, scripts) for path in (capture, empty) for scripts in ([], job.scripts)]
            if job.least:
                (folder / "least.zeek").write_text(job.least)
                runs.append((capture, ["./least.zeek"]))
            figures: list[list[tuple[float, int]]] = [[] for _ in runs]
            for _ in range(repeat):
                for (path, scripts), figure in zip(runs, figures, strict=True):
                    figure.append(once(engine, path, scripts, folder))
                step(job.name)
            plain, loaded, start_plain, start_loaded, *least = [min(s for s, _ in figure) for figure in figures]
            memory_plain, memory_loaded = [min(m for _, m in figure) for figure in figures[:2]]
            costs.append(
                Cost(job.name, plain, loaded, start_plain, start_loaded, memory_plain, memory_loaded, *least[:1])
            )
    return costs
