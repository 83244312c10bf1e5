"""What is no TFTP, though it uses its port or begins like its packets: no line."""

from __future__ import annotations

from scapy.layers.dns import DNS, DNSQR

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, OTHER_CLIENT, SERVER
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario("TFTP", "protocol", plain=Expect(transfers=()))
def tftp_others_on_its_port(wire: Wire) -> None:
    """Port 69 is scanned and misused: noise, empty packets, requests without a mode or with none that exists."""
    packets = (
        b"",
        b"\0",
        b"\0\1",
        b"\0\1" + b"\0" * 20,
        b"\0\1name\0",
        b"\0\1name without end",
        b"\0\1name\0image\0",
        b"\0\7x\0octet\0",
        b"GET / HTTP/1.0\r\n\r\n",
        b"\0\5\0\1File not found\0",
        b"\0\4\0\0",
        *(images.filler(size, f"noise{size}") for size in (1, 4, 20, 600, 1400)),
    )
    for n, payload in enumerate(packets):
        wire.udp(CLIENT, 40000 + n, SERVER, 69, payload)
        wire.udp(SERVER, 69, CLIENT, 40000 + n, payload[::-1])


@scenario("TFTP", "protocol", plain=Expect(transfers=()))
def tftp_others_like_its_data(wire: Wire) -> None:
    """Protocols whose packets begin like DATA, ACK or OACK: DNS, STUN, counters after a fixed type."""
    for ident in (3, 4, 6):
        wire.udp(CLIENT, 50000 + ident, SERVER, 53, DNS(id=ident, rd=1, qd=DNSQR(qname="example.com")))
        wire.udp(SERVER, 53, CLIENT, 50000 + ident, DNS(id=ident, qr=1, rd=1, qd=DNSQR(qname="example.com")))
    cookie = b"\x21\x12\xa4\x42" + images.filler(12, "stun")
    wire.udp(CLIENT, 50010, SERVER, 3478, b"\0\1\0\0" + cookie)
    wire.udp(SERVER, 3478, CLIENT, 50010, b"\1\1\0\0" + cookie)
    for n in range(1, 40):
        wire.udp(CLIENT, 50020, SERVER, 7000, b"\0\3" + n.to_bytes(2, "big") + images.filler(100, f"count{n}"))
        wire.udp(OTHER_CLIENT, 50021, SERVER, 7000, b"\0\4" + (n - 1).to_bytes(2, "big") + b"\0" * 4)
        wire.udp(SERVER, 7000, OTHER_CLIENT, 50021, b"\0\3" + n.to_bytes(2, "big") + b"\0" * 32)
        wire.udp(OTHER_CLIENT, 50022, SERVER, 7000, b"\0\6Sensor" + bytes([n]))


@scenario("TFTP", "protocol", plain=Expect(transfers=()))
def tftp_others_errors_without_a_request(wire: Wire) -> None:
    """Errors and ACKs to hosts that asked for nothing."""
    for n in range(5):
        wire.udp(SERVER, 69, CLIENT, 50000 + n, tftp.error(1, "File not found"))
        wire.udp(SERVER, 33000 + n, CLIENT, 50100 + n, tftp.ack(0))
        wire.udp(SERVER, 33100 + n, CLIENT, 50200 + n, tftp.oack({"tsize": 5}))
