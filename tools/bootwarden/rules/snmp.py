"""BW03, BW04, BW05 and BW27 by SNMP: SETs that move a file, set the boot source, reload, or lower what guards a boot.

The rules come from the facts: one for each group of objects and direction. In a site's set, declared admin hosts may do
all that, as long as the server that the SET names is declared: sources can be spoofed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from bootwarden.facts import facts
from bootwarden.facts.snmp import Column, Snmp
from bootwarden.facts.snmp_plan import Numbers, Plan, helper_values, plans
from bootwarden.rules import snmp_match as match
from bootwarden.rules import snmp_turned
from bootwarden.rules.patterns import LENGTH, SUBID, arcs, dotted, dotted_by_length, not_of, octets, oid_bytes
from bootwarden.rules.rule import HELPER, OF_FACTS, Rule, raw
from bootwarden.rules.snmp_match import RELOADED
from bootwarden.rules.who import Who, among

ONCE = "threshold:type limit,track by_dst,count 1,seconds 30"
"""Managers send a SET again that is not answered: five times, a second apart (net-snmp), or five seconds apart. Counted
for the device: a manager's address costs a sender nothing."""

SET = ("flow:to_server", *match.SET)
"""A SET of a flow that the manager opened. Of others, see :mod:`~.snmp_turned`."""


WIDESPREAD = frozenset(
    ("cisco-ios", "cisco-catos", "cisco-wlc", "comware", "huawei", "hp-procurve", "foundry", "extreme", "force10")
)
"""Families whose orders stand in the first of the two files of generic rules, which some will load alone."""


def rules(who: Who) -> Iterator[Rule]:
    """All rules on SNMP."""
    if who.home is None:
        return
    source = who.no_manager if who.managers else "any"
    if source is not None:
        to_devices = f"udp {source} any -> {who.home} 161"
        yield from _padded(to_devices)
        judged = ("BW05",) if who.servers_declared and not who.managers else ("BW03", "BW04", "BW05", "BW27")
        yield from snmp_turned.rules(to_devices, (ONCE,), judged)
    for family, group in facts().with_family(Snmp):
        for number, oid in enumerate(group.oids):
            for rule in _of_group(family.title, group, number, oid, who, source):
                yield replace(rule, atlas=rule.sid in OF_FACTS and family.name not in WIDESPREAD)


def _of_group(title: str, group: Snmp, number: int, oid: str, who: Who, source: str | None) -> Iterator[Rule]:
    """The rules of one group under one of its OIDs."""
    yield from _helpers(group, number, oid, who)
    for plan in plans(group):
        # A declared manager's orders are judged by their server; those without one only by the manager.
        if source is None or (who.servers_declared and not who.managers and plan.first.detection != "BW05"):
            continue
        yield _order(title, plan, number, oid, f"udp {source} any -> {who.home} 161")
    if who.servers_declared:
        yield from _servers(title, group, number, oid, who)


def _sid(sid: int | list[int], number: int) -> int:
    return sid if isinstance(sid, int) else sid[number]


def _bit(group: Snmp, role: str, number: int) -> str:
    return f"bootwarden.snmp.{_sid(group.helpers[role], number)}"


def _helpers(group: Snmp, number: int, oid: str, who: Who) -> Iterator[Rule]:
    for role, sid in group.helpers.items():
        options = (*SET, *_setting(group, oid, role, helper_values(group, role), fast=True))
        says = f"SNMP SET gives {group.name} a {role} that matters"
        options = (*options, f"flowbits:set,{_bit(group, role, number)}")
        yield Rule(HELPER, 0, says, f"udp any any -> {who.home} 161", options, sid=_sid(sid, number))


def _name(oid: str, column: Column) -> bytes:
    return oid_bytes(f"{oid}.{column.arc}")


def _value(column: Column, values: Numbers) -> str:
    if values:
        return match.number(column.type, values)
    return match.URL if "url" in column.role else match.tag(column.type)


def _setting(group: Snmp, oid: str, role: str, values: Numbers, *, fast: bool = False) -> list[str]:
    columns = group.columns_of(role)
    return match.binding([_name(oid, c) for c in columns], [_value(c, values) for c in columns], fast=fast)


def _conditions(plan: Plan, number: int, oid: str) -> tuple[str, ...]:
    """What a plan asks for: its decisive object, and whatever it asks for beside."""
    group = plan.group
    names = [_name(oid, column) for column in plan.columns]
    options = match.binding(names, [_value(c, plan.decisive[c.arc]) for c in plan.columns], fast=True)
    for role, values in plan.beside.items():
        options += _setting(group, oid, role, values)
    for role in plan.without:
        options += [f'content:!"{raw(_name(oid, column))}"' for column in group.columns_of(role)]
    for role in plan.remembered:
        options += [f"flowbits:isset,{_bit(group, role, number)}", f"flowbits:unset,{_bit(group, role, number)}"]
    # Rules that read and write flowbits are tried in the order of their sids, and before those that only read them.
    for role in plan.unlike:
        options += [f"flowbits:isnotset,{_bit(group, role, number)}", f"flowbits:unset,{_bit(group, role, number)}"]
    return (*SET, *options)


