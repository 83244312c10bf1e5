"""Bytes decide what a file is, whatever it is called; and names tell platform and version where bytes do not."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, CONFIG, DEVICE, HQ, IMAGE, LAB, NETWORK, ROGUE, known_config
from bootwarden.traffic import ftp, http, images, smb, tftp
from bootwarden.traffic.wire import Wire

BOOTS_FROM_ROGUE = images.config("edge1", (f"boot system tftp evil.bin {ROGUE}",))
PHONE_NAMES = ("SEP001122334455.cnf.xml", "0004f2aabbcc.cfg", "ringlist.xml", "66.85.0.5.rom", "spa504g.cfg")


@scenario(
    "BW10",
    "malicious",
    site=LAB,
    raises=[("BW08", 0, ROGUE, f"10.0.1.{n + 1}") for n in range(5)],
    raises_with_site=[
        alert
        for n in range(5)
        for alert in (("BW08", 0, ROGUE, f"10.0.1.{n + 1}"), ("BW10", 1, ROGUE, f"10.0.1.{n + 1}"))
    ],
    with_site=Expect(
        notices=tuple(
            Notice(said, f"10.0.1.{number + 1}", ROGUE, name)
            for number, name in enumerate(PHONE_NAMES)
            for said in ("Unauthorized_Boot_Server", "Boot_Config_Served")
        )
    ),
)
def bw10_configurations_under_phones_names(wire: Wire) -> None:
    """Devices read configurations from a rogue server under names that phones ask for."""
    for number, name in enumerate(PHONE_NAMES):
        tftp.read(wire, f"10.0.1.{number + 1}", ROGUE, name, BOOTS_FROM_ROGUE, client_port=50000 + number)


@scenario(
    "BW18",
    "malicious",
    site=HQ,
    raises_with_site=[("BW18", 0, DEVICE, ROGUE)],
    with_site=Expect(notices=(Notice("Config_Exfiltration", DEVICE, ROGUE, "update.rom"),)),
)
def bw18_configuration_under_a_firmwares_name(wire: Wire) -> None:
    """A device's configuration leaves under a name of phones' firmware."""
    tftp.write(wire, DEVICE, ROGUE, "update.rom", images.config("edge1"))


def bundle(member: str = "info", *, ustar: bool = False) -> bytes:
    """A tar as Catalysts and access points take it: a member that lists the others, then an image."""
    header = member.encode().ljust(100, b"\0") + b"0000644\0" + b"0000764\0" * 2 + b"00000000424\0" + b"13542716113\0"
    header += b"0007561\0" + b"0" + (bytes(100) + b"ustar\0" + b"00" if ustar else b"")
    return (
        header.ljust(512, b"\0") + b"version_suffix: k9w7-153-3.JF5\n".ljust(512, b"\0") + images.filler(2000, member)
    )


RECOVERY = "ap3g2-k9w7-tar.default"


@scenario(
    "BW10",
    "malicious",
    site=HQ,
    raises=[("BW13", 0, "10.0.1.60", "255.255.255.255")],
    raises_with_site=[("BW13", 0, "10.0.1.60", "255.255.255.255"), ("BW10", 0, ROGUE, "10.0.1.60")],
    plain=Expect(notices=(Notice("AutoInstall_Request", "10.0.1.60", "255.255.255.255", RECOVERY),)),
    with_site=Expect(
        notices=(
            Notice("AutoInstall_Request", "10.0.1.60", "255.255.255.255", RECOVERY),
            Notice("Unauthorized_Boot_Server", "10.0.1.60", ROGUE, RECOVERY),
            Notice("Unapproved_Image", "10.0.1.60", ROGUE, RECOVERY),
        )
    ),
)
def bw10_access_point_recovers(wire: Wire) -> None:
    """An access point with its button held asks everyone for the tar of its platform, and anyone answers."""
    tftp.read(wire, "10.0.1.60", "255.255.255.255", RECOVERY, bundle(), answer_from=ROGUE)


BY_NAME = (
    "FTOS-SK-9.14.1.0.bin",
    "mips32.ari",
    "Z:\\home\\me\\GS110TP_V5.4.2.27.hex",
    "EDS408A_V3.8.rom",
    "5130EI-CMW710-R3506P06.ipe",
    "both.tim",
    "HiOS-2S-RSP-07202-FTRY03-FACTORY.bin",
)


@scenario(
    "BW10",
    "malicious",
    site=LAB,
    raises_with_site=[("BW10", 2, ROGUE, f"10.0.1.{number + 1}") for number in range(len(BY_NAME))],
    with_site=Expect(
        notices=tuple(
            Notice("Unauthorized_Boot_Server", f"10.0.1.{number + 1}", ROGUE, name)
            for number, name in enumerate(BY_NAME)
        )
    ),
)
def bw10_images_by_their_names(wire: Wire) -> None:
    """Access points and switches read images, whose bytes nobody knows, from a rogue server; one names a drive."""
    for number, name in enumerate(BY_NAME):
        content = images.filler(2600, name)
        tftp.read(wire, f"10.0.1.{number + 1}", ROGUE, name, content, client_port=51000 + number)


OTHERS_BYTES = (
    b"#config-version=FG100F-7.0.0-FW-build0236-220718:opmode=0:vdom=0:user=admin\n#conf_file_ver=1\n" * 3,
    b"\x2a\x23\x24\x5e\x00\x00\x00\x3a",
    b"; Product Name = XGS1930-52HP\n; Firmware Version = V5.00(ABHV.0) | 06/27/2025\nvlan 1\n  name 1\nexit\n" * 2,
    b"! 3916 Configuration File\n! Chassis MAC: 2c:4a:11:8b:e7:60\n! Created by: CLI\nsystem set host-name m1\n" * 2,
    b"! Version 10.5.1.4\n!\niscsi enable\niscsi target port 860\n!\n" * 3,
    b'<?xml version="1.0"?>\n<config version="10.1.0" urldb="paloaltonetworks">\n  <devices/>\n</config>\n' * 2,
    b"\x2a\x46\x52\x4d\x00\x00\x00\x01\x00\x12\x34\x56\x60\x00\x02\x00",
    b"SHRS\x00\x78\x56\x34\x00\x78\x56\x20",
    b"encrpted_img\x00\x12\x34\x56",
    b"\xde\xaf\xbe\xad\x86\x00\x04fs00",
    b"\x12\x34\x56\x78\xde\xad\xbe\xaf\x00\x02\x00\x05",
    b"DLK6E8202001\x00\x00\x3a\x10",
    b"DLK6E6110002\x00\x00\x3a\x10",
    b"CPKG\x01\x00\x00\x00\x00\x00\x12\x34",
    b"FPKG\x01\x00\x00\x00\x00\x00\x12\x34",
    b"version 8.10.0.0-8.10.0\nsyslocation HQ\nvirtual-controller-country DE\nterminal-access\n" * 3,
    b'components component "5171" config name "5171" \ncomponents component "fan1" config name "fan1" \n' * 3,
    b'!DS-P7001-08\nvlan 1921\n name "Customers"\nhostname "olt1"\nlogging host index 1 10.0.9.4 6\n' * 3,
    b'!Current Configuration:\n!\n!System Description "EdgeSwitch, 1.8.1"\n!\nvlan database\nvlan 9\nexit\n' * 2,
    b"#----\n#              DGS-3612 Gigabit Ethernet Switch\n#                  Configuration\n#----\n\n# STACK\n" * 3,
    b'##\n## Running database "initial"\n## Hostname: sw1\n##\nno cli default prefix-modes enable\n' * 3,
    b"# WLC Config Begin <Wed Feb 26 09:50:00 2025>\n\nconfig sysname wlc1 \nconfig wlan create 1 a a\n" * 3,
    b"#BEGIN: 07.63.06.0002\n\nbegin\n# ***** NON-DEFAULT CONFIGURATION *****\n!\nset port jumbo enable *.*.*\n" * 3,
    b"firewall {\n    all-ping enable\n    broadcast-ping disable\n}\ninterfaces {\n    ethernet eth0 {\n    }\n}\n"
    * 3,
    b'{\n    "DEVICE_METADATA": {\n        "localhost": {\n            "hwsku": "Force10-S6000"\n        }\n    }\n}\n'
    * 3,
    b"set groups global system host-name r1\nset apply-groups global\nset system ports console log-out\n" * 3,
    b'<rpc-reply xmlns:junos="http://xml.juniper.net/junos/18.3R1/junos">\n    <configuration junos:commit-seconds="17"'
    b' junos:commit-user="admin">\n            <version>18.3R1</version>\n' * 2,
)
"""How files begin: Fortinet, Netgear, Zyxel, Ciena, Dell, Palo Alto, then images of Moxa, D-Link, Zyxel, D-Link; then
configurations of Aruba Instant, SAOS 10, TP-Link, FASTPATH, D-Link, Onyx, AireOS, Enterasys, EdgeOS, SONiC, Junos."""
CONFIGURATIONS = (0, 2, 3, 4, 5, *range(15, 27))
OTHERS_KINDS = (
    "config-fortios",
    "netgear-chk",
    "config-ios",
    "config-saos",
    "config-ios",
    "config-panos",
    "moxa-frm",
    "dlink-shrs",
    "dlink-encrypted",
    "dlink-archive",
    "zyxel-zld",
    *("dlink-encrypted", "dlink-encrypted", "dlink-archive", "dlink-archive"),
    *("config-ios", "config-saos", "config-ios"),
    *("config-ios", "config-dlink", "config-ios", "config-wlc", "config-enterasys"),
    *("config-junos", "config-sonic", "config-junos", "config-junos"),
)


@scenario(
    "BW11",
    "malicious",
    raises=[
        *(("BW11", 2, "45.83.20.10", f"10.0.1.{last}") for last in (1, 3, 4, 5, 6, *range(16, 28))),
        *(("BW11", 0, "45.83.20.10", f"10.0.1.{last}") for last in (2, *range(7, 16))),
    ],
    plain=Expect(
        notices=tuple(
            Notice("External_Boot_Server", f"10.0.1.{number + 1}", "45.83.20.10", f"{number}.dat")
            for number in range(len(OTHERS_BYTES))
        ),
        transfers=tuple({"kind": kind} for kind in OTHERS_KINDS),
    ),
)
def bw11_other_vendors_bytes(wire: Wire) -> None:
    """Images and configurations of many vendors come from outside, under names that say nothing."""
    for number, start in enumerate(OTHERS_BYTES):
        content = start if number in CONFIGURATIONS else start + images.filler(1500, f"other{number}")
        tftp.read(wire, f"10.0.1.{number + 1}", "45.83.20.10", f"{number}.dat", content, client_port=52000 + number)


@scenario("BW11", "benign", plain=Expect())
def bw11_speak_of_other_vendors(wire: Wire) -> None:
    """Texts that begin with the same words, a program's own XML, and bytes with a mark elsewhere."""
    for number, content in enumerate(
        (
            b"SHRS is how encrypted firmware begins.\nSo says the manual.\n" * 9,
            b"CPKG and FPKG: packages of firewalls.\nDLK: their keys.\n" * 9,
            b"*FRM files are for device servers.\n" * 9,
            b"; Product list\n[main]\nname=Product Name = x\n" * 9,
            b'<?xml version="1.0"?>\n<config version="2">\n  <lamp colour="red"/>\n</config>\n',
            b"\x00" * 5 + b"\xde\xad\xbe\xaf" + images.filler(700, "elsewhere"),
            b"version 8.10.0.0-8.10.0 is what access points need.\nvirtual-controller-country is set first.\n" * 3,
            b"components component lists are long.\nDS-P7001-08: a line terminal.\n" * 9,
            b'<?xml version="1.0"?>\n<configuration>\n  <appSettings junos="no"/>\n</configuration>\n' * 3,
            b'{\n  "DEVICE_METADATA": [1, 2],\n  "PORT": 69\n}\n' * 3,
            b"firewall {\n  is how theirs begins\n}\nset groups of people apart\nbegin\n# what is NON-DEFAULT\n" * 9,
            b"#  DGS-3612 is a switch of 2008\n# WLC: what a controller is\n## Running databases\n" * 9,
        )
    ):
        tftp.read(wire, f"10.0.1.{number + 1}", "45.83.20.10", f"{number}.dat", content, client_port=52000 + number)


