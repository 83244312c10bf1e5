"""A wire with a clock: packets are put on it in time order and written as a capture, the same everywhere."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from bootwarden.traffic.frame import PLAIN, Header, mac, tcp_frame, udp_frame

START = 1_767_600_000_000_000
"""When every capture begins, in microseconds since 1970: 2026-01-05 08:00:00 UTC."""

LARGEST = 1472
"""Bytes of a datagram that fit an Ethernet frame over IPv4."""

WINDOW = 29_200
"""What hosts say that they take by TCP: bytes."""

_PACKET = struct.Struct("<IIII")

LATENCY = 400
"""Microseconds between a packet and the next where the caller names none."""


def ip(src: str, dst: str, **fields: int) -> Packet:
    """An IPv4 or IPv6 header, as the addresses ask for."""
    if ":" in src:
        return IPv6(src=src, dst=dst, hlim=fields.get("ttl", 64))
    return IP(src=src, dst=dst, **{"ttl": 64, **fields})


@dataclass
class Wire:
    """Collects packets. ``now`` is in microseconds since 1970 and only moves forward by ``wait`` and sends.

    ``encapsulate`` turns each IP packet into the frame that is captured (VLAN tags, tunnels).
    """

    now: int = START
    encapsulate: Callable[[Packet], Packet] | None = None
    snaplen: int = 262_144
    linux: bool = False
    """Hosts speak TCP over IPv4 as the lab's Linux does, from when this is set."""
    frames: list[tuple[int, bytes, int]] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += round(seconds * 1_000_000)

    def frame(self, frame: Packet | bytes, gap: int = LATENCY) -> None:
        """Capture a whole frame (Ethernet and up) as it is, ``gap`` microseconds after the last."""
        self.now += gap
        data = bytes(frame)
        self.frames.append((self.now, data[: self.snaplen], len(data)))

    def ip(self, packet: Packet, gap: int = LATENCY) -> None:
        """Send an IP packet between hosts of one Ethernet."""
        if IP in packet and packet[IP].id == 1:
            packet[IP].id = self._next_id(packet[IP].src)
        if self.encapsulate is not None:
            self.frame(self.encapsulate(packet), gap)
            return
        self.frame(Ether(src=mac(packet.src), dst=mac(packet.dst)) / packet, gap)

    def udp(
        self,
        src: str,
        sport: int,
        dst: str,
        dport: int,
        payload: bytes | Packet,
        gap: int = LATENCY,
        header: Header = PLAIN,
    ) -> None:
        """Send one datagram; IPv4 datagrams larger than an Ethernet frame go in fragments.

        Of the header, what is larger or encapsulated has the TTL only.
        """
        if self.encapsulate is None and ":" not in src and len(payload) <= LARGEST:
            self.frame(udp_frame(src, sport, dst, dport, bytes(payload), self._next_id(src), header), gap)
            return
        packet = ip(src, dst, ttl=header.ttl) / UDP(sport=sport, dport=dport) / payload
        if IP in packet and len(packet) > 1500:
            # Not 1, which ``ip`` takes for a datagram that is not counted yet.
            self._ids[src] = self._ids.get(src, 1) % 0xFFFF + 1
            packet[IP].id = self._ids[src]
            for i, fragment in enumerate(packet.fragment(1480)):
                self.ip(fragment, gap if i == 0 else 12)
            return
        self.ip(packet, gap)

    def tcp(
        self,
        src: str,
        sport: int,
        dst: str,
        dport: int,
        flags: str,
        seq: int,
        ack: int,
        payload: bytes,
        gap: int,
        options: bytes = b"",
    ) -> None:
        """Send one segment. What is encapsulated, or comes by IPv6, has no TCP options."""
        if self.encapsulate is None and ":" not in src:
            ident = self._next_id(src)
            header = PLAIN._replace(unfragmented=self.linux)
            self.frame(tcp_frame(src, sport, dst, dport, flags, seq, ack, WINDOW, payload, ident, options, header), gap)
            return
        segment = TCP(sport=sport, dport=dport, flags=flags, seq=seq, ack=ack, window=WINDOW)
        self.ip(ip(src, dst) / segment / Raw(payload) if payload else ip(src, dst) / segment, gap)

    def _next_id(self, host: str) -> int:
        """Hosts count their datagrams; reassembly of fragments depends on it."""
        self._ids[host] = self._ids.get(host, 0) % 0xFFFF + 1
        return self._ids[host]

    def write(self, path: Path) -> None:
        """Write the capture (pcap, microseconds, Ethernet), complete or not at all."""
        partial = path.with_name(path.name + ".partial")
        with partial.open("wb") as capture:
            capture.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, self.snaplen, 1))
            for time, data, length in sorted(self.frames, key=lambda f: f[0]):
                capture.write(_PACKET.pack(*divmod(time, 1_000_000), len(data), length) + data)
        partial.replace(path)


