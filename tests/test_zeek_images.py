"""What zeek/image makes of first bytes, tags and names. The bytes are facts of each format's own documents."""

from __future__ import annotations

import struct
import tarfile
from pathlib import Path

import pytest

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.site.kinds import kind_of
from bootwarden.site.tags import Tags, from_name
from bootwarden.traffic import images


def elf(machine: int, order: str = ">", after: bytes = b"") -> bytes:
    ident = b"\x7fELF\x01" + (b"\x02" if order == ">" else b"\x01") + b"\x01" + bytes(9)
    return ident + struct.pack(order + "HH", 2, machine) + bytes(60) + after


def elf_header(machine: int, segments: int, sections: int) -> bytes:
    sizes = struct.pack(">6H", 52, 32, segments, 40, sections, sections - 1)
    return b"\x7fELF\x01\x02\x01" + bytes(9) + struct.pack(">HHIIIII", 2, machine, 1, 0, 52, 0, 0) + sizes + bytes(60)


def at(offset: int, mark: bytes, start: bytes = b"\x90\x90") -> bytes:
    return start.ljust(offset, b"\0") + mark + bytes(40)


def old_tar(member: str) -> bytes:
    """A header as tar wrote it before POSIX, without "ustar"."""
    header = tarfile.TarInfo(member).tobuf(tarfile.USTAR_FORMAT)
    return header[:257] + bytes(255)


