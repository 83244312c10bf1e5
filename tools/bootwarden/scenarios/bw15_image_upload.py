"""BW15: an image is written to a TFTP server."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, CAMPUS, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario(
    "BW15",
    "malicious",
    raises=[("BW15", 0, "10.0.6.6", "10.0.0.5")],
    raises_with_site=[("BW15", 1, "10.0.6.6", "10.0.0.5")],
    site=CAMPUS,
    with_site=Expect(notices=(Notice("Image_Upload", ATTACKER, BOOT_SERVER, IMAGE),)),
)
def bw15_poisoned_server(wire: Wire) -> None:
    """A host that is neither a device nor an administrator's replaces the image on the boot server."""
    tftp.write(wire, ATTACKER, BOOT_SERVER, IMAGE, images.ios(seed="implant"))


DISGUISED = Notice("Disguised_Image", DEVICE, ROGUE, "edge1-confg")


@scenario(
    "BW15",
    "malicious",
    raises=[("BW15", 0, "10.0.1.1", "10.0.6.66"), ("BW23", 2, "10.0.1.1", "10.0.6.66")],
    plain=Expect(notices=(DISGUISED,)),
    site=HQ,
    with_site=Expect(notices=(DISGUISED, Notice("Image_Upload", DEVICE, ROGUE, "edge1-confg"))),
)
def bw15_disguised_as_backup(wire: Wire) -> None:
    """A device's image leaves to a rogue server under the name of a configuration backup."""
    tftp.write(wire, DEVICE, ROGUE, "edge1-confg", images.ios(), offer={"blksize": 1428, "tsize": len(images.ios())})


@scenario(
    "BW15", "benign", raises=[("BW15", 0, BOOT_SERVER, "10.0.1.4")], raises_with_site=[], site=HQ, with_site=Expect()
)
def bw15_configuration_backups(wire: Wire) -> None:
    """Configurations are written to the boot server every night; the beginning of a read is not captured."""
    for host in (1, 2, 3):
        name = f"edge{host}-confg"
        tftp.write(wire, f"10.0.1.{host}", BOOT_SERVER, name, images.config(f"edge{host}"), client_port=50001)
    # Without request and OACK its ACK 0 looks like a server's, which takes a file.
    late = tftp.Transfer(wire, "10.0.1.4", BOOT_SERVER, IMAGE, images.ios(), offer={"blksize": 1428})
    late.from_client(tftp.ack(0))
    late.transfer()


@scenario(
    "BW15",
    "benign",
    raises=[("BW15", 0, "10.0.1.1", "10.0.0.5"), ("BW15", 0, "10.0.9.10", "10.0.0.5")],
    raises_with_site=[],
    site=CAMPUS,
    with_site=Expect(),
)
def bw15_image_archive(wire: Wire) -> None:
    """`copy flash: tftp:` to the boot server, and an administrator puts a new image there."""
    tftp.write(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=50001)
    tftp.write(wire, ADMIN, BOOT_SERVER, "cat3k.bin", images.mzip(4000), client_port=50002)
