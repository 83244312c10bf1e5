"""A real cluster: the stages of one hijack reach two workers, and are one chain on the node that judges the device."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from bootwarden.engines.find import Engine
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, CAMPUS, DEVICE, DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic import images, snmp, tftp
from bootwarden.traffic.dhcp import ACK, DISCOVER, OFFER, Client, addresses
from bootwarden.traffic.wire import Wire
from zeek_cluster import Cluster, begin, replaying

FILE = "c2960-lanbasek9-mz.150-2.SE11.bin"
FOUNDRY_BOOT = "1.3.6.1.4.1.1991.1.1.2.4.1.1"
# Each worker sees half of a row that is built from two ports, and one of two DHCP offers.
ROW = ({2: 3, 3: IPv4Address(ROGUE)}, {4: FILE, 5: 4})
PXE_CLASS = "PXEClient:Arch:00007:UNDI:003016"
OFFERS = ((DHCP_SERVER, BOOT_SERVER, "10.0.1.9"), (ROGUE, ROGUE, "10.0.6.100"))


@pytest.fixture
def cluster(zeek: Engine, tmp_path: Path) -> Iterator[Cluster]:
    wires = [Wire(), Wire()]
    for number, wire in enumerate(wires):
        begin(wire, number)
        wire.wait(2 * number)
        manager = snmp.Manager(wire, ATTACKER, DEVICE, port=50000 + number)
        manager.set(*snmp.row(FOUNDRY_BOOT, 1, ROW[number]))  # type: ignore[arg-type]
        server, boot_server, lease = OFFERS[number]
        client = Client(wire, "10.0.1.9", vendor_class="ciscopnp")
        client.ask(DISCOVER)
        client.reply(server, OFFER, [(67, "network-confg"), (150, addresses(boot_server))], yiaddr=lease)
        wire.wait(3)
        if number == 0:
            tftp.read(wire, DEVICE, ROGUE, FILE, images.ios(FILE, "15.0(2)SE11", "C2960", 3000))
    with replaying(zeek, tmp_path, wires, site=materialise(HQ, tmp_path / "site")) as running:
        yield running


def test_stages_on_two_workers_are_one_chain(cluster: Cluster) -> None:
    expected = {
        ("SNMP_Image_Copy", DEVICE): 1,
        ("Unauthorized_Boot_Server", DEVICE): 1,
        ("Unapproved_Image", DEVICE): 1,
        ("Netboot_Hijack", DEVICE): 1,
        ("Rogue_Boot_Options", "10.0.6.100"): 1,
        ("Conflicting_Boot_Options", "10.0.6.100"): 1,
    }

    cluster.wait(lambda: set(cluster.raised()) >= set(expected))
    cluster.settle()
    assert cluster.raised() == expected, cluster.said()[-2000:]
    chained = [e for e in cluster.log("bootwarden") if "chain" in e]
    assert {e["device"] for e in chained} == {DEVICE}
    assert len({e["chain"] for e in chained}) == 1


def test_clients_are_followed_to_their_new_addresses(zeek: Engine, tmp_path: Path) -> None:
    """One worker sees rogue offers and what is booted, the other one leases: two nodes judge the two addresses."""
    wires = [Wire(), Wire()]
    for number, wire in enumerate(wires):
        begin(wire, number)
    hosts = {f"10.0.4.{20 + n}": f"10.0.6.{100 + n}" for n in range(6)}
    for xid, (host, offered) in enumerate(hosts.items()):
        leases, boots = (Client(wire, host, xid=xid, vendor_class=PXE_CLASS) for wire in wires)
        for client in (leases, boots):
            client.ask(DISCOVER)
        boots.reply(ROGUE, OFFER, [(66, ROGUE), (67, "evil.efi")], yiaddr=offered, siaddr=ROGUE, file=b"evil.efi")
        wires[0].wait(1)
        leases.reply(DHCP_SERVER, ACK, [(3, addresses("10.0.4.254"))])
        wires[0].wait(2)
        wires[1].wait(2)
        tftp.read(wires[1], host, ROGUE, "evil.efi", images.efi(3000), client_port=50000 + xid)
        wires[1].wait(1)
    with replaying(zeek, tmp_path, wires, site=materialise(CAMPUS, tmp_path / "site")) as running:
        expected = dict.fromkeys((("Rogue_Boot_Options", offered) for offered in hosts.values()), 1)
        for name in ("Unauthorized_Boot_Server", "Unapproved_Image", "Netboot_Hijack"):
            expected |= dict.fromkeys(((name, host) for host in hosts), 1)
        running.wait(lambda: set(running.raised()) >= set(expected))
        running.settle()
        assert running.raised() == expected, running.said()[-2000:]
        assert running.complaints() == []
