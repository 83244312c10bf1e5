"""What the Suricata rules cost, and what they miss where several threads share the work."""

from __future__ import annotations

import random
import resource
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootwarden import paths
from bootwarden.bench import suricata_live
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import SETTINGS, read_eve
from bootwarden.errors import BootwardenError
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import Scenario
from bootwarden.traffic import images, snmp, tftp
from bootwarden.traffic.wire import Tcp, Wire

WORDS = ("index", "api", "login", "assets", "style", "update", "report", "search", "image", "news", "store", "feed")


def mixed(wire: Wire, rounds: int) -> None:
    """Office traffic as an access switch sees it: web, DNS, SNMP polling, syslog, bulk UDP, and a little TFTP."""
    rng = random.Random("mixed")
    for number in range(rounds):
        host, server = (
            f"10.20.{rng.randrange(8)}.{rng.randrange(1, 250)}",
            f"93.184.{rng.randrange(9)}.{rng.randrange(1, 250)}",
        )
        name = f"{rng.choice(WORDS)}{rng.randrange(99)}.example"
        label = b"".join(bytes([len(p)]) + p.encode() for p in name.split("."))
        query = rng.randbytes(2) + b"\x01\0\0\x01\0\0\0\0\0\0" + label + b"\0\0\x01\0\x01"
        wire.udp(host, rng.randrange(20000, 60000), "10.0.0.3", 53, query)
        web = Tcp(wire, host, rng.randrange(20000, 60000), server, 80)
        web.send(
            f"GET /{rng.choice(WORDS)}/{number} HTTP/1.1\r\nHost: {name}\r\nUser-Agent: Mozilla/5.0\r\n\r\n".encode()
        )
        body = rng.randbytes(rng.randrange(500, 20000))
        web.reply(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        web.close()
        for _ in range(8):
            wire.udp(host, 40000 + number % 20000, server, 443, b"\x40" + rng.randbytes(1200))
        device = f"10.0.1.{1 + number % 200}"
        snmp.Manager(wire, "10.0.9.20", device, "public", port=30000 + number % 20000).get(
            ("1.3.6.1.2.1.2.2.1.10.1", number)
        )
        wire.udp(
            device,
            514,
            "10.0.9.20",
            514,
            f"<189>{number}: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up".encode(),
        )
        if number % 20 == 0:
            port = 30000 + number % 20000
            tftp.read(wire, "10.0.4.10", "10.0.0.5", "pxelinux.0", images.filler(12_000, "pxe"), client_port=port)


def foreign_rules(count: int) -> str:
    """Rules as a large set has them (content of many lengths, HTTP, DNS, TCP and UDP), with nothing of anybody's."""
    rng = random.Random("foreign")
    lines = []
    for number in range(count):
        text = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789-_", k=rng.randrange(5, 24)))
        kind = number % 10
        if kind < 4:
            rule = f'http any any -> any any (flow:established,to_server; http.uri; content:"/{text}"; fast_pattern;'
        elif kind < 6:
            rule = f'dns any any -> any any (dns.query; content:"{text}.example"; nocase;'
        elif kind < 9:
            rule = f'tcp any any -> any any (flow:established; content:"{text}"; content:"|0d 0a|"; distance:0;'
        else:
            rule = f'udp any any -> any any (content:"{text}";'
        lines.append(f'alert {rule} msg:"other {number}"; sid:{3_000_000 + number}; rev:1;)')
    return "\n".join(lines) + "\n"


def bare_rules(rules: str) -> str:
    """One rule for each header of some rules, which looks for what is nowhere: what looking costs at least."""
    headers = sorted({line.partition(" (")[0] for line in rules.splitlines() if line.startswith("alert ")})
    lines = []
    for number, header in enumerate(headers):
        buffer = "file.data; " if header.startswith("alert http") else ""
        lines.append(f'{header} ({buffer}content:"nowhere {number:04}"; sid:{4_000_000 + number}; rev:1;)')
    return "\n".join(lines) + "\n"


COPIES = 30
DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a replay, without those of starting with the same rules."""

    rules: str
    seconds: float
    start: float


def measure(engine: Engine, rounds: int, others: int, repeat: int, step: Callable[[str], None]) -> list[Cost]:
    """Replay mixed traffic with no rules, with ours, with many others, and with both; the least counts."""
    ours = paths.GENERIC_RULES.read_text()
    foreign = foreign_rules(others)
    sets = {
        "none": "",
        "ours": ours,
        f"{others} others": foreign,
        f"{others} others and ours": foreign + ours,
        "one a header": bare_rules(ours),
    }
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        folder = Path(scratch)
        wire = Wire()
        mixed(wire, rounds)
        # The same hours over and over: long enough that what is measured is replaying, not starting.
        frames = wire.frames
        wire.frames = [(at + day * DAY, data, length) for day in range(COPIES) for at, data, length in frames]
        wire.write(folder / "mixed.pcap")
        short = Wire()
        mixed(short, 1)
        short.write(folder / "short.pcap")
        for number, text in enumerate(sets.values()):
            (folder / f"{number}.rules").write_text(text)
        least: dict[tuple[int, str], float] = {}
        for _ in range(repeat):
            # Side by side, so that what else the machine does falls on all of them.
            for number, name in enumerate(sets):
                for capture in ("short.pcap", "mixed.pcap"):
                    spent = _cpu(engine, folder / capture, folder / f"{number}.rules")
                    key = (number, capture)
                    least[key] = min(spent, least.get(key, spent))
                    step(f"{name}, {capture}")
        return [
            Cost(name, least[n, "mixed.pcap"] - least[n, "short.pcap"], least[n, "short.pcap"])
            for n, name in enumerate(sets)
        ]


def _run(engine: Engine, capture: Path, rules: Path, folder: Path, *options: str) -> None:
    settings = folder / "suricata.yaml"
    settings.write_text(SETTINGS.read_text().format(folder=folder))
    command = [str(engine.path), "-c", str(settings), "-S", str(rules), "-k", "none", "-l", str(folder)]
    done = subprocess.run([*command, *options, "-r", str(capture)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BootwardenError(f"{engine.name} {engine.version}: {done.stderr.strip().splitlines()[-1:]}")


def _cpu(engine: Engine, capture: Path, rules: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        _run(engine, capture, rules, Path(scratch), "--runmode", "single")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


MODES = {
    "autofp": ("--runmode", "autofp", "--set", "threading.detect-thread-ratio=2"),
    "autofp, ippair": (
        "--runmode", "autofp", "--set", "threading.detect-thread-ratio=2", "--set", "autofp-scheduler=ippair",
    ),
}  # fmt: skip


LIVE = "workers, live"


def modes() -> list[str]:
    """The ways to share work between threads that can be measured here."""
    return [*MODES, *([LIVE] if suricata_live.available() else [])]


def missed(
    engine: Engine, chosen: Sequence[Scenario], runs: int, step: Callable[[str], None]
) -> dict[str, dict[int, int]]:
    """For each way to share work between threads: how many of ``runs`` replays lacked an alert, by sid.

    A replay is as fast as the engine reads, which is the worst case: on a wire, data follows milliseconds later. Live,
    packets come as far apart as in the capture, but for long waits.
    """
    found: dict[str, dict[int, int]] = {}
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        folder = Path(scratch)
        built = captures.build(chosen, folder)
        for mode in modes():
            lacking: Counter[int] = Counter()
            for scenario in chosen:
                want = Counter(a.sid for a in scenario.plain.alerts)
                for sid in want:
                    lacking.setdefault(sid, 0)
                for _ in range(runs):
                    got = _raised(engine, mode, built[scenario.name], folder)
                    lacking.update(dict.fromkeys(want - got, 1))
                    step(f"{mode}: {scenario.name}")
            found[mode] = dict(sorted(lacking.items()))
    return found


def _raised(engine: Engine, mode: str, capture: Path, folder: Path) -> Counter[int]:
    """What one replay raises, by sid."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    if mode == LIVE:
        return suricata_live.replay(engine, capture, paths.GENERIC_RULES, out)
    (out / "eve.json").unlink(missing_ok=True)
    _run(engine, capture, paths.GENERIC_RULES, out, *MODES[mode])
    return Counter(r["alert"]["signature_id"] for r in read_eve(out / "eve.json").alerts)
