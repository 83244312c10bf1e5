"""Captures as people have them: compressed, cut, in another format, several at once; and what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import struct
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import zstandard

from bootwarden.engines.find import Engine, find_engines, find_suricatas
from bootwarden.engines.unzip import unzipped
from bootwarden.errors import BootwardenError
from bootwarden.replay.look import is_log
from bootwarden.replay.observed import Observed
from bootwarden.replay.run import replay
from bootwarden.scenarios import captures
from bootwarden.scenarios.model import scenarios


@pytest.fixture(scope="module")
def engine() -> Engine:
    found = find_suricatas()
    if not found:
        pytest.skip("no Suricata on this machine (make setup)")
    return found[0]


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return captures.build([scenarios()["demo"]], tmp_path_factory.mktemp("demo"))["demo"]


Found = list[tuple[float, str, str]]


def found(seen: Observed, path: Path | None = None) -> Found:
    """What was found, or what was found in one of the captures."""
    return [(f.time, f.detection, f.device) for f in seen.findings if path is None or f.capture == str(path)]


@pytest.fixture(scope="module")
def plain(capture: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in the capture as it is."""
    return found(replay([capture], [engine], None, tmp_path_factory.mktemp("plain")))


MICROSECONDS, NANOSECONDS = 6, 9


def pcapng(
    pcap: bytes, interfaces: Sequence[tuple[int, int, int]] = ((1, 262144, MICROSECONDS),), order: str = "<"
) -> bytes:
    """The same packets in the newer format (draft-ietf-opsawg-pcapng): a section, its interfaces, its packets.

    ``interfaces``: link type, packet size limit and time resolution of each; they see the packets in turn.
    """

    def block(kind: int, body: bytes) -> bytes:
        body += bytes(-len(body) % 4)
        length = 12 + len(body)
        return struct.pack(order + "II", kind, length) + body + struct.pack(order + "I", length)

    out = block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))
    for link, snaplen, resolution in interfaces:
        options = struct.pack(order + "HHB3xHH", 9, 1, resolution, 0, 0)
        out += block(1, struct.pack(order + "HHI", link, 0, snaplen) + options)
    at, number = 24, 0
    while at < len(pcap):
        seconds, micros, length, whole = struct.unpack("<IIII", pcap[at : at + 16])
        packet = pcap[at + 16 : at + 16 + length]
        interface = number % len(interfaces)
        stamp = seconds * 10 ** interfaces[interface][2] + micros * 10 ** (interfaces[interface][2] - 6)
        # Without the Ethernet header where the interface has another one, that of raw IP is none.
        packet = packet[14:] if interfaces[interface][0] == 101 else packet
        head = struct.pack(order + "IIIII", interface, stamp >> 32, stamp & 0xFFFFFFFF, len(packet), whole)
        out += block(6, head + packet)
        at += 16 + length
        number += 1
    return out


SEVERAL = {
    "two resolutions": ((1, 262144, MICROSECONDS), (1, 262144, NANOSECONDS)),
    "two limits": ((1, 262144, NANOSECONDS), (1, 65535, MICROSECONDS)),
    "an interface without packets": ((1, 262144, MICROSECONDS),),
}


def test_interfaces_of_other_kinds_are_replayed_each_by_itself(
    capture: Path, plain: Found, engine: Engine, tmp_path: Path
) -> None:
    pcap = capture.read_bytes()
    mixed = tmp_path / "mixed.pcapng"
    mixed.write_bytes(pcapng(pcap, ((1, 262144, MICROSECONDS),)) + pcapng(pcap, ((101, 262144, MICROSECONDS),)))
    both = found(replay([mixed], [engine], None, tmp_path))
    assert sorted(both) == sorted(2 * plain)
    # 249: USB, of which no engine reads anything.
    mixed.write_bytes(pcapng(pcap) + pcapng(pcap, ((249, 262144, MICROSECONDS),)))
    seen = replay([mixed], [engine], None, tmp_path)
    assert sorted(2 * found(seen)) == sorted(both)
    [warning] = [w for w in seen.warnings if "left out" in w]
    assert warning.startswith(f"{mixed}: packets that no engine reads are left out: ")
    assert warning.endswith(" of link type 249")


