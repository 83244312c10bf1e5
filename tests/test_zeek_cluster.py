"""A real cluster: two workers see the two halves of one attack, and one proxy judges it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.scenarios.bw16_enumeration import GUESSES
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, DEVICE, DEVICES_ONLY, HQ, IMAGE, ROGUE
from bootwarden.traffic import ftp, images, tftp
from bootwarden.traffic.wire import Wire
from zeek_cluster import Cluster, begin, replaying

BY_FTP = "10.0.1.3"

ONE_BY_ONE = f"""
module Test;
global judged: event();
# Workers start when they may, some seconds apart on a busy machine: the second waits until the first boot is judged.
event zeek_init()
	{{
	if ( Cluster::node == "worker-2" )
		suspend_processing();
	}}
event judged()
	{{
	continue_processing();
	}}
event Bootwarden::log_evidence(e: Bootwarden::Evidence)
	{{
	if ( e$evidence == Bootwarden::FILE_CONTENT && e?$server && e$server == "{BOOT_SERVER}" )
		Cluster::publish(Cluster::node_topic("worker-2"), Test::judged);
	}}
"""


@pytest.fixture
def cluster(zeek: Engine, tmp_path: Path) -> Iterator[Cluster]:
    wires = [Wire(), Wire()]
    begin(wires[0], 0)
    for number, wire in enumerate(wires):
        if number == 0:
            tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios())
        else:
            tftp.read(wire, DEVICE, ROGUE, IMAGE, images.ios(seed="implant"), client_port=50001)
        for guess, name in enumerate(GUESSES[number::2]):
            tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=41000 + 200 * number + guess)
    by_ftp = Wire()
    ftp.retrieve(by_ftp, BY_FTP, ROGUE, IMAGE, images.ios(seed="implant"), extended=True)
    # The commands at one worker, the data at the other, which Zeek tells by then that it will come.
    wires[1].wait(3)
    for _, frame, gap in by_ftp.frames:
        wires[1 if b"\x00\x15" not in (frame[34:36], frame[36:38]) else 0].frame(frame, gap)
    with replaying(zeek, tmp_path, wires, ONE_BY_ONE, materialise(HQ, tmp_path / "site")) as running:
        yield running


def test_one_node_judges_what_two_workers_saw(cluster: Cluster) -> None:
    expected = {
        ("Unauthorized_Boot_Server", DEVICE): 1,
        ("Boot_Server_Changed", DEVICE): 1,
        ("Modified_Image", DEVICE): 1,
        ("TFTP_Enumeration", ATTACKER): 1,
        ("Unauthorized_Boot_Server", BY_FTP): 1,
        ("Modified_Image", BY_FTP): 1,
    }

    cluster.wait(lambda: set(cluster.raised()) >= set(expected))
    cluster.settle()
    assert cluster.raised() == expected, cluster.said()[-2000:]
    verdicts = Counter((str(e["evidence"]), str(e["server"]), str(e["verdict"])) for e in cluster.log("bootwarden"))
    assert verdicts == {
        ("Bootwarden::FILE_FETCH", BOOT_SERVER, "expected"): 1,
        ("Bootwarden::FILE_CONTENT", BOOT_SERVER, "expected"): 1,
        ("Bootwarden::FILE_FETCH", ROGUE, "suspicious"): 2,
        ("Bootwarden::FILE_CONTENT", ROGUE, "suspicious"): 2,
        ("Bootwarden::FILE_GUESSING", BOOT_SERVER, "suspicious"): 1,
    }
    assert {e["file_name"] for e in cluster.log("bootwarden") if e["device"] == BY_FTP} == {IMAGE}
    assert cluster.complaints() == []


def test_a_restarted_cluster_remembers(zeek: Engine, tmp_path: Path) -> None:
    """The manager alone keeps the memory of boot servers on disk; the proxies have it before the first packet."""
    before = Wire()
    tftp.read(before, DEVICE, BOOT_SERVER, IMAGE, images.ios())
    before.write(tmp_path / "before.pcap")
    memory = f'redef Bootwarden::memory_file = "{tmp_path}/memory.sqlite";\n'
    # In pseudo-realtime the worker's clock is today's.
    memory += "redef Bootwarden::memory_time = 36500days;\n"
    zeek_scripts.run(zeek, tmp_path, memory, "-r", str(tmp_path / "before.pcap"))

    after = Wire()
    tftp.Transfer(after, "10.0.3.1", "10.0.0.20", "SEP001122334455.cnf.xml").ask()
    after.wait(4)
    tftp.read(after, DEVICE, ROGUE, IMAGE, images.ios(), client_port=50001)
    site = materialise(DEVICES_ONLY, tmp_path / "site")
    with replaying(zeek, tmp_path, [after], memory, site) as cluster:
        expected = {("Boot_Server_Changed", DEVICE): 1}
        cluster.wait(lambda: cluster.raised() == expected)
        cluster.settle()
        assert cluster.raised() == expected, cluster.said()[-2000:]
        assert cluster.complaints() == []


def test_all_nodes_agree_on_a_changed_manifest(zeek: Engine, tmp_path: Path) -> None:
    """The manager reads the file again and hands it on to the proxies."""
    head = "#fields\tfile_name\tsha256\n"
    manifest = tmp_path / "configs.tsv"
    manifest.write_text(head + f"a-confg\t{1:064x}\n")
    script = f"""
redef Bootwarden::configs_file = "{manifest}";
redef Bootwarden::manifest_interval = 500msec;
event Bootwarden::manifest_changed(which: string)
	{{
	print fmt("%s %d", which, Bootwarden::known_configs$size);
	flush_all();
	}}
"""
    judges = [tmp_path / node / "output" for node in ("manager", "proxy-1", "proxy-2")]

    def all_say(text: str) -> bool:
        return all(text in output.read_text().splitlines() for output in judges)

    with replaying(zeek, tmp_path, [], script) as cluster:
        cluster.wait(lambda: all_say("configs 1"))
        manifest.write_text(head + f"a-confg\t{1:064x}\nb-confg\t{2:064x}\n")
        cluster.wait(lambda: all_say("configs 2"))
        assert all_say("configs 1") and all_say("configs 2"), cluster.said()[-2000:]
        assert cluster.complaints() == []
