"""What Zeek's scripts decide by tables: which version is older, which path climbs, which lines and options count."""

from __future__ import annotations

import itertools
from pathlib import Path

from scapy.layers.inet import UDP
from scapy.layers.l2 import Ether

from bootwarden.detections import DETECTIONS
from bootwarden.engines.find import Engine
from bootwarden.facts import facts
from bootwarden.facts.snmp import Snmp
from bootwarden.facts.snmp_script import keyed
from bootwarden.site.lines import boot_lines, lines_sha256
from bootwarden.traffic.dhcp import (
    ACK,
    ANY,
    Client,
    Options,
    addresses,
    bootstrap,
    encode,
    identified,
    pnp,
    pxe_servers,
    suboptions,
)
from bootwarden.traffic.wire import Wire
from zeek_scripts import evaluate, literal, run

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
    "C:\\boot.cfg",
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


def dhcp_reply(options: Options, *, sname: bytes = b"", file: bytes = b"", siaddr: str = ANY) -> str:
    """The bytes of an ACK of 10.0.0.2, as Zeek writes a string."""
    wire = Wire()
    Client(wire, "10.0.1.9").reply("10.0.0.2", ACK, options, sname=sname, file=file, siaddr=siaddr)
    return literal(bytes(Ether(wire.frames[0][1])[UDP].payload).decode("latin-1"))


# What a reply says, and the servers and files that a device may take from it.
BOOT_OPTIONS: list[tuple[str, list[str], list[str]]] = [
    # The fixed fields. siaddr counts beside a file, and the server's own only where nothing else is named.
    (dhcp_reply([], siaddr="10.0.0.2"), [], []),
    (dhcp_reply([], siaddr="10.0.0.7", file=b"a.efi"), ["10.0.0.7"], ["a.efi"]),
    (dhcp_reply([], siaddr="10.0.0.2", file=b"a.efi"), ["10.0.0.2"], ["a.efi"]),
    (dhcp_reply([(66, "10.0.0.5")], siaddr="10.0.0.2", file=b"a.efi"), ["10.0.0.5"], ["a.efi"]),
    (dhcp_reply([(66, "10.0.0.5")], siaddr="10.0.0.7", file=b"a.efi"), ["10.0.0.5", "10.0.0.7"], ["a.efi"]),
    (dhcp_reply([], sname=b"boot7", file=b"a.efi"), ["boot7"], ["a.efi"]),
    (dhcp_reply([(66, "10.0.0.5")], sname=b"dhcp1", file=b"a.efi"), ["10.0.0.5"], ["a.efi"]),
    (dhcp_reply([(66, "10.0.0.5")], sname=b"10.0.0.7", file=b"a.efi"), ["10.0.0.5", "10.0.0.7"], ["a.efi"]),
    # 66: a name, an address, a URL, several; with and without a NUL.
    (dhcp_reply([(66, b"Boot.Corp.Example\0")]), ["boot.corp.example"], []),
    (dhcp_reply([(66, "10.0.0.5,10.0.0.6 tftp://10.0.0.7/x")]), ["10.0.0.5", "10.0.0.6", "10.0.0.7"], []),
    (dhcp_reply([(66, "https://me:secret@10.0.0.5:8443/")]), ["10.0.0.5"], []),
    # 67: a name, a URL; another name than the fixed field's.
    (dhcp_reply([(67, b"a.cfg\0\0")]), [], ["a.cfg"]),
    (dhcp_reply([(67, "tftp://[2001:db8::5]/d/a.cfg")]), ["2001:db8::5"], ["d/a.cfg"]),
    (dhcp_reply([(67, "b.efi")], file=b"a.efi"), [], ["a.efi", "b.efi"]),
    # 150: bytes, text, a list of text, and rubbish at the end.
    (dhcp_reply([(150, addresses("10.0.0.5", "10.0.0.6"))]), ["10.0.0.5", "10.0.0.6"], []),
    (dhcp_reply([(150, "74.213.137.1")]), ["74.213.137.1"], []),
    (dhcp_reply([(150, "10.0.0.5, 10.0.0.6")]), ["10.0.0.5", "10.0.0.6"], []),
    (dhcp_reply([(150, addresses("10.0.0.5") + b"\1\2")]), ["10.0.0.5"], []),
    # Long options come in parts (RFC 3396); overload (52) of one field or both.
    (dhcp_reply([(67, "a" * 150), (67, "b" * 20)]), [], ["a" * 150 + "b" * 20]),
    (dhcp_reply([(52, 1)], file=encode([(67, "c.cfg"), (66, "10.0.0.5")])), ["10.0.0.5"], ["c.cfg"]),
    (dhcp_reply([(52, 2)], sname=encode([(150, addresses("10.0.0.5"))]), file=b"a.cfg"), ["10.0.0.5"], ["a.cfg"]),
    (dhcp_reply([(52, 3)], sname=encode([(66, "10.0.0.6")]), file=encode([(67, "d.cfg")])), ["10.0.0.6"], ["d.cfg"]),
    # 43: PXE boot servers of two types, Plug and Play, Junos, and look-alikes.
    (
        dhcp_reply([(60, "PXEClient"), (43, pxe_servers("10.0.0.5", "10.0.0.6") + b"\xff")]),
        ["10.0.0.5", "10.0.0.6"],
        [],
    ),
    (
        dhcp_reply([(60, "PXEClient"), (43, b"\x06\x01\x0b\x08\x0e\0\0\1\x0a\0\0\5\0\1\1\x0a\0\0\6")]),
        ["10.0.0.5", "10.0.0.6"],
        [],
    ),
    (dhcp_reply([(43, pxe_servers("10.0.0.5"))]), [], []),
    (dhcp_reply([(43, pnp("10.0.0.5"))]), ["10.0.0.5"], []),
    (dhcp_reply([(43, "5A1D;K5;Iboot.corp.example")]), ["boot.corp.example"], []),
    (
        dhcp_reply([(43, suboptions({0: "j.tgz", 1: "j.conf", 3: "tftp", 4: "k.tgz"}))]),
        [],
        ["j.tgz", "j.conf", "k.tgz"],
    ),
    (dhcp_reply([(43, suboptions({1: "j.conf"}))]), [], ["j.conf"]),
    (dhcp_reply([(43, suboptions({1: "unifi"}))]), [], []),
    (dhcp_reply([(43, b"\xf1\x04\x0a\0\0\x08")]), [], []),
    (dhcp_reply([(43, suboptions({1: "http://acs.example:7547/cwmp"}))]), [], []),
    # 114, 125, 128 to 135, 143, 209 and 210, 239.
    (dhcp_reply([(114, "https://portal.example/api")]), [], []),
    (dhcp_reply([(114, "http://10.0.0.5/onie-installer")]), ["10.0.0.5"], ["onie-installer"]),
    (dhcp_reply([(125, identified(674, suboptions({5: "n2000.stk"})))]), [], ["n2000.stk"]),
    (
        dhcp_reply([(125, identified(9, b"\1\1x") + identified(42623, suboptions({1: "http://10.0.0.5/i.bin"})))]),
        ["10.0.0.5"],
        ["i.bin"],
    ),
    (dhcp_reply([(125, identified(3561, suboptions({11: "http://acs.example/x.bin"})))]), [], []),
    (dhcp_reply([(128, addresses("10.0.0.5"))]), ["10.0.0.5"], []),
    (dhcp_reply([(128, "10.0.0.5")]), ["10.0.0.5"], []),
    (dhcp_reply([(128, bytes.fromhex("e44574680000"))]), [], []),
    *((dhcp_reply([(code, "tftp://10.0.0.5/a.bin")]), ["10.0.0.5"], ["a.bin"]) for code in range(129, 136)),
    (dhcp_reply([(135, "http://proxy.example:8080/")]), [], []),
    (dhcp_reply([(143, bootstrap("https://10.0.0.5:8443", "https://b.example/x"))]), ["10.0.0.5", "b.example"], []),
    (dhcp_reply([(143, b"\0\x05hello")]), [], []),
    (dhcp_reply([(209, "pxelinux.cfg/x"), (210, "/tftpboot/")]), [], []),
    (dhcp_reply([(209, "http://10.0.0.5/x.cfg"), (210, "10.0.0.6::/d/")]), ["10.0.0.5", "10.0.0.6"], ["x.cfg"]),
    (dhcp_reply([(239, "http://10.0.0.5/ztp.sh")]), ["10.0.0.5"], ["ztp.sh"]),
    # Options that end where they should go on.
    (dhcp_reply([(52, 1)], file=b"\x43\xffabc"), [], ["abc"]),
]