OLD_NAME = "c2960-lanbasek9-mz.122-55.SE12.bin"
UNTAGGED = images.mzip(5000, "old")
VERSIONS = SiteSpec(
    "versions",
    NETWORK
    + "".join(
        f'\n[[image]]\nfile_name = "{name}"\nplatform = "{platform}"\nversion = "{version}"\nsha256 = "{"ab" * 32}"\n'
        for name, platform, version in (
            ("c2960-lanbasek9-mz.150-2.SE11.bin", "c2960", "15.0(2)SE11"),
            ("cat9k_iosxe.17.06.03.SPA.bin", "cat9k", "17.06.03"),
            ("EDS408A_V3.8.rom", "eds408a", "3.8"),
            ("asa9-16-4-42-smp-k8.bin", "asa", "9.16(4)42"),
            ("ncs5500-mini-x-7.3.2.iso", "ncs5500", "7.3.2"),
            ("m9100-s5ek9-mz.8.4.2c.bin", "m9100", "8.4(2c)"),
            ("AIR-CT5500-K9-8-5-171-0.aes", "ct5500", "8.5.171.0"),
            ("S6730-V200R021C00SPC600.cc", "s6730", "V200R021C00SPC600"),
            ("PC6200v3.3.14.2.stk", "6200", "3.3.14.2"),
        )
    ),
)


