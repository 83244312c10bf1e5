"""The TFTP layer's options: limits, extraction, intelligence, chunks, and that it is usable alone."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

CLIENT, SERVER = "10.0.1.1", "10.0.0.5"


def capture(wire: Wire, folder: Path) -> str:
    path = folder / "test.pcap"
    wire.write(path)
    return str(path)


def log(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.log"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def requests(number: int) -> Wire:
    wire = Wire()
    for n in range(number):
        tftp.Transfer(wire, f"10.0.2.{n}", SERVER, f"f{n}").ask()
    return wire


def test_requests_beyond_the_limit_are_refused_counted_and_reported_once_per_interval(
    zeek: Engine, tmp_path: Path
) -> None:
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        """
redef tftp_max_requests = 20;
event zeek_done()
	{
	for ( _, m in Telemetry::collect_metrics("bootwarden", "*tftp_refused*") )
		print m$label_values, m$value;
	}
""",
        "-r",
        capture(requests(50), tmp_path),
    )
    assert said.splitlines() == ["[tftp_max_requests], 30.0"]
    lines = log(tmp_path, "bootwarden_tftp")
    assert sum(r["status"] == "timed_out" for r in lines) == 20
    assert [(r["file_name"], r["error_msg"]) for r in lines if r["status"] == "refused"] == [
        ("f20", "tftp_max_requests reached, 1 refused"),
        ("f49", "tftp_max_requests reached, 29 refused"),
    ]


def test_what_is_in_progress_finishes_at_the_limit(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    first = tftp.Transfer(wire, CLIENT, SERVER, "first", b"x" * 1500)
    first.ask()
    first.send_block(0)
    first.acknowledge(0)
    tftp.read(wire, "10.0.1.2", SERVER, "second", b"y" * 1500, server_port=32769)
    for index in (1, 2):
        first.send_block(index)
        first.acknowledge(index)
    zeek_scripts.run(zeek, tmp_path, "redef tftp_max_transfers = 1;", "-r", capture(wire, tmp_path))
    said = {(r.get("file_name"), r["status"], "sha256" in r) for r in log(tmp_path, "bootwarden_tftp")}
    assert ("first", "complete", True) in said
    assert ("second", "refused", False) in said
    assert ("second", "complete", True) not in said


def test_blocks_out_of_order_are_bounded(zeek: Engine, tmp_path: Path) -> None:
    """Blocks without end after a gap: kept up to the limit, then the gap is given up."""
    wire = Wire()
    t = tftp.Transfer(wire, CLIENT, SERVER, "gap", bytes(8 * 400), offer={"blksize": 8, "windowsize": 64})
    t.ask()
    t.negotiate()
    for index in range(1, 401):
        t.send_block(index)
    script = """
redef tftp_max_reorder = 16;
global most = 0;
event udp_contents(u: connection, is_orig: bool, contents: string) &priority=-10
	{
	if ( u?$bootwarden_tftp && |u$bootwarden_tftp$early| > most )
		most = |u$bootwarden_tftp$early|;
	}
event zeek_done()
	{
	print most, tftp_buffered;
	}
"""
    said = zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path))
    assert said.split() == ["16,", "0"]
    refused, line = log(tmp_path, "bootwarden_tftp")
    assert (line["status"], line["gaps"], line["size"]) == ("partial", 8, 8 * 399)
    assert (refused["status"], refused["error_msg"]) == ("refused", "tftp_max_reorder reached, 1 refused")


def test_requests_of_one_port_are_bounded(zeek: Engine, tmp_path: Path) -> None:
    """Open ones are kept; those whose answers are over make room."""
    wire = Wire()
    for n in range(6):
        tftp.refused(wire, CLIENT, SERVER, f"over{n}", server_port=32768 + n)
    for n in range(6):
        tftp.Transfer(wire, CLIENT, SERVER, f"open{n}").ask()
    script = "redef tftp_max_requests_per_port = 4;"
    zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path))
    said = sorted((r["file_name"], r["status"]) for r in log(tmp_path, "bootwarden_tftp"))
    assert said == sorted(
        [
            *((f"over{n}", "error") for n in range(6)),
            *((f"open{n}", "timed_out") for n in range(4)),
            ("open4", "refused"),
            ("open5", "refused"),
        ]
    )


def test_answers_to_one_request_are_bounded(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    servers = [
        tftp.Transfer(wire, CLIENT, "255.255.255.255", "a", b"x" * 900, answer_from=f"10.0.6.{n}") for n in range(6)
    ]
    servers[0].ask()
    for t in servers:
        t.send_block(0)
    for _ in range(2):
        servers[0].acknowledge(0)
        servers[5].acknowledge(0)
        servers[0].send_block(1)
        servers[5].send_block(1)
    servers[0].acknowledge(1)
    script = """
