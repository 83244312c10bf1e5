"""Kinds of faults that an independent red team found, in scenarios of our own."""

from __future__ import annotations

import hashlib

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import (
    BOOT_SERVER,
    DEVICE,
    DHCP_SERVER,
    HQ,
    IMAGE,
    NETWORK,
    PINNED_REDUNDANT,
    ROGUE,
    known_config,
)
from bootwarden.traffic import dhcp, dhcp6, ftp, images, syslog, tftp
from bootwarden.traffic.wire import Tcp, Wire

TAIL = "core9-confg"
LONG = images.config("core9", tuple(f"interface Vlan{n}" for n in range(90)))


@scenario(
    "BW14",
    "malicious",
    raises=[("BW13", 1, DEVICE, "255.255.255.255")],
    plain=Expect(
        (
            Notice("AutoInstall_Request", DEVICE, "255.255.255.255", TAIL),
            Notice("Competing_Boot_Servers", DEVICE, "10.0.6.66", TAIL),
        )
    ),
)
def bw14_differs_at_the_end(wire: Wire) -> None:
    """Two hosts answer a broadcast with configurations of one size that are alike but for their last lines."""
    other = LONG[:-60] + b"!" * 60
    answers = [
        tftp.Transfer(wire, DEVICE, "255.255.255.255", TAIL, content, answer_from=host, server_port=port)
        for host, content, port in ((BOOT_SERVER, LONG, 32768), (ROGUE, other, 32769))
    ]
    answers[0].ask()
    for index in range(len(answers[0].blocks())):
        for answer in answers:
            answer.send_block(index)
            answer.acknowledge(index)


HASH_ALONE = SiteSpec(
    "hash-alone",
    NETWORK
    + f"""
[[config]]
file_name = "edge3-confg"
sha256 = "{hashlib.sha256(known_config()).hexdigest()}"
""",
)
"""A configuration is known by its hash alone: nothing says which of its lines matter."""


@scenario(
    "BW26",
    "malicious",
    site=HASH_ALONE,
    with_site=Expect((Notice("Unapproved_Config", "10.0.1.2", BOOT_SERVER, "edge3-confg"),)),
)
def bw26_known_by_its_hash_alone(wire: Wire) -> None:
    """A configuration is known by its hash alone: it is expected, and another under its name is not."""
    tftp.read(wire, "10.0.1.1", BOOT_SERVER, "edge3-confg", known_config())
    tftp.read(wire, "10.0.1.2", BOOT_SERVER, "edge3-confg", known_config() + b"ntp server 10.0.0.9\n")


@scenario(
    "BW10",
    "malicious",
    site=PINNED_REDUNDANT,
    with_site=Expect((Notice("Unauthorized_Boot_Server", DEVICE, "10.0.0.15", "edge1-confg"),)),
)
def bw10_configuration_from_another_of_our_servers(wire: Wire) -> None:
    """A known configuration comes from a declared boot server that may not hand it out."""
    tftp.read(wire, DEVICE, "10.0.0.15", "edge1-confg", known_config())


def resumed(wire: Wire, device: str, content: bytes, port: int) -> None:
    """A download by FTP that breaks off halfway, and goes on where it was (RFC 3659)."""
    half = len(content) // 2
    control = Tcp(wire, device, port, BOOT_SERVER, 21)
    control.reply(b"220 ready\r\n")
    for command, answer in (("USER ops", "331 Password required"), ("PASS x", "230 Logged in"), ("TYPE I", "200 I")):
        control.send(command.encode() + b"\r\n")
        control.reply(answer.encode() + b"\r\n")
    for number, part in enumerate((content[:half], content[half:])):
        data_port = 40100 + port % 100 + number
        if number:
            control.send(f"REST {half}\r\n".encode())
            control.reply(b"350 Restarting\r\n")
        control.send(b"PASV\r\n")
        control.reply(f"227 Entering Passive Mode (10,0,0,5,{data_port >> 8},{data_port & 255})\r\n".encode())
        data = Tcp(wire, device, data_port + 1000, BOOT_SERVER, data_port)
        control.send(f"RETR {IMAGE}\r\n".encode())
        control.reply(b"150 Opening\r\n")
        data.reply(part)
        if number == 0:
            control.send(b"ABOR\r\n")
        data.close()
        control.reply(b"226 Transfer complete\r\n" if number else b"426 Transfer aborted\r\n226 ABOR successful\r\n")
    control.send(b"QUIT\r\n")
    control.reply(b"221 Goodbye\r\n")
    control.close()