KINDS: list[tuple[bytes, str]] = [
    (images.ios(), "cisco-ios"),
    (elf(0x2B), "cisco-ios"),
    (elf(20, after=b"\xfe\xed\xfa\xce"), "cisco-ios"),
    (elf(20), "elf"),
    # One segment and six sections, of a machine that is really built.
    (elf_header(8, segments=1, sections=6), "cisco-ios"),
    (elf_header(8, segments=2, sections=30), "elf"),
    (elf(8, "<"), "elf"),
    (images.mzip(), "cisco-mzip"),
    (b"\x85\x01\x14\x00" + bytes(40), "cisco-microcode"),
    (b"\x85\x01\xcb\x00" + bytes(40), "cisco-microcode"),
    (b"\x85\x01\x14\x00\0\0\0\xff" + bytes(40), "unknown"),
    (b"MZIP and other words of a text that is long enough", "text"),
    (b"\x36\x13\x03\x1b" + bytes(40), "nbi"),
    (b"\x27\x05\x19\x56" + bytes(60), "uboot-uimage"),
    (b"\xd0\x0d\xfe\xed" + bytes(60), "dtb"),
    (b"\xd0\x0d\xfe\xed" + bytes(60) + b"\0\0\0\1images\0", "fit"),
    # A property of that name is no node.
    (b"\xd0\x0d\xfe\xed" + bytes(60) + b"\0images\0", "dtb"),
    (images.efi(), "pe-efi"),
    # Subsystem 3: a program for the console, not for EFI.
    (images.efi().replace(struct.pack("<HH", 10, 0), struct.pack("<HH", 3, 0), 1), "pe"),
    (b"MZ" + bytes(80), "dos-exe"),
    (b"MZ" + bytes(58) + b"\xff\xff\xff\xff" + bytes(80), "dos-exe"),
    (b"PK\x03\x04" + bytes(22) + struct.pack("<HH", 7, 0) + b"version", "arista-swi"),
    (b"PK\x03\x04" + bytes(26) + b"readme.txt", "zip"),
    (b"\x1f\x8b\x08" + bytes(20), "gzip"),
    (b"\xfd7zXZ\0" + bytes(20), "xz"),
    (b"BZh91AY" + bytes(20), "bzip2"),
    (b"\x28\xb5\x2f\xfd" + bytes(20), "zstd"),
    (b"hsqs" + bytes(20), "squashfs"),
    (b"sqsh" + bytes(20), "squashfs"),
    (b"\x45\x3d\xcd\x28" + bytes(20), "cramfs"),
    (b"\x1e\xf1\xd0\xba" + bytes(20), "mikrotik-npk"),
    (b"ANDROID!" + bytes(20), "android-boot"),
    (b"HDR0" + bytes(24), "trx"),
    (b"MSWIM\0\0\0" + bytes(200), "wim"),
    (b"regf" + bytes(200), "windows-registry"),
    (at(0x202, b"HdrS", b"MZ"), "linux-kernel"),
    (at(0x38, b"ARM\x64", b"MZ"), "linux-kernel"),
    (at(0x101, b"ustar", b"notes"), "tar"),
    (tarfile.TarInfo("info").tobuf(tarfile.USTAR_FORMAT), "cisco-tar"),
    (old_tar("info"), "cisco-tar"),
    (old_tar("c2960-lanbasek9-mz.150-2.SE11/info"), "cisco-tar"),
    (old_tar("info").replace(b"644", b"6x4", 1), "unknown"),
    (old_tar("notes"), "tar"),
    # Only the mode is filled in.
    (b"info".ljust(100, b"\0") + b"0000644\0" + bytes(404), "cisco-tar"),
    (b"\x2a\x23\x24\x5e" + bytes(60), "netgear-chk"),
    (b"device:WNDR4300\nversion:V1.0.2\nregion:\n" + bytes(90), "netgear-dni"),
    (b"\x01\0\0\0TP-LINK Technologies" + bytes(60), "tplink"),
    (b"UBNTXW.ar934x.v6.1.7.32555" + bytes(260), "ubnt"),
    (b"OPEN questions are those without an answer.v", "text"),
    (b"\x5e\xa3\xa4\x17" + bytes(60), "seama"),
    (b"\0\0\0\0\0\0SIG\4" + bytes(60), "zynos"),
    (b":10010000214601360121470136007EFE09D2190140\n", "intel-hex"),
    (bytes(600), "unknown"),
    (b"\xea\x05\x00\xc0\x07" + bytes(40), "pxe-nbp"),
    (b"#!ipxe\nchain http://x/\n", "ipxe-script"),
    (b"#!/bin/sh\n# ONIE installer\npayload_sha1=00\nexit_marker\n", "onie-installer"),
    (b"#!/usr/bin/env python\nprint(1)\n", "script"),
    (images.config(), "config-ios"),
    (b"boot system tftp evil.bin 10.0.0.66\nend\n", "config-ios"),
    (b"set system host-name r1\nset interfaces ge-0/0/0 unit 0\n", "config-junos"),
    (b"#\nsysname SW1\n#\nvlan batch 10\n", "config-huawei"),
    (b"#\n version 7.1.070, Release 3506P06\n#\n sysname SW1\n", "config-huawei"),
    (b"; J9729A Configuration Editor; Created on release #WB.16.08.0001\n\nstacking\n", "config-procurve"),
    (b"!Version ArubaOS-CX GL.10.09.0001\n!export-password: default\nvrf x\n", "config-aoscx"),
    (b"#\n# Module devmgr configuration.\n#\nconfigure snmp sysName x\n", "config-exos"),
    (b"#config-version=FG100F-7.0.0-FW-build0236-220718:opmode=0\n#conf_file_ver=1\n", "config-fortios"),
    (b"# 2025-04-25 12:32:58 by RouterOS 7.11.2\n# software id = X\n#\n/interface x\n", "config-routeros"),
    (b"# TiMOS-C-20.10.R13 cpm/hops64 Nokia 7750 SR\n# Generated\n\nexit all\n", "config-sros"),
    (b"! Command: show running-config\n! device: sw1 (DCS-7050, EOS-4.27)\n!\ntransceiver x\n", "config-ios"),
    # What devices skip goes before.
    (b"x y z\nversion 15.7\nhostname r1\nboot system tftp a.bin 10.0.0.66\nend\n", "config-ios"),
    (b"\0!\nversion 15.7\n\0hostname r1\nboot system tftp a.bin 10.0.0.66\nend\n", "config-ios"),
    # Documents, settings and pages.
    (b"How to netboot\n==============\n\nversion 12 of this guide.\n\nType\nboot system tftp x 10.0.0.5\n", "text"),
    (b"version 2.1 of this file\nhello world, this is a read me\n", "text"),
    (b"hostname = printer-1\ncontact = nobody@example\n", "text"),
    (b"[main]\nserver = puppet\ninterval = 30 and so on\n", "ini"),
    (b'{"interval": 60, "hosts": ["a"], "more": 1}', "json"),
    (b"#!ipxe\nset version 2.0.1\nset boot_domain boot.example\n", "ipxe-script"),
    (b"#!version:1.0.0.1\n\nlinekey.1.type = 15 and more\n", "script"),
    (b"DEFAULT linux\nLABEL linux\n  KERNEL vmlinuz\n", "config-pxe"),
    (b"<?xml version='1.0'?>\n<device><loadInformation/></device>", "xml"),
    (b"Just some words,\nand nothing else.\n", "text"),
    (b"version control is a fine thing to have\n", "text"),
    (images.filler(600, "identify"), "unknown"),
    (b"\0", "unknown"),
    (b"", "unknown"),
]

