"""FTP sessions that move one file (RFC 959), by passive or active data connection."""

from __future__ import annotations

from bootwarden.traffic.wire import Tcp, Wire


def _session(wire: Wire, client: str, server: str, user: str, client_port: int) -> Tcp:
    control = Tcp(wire, client, client_port, server, 21)
    control.reply(b"220 ready\r\n")
    for command, answer in (
        (f"USER {user}", "331 Password required"),
        ("PASS cisco@", "230 Logged in"),
        ("TYPE I", "200 Type set to I"),
    ):
        control.send(command.encode() + b"\r\n")
        control.reply(answer.encode() + b"\r\n")
    return control


def _address(host: str, port: int) -> str:
    return host.replace(".", ",") + f",{port >> 8},{port & 255}"


def _data(wire: Wire, control: Tcp, client: str, server: str, data_port: int, active: bool, extended: bool) -> Tcp:
    if active:
        control.send(f"PORT {_address(client, data_port)}\r\n".encode())
        control.reply(b"200 PORT command successful\r\n")
        return Tcp(wire, server, 20, client, data_port)
    if extended:
        control.send(b"EPSV\r\n")
        control.reply(f"229 Entering extended passive mode (|||{data_port}|).\r\n".encode())
        return Tcp(wire, client, data_port + 1, server, data_port)
    control.send(b"PASV\r\n")
    control.reply(f"227 Entering Passive Mode ({_address(server, data_port)})\r\n".encode())
    return Tcp(wire, client, data_port + 1, server, data_port)


def _move(
    wire: Wire,
    client: str,
    server: str,
    verb: str,
    name: str,
    content: bytes,
    user: str,
    client_port: int,
    data_port: int,
    active: bool,
    extended: bool,
) -> None:
    control = _session(wire, client, server, user, client_port)
    data = _data(wire, control, client, server, data_port, active, extended)
    control.send(f"{verb} {name}\r\n".encode())
    control.reply(b"150 Opening data connection\r\n")
    # The data connection's client is the server of an active session.
    data.send(content, from_client=(verb == "STOR") != active)
    data.close()
    control.reply(b"226 Transfer complete\r\n")
    control.send(b"QUIT\r\n")
    control.reply(b"221 Goodbye\r\n")
    control.close()


def retrieve(
    wire: Wire,
    client: str,
    server: str,
    name: str,
    content: bytes,
    *,
    user: str = "anonymous",
    client_port: int = 50021,
    data_port: int = 40021,
    active: bool = False,
    extended: bool = False,
) -> None:
    """A download; ``extended``: by EPSV, as curl and others ask (RFC 2428)."""
    _move(wire, client, server, "RETR", name, content, user, client_port, data_port, active, extended)


def store(
    wire: Wire,
    client: str,
    server: str,
    name: str,
    content: bytes,
    *,
    user: str = "anonymous",
    client_port: int = 50021,
    data_port: int = 40021,
    active: bool = False,
    extended: bool = False,
) -> None:
    """An upload."""
    _move(wire, client, server, "STOR", name, content, user, client_port, data_port, active, extended)
