"""BW01, in a site's set: DHCP, BOOTP, proxyDHCP and DHCPv6 replies with boot options from or to undeclared servers.

An option's value may hold any bytes, also those of another option. The expressions therefore walk from option to
option, in the fields sname and file, too, where option 52 says that they hold options. A walk takes as many steps as a
reply has options: where these are more than any server sends, a rule of its own says so.

Clients take answers from any port. An answer by way of a relay is seen twice where both sides of the relay are: what
was told of it on its way there is not told again of what the relay passes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from ipaddress import IPv4Network, IPv6Network

from bootwarden.facts import facts
from bootwarden.facts.dhcp import Dhcp, Form, Obeyed
from bootwarden.rules.files import begins
from bootwarden.rules.patterns import dotted, dotted_by_length, not_of, octets, one_of, written
from bootwarden.rules.rule import Rule, pcre_bytes
from bootwarden.rules.who import Who, among, except_for
from bootwarden.site.model import IPNetwork

MOST_OPTIONS = 50
"""Servers send a dozen or two. Each costs steps, of which Suricata allows a match 3,500."""

_ONE = "|".join([r"\x00", *(rf"\x{n:02x}.{{{n}}}" for n in range(1, 256))])
_SHORT = "|".join(rf"\x{n:02x}.{{{n}}}" for n in range(1, 65))
_TOO_MANY = rf"(?&w){{{MOST_OPTIONS + 1}}}"
_WALKS = rf"(?&w){{0,{MOST_OPTIONS}}}?"
_SHORTEST_TOO_MANY = 240 + (MOST_OPTIONS + 1) * 3 // 2
"""Bytes of a reply: options without a value, and padding between them."""
ROOM_FOR_TOO_MANY = (MOST_OPTIONS + 1) * 3
"""Bytes of too many options, where each has a value, and nothing is between them."""
_ROOM_FOR_EXPRESSION = 7_100
"""Characters of :data:`~.rule.LONGEST` that the rest of a rule leaves."""
_OVERLOADED = rf".{{240}}{_WALKS}\x34\x01"
# w: an option, or padding. s: where options begin. k: a declared server as text. o: as bytes, or nobody.
_WALK = (
    rf"(?<w>(?>\x00++|[^\x00\xff](?:{_ONE})))"
    rf"(?<s>.{{240}}|(?={_OVERLOADED}[\x01-\x03])(?:(?={_OVERLOADED}[\x01\x03])(?!.{{108}}{_TOO_MANY}).{{108}}"
    rf"|(?={_OVERLOADED}[\x02\x03])(?!.{{44}}{_TOO_MANY}).{{44}}))"
)
# A NAK says so first.
_NO_NAK = r"(?!.{240}\x35\x01\x06)"
# Of a reply with too many options, a rule of its own speaks.
_FEW = rf"(?!.{{240}}{_TOO_MANY})"
_FILE = rf"(?=.{{108}}[^\x00])(?!{_OVERLOADED}[\x01\x03])"
_NAME = rf"(?=.{{44}}[^\x00])(?!{_OVERLOADED}[\x02\x03])"
_FILE_OPTION = rf"(?&s){_WALKS}\x43[\x01-\xff]"
_NAMED_BY_OPTION = rf"(?&s){_WALKS}(?:\x42|\x96)[\x01-\xff]"
_PXE = r"\x2b[\x07-\xff](?&w){0,6}?\x08[\x07-\xff]"
# r is all that follows an option: a text ends where r begins, if not before.
_REST = r"(?=(?&w)(?<r>.*))"
_ENDS = r"(?:[^ -~]|\k<r>\z)"
_NOBODY = IPv4Network("0.0.0.0/32")
_LINK_LOCAL = IPv6Network("fe80::/10")
"""From where DHCPv6 servers and relays on the link send: nobody can declare that."""

BOOT_FILE, BOOT_SERVER_NAME, BOOT_SERVERS, OVERLOAD = 67, 66, 150, 52
"""Options that all clients read alike (RFC 2132, 5859)."""


def _obeyed() -> list[Obeyed]:
    """Options that only some clients read so."""
    return [option for entry in facts().of(Dhcp) for option in entry.obeys]


def _code(*forms: Form, own: bool = False) -> str:
    """The options that are read in one of these forms."""
    return one_of(option.option for option in _obeyed() if option.form in forms and option.own == own)


_ANY_URL = r"(?i:tftp|ftp|https?):\/\/"
# What boots, configures or provisions, as against captive portals, phones' proxies and management servers of CPEs.
_ENDINGS = dict.fromkeys(ending for entry in facts().of(Dhcp) for ending in entry.endings)
_ENDING = (
    rf"(?:(?:\.(?:{'|'.join(_ENDINGS)}|efi|kpxe|ipxe|img|iso|tgz|cfg|conf|0(?<=pxelinux\.0))|-confg)(?![\w.\/-])"
    r"|-(?:installer|updater)(?<=onie-installer|onie-updater))"
)
# After the slashes of a URL.
_BOOTS = (
    rf"(?i:(?<=tftp:\/\/|ftp:\/\/)|(?<=http:\/\/|https:\/\/)"
    rf"(?=(?:[!-,\/-~]++|(?!{_ENDING})[.-]){{0,12}}+{_ENDING}))"
)
_BOOT_URL = rf"(?i:t?ftp|https?):\/\/{_BOOTS}"
_TEXT_WITH_BOOT_URL = rf"(?:[^\x00:]{{0,60}}+:){{1,3}}?\/\/{_BOOTS}"
_RELAYED = rf"(?=.{{240}}{_WALKS}\x36\x04(?<v>.{{4}}))(?=.{{240}}{_WALKS}\x52.(?&w){{0,6}}?\x0b\x04\k<v>)"
"""A relay asked to stand in option 54 itself (option 82, sub-option 11, RFC 5107): the sender is the server."""

_ONCE = "threshold:type limit,track by_src,count 1,seconds 60"
"""An offer and its ACK, and other clients that the same server answers, are one fact."""
_REPLIES = ("byte_test:1,=,2,0", "byte_test:4,=,0x63825363,236", 'content:"|63 82 53 63|"', "fast_pattern:only")
_PASSED_ON = "bootwarden.relay"
"""Who was just sent what alerted: if a relay, it passes that on."""
TO_RELAY = 20
"""What is added to a rule's number for what goes to relays."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on boot options; none where neither boot nor DHCP servers are declared."""
    if who.site is None:
        return
    for rule in _rules4(who, who.site.network.dhcp_servers):
        # A thread that is late with what went to the relay costs a second alert.
        to_client = (*rule.match, f"xbits:isnotset,{_PASSED_ON},track ip_src")
        yield replace(rule, header=f"{rule.header} [68,4011]", match=to_client)
        to_relay = (*rule.match, f"xbits:set,{_PASSED_ON},track ip_dst,expire 10")
        yield replace(rule, number=rule.number + TO_RELAY, header=f"{rule.header} 67", match=to_relay)
    yield from _rules6(who, who.site.network.dhcp_servers)


