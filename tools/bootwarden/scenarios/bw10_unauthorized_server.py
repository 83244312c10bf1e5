"""BW10: a device reads an image or configuration from a server that nobody declared."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, PINNED, PINNED_REDUNDANT, ROGUE
from bootwarden.traffic import ftp, http, images, tftp
from bootwarden.traffic.wire import Tcp, Wire


@scenario(
    "BW10",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, IMAGE),)),
    raises_with_site=[("BW10", 0, "10.0.6.66", "10.0.1.1")],
)
def bw10_rogue_image(wire: Wire) -> None:
    """A router loads its image from a rogue server inside."""
    tftp.read(wire, DEVICE, ROGUE, IMAGE, images.ios())


@scenario(
    "BW10",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "\\Lab\\R1.TXT"),)),
    raises_with_site=[("BW10", 1, "10.0.6.66", "10.0.1.1")],
)
def bw10_renamed_config(wire: Wire) -> None:
    """A configuration under a harmless name, from a single-port server with options, in capitals."""
    tftp.read(
        wire,
        DEVICE,
        ROGUE,
        "\\Lab\\R1.TXT",
        images.config("edge9"),
        mode="OCTET",
        offer={"tsize": 0, "blksize": 1428},
        server_port=69,
    )


@scenario(
    "BW10",
    "malicious",
    site=HQ,
    with_site=Expect(notices=(Notice("Unauthorized_Boot_Server", DEVICE, ROGUE, "/pub/update.dat"),)),
    raises_with_site=[("BW10", 10, "10.0.6.66", "10.0.1.1")],
)
def bw10_http_image(wire: Wire) -> None:
    """The image comes by HTTP, on another port and under a name that says nothing."""
    body = images.ios()
    web = Tcp(wire, DEVICE, 33000, ROGUE, 8080)
    web.send(f"GET /pub/update.dat HTTP/1.1\r\nHost: {ROGUE}:8080\r\nUser-Agent: cisco-IOS\r\n\r\n".encode())
    web.reply(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    web.close()


@scenario(
    "BW10",
    "malicious",
    site=PINNED_REDUNDANT,
    with_site=Expect(notices=(Notice("Unauthorized_Boot_Server", DEVICE, "10.0.0.15", IMAGE),)),
    raises_with_site=[("BW10", 3, "10.0.0.15", DEVICE)],
)
def bw10_wrong_declared_server(wire: Wire) -> None:
    """The approved image comes from a declared server that must not hand it out."""
    tftp.read(wire, DEVICE, "10.0.0.15", IMAGE, images.ios())


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_phone_firmware(wire: Wire) -> None:
    """Phones load settings and firmware from a call manager that is no boot server."""
    for host in range(10, 13):
        phone = f"10.0.3.{host}"
        ports = iter(range(49152, 49162))
        for name in (f"CTLSEP00112233{host:04d}.tlv", f"ITLSEP00112233{host:04d}.tlv"):
            tftp.refused(wire, phone, "10.0.0.20", name, client_port=next(ports))
        settings = b'<?xml version="1.0"?>\n<device><loadInformation>SCCP45.9-4-2SR4-1S</loadInformation></device>\n'
        tftp.read(wire, phone, "10.0.0.20", f"SEP00112233{host:04d}.cnf.xml", settings, client_port=next(ports))
        tftp.read(
            wire,
            phone,
            "10.0.0.20",
            "SCCP45.9-4-2SR4-1S.loads",
            images.filler(700, "loads"),
            client_port=next(ports),
        )
        tftp.read(
            wire,
            phone,
            "10.0.0.20",
            "jar45sccp.9-4-2ES26.sbn",
            images.filler(2200, "sbn"),
            client_port=next(ports),
        )


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_pxe_elsewhere(wire: Wire) -> None:
    """A PXE client that is no device boots from its own imaging server."""
    host, server = "10.20.4.10", "10.20.0.7"
    loader = images.filler(3000, "pxelinux.0")
    tftp.read(wire, host, server, "pxelinux.0", loader, offer={"tsize": 0}, client_port=2070)
    tftp.read(wire, host, server, "bootx64.efi", images.efi(), offer={"blksize": 1468}, client_port=2071)
    tftp.read(wire, host, server, "pxelinux.cfg/default", b"DEFAULT menu.c32\nPROMPT 0\n", client_port=2072)


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_failed_requests(wire: Wire) -> None:
    """A router asks a server that has no such file, and one that does not answer."""
    tftp.refused(wire, DEVICE, ROGUE, IMAGE, client_port=50000)
    tftp.Transfer(wire, DEVICE, ROGUE, "edge1-confg", client_port=50001).ask()


@scenario("BW10", "benign", site=PINNED, with_site=Expect())
def bw10_approved_upgrade(wire: Wire) -> None:
    """The approved image from the declared boot server, after a first try that was aborted."""
    first = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=51000)
    first.ask()
    first.negotiate()
    first.send_block(0)
    first.from_client(tftp.error(0, "Transfer aborted"))
    tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=51001, server_port=40001)


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_http_not_found(wire: Wire) -> None:
    """A device asks web servers for an image that they do not have, and gets pages that say so."""
    page = b"<html><body><h1>404 Not Found</h1></body></html>\n" * 4
    head = f"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode()
    for number, server in enumerate((BOOT_SERVER, ROGUE, "45.83.20.10")):
        web = Tcp(wire, DEVICE, 33200 + number, server, 80)
        web.send(f"GET /{IMAGE} HTTP/1.1\r\nHost: {server}\r\nUser-Agent: cisco-IOS\r\n\r\n".encode())
        web.reply(head + page)
        web.close()


@scenario(
    "BW10",
    "malicious",
    raises_with_site=[
        ("BW10", 11, "10.0.6.66", "10.0.1.1"),
        ("BW10", 12, "10.0.6.66", "10.0.1.2"),
        ("BW10", 13, "10.0.6.66", "10.0.1.3"),
    ],
    site=PINNED,
    with_site=Expect(
        notices=(
            Notice("Unauthorized_Boot_Server", "10.0.1.1", "10.0.6.66", "/r1"),
            Notice("Unauthorized_Boot_Server", "10.0.1.2", "10.0.6.66", "r1.img"),
            Notice("Unapproved_Image", "10.0.1.2", "10.0.6.66", "r1.img"),
            Notice("Unauthorized_Boot_Server", "10.0.1.3", "10.0.6.66", "r1"),
        )
    ),
)
def bw10_other_protocols(wire: Wire) -> None:
    """A configuration by HTTP; an image and a configuration by FTP."""
    text, image = images.config("edge9"), images.ios(seed="rogue")
    http.get(wire, DEVICE, ROGUE, "/r1", text, kind="text/plain")
    ftp.retrieve(wire, "10.0.1.2", ROGUE, "r1.img", image)
    ftp.retrieve(wire, "10.0.1.3", ROGUE, "r1", text)