def test_boot_options(zeek: Engine, tmp_path: Path) -> None:
    shown = 'join_string_vec(b$servers, " ") + "|" + join_string_vec(b$files, " ")'
    call = 'boot_options({}, "", 10.0.0.2, "")'
    script = "".join(f"\tb = {call.format(data)};\n\tprint {shown};\n" for data, _, _ in BOOT_OPTIONS)
    said = run(zeek, tmp_path, f"event zeek_init()\n\t{{\n\tlocal b: BootOptions;\n{script}\t}}\n").splitlines()
    assert said == [" ".join(servers) + "|" + " ".join(files) for _, servers, files in BOOT_OPTIONS]


def test_a_relay_that_names_itself_is_no_dhcp_server(zeek: Engine, tmp_path: Path) -> None:
    """Option 54 of each reply of 10.0.0.2 is the relay's; only where the relay asked for it (RFC 5107), it is none."""
    wire = Wire()
    asked = b"\x01\x02ab\x0b\x04" + addresses("10.0.4.254")
    for option_82 in ([], [(82, b"\x01\x02ab")], [(82, asked)]):
        Client(wire, "10.0.1.9").reply("10.0.4.254", ACK, option_82)
    replies = [bytes(Ether(frame)[UDP].payload).decode("latin-1") for _, frame, _ in wire.frames]
    said = evaluate(
        zeek, tmp_path, [f'Bootwarden::boot_options({literal(r)}, "", 10.0.0.2, "")$dhcp_server' for r in replies]
    )
    assert said == ["10.0.4.254", "10.0.4.254", "10.0.0.2"]