redef tftp_max_answers = 4;
event tftp_done(t: Transfer)
	{
	print t$server, t$status;
	}
"""
    said = zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path)).splitlines()
    assert sorted(said) == ["10.0.6.0, complete", *(f"10.0.6.{n}, timed_out" for n in (1, 2, 3))]
    (refused,) = (r for r in log(tmp_path, "bootwarden_tftp") if r["status"] == "refused")
    assert refused["error_msg"] == "tftp_max_answers reached, 1 refused"


def test_extracted_files_are_bounded_together(zeek: Engine, tmp_path: Path) -> None:
    """What all files together may have is written, the rest of the last is left out, and others are not opened."""
    wire = Wire()
    for n in range(4):
        tftp.read(wire, CLIENT, SERVER, f"f{n}", bytes(1000), client_port=50000 + n, server_port=32768 + n)
    script = "redef tftp_extract = T;\nredef tftp_extract_total = 2500;"
    zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path))
    sizes = {p.name[-2:]: p.stat().st_size for p in (tmp_path / "bootwarden-files").iterdir()}
    assert sizes == {"f0": 1000, "f1": 1000, "f2": 500}


def test_extraction_writes_the_decoded_file_under_a_safe_name(zeek: Engine, tmp_path: Path) -> None:
    text = b"line\n" * 300 + b"cr\rend\n"
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "../../etc/../x y'.txt", tftp.netascii(text), mode="netascii")
    zeek_scripts.run(zeek, tmp_path, "redef tftp_extract = T;", "-r", capture(wire, tmp_path))
    (path,) = (tmp_path / "bootwarden-files").iterdir()
    assert path.read_bytes() == text
    assert path.name.endswith("-1-__.._etc_.._x_y_.txt")


def test_extraction_is_capped_and_off_by_default(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "a", bytes(5000))
    pcap = capture(wire, tmp_path)
    zeek_scripts.run(zeek, tmp_path, "", "-r", pcap)
    assert not (tmp_path / "bootwarden-files").exists()
    zeek_scripts.run(zeek, tmp_path, "redef tftp_extract = T;\nredef tftp_extract_limit = 1300;", "-r", pcap)
    (path,) = (tmp_path / "bootwarden-files").iterdir()
    assert path.read_bytes() == bytes(1300)


def test_intelligence_sees_hash_name_and_server(zeek: Engine, tmp_path: Path) -> None:
    image = images.ios()
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "evil.bin", image)
    feed = tmp_path / "intel.dat"
    rows = [
        (hashlib.sha256(image).hexdigest(), "Intel::FILE_HASH"),
        (hashlib.md5(image).hexdigest(), "Intel::FILE_HASH"),
        ("evil.bin", "Intel::FILE_NAME"),
        (SERVER, "Intel::ADDR"),
    ]
    feed.write_text("#fields\tindicator\tindicator_type\tmeta.source\n" + "".join(f"{i}\t{t}\ttest\n" for i, t in rows))
    script = """
redef Intel::read_files += { "intel.dat" };
redef exit_only_after_terminate = F;
event zeek_init() { suspend_processing(); }
event Input::end_of_data(name: string, source: string)
	{
	if ( /^intel/ in name )
		continue_processing();
	}
