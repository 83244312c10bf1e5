"""BW12: a device that always booted from one server now uses another."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, DEVICES_ONLY, HQ, IMAGE, REDUNDANT, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Tcp, Wire

DAY = 86_400


@scenario(
    "BW12",
    "malicious",
    site=DEVICES_ONLY,
    with_site=Expect(notices=(Notice("Boot_Server_Changed", DEVICE, "10.0.0.77", IMAGE),)),
)
def bw12_other_server(wire: Wire) -> None:
    """Ten days after its last boot a router loads the same image from another server, and then again."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(size=2000))
    wire.wait(10 * DAY)
    tftp.read(wire, DEVICE, "10.0.0.77", IMAGE, images.ios(size=2000), client_port=50001)
    wire.wait(10 * DAY)
    tftp.read(wire, DEVICE, "10.0.0.77", IMAGE, images.ios(size=2000), client_port=50002)


@scenario(
    "BW12",
    "malicious",
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Boot_Server_Changed", DEVICE, ROGUE, "/x"),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "/x"),
        )
    ),
    raises_with_site=[("BW10", 10, "10.0.6.66", "10.0.1.1")],
)
def bw12_other_protocol(wire: Wire) -> None:
    """The configuration came by TFTP; the image comes by HTTP, under no name, from elsewhere."""
    tftp.read(wire, DEVICE, BOOT_SERVER, "edge7-confg", images.config("edge7"))
    wire.wait(3600)
    body = images.ios()
    web = Tcp(wire, DEVICE, 33100, ROGUE, 80)
    web.send(f"GET /x HTTP/1.1\r\nHost: {ROGUE}\r\n\r\n".encode())
    web.reply(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    web.close()


@scenario("BW12", "benign", site=REDUNDANT, with_site=Expect())
def bw12_redundant_servers(wire: Wire) -> None:
    """A device uses the second of two declared servers while the first is down."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=50001)
    wire.wait(3600)
    tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, client_port=50002).ask()
    wire.wait(20)
    tftp.read(wire, DEVICE, "10.0.0.15", IMAGE, images.ios(), client_port=50003)


@scenario("BW12", "benign", site=DEVICES_ONLY, with_site=Expect())
def bw12_first_time_and_refusal(wire: Wire) -> None:
    """Each device meets its first server; another server has nothing for it; a phone moves."""
    tftp.read(wire, DEVICE, BOOT_SERVER, "edge1-confg", images.config(), client_port=50001)
    tftp.read(wire, "10.0.1.2", "10.0.0.77", "edge2-confg", images.config("edge2"), client_port=50001)
    wire.wait(60)
    tftp.refused(wire, DEVICE, "10.0.0.77", "edge1-confg", client_port=50002)
    for server in ("10.0.0.20", "10.0.0.21"):
        settings = b'<?xml version="1.0"?>\n<device/>\n'
        tftp.read(wire, "10.0.3.9", server, "SEP001122334455.cnf.xml", settings, client_port=50003)


@scenario("BW12", "benign", site=DEVICES_ONLY, with_site=Expect())
def bw12_forgotten(wire: Wire) -> None:
    """A hundred days lie between two boots: what was remembered for ninety is forgotten."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(size=2000))
    wire.wait(100 * DAY)
    tftp.read(wire, DEVICE, "10.0.0.77", IMAGE, images.ios(size=2000), client_port=50001)
