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


def order(
    wire: Wire,
    client: str,
    device: str,
    path: str,
    body: bytes | None = None,
    *,
    method: str | None = None,
    kind: str = "application/json",
    answer: bytes = b"{}",
    status: str = "200 OK",
    client_port: int = 50180,
    mss: int = 1460,
) -> None:
    """A request to a device's web management, with its body in segments of ``mss``, and what the device answers."""
    tcp = Tcp(wire, client, client_port, device, 80)
    head = f"{method or ('GET' if body is None else 'POST')} {path} HTTP/1.1\r\nHost: {device}\r\n"
    head += "Authorization: Basic YW5uYTpwdy1kby1ub3QtbG9n\r\n"
    if body is not None:
        head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    tcp.send(head.encode() + b"\r\n" + (body or b""), mss=mss)
    tcp.reply(f"HTTP/1.1 {status}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer)
    tcp.close()
