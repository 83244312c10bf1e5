##! Evidence from SNMP SETs (v1 and v2c) that move a configuration or an image, set what a device boots
##! from, take that away, or reload it. Rows may be built over many SETs, in any order, under indices of any length.
##!
##! What is not seen: SNMP v3; SNMP on other ports than 161 (register them for ``ANALYZER_SNMP``) or over TCP; names of
##! which one part is written in more than ten bytes, which Zeek refuses to read. Whether the device obeyed is
##! not asked: the source may be forged, and no answer seen. Trials count.

@load base/protocols/snmp
@load ../cluster
@load ../limits
@load ./snmp-orders
@load ./urls

module Bootwarden;

export {
	## How long a row that is being built is remembered after its last SET.
	option snmp_row_expire = 30min;
	## Rows remembered at once.
	option snmp_max_rows = 10000;
	## Communities that devices are delivered with.
	option snmp_default_communities: set[string] = {
		"public",
		"private",
		"cisco",
		"admin",
		"snmp",
		"write"
	};

	## Values that a SET gave to objects of one row: by role, as numbers and as texts.
	type SnmpRow: record {
		## Numbers set.
		numbers: table[string] of int &default=table();
		## Texts set: addresses, names, and what URLs name.
		texts: table[string] of string &default=table();
		## Orders reported already.
		reported: set[string] &default=set();
	};
}

# What one SET gave to one object that is known.
type SnmpSetting: record {
	group: string;
	instance: string;
	role: string;
	number: int &optional;
	text: string &optional;
};

# What one SET did to one device.
type SnmpSet: record {
	ts: time;
	uid: string;
	id: conn_id;
	device: addr;
	manager: addr;
	default_community: bool;
	settings: vector of SnmpSetting &default=vector();
};

global snmp_rows: table[addr, string, string] of SnmpRow
    &write_expire=snmp_row_expire;

# What is remembered of a row's orders, so that a repeated SET is not told again.
const snmp_most_told = 20;

# OIDs are no longer than this: 128 arcs of ten digits (RFC 2578).
const snmp_most_oid = 1408;

# URLs and file names are no longer, in any MIB.
const snmp_most_text = 512;

# One malformed datagram, which anybody can send in a manager's name, must not end the reading of all that follow.
redef DPD::ignore_violations += {Analyzer::ANALYZER_SNMP};

# The text that an object's value holds.
function snmp_text(value: SNMP::ObjectValue): string
	{
	if ( value?$address )
		return value$address == 0.0.0.0 ? "" : cat(value$address);
	return value?$octets ? plain_text(value$octets) : "";
	}

# The server that an object's value names, by name or by address: InetAddress, without and with a zone (RFC 4001),
# and TransportAddress, with a port (RFC 3419), are raw bytes.
function snmp_server(value: SNMP::ObjectValue): string
	{
	if ( ! value?$octets || /[^ -~]/ !in value$octets )
		return to_lower(snmp_text(value));
	switch ( |value$octets| )
		{
		case 4, 6, 8:
			return cat(raw_bytes_to_v4_addr(value$octets[0:4]));
		case 16, 18, 20:
			return cat(raw_bytes_to_v6_addr(value$octets[0:16]));
		default:
			return snmp_text(value);
		}
	}

function snmp_order_fits(wanted: SnmpWanted, row: SnmpRow): bool
	{
	for ( role, values in wanted$values )
		if ( |values| == 0 )
			{
			if ( role !in row$numbers && role !in row$texts )
				return F;
			}
		else if ( role !in row$numbers || row$numbers[role] !in values )
			return F;
	for ( other in wanted$without )
		if ( other in row$numbers || other in row$texts )
			return F;
	return T;
	}

# The roles by which this SET starts the row's order; none when it does not.
function snmp_starts(rules: SnmpRules, row: SnmpRow, changed: set[string]): set[
    string]
	{
	local fired: set[string];
	for ( role, values in rules$start )
		if ( role in changed
		    && ( |values| == 0 || ( role in row$numbers && row$numbers[role] in values ) ) )
			add fired[role];
	if ( |fired| > 0 || |rules$complete| == 0 )
		return fired;
	for ( needed in rules$complete )
		if ( needed !in row$numbers && needed !in row$texts )
			return fired;
	return copy(rules$complete);
	}

