"""Telnet and rsh sessions with a network device, as terminals type them (RFC 854, BSD rcmd)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bootwarden.traffic.wire import Tcp, Wire

IAC, WILL, DO = 255, 251, 253
ECHO, SUPPRESS_GO_AHEAD = 1, 3

Negotiation = tuple[tuple[bool, bytes], ...]
"""What is said before the first prompt, and whether the client says it."""

BRIEF: Negotiation = (
    (False, bytes([IAC, WILL, ECHO, IAC, WILL, SUPPRESS_GO_AHEAD])),
    (True, bytes([IAC, DO, ECHO, IAC, DO, SUPPRESS_GO_AHEAD])),
)

INETUTILS: Negotiation = tuple(
    (says == ">", bytes.fromhex(said))
    for says, said in (
        (">", "fffd26fffb26fffd03fffb18fffb1ffffb20fffb21fffb22fffb27fffd05"),
        ("<", "fffb25fffb26fffd18fffd20fffd23fffd27fffd24"),
        (">", "fffd25fffa2601fff0fffc23fffc24"),
        ("<", "fffd26fffa2601fff0fffb03fffd1ffffd21fffd22fffa220110fff000"),
        (">", "fffa1f00500018fff0fffa220301000003620304020f05000007621c08020409421a0a027f0b02150c02170d02120e0216"),
        (">", "0f0211100213110000120000fff0fffd03fffa220114fff0"),
        ("<", "fffb05fffa2001fff0fffa2701fff0fffa1801fff0"),
        (">", "fffa200033383430302c3338343030fff0fffa2700fff0fffa18005654313030fff0"),
        ("<", "fffd01"),
        (">", "fffc01"),
        ("<", "fffb01fffd00fffa2103fff000fffe22"),
        (">", "fffd01fffb00fffc22"),
        ("<", "fffa220303e20304820f07e21c08820409c21a0a827f0b82150c82170d82120e82160f8211108213fff0"),
    )
)
"""The lab's telnet and telnetd: a window of 80 columns, a VT100, and eight bits, so that Enter is CR alone."""

BACKSPACE, DELETE, KILL_LINE = "\b", "\x7f", "\x15"


@dataclass
class Telnet:
    """A session. ``typed`` sends lines in one segment each; with ``by_key`` each key is a segment and is echoed."""

    wire: Wire
    client: str
    device: str
    port: int = 50023
    prompt: str = "edge1#"
    by_key: bool = False
    enter: bytes = b"\r\0"
    negotiation: Negotiation = BRIEF
    tcp: Tcp = field(init=False)

    def __post_init__(self) -> None:
        """Connect and negotiate."""
        self.tcp = Tcp(self.wire, self.client, self.port, self.device, 23)
        for from_client, said in self.negotiation:
            self.tcp.send(said, from_client=from_client)

    def login(self, user: str = "admin", password: str = "pw-do-not-log") -> None:
        """User name, password (not echoed) and the prompt."""
        self.tcp.reply(b"\r\n\r\nUser Access Verification\r\n\r\nUsername: ")
        self._type(user, echo=True)
        self.tcp.reply(b"\r\nPassword: ")
        self._type(password, echo=False)
        self.tcp.reply(b"\r\n" + self.prompt.encode())

    def _type(self, text: str, echo: bool) -> None:
        if not self.by_key:
            self.tcp.send(text.encode() + self.enter)
            if echo:
                self.tcp.reply(text.encode())
            return
        for key in text:
            self.tcp.send(key.encode())
            if echo:
                # A terminal server rubs out on a backspace; other control characters do not show.
                shown = b"\b \b" if key in (BACKSPACE, DELETE) else key.encode() if key.isprintable() else b""
                if shown:
                    self.tcp.reply(shown)
        self.tcp.send(self.enter)

    def typed(self, line: str, output: str = "", prompt: str | None = None) -> None:
        """A command line, its output and the prompt after it."""
        self._type(line, echo=True)
        text = "\n" + output + ("\n" if output and not output.endswith("\n") else "")
        shown = text.replace("\n", "\r\n") + (self.prompt if prompt is None else prompt)
        self.tcp.reply(shown.encode())

    def typed_blind(self, secret: str) -> None:
        """A line that the device does not echo, and the prompt after it."""
        self._type(secret, echo=False)
        self.tcp.reply(b"\r\n" + self.prompt.encode())

    def keys(self, keys: str, shown: str) -> None:
        """Keys in one segment, and what the device shows of them: its line editor may make anything of keys."""
        if keys:
            self.tcp.send(keys.encode())
        self.tcp.reply(shown.encode())

    def edited(self, line: str, editor: Editor, width: int) -> None:
        """A line typed key by key at a device that shows it in its own way."""
        for key, shown in zip(line, editor(self.prompt, line, width), strict=True):
            self.keys(key, shown)
        self.tcp.send(self.enter)
        self.tcp.reply(b"\r\n" + self.prompt.encode())

    def close(self) -> None:
        """Hang up."""
        self.tcp.close()


Editor = Callable[[str, str, int], Iterator[str]]
"""What a device shows after each key of a line, from its prompt, the line and its terminal's width."""


def scrolling(prompt: str, line: str, width: int) -> Iterator[str]:
    """IOS: a line that does not fit is moved to the left: back, `$`, its end, blanks over the rest, and back."""
    room = width - 1 - len(prompt)
    visible = ""
    for key in line:
        visible += key
        if len(visible) < room:
            yield key
            continue
        visible = "$" + visible[12 - room :] if room > 12 else "$" + visible[-1:]
        free = room - len(visible)
        yield key + BACKSPACE * room + visible + " " * free + BACKSPACE * free


def wrapping(prompt: str, line: str, width: int) -> Iterator[str]:
    """Shells with readline: behind the last column a blank and CR move to the next row."""
    at = len(prompt)
    for key in line:
        at += 1
        yield key + (" \r\0" if at % width == 0 else "")


def cut(prompt: str, line: str, width: int) -> Iterator[str]:
    """ASA: at the right margin the line is cut with `$`; what comes is written over it, from the left again."""
    room = width - 1 - len(prompt)
    at = 0
    for key in line:
        at += 1
        if at < room:
            yield key
            continue
        yield "$" + BACKSPACE * room + "$" + key + " " * (room - 2) + BACKSPACE * (room - 2)
        at = 2


def stepping_back(prompt: str, line: str, width: int) -> Iterator[str]:
    """VRP and AOS (Adtran): the cursor goes back by an escape sequence, and the line's end is written again."""
    room = width - 1 - len(prompt)
    visible = ""
    for key in line:
        visible += key
        if len(visible) < room:
            yield key
            continue
        visible = visible[-(room // 2) :]
        yield f"{key}\x1b[{room}D\x1b[K{visible}"


def completing(prompt: str, line: str, width: int) -> Iterator[str]:
    """Junos: a blank is shown, taken back while the word is looked up, and shown again."""
    for key in line:
        yield " \b \b " if key == " " else key


def rsh(
    wire: Wire,
    client: str,
    device: str,
    command: str,
    *,
    user: str = "admin",
    output: str = "",
    port: int = 1021,
) -> None:
    """One rsh command: stderr port (none), local user, remote user, command."""
    tcp = Tcp(wire, client, port, device, 514)
    tcp.send(b"0\0" + user.encode() + b"\0" + user.encode() + b"\0" + command.encode() + b"\0")
    tcp.reply(b"\0" + output.encode())
    tcp.close()
