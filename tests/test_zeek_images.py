"""What zeek/image makes of first bytes, tags and names. The bytes are facts of each format's own documents."""

from __future__ import annotations

import struct
import tarfile
from pathlib import Path

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.traffic import images


def elf(machine: int, order: str = ">", after: bytes = b"") -> bytes:
    ident = b"\x7fELF\x01" + (b"\x02" if order == ">" else b"\x01") + b"\x01" + bytes(9)
    return ident + struct.pack(order + "HH", 2, machine) + bytes(60) + after


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
    (elf(8, "<"), "elf"),
    (images.mzip(), "cisco-mzip"),
    (b"\x85\x01\x14\x00" + bytes(40), "cisco-microcode"),
    (b"\x85\x01\xcb\x00" + bytes(40), "cisco-microcode"),
    (b"\x36\x13\x03\x1b" + bytes(40), "nbi"),
    (b"\x27\x05\x19\x56" + bytes(60), "uboot-uimage"),
    (b"\xd0\x0d\xfe\xed" + bytes(60), "dtb"),
    (b"\xd0\x0d\xfe\xed" + bytes(60) + b"images\0", "fit"),
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
    (at(0x101, b"ustar", b"info"), "tar"),
    (old_tar("info"), "tar"),
    (old_tar("info").replace(b"644", b"6x4", 1), "unknown"),
    (bytes(600), "unknown"),
    (b"\xea\x05\x00\xc0\x07" + bytes(40), "pxe-nbp"),
    (b"#!ipxe\nchain http://x/\n", "ipxe-script"),
    (b"#!/bin/sh\n# ONIE installer\npayload_sha1=00\nexit_marker\n", "onie-installer"),
    (b"#!/usr/bin/env python\nprint(1)\n", "script"),
    (images.config(), "config-ios"),
    (b"boot system tftp evil.bin 10.0.0.66\nend\n", "config-ios"),
    (b"set system host-name r1\nset interfaces ge-0/0/0 unit 0\n", "config-junos"),
    (b"#\nsysname SW1\n#\nvlan batch 10\n", "config-huawei"),
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
    )),
    *((name, "unknown", "network-config") for name in (
        "network-confg", "router-confg", "cisconet.cfg", "ciscortr.cfg", "edge1-confg", "startup-config",
        "running-config", "sw1.cfg", "vrpcfg.zip", "juniper.conf", "config.text", "tar_imglist0.txt",
    )),
    *((name, "unknown", "phone") for name in (
        "SEP001122334455.cnf.xml", "CTLSEP001122334455.tlv", "XMLDefault.cnf.xml", "SIPDefault.cnf",
        "0004f2aabbcc.cfg", "000000000000.cfg", "P0S3-08-12-00.loads", "46xxsettings.txt", "y000000000028.cfg",
        "RINGLIST.DAT", "sip.ld",
    )),
    *((name, "unknown", "pxe") for name in (
        "pxelinux.0", "pxelinux.cfg/default", "pxelinux.cfg/01-00-11-22-33-44-55", "undionly.kpxe", "bootx64.efi",
        "boot\\x64\\wdsnbp.com", "\\Boot\\BCD", "grub/grub.cfg", "vmlinuz", "initrd.img", "bootcode.bin",
        "12345678/start.elf", "kernel8.img", "ldlinux.c32", "boot.wim",
    )),
    *((name, "unknown", "other") for name in ("", "readme.txt", "hello", "random_file", "firmware.dat", "music.mp3")),
    # The bytes decide where they are certain.
    ("notes.txt", "cisco-ios", "network-image"),
    ("pxelinux.0", "cisco-ios", "network-image"),
    ("sw1.cfg", "cisco-mzip", "network-image"),
    ("boot.dat", "config-ios", "network-config"),
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "config-ios", "network-config"),
    ("c2900-universalk9-mz.SPA.157-3.M8.bin", "pe-efi", "pxe"),
    ("SEP001122334455.cnf.xml", "config-ios", "phone"),
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
    ("nxos.9.3.3.bin", "nxos", "9.3.3"),
    ("EOS-4.31.6M.swi", "EOS", "4.31.6M"),
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
