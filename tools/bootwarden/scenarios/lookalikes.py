"""What real networks move by TFTP and HTTP that looks like a network device's boot: phones, modems, small computers."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, CAMPUS, DEVICE, HQ, LAB, OUTSIDE
from bootwarden.traffic import ftp, http, images, tftp
from bootwarden.traffic.wire import Wire

CALL_SERVER = "10.20.1.9"
"""Hands out what phones read, and nobody declared it."""

XML = b"<?xml version='1.0'?>\n<PHONE_CONFIG>\n <ALL voIpProt.server.1.address='10.20.1.9'/>\n</PHONE_CONFIG>\n"
PHONES = (
    # Polycom
    ("000000000000.cfg", XML),
    ("0004f2aabbcc.cfg", b'<?xml version="1.0"?>\n<APPLICATION APP_FILE_PATH="sip.ld" CONFIG_FILES="phone1.cfg"/>\n'),
    ("sip.ld", images.filler(2600, "polycom")),
    # Yealink
    ("y000000000028.cfg", b"#!version:1.0.0.1\n\nsip_server = 10.20.1.9\nauto_provision.mode = 1\n"),
    ("001565aabbcc.cfg", b"#!version:1.0.0.1\n\naccount.1.enable = 1\naccount.1.label = hostname\n"),
    ("66.85.0.5.rom", images.filler(2600, "yealink")),
    # Snom
    ("snom870-000413AABBCC.htm", b"<html>\n<pre>\nuser_host1&: 10.20.1.9\nuser_name1&: 201\n</pre>\n</html>\n"),
    # Grandstream: a header of eight bytes, then parameters as of a web form
    (
        "cfg000b82aabbcc",
        b"\x00\x00\x00\x1a\x3c\x5a\x00\x0b\x82\xaa\xbb\xcc\r\n\r\nP47=10.20.1.9&P2=admin&gnkey=0b82\x00",
    ),
    ("cfg000b82aabbcc.xml", b"<?xml version='1.0'?>\n<gs_provision version='1'><config version='1'/></gs_provision>\n"),
    # Avaya, Aastra and Mitel, Alcatel-Lucent
    (
        "46xxsettings.txt",
        b"## Settings of all phones\nSET DNSSRVR 10.20.1.2\nSET HTTPSRVR 10.20.1.9\nGOTO END\n# END\n",
    ),
    ("aastra.cfg", b"# Aastra\ndownload protocol: TFTP\ntftp server: 10.20.1.9\nsip proxy ip: 10.20.1.9\n"),
    ("lanpbx.cfg", b"TYPE=A4400 VERSION=1 IP_CPU1=10.20.1.9 IP_DOWNLOAD=10.20.1.9\n"),
    # Cisco
    ("SEP001122334455.cnf.xml", b"<device>\n<loadInformation>SIP45.9-4-2</loadInformation>\n</device>\n"),
    ("XMLDefault.cnf.xml", b"<Default>\n<callManagerGroup/>\n</Default>\n"),
)


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_phones_of_all_makes(wire: Wire) -> None:
    """Phones of eight makes read settings and firmware from a server of theirs, among the devices' own addresses."""
    for number, (name, content) in enumerate(PHONES):
        tftp.read(wire, f"10.0.3.{number + 10}", CALL_SERVER, name, content, client_port=40000 + number)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_phones_upgraded(wire: Wire) -> None:
    """Forty phones are upgraded at once: each asks for files that are not there, and reads the loads that are."""
    for number in range(40):
        phone, port = f"10.0.3.{number + 10}", iter(range(40000, 40020))
        for missing in (f"CTLSEP0011223344{number:02X}.tlv", f"ITLSEP0011223344{number:02X}.tlv", "ITLFile.tlv"):
            tftp.refused(wire, phone, CALL_SERVER, missing, client_port=next(port))
        for name in ("SIP45.9-4-2SR3-1S.loads", "cnu45.9-4-2ES26.sbn", "apps45.9-4-2ES26.sbn", "dsp45.9-4-2ES26.sbn"):
            tftp.read(wire, phone, CALL_SERVER, name, images.filler(700, name), client_port=next(port))