OLDER_NAMES = (
    "asa984-10-smp-k8.bin",
    "ncs5500-mini-x-6.6.3.iso",
    "m9100-s5ek9-mz.8.4.2b.bin",
    "AIR-CT5500-K9-8-3-143-0.aes",
    "S6730-V200R019C10SPC500.cc",
    "PC6200v3.3.9.1.stk",
)


@scenario(
    "BW22",
    "malicious",
    site=VERSIONS,
    raises_with_site=[
        *(("BW20", 2, BOOT_SERVER, f"10.0.1.{number}") for number in range(11, 17)),
        ("BW20", 0, BOOT_SERVER, "10.0.1.1"),
        ("BW20", 2, BOOT_SERVER, "10.0.1.5"),
        ("BW20", 2, BOOT_SERVER, "10.0.1.6"),
    ],
    with_site=Expect(
        notices=(
            Notice("Downgraded_Image", "10.0.1.1", BOOT_SERVER, OLD_NAME),
            Notice("Downgraded_Image", "10.0.1.2", BOOT_SERVER, f"images/{OLD_NAME}"),
            Notice("Downgraded_Image", "10.0.1.3", BOOT_SERVER, f"/{OLD_NAME}"),
            Notice("Downgraded_Image", "10.0.1.4", BOOT_SERVER, OLD_NAME),
            Notice("Downgraded_Image", "10.0.1.5", BOOT_SERVER, "cat9k_iosxe.16.12.03.SPA.bin"),
            Notice("Downgraded_Image", "10.0.1.6", BOOT_SERVER, "EDS408A_V3.3.rom"),
            *(Notice("Downgraded_Image", f"10.0.1.{n}", BOOT_SERVER, name) for n, name in enumerate(OLDER_NAMES, 11)),
        )
    ),
)
def bw22_older_by_its_name(wire: Wire) -> None:
    """Images without tags are older than the approved ones, as only their names say: by TFTP, FTP, HTTP and SMB."""
    tftp.read(wire, "10.0.1.1", BOOT_SERVER, OLD_NAME, UNTAGGED)
    ftp.retrieve(wire, "10.0.1.2", BOOT_SERVER, f"images/{OLD_NAME}", UNTAGGED)
    http.get(wire, "10.0.1.3", BOOT_SERVER, f"/{OLD_NAME}", UNTAGGED)
    smb.read(wire, "10.0.1.4", BOOT_SERVER, "firmware", OLD_NAME, UNTAGGED)
    tftp.read(wire, "10.0.1.5", BOOT_SERVER, "cat9k_iosxe.16.12.03.SPA.bin", images.filler(3000, "xe"))
    tftp.read(wire, "10.0.1.6", BOOT_SERVER, "EDS408A_V3.3.rom", images.filler(3000, "eds"))
    for number, name in enumerate(OLDER_NAMES, 11):
        tftp.read(wire, f"10.0.1.{number}", BOOT_SERVER, name, images.filler(3000, name), client_port=51000 + number)


