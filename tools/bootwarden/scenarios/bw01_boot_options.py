"""BW01: boot options from, or naming, a server that nobody declared."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import HQ, NETWORK
from bootwarden.traffic.dhcp import (
    ACK,
    ANY,
    DISCOVER,
    NAK,
    OFFER,
    REQUEST,
    Client,
    addresses,
    bootstrap,
    encode,
    identified,
    pnp,
    pxe_servers,
    suboptions,
)
from bootwarden.traffic.dhcp6 import BOOT_FILE_URL, Client6
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
    with_site=Expect((rogue(DEVICE, file="network-confg"),)),
    raises_with_site=[("BW01", 0, "10.0.6.66", "255.255.255.255")],
)
def bw01_rogue_server(wire: Wire) -> None:
    """A rogue DHCP server gives a new router an address, and itself as TFTP server (options 67 and 150)."""
    client = Client(wire, DEVICE, vendor_class="ciscopnp")
    client.lease(ROGUE, [(1, addresses("255.255.0.0")), (67, "network-confg"), (150, addresses(ROGUE))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE, file="evil.cfg"),)),
    raises_with_site=[("BW01", 1, "10.0.0.2", "10.0.1.9")],
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
    with_site=Expect((rogue(DEVICE),)),
    raises_with_site=[("BW01", 1, "10.0.0.2", "255.255.255.255")],
)
def bw01_second_in_ascii(wire: Wire) -> None:
    """Option 150 is spelled as text, as some servers do, and padding stands between the options."""
    Client(wire, DEVICE).lease(DHCP, [(0, b""), (150, ROGUE), (0, b""), (3, addresses("10.0.1.254"))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE),)),
    raises_with_site=[("BW01", 21, "10.0.0.2", "10.0.1.254")],
)
def bw01_second_in_list(wire: Wire) -> None:
    """A relayed answer lists the declared server first and the attacker's second."""
    client = Client(wire, DEVICE, relay="10.0.1.254")
    client.lease(DHCP, [(150, addresses(SERVER, ROGUE))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(PC, file="evil.efi"),)),
    raises_with_site=[("BW01", 0, "10.0.6.66", "10.0.4.20")],
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
    with_site=Expect((rogue("10.0.1.30", file="c1700-evil.bin"),)),
    raises_with_site=[("BW01", 7, "10.0.6.66", "255.255.255.255")],
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
    with_site=Expect((rogue(DEVICE, file="ztp.py"), rogue("10.0.1.30", file="os.bin"))),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
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
    with_site=Expect((rogue("0.0.0.0", file="evil.efi"), rogue(PC, file="evil.efi"))),
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255")],
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


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE),)),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
)
def bw01_plug_and_play(wire: Wire) -> None:
    """A forged answer of the declared server sends a Cisco switch to a Plug and Play server (option 43)."""
    Client(wire, DEVICE, vendor_class="ciscopnp").lease(DHCP, [(3, addresses("10.0.1.254")), (43, pnp(ROGUE))])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE, file="jinstall-evil.tgz"),)),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
)
def bw01_junos_suboptions(wire: Wire) -> None:
    """A new Junos switch is given file names in option 43, where 0 is no padding, and the attacker in option 150."""
    names = suboptions({1: "evil.conf", 0: "jinstall-evil.tgz", 3: "tftp"})
    Client(wire, DEVICE, vendor_class="Juniper-ex2200").lease(DHCP, [(43, names), (150, addresses(ROGUE))])


ELSEWHERE: dict[str, tuple[str | None, int, bytes]] = {
    "10.0.1.31": (None, 128, addresses(ROGUE)),
    "10.0.1.32": ("fw.bin", 130, f"see tftp://{ROGUE}/fw.bin".encode()),
    "10.0.1.33": (None, 143, bootstrap(f"https://{ROGUE}:8443")),
    "10.0.1.34": ("onie-installer", 114, f"http://{ROGUE}/onie-installer".encode()),
    "10.0.1.35": ("ztp.sh", 239, f"http://{ROGUE}/ztp.sh".encode()),
    "10.0.4.37": (None, 210, f"{ROGUE}::/boot/".encode()),
    "10.0.1.36": ("onie-installer-x86_64", 43, suboptions({1: f"http://{ROGUE}/onie-installer-x86_64"})),
}
"""Options that only some devices read: the file that each names, its code and its value."""


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(tuple(rogue(who, file=f) for who, (f, _, _) in ELSEWHERE.items())),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
)
def bw01_rarer_options(wire: Wire) -> None:
    """Options 43, 114, 128, 130, 143, 210 and 239 name the attacker, each in its own form."""
    for number, (who, (_, code, value)) in enumerate(ELSEWHERE.items()):
        Client(wire, who, xid=0x100 + number, asked=(1, 3, code)).lease(DHCP, [(code, value)])


