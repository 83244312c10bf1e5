##! What SNMP SETs order: the tables of ``facts/snmp``, read once when Zeek starts, so that an object is found by few
##! look-ups, however many groups there are.

@load ../facts/snmp

module Bootwarden;

# Values by role; an empty set: any value.
type SnmpValues: table[string] of set[int];

# An order as it is looked for.
type SnmpWanted: record {
	order: SnmpOrder;
	values: SnmpValues;
	# Roles that must not be set.
	without: set[string];
	# The role that starts it by itself; empty where its row is started as a whole.
	started_by: string;
};

# What belongs to a group.
type SnmpRules: record {
	start: SnmpValues;
	complete: set[string];
	protocols: table[int] of string;
	orders: vector of SnmpWanted;
};

# Where an object stands: its group and its role.
type SnmpPlace: record {
	group: string;
	role: string;
};

# By the OID of the group.
global snmp_rules: table[string] of SnmpRules;
# By the OID of the object, without its instance.
global snmp_places: table[string] of SnmpPlace;
# How many arcs such OIDs have more than what they begin with: an enterprise, or a group of the internet's own objects.
type SnmpDepths: record {
	known: set[count] &default=set();
	most: count &default=0;
};

global snmp_depths: table[string] of SnmpDepths;
const snmp_root_arcs = 7;
# Behind "1.3.6.1.4.1." and "1.3.6.1.2.1." stands the last arc of what they begin with.
const snmp_root_from = 12;

# Roles of objects that name a server by address or name.
global snmp_server_roles: set[string] = {"other-server"};

# Reads "status=1|4 url".
function snmp_values(text: string): SnmpValues
	{
	local found: SnmpValues;
	for ( _, word in split_string(text, / /) )
		{
		local parts = split_string1(word, /=/);
		if ( parts[0] == "" || parts[0][0] == "!" )
			next;
		local values: set[int] = set();
		if ( |parts| == 2 )
			for ( _, value in split_string(parts[1], /\|/) )
				add values[to_int(value)];
		found[parts[0]] = values;
		}
	return found;
	}

# The roles that an order of these values is started by.
function snmp_started_by(start: SnmpValues, values: SnmpValues): string
	{
	for ( role, _ in values )
		{
		local set_role = sub(role, /\.(server|file|protocol)$/, "");
		if ( set_role in start )
			return set_role;
		}
	return "";
	}

function snmp_learn_group(oid: string, group: SnmpGroup)
	{
	local rules = SnmpRules($start=snmp_values(group$start), $complete=set(),
	    $protocols=table(), $orders=vector());
	for ( _, role in split_string(group$complete, / /) )
		if ( role != "" )
			add rules$complete[role];
	for ( _, word in split_string(group$protocols, / /) )
		{
		local parts = split_string1(word, /=/);
		if ( |parts| == 2 )
			rules$protocols[to_int(parts[0])] = parts[1];
		}
	snmp_rules[oid] = rules;
	}

function snmp_learn_order(oid: string, wanted: SnmpOrder)
	{
	local rules = snmp_rules[oid];
	local values = snmp_values(wanted$values);
	local without: set[string];
	for ( _, word in split_string(wanted$values, / /) )
		if ( /^!/ in word )
			add without[word[1:]];
	rules$orders += SnmpWanted($order=wanted, $values=values, $without=without,
	    $started_by=snmp_started_by(rules$start, values));
	if ( wanted$server != "" && /\.server$/ !in wanted$server )
		add snmp_server_roles[wanted$server];
	}

function snmp_learn_column(group: string, column: string, place: SnmpPlace)
	{
	local prefix = fmt("%s.%s", sub(group, / .*$/, ""), column);
	local parts = split_string(prefix, /\./);
	if ( |parts| <= snmp_root_arcs )
		return;
	snmp_places[prefix] = place;
	local root = join_string_vec(parts[0:snmp_root_arcs], ".");
	if ( root !in snmp_depths )
		snmp_depths[root] = SnmpDepths();
	local depths = snmp_depths[root];
	local depth = |parts| - snmp_root_arcs;
	add depths$known[depth];
	if ( depth > depths$most )
		depths$most = depth;
	}

event zeek_init() &priority=10
	{
	for ( oid, group in snmp_groups )
		snmp_learn_group(oid, group);
	local ranks: table[string] of vector of count;
	for ( [of_order, rank], _ in snmp_orders )
		{
		if ( of_order !in snmp_groups )
			next;
		if ( of_order !in ranks )
			ranks[of_order] = vector();
		ranks[of_order] += rank;
		}
	for ( ranked, some in ranks )
		{
		sort(some);
		for ( _, n in some )
			snmp_learn_order(ranked, snmp_orders[ranked, n]);
		}
	local others: table[string] of vector of string;
	for ( other, same in snmp_same_objects )
		{
		if ( same !in others )
			others[same] = vector();
		others[same] += other;
		}
	for ( [of_column, arcs], role in snmp_columns )
		{
		if ( of_column !in snmp_groups )
			next;
		local place = SnmpPlace($group=of_column, $role=role);
		snmp_learn_column(of_column, arcs, place);
		if ( of_column in others )
			for ( _, also in others[of_column] )
				snmp_learn_column(also, arcs, place);
		}
	}