# Columns and scalars of the vendors' MIBs that tell what is moved, where to, and when, by the OID that counts them.
SNMP_OBJECTS = {
    "1.3.6.1.4.1.9.9.96.1.1.1.1": (2, 3, 4, 5, 6, 14, 16),
    "1.3.6.1.4.1.9.2.1": (50, 53, 54, 55),
    "1.3.6.1.4.1.9.2.10": (6, 9, 12),
    "1.3.6.1.4.1.9.2.9": (9,),
    "1.3.6.1.4.1.9.9.10.1.2.1.1": (2, 3, 4, 5, 6, 11, 14),
    "1.3.6.1.4.1.9.9.10.1.2.3.1": (2, 3, 7),
    "1.3.6.1.4.1.9.9.360.1.1": ("3.1.1", "6.1.1", "4.1"),
    "1.3.6.1.4.1.9.9.725.1": ("1.3", "1.7.1", "2.1", "2.2", "2.5.1.3", "2.5.1.5"),
    "1.3.6.1.4.1.1991.1.1.2.4.1.1": (2, 3, 4, 5),
    "1.3.6.1.4.1.1991.1.1.2.1": (1, 2, 5, 6, 7, 8, 9),
    "1.3.6.1.4.1.11.2.14.11.1.3.1.1": (4, 6, 7, 10),
    "1.3.6.1.4.1.11.2.14.11.1.3.9.1": (3, 4, 9, 10, 13, 17, 18),
    "1.3.6.1.4.1.11.2.14.11.1.3.11.1": (2, 3, 4, 5),
    "1.3.6.1.4.1.11.2.14.11.1.3": (5, 6),
    "1.3.6.1.4.1.2011.6.10.1.2.4.1": (2, 3, 4, 5, 9),
    "1.3.6.1.4.1.2011.6.9.1.2.1.1": (2, 3, 4, 7, 8, 12),
    "1.3.6.1.4.1.2011.5.25.19.1.3": (2, 4, "3.1.4"),
    "1.3.6.1.4.1.25506.2.4.1.2.4.1": (2, 3, 4, 5, 9),
    "1.3.6.1.4.1.25506.2.5.1.2.1.1": (2, 3, 4, 7, 8, 12),
    "1.3.6.1.4.1.89.87.2.1": (3, 4, 6, 7, 8, 9, 11, 12, 17),
    "1.3.6.1.4.1.9.6.1.101.87.2.1": (3, 4, 6, 7, 8, 9, 11, 12, 17),
    "1.3.6.1.4.1.6027.3.5.1.1.1.1": (2, 3, 4, 5, 6, 7, 8, 15, 17),
    "1.3.6.1.4.1.1916.1.10.1.2.1": (2, 3, 4, 6),
    "1.3.6.1.4.1.30065.3.7.1.1": (3, 4, 11),
}


def test_snmp_objects_are_known(zeek: Engine, tmp_path: Path) -> None:
    objects = [f"{oid}.{column}" for oid, columns in SNMP_OBJECTS.items() for column in columns]
    said = evaluate(zeek, tmp_path, [f'"{name}" in Bootwarden::snmp_places' for name in objects])
    assert [name for name, known in zip(objects, said, strict=True) if known != "T"] == []


def test_snmp_orders_are_read_as_the_facts_say(zeek: Engine, tmp_path: Path) -> None:
    groups = keyed(facts().of(Snmp))
    script = """
event zeek_init()
	{
	for ( oid, rules in snmp_rules )
		for ( rank, wanted in rules$orders )
			for ( role, values in wanted$values )
				print fmt("%s|%d %s %d", oid, rank, role, |values|);
	}
"""
    said = set(run(zeek, tmp_path, script).splitlines())
    assert said == {
        f"{oid}|{rank} {role} {len(values)}"
        for oid, group in groups.items()
        for rank, order in enumerate(group.order)
        for role, values in order.when.items()
    }


def test_a_site_may_add_snmp_orders(zeek: Engine, tmp_path: Path) -> None:
    script = """
redef snmp_groups += { ["1.3.6.1.4.1.99999.1"] = [$name="X-MIB", $start="go=1"] };
redef snmp_columns += { ["1.3.6.1.4.1.99999.1", "7"] = "go", ["1.3.6.1.4.1.99999.1", "8"] = "host" };
redef snmp_orders += {
	["1.3.6.1.4.1.99999.1", 1] = [$values="go=1 host", $kind=SNMP_IMAGE, $detail="x", $server="host"]
};
event zeek_init()
	{
	print snmp_places["1.3.6.1.4.1.99999.1.7"]$role, snmp_depths["1.3.6.1.4.1.99999"]$most, "host" in snmp_server_roles;
	}
"""
    assert run(zeek, tmp_path, script).split("\n")[0] == "go, 2, T"