# What the order moves its file by, as far as it says or is known.
function snmp_protocol(oid: string, wanted: SnmpOrder, row: SnmpRow): string
	{
	if ( wanted$server == "" || wanted$protocol == "" )
		return "";
	local by_url = sub(wanted$server, /\.server$/, ".protocol");
	if ( by_url in row$texts && by_url != wanted$server )
		return row$texts[by_url];
	local known = snmp_rules[oid]$protocols;
	if ( wanted$protocol in row$numbers && row$numbers[wanted$protocol] in known )
		return known[row$numbers[wanted$protocol]];
	return snmp_groups[oid]$protocol;
	}

# The servers that a row names: two, where a second object names another.
function snmp_servers(wanted: SnmpOrder, row: SnmpRow): vector of string
	{
	local found: vector of string;
	local roles = vector(wanted$server);
	if ( wanted$server == "server" )
		roles += "other-server";
	for ( _, role in roles )
		{
		if ( role !in row$texts || row$texts[role] == "" )
			next;
		local server = row$texts[role];
		# Four bytes may happen to look like a text.
		if ( |server| == 4
		    && "address-type" in row$numbers
		    && row$numbers["address-type"] == 1 )
			server = cat(raw_bytes_to_v4_addr(server));
		if ( |found| == 0 || found[0] != server )
			found += server;
		}
	if ( |found| == 0 )
		found += "";
	return found;
	}

function snmp_tell(s: SnmpSet, oid: string, instance: string, row: SnmpRow,
    wanted: SnmpOrder, server: string)
	{
	local group = snmp_groups[oid];
	local e = Evidence($ts=s$ts, $uid=s$uid, $id=s$id, $device=s$device,
	    $actor=s$manager,
	    $stage=wanted$kind == RELOAD_ORDER ? "boot" : "redirect",
	    $evidence=wanted$kind, $object=group$name, $detail=wanted$detail);
	if ( server != "" )
		e$server = server;
	if ( wanted$file_name in row$texts && row$texts[wanted$file_name] != "" )
		e$file_name = row$texts[wanted$file_name];
	local protocol = snmp_protocol(oid, wanted, row);
	if ( protocol != "" )
		e$detail += fmt(" by %s", protocol);
	if ( s$default_community )
		e$detail += ", default community";
	# A repeated SET says nothing new; another order, server or file does.
	local said = md5_hash(wanted$detail, server, e?$file_name ? e$file_name : "");
	if ( said in row$reported )
		return;
	if ( |row$reported| >= snmp_most_told )
		row$reported = set();
	add row$reported[said];
	e$transaction = fmt("%s %s.%s", s$device, oid, instance);
	e$leaves = wanted$leaves;
	event Bootwarden::evidence(e);
	}

# One order of a row that is started as a whole; of scalars, one for each that was just set.
function snmp_report(s: SnmpSet, oid: string, instance: string, row: SnmpRow,
    fired: set[string])
	{
	local told: set[string];
	for ( _, wanted in snmp_rules[oid]$orders )
		{
		local by = wanted$started_by;
		if ( by in told
		    || ( by != "" && by !in fired )
		    || ! snmp_order_fits(wanted, row) )
			next;
		add told[by];
		for ( _, server in snmp_servers(wanted$order, row) )
			snmp_tell(s, oid, instance, row, wanted$order, server);
		}
	}

# Adds what a binding sets, where its object is known.
function snmp_add_setting(s: SnmpSet, binding: SNMP::Binding)
	{
	local oid = binding$oid;
	local at = find_str(oid, ".", snmp_root_from);
	if ( at < 0 || oid[0:at] !in snmp_depths )
		return;
	local depths = snmp_depths[oid[0:at]];
	local depth = 0;
	while ( depth < depths$most )
		{
		++depth;
		at = find_str(oid, ".", int_to_count(at + 1));
		if ( at < 0 || |oid| > snmp_most_oid )
			return;
		if ( depth !in depths$known || oid[0:at] !in snmp_places )
			next;
		local place = snmp_places[oid[0:at]];
		local setting = SnmpSetting($group=place$group,
		    $instance=snmp_groups[place$group]$one_row ? "" : oid[at + 1 :],
		    $role=place$role);
		local value = binding$value;
		if ( value?$signed )
			setting$number = value$signed;
		else if ( value?$unsigned )
			setting$number = +value$unsigned;
		else
			setting$text = ( place$role in snmp_server_roles ? snmp_server(value) :
			    snmp_text(value) )[0:snmp_most_text];
		s$settings += setting;
		return;
		}
	}

