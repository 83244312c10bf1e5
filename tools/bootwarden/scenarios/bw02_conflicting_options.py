"""BW02: two servers answer one DHCP transaction with differing boot options."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import HQ, NETWORK
from bootwarden.traffic.dhcp import ACK, ANY, DISCOVER, OFFER, REQUEST, Client, addresses, pxe_servers
from bootwarden.traffic.wire import Wire

DEVICE, PC, ROGUE, DHCP, SERVER = "10.0.1.9", "10.0.4.20", "10.0.6.66", "10.0.0.2", "10.0.0.5"
PXE = "PXEClient:Arch:00007:UNDI:003016"

FAILOVER = SiteSpec("failover", NETWORK.replace('["10.0.0.2"]', '["10.0.0.2", "10.0.0.3"]'))
"""Two DHCP servers are declared."""


def both(device: str, server: str, file: str) -> Expect:
    """The undeclared answer by itself, and the conflict; both notices name it."""
    return Expect(
        (
            Notice("Rogue_Boot_Options", device, server, file),
            Notice("Conflicting_Boot_Options", device, server, file),
        )
    )


def conflict(device: str, server: str, file: str) -> Expect:
    """Without a site nothing says which answer is right: the later one is named, as information."""
    return Expect((Notice("Conflicting_Boot_Options", device, server, file),))


@scenario(
    "BW02",
    "malicious",
    plain=conflict(DEVICE, SERVER, "network-confg"),
    site=HQ,
    with_site=both(DEVICE, ROGUE, "evil-confg"),
    raises_with_site=[("BW01", 0, "10.0.6.66", "255.255.255.255")],
)
def bw02_race_for_a_router(wire: Wire) -> None:
    """A rogue server answers a router's DISCOVER before the declared one does."""
    client = Client(wire, DEVICE, vendor_class="ciscopnp")
    client.ask(DISCOVER)
    client.reply(ROGUE, OFFER, [(67, "evil-confg"), (150, addresses(ROGUE))])
    client.reply(DHCP, OFFER, [(67, "network-confg"), (150, addresses(SERVER))])
    client.ask(REQUEST, server_id=DHCP)
    client.reply(DHCP, ACK, [(67, "network-confg"), (150, addresses(SERVER))])


@scenario(
    "BW02",
    "malicious",
    plain=conflict(PC, SERVER, "old-shim.efi"),
    site=HQ,
    with_site=both(PC, SERVER, "old-shim.efi"),
    raises_with_site=[("BW01", 20, "10.0.4.99", "10.0.4.254")],
)
def bw02_only_the_file_differs(wire: Wire) -> None:
    """Behind a relay, a second server names the declared boot server, and another file on it."""
    client = Client(wire, PC, vendor_class=PXE, relay="10.0.4.254")
    client.ask(DISCOVER)
    client.reply(DHCP, OFFER, [(66, SERVER), (67, "shimx64.efi")])
    client.reply("10.0.4.99", OFFER, [(66, SERVER), (67, "old-shim.efi")])


@scenario("BW02", "benign", site=FAILOVER, with_site=Expect())
def bw02_failover_pair_agrees(wire: Wire) -> None:
    """Two declared servers offer the same boot options in another order, and one repeats its offer."""
    client = Client(wire, PC, vendor_class=PXE)
    client.ask(DISCOVER)
    client.reply(DHCP, OFFER, [(66, SERVER), (67, "shimx64.efi")])
    client.reply("10.0.0.3", OFFER, [(67, "shimx64.efi"), (66, SERVER)])
    wire.wait(2)
    client.reply(DHCP, OFFER, [(66, SERVER), (67, "shimx64.efi")])


@scenario("BW02", "benign", site=FAILOVER, with_site=Expect())
def bw02_dhcp_and_proxy_dhcp(wire: Wire) -> None:
    """A DHCP server leases without boot options, a declared proxyDHCP server adds them."""
    client = Client(wire, PC, vendor_class=PXE)
    client.ask(DISCOVER)
    client.reply(DHCP, OFFER, [(3, addresses("10.0.4.254"))])
    client.reply("10.0.0.3", OFFER, [(60, "PXEClient"), (43, pxe_servers(SERVER))], yiaddr=ANY)
    client.ask(REQUEST, server_id=DHCP)
    client.reply(DHCP, ACK, [(3, addresses("10.0.4.254"))])
    client.ask(REQUEST, server="10.0.0.3", port=4011)
    client.reply("10.0.0.3", ACK, [(60, "PXEClient")], yiaddr=ANY, siaddr=SERVER, file=b"shimx64.efi", port=4011)


@scenario(
    "BW02",
    "malicious",
    plain=conflict(PC, SERVER, "shimx64.efi"),
    site=HQ,
    with_site=both(PC, SERVER, "shimx64.efi"),
    raises_with_site=[("BW01", 0, "10.0.4.99", "255.255.255.255")],
)
def bw02_differs_in_a_second_name(wire: Wire) -> None:
    """A second server names the same file in the fixed field, which old clients read, and another in option 67."""
    client = Client(wire, PC, vendor_class=PXE)
    client.ask(DISCOVER)
    client.reply(DHCP, OFFER, [(66, SERVER)], file=b"shimx64.efi")
    client.reply("10.0.4.99", OFFER, [(66, SERVER), (67, "old-shim.efi")], file=b"shimx64.efi")
