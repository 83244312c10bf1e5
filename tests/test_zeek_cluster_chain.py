"""A real cluster: the stages of one hijack reach two workers, and are one chain on the node that judges the device."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from bootwarden.engines.find import Engine
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, DEVICE, DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic import images, snmp, tftp
from bootwarden.traffic.dhcp import DISCOVER, OFFER, Client, addresses
from bootwarden.traffic.wire import Wire
from test_zeek_cluster import PACE, Cluster

FILE = "c2960-lanbasek9-mz.150-2.SE11.bin"
FOUNDRY_BOOT = "1.3.6.1.4.1.1991.1.1.2.4.1.1"
# Each worker sees half of a row that is built from two ports, and one of two DHCP offers.
ROW = ({2: 3, 3: IPv4Address(ROGUE)}, {4: FILE, 5: 4})
OFFERS = ((DHCP_SERVER, BOOT_SERVER, "10.0.1.9"), (ROGUE, ROGUE, "10.0.6.100"))


@pytest.fixture
def cluster(zeek: Engine, tmp_path: Path) -> Iterator[Cluster]:
    site = materialise(HQ, tmp_path / "site")
    captures = []
    for number in range(2):
        wire = Wire()
        # Nothing that counts, so that both workers begin at one time; then the manifest has arrived.
        tftp.Transfer(wire, "10.0.3.1", "10.0.0.20", "SEP001122334455.cnf.xml", client_port=40000 + number).ask()
        wire.wait(6 + 2 * number)
        manager = snmp.Manager(wire, ATTACKER, DEVICE, port=50000 + number)
        manager.set(*snmp.row(FOUNDRY_BOOT, 1, ROW[number]))  # type: ignore[arg-type]
        server, boot_server, lease = OFFERS[number]
        client = Client(wire, "10.0.1.9", vendor_class="ciscopnp")
        client.ask(DISCOVER)
        client.reply(server, OFFER, [(67, "network-confg"), (150, addresses(boot_server))], yiaddr=lease)
        wire.wait(3)
        if number == 0:
            tftp.read(wire, DEVICE, ROGUE, FILE, images.ios(FILE, "15.0(2)SE11", "C2960", 3000))
        captures.append(tmp_path / f"{number}.pcap")
        wire.write(captures[-1])
    script = "@load bootwarden\n" + PACE + f"@load {site}/bootwarden-site.zeek\n"
    running = Cluster(zeek, tmp_path, script, captures)
    try:
        yield running
    finally:
        running.stop()


def test_stages_on_two_workers_are_one_chain(cluster: Cluster) -> None:
    expected = {
        ("SNMP_Image_Copy", DEVICE): 1,
        ("Unauthorized_Boot_Server", DEVICE): 1,
        ("Unapproved_Image", DEVICE): 1,
        ("Netboot_Hijack", DEVICE): 1,
        ("Rogue_Boot_Options", "10.0.6.100"): 1,
        ("Conflicting_Boot_Options", "10.0.6.100"): 1,
    }

    def raised() -> Counter[tuple[str, str]]:
        return Counter((str(n["note"]).removeprefix("Bootwarden::"), str(n["src"])) for n in cluster.log("notice"))

    cluster.wait(lambda: set(raised()) >= set(expected))
    assert raised() == expected, cluster.said()[-2000:]
    chained = [e for e in cluster.log("bootwarden") if "chain" in e]
    assert {e["device"] for e in chained} == {DEVICE}
    assert len({e["chain"] for e in chained}) == 1
