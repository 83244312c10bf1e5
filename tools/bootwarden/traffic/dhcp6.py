"""DHCPv6 conversations with boot options (RFC 8415, 5970)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address

from bootwarden.traffic.frame import mac
from bootwarden.traffic.wire import Wire

SOLICIT, ADVERTISE, REQUEST, REPLY, INFORMATION = 1, 2, 3, 7, 11
RELAY_FORWARD, RELAY_REPLY = 12, 13
CLIENT_ID, SERVER_ID, IA_NA, IA_ADDRESS, OPTION_REQUEST, RELAYED = 1, 2, 3, 5, 6, 9
BOOT_FILE_URL = 59
ALL_SERVERS = "ff02::1:2"

Options = Sequence[tuple[int, bytes]]


def encode(options: Options) -> bytes:
    """Options as on the wire."""
    return b"".join(code.to_bytes(2, "big") + len(value).to_bytes(2, "big") + value for code, value in options)


@dataclass
class Client6:
    """A client, its link-local address and the address that it will lease.

    ``relay`` is the relay agent's own address: messages are captured between it and the server then.
    """

    wire: Wire
    link_local: str
    address: str
    transaction: int = 0x1A2B3C
    relay: str = ""

    @property
    def _identifier(self) -> bytes:
        # DUID-LL: type 3, Ethernet.
        return b"\x00\x03\x00\x01" + bytes.fromhex(mac(self.link_local).replace(":", ""))

    def _message(self, kind: int, options: Options) -> bytes:
        return bytes([kind]) + self.transaction.to_bytes(3, "big") + encode([(CLIENT_ID, self._identifier), *options])

    def _relayed(self, kind: int, message: bytes) -> bytes:
        link, peer = IPv6Address(self.relay).packed, IPv6Address(self.link_local).packed
        return bytes([kind, 0]) + link + peer + encode([(RELAYED, message)])

    def ask(self, kind: int, server: str) -> None:
        """A SOLICIT or REQUEST that asks for a boot file."""
        message = self._message(kind, [(OPTION_REQUEST, b"\0\x17\0\x3b\0\x3c")])
        if self.relay:
            self.wire.udp(self.relay, 547, server, 547, self._relayed(RELAY_FORWARD, message))
        else:
            self.wire.udp(self.link_local, 546, ALL_SERVERS, 547, message)

    def reply(self, server: str, kind: int, options: Options) -> None:
        """An ADVERTISE or REPLY with a lease, and these options beside."""
        lease = IPv6Address(self.address).packed + (3600).to_bytes(4, "big") * 2
        lease = (1).to_bytes(4, "big") + bytes(8) + encode([(IA_ADDRESS, lease)])
        message = self._message(kind, [(SERVER_ID, b"\x00\x03\x00\x01server"), (IA_NA, lease), *options])
        if self.relay:
            self.wire.udp(server, 547, self.relay, 547, self._relayed(RELAY_REPLY, message))
        else:
            self.wire.udp(server, 547, self.link_local, 546, message)

    def inform(self, server: str, options: Options) -> None:
        """A REPLY without a lease, to who asked for information only."""
        message = self._message(REPLY, [(SERVER_ID, b"\0\3\0\1\2\0\0\0\0\1"), *options])
        self.wire.udp(server, 547, self.link_local, 546, message)

    def lease(self, server: str, options: Options) -> None:
        """SOLICIT, ADVERTISE, REQUEST, REPLY, both replies with the same options."""
        self.ask(SOLICIT, server)
        self.reply(server, ADVERTISE, options)
        self.wire.wait(0.2)
        self.ask(REQUEST, server)
        self.reply(server, REPLY, options)
