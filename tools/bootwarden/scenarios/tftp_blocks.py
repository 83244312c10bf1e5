"""TFTP block numbers: they roll over to 0 or to 1; files that end with a whole block, and empty ones."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

MULTIPLE = content(1024)
ONCE = content(64 * 65_600)
TWICE = content(8 * 131_200)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(MULTIPLE),)))
def tftp_blocks_exact_multiple(wire: Wire) -> None:
    """A file of exactly two blocks ends with an empty third."""
    tftp.read(wire, CLIENT, SERVER, NAME, MULTIPLE)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(b"", op="write"), line(b"", client_port=49153))))
def tftp_blocks_empty_file(wire: Wire) -> None:
    """An empty file is written and read: one block without a byte."""
    tftp.write(wire, CLIENT, SERVER, NAME, b"")
    tftp.read(wire, CLIENT, SERVER, NAME, b"", client_port=49153, server_port=32769)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(ONCE, blksize=64), line(ONCE, blksize=64, op="write", client_port=49153))),
    large=True,
)
def tftp_blocks_roll_over(wire: Wire) -> None:
    """Block 65,535 is followed by 0 in a read, by 1 in a write."""
    tftp.read(wire, CLIENT, SERVER, NAME, ONCE, offer={"blksize": 64}, rollover=0, gap=40)
    tftp.write(
        wire, CLIENT, SERVER, NAME, ONCE,
        offer={"blksize": 64}, rollover=1, gap=40, client_port=49153, server_port=32769,
    )  # fmt: skip


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(TWICE, blksize=8, windowsize=64),
            line(TWICE, blksize=8, windowsize=64, client_port=49153),
        )
    ),
    large=True,
)
def tftp_blocks_roll_over_twice(wire: Wire) -> None:
    """Two roll-overs within windows of 64 blocks: to 0, and to 1."""
    options = {"blksize": 8, "windowsize": 64}
    tftp.read(wire, CLIENT, SERVER, NAME, TWICE, offer=options, rollover=0, gap=40)
    tftp.read(
        wire, CLIENT, SERVER, NAME, TWICE,
        offer=options, rollover=1, gap=40, client_port=49153, server_port=32769,
    )  # fmt: skip


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="partial", kind="unknown", blksize=64, size=len(ONCE) - 64, blocks=65_600, gaps=64),
            line(
                status="partial", kind="unknown", blksize=64, size=len(ONCE) - 64, blocks=65_600, gaps=64,
                op="write", client_port=49153,
            ),
            line(
                status="partial", kind="unknown", blksize=64, size=len(ONCE) - 64, blocks=65_600, gaps=64,
                tsize=len(ONCE), client_port=49154,
            ),
            # Blocks 65,535 and 0, or only 65,535 of numbers that roll over to 1: nothing tells.
            line(
                status="partial", kind="unknown", blksize=64, size=len(ONCE) - 64, blocks=65_600, gaps=128,
                client_port=49155,
            ),
        )
    ),
    large=True,
)  # fmt: skip
def tftp_blocks_lost_at_roll_over(wire: Wire) -> None:
    """A block is missing where numbers roll over: which one it was, its ACK tells, or else the size announced."""
    for n, (op, rollover) in enumerate(((tftp.READ, 0), (tftp.WRITE, 1), (tftp.READ, 0), (tftp.READ, 1))):
        heard = n < 2
        lost = 65_534 if n == 3 else 65_535
        t = tftp.Transfer(
            wire, CLIENT, SERVER, NAME, ONCE, op,
            offer={"blksize": 64, "tsize": 0} if n == 2 else {"blksize": 64}, rollover=rollover, gap=40,
            client_port=49152 + n, server_port=32768 + n,
        )  # fmt: skip
        t.ask()
        t.negotiate()
        send, reply = (t.from_server, t.from_client) if op == tftp.READ else (t.from_client, t.from_server)
        for index, payload in enumerate(t.blocks()):
            if index != lost:
                send(tftp.data(t.number(index), payload))
            if heard:
                reply(tftp.ack(t.number(index)))
