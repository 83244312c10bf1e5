"""BW21: the name of an approved image, and other content."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE
from bootwarden.traffic import ftp, http, images, tftp
from bootwarden.traffic.wire import Tcp, Wire


@scenario(
    "BW21",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE),)),
    raises_with_site=[("BW21", 0, "10.0.0.5", "10.0.1.1")],
)
def bw21_other_content(wire: Wire) -> None:
    """The boot server hands out another image under the approved name."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(seed="implant"))


SHOUTED = "\\Images\\C2900-UNIVERSALK9-MZ.SPA.157-3.M8.BIN"


@scenario(
    "BW21",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Modified_Image", DEVICE, BOOT_SERVER, SHOUTED),)),
    raises_with_site=[("BW21", 1542183563, "10.0.0.5", "10.0.1.1")],
)
def bw21_one_byte(wire: Wire) -> None:
    """One byte differs, the size and the tags do not; the name comes in capitals and with a path."""
    content = bytearray(images.ios())
    content[3000] ^= 0x01
    tftp.read(wire, DEVICE, BOOT_SERVER, SHOUTED, bytes(content), offer={"blksize": 1428, "tsize": 0})


@scenario(
    "BW21",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Modified_Image", DEVICE, BOOT_SERVER, f"images/{IMAGE}"),)),
)
def bw21_ftp(wire: Wire) -> None:
    """The modified image comes by FTP, over a data connection that the server opens."""
    ftp.retrieve(wire, DEVICE, BOOT_SERVER, f"images/{IMAGE}", images.ios(seed="ftp"), active=True)


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_ftp_and_http(wire: Wire) -> None:
    """The approved image by FTP and by HTTP; then an FTP transfer of it that breaks off with a reset."""
    ftp.retrieve(wire, DEVICE, BOOT_SERVER, f"/images/{IMAGE}", images.ios())
    http.get(wire, DEVICE, BOOT_SERVER, f"/{IMAGE}?version=latest", images.ios(), client_port=50081)
    control = Tcp(wire, "10.0.1.2", 50022, BOOT_SERVER, 21)
    control.reply(b"220 ready\r\n")
    for command, answer in (
        (b"USER cisco", b"331 Password required"),
        (b"PASS x", b"230 Logged in"),
        (b"PASV", b"227 Entering Passive Mode (10,0,0,5,156,86)"),
    ):
        control.send(command + b"\r\n")
        control.reply(answer + b"\r\n")
    data = Tcp(wire, "10.0.1.2", 50023, BOOT_SERVER, 156 * 256 + 86)
    control.send(f"RETR {IMAGE}\r\n".encode())
    control.reply(b"150 Opening data connection\r\n")
    data.send(images.ios()[:3000], from_client=False)
    data.reset()
    control.reply(b"426 Connection closed; transfer aborted\r\n")
    control.close()


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_bumpy_ride(wire: Wire) -> None:
    """The approved content after retransmission and reordering, in windows."""
    content = images.ios()
    t = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, content, offer={"blksize": 1000, "windowsize": 4})
    t.ask()
    t.negotiate()
    for index in (0, 2, 1, 3, 3, 4, 5, 6):
        t.send_block(index)
        if index in (3, 6):
            t.acknowledge(index)


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_next_file(wire: Wire) -> None:
    """Another file follows the approved image, from the same ports: its bytes are not the image's."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=50001, server_port=69)
    wire.wait(1)
    tftp.read(
        wire,
        DEVICE,
        BOOT_SERVER,
        "banner.txt",
        b"Authorised access only\n" * 60,
        client_port=50001,
        server_port=69,
    )


@scenario("BW21", "benign", site=HQ, with_site=Expect())
def bw21_broken_off(wire: Wire) -> None:
    """The transfer of the approved image breaks off half way: no hash, and nothing that differs."""
    t = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios())
    t.ask()
    for index in range(5):
        t.send_block(index)
        t.acknowledge(index)
