"""BW17: names that climb in spellings which only some servers decode, and names that look like them."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, HQ
from bootwarden.traffic import tftp
from bootwarden.traffic.wire import Wire

SPELLINGS: tuple[tuple[str | bytes, str, int], ...] = (
    ("%c0%ae%C0%AE/%c0%ae%c0%ae/etc/hosts", "%c0%ae%C0%AE/%c0%ae%c0%ae/etc/hosts", 0),
    (b"\xe0\x80\xae\xe0\x80\xae/boot.ini", "\\xe0\\x80\\xae\\xe0\\x80\\xae/boot.ini", 0),
    (b"\xf0\x80\x80\xae\xf0\x80\x80\xae\\boot.ini", "\\xf0\\x80\\x80\\xae\\xf0\\x80\\x80\\xae\\boot.ini", 0),
    ("%u002e%u002e/%u002e%u002e/etc/hosts", "%u002e%u002e/%u002e%u002e/etc/hosts", 0),
    ("/etc%2fshadow", "/etc%2fshadow", 4),
    ("//etc//./passwd", "//etc//./passwd", 4),
)
NOTICES = tuple(Notice("TFTP_Path_Traversal", ATTACKER, BOOT_SERVER, shown) for _, shown, _ in SPELLINGS)


def ask_all(wire: Wire, *names: str | bytes) -> None:
    """Each name is asked for; the server has none."""
    for number, name in enumerate(names):
        tftp.refused(wire, ATTACKER, BOOT_SERVER, name, client_port=40000 + number)


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", number, ATTACKER, BOOT_SERVER) for _, _, number in SPELLINGS],
    plain=Expect(NOTICES),
    site=HQ,
    with_site=Expect(NOTICES),
)
def bw17_more_spellings(wire: Wire) -> None:
    """Overlong UTF-8 in percent signs and of more bytes, IIS's %u, and system files behind odd separators."""
    ask_all(wire, *(name for name, _, _ in SPELLINGS))


@scenario("BW17", "benign", site=HQ, with_site=Expect())
def bw17_odd_names(wire: Wire) -> None:
    """Names with percent signs, dots and umlauts that stay where they are."""
    ask_all(
        wire,
        "images/2%2e5/readme",
        "B\u00fcro/pl\u00e4ne..alt",
        "a/b/../c/%2e/d",
        "etc/network/interfaces",
        "releases/v1..v2.diff",
        "%u00fcbersicht",
        "images/v2.../notes",
        "images/...old/notes",
        "profile://x",
        "file:c2900.bin",
        "//10.0.0.5/images/c2900.bin",
        "a;b/c..;d",
        b"\xe0\xb8\x80\xae\xe0\xb8\xae/x",
    )


ROOTS = (
    "file:///etc/passwd",
    "\\\\10.0.0.5\\c$\\windows\\win.ini",
    "..;/..;/boot.cfg",
    "a" * 1900 + "/../../../etc/passwd",
    "images/.../.../startup-config",
    "//10.0.0.5/C$/boot.ini",
    "a/b/..;v=1/c",
)


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", number, f"10.0.6.{60 + n}", "10.0.0.5") for n, number in enumerate((4, 4, 0, 0, 0, 4, 0))],
    plain=Expect(
        tuple(
            Notice(
                "TFTP_Path_Traversal", f"10.0.6.{60 + n}", "10.0.0.5", name if len(name) < 200 else name[:200] + "..."
            )
            for n, name in enumerate(ROOTS)
        )
    ),
)
def bw17_roots_of_all_kinds(wire: Wire) -> None:
    """A URL, another host's drive, steps with a semicolon or three dots, and steps behind two thousand letters."""
    for number, name in enumerate(ROOTS):
        tftp.refused(wire, f"10.0.6.{60 + number}", "10.0.0.5", name)


BARE = ("id_rsa", "boot.ini", ".bash_history", "home/x/.ssh/id_ed25519", "a/b/c/d/e/id_ecdsa")


@scenario(
    "BW17",
    "malicious",
    raises=[("BW17", 4, f"10.0.6.{60 + n}", "10.0.0.5") for n in range(len(BARE))],
    plain=Expect(
        tuple(Notice("TFTP_Path_Traversal", f"10.0.6.{60 + n}", "10.0.0.5", name) for n, name in enumerate(BARE))
    ),
)
def bw17_keys_and_files_of_the_root(wire: Wire) -> None:
    """Files of a system that need no folder, and keys below folders of any names."""
    for number, name in enumerate(BARE):
        tftp.refused(wire, f"10.0.6.{60 + number}", "10.0.0.5", name)
