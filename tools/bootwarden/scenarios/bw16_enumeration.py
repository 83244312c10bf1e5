"""BW16: someone guesses file names on TFTP servers."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

WORDS = ("core", "dist", "access", "edge", "vpn", "wan", "lab", "fw", "sw", "rtr", "ap", "dc")
ENDINGS = ("-confg", ".cfg", ".txt", "-config", ".conf", ".bin", ".xml", ".bak", "1.cfg", "2.cfg")
GUESSES = tuple(word + ending for ending in ENDINGS for word in WORDS)

RASPBERRY = (
    *("bootcode.bin", "bootsig.bin", "1a2b3c4d/start.elf", "autoboot.txt", "config.txt", "recovery.elf"),
    *("start4.elf", "fixup4.dat", "kernel8.img", "armstub8.bin", "cmdline.txt", "bcm2711-rpi-4-b.dtb"),
)


@scenario(
    "BW16",
    "malicious",
    raises=[("BW16", 0, "10.0.0.5", "10.0.6.6")],
    plain=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
    site=HQ,
    with_site=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
)
def bw16_word_list(wire: Wire) -> None:
    """A word list is tried in a few seconds, a new port for each name."""
    for number, name in enumerate(GUESSES):
        tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)
        wire.wait(0.05)


@scenario(
    "BW16",
    "malicious",
    raises=[("BW16", 0, "10.0.0.5", "10.0.6.6")],
    plain=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
    site=HQ,
    with_site=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
)
def bw16_several_servers(wire: Wire) -> None:
    """The names are spread over three servers and over most of a minute, from one port."""
    servers = (BOOT_SERVER, "10.0.0.15", "10.0.0.25")
    for number, name in enumerate(GUESSES[:110]):
        server = servers[number % 3]
        tftp.refused(wire, ATTACKER, server, name.upper(), client_port=40000)
        wire.wait(0.5)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_boot_loop(wire: Wire) -> None:
    """A PXE host tries PXELINUX's eleven names again and again; a Raspberry Pi asks for what it could use."""
    waterfall = ["44454c4c-0000-1000-8000-b2c04f000001", "01-02-00-aa-bb-cc-dd"]
    waterfall += ["0A00040A"[:length] for length in range(8, 0, -1)] + ["default"]
    for _ in range(4):
        for number, name in enumerate(waterfall):
            tftp.refused(wire, "10.0.4.10", BOOT_SERVER, f"pxelinux.cfg/{name}", client_port=2070 + number)
            wire.wait(0.3)
        wire.wait(2)
    for number, name in enumerate(RASPBERRY):
        tftp.refused(wire, "10.0.4.20", BOOT_SERVER, name, client_port=3000 + number)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_phones_upgrade(wire: Wire) -> None:
    """Thirty phones restart at once, and each misses four files that few phones have."""
    for host in range(30):
        phone, mac = f"10.0.3.{10 + host}", f"0011223344{host:02X}"
        for number, name in enumerate(
            (f"CTLSEP{mac}.tlv", f"ITLSEP{mac}.tlv", f"SEP{mac}.cnf.xml.sgn", "United_States/g3-tones.xml")
        ):
            tftp.refused(wire, phone, "10.0.0.20", name, client_port=49152 + number, gap=200)


@scenario(
    "BW16",
    "malicious",
    plain=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
    site=HQ,
    with_site=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
)
def bw16_silent_server(wire: Wire) -> None:
    """The server says nothing to names that it does not have."""
    for number, name in enumerate(GUESSES):
        tftp.Transfer(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number).ask()


@scenario(
    "BW16",
    "malicious",
    raises=[("BW16", 0, "10.0.0.5", "10.0.6.6")],
    plain=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
    site=HQ,
    with_site=Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),)),
)
def bw16_all_at_once(wire: Wire) -> None:
    """All names are asked for from one port before the first is refused: more than are followed."""
    for name in GUESSES:
        wire.udp(ATTACKER, 40000, BOOT_SERVER, 69, tftp.request(tftp.READ, name), 100)
    for number, _ in enumerate(GUESSES):
        wire.udp(BOOT_SERVER, 32768 + number, ATTACKER, 40000, tftp.error(1, "File not found"), 100)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_phones_behind_one_address(wire: Wire) -> None:
    """A branch behind NAT: sixty phones restart, and each misses three files that it alone would have."""
    for host in range(60):
        mac = f"0011223344{host:02X}"
        for number, name in enumerate((f"CTLSEP{mac}.tlv", f"ITLSEP{mac}.tlv", f"SEP{mac}.cnf.xml.sgn")):
            tftp.refused(wire, "10.20.3.1", BOOT_SERVER, name, client_port=20000 + 3 * host + number, gap=200)


@scenario(
    "BW16",
    "benign",
    raises=[("BW16", 0, "10.0.0.5", "10.0.9.10")],
    raises_with_site=(),
    plain=Expect(notices=(Notice("TFTP_Enumeration", "10.0.9.10", BOOT_SERVER),)),
    site=HQ,
    with_site=Expect(),
)
def bw16_scanned_by_an_administrator(wire: Wire) -> None:
    """A declared administrator's scanner tries a word list on the site's own server."""
    for number, name in enumerate(GUESSES):
        tftp.refused(wire, "10.0.9.10", BOOT_SERVER, name, client_port=40000 + number)
        wire.wait(0.05)
