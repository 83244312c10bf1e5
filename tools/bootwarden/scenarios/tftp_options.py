"""TFTP options: RFC 2347 (OACK), 2348 (blksize), 2349 (timeout, tsize), 7440 (windowsize)."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

FILE = content(3000)
WINDOWED = content(9000)
FRAGMENTED = content(20_000)
HUGE = content(70_000)


def expect(stored: bytes, **columns: object) -> Expect:
    """One complete transfer."""
    return Expect(transfers=(line(stored, **columns),))  # type: ignore[arg-type]


@scenario("TFTP", "protocol", plain=expect(FILE, blksize=1024, tsize=3000))
def tftp_options_lowered(wire: Wire) -> None:
    """The server lowers the block size; option names in capitals."""
    tftp.read(
        wire, CLIENT, SERVER, NAME, FILE,
        offer={"BLKSIZE": 8192, "TSIZE": 0, "TIMEOUT": 5},
        agree={"blksize": 1024, "tsize": 3000, "timeout": 5},
    )  # fmt: skip


@scenario("TFTP", "protocol", plain=expect(FILE))
def tftp_options_ignored(wire: Wire) -> None:
    """The server ignores all options and sends blocks of 512 bytes."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, offer={"blksize": 1428, "tsize": 0}, agree={})


@scenario("TFTP", "protocol", plain=expect(FILE, blksize=1428))
def tftp_options_oack_not_captured(wire: Wire) -> None:
    """The OACK is missing from the capture: the block size shows in the first block."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"blksize": 1428})
    t.ask()
    t.transfer()


@scenario("TFTP", "protocol", plain=expect(FILE[:101], blksize=8, tsize=101))
def tftp_options_smallest_blocks(wire: Wire) -> None:
    """Blocks of 8 bytes, the least that RFC 2348 allows."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE[:101], offer={"blksize": 8, "tsize": 0})


@scenario("TFTP", "protocol", plain=expect(FRAGMENTED, blksize=8192))
def tftp_options_fragments(wire: Wire) -> None:
    """Blocks of 8,192 bytes come in IP fragments."""
    tftp.read(wire, CLIENT, SERVER, NAME, FRAGMENTED, offer={"blksize": 8192})


@scenario("TFTP", "protocol", plain=expect(HUGE, op="write", blksize=65464, tsize=70_000), large=True)
def tftp_options_largest_blocks(wire: Wire) -> None:
    """A write in blocks of 65,464 bytes, the most that RFC 2348 allows."""
    tftp.write(wire, CLIENT, SERVER, NAME, HUGE, offer={"blksize": 65464, "tsize": 70_000})


@scenario("TFTP", "protocol", plain=expect(FILE, op="write", tsize=3000))
def tftp_options_write_with_size(wire: Wire) -> None:
    """A write announces its size to a server that ignores options."""
    tftp.write(wire, CLIENT, SERVER, NAME, FILE, offer={"tsize": 3000}, agree={})


@scenario("TFTP", "protocol", plain=expect(WINDOWED, windowsize=4))
def tftp_options_window(wire: Wire) -> None:
    """Four blocks per ACK."""
    tftp.read(wire, CLIENT, SERVER, NAME, WINDOWED, offer={"windowsize": 4})


@scenario("TFTP", "protocol", plain=expect(WINDOWED, blksize=64, windowsize=64))
def tftp_options_window_reordered(wire: Wire) -> None:
    """Windows of 64 blocks whose blocks arrive in another order."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, WINDOWED, offer={"blksize": 64, "windowsize": 64})
    t.ask()
    t.negotiate()
    last = len(t.blocks()) - 1
    for first in range(0, last + 1, 64):
        window = list(range(first, min(first + 64, last + 1)))
        for index in window[1::2] + window[0::2][::-1] if window[-1] != last else window:
            t.send_block(index)
        t.acknowledge(window[-1])


@scenario("TFTP", "protocol", plain=expect(WINDOWED, blksize=64, windowsize=64, retransmits=42))
def tftp_options_window_lost_and_reordered(wire: Wire) -> None:
    """Windows of 64 blocks: the second loses a block on the way, and is sent again from there in another order."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, WINDOWED, offer={"blksize": 64, "windowsize": 64})
    t.ask()
    t.negotiate()
    last = len(t.blocks()) - 1
    for index in range(64):
        t.send_block(index)
    t.acknowledge(63)
    for index in (*range(64, 85), *range(86, 128)):
        t.send_block(index)
    t.acknowledge(84)
    # RFC 7440: the next window begins with the block after the one acknowledged.
    for index in (86, 85, *range(87, last + 1)):
        t.send_block(index)
        if index in (148, last):
            t.acknowledge(index)


