"""BW01, in a site's set: DHCP, BOOTP, proxyDHCP and DHCPv6 replies with boot options from or to undeclared servers.

An option's value may hold any bytes, also those of another option. The expressions therefore walk from option to
option, in the fields sname and file, too, where option 52 says that they hold options.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, IPv6Network

from bootwarden.rules.patterns import dotted, not_of, octets, written
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import Who, among, except_for
from bootwarden.site.model import IPNetwork

_ONE = "|".join([r"\x00", *(rf"\x{n:02x}.{{{n}}}" for n in range(1, 256))])
# w: an option, or a byte of padding. s: where options begin. k: a declared server as text. o: as bytes, or nobody.
_WALK = (
    rf"(?<w>\x00|[^\x00\xff](?:{_ONE}))"
    r"(?<s>.{240}|(?=.{240}(?&w)*?\x34\x01[\x01\x03]).{108}|(?=.{240}(?&w)*?\x34\x01[\x02\x03]).{44})"
)
_NO_NAK = r"(?!.{240}(?&w)*?\x35\x01\x06)"
_OVERLOADED = r"(?!.{240}(?&w)*?\x34\x01"
_FILE = rf"{_OVERLOADED}[\x01\x03])(?=.{{108}}[^\x00])"
_NAME = rf"{_OVERLOADED}[\x02\x03]).{{44}}[^\x00]"
_NAMED_BY_OPTION = r"(?&s)(?&w)*?(?:\x42|\x96)[\x01-\xff]"
_PXE = r"\x2b[\x07-\xff](?&w)*?\x08[\x07-\xff].{2}"
# Some option, after which r is all that follows: a text ends where r begins.
_SOME = r"(?&s)(?&w)*?(?=(?&w)(?<r>.*))"
_BEFORE_END = r"(?=.*\k<r>\z)"
_ENDS = r"(?:\x00.*)?\k<r>\z"
_NOBODY = IPv4Network("0.0.0.0/32")
_LINK_LOCAL = IPv6Network("fe80::/10")
"""From where DHCPv6 servers and relays on the link send: nobody can declare that."""

_ANY_URL = r"(?i:tftp|ftp|https?):\/\/"
# What boots, configures or provisions, as against captive portals, phones' proxies and management servers of CPEs.
_BOOT_URL = (
    r"(?i:t?ftp:\/\/|https?:\/\/(?=[!-~]+(?:\.(?:py|sh|ztp|swi|onie|efi|kpxe|ipxe|bin|img|iso|tgz|cfg|conf)|pxelinux\.0"
    r"|-confg|onie-(?:installer|updater)[!-~]*)(?![\w.\/-])))"
)
_RELAYED = r"(?=.{240}(?&w)*?\x36\x04(?<v>.{4}))(?=.{240}(?&w)*?\x52.(?&w)*?\x0b\x04\k<v>)"
"""A relay asked to stand in option 54 itself (option 82, sub-option 11, RFC 5107): the sender is the server."""

_ONCE = "threshold:type limit,track by_src,count 1,seconds 60"
"""An offer and its ACK, and other clients that the same server answers, are one fact."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on boot options; none where neither boot nor DHCP servers are declared."""
    if who.site is None:
        return
    yield from _rules4(who, who.site.network.dhcp_servers)
    yield from _rules6(who, who.site.network.dhcp_servers)


def _rules4(who: Who, dhcp: Sequence[IPNetwork]) -> Iterator[Rule]:
    foreign = rf"(?!{_RELAYED})(?={_from_undeclared(dhcp)})" if dhcp else ""
    if dhcp:
        boots = rf"(?:(?&s)(?&w)*?(?:[\x42\x43\x96][\x01-\xff]|{_PXE})|{_FILE}|{_SOME}(?:{_rarer()}))"
        says = "DHCP reply with boot options from an undeclared DHCP server"
        yield _rule(0, says, rf"^(?=\x02){_NO_NAK}{foreign}{boots}")
        others = except_for(dhcp)
        if others is not None:
            says = "DHCP reply with boot options from an undeclared DHCP server, in the name of a relay"
            yield _rule(3, says, rf"^(?=\x02){_NO_NAK}{_RELAYED}{boots}", source=others)
    if not who.servers_declared:
        return
    known = f"(?!{foreign})" if foreign else ""
    define = f"(?<k>{_texts(who)})(?<o>{octets([*who.servers, _NOBODY])})"
    says = "DHCP option names an undeclared boot server"
    start = rf"^(?=\x02){_NO_NAK}{known}"
    yield _rule(1, says, f"{start}{_SOME}(?:{_usual()}|{_rarer('(?&k)', '(?&o)')})", define)
    declared = r"(?!(?&o))"
    fixed = rf"(?:.{{20}}{declared}.{{4}}|(?={_NAME})(?!.{{44}}(?&k)\x00))"
    says = "DHCP or BOOTP reply with a boot file comes with an undeclared boot server's address or name"
    by_file = rf"(?:{_FILE}|(?=(?&s)(?&w)*?\x43[\x01-\xff]))"
    yield _rule(2, says, f"{start}(?!{_NAMED_BY_OPTION}){by_file}{fixed}", define)


def _texts(who: Who) -> str:
    return f"(?i:{dotted(who.servers, who.server_names) or '(?!)'})"


def _from_undeclared(dhcp: Sequence[IPNetwork]) -> str:
    return rf".{{240}}(?&w)*?\x36\x04{not_of(octets(dhcp))}.{{4}}"