def unread(who: Who) -> dict[int, str]:
    """Expressions for the replies that rules leave unread, by the rules' numbers, when one walk through them is done.

    Reading them costs several. These have no options but such as the rule would not alert on, in too little room for
    too many.
    """
    few = _all(rf"[^\x00\xff](?:{_SHORT})")
    dhcp = octets(who.site.network.dhcp_servers if who.site else ())
    declared = _all(rf"[^\x00\x36\xff](?:{_SHORT})", *([rf"\x36\x04(?:{dhcp})"] if dhcp else []))
    texts = dotted_by_length([n for n in who.servers if n.prefixlen == n.max_prefixlen], who.server_names)
    names = "|".join(rf"\x{size:02x}(?:{'|'.join(known)})" for size, known in sorted(texts.items()) if size < 256)
    others = one_of([0x00, *_codes(), OVERLOAD, 0xFF]).replace("[", "[^", 1)
    ours = _all(
        rf"(?:{others}|\x43(?!.{_ANY_URL}))(?:{_SHORT})",
        rf"\x96\x04(?:{octets([*who.servers, _NOBODY])})",
        *([rf"\x42(?i:{names})"] if names else []),
    )
    return {0: declared, 1: ours, 6: few}


def _all(*options: str) -> str:
    """An expression for a reply with no other options than these, too short for too many."""
    return rf".{{240}}(?!.{{{ROOM_FOR_TOO_MANY}}})(?:{'|'.join(options)})*+(?:\xff|\z)"


def _quickly(expression: str, left: str, define: str = "") -> str:
    """An expression that leaves some replies unread. Where very many servers leave no room for that, it reads each."""
    quick = f"(?!{left})"
    return "^" + (quick if len(_WALK + define + quick + expression) < _ROOM_FOR_EXPRESSION else "") + expression


def _codes() -> list[int]:
    """The options that may say what to boot."""
    return [BOOT_FILE, BOOT_SERVER_NAME, BOOT_SERVERS, *(option.option for option in _obeyed())]


