"""What a rule can look for of a group's orders: a rule sees one SET, and remembers little of those before.

A row may come in one SET or one object at a time. A rule therefore looks for the one object that says what is moved and
which way, so that it alerts once for a row. What an order asks for beside must be in the same SET, or was remembered by
a helper rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bootwarden.facts.model import Facts
from bootwarden.facts.snmp import Column, Order, Snmp, set_role

Numbers = frozenset[int]
"""Values of an object; none: any value."""
ANY: Numbers = frozenset()


@dataclass(frozen=True)
class Plan:
    """A rule for each OID of a group: the orders that share a sid."""

    group: Snmp
    orders: Sequence[Order]
    """Those that tell most: without what another of them says with fewer words."""
    decisive: Mapping[str, Numbers]
    """The objects of which one starts it, by their arcs, and their values."""
    beside: Mapping[str, Numbers]
    """What the same SET must set, too: values by role."""
    remembered: Sequence[str]
    """Roles that a helper must have seen."""
    unlike: Sequence[str]
    """Roles that a helper must not have seen: another order comes first then."""
    without: Sequence[str]
    """Roles that the SET must not set."""

    @property
    def first(self) -> Order:
        """The order that speaks for all."""
        return self.orders[0]

    @property
    def says(self) -> str:
        """What it does, in the words of its orders."""
        return ", or ".join(dict.fromkeys(order.says for order in self.orders))

    @property
    def columns(self) -> Sequence[Column]:
        """The decisive columns."""
        return [column for column in self.group.columns if column.arc in self.decisive]

    @property
    def server_columns(self) -> Sequence[Column]:
        """The columns that name the server of its orders."""
        roles = {order.server for order in self.orders if order.server}
        roles |= {"other-server"} if "server" in roles else set()
        return [c for c in self.group.columns if c.role in roles | {set_role(role) for role in roles}]

    @property
    def server_in_index(self) -> bool:
        """Whether the instance of its objects is the server's address."""
        return self.group.index_is_server and any(order.server == "server" for order in self.orders)


def helper_values(group: Snmp, role: str) -> Numbers:
    """The values that a group's helper remembers of a role: those that its orders ask for beside."""
    asked = {frozenset(order.numbers[role]) for order in group.order if role in _secondary(order)}
    if len(asked) != 1:
        raise ValueError(f"helpers: orders ask for {len(asked)} sets of values of {role}: ask for one")
    return asked.pop()


def plans(group: Snmp) -> list[Plan]:
    """The rules of a group, in the order of the facts. Raises ValueError for what no rule can tell."""
    by_sids: dict[tuple[int, ...], list[Order]] = {}
    for order in group.order:
        if order.sids:
            by_sids.setdefault(tuple(order.sids), []).append(order)
    return [_plan(group, orders) for orders in by_sids.values()]


def mistakes(facts: Facts) -> Iterator[str]:
    """What no rule can tell, a line each."""
    for group in facts.of(Snmp):
        try:
            plans(group)
            for role in group.helpers:
                helper_values(group, role)
        except ValueError as cause:
            yield f"{group.place}: snmp: {cause}"


def _secondary(order: Order) -> Sequence[str]:
    return list(order.when)[1:]


def _decisive(order: Order) -> str:
    return next(iter(order.when))


def _plan(group: Snmp, orders: Sequence[Order]) -> Plan:
    sid = orders[0].sids[0]
    kept = [order for order in orders if not any(_covers(other, order) for other in orders)]
    asked = {(tuple((role, frozenset(o.numbers[role])) for role in _secondary(o)), tuple(o.without)) for o in kept}
    if len(asked) > 1:
        raise ValueError(f"sid {sid}: its orders ask for different things beside: give them sids of their own")
    if len({(order.detection, order.leaves) for order in kept}) > 1:
        raise ValueError(f"sid {sid}: its orders are of different evidence or direction: give them sids of their own")
    beside, without = asked.pop()
    numbers, unlike = _numbers(group, kept)
    decisive: dict[str, Numbers] = {}
    for role, values in numbers.items():
        for column in group.columns_of(role):
            decisive[column.arc] = values
    plan = Plan(
        group,
        kept,
        decisive,
        {role: values for role, values in beside if role not in group.helpers},
        [role for role, _ in beside if role in group.helpers],
        unlike,
        without,
    )
    meant: dict[str, set[Numbers]] = {}
    for column in plan.columns:
        meant.setdefault(column.wire, set()).add(decisive[column.arc])
    if any(len(values) > 1 for values in meant.values()):
        raise ValueError(
            f"sid {sid}: several objects of one type, each with values of its own, cannot share a rule: give the "
            "orders sids of their own"
        )
    return plan


def _covers(other: Order, order: Order) -> bool:
    """Whether another order asks for less than this one, and for nothing that this one does not."""
    if _decisive(other) != _decisive(order) or not set(other.without) <= set(order.without):
        return False
    if not set(other.when) < set(order.when):
        return False
    pairs = [(set(values), set(order.numbers[role])) for role, values in other.numbers.items()]
    return all(not wide or (narrow and narrow <= wide) for wide, narrow in pairs)


def _numbers(group: Snmp, orders: Sequence[Order]) -> tuple[dict[str, Numbers], list[str]]:
    """The values of each decisive role, and the helpers that must not have seen what an earlier order asks for."""
    numbers: dict[str, set[int]] = {}
    unlike: list[str] = []
    for order in orders:
        role = _decisive(order)
        values = set(order.numbers[role])
        for before in group.order[: group.order.index(order)]:
            if not before.sids or before.sids == order.sids or _decisive(before) != role:
                continue
            theirs = set(before.numbers[role])
            if values and theirs and not values & theirs:
                continue
            others = _secondary(before)
            if not others and not before.without and values and theirs:
                values -= theirs
            elif len(others) == 1 and others[0] in group.helpers:
                # Whoever comes first forgets what the helper saw.
                if any(mine > theirs for mine, theirs in zip(order.sids, before.sids, strict=True)):
                    raise ValueError(
                        f"sid {order.sids[0]}: comes after {before.sids[0]} of a narrower order: swap them"
                    )
                unlike.append(others[0])
            elif not set(before.without) & set(order.when) and not set(order.without) & set(before.when):
                raise ValueError(
                    f"sid {order.sids[0]}: an earlier order has the same {role}: give its other role a helper, so that "
                    "the two rules exclude each other"
                )
        numbers.setdefault(role, set()).update(values)
        if not order.numbers[role]:
            numbers[role] = set()
    return {role: frozenset(values) for role, values in numbers.items()}, list(dict.fromkeys(unlike))
