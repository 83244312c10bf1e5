"""BW16: refusals of every kind, and look-ups that are no guessing."""

from __future__ import annotations

from bootwarden.scenarios.bw16_enumeration import GUESSES
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

GUESSED = Expect(notices=(Notice("TFTP_Enumeration", ATTACKER, BOOT_SERVER),))
ONE = [("BW16", 0, BOOT_SERVER, ATTACKER)]


@scenario("BW16", "malicious", raises=ONE, plain=GUESSED, site=HQ, with_site=GUESSED)
def bw16_not_allowed(wire: Wire) -> None:
    """The server refuses with code 2, in its own words."""
    for number, name in enumerate(GUESSES):
        asked = tftp.Transfer(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)
        asked.refuse(code=2, message="Zugriff verweigert")
        wire.wait(0.1)


@scenario("BW16", "malicious", raises=ONE, plain=GUESSED, site=HQ, with_site=GUESSED)
def bw16_message_without_end(wire: Wire) -> None:
    """The server's messages lack the NUL that ends them, or are empty."""
    for number, name in enumerate(GUESSES):
        asked = tftp.Transfer(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)
        asked.ask()
        asked.from_server(tftp.error(1, "File not found" if number % 2 else "")[: 18 if number % 2 else 5])
        wire.wait(0.1)


@scenario(
    "BW16",
    "malicious",
    raises=[("BW16", 1, BOOT_SERVER, ATTACKER)],
    plain=GUESSED,
    site=HQ,
    with_site=GUESSED,
)
def bw16_single_port_server(wire: Wire) -> None:
    """The server answers from port 69."""
    for number, name in enumerate(GUESSES):
        tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number, server_port=69)
        wire.wait(0.1)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_loaders_behind_one_address(wire: Wire) -> None:
    """Thirty hosts behind one address start: GRUB, U-Boot, a Raspberry Pi's loader try their names, phones theirs."""
    for host in range(30):
        mac, address = f"02-00-aa-bb-cc-{host:02x}", f"0A0004{host:02X}"
        names = [f"grub/grub.cfg-01-{mac}", *(f"grub/grub.cfg-{address[:length]}" for length in range(8, 0, -1))]
        names += ["bootcode.bin", "bootsig.bin", f"1a2b3c{host:02x}/start.elf", "autoboot.txt", "config.txt"]
        names += [f"{mac}/start4.elf", "recovery.elf", "XMLDefault.cnf.xml", "ringlist.xml", "dialplan.xml"]
        names += [
            "boot.scr.uimg",
            "uEnv.txt",
            "grub/x86_64-efi/command.lst",
            "Germany/g3-tones.xml",
            "dictionary.xml.gz",
        ]
        for number, name in enumerate(names):
            tftp.refused(wire, "10.20.4.1", BOOT_SERVER, name, client_port=20000 + 30 * host + number, gap=200)
            wire.wait(0.02)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_size_probes(wire: Wire) -> None:
    """UEFI asks for a file's size, refuses what is announced, and asks again: 120 hosts behind one address."""
    for number in range(120):
        asked = tftp.Transfer(
            wire, "10.0.4.1", BOOT_SERVER, "shimx64.efi", b"MZ" * 400, offer={"tsize": 0}, client_port=20000 + number
        )
        asked.ask()
        asked.from_server(tftp.oack(asked.agreed))
        asked.from_client(tftp.error(8, "User aborted the transfer"))
        wire.wait(0.1)
