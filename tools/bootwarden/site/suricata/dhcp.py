"""BW01, in a site's set: DHCP, BOOTP and proxyDHCP replies with boot options from, or naming, an undeclared server.

An option's value may hold any bytes, also those of another option. The expressions therefore walk from option to
option, in the fields sname and file, too, where option 52 says that they hold options.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network

from bootwarden.site.model import IPNetwork
from bootwarden.site.suricata.patterns import dotted, dotted_by_length, not_of, octets
from bootwarden.site.suricata.rule import Rule
from bootwarden.site.suricata.who import Who

_ONE = "|".join([r"\x00", *(rf"\x{n:02x}.{{{n}}}" for n in range(1, 256))])
# w: an option, or a byte of padding. s: where options begin.
_DEFINE = (
    rf"(?(DEFINE)(?<w>\x00|[^\x00\xff](?:{_ONE}))"
    r"(?<s>.{240}|(?=.{240}(?&w)*?\x34\x01[\x01\x03]).{108}|(?=.{240}(?&w)*?\x34\x01[\x02\x03]).{44}))"
)
_NO_NAK = r"(?!.{240}(?&w)*?\x35\x01\x06)"
_OVERLOADED = r"(?!.{240}(?&w)*?\x34\x01"
_FILE = rf"{_OVERLOADED}[\x01\x03])(?=.{{108}}[^\x00])"
_NAME = rf"{_OVERLOADED}[\x02\x03]).{{44}}[^\x00]"
_NAMED_BY_OPTION = r"(?&s)(?&w)*?(?:\x42|\x96)[\x01-\xff]"
_PXE = r"\x2b[\x07-\xff](?&w)*?\x08[\x07-\xff].{2}"
_BOOTS = rf"(?:(?&s)(?&w)*?(?:[\x42\x43\x96][\x01-\xff]|{_PXE})|{_FILE})"
_NOBODY = IPv4Network("0.0.0.0/32")


def rules(who: Who) -> Iterator[Rule]:
    """All rules on boot options; none where neither boot nor DHCP servers are declared."""
    if who.site is None:
        return
    dhcp = who.site.network.dhcp_servers
    foreign = _from_undeclared(dhcp) if dhcp else ""
    if dhcp:
        says = "DHCP reply with boot options from an undeclared DHCP server"
        yield _rule(0, says, rf"^(?=\x02){_NO_NAK}(?={foreign}){_BOOTS}")
    if not who.servers_declared:
        return
    known = f"(?!{foreign})" if foreign else ""
    says = "DHCP option names an undeclared boot server"
    options = _bad_options(who)
    start = rf"^(?=\x02){_NO_NAK}{known}"
    yield _rule(1, says, f"{start}(?&s)(?&w)*?(?:{options})")
    declared = not_of(octets([*who.servers, _NOBODY]))
    text = dotted(who.servers, who.server_names)
    fixed = rf"(?:.{{20}}{declared}.{{4}}|(?={_NAME})(?!.{{44}}(?i:{text})\x00))"
    says = "DHCP or BOOTP reply with a boot file comes with an undeclared boot server's address or name"
    by_file = rf"(?:{_FILE}|(?=(?&s)(?&w)*?\x43[\x01-\xff]))"
    yield _rule(2, says, f"{start}(?!{_NAMED_BY_OPTION}){by_file}{fixed}")


def _from_undeclared(dhcp: Sequence[IPNetwork]) -> str:
    return rf".{{240}}(?&w)*?\x36\x04{not_of(octets(dhcp))}.{{4}}"


def _bad_options(who: Who) -> str:
    """Options 150 (binary, or as text), 66, 67 as a URL, and 43's boot servers, that name an undeclared server."""
    bad = f"{not_of(octets([*who.servers, _NOBODY]))}.{{4}}"
    lists = "|".join(rf"\x{4 * n:02x}(?![\d.]{{{4 * n}}})(?:.{{4}}){{0,{n - 1}}}{bad}" for n in range(1, 6))
    # A text may end in a NUL, which counts as part of it.
    as_text = "|".join(
        rf"\x{size + len(end) // 4:02x}(?i:{'|'.join(some)}){end}"
        for end in ("", r"\x00")
        for size, some in dotted_by_length(who.servers, who.server_names).items()
    )
    known = dotted(who.servers, who.server_names)
    url = r"(?i:tftp|ftp|https?):\/\/" + (rf"(?!(?i:{known})[:\/])" if known else "")
    pxe = "|".join(rf"\x{n:02x}(?:.{{4}}){{0,{n - 1}}}{bad}" for n in range(1, 5))
    return "|".join(
        (
            rf"\x96(?:{lists}|{not_of(as_text)}[\x07-\x0f](?=[\d.]{{7}}))",
            rf"\x42{not_of(as_text)}[\x01-\xff]",
            rf"\x43[\x0a-\xff]{url}",
            rf"{_PXE}(?:{pxe})",
        )
    )


def _rule(number: int, says: str, expression: str) -> Rule:
    match = (
        "dsize:>235",
        'content:"|02|"',
        "startswith",
        f'pcre:"/{_DEFINE}{expression}/s"',
        # An offer and its ACK, and other clients that the same server answers, are one fact.
        "threshold:type limit,track by_src,count 1,seconds 60",
    )
    header = "udp any [67,4011] -> any [67,68,4011]"
    return Rule("BW01", number, says, header, match, "dest_ip", "misc-attack", "major", "Medium")