def _usual() -> str:
    """Options 150 (binary, or as text), 66, 67 as a URL, and 43's boot servers, that name an undeclared server."""
    bad = "(?!(?&o)).{4}"
    lists = "|".join(rf"\x{4 * n:02x}(?:.{{4}}){{0,{n - 1}}}{bad}" for n in range(1, 6))
    pxe = "|".join(rf"\x{n:02x}(?:.{{4}}){{0,{n - 1}}}{bad}" for n in range(1, 5))
    # Names, addresses or URLs in a row, as phones and some switches read them.
    one = r"(?:[a-zA-Z]+:\/\/)?(?:(?&k)|0\.0\.0\.0)(?::\d+)?(?:\/[!-+\--:<-~]*)?"
    all_declared = rf"(?:[,\x3b \t]*{one}(?=[,\x3b \t]|{_ENDS}))*[,\x3b \t]*{_ENDS}"
    is_text = rf".(?=[\w.,\x3b: \t\/-]*\d\.\d[\w.,\x3b: \t\/-]*{_ENDS})"
    return "|".join(
        (
            rf"\x96(?:(?!{is_text})(?:{lists})|{is_text}(?!{all_declared}))",
            rf"\x42[\x01-\xff](?!{all_declared})",
            rf"\x43[\x0a-\xff]{_ANY_URL}{_not_to('(?&k)')}",
            rf"{_PXE}(?:{pxe})",
        )
    )


def _not_to(known: str) -> str:
    """After the scheme of a URL: it does not go to a declared server."""
    return rf"(?:[^\/@\s\x00]*@)?(?!{known}(?:[:\/]|{_ENDS}))" if known else ""


def _rarer(known: str = "", addresses: str = "") -> str:
    """Options that only some devices read, naming an undeclared server; any server where none is declared.

    43 of Cisco's Plug and Play; 143 (RFC 8572); 209 and 210 of PXELINUX (RFC 5071); 128 of phones (RFC 4578); URLs of
    ONIE and others in 43, 114, 128 to 135 and 239; 125 (RFC 3925), but the Broadband Forum's.
    """
    other = _not_to(known)
    name = rf"(?!{known}(?:[:\x3b]|{_ENDS}))[\w.-]" if known else r"[\w.-]"
    host = rf"(?!{known}::)[\w.-]+::" if known else r"[\w.-]+::"
    return "|".join(
        (
            rf"\x2b.5A\d*[A-Z]?\x3b(?:[!-:<-~]*\x3b)*?I{name}{_BEFORE_END}",
            rf"\x8f.(?:\x00.[!-~]+?)*?\x00.{_ANY_URL}{other}{_BEFORE_END}",
            rf"[\xd1\xd2].(?:{host}|{_ANY_URL}{other}){_BEFORE_END}",
            rf"\x80\x04(?=[\x01-\x7e\x80-\xdf]){not_of(addresses)}.{{4}}",
            rf"[\x2b\x72\x80-\x87\xef].[^\x00]{{0,60}}?{_BOOT_URL}{other}{_BEFORE_END}",
            rf"\x7d.(?!\x00\x00\x0d\xe9).{{5,80}}?{_ANY_URL}{other}{_BEFORE_END}",
        )
    )


def _rule(number: int, says: str, expression: str, define: str = "", source: str = "any") -> Rule:
    match = (
        "dsize:>235",
        'content:"|02|"',
        "startswith",
        f'pcre:"/(?(DEFINE){_WALK}{define}){expression}/s"',
        _ONCE,
    )
    header = f"udp {source} [67,4011] -> any [67,68,4011]"
    return Rule("BW01", number, says, header, match, "dest_ip", "misc-attack", "major", "Medium")


# ADVERTISE, REPLY, or what a relay is to pass on. Options of two bytes of code and two of length: 59 (RFC 5970) is a
# URL, 136 (RFC 8572) has URLs behind their lengths, 17 is a vendor's.
_REPLY6 = r"^[\x02\x07\x0d].{3}.*?"
_BOOTS6 = rf"(?:\x00\x3b\x00.{_ANY_URL}|\x00\x88\x00.\x00.{_ANY_URL}|\x00\x11\x00.{{5,80}}?{_BOOT_URL})"


def _rules6(who: Who, dhcp: Sequence[IPNetwork]) -> Iterator[Rule]:
    six = [n for n in dhcp if n.version == 6]
    strangers = except_for([*six, _LINK_LOCAL]) if six else None
    if strangers is not None:
        says = "DHCPv6 reply with boot options from an undeclared DHCP server"
        yield _rule6(4, says, strangers, _REPLY6 + _BOOTS6)
    if who.servers_declared:
        known = "|".join(filter(None, (_texts(who), written(who.servers))))
        says = "DHCPv6 option names an undeclared boot server"
        source = among([*six, _LINK_LOCAL]) if six else "any"
        assert source
        yield _rule6(5, says, source, rf"{_REPLY6}{_BOOTS6}(?!(?:{known})(?![\w.-]))")


def _rule6(number: int, says: str, source: str, expression: str) -> Rule:
    match = ('content:"|3a 2f 2f|"', f'pcre:"/{expression}/s"', _ONCE)
    header = f"udp {source} 547 -> any [546,547]"
    return Rule("BW01", number, says, header, match, "dest_ip", "misc-attack", "major", "Medium")
