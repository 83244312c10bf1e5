"""HTTP/1.1 downloads and uploads."""

from __future__ import annotations

from bootwarden.traffic.wire import Tcp, Wire


def get(
    wire: Wire,
    client: str,
    server: str,
    path: str,
    content: bytes,
    *,
    port: int = 80,
    client_port: int = 50080,
    kind: str = "application/octet-stream",
    agent: str = "cisco-IOS",
    host: str | None = None,
    mss: int = 1460,
) -> None:
    """A GET and its answer with ``content``."""
    tcp = Tcp(wire, client, client_port, server, port)
    tcp.send(f"GET {path} HTTP/1.1\r\nHost: {host or server}\r\nUser-Agent: {agent}\r\nAccept: */*\r\n\r\n".encode())
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    tcp.reply(head + content, mss=mss)
    tcp.close()


def put(
    wire: Wire,
    client: str,
    server: str,
    path: str,
    content: bytes,
    *,
    client_port: int = 50080,
    agent: str = "cisco-IOS",
) -> None:
    """A PUT of ``content``."""
    tcp = Tcp(wire, client, client_port, server, 80)
    head = f"PUT {path} HTTP/1.1\r\nHost: {server}\r\nUser-Agent: {agent}\r\nContent-Length: {len(content)}\r\n\r\n"
    tcp.send(head.encode() + content)
    tcp.reply(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
    tcp.close()
