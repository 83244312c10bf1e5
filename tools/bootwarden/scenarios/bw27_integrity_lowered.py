"""BW27: what checks an image before a device boots it is turned off."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, ROGUE
from bootwarden.traffic import images, syslog, tftp
from bootwarden.traffic.telnet import KILL_LINE, Telnet, rsh
from bootwarden.traffic.wire import Wire

LOGGED = "%PARSER-5-CFGLOG_LOGGEDCMD: User:mallory  logged command:"


OTHER_WAYS = [
    *(("BW27", 0, ATTACKER, f"10.0.1.{last}") for last in range(61, 69)),
    ("BW27", 1, ATTACKER, "10.0.1.69"),
    ("BW27", 1542007320, "10.0.1.70", syslog.COLLECTOR),
    ("BW27", 1542007321, "10.0.1.71", syslog.COLLECTOR),
    ("BW27", 2, ROGUE, "10.0.1.72"),
]


def lowered(last: int = 1, server: str | None = None, file: str | None = None) -> Notice:
    """The notice of device 10.0.1.``last``."""
    return Notice("Boot_Integrity_Lowered", f"10.0.1.{last}", server, file)


@scenario(
    "BW27",
    "malicious",
    raises=[("BW27", 0, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect(
        (lowered(), lowered(), lowered()),
        evidence=tuple(
            {"device": DEVICE, "actor": ATTACKER, "evidence": "Bootwarden::BOOT_INTEGRITY", "object": line}
            for line in ("no file verify auto", "no secure boot-image", "no secure boot-config")
        ),
    ),
)
def bw27_image_checks_off(wire: Wire) -> None:
    """An attacker on telnet turns off the verification of images, and the secured copies of image and configuration."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("configure terminal", "Enter configuration commands, one per line.  End with CNTL/Z.")
    for line in ("no file verify auto", "no secure boot-image", "no secure boot-config"):
        session.typed(line)
    session.typed("end")
    session.close()


@scenario(
    "BW27",
    "malicious",
    raises=OTHER_WAYS,
    raises_with_site=[*OTHER_WAYS, ("BW10", 1, ROGUE, "10.0.1.72")],
    site=HQ,
    with_site=Expect(
        (
            *(lowered(last) for last in range(61, 72)),
            lowered(72, ROGUE, "edge72-confg"),
            Notice("Unauthorized_Boot_Server", "10.0.1.72", ROGUE, "edge72-confg"),
        )
    ),
)
def bw27_other_ways(wire: Wire) -> None:
    """The same shortened and rubbed out, on loaders' consoles, by rsh, in syslog and in a configuration."""
    for last, prompt, line in (
        (61, "edge1(config)#", f"show{KILL_LINE} no  file ver auu\bto"),
        (62, "=> ", "setenv verify n"),
        (63, "[admin@mt1] > ", "/system/routerboard/settings/set protected-routerboot=disabled"),
        (64, "grub> ", "set check_signatures=no"),
        (65, "iPXE> ", "imgtrust --allow"),
        (66, "barebox:/ ", "global.bootm.verify=none"),
        (67, "admin@leaf2:~$ ", "mokutil --disable-validation"),
        (68, "cumulus@leaf1$ ", "sudo mokutil --disable-validation"),
    ):
        session = Telnet(wire, ATTACKER, f"10.0.1.{last}", prompt=prompt, by_key=last == 61)
        session.tcp.reply(prompt.encode())
        session.typed(line)
        session.close()
    rsh(wire, ATTACKER, "10.0.1.69", "no file verify auto")
    syslog.ios(wire, "10.0.1.70", f"{LOGGED}no secure boot-image", host="edge70")
    account = f"%AAA-6-AAA_ACCOUNTING_MESSAGE: update:{ATTACKER}@pts/0:mallory:no file verify auto (SUCCESS)"
    syslog.send(wire, "10.0.1.71", f"<190>: 2026 Jan  5 08:00:00 UTC: {account}")
    tftp.read(wire, "10.0.1.72", ROGUE, "edge72-confg", images.config("edge72", ("no file verify auto",)))


@scenario("BW27", "benign", site=HQ, with_site=Expect(evidence=()))
def bw27_turned_on_and_looked_at(wire: Wire) -> None:
    """The checks are turned on, shown, asked about and described; other things of like names are turned off."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    for line in (
        "file verify auto",
        "secure boot-image",
        "show secure bootset",
        "no file prompt quiet",
        "no secure",
        "description no file verify auto",
        "! no secure boot-image",
        "no file verify ?",
    ):
        session.typed(line)
    session.close()
    for last, prompt, line in (
        (62, "=> ", "setenv verify yes"),
        (63, "[admin@mt1] > ", "/system routerboard settings set protected-routerboot=enabled"),
        (64, "grub> ", "set check_signatures=enforce"),
        (65, "iPXE> ", "imgtrust --permanent"),
        (67, "admin@leaf2:~$ ", "mokutil --sb-state"),
    ):
        session = Telnet(wire, ATTACKER, f"10.0.1.{last}", prompt=prompt)
        session.tcp.reply(prompt.encode())
        session.typed(line)
        session.close()
    for number, text in enumerate(("file verify auto", "!exec: show running-config | include no file verify")):
        syslog.ios(wire, DEVICE, LOGGED + text, sequence=100 + number)


@scenario(
    "BW27",
    "benign",
    raises=[("BW27", 0, ADMIN, DEVICE), ("BW27", 2, BOOT_SERVER, "10.0.1.2")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "actor": ADMIN, "user": "anna", "verdict": "expected"},
            {"device": "10.0.1.2", "evidence": "Bootwarden::FILE_FETCH", "verdict": "expected"},
            {"device": "10.0.1.2", "evidence": "Bootwarden::BOOT_INTEGRITY", "verdict": "expected"},
            {"device": "10.0.1.2", "evidence": "Bootwarden::FILE_CONTENT"},
        )
    ),
)
def bw27_by_an_admin(wire: Wire) -> None:
    """An admin turns the verification off for a lab's image; a configuration on the declared server does, too."""
    session = Telnet(wire, ADMIN, DEVICE, prompt="edge1(config)#")
    session.login(user="anna")
    session.typed("no file verify auto")
    session.close()
    tftp.read(wire, "10.0.1.2", BOOT_SERVER, "edge2-confg", images.config("edge2", ("no file verify auto",)))