NAMED = (
    "U-Boot.armv8",
    "Aruba JL253A 2930F-24G-4SFP+ Switch",
    "TY=DELLNTW-S4810     HW=3.0 SN=X OS=9.3.0.0",
    "NOKIA: 7750 SR-1",
    "OmniSwitch-OS6860",
)
"""How loaders and switches of more makers name themselves."""


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(tuple(rogue(f"10.0.1.{last}", file="evil.cfg") for last in range(71, 76))),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
)
def bw01_more_makers(wire: Wire) -> None:
    """Clients that name themselves in more makers' ways are sent to a rogue server; others of theirs just lease."""
    for number, name in enumerate(NAMED):
        client = Client(wire, f"10.0.1.{71 + number}", xid=0x180 + number, vendor_class=name)
        client.lease(DHCP, [(66, ROGUE), (67, "evil.cfg")])
        other = Client(wire, f"10.0.1.{81 + number}", xid=0x190 + number, vendor_class=name)
        other.lease(DHCP, [(3, addresses("10.0.1.254"))], siaddr=DHCP)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE, file="network-confg"),)),
    raises_with_site=[("BW01", 1, DHCP, "255.255.255.255")],
)
def bw01_second_in_option_66(wire: Wire) -> None:
    """Option 66 lists the declared server first and the attacker's second, as phones and switches read it."""
    Client(wire, DEVICE).lease(DHCP, [(66, f"{SERVER}, {ROGUE}"), (67, "network-confg")])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue(DEVICE, file="evil-confg"),)),
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255")],
)
def bw01_from_another_port(wire: Wire) -> None:
    """A rogue server behind port translation answers from another port: real clients take that."""
    client = Client(wire, DEVICE)
    client.ask(DISCOVER)
    client.reply(ROGUE, OFFER, [(67, "evil-confg"), (150, addresses(ROGUE))], from_port=1067)


@scenario(
    "BW01",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "server": "boot.corp.example", "verdict": "expected", "object": "option 43"},
            {"device": "10.0.1.30", "server": SERVER, "file_name": "edge1-confg", "verdict": "expected"},
        )
    ),
)
def bw01_provisioned_by_declared_servers(wire: Wire) -> None:
    """A Plug and Play server is declared by name; a Junos switch gets its configuration from the boot server."""
    Client(wire, DEVICE, vendor_class="ciscopnp").lease(DHCP, [(43, pnp("boot.corp.example", kind=1))])
    switch = Client(wire, "10.0.1.30", xid=0x58, vendor_class="Juniper-ex2200")
    switch.lease(DHCP, [(43, suboptions({1: "edge1-confg", 3: "http"})), (66, SERVER)])


@scenario("BW01", "benign", site=HQ, with_site=Expect(evidence=()))
def bw01_options_that_boot_nothing(wire: Wire) -> None:
    """Wireless controllers, CPE management, Skype, UniFi, a captive portal, phones' proxies and magic numbers."""
    portal = b"https://portal.corp.example/api"
    teams = suboptions({1: "MS-UC-Client", 2: "https", 3: "sip.corp.example", 4: "443", 5: "/CertProv/x.svc"})
    for number, (code, value) in enumerate(
        (
            (43, b"\xf1\x08" + addresses("10.0.0.8", "10.0.0.9")),
            (43, suboptions({1: "http://acs.isp.example:7547/cwmp"})),
            (43, teams),
            (43, b"\x01\x04" + addresses("10.0.0.8")),
            (43, b"10.0.0.8"),
            (114, portal),
            (125, identified(3561, suboptions({4: "00AABB", 11: "http://acs.isp.example:7547/"}))),
            (128, bytes.fromhex("e44574680000")),
            (128, b"\0\0\0\1"),
            (135, b"http://proxy.corp.example:8080/"),
        )
    ):
        Client(wire, f"10.0.2.{50 + number}", xid=0x200 + number).lease(
            DHCP, [(3, addresses("10.0.2.254")), (code, value)]
        )


DUAL_STACK = SiteSpec(
    "dual-stack",
    NETWORK.replace('["10.0.0.5", ', '["10.0.0.5", "2001:db8:a::5", ').replace("10.0.0.2", "2001:db8:a::2"),
)
"""A DHCP and a boot server are declared by IPv6 address."""


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("2001:db8:a::30", "2001:db8:66::66", "evil.efi"),)),
    raises_with_site=[("BW01", 5, "fe80::66", "fe80::30")],
)
def bw01_dhcpv6(wire: Wire) -> None:
    """A rogue DHCPv6 server on the link gives a host the URL of its boot file."""
    client = Client6(wire, "fe80::30", "2001:db8:a::30")
    client.lease("fe80::66", [(BOOT_FILE_URL, b"tftp://[2001:db8:66::66]/evil.efi")])


@scenario(
    "BW01",
    "malicious",
    site=DUAL_STACK,
    with_site=Expect((rogue("2001:db8:a::31", "2001:db8:a::5", "ztp.py"), rogue("2001:db8:a::32", "2001:db8:66::66"))),
    raises_with_site=[("BW01", 4, "2001:db8:a::66", "2001:db8:a::1"), ("BW01", 5, "2001:db8:a::2", "2001:db8:a::9")],
)
def bw01_dhcpv6_relayed(wire: Wire) -> None:
    """Behind relays, an undeclared DHCPv6 server names the declared boot server, and the declared one another."""
    url = b"http://[2001:db8:a::5]/ztp.py"
    Client6(wire, "fe80::31", "2001:db8:a::31", relay="2001:db8:a::1").lease("2001:db8:a::66", [(BOOT_FILE_URL, url)])
    client = Client6(wire, "fe80::32", "2001:db8:a::32", relay="2001:db8:a::9")
    client.lease("2001:db8:a::2", [(136, bootstrap("https://[2001:db8:66::66]:443"))])


@scenario(
    "BW01",
    "benign",
    site=DUAL_STACK,
    with_site=Expect(
        evidence=(
            {"device": "2001:db8:a::33", "server": "2001:db8:a::5", "file_name": "shimx64.efi", "verdict": "expected"},
        )
    ),
)
def bw01_dhcpv6_declared(wire: Wire) -> None:
    """The declared boot server is named on the link; another DHCPv6 server gives addresses and names only."""
    client = Client6(wire, "fe80::33", "2001:db8:a::33")
    client.lease("fe80::2", [(BOOT_FILE_URL, b"tftp://[2001:db8:a::5]/shimx64.efi")])
    Client6(wire, "fe80::34", "2001:db8:a::34").lease("fe80::66", [(23, bytes(16))])