def _rules4(who: Who, dhcp: Sequence[IPNetwork]) -> Iterator[Rule]:
    """For replies to any port: where they go is added by :func:`rules`."""
    foreign = rf"(?={_from_undeclared(dhcp)})(?!{_RELAYED})" if dhcp else ""
    left = unread(who)
    if dhcp:
        boots = rf"(?:{_FILE}|(?&s){_WALKS}(?:[\x42\x43\x96][\x01-\xff]|{_PXE}|{_rarer()}))"
        says = "DHCP reply with boot options from an undeclared DHCP server"
        yield _rule(0, says, _quickly(f"{foreign}{_NO_NAK}{_FEW}{boots}", left[0]))
        others = except_for(dhcp, versions=(4,))
        if others is not None:
            says = "DHCP reply with boot options from an undeclared DHCP server, in the name of a relay"
            stand_in = (*_REPLIES, 'content:"|0b 04|"', "offset:240")
            yield _rule(3, says, f"^{_RELAYED}{_NO_NAK}{_FEW}{boots}", source=others, replies=stand_in)
    says = "DHCP reply has more options than any server sends, which hides the last ones"
    large = (f"dsize:>{_SHORTEST_TOO_MANY - 1}", *_REPLIES)
    yield _rule(6, says, _quickly(rf".{{240}}{_TOO_MANY}", left[6]), replies=large)
    if not who.servers_declared:
        return
    known = f"(?!{foreign})" if foreign else ""
    define = f"(?<k>{_texts(who)})(?<o>{octets([*who.servers, _NOBODY])})"
    bad = f"(?&s){_WALKS}(?={one_of(_codes())}){_REST}(?:{_usual()}|{_rarer('(?&k)', '(?&o)')})"
    reads = f"{_NO_NAK}{_FEW}{known}{bad}"
    yield _rule(1, "DHCP option names an undeclared boot server", _quickly(reads, left[1], define), define)
    says = "DHCP or BOOTP reply with a boot file comes with an undeclared boot server's address or name"
    # Where the file is a URL, it alone says where it comes from; in option 67 the rule on options reads it.
    url = rf"(?=.{{108}}{_ANY_URL}(?!(?:[^\/@\s\x00]{{0,64}}+@)?(?&k)[:\/\x00])){_FILE}"
    no_url = rf"(?!.{{108}}{_ANY_URL}|(?&s){_WALKS}\x43.{_ANY_URL})"
    names_file = rf"(?:{_FILE}|(?={_FILE_OPTION}))"
    named = rf"(?=.{{44}}(?!(?&k)\x00)\d{{1,3}}(?:\.\d{{1,3}}){{3}}\x00){_NAME}"
    where = rf"(?:(?=.{{20}}(?!(?&o)).{{4}})|{named})"
    # What stands at a fixed place comes first: of most replies it is all that is looked at.
    by_file = f"(?:{url}|{where}{names_file}{no_url})(?!{_NAMED_BY_OPTION})"
    yield _rule(2, says, f"^{by_file}{_NO_NAK}{_FEW}{known}", define)
    # The first BOOTP servers leave the cookie out, and have no options.
    says = "BOOTP reply with a boot file comes with an undeclared boot server's address"
    no_cookie = ("dsize:>235", 'content:!"|63 82 53 63|"', "offset:236", "depth:4", *begins("|02 01 06|"))
    yield _rule(7, says, r"^(?=.{108}[^\x00]).{20}(?!(?&o)).{4}", define, replies=no_cookie)


def _texts(who: Who) -> str:
    """Declared servers as text. A name may end in the dot of DNS' root."""
    return rf"(?i:(?:{dotted(who.servers, who.server_names) or '(?!)'})\.?+)"


def _from_undeclared(dhcp: Sequence[IPNetwork]) -> str:
    return rf".{{240}}{_WALKS}\x36\x04{not_of(octets(dhcp))}.{{4}}"


def _usual() -> str:
    """Options 150 (binary, or as text), 66, 67 as a URL, and 43's boot servers, that name an undeclared server."""
    pxe = "|".join(rf"\x{n:02x}(?:.{{4}}){{0,{n - 1}}}(?!(?&o)).{{4}}" for n in range(1, 9))
    # Names, addresses or URLs in a row, as phones and some switches read them.
    one = r"(?:[a-zA-Z]{2,5}:\/\/)?(?:(?&k)|0\.0\.0\.0)(?::\d+)?+(?:\/[!-+\--:<-~]*+)?"
    all_declared = rf"(?:[,\x3b \t]*+{one}(?=[,\x3b \t]|{_ENDS})){{0,9}}+[,\x3b \t]*+{_ENDS}"
    is_text = r".(?:\d{1,3}\.\d|[A-Za-z][\w-]{0,62}+(?:\.|:\/\/))"
    # As many addresses as fit; one that is not declared before the option's end.
    fours = "".join(f"\\x{n:02x}" for n in range(4, 256, 4))
    addresses = rf"[{fours}](?:(?!\k<r>\z)(?&o))*+(?!\k<r>\z)"
    return "|".join(
        (
            rf"\x96(?:(?!{is_text}){addresses}|(?={is_text}).(?!{all_declared}))",
            rf"\x42[\x01-\xff](?!{all_declared})",
            rf"\x43[\x0a-\xff]{_ANY_URL}{_not_to('(?&k)')}",
            rf"{_PXE}.{{2}}(?:{pxe})",
        )
    )


