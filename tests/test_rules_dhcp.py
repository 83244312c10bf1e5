"""What a site's rules on DHCP leave unread is what none of them would alert on."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

import pcre
from bootwarden.rules import dhcp
from bootwarden.rules.rule import HELPER, Rule
from bootwarden.rules.who import of_site
from bootwarden.site.load import load_site

NETWORKS = {
    "both": 'boot_servers = ["10.0.0.5", "10.0.5.0/24", "boot.example"]\ndhcp_servers = ["10.0.0.2", "10.0.2.0/24"]\n',
    "boot servers": 'boot_servers = ["10.0.0.5", "boot.example"]\n',
    "DHCP servers": 'dhcp_servers = ["10.0.0.2"]\n',
    "neither": 'devices = ["10.0.1.0/24"]\n',
}
REPLIES = 6000
OURS, ROGUE = bytes([10, 0, 0, 5]), bytes([10, 0, 6, 66])
ADDRESSES = (bytes(4), OURS, ROGUE, bytes([10, 0, 0, 2]), bytes([10, 0, 5, 9]), bytes([10, 0, 2, 7]))
TEXTS = (
    b"10.0.0.5", b"10.0.0.5\0", b"10.0.0.55", b"10.0.5.9", b"10.0.6.66", b"boot.example", b"BOOT.example",
    b"evil.example", b"10.0.0.5,10.0.6.66", b"pxelinux.0", b"tftp://10.0.0.5/x.efi", b"tftp://10.0.6.66/x.efi",
    b"http://evil.example/x.cfg", b"", b"\0",
)  # fmt: skip


def compiled(network: str, folder: Path) -> tuple[Rule, list[Rule]]:
    """The rule that says which replies are read, and those that it says so to."""
    (folder / "site.toml").write_text(f"[network]\n{network}")
    rules = list(dhcp.rules(of_site(load_site(folder / "site.toml").site)))
    (doubts,) = (rule for rule in rules if f"flowbits:set,{dhcp.DOUBTED}" in rule.match)
    assert doubts.detection == HELPER
    return doubts, [rule for rule in rules if f"flowbits:isset,{dhcp.DOUBTED}" in rule.match]


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


@pytest.mark.skipif(pcre.library() is None, reason="PCRE2 is not here")
@pytest.mark.parametrize("network", NETWORKS)
def test_a_reply_that_is_left_unread_is_none_that_a_rule_alerts_on(network: str, tmp_path: Path) -> None:
    doubts, rules = compiled(NETWORKS[network], tmp_path)
    rng = random.Random(network)
    seen: Counter[str] = Counter()
    for _ in range(REPLIES):
        crowd = rng.choice([0, 0, 0, 0, 0, 45, 55, 70]) * rng.choice([b"\x0c\0", b"\x0c\x01x", b"\0"])
        options = b"".join(option(rng) for _ in range(rng.randrange(6)))
        message = reply(rng, crowd + options + rng.choice([b"\xff", b"\xff" + bytes(20), b""]))
        doubted = found(doubts, message)
        alerting = [rule.number for rule in rules if found(rule, message)]
        assert doubted or not alerting, (alerting, message[20:24], message[44:].rstrip(b"\0"))
        seen.update([f"rule {number}" for number in alerting] or [f"doubted: {doubted}"])
    assert {f"rule {rule.number}" for rule in rules} <= set(seen)
    assert seen["doubted: False"]


@pytest.mark.skipif(pcre.library() is None, reason="PCRE2 is not here")
def test_what_declared_servers_answer_is_left_unread(tmp_path: Path) -> None:
    doubts, _ = compiled(NETWORKS["both"], tmp_path)
    lease = b"\x35\x01\x05\x36\x04\x0a\x00\x00\x02\x33\x04\x00\x01\x51\x80\x52\x06\x01\x04\x00\x01\x00\x02"
    boots = b"\x42\x0810.0.0.5\x43\x0apxelinux.0\x96\x04" + OURS
    for siaddr in (bytes(4), OURS):
        for options in (lease, lease + boots):
            head = b"\x02\x01\x06" + bytes(17) + siaddr + bytes(84) + b"pxelinux.0".ljust(128, b"\0")
            assert not found(doubts, head + bytes.fromhex("63825363") + options + b"\xff")


@pytest.mark.skipif(pcre.library() is None, reason="PCRE2 is not here")
@pytest.mark.parametrize("network", NETWORKS)
def test_no_reply_that_is_short_enough_ends_the_look_at_it(network: str, tmp_path: Path) -> None:
    """Were the limit of steps reached, no rule would read the reply."""
    doubts, _ = compiled(NETWORKS[network], tmp_path)
    (expression,) = (pcre.compiled(o) for o in doubts.match if o.startswith("pcre:"))
    head = b"\x02\x01\x06" + bytes(233) + bytes.fromhex("63825363")
    for code in range(1, 255):
        for size in (1, 2, 4, 8, 60, 150):
            for byte in (0, 1, 0x0B, 0x36, 0x52, 0xFF):
                unit = bytes([code, size]) + bytes([byte]) * size
                whole = head + unit * (dhcp.ROOM_FOR_TOO_MANY // len(unit))
                assert expression.limit_reached(whole[: dhcp.ROOM_FOR_TOO_MANY - 1]) is None, unit
