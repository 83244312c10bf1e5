"""BW11 and BW18 over IPv6: which addresses lie beyond the border, and which only begin like those that do not."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

DEVICE = "fd00:10::1"
OUTSIDE = "2a0c:5700:3133::10"

# IANA's registry of special addresses (RFC 6890), and the first addresses behind some of its entries.
SPECIAL = ("64:ff9b:1::5", "100::5", "2001:1ff::5", "2001:db8:ffff::5", "fdff::5", "fe80::5", "feff::5")
PUBLIC = ("64:ff9b::2d53:140a", "100:0:0:1::5", "2001:200::5", "2001:db7::5", "2001:db9::5", "2000::1", "3fff::5")


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 2, server, DEVICE) for server in PUBLIC],
    plain=Expect(tuple(Notice("External_Boot_Server", DEVICE, server, "edge7-confg") for server in PUBLIC)),
)
def bw11_next_to_special_ipv6(wire: Wire) -> None:
    """Configurations come from public addresses next to those that are not."""
    for number, server in enumerate(PUBLIC):
        tftp.read(wire, DEVICE, server, "edge7-confg", images.config("edge7"), client_port=50001 + number)


@scenario("BW11", "benign", plain=Expect())
def bw11_special_ipv6(wire: Wire) -> None:
    """A device reads its configuration from, and writes it to, addresses that are nobody's on the public Internet."""
    for number, server in enumerate(SPECIAL):
        tftp.read(wire, DEVICE, server, "edge7-confg", images.config("edge7"), client_port=50001 + number)
        tftp.write(wire, DEVICE, server, "edge7-confg", images.config("edge7"), client_port=50101 + number)


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 2, OUTSIDE, DEVICE), ("BW11", 3, DEVICE, OUTSIDE), ("BW18", 0, DEVICE, OUTSIDE)],
    plain=Expect(
        (
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "edge7-confg"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "edge7-confg"),
        )
    ),
)
def bw11_both_ways_in_one_ipv6_flow(wire: Wire) -> None:
    """A device with a private address reads its configuration and writes it, by the same ports each time."""
    tftp.read(wire, DEVICE, OUTSIDE, "edge7-confg", images.config("edge7"), server_port=69)
    tftp.write(wire, DEVICE, OUTSIDE, "edge7-confg", images.config("edge7"), server_port=69)


@scenario(
    "BW18",
    "malicious",
    raises=[("BW11", 3, DEVICE, OUTSIDE), ("BW18", 0, DEVICE, OUTSIDE)],
    plain=Expect(
        (
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "edge7-confg"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "edge7-confg"),
        )
    ),
)
def bw18_after_a_harmless_file_over_ipv6(wire: Wire) -> None:
    """A text comes, then the configuration goes by the same ports, neither of which is the one that was asked."""
    tftp.read(wire, DEVICE, OUTSIDE, "motd.txt", b"Authorized users only.\n" * 60, client_port=40000, server_port=50000)
    tftp.write(wire, DEVICE, OUTSIDE, "edge7-confg", images.config("edge7"), client_port=40000, server_port=50000)
