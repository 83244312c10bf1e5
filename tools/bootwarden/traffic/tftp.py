"""TFTP conversations: RFC 1350, options of RFC 2347-2349 and 7440, and what real servers and networks do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bootwarden.traffic.wire import LATENCY, Wire

READ, WRITE, DATA, ACK, ERROR, OACK = range(1, 7)
FILE_NOT_FOUND = 1


def request(op: int, name: str | bytes, mode: str = "octet", options: Mapping[str, str | int] | None = None) -> bytes:
    """An RRQ or WRQ."""
    raw = name.encode() if isinstance(name, str) else name
    parts = [raw, mode.encode()]
    for option, value in (options or {}).items():
        parts += [option.encode(), str(value).encode()]
    return op.to_bytes(2, "big") + b"".join(p + b"\0" for p in parts)


def data(block: int, payload: bytes) -> bytes:
    """A DATA packet."""
    return DATA.to_bytes(2, "big") + (block & 0xFFFF).to_bytes(2, "big") + payload


def ack(block: int) -> bytes:
    """An ACK."""
    return ACK.to_bytes(2, "big") + (block & 0xFFFF).to_bytes(2, "big")


def error(code: int, message: str) -> bytes:
    """An ERROR."""
    return ERROR.to_bytes(2, "big") + code.to_bytes(2, "big") + message.encode() + b"\0"


def oack(options: Mapping[str, str | int]) -> bytes:
    """An OACK."""
    return OACK.to_bytes(2, "big") + b"".join(
        option.encode() + b"\0" + str(value).encode() + b"\0" for option, value in options.items()
    )


def netascii(text: bytes) -> bytes:
    """A file of Unix lines as RFC 764 netascii writes it on the wire."""
    return text.replace(b"\r", b"\r\0").replace(b"\n", b"\r\n")


@dataclass
class Transfer:
    """One transfer. ``run`` plays all of it; the single steps are there for scenarios that interleave.

    ``client_port`` is the client's TID and ``server_port`` the server's (69 for single-port servers).
    ``answer_from`` is the address that answers, where it is not ``server`` (broadcast, NAT, multihomed).
    ``offer`` are the options of the request and ``agree`` those of the OACK (by default the same, with
    tsize filled in; an empty dict: the server ignores options). ``rollover`` is what follows block 65535.
    ``tamper`` may replace or multiply each DATA payload: it gets (block index from 0, payload) and yields
    what is sent for it.
    """

    wire: Wire
    client: str
    server: str
    name: str | bytes
    content: bytes = b""
    op: int = READ
    mode: str = "octet"
    offer: Mapping[str, str | int] = field(default_factory=dict)
    agree: Mapping[str, str | int] | None = None
    client_port: int = 49152
    server_port: int = 32768
    request_port: int = 69
    answer_from: str | None = None
    rollover: int = 0
    gap: int = LATENCY
    last_ack: bool = True
    tamper: Callable[[int, bytes], Iterable[bytes]] | None = None

    @property
    def host(self) -> str:
        """The address that answers."""
        return self.answer_from or self.server

    @property
    def agreed(self) -> dict[str, str | int]:
        """The options of the OACK; empty when there is none."""
        if self.agree is not None:
            return dict(self.agree)
        return {o: len(self.content) if o == "tsize" and self.op == READ else v for o, v in self.offer.items()}

    @property
    def blksize(self) -> int:
        """Block size in force, bytes."""
        return int(self.agreed.get("blksize", 512))

    @property
    def windowsize(self) -> int:
        """Blocks per ACK in force (RFC 7440)."""
        return int(self.agreed.get("windowsize", 1))

    def blocks(self) -> list[bytes]:
        """The payloads in order; the last is shorter than a block, and may be empty."""
        size = self.blksize
        return [self.content[at : at + size] for at in range(0, len(self.content) + 1, size)]

    def number(self, index: int) -> int:
        """The block number on the wire of the payload with this index (the first has index 0)."""
        if index < 65535:
            return index + 1
        # From 65535 on numbers run from the rollover value to 65535 again.
        return self.rollover + (index - 65535) % (65536 - self.rollover)

    def from_client(self, payload: bytes, *, port: int | None = None, gap: int | None = None) -> None:
        """A datagram from the client to the server's TID (or ``port``)."""
        dst = self.server if port is not None else self.host
        self.wire.udp(self.client, self.client_port, dst, port or self.server_port, payload, gap or self.gap)

    def from_server(self, payload: bytes, *, gap: int | None = None) -> None:
        """A datagram from the server's TID to the client."""
        self.wire.udp(self.host, self.server_port, self.client, self.client_port, payload, gap or self.gap)

    def ask(self) -> None:
        """The RRQ or WRQ."""
        self.from_client(request(self.op, self.name, self.mode, self.offer), port=self.request_port)

    def negotiate(self) -> None:
        """The OACK (and for a read its ACK 0), or a write's ACK 0."""
        if self.agreed:
            self.from_server(oack(self.agreed))
            if self.op == READ:
                self.from_client(ack(0))
        elif self.op == WRITE:
            self.from_server(ack(0))

    def send_block(self, index: int) -> None:
        """The DATA of one block, tampered where asked for."""
        payload = self.blocks()[index]
        send = self.from_server if self.op == READ else self.from_client
        for sent in self.tamper(index, payload) if self.tamper else (payload,):
            send(data(self.number(index), sent))

    def acknowledge(self, index: int) -> None:
        """The ACK of one block."""
        (self.from_client if self.op == READ else self.from_server)(ack(self.number(index)))

    def transfer(self) -> None:
        """All DATA and ACK packets."""
        send, reply = (self.from_server, self.from_client) if self.op == READ else (self.from_client, self.from_server)
        blocks = self.blocks()
        last = len(blocks) - 1
        window = self.windowsize
        for index, payload in enumerate(blocks):
            for sent in self.tamper(index, payload) if self.tamper else (payload,):
                send(data(self.number(index), sent))
            window_full = (index + 1) % window == 0
            if (window_full and index != last) or (index == last and self.last_ack):
                reply(ack(self.number(index)))

    def refuse(self, code: int = FILE_NOT_FOUND, message: str = "File not found") -> Transfer:
        """The request and the server's ERROR."""
        self.ask()
        self.from_server(error(code, message))
        return self

    def run(self) -> Transfer:
        """The whole conversation."""
        self.ask()
        self.negotiate()
        self.transfer()
        return self


def read(wire: Wire, client: str, server: str, name: str | bytes, content: bytes, **more: object) -> Transfer:
    """A complete read."""
    return Transfer(wire, client, server, name, content, READ, **more).run()  # type: ignore[arg-type]


def write(wire: Wire, client: str, server: str, name: str | bytes, content: bytes, **more: object) -> Transfer:
    """A complete write."""
    return Transfer(wire, client, server, name, content, WRITE, **more).run()  # type: ignore[arg-type]


def refused(wire: Wire, client: str, server: str, name: str | bytes, **more: object) -> Transfer:
    """A read that the server refuses: file not found."""
    return Transfer(wire, client, server, name, b"", READ, **more).refuse()  # type: ignore[arg-type]
