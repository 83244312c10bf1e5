"""BW26: a known configuration is served with other boot-relevant lines."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, CONFIG, DEVICE, HQ, IMAGE, known_config
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario(
    "BW26",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Config", DEVICE, BOOT_SERVER, CONFIG),)),
)
def bw26_other_image(wire: Wire) -> None:
    """A line before the known one makes the device boot another image from its flash."""
    changed = images.config("edge1", ("boot system flash:c2900-old.bin", f"boot system flash:{IMAGE}"))
    tftp.read(wire, DEVICE, BOOT_SERVER, CONFIG, changed)


@scenario(
    "BW26",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Config", DEVICE, BOOT_SERVER, "/confs/EDGE1-CONFG"),)),
)
def bw26_odd_spelling(wire: Wire) -> None:
    """A new config-register in capitals, indented, between CR LF; the name in capitals, the blocks small."""
    lines = (f"boot system flash:{IMAGE}", "  CONFIG-REGISTER \t 0x2142")
    changed = images.config("edge1", lines).replace(b"\n", b"\r\n")
    tftp.read(wire, DEVICE, BOOT_SERVER, "/confs/EDGE1-CONFG", changed, offer={"blksize": 64})


@scenario("BW26", "benign", site=HQ, with_site=Expect())
def bw26_other_lines(wire: Wire) -> None:
    """The address, the time stamp and a comment differ; line ends and blanks too."""
    changed = (
        known_config()
        .replace(b"255.255.255.0", b"255.255.255.128")
        .replace(b"08:00:00 UTC Mon Jan 5", b"09:30:00 UTC Tue Jan 6")
        .replace(b"line vty", b"! boot system tftp://10.0.6.66/x is what this comment warns of\nline vty")
        .replace(b"boot system", b"boot  system")
        .replace(b"\n", b"\r\n")
    )
    tftp.read(wire, DEVICE, BOOT_SERVER, CONFIG, changed, client_port=50001)
    wired = tftp.netascii(known_config())
    tftp.read(wire, DEVICE, BOOT_SERVER, CONFIG, wired, mode="netascii", client_port=50002)


@scenario("BW26", "benign", site=HQ, with_site=Expect())
def bw26_unknown_and_saved(wire: Wire) -> None:
    """A configuration that nobody declared, and a device that saves the known one with a change."""
    other = images.config("edge8", ("boot system flash:x.bin",))
    tftp.read(wire, "10.0.1.8", BOOT_SERVER, "edge8-confg", other, client_port=50001)
    saved = images.config("edge1", ("boot system flash:new.bin",))
    tftp.write(wire, DEVICE, BOOT_SERVER, CONFIG, saved, client_port=50002)
