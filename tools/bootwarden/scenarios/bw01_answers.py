"""BW01: answers as relays, dnsmasq and attackers write them, each told of once."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER as SERVER
from bootwarden.scenarios.sites import DEVICE, DHCP_SERVER, HQ, ROGUE
from bootwarden.traffic.dhcp import ACK, OFFER, Client, addresses, encode
from bootwarden.traffic.wire import Wire

RELAY, EVERYONE = "10.0.1.254", "255.255.255.255"


def rogue(file: str | None = None, server: str = ROGUE) -> Notice:
    """The notice of one server that boot options name."""
    return Notice("Rogue_Boot_Options", DEVICE, server, file)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("evil-confg"),)),
    raises_with_site=[("BW01", 20, ROGUE, RELAY)],
)
def bw01_both_legs_of_a_relay(wire: Wire) -> None:
    """A rogue server's answers are seen on their way to the relay and on their way from it: one fact."""
    behind, before = Client(wire, DEVICE, relay=RELAY), Client(wire, DEVICE)
    for kind in (OFFER, ACK):
        options = [(67, "evil-confg"), (150, addresses(ROGUE))]
        behind.reply(ROGUE, kind, options)
        wire.wait(0.01)
        before.reply(ROGUE, kind, options, source=RELAY)
        wire.wait(0.5)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("network-confg"),)),
    raises_with_site=[("BW01", 1, DHCP_SERVER, EVERYONE)],
)
def bw01_first_of_many_addresses(wire: Wire) -> None:
    """Option 150 lists the attacker, and after it the declared server twelve times."""
    options = [(67, "network-confg"), (150, addresses(ROGUE, *[SERVER] * 12))]
    Client(wire, DEVICE).lease(DHCP_SERVER, options)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("network-confg"),)),
    raises_with_site=[("BW01", 1, DHCP_SERVER, EVERYONE)],
)
def bw01_between_answers_of_ours(wire: Wire) -> None:
    """The declared server boots all clients from ours; who answers in its name and by its ports, one from his own."""
    ours, leased = [(66, SERVER), (67, "network-confg")], [(3, addresses("10.0.1.254"))]
    Client(wire, "10.0.1.2").lease(DHCP_SERVER, ours)
    Client(wire, "10.0.1.3").lease(DHCP_SERVER, leased)
    Client(wire, DEVICE).lease(DHCP_SERVER, [(66, ROGUE), (67, "network-confg")])
    Client(wire, "10.0.1.4").lease(DHCP_SERVER, leased)
    Client(wire, "10.0.1.5").lease(DHCP_SERVER, ours, siaddr=SERVER)


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_many_declared_addresses(wire: Wire) -> None:
    """Option 150 lists the declared server a dozen times, and padding follows it."""
    options = [(67, "network-confg"), (150, addresses(*[SERVER] * 12)), *[(0, b"")] * 9, (3, addresses("10.0.1.254"))]
    Client(wire, DEVICE).lease(DHCP_SERVER, options)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("ztp.py"),)),
    raises_with_site=[("BW01", 1, DHCP_SERVER, EVERYONE)],
)
def bw01_one_url_one_alert(wire: Wire) -> None:
    """Option 67 has a URL of the attacker's, siaddr is the DHCP server itself, as dnsmasq has it."""
    Client(wire, DEVICE).lease(DHCP_SERVER, [(67, f"http://{ROGUE}/ztp.py")], siaddr=DHCP_SERVER)


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_declared_url_with_own_siaddr(wire: Wire) -> None:
    """The boot file is a URL of the declared server, in the file field or option 67; siaddr is dnsmasq's own.

    A name may end in the dot of DNS' root.
    """
    url = f"http://{SERVER}/boot.ipxe"
    Client(wire, DEVICE, xid=1).lease(DHCP_SERVER, siaddr=DHCP_SERVER, file=url.encode())
    Client(wire, "10.0.1.10", xid=2).lease(DHCP_SERVER, [(67, url)], siaddr=DHCP_SERVER)
    Client(wire, "10.0.1.11", xid=3).lease(DHCP_SERVER, [(66, "boot.corp.example."), (67, "switchos.uimg")])
    Client(wire, "10.0.1.12", xid=4).lease(DHCP_SERVER, [(67, "http://boot.corp.example./boot.ipxe")])


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_any_text_in_sname(wire: Wire) -> None:
    """The declared server stands in siaddr; sname is whatever the administrator wrote there."""
    for number, text in enumerate((b"netboot", b"Lab TFTP", b"dnsmasq.corp.example")):
        client = Client(wire, f"10.0.1.{20 + number}", xid=number + 1)
        client.lease(DHCP_SERVER, siaddr=SERVER, sname=text, file=b"switchos.uimg")


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("cumulus-ztp"),)),
    raises_with_site=[("BW01", 1, DHCP_SERVER, EVERYONE)],
)
def bw01_script_of_any_name(wire: Wire) -> None:
    """Option 239, which only Cumulus reads, has a script's URL without any ending."""
    options = [(239, f"http://{ROGUE}/cumulus-ztp")]
    Client(wire, DEVICE, asked=(1, 3, 239)).lease(DHCP_SERVER, options)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("evil-confg"),)),
    raises_with_site=[("BW01", 6, DHCP_SERVER, EVERYONE)],
)
def bw01_behind_a_hundred_options(wire: Wire) -> None:
    """A forged answer hides the attacker behind a hundred options without content."""
    junk = [(240, b"")] * 100
    Client(wire, DEVICE).lease(DHCP_SERVER, [*junk, (66, ROGUE), (67, "evil-confg")])


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect((rogue("evil-confg"),)),
    raises_with_site=[("BW01", 1, DHCP_SERVER, EVERYONE)],
)
def bw01_behind_many_options(wire: Wire) -> None:
    """The same behind thirty options that are looked at closely, all naming the declared server."""
    junk = [(66, f"http://{SERVER}/{'a' * 20}"), (150, addresses(SERVER)), (210, f"{SERVER}::/boot/")] * 10
    hidden = {"sname": encode([(66, ROGUE)]) + b"\xff"}
    Client(wire, DEVICE).lease(DHCP_SERVER, [(52, 2), *junk, (67, "evil-confg")], **hidden)
