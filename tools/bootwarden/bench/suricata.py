"""What the Suricata rules cost, and what they miss where several threads share the work."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bootwarden import paths
from bootwarden.bench import suricata_live
from bootwarden.engines.find import Engine
from bootwarden.engines.suricata import Running, read_eve, write_settings
from bootwarden.errors import BootwardenError
from bootwarden.paths import SITE_RULES
from bootwarden.rules.sites import build_site
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import Scenario
from bootwarden.traffic import dhcp, images, snmp, tftp
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
    """Rules as a large set has them (content of many lengths, HTTP, DNS, TCP and UDP), with nothing of anybody's.

    A tenth look at file.data, as in a public sensor's set, most of it Emerging Threats' (1,024 of 10,547 rules: GitHub,
    tianya1988/suricata-conf-file, July 2020).
    """
    rng = random.Random("foreign")
    lines = []
    for number in range(count):
        text = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789-_", k=rng.randrange(5, 24)))
        kind = number % 10
        if kind == 0:
            rule = f'http any any -> any any (flow:established,to_client; file.data; content:"{text}";'
        elif kind < 4:
            rule = f'http any any -> any any (flow:established,to_server; http.uri; content:"/{text}"; fast_pattern;'
        elif kind < 6:
            rule = f'dns any any -> any any (dns.query; content:"{text}.example"; nocase;'
        elif kind < 9:
            rule = f'tcp any any -> any any (flow:established; content:"{text}"; content:"|0d 0a|"; distance:0;'
        else:
            rule = f'udp any any -> any any (content:"{text}";'
        lines.append(f'alert {rule} msg:"other {number}"; sid:{3_000_000 + number}; rev:1;)')
    return "\n".join(lines) + "\n"


def bare_rules(rules: str, *, alike: bool = True) -> str:
    """One rule for each header of some rules, which looks for what is nowhere: what looking costs at least.

    Their texts begin ``alike``, by which Hyperscan skips, or differ, as those of any rules do.
    """
    headers = sorted({line.partition(" (")[0] for line in rules.splitlines() if line.startswith("alert ")})
    rng = random.Random("bare")
    lines = []
    for number, header in enumerate(headers):
        buffer = "file.data; " if header.startswith("alert http") else ""
        text = f"nowhere {number:04}" if alike else "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=12))
        lines.append(f'{header} ({buffer}content:"{text}"; sid:{4_000_000 + number}; rev:1;)')
    return "\n".join(lines) + "\n"


def transfers(wire: Wire, rounds: int, blocks: int) -> None:
    """Files by TFTP, block by block, in sizes that clients ask for; the fewer, the longer they are."""
    rng = random.Random("transfers")
    for number in range(max(1, rounds * 12 // blocks)):
        size, port = rng.choice((512, 1024, 1428, 1468)), 30000 + number % 20000
        content = rng.randbytes(size * blocks)
        moved = tftp.Transfer(
            wire, f"10.0.4.{1 + number % 200}", "10.0.0.5", f"SEP{number:04}.loads", content, offer={"blksize": size},
            client_port=port, server_port=port,
        )  # fmt: skip
        moved.run()


def leases(wire: Wire, rounds: int) -> None:
    """DHCP: leases with a dozen options, some with declared boot options."""
    for number in range(rounds):
        client = dhcp.Client(
            wire, f"10.20.{number % 200}.{1 + number % 250}", xid=number + 1, broadcast=number % 2 == 0
        )
        options = [
            (1, dhcp.addresses("255.255.0.0")), (3, dhcp.addresses("10.20.0.1")),
            (6, dhcp.addresses("10.0.0.3", "10.0.0.4")),
            (15, "corp.example"), (42, dhcp.addresses("10.0.0.7")), (58, b"\0\0\x54\x60"), (59, b"\0\0\x93\xa8"),
            *([(66, "10.0.0.5"), (67, "pxelinux.0")] if number % 4 == 0 else []),
        ]  # fmt: skip
        client.lease("10.0.0.2", options)


IMAGE_BLOCKS, FILE_BLOCKS = 2000, 120
"""An image of one to three megabytes, small for a device; and a file for a phone or loader."""
TRAFFIC: dict[str, Callable[[Wire, int], None]] = {
    "mixed": mixed,
    "TFTP images": partial(transfers, blocks=IMAGE_BLOCKS),
    "TFTP files": partial(transfers, blocks=FILE_BLOCKS),
    "DHCP": leases,
}
"""What is replayed. The first is what a sensor sees; the others are what our rules look at most."""

COPIES = {"mixed": 4, "TFTP images": 20, "TFTP files": 20, "DHCP": 20}
"""How often each is replayed: a third of a second. Many short replays by turns tell more than few long ones: a machine
that is slow for a while is as slow for the one that they are compared with."""
DAY = 86_400_000_000
"""Microseconds."""

NONE, BARE, DIFFERING = "none", "one a header", "one a header, texts that differ"
OURS, SITE_BARE, SITE = "generic", "one a header of the site's", "a site's"
NOTHING = "alert icmp any any -> any any (itype:250; sid:1; rev:1;)\n"
"""A rule on nothing that is replayed: without any, Suricata warns."""
IMAGES = 50
"""Images of the site."""


def _site_rules(folder: Path) -> str:
    """The rules of a site with many images."""
    folder.mkdir()
    rng = random.Random("images")
    lines = [
        '[network]\ndevices = ["10.0.1.0/24"]\nboot_servers = ["10.0.0.5"]\ndhcp_servers = ["10.0.0.2"]',
        'admin_hosts = ["10.0.9.0/24"]\nlocal = ["10.0.0.0/8"]',
    ]
    for number in range(IMAGES):
        name = f"c{2900 + number}-universalk9-mz.SPA.157-3.M8.bin"
        (folder / name).write_bytes(rng.randbytes(400_000))
        lines.append(f'[[image]]\nfile_name = "{name}"\npath = "{name}"')
    (folder / "site.toml").write_text("\n".join(lines) + "\n")
    build_site(folder / "site.toml", folder / "built")
    return (folder / "built" / SITE_RULES).read_text()


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a replay, without those of one of next to nothing; and of starting with the same rules.

    ``ratio`` is the median of what it took of the replay that it is compared with, in the same turn.
    """

    traffic: str
    rules: str
    seconds: float
    ratio: float
    start: float


