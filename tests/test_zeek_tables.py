"""What Zeek's scripts decide by tables: which version is older, which path climbs, which lines count."""

from __future__ import annotations

import itertools
from pathlib import Path

from bootwarden.detections import DETECTIONS
from bootwarden.engines.find import Engine
from bootwarden.site.lines import boot_lines, lines_sha256
from zeek_scripts import evaluate, literal

# Each row goes from old to new, as its vendor counts.
CHAINS = [
    # Cisco IOS: maintenance, then rebuilds of one train.
    ["12.1(22)EA4", "12.2(25)SEE", "12.2(33)SXJ", "12.4(24)T", "12.4(25)", "12.4(25d)", "15.0(1)M1"],
    ["15.2(4)M", "15.2(4)M3", "15.2(4)M3a", "15.2(4)M11", "15.5(3)M", "15.7(3)M8", "15.10(1)M"],
    ["12.2(33)SXJ1", "12.2(33)SXJ2", "12.2(33)SXJ10"],
    ["15.0(2)SE2", "15.0(2)SE11", "15.2(7)E3", "15.2(7)E3k", "15.2(7)E4"],
    # The same as file names write it.
    ["124-25d", "152-4.M3", "157-3.M8", "15.9(3)M1"],
    # IOS-XE, with and without leading zeros and rebuild letters.
    ["3.16.04b.S", "16.03.06", "16.9.1", "16.09.02", "16.12.03", "16.12.03s", "17.03.04", "17.3.4a", "17.12.1"],
    # NX-OS, as it calls itself and as its files are named.
    ["7.0(3)I4(8b)", "7.0(3)I7(4)", "7.0(3)I7(9)", "9.2(1)", "9.3(3)", "9.3(5)", "9.3(12)", "10.2(3)F"],
    ["7.0.3.I7.4", "7.0(3)I7(9)", "9.3.3", "9.3(5)"],
    # ASA.
    ["8.4(2)", "8.4(2)32", "9.8(2)20", "9.16(4)", "9.16(4)42"],
    # Junos: spins, service releases, X releases.
    ["17.4R1.16", "18.4R1", "18.4R1.8", "18.4R1-S2", "18.4R1-S10", "18.4R2", "18.4R3-S1", "21.4R1"],
    ["15.1X53-D59", "15.1X53-D590", "15.1X53-D591.1"],
    # EOS: feature and maintenance releases.
    ["4.21.1.1F", "4.28.3M", "4.28.3.1M", "4.28.10M", "4.28.10.1M", "4.29.0.2F"],
    # VRP, Comware, ProCurve, RouterOS, plain.
    ["V200R019C10SPC500", "V200R022C00SPC500", "V200R022C00SPC700"],
    ["7.1.045", "7.1.070"],
    ["KB.15.18.0013", "KB.16.10.0016", "KB.16.11.0004"],
    ["6.49.10", "7.1beta6", "7.1rc1", "7.1rc4", "7.1", "7.1.1", "7.12.1", "v7.13"],
    ["5.1.0", "5.1.1", "5.10.0"],
]

SAME = [
    ("15.7(3)M8", "157-3.M8"),
    ("16.09.01", "16.9.1"),
    ("7.0(3)I7(9)", "7.0.3.I7.9"),
    ("4.28.3M", "4.28.3M"),
    ("5.1", "5.1.0"),
    ("Version 15.7(3)M8, RELEASE SOFTWARE (fc1)", "15.7(3)M8"),
]

# Another train of the same number, another line of products, or no version at all.
UNKNOWN = [
    ("15.2(4)M3", "15.2(4)S3"),
    ("15.1X53-D59", "15.1R7"),
    ("KB.16.10.0016", "WB.16.10.0016"),
    ("experimental", "15.7(3)M8"),
    ("", "15.7(3)M8"),
    ("-", "1.0"),
    ("15", "15.7(3)M8"),
    ("Linux-5.10.46", "15.7(3)M8"),
    ("123456789012345678901234567890.1", "15.7"),
    ("\x00\xff\x01", "15.7"),
]


