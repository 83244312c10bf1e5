"""BW19: a host that nobody declared reaches for the files of a device."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, CAMPUS, DEVICE, HQ, IMAGE, OUTSIDE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Tcp, Wire


@scenario(
    "BW19",
    "malicious",
    site=CAMPUS,
    with_site=Expect(notices=(Notice("Device_File_Access", DEVICE, DEVICE),)),
    raises_with_site=[("BW19", 0, "10.0.6.6", "10.0.1.1")],
)
def bw19_tftp_from_router(wire: Wire) -> None:
    """An attacker inside asks a router for its configuration by TFTP, again and again; it does not answer."""
    for number in range(3):
        tftp.Transfer(wire, ATTACKER, DEVICE, "startup-config", client_port=41000 + number).ask()
        wire.wait(2)


@scenario(
    "BW19",
    "malicious",
    site=HQ,
    with_site=Expect(notices=tuple(Notice("Device_File_Access", f"10.0.1.{n}", f"10.0.1.{n}") for n in (1, 2, 3, 4))),
    raises_with_site=[
        ("BW19", 1, "45.83.20.10", "10.0.1.1"),
        ("BW19", 1, "45.83.20.10", "10.0.1.2"),
        ("BW19", 1, "45.83.20.10", "10.0.1.3"),
        ("BW19", 1, "45.83.20.10", "10.0.1.4"),
    ],
)
def bw19_other_doors(wire: Wire) -> None:
    """From outside: FTP and SMB that nobody answers, rcp, and a telnet session that goes nowhere."""
    Tcp(wire, OUTSIDE, 42001, "10.0.1.1", 21, answered=False)
    Tcp(wire, OUTSIDE, 42002, "10.0.1.2", 445, answered=False)
    rcp = Tcp(wire, OUTSIDE, 1021, "10.0.1.3", 514)
    rcp.send(b"0\0root\0root\0rcp -f nvram:startup-config\0")
    rcp.close()
    Tcp(wire, OUTSIDE, 42004, "10.0.1.4", 23).close()


@scenario("BW19", "benign", site=CAMPUS, with_site=Expect())
def bw19_administrators(wire: Wire) -> None:
    """Administrators come by FTP and telnet; devices fetch from each other; others only use the web and SNMP."""
    Tcp(wire, ADMIN, 43001, DEVICE, 23).close()
    Tcp(wire, ADMIN, 43002, DEVICE, 21).close()
    tftp.read(wire, "10.0.1.2", DEVICE, "vlan.dat", images.filler(600, "vlan"), client_port=50001)
    Tcp(wire, ATTACKER, 43003, DEVICE, 443).close()
    wire.udp(
        ATTACKER,
        43004,
        DEVICE,
        161,
        bytes.fromhex("302602010104067075626c6963a019020101020100020100300e300c06082b060102010101000500"),
    )


@scenario("BW19", "benign", site=HQ, with_site=Expect())
def bw19_boot_server_among_devices(wire: Wire) -> None:
    """The boot server lies in the devices' network and serves hosts that are none; devices go out themselves."""
    tftp.read(wire, "10.20.4.10", BOOT_SERVER, "pxelinux.0", images.filler(900, "pxe"), client_port=2070)
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=50001)
    Tcp(wire, DEVICE, 44001, "10.20.0.9", 23).close()
