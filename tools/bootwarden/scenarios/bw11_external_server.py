"""BW11: an image or configuration crosses the border."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import CAMPUS, DEVICE, DEVICES_ONLY, HQ, IMAGE, OUTSIDE, ROGUE
from bootwarden.scenarios.tftp_networks import vlan
from bootwarden.traffic import dhcp, ftp, http, images, tftp
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
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", DEVICE, OUTSIDE, "1.txt"),
            Notice("Config_Exfiltration", DEVICE, OUTSIDE, "1.txt"),
        )
    ),
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
    plain=Expect(
        notices=(
            Notice("Rogue_Boot_Options", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("External_Boot_Server", PXE_HOST, OUTSIDE, "pxelinux.0"),
            Notice("Netboot_Hijack", PXE_HOST, OUTSIDE, "pxelinux.0"),
        )
    ),
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


@scenario(
    "BW11",
    "malicious",
    raises=[
        ("BW11", 1, "10.0.1.1", "45.83.20.10"),
        ("BW11", 2, "45.83.20.10", "10.0.1.2"),
        ("BW11", 4, "45.83.20.10", "10.0.1.3"),
        ("BW15", 0, "10.0.1.1", "45.83.20.10"),
    ],
    raises_with_site=[
        ("BW10", 1, "45.83.20.10", "10.0.1.2"),
        ("BW10", 2, "45.83.20.10", "10.0.1.3"),
        ("BW11", 1, "10.0.1.1", "45.83.20.10"),
        ("BW11", 2, "45.83.20.10", "10.0.1.2"),
        ("BW11", 4, "45.83.20.10", "10.0.1.3"),
        ("BW15", 0, "10.0.1.1", "45.83.20.10"),
        ("BW20", 2, "45.83.20.10", "10.0.1.3"),
    ],
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("Image_Upload", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("Unauthorized_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("Unauthorized_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
            Notice("Unapproved_Image", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
        )
    ),
)
def bw11_other_ways(wire: Wire) -> None:
    """An image leaves, a configuration comes in, and a file comes in that is an image by name only."""
    tftp.write(wire, DEVICE, OUTSIDE, "dump", images.mzip(), client_port=50001)
    tftp.read(wire, "10.0.1.2", OUTSIDE, "lab7", images.config("lab7"), client_port=50002)
    packed = images.filler(3000, "package")
    tftp.read(wire, "10.0.1.3", OUTSIDE, "isr4300-universalk9.17.03.05.SPA.bin", packed, client_port=50003)


@scenario(
    "BW11",
    "malicious",
    raises_with_site=[
        ("BW11", 10, "45.83.20.10", "10.0.1.2"),
        ("BW11", 11, "45.83.20.10", "10.0.1.1"),
        ("BW11", 12, "45.83.20.10", "10.0.1.3"),
        ("BW11", 13, "45.83.20.10", "10.0.1.4"),
    ],
    site=DEVICES_ONLY,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "/r1"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "/r1.img"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "r1.img"),
            Notice("External_Boot_Server", "10.0.1.4", "45.83.20.10", "r1"),
        )
    ),
)
def bw11_other_protocols(wire: Wire) -> None:
    """Images and configurations come from outside by HTTP and by FTP."""
    text, image = images.config("edge9"), images.ios(seed="rogue")
    http.get(wire, DEVICE, OUTSIDE, "/r1", text, kind="text/plain")
    http.get(wire, "10.0.1.2", OUTSIDE, "/r1.img", image, kind="application/octet-stream")
    ftp.retrieve(wire, "10.0.1.3", OUTSIDE, "r1.img", image)
    ftp.retrieve(wire, "10.0.1.4", OUTSIDE, "r1", text)


DEVICE_V6, OUTSIDE_V6 = "fd00:10::1", "2a0c:5700:3133::10"


@scenario(
    "BW11",
    "malicious",
    raises=[("BW11", 0, OUTSIDE_V6, DEVICE_V6)],
    plain=Expect((Notice("External_Boot_Server", DEVICE_V6, OUTSIDE_V6, "edge.bin"),)),
)
def bw11_over_ipv6(wire: Wire) -> None:
    """An image comes from outside over IPv6, in a VLAN."""
    wire.encapsulate = vlan
    tftp.read(wire, DEVICE_V6, OUTSIDE_V6, "edge.bin", images.ios(), offer={"blksize": 1428, "tsize": 0})


@scenario("BW11", "benign", plain=Expect())
def bw11_inside_ipv6(wire: Wire) -> None:
    """Within the site, over IPv6: a configuration from the next building, and one from a neighbour on the link."""
    tftp.read(wire, DEVICE_V6, "fd00:20::5", "edge7-confg", images.config("edge7"), client_port=50001)
    tftp.read(wire, "fe80::1", "fe80::5", "edge8-confg", images.config("edge8"), client_port=50002)
