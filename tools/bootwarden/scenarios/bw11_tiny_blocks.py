"""BW11 and BW18: blocks so small that none of them shows what the file is."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, OUTSIDE
from bootwarden.traffic import tftp
from bootwarden.traffic.images import config
from bootwarden.traffic.wire import Wire

TINY = {"blksize": 8}


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 5, OUTSIDE, DEVICE)],
    plain=Expect(notices=(Notice("External_Boot_Server", DEVICE, OUTSIDE, "edge1-confg"),)),
)
def bw11_tiny_blocks(wire: Wire) -> None:
    """An outside server lowers the block size to 8, the least that RFC 2348 allows."""
    tftp.read(wire, DEVICE, OUTSIDE, "edge1-confg", config("edge1"), offer={"blksize": 512}, agree=TINY)


@scenario(
    "BW18",
    "malicious",
    raises=[("BW11", 6, DEVICE, OUTSIDE), ("BW18", 1, DEVICE, OUTSIDE)],
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "edge1.cfg"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "edge1.cfg"),
        )
    ),
)
def bw18_tiny_blocks(wire: Wire) -> None:
    """A configuration leaves in blocks of 8 bytes."""
    tftp.write(wire, DEVICE, OUTSIDE, "edge1.cfg", config("edge1"), offer=TINY)


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_small_blocks_inside(wire: Wire) -> None:
    """A terminal with little memory reads a text and a font in small blocks from the declared server."""
    for number, name in enumerate(("font.txt", "welcome.cfg")):
        content = b"abc " * 60
        tftp.read(wire, "10.20.0.9", BOOT_SERVER, name, content, offer={"blksize": 64}, client_port=50001 + number)