CLASSES: list[tuple[str, str, str]] = [
    *((name, "unknown", "network-image") for name in (
        "c2600-i-mz.120-7.T.bin",
        "c1700-adventerprisek9-mz.124-25d.bin",
        "images/c2900-universalk9-mz.SPA.156-3.M6.bin",
        "C2960X-UNIVERSALK9-MZ.152-7.E3.BIN",
        "cat3k_caa-universalk9.16.06.09.SPA.bin",
        "cat9k_iosxe.16.12.03.SPA.bin",
        "isr4300-universalk9.17.03.05.SPA.bin",
        "asr1000rpx86-universalk9.17.06.04.SPA.bin",
        "c8000v-universalk9.17.15.01a.SPA.bin",
        "nxos.9.3.3.bin",
        "n3100-compact.7.0.3.I7.9.bin",
        "asa840-232-k8.bin",
        "asr9k-mini-px.vm-6.0.2",
        "jinstall-ex-4200-15.1R7.9-domestic-signed.tgz",
        "EOS-4.31.6M.swi",
        "routeros-7.1-arm.npk",
        "onie-installer-x86_64",
        "sonic-broadcom.bin",
        "cisco2-rp1",
        "ap3g2-k9w7-tar.default",
        "mips32.ari",
        "Z:\\home\\me\\GS108.hex",
        "EDS408A_V3.8.rom",
        "SPR08095k.bin",
        "5130EI-CMW710-R3506P06.ipe",
        "XW.v6.1.7.32555.180523.1754.bin",
        "ArcherC7v5_tp_recovery.bin",
        "FGT_40F-v7.2.11.M-build1740-FORTINET.out",
        "both.tim",
        "C0A80102.img",
    )),
    *((name, "unknown", "network-config") for name in (
        "network-confg", "router-confg", "cisconet.cfg", "ciscortr.cfg", "edge1-confg", "startup-config",
        "running-config", "vrpcfg.zip", "juniper.conf", "config.text", "tar_imglist0.txt",
    )),
    *((name, "unknown", "phone") for name in (
        "SEP001122334455.cnf.xml", "CTLSEP001122334455.tlv", "XMLDefault.cnf.xml", "SIPDefault.cnf",
        "0004f2aabbcc.cfg", "000000000000.cfg", "P0S3-08-12-00.loads", "46xxsettings.txt", "y000000000028.cfg",
        "RINGLIST.DAT", "sip.ld", "lanpbx.cfg", "cfg000b82aabbcc.xml", "66.85.0.5.rom", "cm-basic.cfg", "256T.CM",
    )),
    *((name, "unknown", "pxe") for name in (
        "pxelinux.0", "pxelinux.cfg/default", "pxelinux.cfg/01-00-11-22-33-44-55", "undionly.kpxe", "bootx64.efi",
        "boot\\x64\\wdsnbp.com", "\\Boot\\BCD", "grub/grub.cfg", "vmlinuz", "initrd.img", "bootcode.bin",
        "12345678/start.elf", "kernel8.img", "ldlinux.c32", "boot.wim",
    )),
    # Phones, cable modems and programs have such names, too.
    *((name, kind, "other") for name in ("sw1.cfg", "station.conf", "device-config") for kind in ("unknown", "text")),
    *((name, "json", "other") for name in ("sw1.cfg", "edge1-confg", "running-config")),
    *((name, "unknown", "other") for name in ("", "readme.txt", "hello", "random_file", "firmware.dat", "music.mp3")),
    # The bytes decide where they are certain.
    ("notes.txt", "cisco-ios", "network-image"),
    ("pxelinux.0", "cisco-ios", "network-image"),
    ("sw1.cfg", "cisco-mzip", "network-image"),
    ("boot.dat", "config-ios", "network-config"),
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "config-ios", "network-config"),
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "pe-efi", "pxe"),
    ("SEP001122334455.cnf.xml", "config-ios", "network-config"),
    ("0004f2aabbcc.cfg", "config-junos", "network-config"),
    ("sw1.cfg", "config-huawei", "network-config"),
    ("sw1.cfg", "config-pxe", "pxe"),
    ("x.cfg", "cisco-tar", "network-image"),
    ("install.dat", "iso9660", "pxe"),
    ("asr9k-mini-x64-7.1.1.iso", "iso9660", "network-image"),
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "text", "network-image"),
]  # fmt: skip