def test_versions(zeek: Engine, tmp_path: Path) -> None:
    expected = [(older, newer, "older") for chain in CHAINS for older, newer in itertools.combinations(chain, 2)]
    expected += [(newer, older, "newer") for older, newer, _ in expected]
    expected += [(a, b, "same") for a, b in SAME] + [(b, a, "same") for a, b in SAME]
    expected += [(a, b, "unknown") for a, b in UNKNOWN] + [(b, a, "unknown") for a, b in UNKNOWN]
    said = evaluate(
        zeek, tmp_path, [f"Bootwarden::version_compare({literal(a)}, {literal(b)})" for a, b, _ in expected]
    )
    wrong = [(*case, got) for case, got in zip(expected, said, strict=True) if case[2] != got]
    assert wrong == []


CLIMBS = [
    "../etc/x",
    "..\\..\\boot",
    "a/../../x",
    "a\\..\\..\\x",
    "/../x",
    "%2e%2e/x",
    "%2E%2E%5Cx",
    "%252e%252e%252fx",
    "..%c0%afx",
    "..\xc0\xafx",
    "....//x",
    ".../x",
    "images/./../../x",
    "/etc/passwd",
    "ETC/Shadow",
    "C:\\boot.cfg",
    "c:/windows/system32/config/sam",
    "proc/self/environ",
    "root/.ssh/id_rsa",
]

ORDINARY = [
    "pxelinux.cfg/default",
    "/tftpboot/c2900.bin",
    "./grub/grub.cfg",
    "a/../b",
    "a/b/../../c",
    "\\Boot\\BCD",
    "boot\\x64\\wdsnbp.com",
    "v1..2/notes",
    "c2900..bin",
    "50%off.bin",
    "etc/hosts.example",
    "images//x",
    "",
    ".",
    "processor/x",
    "root/boot/vmlinuz",
]


def test_paths(zeek: Engine, tmp_path: Path) -> None:
    said = evaluate(zeek, tmp_path, [f'Bootwarden::path_traversal({literal(n)}) != ""' for n in CLIMBS + ORDINARY])
    assert [n for n, got in zip(CLIMBS + ORDINARY, said, strict=True) if (got == "T") != (n in CLIMBS)] == []


CONFIGS = [
    "",
    "hostname x\nend\n",
    "boot system flash:a.bin\nboot system tftp b.bin 10.0.0.5\n",
    "! boot system x\r\n#boot x\r\n  BOOT\t system\t\tflash:a.bin  \r\n no boot system\r\n",
    " service config\n no service config\nservice configuration\n",
    "config-register 0x2142\rconfreg 0x0\r\rvstack\n",
    "interface Gi0/1\n boot-startup\nbootfile x\nno  ip   tftp source-interface Lo0\n",
    "set system autoinstallation\nSWI=flash:/EOS.swi\nTFTP_SERVER=10.0.0.5\nTFTP_FILE=x\n",
    "startup system-software flash:/a.cc\nboot-loader file x main\nauto-tftp 10.0.0.5 x\n",
    "boot system flash:a.bin\x00\xff\nno no boot x\n!\n#\n \n\t\n",
]


def test_boot_lines_are_those_of_the_site_compiler(zeek: Engine, tmp_path: Path) -> None:
    said = evaluate(
        zeek,
        tmp_path,
        [f"Bootwarden::config_lines_sha256({literal(c)}), |Bootwarden::config_lines({literal(c)})|" for c in CONFIGS],
    )
    expected = [f"{lines_sha256(c.encode('latin-1'))}, {len(boot_lines(c.encode('latin-1')))}" for c in CONFIGS]
    assert said == expected


def test_techniques_are_those_of_the_table(zeek: Engine, tmp_path: Path) -> None:
    said = evaluate(
        zeek,
        tmp_path,
        [
            f'"{d}" in Bootwarden::techniques ? Bootwarden::sorted_list(Bootwarden::techniques["{d}"]) : "T1542.005"'
            for d in DETECTIONS
        ],
    )
    assert dict(zip(DETECTIONS, said, strict=True)) == {d.id: d.technique for d in DETECTIONS.values()}
