"""``[[snmp]]``: groups of objects by which devices are told, in SETs, to move files, to boot from elsewhere, to reload.

A group is the columns of a table or some scalars. Its orders say what it does once the objects have some values; the
first that fits counts. Enumerated values keep the MIB's label, so that they can be compared with the MIB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bootwarden.facts.model import Fact, Facts

Wire = Literal["number", "address", "octets", "oid"]
"""How a value is encoded: INTEGER and its like, IpAddress, OCTET STRING, OBJECT IDENTIFIER."""

TYPES: Mapping[str, Wire] = {
    "INTEGER": "number",
    "Unsigned32": "number",
    "TimeTicks": "number",
    "IpAddress": "address",
    "OCTET STRING": "octets",
    "InetAddress": "octets",
    "TransportAddress": "octets",
    "BITS": "octets",
    "OBJECT IDENTIFIER": "oid",
}
"""Syntaxes of columns. What a MIB derives from one of them is written as what it derives from, addresses excepted:
InetAddress holds 4 or 16 bytes (RFC 4001), TransportAddress these and a port (RFC 3419)."""

URL_PARTS = (".server", ".file", ".protocol")
"""What the value of a role with "url" in its name gives beside."""

Kind = Literal["SNMP_CONFIG", "SNMP_IMAGE", "RELOAD_ORDER", "BOOT_INTEGRITY"]
DETECTION: Mapping[Kind, str] = {
    "SNMP_CONFIG": "BW03",
    "SNMP_IMAGE": "BW04",
    "RELOAD_ORDER": "BW05",
    "BOOT_INTEGRITY": "BW27",
}
"""Which detection each kind of evidence is judged by."""

SIDS = (range(1542005030, 1542005060), range(1542006000, 1542007000))
"""Sids of generic rules born of these facts: those of before, and new ones."""
HELPER_SIDS = (range(1542005900, 1542006000), SIDS[1])

_ARCS = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*")
_ROLE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VALUE = re.compile(r"(?:(?P<label>[A-Za-z][\w-]*)\((?P<labelled>-?[0-9]+)\)|(?P<bare>-?[0-9]+))")


def _arcs(text: str) -> str:
    if not _ARCS.fullmatch(text):
        raise ValueError(f'{text!r} is no object identifier: write numbers with dots between, as "1.3.6.1.4.1.9"')
    return text


def _role(name: str) -> str:
    if not _ROLE.fullmatch(name):
        raise ValueError(f"{name!r} is no role: write it in lower case, with hyphens between words: other-server")
    return name


def number_of(value: str) -> int:
    """The number of an enumerated value: of ``tftp(1)`` or ``1``."""
    found = _VALUE.fullmatch(value)
    if found is None:
        raise ValueError(f'{value!r} is no value: write it as the MIB does, "tftp(1)", or as a number, "1"')
    return int(found["labelled"] or found["bare"])


def _value(value: str) -> str:
    number_of(value)
    return value


Oid = Annotated[str, AfterValidator(_arcs)]
Role = Annotated[str, AfterValidator(_role)]
Values = list[Annotated[str, AfterValidator(_value)]]


class Column(BaseModel):
    """One object of a group."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    arc: Oid
    """The arcs between the group's OID and the instance."""
    role: Role
    name: str = Field(min_length=1)
    """Its name in the MIB."""
    type: str
    """Its syntax: one of TYPES."""

    @model_validator(mode="after")
    def _known(self) -> Column:
        if self.type not in TYPES:
            raise ValueError(f"type {self.type!r} is unknown: write what it derives from, one of {', '.join(TYPES)}")
        return self

    @property
    def wire(self) -> Wire:
        """How its values are encoded."""
        return TYPES[self.type]


