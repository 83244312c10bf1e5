"""Boots as the lab's programs write them: order of options, padding, IP headers, repetitions, waits (docs/lab.md)."""

from __future__ import annotations

from bootwarden.scenarios.bw30_netboot_hijack import hijack
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DHCP_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic import dhcp_programs as programs
from bootwarden.traffic import http, images, tftp
from bootwarden.traffic.dhcp import ACK, ANY, DISCOVER, OFFER, REQUEST, Client, Options, addresses
from bootwarden.traffic.wire import Wire

FIRST, KEA, IPXE, EDK2, U_BOOT, PROXY = (f"10.0.1.{last}" for last in range(71, 77))
CONSOLES = "10.0.6.67"
"""The rogue server that is typed at U-Boot's console; no lease names it."""
LOADER = images.efi()
PXELINUX = bytes.fromhex("ea247c0000909090acc883291c000000") + images.filler(3000, "pxelinux.0")
SCRIPT = b"#!ipxe\necho The lab was here\nshell\n"
PXE_MENU = bytes.fromhex("0601030a040050584508078000010a000642090a800007496e7374616c6cff")
"""Option 43 of dnsmasq as proxyDHCP: a menu, and the rogue as boot server."""
CHOSEN = bytes.fromhex("470480000000ff")
"""Option 43 of what iPXE asks at port 4011, and of the answer: the kind of boot server."""


def lease(
    client: Client, server: str, options: Options, *, heard: int = 1, wait: float = 0.02, **fields: object
) -> None:
    """DISCOVER and OFFER as often as the client hears offers, then, when it has waited, REQUEST and ACK."""
    for _ in range(heard):
        client.ask(DISCOVER)
        client.reply(server, OFFER, options, **fields)  # type: ignore[arg-type]
        client.wire.wait(wait)
    client.ask(REQUEST, server_id=server)
    client.reply(server, ACK, options, **fields)  # type: ignore[arg-type]


def isc(wire: Wire, server: str) -> None:
    """ISC's dhcpd and udhcpc; the image by atftp. Option 66 is sent though nobody needs it."""
    client = Client(wire, FIRST, xid=0xF3C4AF00, broadcast=False, program=programs.UDHCPC)
    lease(
        client,
        DHCP_SERVER if server == BOOT_SERVER else server,
        [(66, server)],
        program=programs.ISC,
        siaddr=server,
        file=IMAGE.encode(),
    )
    content = images.ios() if server == BOOT_SERVER else images.ios(seed="with something added")
    offer = {"tsize": 0, "timeout": 2, "blksize": 1428}
    tftp.read(wire, FIRST, server, IMAGE, content, offer=offer, client_port=51231, server_port=40512)


def kea(wire: Wire, names: str) -> None:
    """Kea and udhcpc: the boot server and the file by options alone."""
    client = Client(wire, KEA, xid=0x0F668515, broadcast=False, program=programs.UDHCPC)
    own = (61, b"\x01" + client.hardware)
    lease(client, DHCP_SERVER, [own, (66, names), (67, "network-confg")], program=programs.KEA)


def ipxe(wire: Wire, host: str, server: str, dhcp_server: str) -> None:
    """dnsmasq and iPXE, which listens to offers twice and asks for its script."""
    client = Client(wire, host, xid=0xD3BD770A, broadcast=False, program=programs.IPXE)
    router = (3, addresses(dhcp_server))
    options = [(67, "boot.ipxe\0"), router]
    lease(client, dhcp_server, options, heard=2, wait=1.1, program=programs.DNSMASQ, siaddr=server)
    offer = {"blksize": 1432, "tsize": 0}
    tftp.read(wire, host, server, "boot.ipxe", SCRIPT, offer=offer, client_port=32468, server_port=55118)


