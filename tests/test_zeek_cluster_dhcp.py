"""A real cluster: one worker sees what a proxyDHCP server answers a client, the other what address it leases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bootwarden.engines.find import Engine
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic.dhcp import ANY, OFFER, Client, addresses, pxe_servers
from bootwarden.traffic.wire import Wire
from zeek_cluster import Cluster, begin, replaying

ANSWERED_FIRST, LEASED_FIRST = "10.0.4.20", "10.0.4.21"


@pytest.fixture
def cluster(zeek: Engine, tmp_path: Path) -> Iterator[Cluster]:
    wires = [Wire(), Wire()]
    for number, wire in enumerate(wires):
        begin(wire, number)
    for xid, (address, answer, lease) in enumerate(((ANSWERED_FIRST, 0, 3), (LEASED_FIRST, 3, 0))):
        for wire, pause in zip(wires, (answer, lease), strict=True):
            wire.wait(pause)
            client = Client(wire, address, xid=xid, vendor_class="PXEClient:Arch:00007:UNDI:003016")
            if wire is wires[0]:
                client.reply(ROGUE, OFFER, [(60, "PXEClient"), (43, pxe_servers(ROGUE))], yiaddr=ANY, file=b"evil.efi")
            else:
                client.reply(DHCP_SERVER, OFFER, [(3, addresses("10.0.4.254"))])
            wire.wait(6 - pause)
    with replaying(zeek, tmp_path, wires, site=materialise(HQ, tmp_path / "site")) as running:
        yield running


def test_an_answer_finds_its_clients_address_on_another_worker(cluster: Cluster) -> None:
    expected = {("Rogue_Boot_Options", ANSWERED_FIRST): 1, ("Rogue_Boot_Options", LEASED_FIRST): 1}

    cluster.wait(lambda: set(cluster.raised()) >= set(expected))
    cluster.settle()
    assert cluster.raised() == expected, cluster.said()[-2000:]
    assert {e["device"] for e in cluster.log("bootwarden") if e["evidence"] == "Bootwarden::BOOT_OPTIONS"} == {
        ANSWERED_FIRST,
        LEASED_FIRST,
    }
