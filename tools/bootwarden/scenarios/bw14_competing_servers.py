"""BW14: two hosts answer one request with differing content."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, REDUNDANT, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

EVERYONE = "255.255.255.255"
NAME = "core7-confg"


def race(wire: Wire, contents: dict[str, bytes], asked: str = EVERYONE, name: str = NAME) -> None:
    """One request; each host answers with its content, and the device follows the first."""
    answers = [
        tftp.Transfer(wire, DEVICE, asked, name, content, answer_from=host, server_port=32768 + number)
        for number, (host, content) in enumerate(contents.items())
    ]
    answers[0].ask()
    for answer in answers:
        answer.send_block(0)
    first = answers[0]
    first.acknowledge(0)
    for other in answers[1:]:
        other.from_client(tftp.error(5, "Unknown transfer ID"))
    for index in range(1, len(first.blocks())):
        first.send_block(index)
        first.acknowledge(index)


ASKED_ALL = Notice("AutoInstall_Request", DEVICE, EVERYONE, NAME)


@scenario(
    "BW14",
    "malicious",
    raises=[("BW13", 1, "10.0.1.1", "255.255.255.255")],
    raises_with_site=[("BW10", 1, "10.0.6.66", "10.0.1.1"), ("BW13", 1, "10.0.1.1", "255.255.255.255")],
    plain=Expect(notices=(ASKED_ALL, Notice("Competing_Boot_Servers", DEVICE, ROGUE, NAME))),
    site=HQ,
    with_site=Expect(
        notices=(
            ASKED_ALL,
            Notice("Competing_Boot_Servers", DEVICE, ROGUE, NAME),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, NAME),
        )
    ),
)
def bw14_late_answer(wire: Wire) -> None:
    """A broadcast is answered by the boot server, and a moment later by a rogue with another configuration."""
    race(wire, {BOOT_SERVER: images.config("core7"), ROGUE: images.config("pwned")})


@scenario(
    "BW14",
    "malicious",
    raises_with_site=[("BW10", 1, "10.0.6.66", "10.0.1.1")],
    plain=Expect(notices=(Notice("Competing_Boot_Servers", DEVICE, ROGUE, NAME),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Competing_Boot_Servers", DEVICE, ROGUE, NAME),
            Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, NAME),
        )
    ),
)
def bw14_faster_rogue(wire: Wire) -> None:
    """A rogue answers a request to the boot server before that does, and wins."""
    race(wire, {ROGUE: images.config("pwned"), BOOT_SERVER: images.config("core7")}, asked=BOOT_SERVER)


@scenario(
    "BW14",
    "benign",
    raises=[("BW13", 1, "10.0.1.1", "255.255.255.255")],
    plain=Expect(notices=(ASKED_ALL,)),
    site=REDUNDANT,
    with_site=Expect(notices=(ASKED_ALL,)),
)
def bw14_servers_agree(wire: Wire) -> None:
    """Two redundant servers answer a broadcast with the same file."""
    race(wire, {BOOT_SERVER: images.config("core7"), "10.0.0.15": images.config("core7")})


@scenario(
    "BW14",
    "benign",
    raises=[("BW13", 1, "10.0.1.1", "255.255.255.255")],
    plain=Expect(notices=(ASKED_ALL,)),
    site=HQ,
    with_site=Expect(notices=(ASKED_ALL,)),
)
def bw14_error_and_data(wire: Wire) -> None:
    """One server of the network has the file, another says that it has not."""
    t = tftp.Transfer(wire, DEVICE, EVERYONE, NAME, images.config("core7"), answer_from=BOOT_SERVER)
    t.ask()
    wire.udp("10.0.0.20", 40000, DEVICE, t.client_port, tftp.error(1, "File not found"))
    t.transfer()


@scenario("BW14", "benign", site=HQ, with_site=Expect())
def bw14_other_port(wire: Wire) -> None:
    """A boot server restarts in the middle: the same file comes again from another port of the same host."""
    content = images.ios()
    t = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, content)
    t.ask()
    t.send_block(0)
    again = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, content, server_port=40000)
    again.send_block(0)
    t.acknowledge(0)
    for index in range(1, len(t.blocks())):
        t.send_block(index)
        t.acknowledge(index)