NAMES: list[tuple[str, str, str]] = [
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "c2900", "15.7(3)M8"),
    ("flash/c2600-i-mz.120-7.T.bin", "c2600", "12.0(7)T"),
    ("c1700-adventerprisek9-mz.124-25d.bin", "c1700", "12.4(25d)"),
    ("c2950-i6q4l2-mz.121-22.EA4a.bin", "c2950", "12.1(22)EA4a"),
    ("c7200-adventerprisek9-mz.152-4.M11.bin", "c7200", "15.2(4)M11"),
    ("cat9k_iosxe.16.12.03.SPA.bin", "cat9k", "16.12.03"),
    ("isr4300-universalk9.17.03.05.SPA.bin", "isr4300", "17.03.05"),
    ("c8000v-universalk9.17.15.01a.SPA.bin", "c8000v", "17.15.01a"),
    ("nxos.9.3.3.bin", "nxos", "9.3(3)"),
    ("nxos64-cs.10.2.3.F.bin", "nxos64", "10.2(3)F"),
    ("n3100-compact.7.0.3.I7.9.bin", "n3100", "7.0(3)I7(9)"),
    ("asr9k-mini-x64-7.1.1.iso", "asr9k", "7.1.1"),
    ("asr9k-mini-px.vm-6.0.2", "asr9k", "6.0.2"),
    ("cat3k_caa-universalk9.SPA.03.06.06.E.152-2.E6.bin", "cat3k", "03.06.06.E"),
    ("ap3g2-k9w7-tar.153-3.JF5.tar", "ap3g2", "15.3(3)JF5"),
    ("EOS-4.31.6M.swi", "EOS", "4.31.6M"),
    ("jinstall-ex-4200-15.1R7.9-domestic-signed.tgz", "ex-4200", "15.1R7.9"),
    ("junos-vmhost-install-mx-x86-64-21.1R1.11.tgz", "mx", "21.1R1.11"),
    ("S5735-L_V200R022C00SPC500.cc", "S5735-L", "V200R022C00SPC500"),
    ("5130EI-CMW710-R3506P06.ipe", "5130EI", "3506P06"),
    ("SPR08095b.bin", "SPR", "08.0.95b"),
    ("KB_16_10_0016.swi", "KB", "KB.16.10.0016"),
    ("ArubaOS-CX_6400-6300_10_04_0001.swi", "6400-6300", "10.04.0001"),
    ("ArubaOS_70xx_8.6.0.4_74969", "70xx", "8.6.0.4"),
    ("routeros-7.12.1-arm.npk", "arm", "7.12.1"),
    ("routeros-mipsbe-6.48.6.npk", "mipsbe", "6.48.6"),
    ("TiMOS-20.10.R3.tim", "TiMOS", "20.10.R3"),
    ("FGT_60F-v7.0.5-build0304-FORTINET.out", "FGT_60F", "7.0.5"),
    ("PanOS_vm-11.1.4-h13", "PanOS_vm", "11.1.4-h13"),
    ("summitX-21.1.5.2.xos", "summitX", "21.1.5.2"),
    ("EDS408A_V3.8.rom", "EDS408A", "3.8"),
    ("XW.v6.1.7.32555.180523.1754.bin", "XW", "6.1.7"),
    ("IE520-5.4.9-1.1.rel", "IE520", "5.4.9-1.1"),
    ("cumulus-linux-5.1.0-mlx-amd64.bin", "cumulus", "5.1.0"),
    ("PKGS_OS10-Enterprise-10.5.3.4.108buster-installer-x86_64.bin", "OS10", "10.5.3.4.108"),
    ("openwrt-22.03.5-ath79-generic-x-sysupgrade.bin", "openwrt", "22.03.5"),
    ("pxelinux.0", "-", "-"),
    ("notes.txt", "-", "-"),
    ("", "-", "-"),
]


