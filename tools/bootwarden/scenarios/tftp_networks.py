"""TFTP over other networks: IPv6, VLANs, tunnels, other ports."""

from __future__ import annotations

from scapy.layers.inet import IP, UDP
from scapy.layers.inet6 import IPv6, IPv6ExtHdrFragment, fragment6
from scapy.layers.l2 import GRE, Dot1AD, Dot1Q, Ether
from scapy.packet import Packet

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.frame import mac
from bootwarden.traffic.wire import Wire, ip

FILE = content(2000)
BIG = content(9000)
CLIENT6, SERVER6 = "fd00:1::1", "fd00:1::5"


def vlan(packet: Packet) -> Packet:
    """A frame with a VLAN tag."""
    return Ether(src=mac(packet.src), dst=mac(packet.dst)) / Dot1Q(vlan=42) / packet


def qinq(packet: Packet) -> Packet:
    """A frame with a provider's tag and a customer's."""
    return Ether(src=mac(packet.src), dst=mac(packet.dst)) / Dot1AD(vlan=100) / Dot1Q(vlan=42) / packet


def gre(packet: Packet) -> Packet:
    """A frame with the packet in a GRE tunnel between two routers."""
    outer = IP(src="10.0.254.1", dst="10.0.254.2", id=7) / GRE() / packet
    return Ether(src=mac("10.0.254.1"), dst=mac("10.0.254.2")) / outer


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, client=CLIENT6, server=SERVER6, blksize=1024),)))
def tftp_networks_ipv6(wire: Wire) -> None:
    """A read over IPv6."""
    tftp.read(wire, CLIENT6, SERVER6, NAME, FILE, offer={"blksize": 1024})


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(BIG, client=CLIENT6, server=SERVER6, blksize=4096),)))
def tftp_networks_ipv6_fragments(wire: Wire) -> None:
    """A read over IPv6 whose blocks come in fragments."""
    t = tftp.Transfer(wire, CLIENT6, SERVER6, NAME, BIG, offer={"blksize": 4096})
    t.ask()
    t.negotiate()
    for index, payload in enumerate(t.blocks()):
        header = IPv6(src=SERVER6, dst=CLIENT6, hlim=64) / IPv6ExtHdrFragment(id=index + 1)
        for fragment in fragment6(
            header / UDP(sport=t.server_port, dport=t.client_port) / tftp.data(index + 1, payload), 1400
        ):
            wire.ip(fragment)
        t.acknowledge(index)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_networks_vlan(wire: Wire) -> None:
    """A read in a VLAN."""
    wire.encapsulate = vlan
    tftp.read(wire, CLIENT, SERVER, NAME, FILE)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_networks_qinq(wire: Wire) -> None:
    """A read in a VLAN within a VLAN."""
    wire.encapsulate = qinq
    tftp.read(wire, CLIENT, SERVER, NAME, FILE)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, op="write"),)))
def tftp_networks_gre(wire: Wire) -> None:
    """A write through a GRE tunnel."""
    wire.encapsulate = gre
    tftp.write(wire, CLIENT, SERVER, NAME, FILE)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(FILE, server_port=6969), line(FILE, name="b.dat", op="write", server_port=6969))),
)
def tftp_networks_other_port(wire: Wire) -> None:
    """A server on port 6969: a read, and a write from the same port of the client."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, request_port=6969)
    tftp.write(wire, CLIENT, SERVER, "b.dat", FILE, request_port=6969, server_port=32769)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(FILE), line(FILE, client=CLIENT6, server=SERVER6, blksize=1024))),
)
def tftp_networks_trailers(wire: Wire) -> None:
    """Every IP packet is longer than its datagram: the receiver does not get what is behind."""
    for client, server, offer in ((CLIENT, SERVER, {}), (CLIENT6, SERVER6, {"blksize": 1024})):
        t = tftp.Transfer(wire, client, server, NAME, FILE, offer=offer)
        t.ask()
        t.negotiate()
        for index, payload in enumerate(t.blocks()):
            block = tftp.data(index + 1, payload)
            header = UDP(sport=t.server_port, dport=t.client_port, len=8 + len(block))
            wire.ip(ip(server, client) / header / (block + b"\0" * 6))
            t.acknowledge(index)