APART = "detect: {mpm: {udp-packet: {shared: no}}}\n"
"""What bootwarden.yaml recommends for suricata.yaml: each group of ports has its own texts."""


def measure(
    engine: Engine, rounds: int, others: int, repeat: int, step: Callable[[str], None], *, apart: bool = False
) -> list[Cost]:
    """Replay each traffic with no rules and with ours, mixed traffic beside many others, too, by turns.

    ``apart`` is for all of them: whether each group of ports has its own texts.
    """
    ours = paths.generic_rules()
    foreign = foreign_rules(others)
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        folder = Path(scratch)
        site = _site_rules(folder / "site")
        sets = {NONE: NOTHING, BARE: bare_rules(ours), DIFFERING: bare_rules(ours, alike=False)}
        sets |= {OURS: ours, SITE_BARE: bare_rules(site), SITE: site}
        crowd = {f"{others} others": foreign, f"{others} others and generic": foreign + ours}
        for number, text in enumerate([*sets.values(), *crowd.values()]):
            (folder / f"{number}.rules").write_text(text)
        for name, build in TRAFFIC.items():
            wire = Wire()
            build(wire, rounds)
            # The same hours over and over: long enough that what is measured is replaying, not starting.
            frames = wire.frames
            wire.frames = [(at + day * DAY, data, length) for day in range(COPIES[name]) for at, data, length in frames]
            wire.write(folder / f"{name}.pcap")
        short = Wire()
        mixed(short, 1)
        short.write(folder / "short.pcap")
        spent: dict[tuple[str, str], list[float]] = {}
        start: dict[str, float] = {}
        with ExitStack() as stack:
            kept: dict[str, Running] = {}
            for number, name in enumerate([*sets, *crowd]):
                own = folder / f"{number}"
                own.mkdir()
                running = Running(engine, folder / f"{number}.rules", own, more=APART if apart else "")
                kept[name] = stack.enter_context(running)
                start[name] = taken(running.pid)
            for turn in range(repeat):
                # Side by side, and there and back, so that what else the machine does falls on all of them.
                for traffic in ("short", *TRAFFIC):
                    for number, (name, running) in list(enumerate(kept.items()))[:: -1 if turn % 2 else 1]:
                        if name in crowd and traffic not in ("short", "mixed"):
                            continue
                        before = taken(running.pid)
                        running.replay({folder / f"{traffic}.pcap": folder / f"{number}" / f"{turn} {traffic}"})
                        spent.setdefault((traffic, name), []).append(taken(running.pid) - before)
                        step(f"{name}, {traffic}")
        return costs(spent, start, {name: next(iter(crowd)) if name in crowd else NONE for name in kept})


