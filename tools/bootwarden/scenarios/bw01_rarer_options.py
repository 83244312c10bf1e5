"""BW01: relays in the server's place, lists of servers, and options that only some devices read."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import BOOT_SERVER as SERVER
from bootwarden.scenarios.sites import DEVICE, DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic.dhcp import Client, Options, addresses, bootstrap, encode, identified, pnp, suboptions
from bootwarden.traffic.wire import Wire

RELAY = "10.0.1.254"
FILE = (67, "edge1-confg")


def named_by_relay(relay: str) -> list[tuple[int, bytes]]:
    """What a server answers a relay that asked to stand in option 54 itself (RFC 5107)."""
    return [(82, encode([(1, b"\0\x05ge-0"), (11, addresses(relay))]))]


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_lists_of_declared_servers(wire: Wire) -> None:
    """Option 66 lists declared names and addresses, or has their URLs; option 150 lists them as text."""
    lists: list[Options] = [
        [(66, f"{SERVER} boot.corp.example"), FILE],
        [(66, f"boot.corp.example,{SERVER}\0"), FILE],
        [(66, f"tftp://{SERVER}; https://boot.corp.example:8443/ztp/"), FILE],
        [FILE, (66, "http://boot.corp.example"), (67, b"")],
        [(150, f"{SERVER},{SERVER}"), FILE],
        [(67, f"http://{SERVER}"), (66, SERVER)],
        [(209, f"tftp://{SERVER}/pxelinux.cfg/lab"), (210, f"{SERVER}::/pxelinux/"), FILE, (66, SERVER)],
    ]
    for number, options in enumerate(lists):
        Client(wire, f"10.0.1.{40 + number}", xid=0x300 + number).lease(DHCP_SERVER, options)


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_relay_in_the_servers_place(wire: Wire) -> None:
    """A relay stands in option 54 of what the declared server answers, who names the declared boot server."""
    client = Client(wire, DEVICE, relay=RELAY)
    options = [*named_by_relay(RELAY), (66, SERVER), FILE]
    client.lease(RELAY, options, source=DHCP_SERVER)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((Notice("Rogue_Boot_Options", DEVICE, SERVER, "edge1-confg"),)),
    raises_with_site=[("BW01", 23, ROGUE, RELAY)],
)
def bw01_rogue_behind_a_relay(wire: Wire) -> None:
    """The same from a rogue server, which hides behind a declared server's address in the relay's sub-option."""
    client = Client(wire, DEVICE, relay=RELAY)
    client.lease(DHCP_SERVER, [*named_by_relay(DHCP_SERVER), (66, SERVER), FILE], source=ROGUE)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (
            Notice("Rogue_Boot_Options", "10.0.1.60", ROGUE, "summitX-21.1.2.14.xos"),
            Notice("Rogue_Boot_Options", "10.0.1.61", ROGUE, "evil.bin"),
        )
    ),
    raises_with_site=[("BW01", 21, DHCP_SERVER, RELAY)] * 2,
)
def bw01_between_ordinary_leases(wire: Wire) -> None:
    """Behind a relay all lease and nobody boots; minutes later forged answers send two that asked for nothing away."""
    ordinary = (1, 3, 6, 15)
    forged: tuple[tuple[Options, bytes], ...] = (
        ([(43, b"d\x04" + addresses(ROGUE) + suboptions({101: "summitX-21.1.2.14.xos"}))], b""),
        ([(52, 1)], encode([(66, ROGUE), (67, "evil.bin")]) + b"\xff"),
    )
    for number, (options, file) in enumerate(forged):
        for turn in range(4):
            client = Client(wire, f"10.0.1.{50 + turn}", xid=0x500 + turn, relay=RELAY, asked=ordinary)
            client.lease(DHCP_SERVER, [(3, addresses(RELAY))])
            wire.wait(30)
        victim = Client(wire, f"10.0.1.{60 + number}", xid=0x600 + number, relay=RELAY, asked=ordinary)
        victim.lease(DHCP_SERVER, options, file=file)


def rarer(server: str) -> list[Options]:
    """Each option that only some devices read, naming a server."""
    return [
        [(43, pnp(server))],
        [(43, pnp(server).replace(f"I{server};J80", f"J80;I{server}"))],
        [(43, suboptions({1: f"http://{server}/onie-installer-x86_64"}))],
        [(114, f"http://{server}/onie-installer")],
        [(125, identified(42623, suboptions({1: f"http://{server}/sonic.bin"})))],
        [(128, addresses(server))],
        [(130, f"see tftp://{server}/fw.bin")],
        [(143, bootstrap(f"https://{server}:8443"))],
        [(143, bootstrap(f"https://{SERVER}", f"https://{server}"))],
        [(209, f"http://{server}/pxelinux.cfg/lab")],
        [(210, f"{server}::/boot/")],
        [(239, f"http://{server}/ztp.sh")],
        [(240, f"http://{server}/ztd.sh")],
        [(43, b"d\x04" + addresses(server) + suboptions({101: "summitX-21.1.2.14.xos"}))],
    ]


MANY_DHCP = SiteSpec("many-dhcp", HQ.toml.replace('["10.0.0.2"]', '["10.0.2.0/24"]'), HQ.files)
"""Each branch has a DHCP server of its own."""
OUTLETS = {f"10.0.2.{number}": f"10.0.1.{100 + number}" for number in range(1, len(rarer(ROGUE)) + 1)}
FILES = {
    2: "onie-installer-x86_64",
    3: "onie-installer",
    4: "sonic.bin",
    6: "fw.bin",
    9: "pxelinux.cfg/lab",
    11: "ztp.sh",
    12: "ztd.sh",
    13: "summitX-21.1.2.14.xos",
}


def leased(wire: Wire, server: str) -> None:
    """Each option from another DHCP server."""
    for (number, options), (dhcp, client) in zip(enumerate(rarer(server)), OUTLETS.items(), strict=True):
        asked = (1, 3, int(options[0][0]), 66)
        Client(wire, client, xid=0x400 + number, asked=asked).lease(dhcp, [*options, (3, addresses("10.0.1.254"))])


@scenario(
    "BW01",
    "malicious",
    site=MANY_DHCP,
    with_site=Expect(
        tuple(Notice("Rogue_Boot_Options", c, ROGUE, FILES.get(n)) for n, c in enumerate(OUTLETS.values()))
    ),
    raises_with_site=[("BW01", 1, dhcp, "255.255.255.255") for dhcp in OUTLETS],
)
def bw01_each_rarer_option(wire: Wire) -> None:
    """In each branch another of the options that only some devices read names the attacker."""
    leased(wire, ROGUE)


@scenario("BW01", "benign", site=MANY_DHCP, with_site=Expect())
def bw01_each_rarer_option_declared(wire: Wire) -> None:
    """The same options name the declared boot server."""
    leased(wire, SERVER)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        tuple(Notice("Rogue_Boot_Options", c, SERVER, FILES.get(n)) for n, c in enumerate(OUTLETS.values()))
    ),
    raises_with_site=[("BW01", 0, dhcp, "255.255.255.255") for dhcp in OUTLETS],
)
def bw01_each_rarer_option_undeclared(wire: Wire) -> None:
    """The same again, and the branches' DHCP servers are not declared."""
    leased(wire, SERVER)