def u_boot(wire: Wire, server: str, name: str, content: bytes) -> None:
    """U-Boot: four DISCOVERs, each a transaction of its own, of which it takes the first; then, as typed, the image."""
    client = Client(wire, U_BOOT, broadcast=False, program=programs.U_BOOT, wish=b"bzImage")
    for xid, wait in ((0x0A000AE3, 0.12), (0x0A000BF1, 0.25), (0x0A000DFA, 0.48), (0x0A0011F3, 0.15)):
        client.xid = xid
        client.ask(DISCOVER)
        client.reply(DHCP_SERVER, OFFER, [(3, addresses(DHCP_SERVER))], program=programs.DNSMASQ, siaddr=DHCP_SERVER)
        wire.wait(wait)
    client.xid = 0x0A000AE3
    client.ask(REQUEST, server_id=DHCP_SERVER)
    client.reply(DHCP_SERVER, ACK, [(3, addresses(DHCP_SERVER))], program=programs.DNSMASQ, siaddr=DHCP_SERVER)
    offer = {"timeout": 5, "tsize": 0, "blksize": 1468}
    tftp.read(wire, U_BOOT, server, name, content, offer=offer, client_port=3872, server_port=41646)


def rogue(device: str, led: str, file: str, image: str) -> tuple[Notice, ...]:
    """A boot that a lease led astray: the file that the lease names, as it is fetched, and what is wrong with it."""
    return (
        Notice("Rogue_Boot_Options", device, ROGUE, led),
        Notice("Unauthorized_Boot_Server", device, ROGUE, file),
        Notice(image, device, ROGUE, file),
        hijack(device, file),
    )


@scenario(
    "BW30",
    "malicious",
    raises_with_site=[
        # By threshold BW01 is raised once a minute for a server that names itself to many.
        ("BW01", 0, ROGUE, FIRST),
        ("BW10", 0, ROGUE, FIRST),
        ("BW21", 0, ROGUE, FIRST),
        ("BW30", 3, ROGUE, FIRST),
        ("BW01", 1, DHCP_SERVER, KEA),
        ("BW10", 4, ROGUE, IPXE),
        ("BW30", 3, ROGUE, IPXE),
        ("BW10", 10, ROGUE, EDK2),
        ("BW30", 11, ROGUE, EDK2),
        ("BW10", 0, CONSOLES, U_BOOT),
        ("BW20", 0, CONSOLES, U_BOOT),
        ("BW10", 4, ROGUE, PROXY),
        ("BW30", 3, ROGUE, PROXY),
    ],
    site=HQ,
    with_site=Expect(
        (
            *rogue(FIRST, IMAGE, IMAGE, "Modified_Image"),
            Notice("Rogue_Boot_Options", KEA, ROGUE, "network-confg"),
            *rogue(IPXE, "boot.ipxe", "boot.ipxe", "Unapproved_Image"),
            *rogue(EDK2, "grubx64.efi", "/grubx64.efi", "Unapproved_Image"),
            Notice("Unauthorized_Boot_Server", U_BOOT, CONSOLES, "evil.img"),
            Notice("Unapproved_Image", U_BOOT, CONSOLES, "evil.img"),
            Notice("Rogue_Boot_Options", PROXY, ROGUE),
            *rogue(PROXY, "pxelinux.0", "pxelinux.0", "Unapproved_Image"),
        )
    ),
)
def bw30_boots_of_the_lab(wire: Wire) -> None:
    """Rogue boots of six machines, byte for byte as ISC, Kea, dnsmasq, udhcpc, iPXE, EDK2 and U-Boot write."""
    isc(wire, ROGUE)
    kea(wire, ROGUE)
    ipxe(wire, IPXE, ROGUE, ROGUE)
    client = Client(wire, EDK2, xid=0x683184A1, program=programs.EDK2_HTTP)
    options = [(67, f"http://{ROGUE}/grubx64.efi\0"), (3, addresses(ROGUE)), (60, "HTTPClient")]
    lease(client, ROGUE, options, wait=5.3, program=programs.DNSMASQ, siaddr=ROGUE)
    http.get(wire, EDK2, ROGUE, "/grubx64.efi", LOADER, kind="application/octet-stream", client_port=1775)
    u_boot(wire, CONSOLES, "evil.img", images.mzip())
    proxy(wire, ROGUE)