def costs(
    spent: Mapping[tuple[str, str], Sequence[float]], start: Mapping[str, float], compared: Mapping[str, str]
) -> list[Cost]:
    """What replays took, by traffic and rules, in each turn; and which rules they are compared with."""
    replays = {
        (traffic, rules): [seconds - min(spent["short", rules]) for seconds in turns]
        for (traffic, rules), turns in spent.items()
        if traffic != "short"
    }
    return [
        Cost(
            traffic,
            rules,
            min(turns),
            median(one / other for one, other in zip(turns, replays[traffic, compared[rules]], strict=True)),
            start[rules],
        )
        for (traffic, rules), turns in replays.items()
    ]


def taken(pid: int) -> float:
    """CPU seconds that a program has taken so far, those of its threads that ended too (clock_getcpuclockid(3))."""
    clock = ctypes.c_int()
    if error := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, os.strerror(error))
    return time.clock_gettime(clock.value)


def steps(repeat: int) -> int:
    """How many replays measuring takes for one engine."""
    return repeat * (6 * (1 + len(TRAFFIC)) + 2 * 2)


def _run(engine: Engine, capture: Path, rules: Path, folder: Path, *options: str) -> None:
    settings = write_settings(folder)
    command = [str(engine.path), "-c", str(settings), "-S", str(rules), "-k", "none", "-l", str(folder)]
    done = subprocess.run([*command, *options, "-r", str(capture)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BootwardenError(f"{engine.name} {engine.version}: {done.stderr.strip().splitlines()[-1:]}")


def cpu(engine: Engine, capture: Path, rules: Path) -> float:
    """CPU seconds of one replay in a single thread, starting included."""
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


LIVE = {"workers, 2 threads": 2, "workers, 4 threads": 4}
"""Ways that an interface alone shows, and how many threads share it (`cluster_flow`)."""


def modes() -> list[str]:
    """The ways to share work between threads that can be measured here."""
    return [*MODES, *(LIVE if suricata_live.available() else ())]


@dataclass
class Lacking:
    """Of replays with one alert: how many lacked it, and how many had one too many or for nothing."""

    replays: int = 0
    missed: int = 0
    wrong: int = 0


def missed(
    engine: Engine, chosen: Sequence[Scenario], runs: int, step: Callable[[str], None], of: Sequence[str] = ()
) -> dict[str, dict[int, Lacking]]:
    """For each way to share work between threads (or those ``of`` them): what replays lacked or had too much, by sid.

    A replay is as fast as the engine reads, which is the worst case: on a wire, data follows milliseconds later. Live,
    packets come as far apart as in the capture, but for long waits.
    """
    found: dict[str, dict[int, Lacking]] = {}
    with tempfile.TemporaryDirectory(prefix="bootwarden-") as scratch:
        folder = Path(scratch)
        built = captures.build(chosen, folder)
        for mode in of or modes():
            sids: dict[int, Lacking] = {}
            for _ in range(runs):
                for scenario, got in _replayed(engine, mode, chosen, built, folder, step):
                    want = Counter(a.sid for a in scenario.plain.alerts)
                    for sid in want | got:
                        one = sids.setdefault(sid, Lacking())
                        one.replays += sid in want
                        one.missed += got[sid] < want[sid]
                        one.wrong += got[sid] > want[sid]
            found[mode] = dict(sorted(sids.items()))
    return found


def _replayed(
    engine: Engine,
    mode: str,
    chosen: Sequence[Scenario],
    built: Mapping[str, Path],
    folder: Path,
    step: Callable[[str], None],
) -> Iterator[tuple[Scenario, Counter[int]]]:
    """What each scenario raises, by sid. Live, some share one Suricata."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    together = suricata_live.KEPT - 1 if mode in LIVE else 1
    for some in batched(chosen, together):
        files = [built[scenario.name] for scenario in some]
        if mode in LIVE:
            raised = suricata_live.replay(engine, files, paths.generic_rules(), out, LIVE[mode])
        else:
            raised = [_raised(engine, mode, files[0], out)]
        for scenario, got in zip(some, raised, strict=True):
            step(f"{mode}: {scenario.name}")
            yield scenario, got


def batched(items: Sequence[Scenario], size: int) -> Iterator[Sequence[Scenario]]:
    """Some at a time."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


def _raised(engine: Engine, mode: str, capture: Path, out: Path) -> Counter[int]:
    """What one replay raises, by sid."""
    (out / "eve.json").unlink(missing_ok=True)
    _run(engine, capture, paths.RULES_PATTERN, out, *MODES[mode])
    return Counter(r["alert"]["signature_id"] for r in read_eve(out / "eve.json").alerts)