class Order(BaseModel):
    """What a group does once its objects have some values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: dict[str, Values] = Field(min_length=1)
    """Values that name the order, by role; none: any value. The first role's object is the decisive one."""
    without: list[str] = Field(default_factory=list)
    """Roles that must not be set."""
    evidence: Kind
    says: str = Field(min_length=1)
    """What is moved, and which way: ``network to startup-config``."""
    leaves: bool = False
    """Whether a file leaves the device."""
    server: str = "server"
    """Role of the object that names the server; empty where none does."""
    file: str = "file"
    """Role of the object that names the file."""
    protocol: str = "protocol"
    """Role of the object, or of the URL, that says by which protocol; empty where the order moves nothing."""
    sid: int | list[int] | None = None
    """Sid of the generic rule; orders of one group that share it share the rule. Where the group stands under other
    OIDs, too: a list, for ``oid`` and for each of ``same``. None: no rule of its own, Zeek alone tells it."""
    severity: Literal["major", "critical"] | None = None

    @property
    def detection(self) -> str:
        """The detection that judges it."""
        return DETECTION[self.evidence]

    @property
    def sids(self) -> Sequence[int]:
        """The sids of its rules: for the group's OID, and for each other that the group stands under."""
        return [] if self.sid is None else [self.sid] if isinstance(self.sid, int) else self.sid

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """The values of ``when`` as numbers."""
        return {role: [number_of(value) for value in values] for role, values in self.when.items()}


class Snmp(Fact):
    """A group of objects that together make orders."""

    name: str = Field(min_length=1)
    """MIB and table or group, as the evidence shows it."""
    mib: str = Field(min_length=1)
    """The module that defines the columns."""
    oid: Oid
    """The OID under which the columns are numbered: of the table's entry, or of the group of scalars."""
    same: list[Oid] = Field(default_factory=list)
    """Other OIDs that the same objects stand under: of other brands and older releases."""
    protocol: str = ""
    """What files move by where no object says."""
    protocols: dict[Annotated[str, AfterValidator(_value)], str] = Field(default_factory=dict)
    """What the values of the role that names the protocol mean."""
    index_is_server: bool = False
    """Whether the instance is, or ends in, the server's IPv4 address."""
    one_row: bool = False
    """Whether objects of whatever instance belong together."""
    columns: list[Column] = Field(min_length=1)
    start: dict[str, Values] = Field(default_factory=dict)
    """Setting one of these roles to one of these values starts the order; none: any value."""
    complete: list[str] = Field(default_factory=list)
    """These roles together start it, too."""
    helpers: dict[str, int | list[int]] = Field(default_factory=dict)
    """By role: sid (or sids, as an order's) of the helper rule that remembers of a row, for its next SETs, that this
    role has the value which an order needs beside its decisive one."""
    order: list[Order] = Field(min_length=1)

    @property
    def roles(self) -> set[str]:
        """Roles of its columns, and what URLs and the index give."""
        roles = {column.role for column in self.columns}
        given = {role + part for role in roles if "url" in role for part in URL_PARTS}
        return roles | given | ({"server"} if self.index_is_server else set())

    @property
    def oids(self) -> Sequence[str]:
        """Where it stands: its own OID first."""
        return [self.oid, *self.same]

    def columns_of(self, role: str) -> Sequence[Column]:
        """The columns of a role; of ``url.server`` those of ``url``."""
        base = set_role(role)
        return [column for column in self.columns if column.role in (role, base)]

    @model_validator(mode="after")
    def _consistent(self) -> Snmp:
        wrong = list(self._mistakes())
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _mistakes(self) -> Iterator[str]:
        if not self.start and not self.complete:
            yield "nothing starts it: add start = { ROLE = [values] }, or complete = [roles]"
        arcs = [column.arc for column in self.columns]
        for arc in sorted({arc for arc in arcs if arcs.count(arc) > 1}):
            yield f"column {arc} is there twice: join the two"
        yield from self._strange("start", self.start)
        yield from self._strange("complete", self.complete)
        yield from self._strange("helpers", self.helpers)
        for number, order in enumerate(self.order, 1):
            place = f"order {number}"
            yield from self._strange(f"{place}: when", order.when)
            yield from self._strange(f"{place}: without", order.without)
            if order.server not in ("", "server"):
                yield from self._strange(f"{place}: server", [order.server])
            if order.file not in ("", "file"):
                yield from self._strange(f"{place}: file", [order.file])
            if order.server == "server" and "server" not in self.roles and "other-server" not in self.roles:
                yield f'{place}: no column has the role server: name the role that has it, or write server = ""'
            yield from self._wrong_sids(place, order.sid, SIDS)
            for role, values in order.when.items():
                if values and any(column.wire != "number" for column in self.columns_of(role)):
                    yield f"{place}: {role} is no number, and cannot be compared: write {role} = [] for any value"
        for role, sid in self.helpers.items():
            yield from self._wrong_sids(f"helpers: {role}", sid, HELPER_SIDS)

    def _strange(self, place: str, roles: Sequence[str] | Mapping[str, object]) -> Iterator[str]:
        for role in roles:
            if role not in self.roles:
                yield f"{place}: no column has the role {role!r}: known here are {', '.join(sorted(self.roles))}"

    def _wrong_sids(self, place: str, sid: int | list[int] | None, allowed: Sequence[range]) -> Iterator[str]:
        if sid is None:
            return
        sids = [sid] if isinstance(sid, int) else sid
        for one in sids:
            if not any(one in some for some in allowed):
                places = " or ".join(f"{some[0]}-{some[-1]}" for some in allowed)
                yield f"{place}: sid {one} is not for these facts: take one of {places}"
        if len(sids) != len(self.oids):
            yield (
                f"{place}: {len(sids)} sid for {len(self.oids)} OIDs: write sid = [...], one for oid and one for each "
                "of same, in their order"
            )