def test_a_capture_without_packets_is_said_and_the_others_are_replayed(
    capture: Path, plain: Found, engine: Engine, tmp_path: Path
) -> None:
    header = capture.read_bytes()[:24]
    empty = {
        "no-packets.pcap": header,
        "no-packets.pcapng": pcapng(header, SEVERAL["two limits"]),
        "no-interface.pcapng": pcapng(header, ()),
    }
    for name, content in empty.items():
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name in empty]
    said = [f"{path}: holds no packets: capture again, and look at the filter" for path in paths]
    seen = replay([*paths, capture], [engine], None, tmp_path)
    assert (found(seen), seen.warnings) == (plain, said)
    for path in paths:
        assert replay([path], [engine], None, tmp_path).findings == []


def test_damage_in_the_middle_is_not_called_the_end(
    capture: Path, plain: Found, engine: Engine, tmp_path: Path
) -> None:
    pcap = capture.read_bytes()
    bad = tmp_path / "bad.pcap"
    bad.write_bytes(pcap + struct.pack("<IIII", 0, 0, 1 << 30, 1 << 30) + bytes(300_000))
    seen = replay([bad], [engine], None, tmp_path)
    [warning] = seen.warnings
    assert "is damaged at packet" in warning
    assert f"the last 300016 of its {len(pcap) + 300_016} bytes are not analysed" in warning
    assert found(seen) == plain


def test_captures_of_one_moment_are_told_of_each(suricata: Engine, tmp_path: Path) -> None:
    """Two sensors saw it: neither's alerts may hide the other's."""
    built = captures.build([scenarios()["bw03-inside-the-border"]], tmp_path)["bw03-inside-the-border"]
    copy = shutil.copy(built, tmp_path / "other.pcap")
    seen = replay([built, copy], [suricata], None, tmp_path)
    assert Counter(f.detection for f in seen.findings) == {"BW03": 2, "BW07": 2}


def test_what_is_no_file_is_refused_at_once(engine: Engine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not is_log(tmp_path / "pipe")
    with pytest.raises(BootwardenError, match="pipe: is no regular file"):
        replay([tmp_path / "pipe"], [engine], None, tmp_path)


def test_every_format_says_the_same(capture: Path, plain: Found, engine: Engine, tmp_path: Path) -> None:
    """One engine replays all of them: starting it is dear."""
    pcap = capture.read_bytes()
    files = {
        "a.pcap.gz": gzip.compress(pcap),
        "b.pcapng": pcapng(pcap),
        "c.pcapng.gz": gzip.compress(pcapng(pcap)),
        # Two members, as `cat a.gz b.gz` and pigz write.
        "d.gz": gzip.compress(pcap[:1000]) + gzip.compress(pcap[1000:]),
        "e.xz": lzma.compress(pcap),
        "f.zst": zstandard.compress(pcap),
        "g.bz2": bz2.compress(pcap),
    }
    for order, suffix in (("<", "little"), (">", "big")):
        for case, interfaces in SEVERAL.items():
            content = pcapng(pcap, interfaces, order)
            if case == "an interface without packets":
                content += pcapng(pcap[:24], ((113, 65535, MICROSECONDS),), order)
            files[f"{case} {suffix}.pcapng"] = content
            files[f"{case} {suffix}.pcapng.gz"] = gzip.compress(content)
    paths = [tmp_path / name for name in files]
    for path in paths:
        path.write_bytes(files[path.name])
    seen = replay(paths, [engine], None, tmp_path)
    assert seen.warnings == []
    assert {f.capture for f in seen.findings} == {str(path) for path in paths}
    for path in paths:
        assert found(seen, path) == plain, path.name
    assert {d for _, d, _ in plain} >= {"BW03", "BW05"}


def test_a_compressed_capture_that_is_cut_is_analysed_up_to_there(
    capture: Path, engine: Engine, tmp_path: Path
) -> None:
    packed = gzip.compress(capture.read_bytes())
    (tmp_path / "cut.pcap.gz").write_bytes(packed[:-2000])
    seen = replay([tmp_path / "cut.pcap.gz"], [engine], None, tmp_path)
    assert [w for w in seen.warnings if "its compressed form is cut; analysed up to there" in w]
    assert "BW03" in {f.detection for f in seen.findings}


def test_a_capture_that_is_cut_anywhere_is_analysed_up_to_there(capture: Path, tmp_path: Path) -> None:
    pcap = capture.read_bytes()
    cuts = {}
    for name, content in (("a.pcap", pcap), ("b.pcapng", pcapng(pcap))):
        for missing in (1, 7, 40):
            cut = tmp_path / f"{missing}{name}"
            cut.write_bytes(content[:-missing])
            cuts[cut] = len(content) - missing
    for engine in find_engines():
        seen = replay([capture, *cuts], [engine], None, tmp_path)
        assert len(seen.warnings) == len(cuts)
        whole = found(seen, capture)
        for cut, size in cuts.items():
            assert [w for w in seen.warnings if w.startswith(f"{cut}: ends in the middle of")], cut
            assert found(seen, cut) == [f for f in whole if f in found(seen, cut)]
            assert found(seen, cut) or [e for e in seen.evidence if e.capture == str(cut)]
            assert cut.stat().st_size == size


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x1f\x8b\x08\x00", "its compressed form is cut"),
        (gzip.compress(b""), "is no capture"),
        (gzip.compress(b"no capture"), "is no capture"),
    ],
    ids=["cut", "empty", "text"],
)
def test_a_compressed_file_that_is_no_capture_is_named(
    content: bytes, said: str, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "x.pcap.gz").write_bytes(content)
    with pytest.raises(BootwardenError, match=rf"x\.pcap\.gz: {said}"):
        replay([tmp_path / "x.pcap.gz"], [engine], None, tmp_path)