redef Log::default_writer = Log::WRITER_ASCII;
event Intel::match(s: Intel::Seen, items: set[Intel::Item])
	{
	print s$where, s?$host ? cat(s$host) : s$indicator;
	}
hook Log::log_stream_policy(rec: any, id: Log::ID)
	{
	if ( id == Reporter::LOG )
		break;
	}
"""
    said = zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path))
    assert sorted(said.splitlines()) == sorted(
        [*(f"Bootwarden::IN_TFTP_FILE, {i}" for i, _ in rows[:3]), f"Bootwarden::IN_TFTP_SERVER, {SERVER}"]
    )


def test_chunks_are_the_file(zeek: Engine, tmp_path: Path) -> None:
    """A script that asks for them gets all bytes in order, decoded, whatever way the blocks took."""
    text = b"some line\n" * 4000
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "a", text, offer={"blksize": 64})
    tftp.read(wire, CLIENT, SERVER, "b", tftp.netascii(text), mode="netascii", client_port=50000, server_port=32769)
    script = """
global got: table[string] of string &default="";
hook tftp_first_bytes(t: Transfer)
	{
	t$want_chunks = T;
	}
hook tftp_chunk(t: Transfer, data: string)
	{
	got[t$file_name] = got[t$file_name] + data;
	}
event tftp_done(t: Transfer)
	{
	print t$file_name, sha256_hash(got[t$file_name]) == t$sha256, |got[t$file_name]|;
	}
"""
    said = zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path))
    assert said.splitlines() == [f"a, T, {len(text)}", f"b, T, {len(text)}"]


def mishaps(wire: Wire, rng: random.Random, client_port: int) -> None:
    """A long transfer on which blocks are repeated, replaced, lost, swapped and ended, far apart and close together."""
    window = rng.choice((1, 1, 4, 16))
    t = tftp.Transfer(
        wire, CLIENT, SERVER, f"f{client_port}", rng.randbytes(128 * rng.randrange(300, 900) + rng.randrange(128)),
        op=rng.choice((tftp.READ, tftp.WRITE)), offer={"blksize": 128, "windowsize": window},
        client_port=client_port, server_port=client_port - 20000,
    )  # fmt: skip
    t.ask()
    t.negotiate()
    blocks = t.blocks()
    order = list(range(len(blocks)))
    altered = set()
    for _ in range(rng.randrange(5)):
        at = rng.randrange(len(order))
        match rng.randrange(6):
            case 0:
                order[at:at] = [order[at]] * rng.choice((1, 1, 20))
            case 1:
                order[at:at] = [order[max(0, at - rng.randrange(3))]]
                altered.add(at)
            case 2:
                del order[at : at + rng.choice((1, 3, 9, 30))]
            case 3:
                order[at : at + 5] = order[at : at + 5][::-1]
            case 4:
                del order[at:]
            case 5:
                order[at:at] = [rng.randrange(len(blocks))]
    send, reply = (t.from_server, t.from_client) if t.op == tftp.READ else (t.from_client, t.from_server)
    for n, index in enumerate(order):
        send(tftp.data(index + 1, blocks[index][::-1] if n in altered else blocks[index]))
        if (index + 1) % window == 0 or index == len(blocks) - 1:
            reply(tftp.ack(index + 1))
    if rng.random() < 0.2:
        send(tftp.error(0, "stopped"))


def test_the_short_way_comes_to_the_same(zeek: Engine, tmp_path: Path) -> None:
    """Whole blocks in order take a short way; where it is barred every line is the same, whatever happens."""
    wire = Wire()
    for n in range(40):
        mishaps(wire, random.Random(n), 40000 + n)
    pcap = capture(wire, tmp_path)
    script = """
global short = 0;
event tftp_done(t: Transfer)
	{
	print t$file_name, t$altered;
	}
event udp_contents(u: connection, is_orig: bool, contents: string) &priority=10
	{
	if ( ! u?$bootwarden_tftp )
		return;
	if ( BARRED )
		u$bootwarden_tftp$full = 0;
	if ( |contents| == u$bootwarden_tftp$full )
		++short;
	}
