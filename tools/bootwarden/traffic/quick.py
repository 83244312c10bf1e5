"""A wire for nothing but plain UDP over IPv4."""

from __future__ import annotations

from dataclasses import dataclass

from scapy.packet import Packet

from bootwarden.traffic.frame import udp_frame
from bootwarden.traffic.wire import LATENCY, Wire


@dataclass
class QuickWire(Wire):
    """A wire for many plain datagrams between IPv4 hosts."""

    def udp(
        self, src: str, sport: int, dst: str, dport: int, payload: bytes | Packet, gap: int = LATENCY, ttl: int = 64
    ) -> None:
        """Send one datagram."""
        self._ids[src] = self._ids.get(src, 0) % 0xFFFF + 1
        self.frame(udp_frame(src, sport, dst, dport, bytes(payload), self._ids[src], ttl), gap)

    def onto(self, wire: Wire) -> None:
        """Put everything on another wire, at the times it has."""
        wire.frames += self.frames
        wire.now = self.now
