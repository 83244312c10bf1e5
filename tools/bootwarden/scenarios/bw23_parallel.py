"""BW23 and BW21: what one pair of hosts asks for at the same time, each file judged by its own request."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, CONFIG, DEVICE, HQ, IMAGE, known_config
from bootwarden.traffic.images import filler, ios
from bootwarden.traffic.tftp import Transfer
from bootwarden.traffic.wire import Wire

PORTS = (50001, 50002, 50003)


def at_once(wire: Wire, *files: tuple[str, bytes]) -> None:
    """All requests within milliseconds, then the files block by block in turn, each from ports of its own."""
    running = [
        Transfer(wire, DEVICE, BOOT_SERVER, name, content, client_port=port, server_port=port - 10_000)
        for (name, content), port in zip(files, PORTS, strict=False)
    ]
    for transfer in running:
        transfer.ask()
    for index in range(max(len(transfer.blocks()) for transfer in running)):
        for transfer in running:
            if index < len(transfer.blocks()):
                transfer.send_block(index)
                transfer.acknowledge(index)


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, BOOT_SERVER, DEVICE)],
    raises_with_site=[("BW20", 0, BOOT_SERVER, DEVICE), ("BW23", 0, BOOT_SERVER, DEVICE)],
    plain=Expect(notices=(Notice("Disguised_Image", DEVICE, BOOT_SERVER, "photo.jpg"),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Disguised_Image", DEVICE, BOOT_SERVER, "photo.jpg"),
            Notice("Downgraded_Image", DEVICE, BOOT_SERVER, "photo.jpg"),
        )
    ),
)
def bw23_behind_a_second_request(wire: Wire) -> None:
    """An image is fetched as a picture; a millisecond later the pair asks for an honest image as well."""
    at_once(wire, ("photo.jpg", ios("c2960-lanbasek9-mz.150-2.SE11.bin", "15.0(2)SE11")), (IMAGE, ios()))


@scenario("BW23", "benign", site=HQ, with_site=Expect())
def bw23_honest_at_once(wire: Wire) -> None:
    """A device fetches its image, its configuration and a text at the same time."""
    at_once(wire, (IMAGE, ios()), (CONFIG, known_config()), ("motd.txt", b"Welcome to edge1.\n" * 60))


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_firmware_beside_an_image(wire: Wire) -> None:
    """While a device fetches the approved image, another file comes from the same server, asked for later."""
    at_once(wire, (IMAGE, ios()), ("SEP0011.loads", filler(3000, "loads")), (IMAGE, ios()))


@scenario(
    "BW21",
    "malicious",
    raises_with_site=[("BW21", 0, BOOT_SERVER, DEVICE)],
    site=HQ,
    with_site=Expect(notices=(Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE),)),
)
def bw21_beside_a_text(wire: Wire) -> None:
    """A changed image comes under the approved name while the pair moves a text and a configuration."""
    changed = bytes(byte ^ 0x11 for byte in ios())
    at_once(wire, (CONFIG, known_config()), (IMAGE, changed), ("motd.txt", b"Welcome to edge1.\n" * 60))


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_approved_as_netascii(wire: Wire) -> None:
    """The approved image is fetched as netascii, which writes its line ends anew: nobody could boot that."""
    wired = ios().replace(b"\r", b"\r\0").replace(b"\n", b"\r\n")
    Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, wired, mode="netascii").run()


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_approved_as_netascii_from_port_69(wire: Wire) -> None:
    """The same from a server that answers from the port that was asked: all is one flow."""
    wired = ios().replace(b"\r", b"\r\0").replace(b"\n", b"\r\n")
    Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, wired, mode="netascii", server_port=69).run()
