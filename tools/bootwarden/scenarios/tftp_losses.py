"""TFTP that was captured in part: no request, lost blocks, cut packets, bad checksums."""

from __future__ import annotations

from scapy.layers.inet import UDP

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire, ip

FILE = content(4000)
LONG = content(64 * 400)


def orphan(stored: bytes | None = None, **columns: object) -> dict[str, object]:
    """The line of data without its request: the connection is the data's, which the server opened."""
    swapped = {"client": SERVER, "client_port": 32768, "server": CLIENT, "server_port": 49152}
    return line(stored, name=None, mode=None, data_uid=None, **(swapped | columns))  # type: ignore[arg-type]


@scenario("TFTP", "protocol", plain=Expect(transfers=(orphan(FILE),)))
def tftp_losses_no_request(wire: Wire) -> None:
    """The capture begins after the request: every byte is there, the name is not."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.negotiate()
    t.transfer()


@scenario("TFTP", "protocol", plain=Expect(transfers=(orphan(LONG, blksize=64),)))
def tftp_losses_no_request_in_windows(wire: Wire) -> None:
    """The capture begins after the OACK of a read in windows: the first ACK comes after 64 blocks."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, LONG, offer={"blksize": 64, "windowsize": 64})
    t.transfer()


@scenario("TFTP", "protocol", plain=Expect(transfers=(orphan(FILE, op="write", blksize=1024, tsize=4000),)))
def tftp_losses_no_request_but_oack(wire: Wire) -> None:
    """The capture begins with the OACK of a write."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, op=tftp.WRITE, offer={"blksize": 1024, "tsize": 4000})
    t.negotiate()
    t.transfer()


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(orphan(status="partial", op=None, kind="unknown", size=4000 - 4 * 512, blocks=4, gaps=4 * 512),)
    ),
)
def tftp_losses_capture_began_late(wire: Wire) -> None:
    """The capture begins with block 5: what was before is lost, no hash is claimed."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    for index in range(4, 8):
        t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(status="partial", kind="unknown", size=4000 - 1024, blocks=6, gaps=1024),)),
)
def tftp_losses_blocks_lost(wire: Wire) -> None:
    """Blocks 3 and 4 are missing from the capture; their ACKs show that the client has them."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    for index in range(8):
        if index not in (2, 3):
            t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(status="partial", kind="unknown", size=1024, blocks=2, gaps=5 * 512),)),
)
def tftp_losses_end_lost(wire: Wire) -> None:
    """Only ACKs are seen from block 3 on: five whole blocks are missing, and one of unknown size."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    for index in range(8):
        if index < 2:
            t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(line(status="partial", kind="unknown", size=7 * 192 + 192, blocks=8, gaps=4000 - 8 * 192),)
    ),
)
def tftp_losses_snapped(wire: Wire) -> None:
    """The capture holds 238 bytes of each frame: 192 of each block."""
    wire.snaplen = 14 + 20 + 8 + 4 + 192
    tftp.read(wire, CLIENT, SERVER, NAME, FILE)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="partial", kind="unknown", tsize=4000, blksize=64, size=4000 - 128, blocks=61, gaps=128),
        )
    ),
)
def tftp_losses_bad_checksums(wire: Wire) -> None:
    """Two blocks have bad checksums: their bytes are not believed."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"blksize": 64, "tsize": 0})
    t.ask()
    t.negotiate()
    for index, payload in enumerate(t.blocks()):
        if index in (10, 11):
            bad = UDP(sport=t.server_port, dport=t.client_port, chksum=0xBAD)
            wire.ip(ip(SERVER, CLIENT) / bad / tftp.data(index + 1, payload))
        else:
            t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(
                status="partial", kind="unknown", blksize=64,
                size=64 * 360, blocks=361, gaps=64 * 40, retransmits=1,
            ),
        )
    ),
)  # fmt: skip
def tftp_losses_in_a_long_run(wire: Wire) -> None:
    """The capture lacks 40 blocks amid a long smooth run, but not their ACKs; later a block comes twice."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, LONG, offer={"blksize": 64})
    t.ask()
    t.negotiate()
    for index in range(len(t.blocks())):
        if not 200 <= index < 240:
            t.send_block(index)
        if index == 390:
            t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(status="partial", gaps=7 * 512),)),
)
def tftp_losses_offloaded(wire: Wire) -> None:
    """Captured on the server, whose network card fills in checksums: only what the client sends can be believed."""
    for n in range(400):
        wire.udp("10.0.2.1", 40000, "10.0.2.2", 40001, b"\xff" * 20 + n.to_bytes(2, "big"))
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    for index, payload in enumerate(t.blocks()):
        bad = UDP(sport=t.server_port, dport=t.client_port, chksum=0xBAD)
        wire.ip(ip(SERVER, CLIENT) / bad / tftp.data(index + 1, payload))
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="partial", kind="unknown", blksize=1024, size=3 * 512 + 512, blocks=4, gaps=4000 - 4 * 512),
        )
    ),
)
def tftp_losses_snapped_to_the_usual_block(wire: Wire) -> None:
    """The OACK is missing, and the capture holds 512 bytes of each block, as many as blocks have without options."""
    wire.snaplen = 14 + 20 + 8 + 4 + 512
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"blksize": 1024})
    t.ask()
    t.transfer()


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(orphan(status="partial", op=None, kind="unknown", size=4000 - 2048, blocks=4, gaps=65_535 * 512),)
    ),
)
def tftp_losses_capture_began_at_roll_over(wire: Wire) -> None:
    """The capture begins with block 0, after 65,535 others: what follows is not the beginning of a file."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    for number, payload in enumerate(t.blocks()[4:]):
        t.from_server(tftp.data(number, payload))
        t.from_client(tftp.ack(number))


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(
                status="partial", name=None, mode=None, op=None, kind="unknown", data_uid=None, server_port=32768,
                size=4000 - 2048, blocks=4, gaps=2048,
            ),
            orphan(FILE, op="write", client_port=32769, server_port=49153),
            orphan(
                status="partial", op=None, kind="unknown", blksize=64, client_port=32770, server_port=49154,
                size=4000 - 256, blocks=59, gaps=256,
            ),
        )
    ),
)  # fmt: skip
def tftp_losses_capture_began_with_an_ack(wire: Wire) -> None:
    """The capture begins with an ACK: of a read, of a write's request; a third time with block 5 of small ones."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.acknowledge(3)
    for index in range(4, 8):
        t.send_block(index)
        t.acknowledge(index)
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, op=tftp.WRITE, client_port=49153, server_port=32769)
    t.negotiate()
    t.transfer()
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"blksize": 64}, client_port=49154, server_port=32770)
    for index in range(4, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)
