"""BW22: an image older than every approved one of its platform."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, OLDER, TWO_VERSIONS
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario(
    "BW22",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Downgraded_Image", DEVICE, BOOT_SERVER, OLDER),)),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw22_older_image(wire: Wire) -> None:
    """The boot server hands out an image of years ago."""
    tftp.read(wire, DEVICE, BOOT_SERVER, OLDER, images.ios(OLDER, "15.2(4)M3"))


NEWER_NAME = "c2900-universalk9-mz.SPA.159-3.M1.bin"


@scenario(
    "BW22",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Downgraded_Image", DEVICE, BOOT_SERVER, NEWER_NAME),)),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw22_newer_name(wire: Wire) -> None:
    """The name claims a new version; the image's own tags admit that it is old."""
    old = images.ios(OLDER, "15.2(4)M3")
    tftp.read(wire, DEVICE, BOOT_SERVER, NEWER_NAME, old, offer={"blksize": 1428})


@scenario("BW22", "benign", site=TWO_VERSIONS, with_site=Expect())
def bw22_older_and_approved(wire: Wire) -> None:
    """The older image is approved as well, also under another name."""
    old = images.ios(OLDER, "15.2(4)M3")
    tftp.read(wire, DEVICE, BOOT_SERVER, OLDER, old, client_port=50001)
    tftp.read(wire, "10.0.1.2", BOOT_SERVER, f"fallback/{OLDER}", old, client_port=50002)


@scenario(
    "BW22", "benign", raises=[("BW15", 0, "10.0.1.1", "10.0.0.5")], raises_with_site=[], site=HQ, with_site=Expect()
)
def bw22_backup_of_old_image(wire: Wire) -> None:
    """A device saves its old image to the boot server before an upgrade: nobody boots it."""
    tftp.write(wire, DEVICE, BOOT_SERVER, OLDER, images.ios(OLDER, "15.2(4)M3"))


@scenario(
    "BW22",
    "malicious",
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Unapproved_Image", DEVICE, BOOT_SERVER, "c2960-lanbasek9-mz.150-2.SE11.bin"),
            Notice("Unapproved_Image", DEVICE, BOOT_SERVER, "c2900-universalk9-mz.SPA.eft.bin"),
        )
    ),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1"), ("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw22_not_comparable(wire: Wire) -> None:
    """Another platform, and a version that nobody can read: unapproved, but not older."""
    other = "c2960-lanbasek9-mz.150-2.SE11.bin"
    tftp.read(wire, DEVICE, BOOT_SERVER, other, images.ios(other, "15.0(2)SE11", "C2960"), client_port=50001)
    odd = "c2900-universalk9-mz.SPA.eft.bin"
    tftp.read(wire, DEVICE, BOOT_SERVER, odd, images.ios(odd, "experimental"), client_port=50002)
