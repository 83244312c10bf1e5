"""BW11: an image or configuration crosses the border."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import CAMPUS, DEVICE, HQ, IMAGE, OUTSIDE, ROGUE
from bootwarden.traffic import dhcp, images, tftp
from bootwarden.traffic.wire import Tcp, Wire


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 0, "45.83.20.10", "10.0.1.1")],
    raises_with_site=[("BW10", 0, "45.83.20.10", "10.0.1.1"), ("BW11", 0, "45.83.20.10", "10.0.1.1")],
    plain=Expect(notices=(Notice("External_Boot_Server", DEVICE, OUTSIDE, IMAGE),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, IMAGE),
            Notice("Unauthorized_Boot_Server", DEVICE, OUTSIDE, IMAGE),
        )
    ),
)
def bw11_image_from_outside(wire: Wire) -> None:
    """A router boots an image from a server on the Internet."""
    tftp.read(wire, DEVICE, OUTSIDE, IMAGE, images.ios())


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 3, "10.0.1.1", "45.83.20.10"), ("BW18", 0, "10.0.1.1", "45.83.20.10")],
    plain=Expect(notices=(Notice("External_Boot_Server", DEVICE, OUTSIDE, "1.txt"),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "1.txt"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "1.txt"),
        )
    ),
)
def bw11_config_to_outside(wire: Wire) -> None:
    """A running configuration is written to a host outside, under a name that says nothing."""
    tftp.write(wire, DEVICE, OUTSIDE, "1.txt", images.config(), offer={"tsize": len(images.config())})


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 3, "10.0.1.1", "45.83.20.10")],
    raises_with_site=[("BW11", 3, "10.0.1.1", "45.83.20.10"), ("BW19", 0, "45.83.20.10", "10.0.1.1")],
    plain=Expect(notices=(Notice("External_Boot_Server", DEVICE, DEVICE, "startup-config"),)),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, DEVICE, "startup-config"),
            Notice("Device_File_Access", DEVICE, DEVICE),
        )
    ),
)
def bw11_read_from_outside(wire: Wire) -> None:
    """A host outside reads what a router serves: its configuration (`tftp-server nvram:startup-config`)."""
    tftp.read(wire, OUTSIDE, DEVICE, "startup-config", images.config())


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 0, "2a0b:f4c0::66", "fd00:1::1")],
    plain=Expect(notices=(Notice("External_Boot_Server", "fd00:1::1", "2a0b:f4c0::66", "boot/x.img"),)),
)
def bw11_ipv6(wire: Wire) -> None:
    """The same over IPv6, in large windows, under a name of no vendor."""
    tftp.read(
        wire,
        "fd00:1::1",
        "2a0b:f4c0::66",
        "boot/x.img",
        images.ios(size=9000),
        offer={"blksize": 1400, "windowsize": 4},
    )


PXE_HOST = "10.20.4.10"


@scenario(
    "BW11",
    "malicious",
    raises_with_site=[("BW01", 0, ROGUE, "255.255.255.255")],
    plain=Expect(notices=(Notice("External_Boot_Server", PXE_HOST, OUTSIDE, "pxelinux.0"),)),
    site=CAMPUS,
    with_site=Expect(
        notices=(
            Notice("Rogue_Boot_Options", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("External_Boot_Server", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("Unauthorized_Boot_Server", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("Netboot_Hijack", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("Unapproved_Image", PXE_HOST, OUTSIDE, "pxelinux.0"),
        )
    ),
)
def bw11_misled_pxe_host(wire: Wire) -> None:
    """A rogue DHCP server sends a PXE host, which is no device, to a boot server outside."""
    boot = [(66, OUTSIDE), (67, "pxelinux.0")]
    dhcp.Client(wire, PXE_HOST, vendor_class="PXEClient:Arch:00000:UNDI:002001").lease(ROGUE, boot)
    loader = b"\xea\x05\x00\xc0\x07" + images.filler(3000, "pxelinux.0")
    tftp.read(wire, PXE_HOST, OUTSIDE, "pxelinux.0", loader, offer={"tsize": 0}, client_port=2070)


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_hosted_telephony(wire: Wire) -> None:
    """Phones are provisioned by a provider outside."""
    provider = "45.83.20.50"
    for host in (20, 21):
        phone = f"10.0.3.{host}"
        tftp.read(
            wire,
            phone,
            provider,
            "000000000000.cfg",
            b'<?xml version="1.0"?>\n<APPLICATION/>\n',
            client_port=1030,
        )
        tftp.read(
            wire,
            phone,
            provider,
            f"0004f2aabb{host:02d}.cfg",
            b'<?xml version="1.0"?>\n<PHONE/>\n',
            client_port=1031,
        )
        tftp.read(wire, phone, provider, "sip.ld", images.filler(2000, "sip.ld"), client_port=1032)


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_web_download(wire: Wire) -> None:
    """A workstation downloads a disk image and an archive from the web."""
    for number, (name, body) in enumerate(
        (
            ("debian-12-netinst.iso", images.filler(3000, "iso")),
            ("driver.zip", b"PK\x03\x04" + images.filler(1500, "zip")),
        )
    ):
        web = Tcp(wire, "10.20.0.30", 40000 + number, "45.83.20.80", 80)
        web.send(f"GET /pub/{name} HTTP/1.1\r\nHost: mirror.example\r\nUser-Agent: Mozilla/5.0\r\n\r\n".encode())
        web.reply(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        web.close()


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_inside_and_text(wire: Wire) -> None:
    """The image comes from inside; what comes from outside is a text that no device boots."""
    tftp.read(wire, DEVICE, "10.0.0.5", IMAGE, images.ios(), client_port=50010)
    tftp.read(wire, "10.20.0.31", OUTSIDE, "README", b"Nothing to see here.\n" * 20, client_port=50011)
