"""BW13: a device without a configuration asks for one by the names that AutoInstall tries."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, ROGUE, known_config
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

EVERYONE = "255.255.255.255"


def ask(wire: Wire, server: str, name: str, port: int, mode: str = "octet") -> None:
    """A request that nobody answers."""
    tftp.Transfer(wire, DEVICE, server, name, mode=mode, client_port=port).ask()


BROADCAST = Expect(
    notices=tuple(
        Notice("AutoInstall_Request", DEVICE, EVERYONE, name)
        for name in ("network-confg", "cisconet.cfg", "router-confg", "ciscortr.cfg")
    )
)


@scenario(
    "BW13",
    "malicious",
    raises=[("BW13", 0, "10.0.1.1", "255.255.255.255")],
    plain=BROADCAST,
    site=HQ,
    with_site=BROADCAST,
)
def bw13_broadcast(wire: Wire) -> None:
    """A router whose configuration was erased asks everyone on its network, three times."""
    for _ in range(3):
        for number, name in enumerate(("network-confg", "cisconet.cfg", "router-confg", "ciscortr.cfg")):
            ask(wire, EVERYONE, name, 53242 + number)
            wire.wait(4)


UNICAST = Expect(notices=(Notice("AutoInstall_Request", DEVICE, ROGUE, "/tftpboot/Network-Confg"),))


@scenario(
    "BW13",
    "malicious",
    raises=[("BW13", 0, "10.0.1.1", "10.0.6.66")],
    plain=UNICAST,
    site=HQ,
    with_site=UNICAST,
)
def bw13_other_spelling(wire: Wire) -> None:
    """A relayed request in capitals, with a path and in netascii, to a rogue server that has the file not."""
    tftp.Transfer(wire, DEVICE, ROGUE, "/tftpboot/Network-Confg", mode="NetASCII", client_port=61830).refuse()


OTHER_VENDORS = ("dell-net.cfg", "lswnet.cfg", "PowerConnect-Switch001b.ed5e.4d00-config.cfg", "network.conf")
OTHERS = Expect(
    notices=tuple(
        Notice("AutoInstall_Request", f"10.0.1.{last}", ROGUE, name) for last, name in enumerate(OTHER_VENDORS, start=4)
    )
)


@scenario(
    "BW13",
    "malicious",
    raises=[("BW13", 0, f"10.0.1.{last}", ROGUE) for last in (4, 5, 6, 7)],
    plain=OTHERS,
    site=HQ,
    with_site=OTHERS,
)
def bw13_other_vendors(wire: Wire) -> None:
    """Switches of Dell, Huawei, Foundry's line and Juniper without a configuration ask the server that DHCP named."""
    for last, name in enumerate(OTHER_VENDORS, start=4):
        tftp.Transfer(wire, f"10.0.1.{last}", ROGUE, name, client_port=61900 + last).refuse()


ANSWERED = (Notice("AutoInstall_Request", DEVICE, EVERYONE, "network-confg"),)


@scenario(
    "BW13",
    "malicious",
    raises=[("BW13", 0, "10.0.1.1", "255.255.255.255")],
    raises_with_site=[("BW10", 1, "10.0.6.66", "10.0.1.1"), ("BW13", 0, "10.0.1.1", "255.255.255.255")],
    plain=Expect(notices=ANSWERED),
    site=HQ,
    with_site=Expect(notices=(*ANSWERED, Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "network-confg"))),
)
def bw13_answered(wire: Wire) -> None:
    """A rogue server answers the broadcast with a configuration."""
    tftp.read(wire, DEVICE, EVERYONE, "network-confg", images.config("lab"), answer_from=ROGUE, client_port=53250)


@scenario(
    "BW13",
    "benign",
    raises=[("BW13", 0, "10.0.1.1", "10.0.0.5"), ("BW13", 0, "10.0.1.2", "10.0.0.5")],
    raises_with_site=[],
    plain=Expect(
        notices=(
            Notice("AutoInstall_Request", DEVICE, BOOT_SERVER, "network-confg"),
            Notice("AutoInstall_Request", "10.0.1.2", BOOT_SERVER, "network-confg"),
        )
    ),
    site=HQ,
    with_site=Expect(),
)
def bw13_ztp_rack(wire: Wire) -> None:
    """A rack of new switches is set up by the declared server. Without a site this is information."""
    for device in (DEVICE, "10.0.1.2"):
        tftp.refused(wire, device, BOOT_SERVER, "ztp_ios_upgrade", client_port=50020)
        tftp.read(wire, device, BOOT_SERVER, "network-confg", images.config("ztp"), client_port=50021)


@scenario("BW13", "benign", site=HQ, with_site=Expect())
def bw13_backups_and_own_name(wire: Wire) -> None:
    """A router named "router" and a switch save their configurations, edge1 and a phone read: no name is guessed."""
    tftp.write(wire, "10.0.1.3", BOOT_SERVER, "router-confg", images.config("router"), client_port=50030)
    tftp.read(wire, DEVICE, BOOT_SERVER, "edge1-confg", known_config(), client_port=50031)
    saved = "icx7150-001b.ed5e.4d00-config.cfg"
    tftp.write(wire, "10.0.1.4", BOOT_SERVER, saved, images.config("icx7150"), client_port=50032)
    for number, name in enumerate(("001bed5e4d00-config.cfg", "my-dell-net.cfg", "switch.cfg", "my-router.conf")):
        tftp.refused(wire, "10.0.3.31", BOOT_SERVER, name, client_port=50033 + number)


@scenario("BW13", "benign", site=HQ, with_site=Expect())
def bw13_phones_and_pxe(wire: Wire) -> None:
    """Phones and PXELINUX ask for names of their own, most of which do not exist."""
    port = iter(range(49152, 49200))
    for name in ("CTLSEP0011223344AA.tlv", "SEP0011223344AA.cnf.xml", "XMLDefault.cnf.xml", "SIPDefault.cnf"):
        tftp.refused(wire, "10.0.3.30", BOOT_SERVER, name, client_port=next(port))
    for name in (
        "01-02-00-aa-bb-cc-dd",
        "0A00040A",
        "0A00040",
        "0A0004",
        "0A000",
        "0A00",
        "0A0",
        "0A",
        "0",
        "default",
    ):
        tftp.refused(wire, "10.0.4.10", BOOT_SERVER, f"pxelinux.cfg/{name}", client_port=next(port))
