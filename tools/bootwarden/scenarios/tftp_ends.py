"""How TFTP transfers end, and what comes after."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

FILE = content(2000)
LONG = content(12_800)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_ends_without_last_ack(wire: Wire) -> None:
    """The last ACK is lost: every byte was seen, the transfer is complete."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, last_ack=False)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(status="error", error_code=2, error_msg="Access violation"),)),
)
def tftp_ends_refused(wire: Wire) -> None:
    """The server refuses the request."""
    tftp.Transfer(wire, CLIENT, SERVER, NAME).refuse(2, "Access violation")


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="error", kind="unknown", size=1024, blocks=2, error_code=0, error_msg="read error"),
            line(
                status="aborted",
                op="write",
                client_port=49153,
                kind="unknown",
                size=512,
                blocks=1,
                error_code=3,
                error_msg="",
            ),
        )
    ),
)
def tftp_ends_in_the_middle(wire: Wire) -> None:
    """The server ends a read after two blocks, the client a write after one (and names no reason)."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.ask()
    for index in (0, 1):
        t.send_block(index)
        t.acknowledge(index)
    t.from_server(tftp.error(0, "read error"))
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, op=tftp.WRITE, client_port=49153, server_port=32769)
    t.ask()
    t.negotiate()
    t.send_block(0)
    t.acknowledge(0)
    t.from_client(b"\x00\x05\x00\x03")


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(
                status="aborted",
                name="boot.dat",
                tsize=2000,
                blksize=1468,
                error_code=8,
                error_msg="User aborted the transfer",
            ),
            line(FILE, name="boot.dat", blksize=1468, client_port=49153),
        )
    ),
)
def tftp_ends_size_probe(wire: Wire) -> None:
    """UEFI asks for the size, aborts after the OACK, and then reads the file: only the second moved bytes."""
    probe = tftp.Transfer(wire, CLIENT, SERVER, "boot.dat", FILE, offer={"tsize": 0, "blksize": 1468})
    probe.ask()
    probe.from_server(tftp.oack(probe.agreed))
    probe.from_client(tftp.error(8, "User aborted the transfer"))
    tftp.read(wire, CLIENT, SERVER, "boot.dat", FILE, offer={"blksize": 1468}, client_port=49153, server_port=32769)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="timed_out"),
            line(status="timed_out", kind="unknown", client_port=49153, size=1024, blocks=2, retransmits=2),
        )
    ),
)
def tftp_ends_in_silence(wire: Wire) -> None:
    """One request is never answered; one transfer stops after two blocks, the second sent three times."""
    tftp.Transfer(wire, CLIENT, SERVER, NAME).ask()
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, client_port=49153)
    t.ask()
    t.send_block(0)
    t.acknowledge(0)
    for _ in range(3):
        t.send_block(1)
        wire.wait(2)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="error", name="one.dat", error_code=1, error_msg="File not found", data_uid=None),
            line(FILE, name="two.dat", data_uid=None),
            line(FILE, name="two.dat", data_uid=None),
            line(status="aborted", name="two.dat", kind="unknown", size=512, blocks=1, data_uid=None),
            line(FILE, name="three.dat", op="write", data_uid=None),
        )
    ),
)
def tftp_ends_and_the_next_on_the_same_connection(wire: Wire) -> None:
    """Port 69 answers: a refusal, the same file twice, a read given up for a write, all on one connection."""
    tftp.refused(wire, CLIENT, SERVER, "one.dat", server_port=69)
    tftp.read(wire, CLIENT, SERVER, "two.dat", FILE, server_port=69)
    tftp.read(wire, CLIENT, SERVER, "two.dat", FILE, server_port=69)
    t = tftp.Transfer(wire, CLIENT, SERVER, "two.dat", FILE, server_port=69)
    t.ask()
    t.send_block(0)
    t.acknowledge(0)
    tftp.write(wire, CLIENT, SERVER, "three.dat", FILE, server_port=69)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="aborted", kind="unknown", blksize=64, size=9600, blocks=150),
            line(LONG, client_port=49153, blksize=64, retransmits=1),
            line(
                status="aborted",
                client_port=49154,
                kind="unknown",
                blksize=64,
                size=9600,
                blocks=150,
                retransmits=1,
                error_code=3,
                error_msg="disk full",
            ),
        )
    ),
)
def tftp_ends_after_a_long_run(wire: Wire) -> None:
    """A client ends a read after 150 blocks without a hitch: unheard, so without its code, but known.

    The second read goes through, with a block that comes twice. In the third the server does not get the client's
    ERROR, repeats its block, and the client repeats its ERROR: this one is heard.
    """
    options = {"blksize": 64}
    for n, ending in enumerate(("abort", "complete", "repeat")):
        t = tftp.Transfer(wire, CLIENT, SERVER, NAME, LONG, offer=options, client_port=49152 + n, server_port=32768 + n)
        t.ask()
        t.negotiate()
        for index in range(150 if ending != "complete" else len(t.blocks())):
            t.send_block(index)
            if ending == "complete" and index == 170:
                t.send_block(index)
            if index != 149 or ending == "complete":
                t.acknowledge(index)
        if ending != "complete":
            t.from_client(tftp.error(3, "disk full"))
        if ending == "repeat":
            wire.wait(1)
            t.send_block(149)
            t.from_client(tftp.error(3, "disk full"))


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_ends_other_traffic_before_the_request(wire: Wire) -> None:
    """A request comes late on a connection to port 69 that carried something else before."""
    for n in range(120):
        wire.udp(CLIENT, 49152, SERVER, 69, b"\xff" * 40 + bytes([n]))
    tftp.read(wire, CLIENT, SERVER, NAME, FILE)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(FILE, data_uid=None), line(FILE, name="two.dat", data_uid=None))),
)
def tftp_ends_without_last_ack_and_the_next(wire: Wire) -> None:
    """Port 69 answers; the last ACK is missing, and the client asks for the next file at once."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, server_port=69, last_ack=False)
    tftp.read(wire, CLIENT, SERVER, "two.dat", FILE, server_port=69)
