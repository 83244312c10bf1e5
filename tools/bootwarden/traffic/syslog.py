"""Syslog datagrams as devices send them: RFC 3164 with and without IOS sequence numbers, and RFC 5424."""

from __future__ import annotations

from bootwarden.traffic.wire import Wire

NOTICE, INFO = 189, 190
"""Priorities of facility local7, the default of Cisco devices."""

COLLECTOR = "10.0.9.20"


def send(wire: Wire, device: str, payload: str, collector: str = COLLECTOR) -> None:
    """One datagram with exactly this payload."""
    wire.udp(device, 514, collector, 514, payload.encode())


def ios(
    wire: Wire,
    device: str,
    text: str,
    *,
    sequence: int | None = 85,
    host: str = "",
    priority: int = NOTICE,
    **to: str,
) -> None:
    """An IOS message: ``text`` begins with its %FAC-SEV-MNEM."""
    head = "" if sequence is None else f"{sequence}: "
    send(wire, device, f"<{priority}>{head}{host + ': ' if host else ''}*Jan  5 08:00:00.100: {text}", **to)


def bsd(wire: Wire, device: str, host: str, tag: str, text: str, *, priority: int = NOTICE, **to: str) -> None:
    """A classic BSD message."""
    send(wire, device, f"<{priority}>Jan  5 08:00:00 {host} {tag}: {text}", **to)


def rfc5424(
    wire: Wire,
    device: str,
    host: str,
    app: str,
    text: str,
    *,
    process: str = "-",
    priority: int = NOTICE,
    **to: str,
) -> None:
    """An RFC 5424 message without structured data."""
    send(wire, device, f"<{priority}>1 2026-01-05T08:00:00.100Z {host} {app} {process} - - {text}", **to)
