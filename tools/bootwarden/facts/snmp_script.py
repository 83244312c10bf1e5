"""``zeek/facts/snmp.zeek``: the groups of objects, their columns and orders, traps and told objects, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bootwarden.facts import zeek
from bootwarden.facts.model import Facts
from bootwarden.facts.snmp import Order, Snmp, Told, Trap, number_of

_TYPES = """\
	## A group of objects that together make an order: the columns of a table, or scalars.
	type SnmpGroup: record {
		## MIB and table.
		name: string;
		## Setting one of these roles to one of these values starts the order: "status=1|4", or "url" for any value.
		start: string &default="";
		## These roles together start it, too: "boot server file".
		complete: string &default="";
		## What the values of the role that names the protocol mean: "1=tftp 2=ftp".
		protocols: string &default="";
		## What files move by where no object says.
		protocol: string &default="";
		## The instance is the server's address, or ends in it.
		index_is_server: bool &default=F;
		## Objects of whatever instance belong together.
		one_row: bool &default=F;
	};

	## What a group's order does, once its objects have these values.
	type SnmpOrder: record {
		## Values that name the order, by role: "source=1 destination=3|4 !file", where a role without values may
		## have any, and one with an exclamation mark must not be set.
		values: string;
		## Kind of evidence.
		kind: EvidenceKind;
		## What is moved, and which way.
		detail: string;
		## Whether a file leaves the device.
		leaves: bool &default=F;
		## Role of the object that names the server; empty where none does. With it goes "other-server", a second
		## object for the server. "address-type" says what kind of address an InetAddress is.
		server: string &default="server";
		## Role of the object that names the file.
		file_name: string &default="file";
		## Role of the object, or of the URL, that says by which protocol; empty where the order moves nothing.
		protocol: string &default="protocol";
	};

	## A trap by which a device says that its configuration came from elsewhere. Columns are OIDs without the
	## instance.
	type ConfigTrap: record {
		## Its name.
		name: string;
		## What it says.
		detail: string;
		## Column that says where the configuration came from, or what became of the copy.
		source: string;
		## Its values that mean the network.
		network: set[int];
		## Column that names the server.
		server: string &default="";
		## Column that names the file.
		file_name: string &default="";
		## Column that names the user.
		user: string &default="";
	};

"""


def in_script(facts: Facts) -> str:
    """The whole script."""
    groups = keyed(facts.of(Snmp))
    traps = facts.of(Trap)
    tables = (
        zeek.rows(
            "snmp_groups",
            "table[string] of SnmpGroup",
            (f"[{zeek.text(key)}] = {_group(group)}" for key, group in groups.items()),
            comment="All groups known, by the OID under which their columns are numbered. Behind a blank, a number "
            "tells\n\t## groups of one OID apart.",
        ),
        zeek.rows(
            "snmp_same_objects",
            "table[string] of string",
            (
                f"[{zeek.text(key.replace(group.oid, other))}] = {zeek.text(key)}"
                for key, group in groups.items()
                for other in group.same
            ),
            comment="Other OIDs that the same objects stand under (other brands, older releases), and the group's OID.",
        ),
        zeek.rows(
            "snmp_columns",
            "table[string, string] of string",
            (
                f"[{zeek.text(key)}, {zeek.text(column.arc)}] = {zeek.text(column.role)}"
                for key, group in groups.items()
                for column in group.columns
            ),
            comment="Roles of columns, by group and the arcs between its OID and the instance. The value of a role "
            'with\n\t## "url" in its name gives three more, ending in .server, .file and .protocol.',
        ),
        zeek.rows(
            "snmp_orders",
            "table[string, count] of SnmpOrder",
            (
                f"[{zeek.text(key)}, {number}] = {_order(order)}"
                for key, group in groups.items()
                for number, order in enumerate(group.order, 1)
            ),
            comment="What a group's objects order, by group and rank: the first that fits counts.",
        ),
        zeek.rows(
            "config_traps",
            "table[string] of ConfigTrap",
            (f"[{zeek.text(trap.oid)}] = {_trap(trap)}" for trap in traps if trap.evidence == "CONFIG_LOADED"),
            comment="Traps that tell of configurations from the network, by OID (v1: enterprise and number).",
        ),
        zeek.rows(
            "restart_traps",
            "table[string] of string",
            (f"[{zeek.text(t.oid)}] = {zeek.text(t.name)}" for t in traps if t.evidence == "RESTARTED"),
            comment="Traps that tell of restarts, by OID (v1: enterprise and number).",
        ),
        zeek.rows(
            "snmp_told_objects",
            "table[string] of string",
            (f"[{zeek.text(told.oid)}] = {zeek.text(told.means)}" for told in facts.of(Told)),
            comment="What objects mean by which devices say, when asked, what they run or how they started, by OID, "
            "whole\n\t## or without the instance.",
        ),
    )
    return zeek.script(
        "SNMP objects by which devices are told to move files, to boot from elsewhere, to reload, and those that tell.",
        _TYPES + "\n".join(tables),
        loads=("../kinds",),
    )


def keyed(groups: Sequence[Snmp]) -> dict[str, Snmp]:
    """Groups by what the script's tables name them by: their OID, and a number where it is not the first's."""
    found: dict[str, Snmp] = {}
    for group in groups:
        nth = sum(other.oid == group.oid for other in found.values()) + 1
        found[group.oid if nth == 1 else f"{group.oid} {nth}"] = group
    return found


def _group(group: Snmp) -> str:
    return zeek.record(
        {
            "name": zeek.text(group.name),
            "start": _some(_values(group.start)),
            "complete": _some(group.complete),
            "protocols": _some(f"{number_of(value)}={name}" for value, name in group.protocols.items()),
            "protocol": _some([group.protocol] if group.protocol else []),
            "index_is_server": "T" if group.index_is_server else None,
            "one_row": "T" if group.one_row else None,
        }
    )


def _order(order: Order) -> str:
    return zeek.record(
        {
            "values": _some([*_values(order.when), *(f"!{role}" for role in order.without)]),
            "kind": order.evidence,
            "detail": zeek.text(order.says),
            "leaves": "T" if order.leaves else None,
            "server": None if order.server == "server" else zeek.text(order.server),
            "file_name": None if order.file == "file" else zeek.text(order.file),
            "protocol": None if order.protocol == "protocol" else zeek.text(order.protocol),
        }
    )


def _trap(trap: Trap) -> str:
    return zeek.record(
        {
            "name": zeek.text(trap.name),
            "detail": zeek.text(trap.says),
            "source": zeek.text(trap.origin),
            "network": f"set({', '.join(f'+{number_of(value)}' for value in trap.network)})",
            "server": _some([trap.server] if trap.server else []),
            "file_name": _some([trap.file] if trap.file else []),
            "user": _some([trap.user] if trap.user else []),
        }
    )


def _values(wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for role, values in wanted.items():
        yield f"{role}={'|'.join(str(number_of(value)) for value in values)}" if values else role


def _some(words: Iterable[str]) -> str | None:
    text = " ".join(words)
    return zeek.text(text) if text else None