event zeek_done()
	{
	print tftp_buffered, short > 1000;
	}
"""
    results = {}
    for barred in ("F", "T"):
        folder = tmp_path / barred
        folder.mkdir()
        said = zeek_scripts.run(zeek, folder, script.replace("BARRED", barred), "-r", pcap)
        *altered, end = said.splitlines()
        assert end == f"0, {'F' if barred == 'T' else 'T'}"
        lines = sorted(log(folder, "bootwarden_tftp"), key=lambda r: r["file_name"])
        results[barred] = (sorted(altered), lines)
    assert len(results["T"][1]) == 40
    assert len({r["status"] for r in results["T"][1]}) > 2
    assert results["F"] == results["T"]


def test_events_tell_a_transfer_in_order(zeek: Engine, tmp_path: Path) -> None:
    image = images.ios()
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "a.bin", image, offer={"blksize": 1024, "tsize": 0})
    script = """
event tftp_request(t: Transfer)
	{
	print "request", t$client, t$requested, t$op, t$file_name, t$mode;
	}
event tftp_options(t: Transfer)
	{
	print "options", t$blksize, t$windowsize, t$tsize;
	}
hook tftp_first_bytes(t: Transfer)
	{
	print "first bytes", |t$head|, t$kind;
	}
event tftp_done(t: Transfer)
	{
	print "done", t$status, t$size, t$version, t$feature, t$sha256;
	}
"""
    assert zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path)).splitlines() == [
        f"request, {CLIENT}, {SERVER}, read, a.bin, octet",
        f"options, 1024, 1, {len(image)}",
        "first bytes, 1024, cisco-ios",
        f"done, complete, {len(image)}, 15.7(3)M8, UNIVERSALK9, {hashlib.sha256(image).hexdigest()}",
    ]


def test_two_servers_that_differ_compete(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    t = tftp.Transfer(wire, CLIENT, "255.255.255.255", "a", b"x" * 900, answer_from=SERVER)
    other = tftp.Transfer(wire, CLIENT, "255.255.255.255", "a", b"z" * 900, answer_from="10.0.6.66")
    t.ask()
    t.send_block(0)
    other.send_block(0)
    t.acknowledge(0)
    script = """
event tftp_competing(t: Transfer, other: Transfer)
	{
	print t$server, other$server;
	}
"""
    assert zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path)) == f"{SERVER}, 10.0.6.66\n"


def test_it_sleeps_until_tftp_comes_and_again_after(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    for n in range(20):
        wire.udp("10.0.2.1", 5000 + n, "10.0.2.2", 6000, b"\xaa" * 50)
    tftp.read(wire, CLIENT, SERVER, "a", b"x" * 900)
    wire.wait(300)
    for n in range(20):
        wire.udp("10.0.2.1", 7000 + n, "10.0.2.2", 6000, b"\xaa" * 50)
    script = """
redef udp_content_deliver_all_orig = T;
global woken: set[string];
global payloads = 0;
event udp_contents(u: connection, is_orig: bool, contents: string) &priority=-10 &group="bootwarden-tftp"
	{
	++payloads;
	add woken[cat(u$id$orig_h)];
	}
event zeek_done()
	{
	print "10.0.2.1" in woken, payloads > 0;
	}
"""
    assert zeek_scripts.run(zeek, tmp_path, script, "-r", capture(wire, tmp_path)) == "F, T\n"


def test_the_layer_is_usable_alone(zeek: Engine, tmp_path: Path) -> None:
    """In Zeek's bare mode, and without the rest of the package."""
    wire = Wire()
    tftp.read(wire, CLIENT, SERVER, "a", b"x" * 900)
    done = subprocess.run(
        [str(zeek.path), "-b", "-D", "-r", capture(wire, tmp_path), "bootwarden/tftp", "LogAscii::use_json=T"],
        cwd=tmp_path,
        env=zeek_scripts.environment(zeek, tmp_path),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [r["status"] for r in log(tmp_path, "bootwarden_tftp")] == ["complete"]
    assert log(tmp_path, "bootwarden") == []
