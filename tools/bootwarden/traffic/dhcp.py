"""DHCP, BOOTP and proxyDHCP conversations with boot options (RFC 951, 2131, 2132, 3925, 5859, 8572; PXE 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from typing import Any

from scapy.layers.dhcp import BOOTP

from bootwarden.traffic.dhcp_programs import Program
from bootwarden.traffic.frame import PLAIN, mac
from bootwarden.traffic.wire import Wire

DISCOVER, OFFER, REQUEST, DECLINE, ACK, NAK = range(1, 7)
REQUEST_OP, REPLY_OP = 1, 2
COOKIE = b"\x63\x82\x53\x63"
ANY, EVERYONE = "0.0.0.0", "255.255.255.255"

Options = Sequence[tuple[int, Any]]
"""Code and value: bytes, text, or a number of one byte."""


def addresses(*hosts: str) -> bytes:
    """IPv4 addresses as an option's value."""
    return b"".join(IPv4Address(host).packed for host in hosts)


def encode(options: Options) -> bytes:
    """Options as on the wire, without the end mark. A code of 0 is one byte of padding."""
    out = bytearray()
    for code, value in options:
        if code == 0:
            out += b"\0"
            continue
        raw = value.encode() if isinstance(value, str) else bytes([value]) if isinstance(value, int) else value
        out += bytes([code, len(raw)]) + raw
    return bytes(out)


def pxe_servers(*hosts: str, kind: int = 0x8000) -> bytes:
    """Option 43 of a PXE reply: discovery control 8 is absent, boot servers (sub-option 8) are listed."""
    entry = kind.to_bytes(2, "big") + bytes([len(hosts)]) + addresses(*hosts)
    return bytes([8, len(entry)]) + entry + b"\xff"


def pnp(server: str, kind: int = 2) -> str:
    """Option 43 for Cisco Plug and Play: an HTTP server by address (kind 2) or by name (kind 1)."""
    return f"5A1N;B{kind};K4;I{server};J80"


def suboptions(texts: dict[int, str]) -> bytes:
    """Sub-options of text. A code of 0 is one like any other: Junos keeps the image's name there."""
    return b"".join(bytes([code, len(text)]) + text.encode() for code, text in texts.items())


def identified(enterprise: int, value: bytes) -> bytes:
    """Option 125: sub-options of one enterprise (RFC 3925)."""
    return enterprise.to_bytes(4, "big") + bytes([len(value)]) + value


def bootstrap(*urls: str) -> bytes:
    """Option 143 of DHCP and 136 of DHCPv6: bootstrap servers (RFC 8572)."""
    return b"".join(len(url).to_bytes(2, "big") + url.encode() for url in urls)


@dataclass
class Client:
    """A client and its transaction. ``address`` is what it will lease; its MAC follows from that."""

    wire: Wire
    address: str
    xid: int = 0x3903F326
    vendor_class: str = ""
    relay: str = ANY
    """Relay agent on the client's side; messages are captured between relay and server where it is given."""
    broadcast: bool = True
    asked: tuple[int, ...] = (1, 3, 6, 15, 43, 60, 66, 67, 150)
    extra: list[tuple[int, bytes]] = field(default_factory=list)
    program: Program | None = None
    """The real client that it writes like: that names what it asks for, and its vendor class."""
    wish: bytes = b""
    """The file field of its requests."""

    @property
    def hardware(self) -> bytes:
        """The client's MAC, raw."""
        return bytes.fromhex(mac(self.address).replace(":", ""))

    def _message(self, op: int, options: bytes, **fields: object) -> bytes:
        head = BOOTP(
            op=op,
            xid=self.xid,
            hops=0 if self.relay == ANY else 1,
            flags="B" if self.broadcast else 0,
            giaddr=self.relay,
            chaddr=self.hardware,
            **fields,
        )
        return bytes(head) + options

    def ask(self, kind: int, *, server_id: str | None = None, server: str = EVERYONE, port: int = 67) -> None:
        """A DISCOVER or REQUEST."""
        options: list[tuple[int, bytes | str | int]] = [(53, kind), (55, bytes(self.asked)), *self.extra]
        if self.vendor_class:
            options.append((60, self.vendor_class))
        if server_id is not None:
            options += [(54, addresses(server_id)), (50, addresses(self.address))]
        if self.program:
            own = [option for option in options if option[0] != 55]
            named = [(61, b"\x01" + self.hardware)] if 61 in self.program.order else []
            options = self.program.arranged([*own, *named])
        body = COOKIE + encode(options) + b"\xff"
        unicast = port == 4011
        message = self._message(REQUEST_OP, body, ciaddr=self.address if unicast else ANY, file=self.wish)
        header = self.program.header if self.program else PLAIN
        message = message.ljust(self.program.least if self.program else 0, b"\0")
        if self.relay != ANY:
            self.wire.udp(self.relay, 67, server, 67, message)
            return
        self.wire.udp(self.address if unicast else ANY, 68, server, port, message, header=header)

    def reply(
        self,
        server: str,
        kind: int | None,
        options: Options = (),
        *,
        source: str | None = None,
        yiaddr: str | None = None,
        siaddr: str = ANY,
        sname: bytes = b"",
        file: bytes = b"",
        port: int = 67,
        cookie: bool = True,
        from_port: int | None = None,
        program: Program | None = None,
    ) -> None:
        """An OFFER, ACK or NAK of ``server`` (None: plain BOOTP), sent from ``source`` where that is another.

        ``cookie`` False leaves out the whole option field's cookie, as the first BOOTP servers did. ``from_port``
        is the server's port where it is not the usual one, ``program`` the real server that it writes like.
        """
        head: list[tuple[int, bytes | str | int]] = []
        if kind is not None:
            head = [(53, kind), (54, addresses(server)), (51, (86400).to_bytes(4, "big"))]
        said = [*head, *options]
        if program:
            # Each has a lease of its own length.
            said = program.arranged(option for option in said if option[0] != 51)
        body = (COOKIE + encode(said) + b"\xff") if cookie else b""
        lease = self.address if yiaddr is None else yiaddr
        least = program.least - 236 if program else 64
        message = self._message(REPLY_OP, body.ljust(least, b"\0"), yiaddr=lease, siaddr=siaddr, sname=sname, file=file)
        src, header = source or server, program.header if program else PLAIN
        if port == 4011:
            self.wire.udp(src, 4011, self.address, 68, message, header=header)
        elif self.relay != ANY:
            self.wire.udp(src, 67, self.relay, 67, message, header=header)
        else:
            to = EVERYONE if self.broadcast else self.address
            self.wire.udp(src, from_port or 67, to, 68, message, header=header)

    def lease(self, server: str, options: Options = (), **fields: object) -> None:
        """DISCOVER, OFFER, REQUEST, ACK with the same boot information in both replies."""
        self.ask(DISCOVER)
        self.reply(server, OFFER, options, **fields)  # type: ignore[arg-type]
        self.wire.wait(0.2)
        self.ask(REQUEST, server_id=server)
        self.reply(server, ACK, options, **fields)  # type: ignore[arg-type]
