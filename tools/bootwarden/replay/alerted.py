"""What the packet behind a Suricata alert says: server, file and command, where eve.json carries its bytes.

Rules say which order was given, and their payload says what it names. It is read by form alone (an address, a URL, a
name), whatever the vendor: the rule has told already what it is about.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bootwarden.replay.hosts import address_of

MOST = 65_536
"""Bytes of a payload that are looked at."""

_URL = re.compile(
    r"\b(?:tftp|s?ftp|https?|scp|rcp|flash)://(?:[^\s/@\"']*@)?(\[[^\]\s]+\]|[^\s/:\"']*)[:\d]*/*([^\s\"';,]*)", re.I
)
_ADDRESS = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_NAME = re.compile(r"[\w./\\@%+~-]*[./\\-][\w./\\@%+~-]+|\w*\d\w*")
_TELNET = re.compile(rb"\xff(?:[\xfb-\xfe].|\xfa.*?\xff\xf0|[\xf0-\xf9])", re.S)
_TEXT = re.compile(rb"[\x20-\x7e\t]{3,}")
_SYSLOG_COMMAND = re.compile(r"(?:command:|CmdLine=|cmd=|commands?[ =:]+|cfgCmd:)\s*\"?'?(.+?)[\"']?$", re.I)
_PORTS = {161: "snmp", 67: "dhcp", 68: "dhcp", 4011: "dhcp", 69: "tftp", 514: "syslog", 601: "syslog"}


@dataclass(frozen=True)
class Said:
    """What the bytes of an alert name."""

    server: str | None = None
    file_name: str | None = None
    command: str | None = None


def said(record: Mapping[str, Any], restarts: bool, boots: bool = False) -> Said:
    """Read an alert of eve.json.

    ``restarts`` tells whether it is about a restart, which names no server; ``boots``, whether about a configuration's
    boot lines, which stand among lines with other addresses.
    """
    payload = _payload(record)
    if not payload:
        return Said()
    ports = {record.get("src_port"), record.get("dest_port")}
    protocol = next((_PORTS[p] for p in (record.get("dest_port"), record.get("src_port")) if p in _PORTS), "")
    if str(record.get("proto")).upper() == "UDP":
        if protocol == "snmp":
            return _snmp(payload)
        if protocol == "dhcp" or payload[236:240] == b"\x63\x82\x53\x63":
            return _dhcp(payload)
        if payload[:2] in (b"\0\1", b"\0\2") and 69 in ports:
            return Said(file_name=_clean(payload[2:].split(b"\0")[0]))
    return _text(payload, restarts, boots)


def _payload(record: Mapping[str, Any]) -> bytes:
    if isinstance(encoded := record.get("payload"), str):
        try:
            return base64.b64decode(encoded[: MOST * 4 // 3])
        except (binascii.Error, ValueError):
            return b""
    printable = record.get("payload_printable")
    return printable[:MOST].encode("latin-1", "replace") if isinstance(printable, str) else b""


def _clean(raw: bytes) -> str | None:
    return "".join(c if c.isprintable() else "." for c in raw[:200].decode("latin-1")) or None


def _elements(data: bytes, depth: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the primitive values of BER, with their tags; what does not fit ends it."""
    at = 0
    while at + 2 <= len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size], "big")
            at += size
        value = data[at : at + length]
        at += length
        if tag & 0x20 and depth < 8:
            yield from _elements(value, depth + 1)
        else:
            yield tag, value


_OCTETS, _OID, _IP_ADDRESS = 4, 6, 0x40


def _snmp(payload: bytes) -> Said:
    """Read the values that a SET gives: an address is a server, a text a file."""
    server = file = None
    elements = list(_elements(payload))
    for (before, _), (tag, value) in pairwise(elements):
        if before != _OID or not value:
            continue
        if tag == _IP_ADDRESS and len(value) == 4 and any(value):
            server = server or str(ipaddress.ip_address(value))
        elif tag == _OCTETS:
            if not value.isascii() or not all(32 <= byte < 127 for byte in value):
                if len(value) in (4, 16) and any(value):  # InetAddress
                    server = server or str(ipaddress.ip_address(value))
                continue
            text = value.decode()
            if url := _URL.search(text):
                server, file = server or url[1] or None, file or url[2] or None
            elif address_of(text):
                server = server or text
            else:
                file = file or text[:200]
    return Said(server, file)


def _dhcp(payload: bytes) -> Said:
    """Read the boot server and the boot file of a reply (RFC 951, 2132, 5859)."""
    options: dict[int, bytes] = {}
    at = 240
    while at + 2 <= len(payload) and payload[at] != 255:
        if payload[at] == 0:
            at += 1
            continue
        code, length = payload[at], payload[at + 1]
        options[code] = options.get(code, b"") + payload[at + 2 : at + 2 + length]
        at += 2 + length
    named = options.get(66) or b""
    listed = options.get(150, b"")[:4]
    address = listed if len(listed) == 4 else payload[20:24]
    server = _clean(named.rstrip(b"\0")) or (str(ipaddress.ip_address(address)) if any(address) else None)
    overload = options.get(52, b"\0")[:1] in (b"\1", b"\3")
    file = options.get(67, b"") or (b"" if overload else payload[108:236])
    return Said(server, _clean(file.split(b"\0")[0]))


def _text(payload: bytes, restarts: bool, boots: bool) -> Said:
    """Read the last line that names a server; of a restart, the last line; of a configuration, the last boot line."""
    lines = list(_lines(payload))
    if not lines:
        return Said()
    naming = [line for line in lines if _URL.search(line) or _ADDRESS.search(line)]
    if boots and len(naming) > 1:
        from bootwarden.site.lines import boot_lines  # with all facts, which few alerts need

        naming = [line for line in naming if boot_lines(line.encode())] or naming
    line = lines[-1] if restarts or not naming else naming[-1]
    told = _SYSLOG_COMMAND.search(line)
    line = (told[1] if told else line).strip()[:200]
    if restarts:
        return Said(command=line)
    if url := _URL.search(line):
        return Said(url[1].strip("[]") or None, url[2].lstrip("/") or None, line)
    address = _ADDRESS.search(line)
    around = _ADDRESS.sub(" ", line).split()
    names = [word for word in around if _NAME.fullmatch(word)] if address else []
    return Said(address[0] if address else None, names[-1] if names else None, line)


def _lines(payload: bytes) -> Iterator[str]:
    """Yield what was typed or sent, line by line; a key that takes back takes back."""
    for raw in re.split(rb"[\r\n\0]+", _TELNET.sub(b"", payload)):
        typed = bytearray()
        for byte in raw:
            if byte in (8, 127):
                del typed[-1:]
            else:
                typed.append(byte)
        if found := _TEXT.findall(bytes(typed)):
            yield max(found, key=len).decode("ascii").strip()
