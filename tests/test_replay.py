"""Captures as people have them: compressed, cut, in another format, several at once; and what cannot be read."""

from __future__ import annotations

import gzip
import io
import os
import struct
from pathlib import Path

import pytest

from bootwarden.engines.find import Engine, find_engines, find_suricatas
from bootwarden.engines.unzip import unzipped
from bootwarden.errors import BootwardenError
from bootwarden.look import is_log
from bootwarden.observed import Observed
from bootwarden.replay import replay
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


def found(seen: Observed) -> list[tuple[float, str, str]]:
    return [(f.time, f.detection, f.device) for f in seen.findings]


def pcapng(pcap: bytes) -> bytes:
    """The same packets in the newer format (draft-ietf-opsawg-pcapng): a section, an interface, its packets."""

    def block(kind: int, body: bytes) -> bytes:
        length = 12 + len(body)
        return struct.pack("<II", kind, length) + body + struct.pack("<I", length)

    out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)) + block(1, struct.pack("<HHI", 1, 0, 262144))
    at = 24
    while at < len(pcap):
        seconds, micros, length, whole = struct.unpack("<IIII", pcap[at : at + 16])
        packet = pcap[at + 16 : at + 16 + length]
        stamp = seconds * 1_000_000 + micros
        head = struct.pack("<IIIII", 0, stamp >> 32, stamp & 0xFFFFFFFF, length, whole)
        out += block(6, head + packet + bytes(-length % 4))
        at += 16 + length
    return out


def test_every_format_says_the_same(capture: Path, engine: Engine, tmp_path: Path) -> None:
    pcap = capture.read_bytes()
    plain = found(replay([capture], [engine], None, tmp_path))
    assert {d for _, d, _ in plain} >= {"BW03", "BW05"}
    for name, content in {
        "a.pcap.gz": gzip.compress(pcap),
        "b.pcapng": pcapng(pcap),
        "c.pcapng.gz": gzip.compress(pcapng(pcap)),
        # Two members, as `cat a.gz b.gz` and pigz write.
        "d.gz": gzip.compress(pcap[:1000]) + gzip.compress(pcap[1000:]),
    }.items():
        (tmp_path / name).write_bytes(content)
        seen = replay([tmp_path / name], [engine], None, tmp_path)
        assert (found(seen), seen.warnings) == (plain, []), name
        assert {f.capture for f in seen.findings} == {str(tmp_path / name)}


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
    for engine in find_engines():
        whole = found(replay([capture], [engine], None, tmp_path))
        for name, content in (("a.pcap", pcap), ("b.pcapng", pcapng(pcap))):
            for missing in (1, 7, 40):
                cut = tmp_path / name
                cut.write_bytes(content[:-missing])
                seen = replay([cut], [engine], None, tmp_path)
                assert [w for w in seen.warnings if w.startswith(f"{cut}: ends in the middle of")], (name, missing)
                assert found(seen) == [f for f in whole if f in found(seen)]
                assert seen.findings or seen.evidence
                assert cut.stat().st_size == len(content) - missing


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x1f\x8b\x08\x00", "cannot be read"),
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


def test_a_gzip_stream_gives_all_there_is() -> None:
    content = os.urandom(300_000)
    packed = gzip.compress(content)
    for cut in (len(packed), len(packed) - 1, len(packed) - 9, 100_000, 20, 5, 0):
        stream, reader = unzipped(io.BytesIO(packed[:cut]))
        got = reader.read()
        assert content.startswith(got)
        assert len(got) > cut - 70_000
        assert stream.cut is (0 < cut < len(packed))
    stream, reader = unzipped(io.BytesIO(packed + packed + bytes(512)))
    assert (reader.read(), stream.cut) == (content * 2, False)