def _not_to(known: str) -> str:
    """After the scheme of a URL: it does not go to a declared server."""
    return rf"(?!(?:[^\/@\s\x00]{{0,64}}+@)?{known}(?:[:\/]|{_ENDS}))" if known else ""


def _rarer(known: str = "", addresses: str = "") -> str:
    """Options that only some devices read, naming an undeclared server; any server where none is declared.

    What is nobody else's may be named anything; the other options must name what boots.
    """
    other = _not_to(known)
    numbers = {number for entry in facts().of(Dhcp) for number in entry.foreign}
    foreign = "|".join(pcre_bytes(number.to_bytes(4, "big")) for number in sorted(numbers))
    name = rf"(?!{known}(?:[:\x3b]|{_ENDS}))[\w.-]" if known else r"[\w.-]"
    host = rf"(?!{known}::)[\w.-]{{1,63}}+::" if known else r"[\w.-]{1,63}+::"
    return "|".join(
        (
            rf"{_code('pnp')}.5A\d{{0,3}}+[A-Z]?+\x3b(?:[!-:<-~]*+\x3b){{0,9}}?I{name}",
            rf"{_code('bootstrap')}.(?:\x00.[!-~]*+){{0,4}}?\x00.{_ANY_URL}{other}",
            rf"{_code('exos-files')}.d\x04{not_of(addresses)}.{{4}}e.[!-~]{{1,64}}?\.(?i:xos|xmod|xsf|py|pol|cfg)",
            rf"{_code('pxelinux')}.(?:{host}|{_ANY_URL}{other})",
            rf"{_code('server-list')}\x04(?=[\x01-\x7e\x80-\xdf]){not_of(addresses)}.{{4}}",
            rf"{_code('urls', own=True)}.{_ANY_URL}{other}",
            rf"{_code('urls')}.{_TEXT_WITH_BOOT_URL}{other}",
            rf"{_code('identified')}.(?!{foreign}).{{5}}[^:]{{0,80}}+:\/\/(?i:(?<=tftp:\/\/|ftp:\/\/|http:\/\/|https:\/\/)){other}",
        )
    )


def _rule(
    number: int,
    says: str,
    expression: str,
    define: str = "",
    source: str = "any",
    replies: tuple[str, ...] = _REPLIES,
) -> Rule:
    match = (*replies, f'pcre:"/(?(DEFINE){_WALK}{define}){expression}/s"', _ONCE)
    return Rule("BW01", number, says, f"udp {source} any -> any", match, "dest_ip", "misc-attack", "major", "Medium")


# ADVERTISE, REPLY, or what a relay is to pass on. Options of two bytes of code and two of length: 59 (RFC 5970) is a
# URL, 136 (RFC 8572) has URLs behind their lengths, 17 is a vendor's.
_BOOTS6 = rf"(?:\x00\x3b\x00.{_ANY_URL}|\x00\x88\x00.\x00.{_ANY_URL}|\x00\x11\x00.{{5,80}}?{_BOOT_URL})"


def _rules6(who: Who, dhcp: Sequence[IPNetwork]) -> Iterator[Rule]:
    six = [n for n in dhcp if n.version == 6]
    strangers = except_for([*six, _LINK_LOCAL]) if six else None
    if strangers is not None:
        says = "DHCPv6 reply with boot options from an undeclared DHCP server"
        yield _rule6(4, says, strangers, _BOOTS6)
    if who.servers_declared:
        known = "|".join(filter(None, (_texts(who), written(who.servers))))
        says = "DHCPv6 option names an undeclared boot server"
        source = among([*six, _LINK_LOCAL]) if six else "any"
        assert source
        yield _rule6(5, says, source, rf"{_BOOTS6}(?!(?:{known})(?![\w.-]))")


def _rule6(number: int, says: str, source: str, expression: str) -> Rule:
    match = ('content:"|3a 2f 2f|"', r'pcre:"/^[\x02\x07\x0d]/"', f'pcre:"/{expression}/s"', _ONCE)
    header = f"udp {source} 547 -> any [546,547]"
    return Rule("BW01", number, says, header, match, "dest_ip", "misc-attack", "major", "Medium")
