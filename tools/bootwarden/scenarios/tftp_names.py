"""File names as clients send them: long, with blanks and quotes, in any encoding or none."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, SERVER, content, line
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

FILE = content(100)
LONG = "d/" * 200 + "x" * 112
NAMES = {
    LONG.encode(): LONG,
    b" two  words.dat ": " two  words.dat ",
    b'say "it\'s" [BW10 device=1].dat': 'say "it\'s" [BW10 device=1].dat',
    "Bücher-日本.dat".encode(): "Bücher-日本.dat",
    b"latin-\xfc\xff.dat": "latin-\\xfc\\xff.dat",
    b"dir\\sub\\file.dat": "dir\\sub\\file.dat",
    b"tab\there\x1b[31m.dat": "tab\there\\x1b[31m.dat",
    b"100%s%n.dat": "100%s%n.dat",
}


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=tuple(line(FILE, name=n, client_port=49152 + i) for i, n in enumerate(NAMES.values()))),
)
def tftp_names_of_all_kinds(wire: Wire) -> None:
    """A name of 512 bytes, blanks, quotes, UTF-8 and bytes that are none, backslashes, control characters."""
    for n, name in enumerate(NAMES):
        tftp.read(wire, CLIENT, SERVER, name, FILE, client_port=49152 + n, server_port=32768 + n)


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_names_without_last_terminator(wire: Wire) -> None:
    """A request whose last NUL is missing, which servers forgive."""
    t = tftp.Transfer(wire, CLIENT, SERVER, "firmware.dat", FILE)
    t.from_client(tftp.request(tftp.READ, "firmware.dat").removesuffix(b"\0"), port=69)
    t.transfer()