def test_how_far_it_is_read_is_told(capture: Path, engine: Engine, tmp_path: Path) -> None:
    packed = tmp_path / "x.pcap.gz"
    packed.write_bytes(gzip.compress(capture.read_bytes()))
    told: list[tuple[str, int, int]] = []
    replay([packed], [engine], None, tmp_path, lambda *step: told.append(step))
    assert told[0] == ("unpacking x.pcap.gz", packed.stat().st_size, packed.stat().st_size)
    size = capture.stat().st_size
    assert told[1] == ("checking x.pcap.gz", size, size)
    assert told[-1] == (f"{engine.name} x.pcap.gz", size, size)


def test_logs_are_told_from_captures(capture: Path, tmp_path: Path) -> None:
    for name, content, log in (
        ("a.pcap.gz", gzip.compress(capture.read_bytes()), False),
        ("notice.log.gz", gzip.compress(b"#separator \\x09\n"), True),
        ("notice.log", b"#separator \\x09\n", True),
        ("x.json", b'{"ts":1}', True),
        ("eve.json", b"", True),
        ("x.bin", b"\0\1\2\3", False),
    ):
        (tmp_path / name).write_bytes(content)
        assert is_log(tmp_path / name) is log, name
    assert is_log(tmp_path)
    assert not is_log(tmp_path / "gone")


@pytest.mark.parametrize(
    ("pack", "lost"),
    [(gzip.compress, 70_000), (lzma.compress, 70_000), (zstandard.compress, 140_000), (bz2.compress, 1_000_000)],
    ids=["gz", "xz", "zst", "bz2"],
)
def test_a_compressed_stream_gives_all_there_is(pack: Callable[[bytes], bytes], lost: int) -> None:
    content = os.urandom(300_000)
    packed = pack(content)
    for cut in (len(packed), len(packed) - 1, len(packed) - 9, 100_000, 20, 5, 0):
        stream, reader = unzipped(io.BytesIO(packed[:cut]))
        got = reader.read()
        assert content.startswith(got)
        assert len(got) > cut - lost
        assert stream.cut is (0 < cut < len(packed))
    stream, reader = unzipped(io.BytesIO(packed + packed + bytes(512)))
    assert (reader.read(), stream.cut) == (content * 2, False)
    small = unzipped(io.BytesIO(pack(bytes(50_000_000))))[1]
    assert sum(len(chunk) for chunk in iter(lambda: small.read(1 << 16), b"")) == 50_000_000
