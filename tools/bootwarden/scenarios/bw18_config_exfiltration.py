"""BW18: a device's configuration leaves by TFTP to a server that nobody declared."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, DEVICES_ONLY, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario(
    "BW18",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Config_Exfiltration", DEVICE, ROGUE, "edge1-confg"),)),
    raises_with_site=[("BW18", 0, "10.0.1.1", "10.0.6.66")],
)
def bw18_to_rogue(wire: Wire) -> None:
    """`copy running-config tftp:` to a rogue server inside."""
    tftp.write(wire, DEVICE, ROGUE, "edge1-confg", images.config())


@scenario(
    "BW18",
    "malicious",
    raises=[("BW11", 3, "10.0.1.1", "45.83.20.10"), ("BW18", 0, "10.0.1.1", "45.83.20.10")],
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "cat.jpg"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "cat.jpg"),
        )
    ),
    site=DEVICES_ONLY,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "cat.jpg"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "cat.jpg"),
        )
    ),
)
def bw18_across_the_border(wire: Wire) -> None:
    """The configuration leaves the site as a picture, in netascii; no boot server is declared."""
    content = tftp.netascii(images.config("core1", ("username admin privilege 15 secret 9 x",)))
    tftp.write(wire, DEVICE, OUTSIDE, "cat.jpg", content, mode="netascii")


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_nightly_backups(wire: Wire) -> None:
    """Every night each device writes its configuration to the declared server."""
    for host in range(1, 9):
        name = f"edge{host}-20260105_080000.txt"
        tftp.write(wire, f"10.0.1.{host}", BOOT_SERVER, name, images.config(f"edge{host}"), client_port=50001)


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_other_uploads(wire: Wire) -> None:
    """Logs and crash files go to a help desk's server: no configuration is among them."""
    log = b"Jan  5 08:00:00.000: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up\n" * 8
    tftp.write(wire, DEVICE, "10.0.0.30", "syslog-edge1.txt", log, client_port=50001)
    tftp.write(wire, DEVICE, "10.0.0.30", "crashinfo_20260105", images.filler(900, "crash"), client_port=50002)
