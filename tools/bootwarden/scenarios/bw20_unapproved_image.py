"""BW20: an image that no line of the manifest knows, or that is not meant for this device."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, LAB, PINNED
from bootwarden.traffic import images, smb, tftp
from bootwarden.traffic.wire import Wire

NEWER = "c2900-universalk9-mz.SPA.158-3.M2.bin"


@scenario(
    "BW20",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Image", DEVICE, BOOT_SERVER, NEWER),)),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw20_unknown_image(wire: Wire) -> None:
    """The boot server hands out an image that was never approved."""
    tftp.read(wire, DEVICE, BOOT_SERVER, NEWER, images.ios(NEWER, "15.8(3)M2"))


@scenario(
    "BW20",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Image", DEVICE, BOOT_SERVER, NEWER),)),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw20_unknown_image_from_port_69(wire: Wire) -> None:
    """The same from a server that answers from the port that was asked, after the approved one by the same ports."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), server_port=69)
    tftp.read(wire, DEVICE, BOOT_SERVER, NEWER, images.ios(NEWER, "15.8(3)M2"), server_port=69)


@scenario(
    "BW20",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Image", DEVICE, BOOT_SERVER, "fw/stage2"),)),
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1")],
)
def bw20_renamed_image(wire: Wire) -> None:
    """An image of an unknown version under a name that says nothing, in large blocks and windows."""
    tftp.read(
        wire,
        DEVICE,
        BOOT_SERVER,
        "fw/stage2",
        images.mzip(7000),
        offer={"blksize": 1408, "windowsize": 3, "tsize": 0},
    )


@scenario(
    "BW20",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unapproved_Image", DEVICE, BOOT_SERVER, f"images\\{NEWER}"),)),
)
def bw20_smb(wire: Wire) -> None:
    """The image that was never approved comes from a share."""
    smb.read(wire, DEVICE, BOOT_SERVER, "firmware", f"images\\{NEWER}", images.ios(NEWER, "15.8(3)M2"))


@scenario(
    "BW20",
    "malicious",
    site=PINNED,
    with_site=Expect(notices=(Notice("Unapproved_Image", "10.0.2.9", BOOT_SERVER, IMAGE),)),
    raises_with_site=[("BW20", 1, "10.0.0.5", "10.0.2.9")],
)
def bw20_wrong_device(wire: Wire) -> None:
    """The approved image goes to a device that it was not approved for."""
    tftp.read(wire, "10.0.2.9", BOOT_SERVER, IMAGE, images.ios())


@scenario("BW20", "benign", site=HQ, with_site=Expect())
def bw20_approved_image(wire: Wire) -> None:
    """The approved image, with a lost and repeated block, in another folder of the server."""
    content = images.ios()
    tftp.read(
        wire,
        DEVICE,
        BOOT_SERVER,
        f"/images/{IMAGE}",
        content,
        tamper=lambda index, payload: (payload, payload) if index in (2, 5) else (payload,),
    )


@scenario("BW20", "benign", site=HQ, with_site=Expect())
def bw20_shared_files(wire: Wire) -> None:
    """A device reads the approved image from a share, and a text."""
    smb.read(wire, DEVICE, BOOT_SERVER, "firmware", IMAGE, images.ios())
    text = b"Notes for the next release.\n" * 40
    smb.read(wire, DEVICE, BOOT_SERVER, "firmware", "notes.txt", text, client_port=50446)


@scenario("BW20", "benign", site=LAB, with_site=Expect())
def bw20_no_manifest(wire: Wire) -> None:
    """A lab without a manifest boots what it likes from its own server."""
    tftp.read(wire, DEVICE, BOOT_SERVER, NEWER, images.ios(NEWER, "15.8(3)M2"), client_port=50001)
    tftp.read(wire, "10.0.1.2", BOOT_SERVER, "lab.bin", images.mzip(), client_port=50002)


@scenario("BW20", "benign", site=HQ, with_site=Expect())
def bw20_image_list(wire: Wire) -> None:
    """A switch reads the list of images that Smart Install left for it: a text, for all its name."""
    listed = f"{IMAGE}\n".encode()
    tftp.read(wire, DEVICE, BOOT_SERVER, "tar_imglist0.txt", listed)
