"""BW17: a request climbs out of the TFTP root or asks for system files."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, CAMPUS, HQ
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire


def raised(*names: str) -> Expect:
    """One notice for each name."""
    return Expect(notices=tuple(Notice("TFTP_Path_Traversal", ATTACKER, BOOT_SERVER, name) for name in names))


def ask_all(wire: Wire, *names: str) -> None:
    """Each name is asked for; the server has none."""
    for number, name in enumerate(names):
        tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)


PLAIN = ("../../../etc/passwd", "/etc/shadow")


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, "10.0.6.6", "10.0.0.5"), ("BW17", 4, "10.0.6.6", "10.0.0.5")],
    plain=raised(*PLAIN),
    site=HQ,
    with_site=raised(*PLAIN),
)
def bw17_etc_passwd(wire: Wire) -> None:
    """The classic: climb to the password file, and ask for the shadow file by its path."""
    ask_all(wire, *PLAIN)


SPELLINGS = (
    "..\\..\\..\\boot.ini",
    "images/..\\../..\\windows\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%c0%af..%c0%afetc/hosts",
    "....//....//etc/passwd",
    "C:\\WINDOWS\\repair\\SAM",
)


@scenario(
    "BW17",
    "malicious",
    raises=[
        ("BW17", 0, "10.0.6.6", "10.0.0.5"),
        ("BW17", 0, "10.0.6.6", "10.0.0.5"),
        ("BW17", 0, "10.0.6.6", "10.0.0.5"),
        ("BW17", 0, "10.0.6.6", "10.0.0.5"),
        ("BW17", 0, "10.0.6.6", "10.0.0.5"),
        ("BW17", 4, "10.0.6.6", "10.0.0.5"),
    ],
    plain=raised(*SPELLINGS),
    site=HQ,
    with_site=raised(*SPELLINGS),
)
def bw17_other_spellings(wire: Wire) -> None:
    """The same in backslashes, percent signs, overlong UTF-8, doubled dots and drive letters."""
    ask_all(wire, *SPELLINGS)


WRITTEN = raised("../../home/tftp/.ssh/authorized_keys")


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, "10.0.6.6", "10.0.0.5")],
    plain=WRITTEN,
    site=HQ,
    with_site=WRITTEN,
)
def bw17_write(wire: Wire) -> None:
    """A write that climbs out of the root."""
    tftp.write(
        wire,
        ATTACKER,
        BOOT_SERVER,
        "../../home/tftp/.ssh/authorized_keys",
        b"ssh-ed25519 AAAA\n",
        client_port=40010,
    )


@scenario("BW17", "benign", site=HQ, with_site=Expect())
def bw17_ordinary_paths(wire: Wire) -> None:
    """Absolute and relative paths as loaders ask for them, one with a step back that stays inside."""
    names = (
        "/tftpboot/pxelinux.cfg/default",
        "./grub/grub.cfg",
        "grub/x86_64-efi/../grub.cfg",
        "/grub/x86_64-efi/normal.mod",
        "firmware/v1..2/notes",
    )
    for number, name in enumerate(names):
        tftp.refused(wire, "10.0.4.11", BOOT_SERVER, name, client_port=2070 + number)


@scenario("BW17", "benign", site=CAMPUS, with_site=Expect())
def bw17_windows_deployment(wire: Wire) -> None:
    """Windows deployment: backslashes, and names that merely sound like system files."""
    loader = images.efi()
    for number, name in enumerate(
        ("boot\\x64\\wdsmgfw.efi", "\\Boot\\BCD", "\\boot\\x64\\Images\\boot.wim", "etc/hosts.example")
    ):
        tftp.read(
            wire,
            "10.0.4.12",
            BOOT_SERVER,
            name,
            loader[: 2000 + number],
            offer={"blksize": 1456},
            client_port=2080 + number,
        )


LONG = "./" * 300 + "../etc/shadow"


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, ATTACKER, BOOT_SERVER), ("BW17", 0, ATTACKER, BOOT_SERVER)],
    plain=Expect(
        (
            Notice("TFTP_Path_Traversal", ATTACKER, BOOT_SERVER, "../../boot.cfg"),
            Notice("TFTP_Path_Traversal", ATTACKER, BOOT_SERVER, LONG[:200] + "..."),
        )
    ),
)
def bw17_long_requests(wire: Wire) -> None:
    """The requests are longer than RFC 1350 and 2347 let them be, which servers read all the same."""
    asked = tftp.request(1, "../../boot.cfg", options={"x-filler": "a" * 600})
    wire.udp(ATTACKER, 40000, BOOT_SERVER, 69, asked)
    wire.udp(ATTACKER, 40001, BOOT_SERVER, 69, tftp.request(1, LONG))


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 1, ATTACKER, BOOT_SERVER), ("BW17", 5, ATTACKER, BOOT_SERVER)],
    plain=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        )
    ),
)
def bw17_overlong_and_netascii(wire: Wire) -> None:
    """The dots themselves are overlong UTF-8; and a system file: both are asked for in netascii."""
    climbing = b"\xc0\xae\xc0\xae/\xc0\xae\xc0\xae/etc/passwd"
    tftp.refused(wire, ATTACKER, BOOT_SERVER, climbing, mode="netascii", client_port=40001)
    tftp.refused(wire, ATTACKER, BOOT_SERVER, "/etc/shadow", mode="netascii", client_port=40002)


STRIPPED = (
    *("..././..././x", "images/../../../x", "/var/../etc/passwd", "....\\....\\boot.ini", "..%00/etc/passwd"),
    f"{'a/' * 140}../x",
)


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, ATTACKER, BOOT_SERVER)] * 5 + [("BW17", 4, ATTACKER, BOOT_SERVER)],
    plain=raised(*STRIPPED[:5]),
)
def bw17_stripped_and_repeated(wire: Wire) -> None:
    """Dots that a filter's removal makes whole, steps down that are taken back, a long name; each repeated."""
    for number, name in enumerate(STRIPPED):
        for _ in range(4):
            asked = tftp.Transfer(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)
            asked.ask()
            wire.wait(2)