def proxy(wire: Wire, server: str) -> None:
    """iPXE's lease has no boot file; dnsmasq as proxyDHCP offers to all, and is asked at port 4011."""
    client = Client(wire, PROXY, xid=0xD3BD770A, broadcast=False, program=programs.IPXE)
    routed = {"program": programs.DNSMASQ, "siaddr": DHCP_SERVER}
    whole = Client(wire, PROXY, xid=0xD3BD770A)
    client.ask(DISCOVER)
    offers = [(97, bytes(17)), (43, PXE_MENU)]
    whole.reply(server, OFFER, offers, yiaddr=ANY, program=programs.DNSMASQ_PROXY)
    client.reply(DHCP_SERVER, OFFER, [(3, addresses(DHCP_SERVER))], **routed)  # type: ignore[arg-type]
    wire.wait(0.87)
    client.ask(REQUEST, server_id=DHCP_SERVER)
    client.reply(DHCP_SERVER, ACK, [(3, addresses(DHCP_SERVER))], **routed)  # type: ignore[arg-type]
    whole.xid, whole.program = 0, programs.IPXE
    whole.extra = [(43, CHOSEN)]
    whole.ask(REQUEST, server=server, port=4011)
    answer = [(97, bytes(17)), (43, CHOSEN)]
    whole.reply(server, ACK, answer, siaddr=server, file=b"pxelinux.0", port=4011, program=programs.DNSMASQ_PROXY)
    offer = {"blksize": 1432, "tsize": 0}
    tftp.read(wire, PROXY, server, "pxelinux.0", PXELINUX, offer=offer, client_port=32471, server_port=55120)


@scenario(
    "BW30",
    "benign",
    site=HQ,
    with_site=Expect(),
)
def bw30_boots_of_the_lab_declared(wire: Wire) -> None:
    """The same programs boot from the declared servers; EDK2 asks for the size first, and gives that transfer up."""
    isc(wire, BOOT_SERVER)
    kea(wire, BOOT_SERVER)
    ipxe(wire, "10.20.4.73", BOOT_SERVER, DHCP_SERVER)
    probe = tftp.Transfer(
        wire,
        "10.20.4.74",
        BOOT_SERVER,
        "grubx64.efi",
        LOADER,
        offer={"tsize": 0, "blksize": 1468, "windowsize": 4},
        agree={"tsize": len(LOADER), "blksize": 1468},
        client_port=1306,
        server_port=39269,
    )
    probe.ask()
    probe.negotiate()
    probe.from_client(tftp.error(8, "User aborted the transfer"))
    offer = {"blksize": 1468, "windowsize": 4}
    ports = {"client_port": 1307, "server_port": 51341}
    host = "10.20.4.74"
    tftp.read(wire, host, BOOT_SERVER, "grubx64.efi", LOADER, offer=offer, agree={"blksize": 1468}, **ports)
    u_boot(wire, BOOT_SERVER, IMAGE, images.ios())
    autoboot(wire, "10.20.4.75")


def autoboot(wire: Wire, host: str) -> None:
    """Nobody touches U-Boot's console: dnsmasq fills sname; it loads by itself, and misses two names."""
    client = Client(wire, host, xid=0x525253F1, broadcast=False, program=programs.U_BOOT)
    names = {"sname": b"bootsrv", "file": b"switchos-1.4.uimg"}
    router = (3, addresses(DHCP_SERVER))
    lease(client, DHCP_SERVER, [router], program=programs.DNSMASQ, siaddr=BOOT_SERVER, **names)  # type: ignore[arg-type]
    offer = {"timeout": 5, "blksize": 1468}
    image = images.filler(3000, "switchos")
    tftp.read(wire, host, BOOT_SERVER, "switchos-1.4.uimg", image, offer=offer, client_port=1065)
    for port, name in ((1093, "boot.scr.uimg"), (1113, "boot/grub/x86_64-efi/none.efi")):
        tftp.refused(wire, host, BOOT_SERVER, name, offer=offer, client_port=port, server_port=45624)
