"""TFTP packets that come twice: requests, blocks, ACKs."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

FILE = content(2000)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_repeats_request(wire: Wire) -> None:
    """A client asks three times before the server answers: one transfer."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    wire.wait(3)
    t.ask()
    wire.wait(3)
    t.run()


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, retransmits=1, data_uid=None),)))
def tftp_repeats_request_crosses_the_answer(wire: Wire) -> None:
    """A client asks again just before the answer reaches it; the server repeats its first block."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, server_port=69)
    t.ask()
    t.send_block(0)
    t.ask()
    t.send_block(0)
    t.acknowledge(0)
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, retransmits=2),)))
def tftp_repeats_blocks_and_acks(wire: Wire) -> None:
    """Blocks 2 and 3 come twice, and so do their ACKs."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    for index in range(len(t.blocks())):
        for _ in range(2 if index in (1, 2) else 1):
            t.send_block(index)
            t.acknowledge(index)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, op="write", retransmits=3),)))
def tftp_repeats_sorcerers_apprentice(wire: Wire) -> None:
    """One delayed ACK doubles every packet that follows (RFC 1123, 4.2.3.1)."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, op=tftp.WRITE)
    t.ask()
    t.negotiate()
    t.send_block(0)
    wire.wait(1)
    t.send_block(0)
    for index in range(len(t.blocks()) - 1):
        t.acknowledge(index)
        t.send_block(index + 1)
        if index + 1 < len(t.blocks()) - 1:
            t.acknowledge(index)
            t.send_block(index + 1)
    t.acknowledge(len(t.blocks()) - 1)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(FILE),
            line(status="aborted", size=512, blocks=1, kind="unknown", error_code=5, error_msg="Unknown transfer ID"),
        )
    ),
)
def tftp_repeats_second_answer(wire: Wire) -> None:
    """The server answers a repeated request a second time, from another port; the client refuses that one."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    again = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, server_port=32769)
    t.ask()
    again.ask()
    t.send_block(0)
    again.send_block(0)
    t.acknowledge(0)
    again.from_client(tftp.error(5, "Unknown transfer ID"))
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(FILE, data_uid=None), line(FILE, name="b.dat", blksize=1468, data_uid=None))),
)
def tftp_repeats_late_block_of_the_file_before(wire: Wire) -> None:
    """The last block of one file comes once more after the next request, before its OACK, all from port 69."""
    before = tftp.read(wire, CLIENT, SERVER, NAME, FILE, server_port=69)
    t = tftp.Transfer(wire, CLIENT, SERVER, "b.dat", FILE, offer={"blksize": 1468}, server_port=69)
    t.ask()
    before.send_block(3)
    t.negotiate()
    t.transfer()