@scenario(
    "BW21",
    "benign",
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw21_resumed_by_ftp(wire: Wire) -> None:
    """The approved image comes by FTP in two parts, as the line broke: neither part is a changed image."""
    resumed(wire, DEVICE, images.ios(), 50121)


@scenario(
    "BW21",
    "malicious",
    raises_with_site=[],
    site=HQ,
    with_site=Expect((Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE),)),
)
def bw21_whole_after_a_resume(wire: Wire) -> None:
    """After a download in two parts a changed image comes whole, in another session."""
    resumed(wire, DEVICE, images.ios(), 50121)
    wire.wait(60)
    ftp.retrieve(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(seed="implant"), client_port=50122, data_port=40300)


LEASED = "10.0.1.12"


@scenario(
    "BW30",
    "benign",
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255")],
    site=HQ,
    with_site=Expect((Notice("Rogue_Boot_Options", LEASED, ROGUE, "evil-confg"),)),
)
def bw30_address_leased_to_another(wire: Wire) -> None:
    """Whoever had an address was lured; the declared server leases it to another then, which restarts: no hijack."""
    lured = dhcp.Client(wire, LEASED, xid=1, vendor_class="ciscopnp")
    lured.lease(ROGUE, [(67, "evil-confg"), (150, dhcp.addresses(ROGUE))])
    wire.wait(7200)
    other = dhcp.Client(wire, "10.0.1.200", xid=2)
    other.ask(dhcp.DISCOVER)
    other.reply(DHCP_SERVER, dhcp.OFFER, [], yiaddr=LEASED)
    other.ask(dhcp.REQUEST)
    other.reply(DHCP_SERVER, dhcp.ACK, [], yiaddr=LEASED)
    wire.wait(60)
    syslog.ios(wire, LEASED, "%SYS-5-RESTART: System restarted --")


V6 = SiteSpec(
    "v6",
    HQ.toml.replace('devices = ["10.0.0.0/16"]', 'devices = ["10.0.0.0/16", "fd00::/8"]').replace(
        'local = ["10.0.0.0/8"]', 'local = ["10.0.0.0/8", "fd00::/8", "fe80::/10"]'
    ),
    HQ.files,
)
ROGUE6, OURS6 = "fd00::6:66", "fd00::2"


@scenario(
    "BW30",
    "malicious",
    # Suricata tells of an answerer once in a while.
    raises_with_site=[
        ("BW01", 5, ROGUE6, "fe80::1:1"),
        *((bw, rule, ROGUE6, f"fd00::1:{number}") for number in (1, 2) for bw, rule in (("BW10", 4), ("BW30", 3))),
    ],
    site=V6,
    with_site=Expect(
        tuple(
            Notice(said, f"fd00::1:{number}", ROGUE6, "evil.efi")
            for number in (1, 2)
            for said in ("Rogue_Boot_Options", "Unauthorized_Boot_Server", "Unapproved_Image", "Netboot_Hijack")
        )
    ),
)
def bw30_options_without_a_lease(wire: Wire) -> None:
    """Clients ask by DHCPv6 for information, after and before they lease an address: a rogue answers, and they boot."""
    for number in (1, 2):
        client = dhcp6.Client6(wire, f"fe80::1:{number}", f"fd00::1:{number}", transaction=number)

        def lease(client: dhcp6.Client6) -> None:
            for asks, answers in ((dhcp6.SOLICIT, dhcp6.ADVERTISE), (dhcp6.REQUEST, dhcp6.REPLY)):
                client.ask(asks, dhcp6.ALL_SERVERS)
                client.reply(OURS6, answers, [])

        if number == 1:
            lease(client)
        client.ask(dhcp6.INFORMATION, dhcp6.ALL_SERVERS)
        client.inform(ROGUE6, [(dhcp6.BOOT_FILE_URL, f"tftp://[{ROGUE6}]/evil.efi".encode())])
        if number == 2:
            lease(client)
        wire.wait(2)
        tftp.read(wire, client.address, ROGUE6, "evil.efi", images.efi(3000, seed="evil"))
        wire.wait(20)