@scenario("TFTP", "protocol", plain=expect(FILE, blksize=1024, windowsize=2, tsize=3000))
def tftp_options_window_lowered(wire: Wire) -> None:
    """The server lowers the window and leaves options out that it does not know."""
    tftp.read(
        wire, CLIENT, SERVER, NAME, FILE,
        offer={"windowsize": 16, "msftwindow": 27182, "blksize": 1024, "utimeout": 100000, "tsize": 0},
        agree={"tsize": 3000, "blksize": 1024, "windowsize": 2},
    )  # fmt: skip


@scenario("TFTP", "protocol", plain=expect(FILE, tsize=3000))
def tftp_options_multicast(wire: Wire) -> None:
    """RFC 2090: the server names a group and its master; the master reads on its own port all the same."""
    tftp.read(
        wire, CLIENT, SERVER, NAME, FILE,
        offer={"multicast": "", "tsize": 0},
        agree={"multicast": "239.255.1.1,1758,1", "tsize": 3000},
    )  # fmt: skip


@scenario("TFTP", "protocol", plain=expect(FILE, tsize=3000, blksize=1024))
def tftp_options_multicast_to_the_group(wire: Wire) -> None:
    """RFC 2090: blocks go to the group, and the master acknowledges from the port that it asked from."""
    t = tftp.Transfer(
        wire, CLIENT, SERVER, NAME, FILE,
        offer={"multicast": "", "tsize": 0, "blksize": 1024},
        agree={"multicast": "239.255.1.1,1758,1", "tsize": 3000, "blksize": 1024},
    )  # fmt: skip
    t.ask()
    t.negotiate()
    for index, payload in enumerate(t.blocks()):
        wire.udp(SERVER, t.server_port, "239.255.1.1", 1758, tftp.data(index + 1, payload))
        t.acknowledge(index)


@scenario("TFTP", "protocol", plain=expect(FILE, tsize=3000))
def tftp_options_out_of_range(wire: Wire) -> None:
    """Numbers that no RFC allows are as good as none: too small, too large, with signs or letters, twenty digits."""
    offer: dict[str, str | int] = {"blksize": 4, "windowsize": 0, "tsize": "99999999999999999999", "timeout": -1}
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer=offer, agree={})
    t.ask()
    t.from_server(tftp.oack({"blksize": 65465, "windowsize": "+4", "TSIZE": 3000, "x": "0x10", "timeout": ""}))
    t.from_client(tftp.ack(0))
    t.transfer()


@scenario("TFTP", "protocol", plain=expect(WINDOWED, windowsize=4, retransmits=3))
def tftp_options_window_with_loss(wire: Wire) -> None:
    """A window's first block is lost on the way: the client acknowledges the block before, and all come again."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, WINDOWED, offer={"windowsize": 4})
    t.ask()
    t.negotiate()
    for index in range(4):
        t.send_block(index)
    t.acknowledge(3)
    for index in (5, 6, 7):
        t.send_block(index)
    t.acknowledge(3)
    last = len(t.blocks()) - 1
    for index in range(4, last + 1):
        t.send_block(index)
        if index % 4 == 3 or index == last:
            t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(line(status="aborted", blksize=4096, error_code=8, error_msg="blksize was not asked for"),)
    ),
)
def tftp_options_refused(wire: Wire) -> None:
    """The server's OACK has an option that the client did not ask for: the client ends it with ERROR 8."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"timeout": 3}, agree={"timeout": 3, "blksize": 4096})
    t.ask()
    t.from_server(tftp.oack(t.agreed))
    t.from_client(tftp.error(8, "blksize was not asked for"))


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(FILE, blksize=1024), line(FILE, blksize=256, client_port=49153))),
)
def tftp_options_oack_not_captured_lowered(wire: Wire) -> None:
    """The OACKs that lower the block size are missing: block 1 looks like the last, until block 2 comes."""
    for n, size in enumerate((1024, 256)):
        t = tftp.Transfer(
            wire, CLIENT, SERVER, NAME, FILE,
            offer={"blksize": 1468}, agree={"blksize": size}, client_port=49152 + n, server_port=32768 + n,
        )  # fmt: skip
        t.ask()
        t.transfer()


@scenario("TFTP", "protocol", plain=expect(WINDOWED, blksize=64))
def tftp_options_oack_not_captured_in_windows(wire: Wire) -> None:
    """The OACK of a slow read in small blocks and windows is missing."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, WINDOWED, offer={"blksize": 64, "windowsize": 16})
    t.ask()
    last = len(t.blocks()) - 1
    for index in range(last + 1):
        t.send_block(index)
        if index % 16 == 15 or index == last:
            t.acknowledge(index)
            wire.wait(1)
