"""Detections over IPv6, in VLANs and in fragments."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE
from bootwarden.scenarios.tftp_networks import qinq, vlan
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

DEVICE_V6, OUTSIDE_V6 = "fd00:10::1", "2a0c:5700:3133::10"


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 0, OUTSIDE_V6, DEVICE_V6)],
    plain=Expect((Notice("External_Boot_Server", DEVICE_V6, OUTSIDE_V6, "edge.bin"),)),
)
def bw11_over_ipv6(wire: Wire) -> None:
    """An image comes from outside over IPv6, in a VLAN."""
    wire.encapsulate = vlan
    tftp.read(wire, DEVICE_V6, OUTSIDE_V6, "edge.bin", images.ios(), offer={"blksize": 1428, "tsize": 0})


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, BOOT_SERVER, DEVICE)],
    plain=Expect((Notice("Disguised_Image", DEVICE, BOOT_SERVER, "backup.txt"),)),
)
def bw23_in_fragments(wire: Wire) -> None:
    """An image under a text's name, in blocks of six fragments and two VLAN tags."""
    wire.encapsulate = qinq
    tftp.read(wire, DEVICE, BOOT_SERVER, "backup.txt", images.ios(size=20_000), offer={"blksize": 8192})


@scenario("BW11", "benign", plain=Expect())
def bw11_inside_ipv6(wire: Wire) -> None:
    """Within the site, over IPv6: a configuration from the next building, and one from a neighbour on the link."""
    tftp.read(wire, DEVICE_V6, "fd00:20::5", "edge7-confg", images.config("edge7"), client_port=50001)
    tftp.read(wire, "fe80::1", "fe80::5", "edge8-confg", images.config("edge8"), client_port=50002)