@scenario("BW17", "benign")
def bw17_up_as_far_as_down(wire: Wire) -> None:
    """Paths whose steps up never leave the root, deep and after one another; and dots that are names."""
    ask_all(wire, "a/b/c/../../d/../x", "a/../b/../c/../x", "./a/./b/.././x", "a..b/..c/x...", "etc/x/../y")


AFTER_MANY = "../../../../etc/passwd"


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, "10.0.6.6", "10.0.0.5")],
    plain=raised(AFTER_MANY),
    site=HQ,
    with_site=raised(AFTER_MANY),
)
def bw17_after_many_names(wire: Wire) -> None:
    """Twenty names are asked for at once from one port, more than are followed; the last one climbs."""
    for number in range(20):
        wire.udp(ATTACKER, 40000, BOOT_SERVER, 69, tftp.request(tftp.READ, f"a{number}"), 100)
    wire.udp(ATTACKER, 40000, BOOT_SERVER, 69, tftp.request(tftp.READ, AFTER_MANY), 100)
    for _ in range(21):
        wire.udp(BOOT_SERVER, 32768, ATTACKER, 40000, tftp.error(1, "File not found"))


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 0, ATTACKER, BOOT_SERVER)],
    plain=raised("./" * 100 + "..."),
    site=HQ,
    with_site=raised("./" * 100 + "..."),
)
def bw17_behind_a_long_name(wire: Wire) -> None:
    """A name of 1,200 bytes that lead nowhere, and then climbs."""
    ask_all(wire, "./" * 600 + "../../etc/shadow")


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 2, ATTACKER, BOOT_SERVER)] * 2 + [("BW17", 6, ATTACKER, BOOT_SERVER)],
    plain=raised("../../etc/passwd", "../../etc/group", "/etc/shadow"),
    site=HQ,
    with_site=raised("../../etc/passwd", "../../etc/group", "/etc/shadow"),
)
def bw17_without_a_mode(wire: Wire) -> None:
    """A server that asks for no mode hands out its password file; others take any word."""
    requests = (b"../../etc/passwd\0", b"../../etc/group\0anything\0", b"/etc/shadow\0mail\0")
    for number, rest in enumerate(requests):
        t = tftp.Transfer(wire, ATTACKER, BOOT_SERVER, "", b"root:x:0:0\n", client_port=40000 + number)
        t.from_client(b"\0\1" + rest, port=69)
        t.transfer()


@scenario(
    "BW17",
    "benign",
    raises=[("BW17", 0, "10.0.9.10", "10.0.0.5")],
    raises_with_site=(),
    site=HQ,
    with_site=Expect(),
    plain=Expect(notices=(Notice("TFTP_Path_Traversal", "10.0.9.10", BOOT_SERVER, "../../etc/passwd"),)),
)
def bw17_scanned_by_an_administrator(wire: Wire) -> None:
    """A declared administrator's scanner tries the site's own server."""
    tftp.refused(wire, "10.0.9.10", BOOT_SERVER, "../../etc/passwd")
