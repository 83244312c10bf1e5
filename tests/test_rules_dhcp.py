"""DHCP options that a site's rule leaves unread are none that it would alert on."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import pcre
from bootwarden.rules import dhcp
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import of_site
from bootwarden.site.load import load_site

pytestmark = pcre.NEEDED

NETWORKS = {
    "both": 'boot_servers = ["10.0.0.5", "10.0.5.0/24", "boot.example"]\ndhcp_servers = ["10.0.0.2", "10.0.2.0/24"]\n',
    "boot servers": 'boot_servers = ["10.0.0.5", "boot.example"]\n',
    "IPv6 alone": 'boot_servers = ["fd00::5"]\ndhcp_servers = ["fd00::2"]\n',
}
REPLIES = 6000
OURS, ROGUE = bytes([10, 0, 0, 5]), bytes([10, 0, 6, 66])
ADDRESSES = (bytes(4), OURS, ROGUE, *(bytes([10, *end]) for end in ((0, 0, 2), (0, 5, 9), (0, 2, 7), (2, 3, 4))))
TEXTS = (
    b"10.0.0.5", b"10.0.0.5\0", b"10.0.0.55", b"10.0.5.9", b"10.0.6.66", b"boot.example", b"BOOT.example",
    b"evil.example", b"10.0.0.5,10.0.6.66", b"pxelinux.0", b"tftp://10.0.0.5/x.efi", b"tftp://10.0.6.66/x.efi",
    b"http://evil.example/x.cfg", b"", b"\0",
)  # fmt: skip


LEAVE_UNREAD = [
    (network, number) for network in NETWORKS for number in (0, 1, 6) if number or network != "boot servers"
]
"""Numbers of the rules that leave replies unread. The first needs declared DHCP servers."""


def compiled(network: str, number: int, folder: Path) -> tuple[str, Rule]:
    """The expression for replies that a rule leaves unread, and the rule, which here leaves none unread."""
    (folder / "site.toml").write_text(f"[network]\n{network}")
    who = of_site(load_site(folder / "site.toml").site)
    unread = dhcp.unread(who)[number]
    (rule,) = (rule for rule in dhcp.rules(who) if rule.number == number)
    assert any(f"(?!{unread})" in option for option in rule.match)
    return f'pcre:"/^{unread}/s"', replace(rule, match=tuple(o.replace(f"(?!{unread})", "") for o in rule.match))


def found(rule: Rule, reply: bytes) -> bool:
    """Whether the rule's expressions match."""
    return all(pcre.compiled(option).found(reply) for option in rule.match if option.startswith("pcre:"))


def option(rng: random.Random) -> bytes:
    """One of those that are looked at, or of those that are not, with a value that may be any; or a relay's two."""
    if rng.random() < 0.1:
        relay = rng.choice(ADDRESSES)
        return b"\x36\x04" + relay + b"\x52\x0a\x01\x02ab\x0b\x04" + relay
    code = rng.choice([1, 12, 15, 43, 52, 53, 54, 54, 66, 66, 67, 67, 82, 125, 129, 150, 150, 209, 239])
    values = [
        *ADDRESSES, *TEXTS, OURS + ROGUE, bytes([rng.randrange(256)]), rng.randbytes(rng.randrange(12)),
        b"\x0b\x04" + rng.choice(ADDRESSES), b"\x08\x07\0\0\1" + rng.choice(ADDRESSES), bytes([rng.randrange(4)]),
    ]  # fmt: skip
    value = rng.choice(values)
    length = len(value) if rng.random() < 0.98 else rng.randrange(256)
    return bytes([code, length]) + value + bytes(rng.choice([0, 0, 0, 0, 0, 0, 0, 1, 2]))


def reply(rng: random.Random, options: bytes) -> bytes:
    """A reply with fields that may be any, too."""
    name, file = (rng.choice([b"", b"", b"", *TEXTS, option(rng) + b"\xff"]) for _ in range(2))
    head = b"\x02\x01\x06" + bytes(17) + rng.choice(ADDRESSES) + bytes(20)
    return head + name[:64].ljust(64, b"\0") + file[:128].ljust(128, b"\0") + bytes.fromhex("63825363") + options