class Tcp:
    """One TCP connection, opened on construction; ``send`` acknowledges as it goes.

    On a wire of ``linux`` hosts segments have time stamps, and an answer that follows acknowledges.
    """

    def __init__(self, wire: Wire, client: str, cport: int, server: str, sport: int, *, answered: bool = True) -> None:
        """Open the connection (only the SYN, where the server does not answer)."""
        self.wire = wire
        self.ends = {True: (client, cport), False: (server, sport)}
        self.seq = {True: 1000, False: 5000}
        self._clocks = {True: 0, False: 0}
        self._owes: bool | None = None
        self._segment(True, "S")
        if answered:
            self._segment(False, "SA")
            self._segment(True, "A")

    def _segment(self, from_client: bool, flags: str, payload: bytes = b"", gap: int = LATENCY) -> None:
        if self._owes is not None:
            # The other end waits 40 ms for an answer of its own that acknowledges as well.
            late, self._owes = self._owes, None
            if late != from_client:
                self._segment(late, "A", gap=40_000)
        (src, sport), (dst, dport) = self.ends[from_client], self.ends[not from_client]
        ack = self.seq[not from_client] if "A" in flags else 0
        options = self._options(from_client, flags) if self.wire.linux else b""
        self.wire.tcp(src, sport, dst, dport, flags, self.seq[from_client], ack, payload, gap, options)
        self.seq[from_client] += len(payload) + ("S" in flags or "F" in flags)

    def send(self, payload: bytes, *, from_client: bool = True, mss: int = 1460, gap: int = LATENCY) -> None:
        """Send bytes in segments of ``mss``, each acknowledged."""
        mss -= 12 * self.wire.linux
        for at in range(0, len(payload), mss):
            self._segment(from_client, "PA", payload[at : at + mss], gap)
            if self.wire.linux and at + mss >= len(payload):
                self._owes = not from_client
            else:
                self._segment(not from_client, "A")

    def _options(self, from_client: bool, flags: str) -> bytes:
        """MSS, SACK, time stamps and window scale of a SYN; of all else the time stamps."""
        self._clocks[from_client] = self.wire.now // 1000 + 7 * from_client & 0xFFFFFFFF
        stamps = struct.pack("!BBII", 8, 10, self._clocks[from_client], self._clocks[not from_client])
        return b"\x02\x04\x05\xb4\x04\x02" + stamps + b"\x01\x03\x03\x0a" if "S" in flags else b"\x01\x01" + stamps

    def reply(self, payload: bytes, **options: int) -> None:
        """Send bytes from the server."""
        self.send(payload, from_client=False, **options)

    def close(self) -> None:
        """Close in both directions."""
        self._segment(True, "FA")
        self._segment(False, "FA")
        self._segment(True, "A")

    def reset(self) -> None:
        """The server breaks the connection off."""
        self._segment(False, "RA")
