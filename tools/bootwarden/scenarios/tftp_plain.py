"""TFTP as RFC 1350 has it: reads and writes, modes in any case, netascii."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.tftp_lines import CLIENT, NAME, SERVER, content, line
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

FILE = content(2000)
TEXT = b"first line\nsecond\rwith a bare CR\n" + b"x" * 475 + b"\n" + b"y" * 510 + b"\rz\n"
"""As netascii, the CR LF of its third line lies across a block's border, and so does the CR NUL of its last."""

CR_AT_END = b"no line feed follows\r"


def lies_across_borders(text: bytes) -> bool:
    """Whether CR LF and CR NUL are both split over two blocks."""
    wired = tftp.netascii(text)
    pairs = {wired[at - 1 : at + 1] for at in range(512, len(wired), 512)}
    return {b"\r\n", b"\r\0"} <= pairs


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE),)))
def tftp_read(wire: Wire) -> None:
    """A read in octet mode, written OcTeT."""
    tftp.read(wire, CLIENT, SERVER, NAME, FILE, mode="OcTeT")


@scenario("TFTP", "protocol", plain=Expect(transfers=(line(FILE, op="write"),)))
def tftp_write(wire: Wire) -> None:
    """A write in octet mode."""
    tftp.write(wire, CLIENT, SERVER, NAME, FILE)


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(TEXT, sent=tftp.netascii(TEXT), mode="netascii", kind="text"),)),
)
def tftp_read_netascii(wire: Wire) -> None:
    """A read in netascii: CR LF and CR NUL, both also split over two blocks."""
    if not lies_across_borders(TEXT):
        raise ValueError("CR LF and CR NUL must both lie across a block's border")
    tftp.read(wire, CLIENT, SERVER, NAME, tftp.netascii(TEXT), mode="NetASCII")


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(transfers=(line(CR_AT_END, op="write", mode="netascii", kind="text"),)),
)
def tftp_write_netascii_ends_in_cr(wire: Wire) -> None:
    """A write in netascii whose last byte is a CR that nothing follows."""
    tftp.write(wire, CLIENT, SERVER, NAME, CR_AT_END, mode="netascii")


@scenario(
    "TFTP", "protocol", plain=Expect(transfers=(line(b"hello\n", name="admin", op="write", mode="mail", kind="text"),))
)
def tftp_write_mail(wire: Wire) -> None:
    """A write in mail mode, which RFC 1350 calls obsolete: the name is a user's."""
    tftp.write(wire, CLIENT, SERVER, "admin", b"hello\n", mode="MAIL")


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(
                images.ios(),
                name="boot/new.bin",
                kind="cisco-ios",
                platform="C2900",
                version="15.7(3)M8",
            ),
        )
    ),
)
def tftp_read_image(wire: Wire) -> None:
    """An IOS image under a name that says nothing: kind, platform and version come from its bytes."""
    tftp.read(wire, CLIENT, SERVER, "boot/new.bin", images.ios())


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(line(images.iso(), name="boot/new.bin", kind="iso9660", version="ASR9K-MINI-X64-711", blksize=1425),)
    ),
)
def tftp_read_iso(wire: Wire) -> None:
    """An ISO image, whose mark comes after 32 KB of nothing and lies across two blocks."""
    tftp.read(wire, CLIENT, SERVER, "boot/new.bin", images.iso(), offer={"blksize": 1425})


@scenario(
    "TFTP",
    "protocol",
    plain=Expect(
        transfers=(
            line(
                images.ios(),
                name="boot/new.bin",
                kind="cisco-ios",
                platform="C2900",
                version="15.7(3)M8",
                blksize=8,
            ),
        )
    ),
)
def tftp_read_image_in_small_blocks(wire: Wire) -> None:
    """An IOS image in blocks of 8 bytes: every mark of it lies across a block's border."""
    tftp.read(wire, CLIENT, SERVER, "boot/new.bin", images.ios(), offer={"blksize": 8})
