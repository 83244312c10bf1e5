"""BW01: boot options from, or naming, a server that nobody declared."""

from __future__ import annotations

from bootwarden.scenarios.model import Alert, Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic.dhcp import ACK, ANY, DISCOVER, NAK, OFFER, REQUEST, Client, addresses, encode, pxe_servers
from bootwarden.traffic.wire import Wire

DEVICE, PC, ROGUE, DHCP, SERVER = "10.0.1.9", "10.0.4.20", "10.0.6.66", "10.0.0.2", "10.0.0.5"
PXE = "PXEClient:Arch:00007:UNDI:003016"


def rogue(device: str, server: str = ROGUE, file: str | None = None) -> Notice:
    """The notice of one server that boot options name."""
    return Notice("Rogue_Boot_Options", device, server, file)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (rogue(DEVICE, file="network-confg"),), alerts=(Alert(1542101000, "10.0.6.66", "255.255.255.255"),)
    ),
)
def bw01_rogue_server(wire: Wire) -> None:
    """A rogue DHCP server gives a new router an address, and itself as TFTP server (options 67 and 150)."""
    client = Client(wire, DEVICE, vendor_class="ciscopnp")
    client.lease(ROGUE, [(1, addresses("255.255.0.0")), (67, "network-confg"), (150, addresses(ROGUE))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE, file="evil.cfg"),), alerts=(Alert(1542101001, "10.0.0.2", "10.0.1.9"),)),
)
def bw01_hidden_by_overload(wire: Wire) -> None:
    """A forged answer of the declared server hides options 66 and 67 in the sname and file fields."""
    hidden = {
        "sname": encode([(66, ROGUE)]) + b"\xff",
        "file": encode([(0, b""), (67, "evil.cfg")]) + b"\xff",
    }
    Client(wire, DEVICE, broadcast=False).lease(DHCP, [(52, 3)], **hidden)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE),), alerts=(Alert(1542101001, "10.0.0.2", "255.255.255.255"),)),
)
def bw01_second_in_ascii(wire: Wire) -> None:
    """Option 150 is spelled as text, as some servers do, and padding stands between the options."""
    Client(wire, DEVICE).lease(DHCP, [(0, b""), (150, ROGUE), (0, b""), (3, addresses("10.0.1.254"))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE),), alerts=(Alert(1542101001, "10.0.0.2", "10.0.1.254"),)),
)
def bw01_second_in_list(wire: Wire) -> None:
    """A relayed answer lists the declared server first and the attacker's second."""
    client = Client(wire, DEVICE, relay="10.0.1.254")
    client.lease(DHCP, [(150, addresses(SERVER, ROGUE))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(PC, file="evil.efi"),), alerts=(Alert(1542101000, "10.0.6.66", "10.0.4.20"),)),
)
def bw01_proxy_dhcp(wire: Wire) -> None:
    """Beside the declared DHCP server, a proxyDHCP server answers on port 4011 with a boot file of its own."""
    client = Client(wire, PC, vendor_class=PXE)
    client.lease(DHCP, [(3, addresses("10.0.4.254"))])
    client.ask(REQUEST, server=ROGUE, port=4011)
    options = [(60, "PXEClient"), (43, pxe_servers(ROGUE))]
    client.reply(ROGUE, ACK, options, yiaddr=ANY, siaddr=ROGUE, file=b"evil.efi", port=4011)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (rogue("10.0.1.30", file="c1700-evil.bin"),), alerts=(Alert(1542101002, "10.0.6.66", "255.255.255.255"),)
    ),
)
def bw01_plain_bootp(wire: Wire) -> None:
    """A BOOTP answer without any option gives an old router its image: address, server and file."""
    client = Client(wire, "10.0.1.30")
    client.reply(ROGUE, None, siaddr=ROGUE, file=b"c1700-evil.bin", cookie=False)


