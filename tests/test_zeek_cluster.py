"""A real cluster: two workers see the two halves of one attack, and one proxy judges it once."""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import zeek_cluster
import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.scenarios.bw16_enumeration import GUESSES
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, DEVICE, DEVICES_ONLY, HQ, IMAGE, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

PACE = """
@load policy/frameworks/cluster/experimental
redef LogAscii::use_json = T;
redef exit_only_after_terminate = T;
redef Cluster::retry_interval = 200msec;
redef Broker::default_listen_retry = 200msec;
redef Broker::default_connect_retry = 200msec;
redef Log::default_rotation_interval = 0secs;
redef Log::flush_interval = 200msec;
redef Broker::log_batch_interval = 200msec;
redef Broker::disable_ssl = T;
@if ( Cluster::local_node_type() == Cluster::WORKER )
event zeek_init() { suspend_processing(); }
event Cluster::Experimental::cluster_started() { continue_processing(); }
@endif
"""


class Cluster:
    """A cluster of a manager, two proxies and two workers on this machine, each in a folder of its own."""

    def __init__(self, zeek: Engine, folder: Path, script: str, captures: list[Path]) -> None:
        """Start all nodes; worker n replays capture n in real time once the cluster is up."""
        self.folder = folder
        self.nodes: list[subprocess.Popen[bytes]] = []
        workers = {f"worker-{n + 1}": capture for n, capture in enumerate(captures)}
        layout = {"manager": "MANAGER", "proxy-1": "PROXY", "proxy-2": "PROXY"} | dict.fromkeys(workers, "WORKER")
        (folder / "cluster-layout.zeek").write_text(zeek_cluster.layout(layout))
        (folder / "test.zeek").write_text(script)
        for node in layout:
            cwd = folder / node
            cwd.mkdir()
            environment = zeek_scripts.environment(zeek, folder)
            environment |= {"CLUSTER_NODE": node, "ZEEKPATH": f"{folder}:{environment['ZEEKPATH']}"}
            replay = ["--pseudo-realtime", "-r", str(workers[node])] if node in workers else []
            with (cwd / "output").open("wb") as output:
                self.nodes.append(
                    subprocess.Popen(
                        [str(zeek.path), *replay, str(folder / "test.zeek")],
                        cwd=cwd,
                        env=environment,
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=subprocess.STDOUT,
                    )
                )

    def log(self, name: str) -> list[dict[str, object]]:
        """The lines of a log, which the manager writes."""
        path = self.folder / "manager" / f"{name}.log"
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def wait(self, until: Callable[[], bool], seconds: float = 90) -> None:
        """Wait until something holds, and then a little, in case too much comes."""
        deadline = time.monotonic() + seconds
        while not until() and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(3)

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:
            node.terminate()
        for node in self.nodes:
            try:
                node.wait(timeout=30)
            except subprocess.TimeoutExpired:
                node.kill()

    def said(self) -> str:
        """What all nodes said on their standard outputs."""
        return "".join(p.read_text(errors="replace") for p in sorted(self.folder.glob("*/output")))


@pytest.fixture
def cluster(zeek: Engine, tmp_path: Path) -> Iterator[Cluster]:
    site = materialise(HQ, tmp_path / "site")
    captures = []
    for number in range(2):
        wire = Wire()
        # Nothing that counts, so that both workers begin at one time; then the manifest has arrived.
        tftp.Transfer(wire, "10.0.3.1", "10.0.0.20", "SEP001122334455.cnf.xml", client_port=40000 + number).ask()
        wire.wait(6 + 3 * number)
        if number == 0:
            tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios())
        else:
            tftp.read(wire, DEVICE, ROGUE, IMAGE, images.ios(seed="implant"), client_port=50001)
        for guess, name in enumerate(GUESSES[number::2]):
            tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=41000 + 200 * number + guess)
        captures.append(tmp_path / f"{number}.pcap")
        wire.write(captures[-1])
    script = "@load bootwarden\n" + PACE + f"@load {site}/bootwarden-site.zeek\n"
    running = Cluster(zeek, tmp_path, script, captures)
    try:
        yield running
    finally:
        running.stop()