def set_role(role: str) -> str:
    """The role that a SET gives where this one comes from it: ``url`` of ``url.server``."""
    return next((role.removesuffix(part) for part in URL_PARTS if role.endswith(part)), role)


class Trap(Fact):
    """A trap or inform by which a device says that it loaded a configuration from elsewhere, or restarted."""

    name: str = Field(min_length=1)
    """Its name in the MIB."""
    oid: Oid
    """Of v2c without the 0 before the last number, if there is one; of v1 enterprise and number."""
    evidence: Literal["CONFIG_LOADED", "RESTARTED"]
    says: str = ""
    """What it tells, for CONFIG_LOADED."""
    origin: str = ""
    """OID of the column that says where the configuration came from, or what became of the copy."""
    network: Values = Field(default_factory=list)
    """Its values that mean the network."""
    server: str = ""
    """OID of the column that names the server."""
    file: str = ""
    """OID of the column that names the file."""
    user: str = ""
    """OID of the column that names the user."""

    @model_validator(mode="after")
    def _consistent(self) -> Trap:
        for text in (self.origin, self.server, self.file, self.user):
            if text:
                _arcs(text)
        if self.evidence == "CONFIG_LOADED" and not (self.says and self.origin and self.network):
            raise ValueError("a configuration that was loaded needs says, origin and network: add them")
        return self


Meaning = Literal["description", "uptime", "boot-host", "restart-reason", "image-tag"]


class Told(Fact):
    """An object by which a device says, when it is asked, what it runs or how it started."""

    name: str = Field(min_length=1)
    """Its name in the MIB."""
    oid: Oid
    """With the instance where it has one; else of the column."""
    means: Meaning
    """Platform and version as text (sysDescr), time since start, the host that the software came from, why the device
    restarted, a tag of the image."""


def twice(facts: Facts) -> Iterator[str]:
    """What two entries of different files claim both: sids and OIDs."""
    sids: dict[int, str] = {}
    oids: dict[str, str] = {}
    places: dict[str, str] = {}
    for group in facts.of(Snmp):
        own = {sid for order in group.order for sid in order.sids}
        own |= {sid for some in group.helpers.values() for sid in ([some] if isinstance(some, int) else some)}
        for sid in sorted(own):
            if sid in sids:
                yield f"{group.place}: snmp: sid {sid} is taken at {sids[sid]}: take the next free one"
            sids.setdefault(sid, group.place)
        for oid in group.oids:
            if oid in places:
                yield (
                    f"{group.place}: snmp: OID {oid} is that of the group at {places[oid]}, too: write one of the two "
                    "without its last number, and put that before each arc"
                )
            places.setdefault(oid, group.place)
        for oid in (f"{oid}.{column.arc}" for oid in group.oids for column in group.columns):
            if oid in oids:
                yield f"{group.place}: snmp: object {oid} is in the group at {oids[oid]}, too: leave out one"
            oids.setdefault(oid, group.place)
    for oid, place in oids.items():
        parts = oid.split(".")
        for size in range(len(parts) - 1, 6, -1):
            outer = ".".join(parts[:size])
            if outer in oids:
                yield f"{place}: snmp: object {oid} stands below the object {outer} ({oids[outer]}): one is wrong"


assert set(get_args(Kind)) == set(DETECTION)