@scenario("BW01", "benign", site=HQ, with_site=Expect(evidence=()))
def bw01_ordinary_leases(wire: Wire) -> None:
    """Leases whose siaddr is the server's own address and that have no boot file; and a NAK with one."""
    client = Client(wire, "10.0.2.41")
    client.lease(DHCP, [(3, addresses("10.0.2.254")), (6, addresses("10.0.0.3"))], siaddr=DHCP)
    client.xid += 1
    client.ask(REQUEST, server_id=DHCP)
    client.reply(DHCP, NAK, [(67, "pxelinux.0")], yiaddr=ANY)


@scenario("BW01", "benign", site=HQ, with_site=Expect(evidence=()))
def bw01_home_router(wire: Wire) -> None:
    """Someone plugs in a home router: an undeclared DHCP server, but it says nothing of booting."""
    Client(wire, "10.0.2.42").lease("10.0.2.1", [(3, addresses("10.0.2.1")), (43, b"\xf1\x04" + addresses("10.0.0.8"))])


@scenario(
    "BW01",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": PC, "server": SERVER, "file_name": "shimx64.efi", "verdict": "expected"},
            {"device": "10.0.3.9", "server": SERVER, "verdict": "expected"},
        )
    ),
)
def bw01_declared_servers(wire: Wire) -> None:
    """A PC behind a relay and a phone (option 150 as text) are sent to the declared server."""
    pc = Client(wire, PC, vendor_class=PXE, relay="10.0.4.254")
    pc.lease(DHCP, [(66, SERVER), (67, b"shimx64.efi\0")], siaddr=SERVER, file=b"shimx64.efi")
    phone = Client(wire, "10.0.3.9", xid=0x77, vendor_class="Cisco Systems, Inc. IP Phone CP-7960G")
    phone.reply(DHCP, OFFER, [(150, SERVER)])
    phone.reply(DHCP, ACK, [(150, SERVER)])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (rogue(DEVICE, file="ztp.py"), rogue("10.0.1.30", file="os.bin")),
        alerts=(Alert(1542101001, DHCP, "255.255.255.255"),),
    ),
)
def bw01_urls_in_options(wire: Wire) -> None:
    """URLs stand where an address is looked for: in option 67, and in a vendor's option 125."""
    Client(wire, DEVICE).lease(DHCP, [(66, SERVER), (67, f"http://{ROGUE}/ztp.py")])
    vendor = f"tftp://{ROGUE}/os.bin".encode()
    value = (674).to_bytes(4, "big") + bytes([len(vendor) + 2, 5, len(vendor)]) + vendor
    Client(wire, "10.0.1.30", xid=0x55).lease(DHCP, [(125, value)])


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_servers_that_name_themselves(wire: Wire) -> None:
    """The declared server writes its own name into sname and its own address into siaddr, beside option 66."""
    own = {"sname": b"dhcp1.corp.example", "siaddr": DHCP}
    Client(wire, PC, vendor_class=PXE).lease(DHCP, [(66, "boot.corp.example"), (67, "shimx64.efi")], **own)
    Client(wire, "10.0.4.21", xid=0x56, vendor_class=PXE).lease(DHCP, [(67, "shimx64.efi")])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (rogue("0.0.0.0", file="evil.efi"), rogue(PC, file="evil.efi")),
        alerts=(Alert(1542101000, ROGUE, "255.255.255.255"),),
    ),
)
def bw01_proxy_offers(wire: Wire) -> None:
    """A rogue proxyDHCP server offers to a client before its lease is seen, and to one whose lease never is."""
    options = [(60, "PXEClient"), (43, pxe_servers(ROGUE))]
    client = Client(wire, PC, vendor_class=PXE)
    client.ask(DISCOVER)
    client.reply(ROGUE, OFFER, options, yiaddr=ANY, siaddr=ROGUE, file=b"evil.efi")
    client.reply(DHCP, OFFER, [(3, addresses("10.0.4.254"))])
    client = Client(wire, "10.0.4.22", xid=0x57, vendor_class=PXE)
    client.ask(DISCOVER)
    client.reply(ROGUE, OFFER, options, yiaddr=ANY, siaddr=ROGUE, file=b"evil.efi")