def _order(title: str, plan: Plan, number: int, oid: str, header: str) -> Rule:
    order = plan.first
    options = [*_conditions(plan, number, oid)]
    if order.detection == "BW05":
        options.append(f"flowbits:set,{RELOADED}")
    return Rule(
        order.detection,
        0,
        f"SNMP SET to {title}: {plan.says} ({plan.group.name})",
        header,
        (*options, ONCE),
        "dest_ip",
        "attempted-admin",
        order.severity or ("major" if order.leaves else "critical"),
        leaves=order.leaves,
        dumps=order.leaves and order.detection == "BW03",
        sid=order.sids[number],
    )


def _servers(title: str, group: Snmp, number: int, oid: str, who: Who) -> Iterator[Rule]:
    """Rules on SETs that name an undeclared server, from whoever may order at all.

    Where the orders that a server's objects are for are of one detection, the server alone tells; else the SET must
    order, too.
    """
    managers = among(who.managers) if who.managers else "any"
    named = [plan for plan in plans(group) if plan.server_in_index or plan.server_columns]

    def where(plan: Plan) -> tuple[str, ...]:
        of_index = tuple(c.arc for c in plan.columns) if plan.server_in_index else ()
        return of_index or tuple(c.arc for c in plan.server_columns)

    for _, some in groupby(sorted(named, key=where), key=where):
        alike = sorted(some, key=named.index)
        several = len({plan.first.detection for plan in alike}) > 1
        for plan in alike if several else alike[:1]:
            order = plan.first
            thing = "an image" if order.detection == "BW04" else "a configuration"
            options = _conditions(plan, number, oid) if several else SET
            yield Rule(
                order.detection,
                0,
                f"SNMP SET moves {thing} to or from an undeclared server ({title}, {group.name})",
                f"udp {managers} any -> {who.home} 161",
                (*options, *_undeclared(plan, oid, who, fast=not several), ONCE),
                "dest_ip",
                "attempted-admin",
                order.severity or ("major" if order.leaves else "critical"),
                leaves=order.leaves,
                dumps=order.leaves and order.detection == "BW03",
                sid=order.sids[number],
                naming=True,
            )


def _undeclared(plan: Plan, oid: str, who: Who, *, fast: bool) -> list[str]:
    """Options for a binding that names a server which is not declared."""
    if plan.server_in_index:
        names = [_name(oid, column) for column in plan.columns]
        values = match.any_of(match.tag(column.type) for column in plan.columns)
        index = rf"{not_of(arcs(who.servers))}(?:{SUBID}){{4}}{values}"
        return [*match.begin(names, fast=fast), f'pcre:"/^{match.tails(names)}{index}/sR"']
    columns = plan.server_columns
    return match.binding([_name(oid, c) for c in columns], [_not_declared(c, who) for c in columns], fast=fast)


def _not_declared(column: Column, who: Who) -> str:
    """The value of an object that names a server which is not declared: address, bytes, bytes with a port, or text."""
    four, six = not_of(octets(who.servers)), not_of(octets(who.servers, 6))
    if "url" in column.role:
        known = dotted(who.servers, who.server_names)
        return rf"{match.URL}(?:[^\/@\x00]{{0,80}}@)?" + (not_of(rf"(?:{known})[:\/]") if known else "")
    if column.wire == "address":
        return rf"\x40{LENGTH}\x04{four}(?!\x00{{4}})"
    texts = dotted_by_length(who.servers, who.server_names if column.type == "OCTET STRING" else ()).items()
    known = not_of("|".join(f"\\x{size:02x}(?:{'|'.join(some)})" for size, some in texts))
    # A name is none of an InetAddress: its bytes may look like one.
    text = rf"{known}(?!\x070\.0\.0\.0)" + (
        r"[\x01-\x7f][0-9A-Za-z]" if column.type == "OCTET STRING" else r"[\x07-\x0f]\d"
    )
    # Without and with a zone (RFC 4001) or a port (RFC 3419).
    sized = {"InetAddress": ((4, 16), (8, 20)), "TransportAddress": ((6, 18),)}.get(column.type, ())
    forms = [
        form
        for small, large in sized
        for form in (rf"\x{small:02x}{four}(?!\x00{{4}}).{{{small}}}", rf"\x{large:02x}{six}.{{{large}}}")
    ]
    return rf"\x04{LENGTH}{match.any_of([*forms, text])}"


# X.690, 8.19.2: no arc begins with 80. Agents read it all the same.
_PADDED = {
    1542005056: (bytes.fromhex("2b06010401"), True),
    # Not 2b 80 alone: for one text of two bytes Hyperscan looks at every byte, for 2,000 others at every second.
    1542006090: (bytes.fromhex("2b8006"), False),
    1542006094: (bytes.fromhex("2b8080"), False),
    1542006091: (bytes.fromhex("2b0680"), False),
    1542006092: (bytes.fromhex("2b060180"), False),
    1542006093: (bytes.fromhex("2b06010480"), False),
}
"""By sid: the beginning of a name, and whether the byte that pads stands anywhere behind it."""


def _padded(header: str) -> Iterator[Rule]:
    for sid, (begin, behind) in _PADDED.items():
        options = [*SET, f'content:"{raw(begin)}"', "fast_pattern"]
        if behind:
            options += [
                # What is read moves the place from which is counted: to the name's beginning.
                f"byte_extract:1,-{len(begin) + 1},length,relative",
                'content:"|80|"',
                "within:length",
                # Within an arc, what comes before has its upper bit set.
                "byte_test:1,<,128,-2,relative",
            ]
        says = "SNMP SET spells a name longer than BER allows, which hides what it orders"
        yield Rule("BW05", 0, says, header, (*options, ONCE), "dest_ip", "attempted-admin", "major", sid=sid)