def z(data: bytes | str) -> str:
    return zeek_scripts.literal(data.decode("latin-1") if isinstance(data, bytes) else data)


def test_kinds_by_first_bytes(zeek: Engine, tmp_path: Path) -> None:
    said = zeek_scripts.evaluate(zeek, tmp_path, [f"identify({z(head[:1024])})" for head, _ in KINDS])
    assert [(head[:24], kind) for (head, _), kind in zip(KINDS, said, strict=True)] == [
        (head[:24], kind) for head, kind in KINDS
    ]


def test_classes_by_name_and_kind(zeek: Engine, tmp_path: Path) -> None:
    said = zeek_scripts.evaluate(zeek, tmp_path, [f"classify({z(name)}, {z(kind)})" for name, kind, _ in CLASSES])
    assert [(name, kind, c) for (name, kind, _), c in zip(CLASSES, said, strict=True)] == CLASSES


def test_platform_and_version_by_name(zeek: Engine, tmp_path: Path) -> None:
    script = "".join(f"say({z(name)});\n" for name, _, _ in NAMES)
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        """
function say(name: string)
	{
	local f = facts_from_name(name);
	print fmt("%s %s", f?$platform ? f$platform : "-", f?$version ? f$version : "-");
	}
event zeek_init() { """
        + script
        + "}",
    )
    assert [tuple(line.split(" ")) for line in said.splitlines()] == [(p, v) for _, p, v in NAMES]


@pytest.mark.parametrize(("name", "platform", "version"), NAMES)
def test_the_site_tools_read_names_as_zeek_does(name: str, platform: str, version: str) -> None:
    assert from_name(name) == Tags(*(None if said == "-" else said for said in (platform.lower(), version)))


@pytest.mark.parametrize(("head", "kind"), KINDS)
def test_the_site_tools_tell_images_as_zeek_does(head: bytes, kind: str) -> None:
    told = kind_of(head)
    assert (told == kind) == (told is not None) or kind in ("pe", "dos-exe", "linux-kernel") or told == "script"


PLANTED = {
    b"CW_VERSION$99.9(9)M$": "15.7(3)M8",
    b"CW_BEGIN$" + bytes(1990): "15.7(3)M8",
    b"CW_" * 900: "15.7(3)M8",
    b"CW_VERSION$12.4(24)T$": "12.4(24)T",
}


def test_a_planted_tag_hides_no_version(zeek: Engine, tmp_path: Path) -> None:
    """Of several versions the oldest counts, wherever the others stand."""
    image = images.ios(size=6000)
    script = "".join(
        f"say({z(image[:at] + mark + image[at:])});\n" for mark in PLANTED for at in (100, len(image) - 500, len(image))
    )
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        """
function say(image: string)
	{
	local s = ImageTags($kind="cisco-ios", $facts=ImageFacts());
	local at = 0;
	while ( at < |image| )
		{
		if ( ! scan_tags(s, image[at : at + 512]) )
			break;
		at += 512;
		}
	finish_tags(s);
	print s$facts?$version ? s$facts$version : "-";
	}
event zeek_init() { """
        + script
        + "}",
    )
    assert said.splitlines() == [version for version in PLANTED.values() for _ in range(3)]


def uimage(arch: int, name: bytes) -> bytes:
    """A U-Boot header (include/image.h)."""
    return struct.pack(">7I4B", 0x27051956, 0, 0, 100, 0, 0, 0, 5, arch, 2, 1) + name.ljust(32, b"\0") + bytes(64)