@pytest.mark.parametrize(("network", "number"), LEAVE_UNREAD)
def test_a_reply_that_is_left_unread_is_none_to_alert_on(network: str, number: int, tmp_path: Path) -> None:
    left, rule = compiled(NETWORKS[network], number, tmp_path)
    rng = random.Random(network)
    seen: Counter[str] = Counter()
    for _ in range(REPLIES):
        crowd = rng.choice([0, 0, 0, 0, 0, 45, 55, 70]) * rng.choice([b"\x0c\0", b"\x0c\x01x", b"\0"])
        options = b"".join(option(rng) for _ in range(rng.randrange(6)))
        message = reply(rng, crowd + options + rng.choice([b"\xff", b"\xff" + bytes(20), b""]))
        unread = pcre.compiled(left).found(message)
        alerts = found(rule, message)
        assert not (unread and alerts), (message[20:24], message[44:].rstrip(b"\0"))
        seen.update([f"unread: {unread}, alerts: {alerts}"])
    assert len(seen) == 3


@pytest.mark.parametrize("number", [0, 1, 6])
def test_what_declared_servers_answer_is_left_unread(number: int, tmp_path: Path) -> None:
    left, _ = compiled(NETWORKS["both"], number, tmp_path)
    lease = b"\x35\x01\x05\x36\x04\x0a\x00\x00\x02\x33\x04\x00\x01\x51\x80\x52\x06\x01\x04\x00\x01\x00\x02"
    boots = b"\x42\x0810.0.0.5\x43\x0apxelinux.0\x96\x04" + OURS
    for siaddr in (bytes(4), OURS):
        for options in (lease, lease + boots):
            head = b"\x02\x01\x06" + bytes(17) + siaddr + bytes(84) + b"pxelinux.0".ljust(128, b"\0")
            assert pcre.compiled(left).found(head + bytes.fromhex("63825363") + options + b"\xff")


@pytest.mark.parametrize(("network", "number"), LEAVE_UNREAD)
def test_no_reply_that_is_short_enough_ends_the_look_at_it(network: str, number: int, tmp_path: Path) -> None:
    """Were the limit of steps reached, no rule would read the reply."""
    left, _ = compiled(NETWORKS[network], number, tmp_path)
    expression = pcre.compiled(left)
    head = b"\x02\x01\x06" + bytes(233) + bytes.fromhex("63825363")
    for code in range(1, 255):
        for size in (1, 2, 4, 8, 60, 150):
            for byte in (0, 1, 0x0B, 0x36, 0x52, 0xFF):
                unit = bytes([code, size]) + bytes([byte]) * size
                options = (unit * dhcp.ROOM_FOR_TOO_MANY)[: dhcp.ROOM_FOR_TOO_MANY - 1]
                assert expression.limit_reached(head + options) is None, unit


@pytest.mark.parametrize(
    ("what", "number", "servers", "quick"),
    [
        ("boot_servers", 1, 1, True),
        ("boot_servers", 1, 12, True),
        ("boot_servers", 1, 20, False),
        ("boot_servers", 1, 40, False),
        ("dhcp_servers", 0, 50, True),
        ("dhcp_servers", 0, 70, False),
        ("dhcp_servers", 0, 150, False),
    ],
)
def test_a_rule_keeps_its_length_where_a_site_has_many_servers(
    what: str, number: int, servers: int, quick: bool, tmp_path: Path
) -> None:
    listed = ", ".join(f'"10.{n}.{200 - n}.55"' for n in range(servers))
    (tmp_path / "site.toml").write_text(f"[network]\n{what} = [{listed}]\n")
    who = of_site(load_site(tmp_path / "site.toml").site)
    (rule,) = (rule for rule in dhcp.rules(who) if rule.number == number)
    assert (f"(?!{dhcp.unread(who)[number]})" in rule.line(site=True)) is quick