@scenario(
    "BW22",
    "malicious",
    site=HQ,
    raises_with_site=[("BW20", 0, BOOT_SERVER, DEVICE)],
    with_site=Expect(notices=(Notice("Downgraded_Image", DEVICE, BOOT_SERVER, "new.bin"),)),
)
def bw22_planted_tag(wire: Wire) -> None:
    """An old image in which a tag of a version that never was is planted before its own tags."""
    old = images.ios("c2900-universalk9-mz.SPA.152-4.M3.bin", "15.2(4)M3")
    tftp.read(wire, DEVICE, BOOT_SERVER, "new.bin", old[:300] + b"CW_VERSION$99.9(9)M$" + old[320:])


@scenario(
    "BW26",
    "malicious",
    site=HQ,
    raises=[("BW08", 1542007792, BOOT_SERVER, "10.0.1.1")],
    raises_with_site=[],
    with_site=Expect(
        notices=tuple(Notice("Unapproved_Config", f"10.0.1.{number + 1}", BOOT_SERVER, CONFIG) for number in range(4))
    ),
)
def bw26_cut_and_blurred_lines(wire: Wire) -> None:
    """Lines that boot another image: cut short, with control characters, and in another system's words."""
    lines = (
        f"bo sy tftp://{BOOT_SERVER}/{IMAGE}",
        "boot\x00 system flash:old.bin",
        "config-r 0x2142",
        "tf flash:old.bin",
    )
    for number, line in enumerate(lines):
        changed = known_config().replace(b"boot-end-marker", line.encode() + b"\nboot-end-marker")
        tftp.read(wire, f"10.0.1.{number + 1}", BOOT_SERVER, CONFIG, changed, client_port=53000 + number)
