"""BW25: a transfer contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

RAISED = Notice("Tampered_Transfer", DEVICE, BOOT_SERVER, IMAGE)


@scenario(
    "BW25",
    "malicious",
    raises_with_site=[("BW25", 1542184377, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(RAISED,)),
    site=HQ,
    with_site=Expect(notices=(RAISED,)),
)
def bw25_other_bytes(wire: Wire) -> None:
    """Someone injects a block with the server's address: the same number comes twice, with differing bytes."""

    def inject(index: int, payload: bytes) -> Iterable[bytes]:
        yield payload
        if index == 4:
            yield payload[:100] + b"\x90" * 16 + payload[116:]

    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), tamper=inject)


@scenario(
    "BW25",
    "malicious",
    raises_with_site=[("BW21", 1542187968, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(RAISED,)),
    site=HQ,
    with_site=Expect(notices=(RAISED, Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE))),
)
def bw25_cut_short(wire: Wire) -> None:
    """The server announces the approved size; the transfer ends earlier with a short block."""
    content = images.ios()
    cut = content[:4000]
    options = {"tsize": len(content), "blksize": 1024}
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, cut, offer={"tsize": 0, "blksize": 1024}, agree=options)


@scenario("BW25", "benign", site=HQ, with_site=Expect())
def bw25_honest_retransmission(wire: Wire) -> None:
    """Blocks come twice or three times with the same bytes, over a bad line."""
    tftp.read(
        wire,
        DEVICE,
        BOOT_SERVER,
        IMAGE,
        images.ios(),
        tamper=lambda index, payload: (payload,) * (1 + index % 3),
    )


@scenario("BW25", "benign", site=HQ, with_site=Expect())
def bw25_tsize_of_text(wire: Wire) -> None:
    """In netascii the announced size is that of the file on disk; a second transfer is aborted half way."""
    text = images.config("edge5")
    wired = tftp.netascii(text)
    options = {"tsize": len(text)}
    tftp.read(wire, DEVICE, BOOT_SERVER, "edge5-confg", wired, mode="netascii", offer={"tsize": 0}, agree=options)
    content = images.ios()
    t = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, content, offer={"tsize": 0}, client_port=50001)
    t.ask()
    t.negotiate()
    t.send_block(0)
    t.acknowledge(0)
    t.from_client(tftp.error(0, "Transfer aborted"))


@scenario("BW25", "benign", site=HQ, with_site=Expect())
def bw25_size_unknown(wire: Wire) -> None:
    """The server does not know the size and answers 0."""
    offer = {"tsize": 0, "blksize": 1024}
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), offer=offer, agree=offer)