FACTS: list[tuple[str, bytes, str]] = [
    ("uboot-uimage", uimage(22, b"Linux-5.15.0"), "arm64 Linux-5.15.0 -"),
    ("uboot-uimage", uimage(99, b"\x80\x81"), "- - -"),
    ("uboot-uimage", uimage(2, b"")[:40], "- - -"),
    ("pe-efi", images.efi(), "x86_64 - -"),
    ("cisco-mzip", images.mzip() + images.ios()[-400:], "C2900 15.7(3)M8 UNIVERSALK9"),
    (
        "arista-swi",
        b"PK\x03\x04" + bytes(26) + b"versionSWI_VERSION=4.31.6M\nSWI_ARCH=x86_64\nSWI_FLAVOR=DEFAULT\n",
        "x86_64 4.31.6M DEFAULT",
    ),
    (
        "onie-installer",
        b'#!/bin/sh\nmachine=as7712_32x\nimage_version="4.4.0"\nbuild_flavor=broadcom\npayload_sha1=00\n',
        "as7712_32x 4.4.0 broadcom",
    ),
    ("onie-installer", b"#!/bin/sh\npayload_sha1=00\n", "- - -"),
]


def test_facts_of_headers_and_tags(zeek: Engine, tmp_path: Path) -> None:
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        """
function say(kind: string, image: string)
	{
	local f = describe(kind, image[0:1024]);
	local s = ImageTags($kind=kind, $facts=f);
	if ( has_tags(kind) && scan_tags(s, image) )
		finish_tags(s);
	print fmt("%s %s %s", f?$platform ? f$platform : "-", f?$version ? f$version : "-",
		f?$feature ? f$feature : "-");
	}
event zeek_init() { """
        + "".join(f"say({z(kind)}, {z(image)});\n" for kind, image, _ in FACTS)
        + "}",
    )
    assert list(zip([k for k, _, _ in FACTS], said.splitlines(), strict=True)) == [(k, f) for k, _, f in FACTS]


def test_tags_are_found_at_every_border(zeek: Engine, tmp_path: Path) -> None:
    """The image is cut into pieces at each offset around its tags: they are found all the same."""
    image = images.ios(size=3000)
    mark = image.index(b"CW_BEGIN")
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        f"""
event zeek_init()
	{{
	local image = {z(image)};
	local found: table[string] of count &default=0;
	local at = {mark - 40};
	while ( at < {mark + 260} )
		{{
		local s = ImageTags($kind="cisco-ios", $facts=ImageFacts());
		if ( scan_tags(s, "CW_ by chance " + image[0:at]) && scan_tags(s, image[at:at + 30])
			&& scan_tags(s, image[at + 30:]) )
			finish_tags(s);
		++found[fmt("%s %s %s", s$facts$platform, s$facts$version, s$facts$feature)];
		++at;
		}}
	print found;
	}}
""",
    )
    assert "C2900 15.7(3)M8 UNIVERSALK9] = 300" in said
    assert said.count("=") == 1


def test_the_mark_of_an_iso_image_is_found_at_every_border(zeek: Engine, tmp_path: Path) -> None:
    """Its place counts: the same bytes elsewhere are nothing."""
    iso = images.iso("XRV9K 7.1.1")
    said = zeek_scripts.run(
        zeek,
        tmp_path,
        f"""
function found(iso: string, at: count): string
	{{
	local s = ImageTags($kind="unknown", $facts=ImageFacts());
	if ( scan_tags(s, iso[0:at]) && scan_tags(s, iso[at : at + 30]) && scan_tags(s, iso[at + 30 :]) )
		finish_tags(s);
	return fmt("%s %s", s$facts?$kind ? s$facts$kind : "-", s$facts?$version ? s$facts$version : "-");
	}}

event zeek_init()
	{{
	local iso = {z(iso[: 32_768 + 100])};
	local results: table[string] of count &default=0;
	local at = 32768 - 50;
	while ( at < 32768 + 90 )
		{{
		++results[found(iso, at)];
		++at;
		}}
	print results;
	print found(iso[1:], 1000), found(iso[0:32800], 1000);
	}}
""",
    )
    assert said.splitlines() == ["{", "[iso9660 XRV9K 7.1.1] = 140", "}", "- -, - -"]
