"""Whose message a relay passes on: the hosts that headers of syslog name, the one nearest to the collector first."""

from __future__ import annotations

import json
from pathlib import Path

from bootwarden.engines.find import Engine
from bootwarden.traffic.wire import Tcp, Wire
from zeek_scripts import evaluate, literal, run

HOSTS: dict[str, list[str]] = {
    # IOS: with and without sequence number, time stamp, origin-id, syslog-ng-like structured data.
    "85: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": [],
    "85: Jan  5 08:00:00.100 UTC: %SYS-5-CONFIG_I: x": [],
    "*Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": [],
    "Jan  5 08:00:00: %SYS-5-CONFIG_I: x": [],
    "Jan  5 08:00:00 UTC: %SYS-5-CONFIG_I: x": [],
    "Jan  5 2026 08:00:00: %ASA-5-111008: x": [],
    "85: 00:00:31: %SYS-5-RESTART: x": [],
    "85: 1w2d: %SYS-5-RESTART: x": [],
    "1w2d: %SYS-5-RESTART: x": [],
    "%SYS-5-RESTART: x": [],
    "85: edge1: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["edge1"],
    "85: 10.0.1.1: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["10.0.1.1"],
    "10.0.1.1: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["10.0.1.1"],
    "85: 2001:db8::1: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["2001:db8::1"],
    '85: R1: [syslog@9 s_sn="5"]: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x': ["r1"],
    "85: 10.0.1.1: 00:00:31: %SYS-5-RESTART: x": ["10.0.1.1"],
    "85: 10.0.1.1: 1w2d: %SYS-5-RESTART: x": ["10.0.1.1"],
    "85: 10.0.1.1: %SYS-5-RESTART: x": ["10.0.1.1"],
    ": 2026 Jan  5 08:00:00 UTC: %AAA-6-AAA_ACCOUNTING_MESSAGE: x": [],
    # RFC 3164, with what vendors make of its time stamp.
    "Jan  5 08:00:00 mx1 mgd[4711]: UI_COMMIT: x": ["mx1"],
    "Jan  5 08:00:00.123 10.0.1.1 mgd[4711]: UI_COMMIT: x": ["10.0.1.1"],
    "Jan  5 2026 08:00:00 core1 %%01SHELL/5/CMDRECORD(l)[12]:x": ["core1"],
    "Jan  5 08:00:00 2026 core2 %%10SHELL/6/SHELL_CMD: x": ["core2"],
    "2026 Jan  5 08:00:00 leaf1 %VSHD-5-VSHD_SYSLOG_CONFIG_I: x": ["leaf1"],
    "Jan  5 08:00:00 2001:db8::1 mgd[4711]: UI_COMMIT: x": ["2001:db8::1"],
    # RFC 5424, and the time stamp that rsyslog forwards with.
    "1 2026-01-05T08:00:00.100Z leaf1 Aaa - - - %ACCOUNTING-6-CMD: x": ["leaf1"],
    "1 2026-01-05T08:00:00+01:00 10.0.1.1 - - - - x": ["10.0.1.1"],
    "1 2026-01-05T08:00:00Z - - - - - x": [],
    "2026-01-05T08:00:00.100+01:00 10.0.1.1 85: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["10.0.1.1"],
    # A relay's header before IOS' own.
    "Jan  5 08:00:00 relay1 85: 10.0.1.1: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: x": ["relay1", "10.0.1.1"],
    "<189>Jan  5 08:00:00 10.0.1.1 x: y": ["10.0.1.1"],
    # No header at all.
    "": [],
    "Jan": [],
    "Jan  5 08:00:00 ": [],
    "boot system tftp://10.0.6.66/x 10.0.1.1: %SYS-5-RESTART: x": [],
}


def test_hosts_that_headers_name(zeek: Engine, tmp_path: Path) -> None:
    expressions = [f'join_string_vec(syslog_hosts({literal(message)}), ",")' for message in HOSTS]
    found = evaluate(zeek, tmp_path, expressions)
    assert dict(zip(HOSTS, found, strict=True)) == {message: ",".join(hosts) for message, hosts in HOSTS.items()}


NINE = """
event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	for ( _, line in split_string(contents, /\\n/) )
		if ( |line| > 0 )
			event syslog_message(c, 23, 5, sub(line, /^<[0-9]+>/, ""));
	}
"""
"""Tells of messages by TCP as Zeek 9 does, where it was built with Spicy."""


def test_a_message_by_tcp_is_read_once_where_zeek_tells_of_it_too(zeek: Engine, tmp_path: Path) -> None:
    lines = [
        f"<189>85: %PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:boot system tftp://10.0.6.66/{name}.bin\n"
        for name in ("first", "second")
    ]
    wire = Wire()
    stream = Tcp(wire, "10.0.1.1", 40001, "10.0.9.21", 514)
    stream.send("".join(lines).encode())
    stream.close()
    wire.write(tmp_path / "syslog.pcap")
    run(zeek, tmp_path, NINE, "-C", "-r", "syslog.pcap")
    told = [json.loads(line) for line in (tmp_path / "bootwarden.log").read_text().splitlines()]
    assert [line["file_name"] for line in told if "BOOT_COMMAND" in line.get("evidence", "")] == [
        "first.bin",
        "second.bin",
    ]
