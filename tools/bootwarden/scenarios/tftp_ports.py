"""TFTP transfer ids: ports and addresses that are used again, shared, or not the ones that were asked."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, OTHER_SERVER, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

FILES = {f"part{n}.dat": content(900 + 100 * n, f"part{n}") for n in range(4)}
FILE = content(1500)
OTHER = content(1700, "other")


@scenario("TFTP", "protocol", plain=Expect(transfers=tuple(line(c, name=n) for n, c in FILES.items())))
def tftp_ports_client_port_used_again(wire: Wire) -> None:
    """A client takes all its files with one source port, one after the other."""
    for n, (name, stored) in enumerate(FILES.items()):
        tftp.read(wire, CLIENT, SERVER, name, stored, server_port=32768 + n)


@scenario("TFTP", "protocol", plain=Expect(transfers=tuple(line(c, name=n) for n, c in FILES.items())))
def tftp_ports_both_ports_used_again(wire: Wire) -> None:
    """Client and server use the same two ports for every file: one connection carries all data."""
    for name, stored in FILES.items():
        tftp.read(wire, CLIENT, SERVER, name, stored, server_port=3333)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE), line(OTHER, name="b.dat", server=OTHER_SERVER))))
def tftp_ports_two_servers_at_once(wire: Wire) -> None:
    """A client reads from two servers at once with one source port."""
    a = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    b = tftp.Transfer(wire, CLIENT, OTHER_SERVER, "b.dat", OTHER)
    a.ask()
    b.ask()
    for index in range(4):
        for t in (b, a):
            if index < len(t.blocks()):
                t.send_block(index)
                t.acknowledge(index)


@scenario("TFTP", "protocol", plain=Expect(transfers=tuple(line(c, name=n, data_uid=None) for n, c in FILES.items())))
def tftp_ports_single_port_server(wire: Wire) -> None:
    """A server answers from port 69: requests and data of all files share one connection."""
    for name, stored in FILES.items():
        tftp.read(wire, CLIENT, SERVER, name, stored, server_port=69)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, client_port=69, data_uid=None),)))
def tftp_ports_both_69(wire: Wire) -> None:
    """An embedded client asks from port 69, too."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, client_port=69, server_port=69)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, op="write"),)))
def tftp_ports_other_address_answers(wire: Wire) -> None:
    """A server with several addresses, or behind NAT, answers from one that was not asked."""
    tftp.write(wire, CLIENT, SERVER, NAME, FILE, answer_from=OTHER_SERVER)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, server="198.51.100.5", blksize=1024),)))
def tftp_ports_nat(wire: Wire) -> None:
    """Captured behind a NAT that maps the server: asked by its outer address, answered by its inner one."""
    tftp.read(wire, CLIENT, "198.51.100.5", NAME, FILE, answer_from=SERVER, server_port=61000, offer={"blksize": 1024})


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(FILE, server="255.255.255.255"),
            line(
                status="aborted",
                server="255.255.255.255",
                size=512,
                blocks=1,
                kind="unknown",
                error_code=5,
                error_msg="Unknown transfer ID",
            ),
        )
    ),
)
def tftp_ports_broadcast(wire: Wire) -> None:
    """Two servers with the same file answer a broadcast; the client takes the first."""
    a = tftp.Transfer(wire, CLIENT, "255.255.255.255", NAME, FILE, answer_from=SERVER)
    b = tftp.Transfer(wire, CLIENT, "255.255.255.255", NAME, FILE, answer_from=OTHER_SERVER)
    a.ask()
    a.send_block(0)
    b.send_block(0)
    b.from_client(tftp.error(5, "Unknown transfer ID"))
    a.acknowledge(0)
    for index in range(1, len(a.blocks())):
        a.send_block(index)
        a.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(status="timed_out", name="gone.dat"),
            line(FILE, tsize=1500, retransmits=1),
        )
    ),
)
def tftp_ports_asked_in_vain_before(wire: Wire) -> None:
    """Nobody answers a client, which then asks for another file with the same port: OACK and block 1 come twice."""
    tftp.Transfer(wire, CLIENT, SERVER, "gone.dat", offer={"tsize": 0}).ask()
    wire.wait(3)
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer={"tsize": 0})
    t.ask()
    t.negotiate()
    t.send_block(0)
    t.from_server(tftp.oack(t.agreed))
    t.acknowledge(0)
    t.send_block(0)
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE), line(OTHER, name="b.dat"))))
def tftp_ports_two_files_at_once(wire: Wire) -> None:
    """A client asks one server for two files from one port, without waiting; the server takes them up in order."""
    a = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    b = tftp.Transfer(wire, CLIENT, SERVER, "b.dat", OTHER, server_port=32769)
    a.ask()
    b.ask()
    for index in range(4):
        for t in (a, b):
            if index < len(t.blocks()):
                t.send_block(index)
                t.acknowledge(index)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(FILE, tsize=1500),
            line(OTHER, name="b.dat"),
            line(OTHER, client_port=49200),
            line(FILE, name="b.dat", client_port=49200),
        )
    ),
)
def tftp_ports_answers_cross(wire: Wire) -> None:
    """The answers to two such requests cross: the options tell whose they are; without any, nothing does."""
    for port, offer in ((49152, {"tsize": 0}), (49200, {})):
        a = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE, offer=offer, client_port=port)
        b = tftp.Transfer(wire, CLIENT, SERVER, "b.dat", OTHER, client_port=port, server_port=32769)
        a.ask()
        b.ask()
        b.send_block(0)
        a.negotiate()
        a.send_block(0)
        for t in (a, b):
            t.acknowledge(0)
            for index in range(1, len(t.blocks())):
                t.send_block(index)
                t.acknowledge(index)
        wire.wait(10)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, client_port=1812),)))
def tftp_ports_of_another_service(wire: Wire) -> None:
    """UEFI's client takes port 1812, by which Zeek knows RADIUS servers: the client is the client all the same."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, client_port=1812)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_ports_answer_before_its_request(wire: Wire) -> None:
    """Two taps are merged, and the first answer was captured before its request."""
    t = tftp.Transfer(wire, CLIENT, SERVER, NAME, FILE)
    t.send_block(0)
    t.ask()
    t.acknowledge(0)
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)