def raised(cluster: Cluster) -> Counter[tuple[str, str]]:
    """Notices by name and device."""
    return Counter((str(n["note"]).removeprefix("Bootwarden::"), str(n["src"])) for n in cluster.log("notice"))


def complaints(cluster: Cluster) -> list[str]:
    """Errors of the nodes. Those that start first cannot reach the others yet."""
    return [line for line in cluster.said().splitlines() if "error" in line and "PEER_UNAVAILABLE" not in line]


def test_one_node_judges_what_two_workers_saw(cluster: Cluster) -> None:
    expected = {
        ("Unauthorized_Boot_Server", DEVICE): 1,
        ("Boot_Server_Changed", DEVICE): 1,
        ("Modified_Image", DEVICE): 1,
        ("TFTP_Enumeration", ATTACKER): 1,
    }

    cluster.wait(lambda: set(raised(cluster)) >= set(expected))
    assert raised(cluster) == expected, cluster.said()[-2000:]
    verdicts = Counter((str(e["evidence"]), str(e["server"]), str(e["verdict"])) for e in cluster.log("bootwarden"))
    assert verdicts == {
        ("Bootwarden::FILE_FETCH", BOOT_SERVER, "expected"): 1,
        ("Bootwarden::FILE_CONTENT", BOOT_SERVER, "expected"): 1,
        ("Bootwarden::FILE_FETCH", ROGUE, "suspicious"): 1,
        ("Bootwarden::FILE_CONTENT", ROGUE, "suspicious"): 1,
        ("Bootwarden::FILE_GUESSING", BOOT_SERVER, "suspicious"): 1,
    }
    assert complaints(cluster) == []


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
    after.write(tmp_path / "after.pcap")
    site = materialise(DEVICES_ONLY, tmp_path / "site")
    script = f"@load bootwarden\n{PACE}{memory}@load {site}/bootwarden-site.zeek\n"
    cluster = Cluster(zeek, tmp_path, script, [tmp_path / "after.pcap"])
    try:
        expected = {("Boot_Server_Changed", DEVICE): 1}
        cluster.wait(lambda: raised(cluster) == expected)
        assert raised(cluster) == expected, cluster.said()[-2000:]
        assert complaints(cluster) == []
    finally:
        cluster.stop()


def test_all_nodes_agree_on_a_changed_manifest(zeek: Engine, tmp_path: Path) -> None:
    """The manager reads the file again and hands it on to the proxies."""
    head = "#fields\tfile_name\tsha256\n"
    manifest = tmp_path / "configs.tsv"
    manifest.write_text(head + f"a-confg\t{1:064x}\n")
    script = f"""
@load bootwarden
{PACE}
redef Bootwarden::configs_file = "{manifest}";
redef Bootwarden::manifest_interval = 500msec;
event Bootwarden::manifest_changed(which: string)
	{{
	print fmt("%s %d", which, Bootwarden::known_configs$size);
	flush_all();
	}}
"""
    cluster = Cluster(zeek, tmp_path, script, [])
    judges = [tmp_path / node / "output" for node in ("manager", "proxy-1", "proxy-2")]

    def all_say(text: str) -> bool:
        return all(text in output.read_text().splitlines() for output in judges)

    try:
        cluster.wait(lambda: all_say("configs 1"))
        manifest.write_text(head + f"a-confg\t{1:064x}\nb-confg\t{2:064x}\n")
        cluster.wait(lambda: all_say("configs 2"))
        assert all_say("configs 1") and all_say("configs 2"), cluster.said()[-2000:]
        assert complaints(cluster) == []
    finally:
        cluster.stop()