# The server that an instance is, or ends in.
function snmp_server_of(instance: string): string
	{
	local parts = split_string(instance, /\./);
	if ( |parts| < 4 )
		return "";
	local address = join_string_vec(parts[|parts| - 4 :], ".");
	return is_valid_ip(address) ? address : "";
	}

# Puts a setting into its row.
function snmp_fill(row: SnmpRow, setting: SnmpSetting)
	{
	if ( snmp_groups[setting$group]$index_is_server )
		row$texts["server"] = snmp_server_of(setting$instance);
	if ( setting?$number )
		{
		row$numbers[setting$role] = setting$number;
		return;
		}
	row$texts[setting$role] = setting$text;
	if ( /url/ !in setting$role )
		return;
	local url = boot_url(setting$text);
	delete row$texts[setting$role + ".server"];
	delete row$texts[setting$role + ".file"];
	row$texts[setting$role + ".protocol"] = to_lower(sub(setting$text, /:.*$/,
	    ""));
	if ( url?$server )
		row$texts[setting$role + ".server"] = url$server;
	if ( url?$file_name )
		row$texts[setting$role + ".file"] = url$file_name;
	}

function snmp_apply(s: SnmpSet)
	{
	local device = s$device;
	local changes: table[string, string] of set[string];
	# Rows for which there is no room live as long as their SET.
	local rows: table[string, string] of SnmpRow;
	for ( _, setting in s$settings )
		{
		local i = setting$group;
		local index = setting$instance;
		if ( [i, index] !in rows )
			{
			rows[i, index] = [device, i, index] in snmp_rows ? snmp_rows[device, i,
			    index] : SnmpRow();
			changes[i, index] = set();
			}
		snmp_fill(rows[i, index], setting);
		add changes[i, index][setting$role];
		}
	for ( [group, instance], roles in changes )
		{
		local changed = rows[group, instance];
		# Writing is what keeps it from expiring.
		if ( [device, group, instance] in snmp_rows
		    || has_room(|snmp_rows|, "snmp_max_rows", snmp_max_rows) )
			snmp_rows[device, group, instance] = changed;
		local fired = snmp_starts(snmp_rules[group], changed, roles);
		if ( |fired| > 0 )
			snmp_report(s, group, instance, changed, fired);
		# destroy(6) ends a row; the next one under its index is another.
		if ( "status" in roles
		    && "status" in changed$numbers
		    && changed$numbers["status"] == 6 )
			delete snmp_rows[device, group, instance];
		}
	}

event Bootwarden::snmp_set_forwarded(s: SnmpSet)
	{
	snmp_apply(s);
	}

# A SET with its community and bindings.
function snmp_set_seen(c: connection, is_orig: bool, community: string,
    bindings: SNMP::Bindings)
	{
	local device = is_orig ? c$id$resp_h : c$id$orig_h;
	if ( ! is_watched(device) )
		return;
	local s = SnmpSet($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $manager=is_orig ? c$id$orig_h : c$id$resp_h,
	    $default_community=to_lower(community) in snmp_default_communities);
	for ( _, binding in bindings )
		snmp_add_setting(s, binding);
	if ( |s$settings| == 0 )
		return;
	# A row may be built from several ports, which several workers see: one node holds all rows of a device.
	local topic = home_of(device);
	if ( topic == "" )
		snmp_apply(s);
	else
		Cluster::publish(topic, Bootwarden::snmp_set_forwarded, s);
	}

event snmp_set_request(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	snmp_set_seen(c, is_orig, header?$v1 ? header$v1$community : ( header?$v2 ?
	    header$v2$community : "" ), pdu$bindings);
	}