DOCSIS = b"\x03\x01\x01\x18\x1f" + bytes([1, 1]) * 16 + b"\x06\x10" + b"U" * 16 + b"\x07\x10" + b"f" * 16 + b"\xff"


@scenario("BW11", "benign", site=HQ, with_site=Expect())
def bw11_cable_modems(wire: Wire) -> None:
    """Cable modems read their binary settings from their operator, under names of all kinds."""
    for number, name in enumerate(
        ("cm-basic.cfg", "gold_50M.cm", "d10_business.cfg", "modem.conf", "0a1b2c3d4e5f.cfg")
    ):
        tftp.read(wire, f"10.40.0.{number + 9}", OUTSIDE, name, DOCSIS, client_port=41000 + number)


SETTINGS = (
    ("hpnp/npi123456.cfg", b"name: prt1\nlocation: x\nallow: 10.0.0.0\n"),
    ("station.conf", b"rate=1\n"),
    ("ups.cfg", b"[NetworkTCP/IP]\nSystemIP=10.20.1.7\nTFTP=10.20.1.8\n"),
    ("camera.config", b'{"stream": {"codec": "h264", "host": "10.20.1.8"}}\n'),
    ("badge-reader-config", b"<settings>\n<host>10.20.1.8</host>\n</settings>\n"),
    ("readme.cfg", b"version 2.1 of this file\nhostname is what the printer calls itself\n"),
)


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_settings_of_other_things(wire: Wire) -> None:
    """Printers, PLCs, cameras and the like read settings named like configurations from servers of theirs."""
    for number, (name, content) in enumerate(SETTINGS):
        tftp.read(wire, f"10.20.2.{number + 10}", "10.20.1.8", name, content, client_port=42000 + number)


PAGES = (
    ("/api/v1/device-config", b'{"interval": 60, "hosts": ["a"]}'),
    ("/inform/cloud-config", b'{"a":1}'),
    ("/puppet/agent.conf", b"[main]\nserver = puppet\ninterval = 30\n"),
    ("/static/app.config", b"<configuration><add key='a'/></configuration>"),
    ("/rest/running-config", b'{"interfaces": [{"name": "Gi0/0"}]}'),
    ("/ntp.conf", b"driftfile /var/lib/ntp/drift\nserver 10.20.1.2 iburst\n"),
)


@scenario("BW10", "benign", site=HQ, with_site=Expect())
def bw10_settings_by_http(wire: Wire) -> None:
    """Agents on devices read JSON, XML and INI named like configurations, inside and from the vendor's cloud."""
    for number, (path, content) in enumerate(PAGES):
        server = OUTSIDE if number % 2 else "10.20.1.8"
        http.get(wire, f"10.0.1.{number + 10}", server, path, content, client_port=43000 + number)


@scenario("BW16", "benign", site=HQ, with_site=Expect())
def bw16_raspberry_pi(wire: Wire) -> None:
    """A farm of small computers asks for each file in its own folder first, every two seconds, and is told error 0."""
    names = (
        "bootsig.bin",
        "start.elf",
        "autoboot.txt",
        "config.txt",
        "recovery.elf",
        "fixup.dat",
        "cmdline.txt",
        "kernel8.img",
    )
    for host in range(4):
        pi, port = f"10.20.4.{host + 10}", iter(range(49152, 49300))
        for _ in range(2):
            for name in names:
                tftp.Transfer(wire, pi, BOOT_SERVER, f"{host:08x}/{name}", client_port=next(port)).refuse(
                    0, "file not found"
                )
        for name in names[1:]:
            content = (
                images.filler(900, name) if "txt" not in name else b"# settings\nkernel=kernel8.img\narm_64bit=1\n"
            )
            tftp.read(wire, pi, BOOT_SERVER, name, content, offer={"tsize": 0, "blksize": 1024}, client_port=next(port))


@scenario("BW10", "benign", site=CAMPUS, with_site=Expect())
def bw10_size_probes(wire: Wire) -> None:
    """Firmware of computers asks for the size, breaks off with error 0 or 8, and reads then."""
    loader = images.efi()
    for number, (code, said) in enumerate(((8, "User aborted the transfer"), (0, "TFTP Aborted"))):
        pc = f"10.0.4.{number + 10}"
        probe = tftp.Transfer(
            wire, pc, "10.20.1.10", "bootx64.efi", loader, offer={"tsize": 0, "blksize": 1468}, client_port=2070
        )
        probe.ask()
        probe.negotiate()
        probe.from_client(tftp.error(code, said))
        tftp.read(wire, pc, "10.20.1.10", "bootx64.efi", loader, offer={"blksize": 1468}, client_port=2071)


@scenario("BW10", "benign", site=CAMPUS, with_site=Expect())
def bw10_netinstall(wire: Wire) -> None:
    """A laboratory's routers are installed over the network: blocks of 1452 bytes, and rubbish after the last ACK."""
    kernel = b"\x7fELF\x01\x01\x01" + bytes(9) + b"\x02\x00\x08\x00" + images.filler(4000, "netinstall")
    played = tftp.read(wire, "10.20.5.1", "10.20.5.250", "kernel", kernel, offer={"blksize": 1452}, client_port=1024)
    played.from_server(images.filler(40, "junk"))


@scenario("BW17", "benign", site=CAMPUS, with_site=Expect())
def bw17_drives(wire: Wire) -> None:
    """Loaders and people name files as their Windows does: a drive is no attack."""
    names = ("Z:\\home\\me\\notes.dat", "C:\\tftpboot\\sw1.dat", "d:/images/readme", "C:\\windows-images\\boot.dat")
    for number, name in enumerate(names):
        tftp.refused(wire, "10.20.6.1", BOOT_SERVER, name, client_port=44000 + number)


@scenario("BW08", "benign", site=LAB, with_site=Expect())
def bw08_local_settings(wire: Wire) -> None:
    """A menu of PXE and a settings file have words that stand in configurations, too, under a name of both."""
    menu = b"default linux\nprompt 0\ntimeout 50\nlabel linux\n kernel vmlinuz\n append initrd=initrd.img\n"
    tftp.read(wire, "10.20.7.1", BOOT_SERVER, "menu.cfg", menu, client_port=45000)
    tftp.read(
        wire, "10.20.7.2", BOOT_SERVER, "modem.cfg", b"interface=eth0\nhostname=modem1\nenable=1\n", client_port=45001
    )


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_signed_configurations(wire: Wire) -> None:
    """Configurations of many systems, known by what these write into their first lines, from the declared server."""
    heads = (
        b"; J9729A Configuration Editor; Created on release #WB.16.08.0001\n\nstacking\n   member 1 type J9729A\n",
        b"!Version ArubaOS-CX GL.10.09.0001\n!export-password: default\nvrf mgmt\n",
        b"#config-version=FG100F-7.0.0-FW-build0236-220718:opmode=0:vdom=0:user=admin\n#conf_file_ver=1\n",
        b"# 2025-04-25 12:32:58 by RouterOS 7.11.2\n# software id = X\n#\n/interface bridge\nadd name=b1\n",
        b"# TiMOS-C-20.10.R13 cpm/hops64 Nokia 7750 SR\n# Generated\n\nexit all\nconfigure\n",
    )
    for number, head in enumerate(heads):
        tftp.read(wire, DEVICE, BOOT_SERVER, f"sw{number}.cfg", head, client_port=46000 + number)


HOWTO = b"""How to boot a switch from the network
=====================================

version 12 of this guide.

Type
boot system tftp image.bin 10.0.0.5
and reload. To undo it, type
no boot system
"""


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_howtos(wire: Wire) -> None:
    """Guides that quote a boot line, by TFTP and FTP: texts of people, whatever their names."""
    for number, name in enumerate(("howto.txt", "guide", "switches.cfg")):
        tftp.read(wire, f"10.0.1.{number + 1}", BOOT_SERVER, name, HOWTO, client_port=47000 + number)
    ftp.retrieve(wire, "10.0.1.4", BOOT_SERVER, "guide.txt", HOWTO)
