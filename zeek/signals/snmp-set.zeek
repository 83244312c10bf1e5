##! Evidence from SNMP SETs (v1 and v2c) that move a configuration or an image, set what a device boots
##! from, or reload it. Rows may be built over many SETs, in any order. v3 cannot be read.

@load base/frameworks/cluster
@load base/protocols/snmp
@load ./boot-lines
@load ./limits
@load ./snmp-objects

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
	default_community: bool;
	settings: vector of SnmpSetting &default=vector();
};

# Where an object stands: its group and its role.
type SnmpPlace: record {
	group: string;
	role: string;
};

global snmp_places: table[string] of SnmpPlace;
global snmp_prefix_lengths: set[count];
global snmp_rows: table[addr, string, string] of SnmpRow
    &write_expire=snmp_row_expire;

event zeek_init() &priority=10
	{
	for ( oid, group in snmp_groups )
		for ( column, role in group$columns )
			{
			local prefix = fmt("%s.%d", oid, column);
			snmp_places[prefix] = SnmpPlace($group=oid, $role=role);
			add snmp_prefix_lengths[|split_string(prefix, /\./)|];
			}
	}

# The address or the text that an object's value holds.
function snmp_text(value: SNMP::ObjectValue): string
	{
	if ( value?$address )
		return cat(value$address);
	if ( ! value?$octets )
		return "";
	local octets = value$octets;
	# InetAddress: four or sixteen raw bytes.
	if ( |octets| == 4 && /[^ -~]/ in octets )
		return cat(raw_bytes_to_v4_addr(octets));
	if ( |octets| == 16 && /[^ -~]/ in octets )
		return cat(raw_bytes_to_v6_addr(octets));
	return plain_text(octets);
	}

# Where one object after the other is an order of its own, only the one that was just set counts.
function snmp_order_fits(group: SnmpGroup, wanted: SnmpOrder, row: SnmpRow,
    fired: set[string]): bool
	{
	for ( role, values in wanted$when_set )
		{
		if ( role in group$start && role !in fired )
			return F;
		if ( |values| == 0 )
			{
			if ( role !in row$numbers && role !in row$texts )
				return F;
			}
		else if ( role !in row$numbers || row$numbers[role] !in values )
			return F;
		}
	return T;
	}

# The roles by which this SET starts the row's order; none when it does not.
function snmp_starts(group: SnmpGroup, row: SnmpRow, changed: set[string]): set[
    string]
	{
	local fired: set[string];
	for ( role, values in group$start )
		if ( role in changed
		    && ( |values| == 0 || ( role in row$numbers && row$numbers[role] in values ) ) )
			add fired[role];
	if ( |fired| > 0 || |group$complete| == 0 )
		return fired;
	for ( needed in group$complete )
		if ( needed !in row$numbers && needed !in row$texts )
			return fired;
	return copy(group$complete);
	}

function snmp_report(s: SnmpSet, oid: string, instance: string, row: SnmpRow,
    fired: set[string])
	{
	local group = snmp_groups[oid];
	for ( _, wanted in group$orders )
		{
		if ( ! snmp_order_fits(group, wanted, row, fired) )
			next;
		local e = Evidence($ts=s$ts, $uid=s$uid, $id=s$id, $device=s$id$resp_h,
		    $actor=s$id$orig_h,
		    $stage=wanted$kind == RELOAD_ORDER ? "boot" : "redirect",
		    $evidence=wanted$kind, $object=group$name,
		    $detail=wanted$detail);
		if ( wanted$server in row$texts && row$texts[wanted$server] != "" )
			e$server = row$texts[wanted$server];
		if ( wanted$file_name in row$texts && row$texts[wanted$file_name] != "" )
			e$file_name = row$texts[wanted$file_name];
		if ( "protocol" in row$numbers
		    && row$numbers["protocol"] in group$protocols )
			e$detail += fmt(" by %s", group$protocols[row$numbers["protocol"]]);
		if ( s$default_community )
			e$detail += ", default community";
		# A repeated SET says nothing new; another order, server or file does.
		local said = cat(wanted$detail, "|", e?$server ? e$server : "", "|",
		    e?$file_name ? e$file_name : "");
		if ( said in row$reported )
			return;
		add row$reported[said];
		e$transaction = fmt("%s %s.%s", s$id$resp_h, oid, instance);
		if ( wanted$leaves )
			add e$technique["T1602.002"];
		event Bootwarden::evidence(e);
		return;
		}
	}

# What a binding sets, where its object is known.
function snmp_settings(binding: SNMP::Binding): vector of SnmpSetting
	{
	local found: vector of SnmpSetting;
	if ( /^1\.3\.6\.1\.4\.1\./ !in binding$oid )
		return found;
	local parts = split_string(binding$oid, /\./);
	for ( n in snmp_prefix_lengths )
		{
		if ( |parts| <= n || |parts| > n + 64 )
			next;
		local prefix = join_string_vec(parts[0:n], ".");
		if ( prefix !in snmp_places )
			next;
		local place = snmp_places[prefix];
		local setting = SnmpSetting($group=place$group, $instance=join_string_vec(
		    parts[n:], "."), $role=place$role);
		local value = binding$value;
		if ( value?$signed )
			setting$number = value$signed;
		else if ( value?$unsigned )
			setting$number = +value$unsigned;
		else
			setting$text = snmp_text(value);
		found += setting;
		}
	return found;
	}

# Puts a setting into its row.
function snmp_fill(row: SnmpRow, setting: SnmpSetting)
	{
	if ( snmp_groups[setting$group]$index_is_server
	    && /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/ in setting$instance )
		row$texts["server"] = setting$instance;
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
	if ( url?$server )
		row$texts[setting$role + ".server"] = url$server;
	if ( url?$file_name )
		row$texts[setting$role + ".file"] = url$file_name;
	}

function snmp_apply(s: SnmpSet)
	{
	local device = s$id$resp_h;
	local changes: table[string, string] of set[string];
	for ( _, setting in s$settings )
		{
		local i = setting$group;
		local index = setting$instance;
		if ( [device, i, index] !in snmp_rows
		    && ! has_room(|snmp_rows|, "snmp_max_rows", snmp_max_rows) )
			next;
		local row = [device, i, index] in snmp_rows ? snmp_rows[device, i, index] :
		    SnmpRow();
		snmp_fill(row, setting);
		# Writing is what keeps it from expiring.
		snmp_rows[device, i, index] = row;
		if ( [i, index] !in changes )
			changes[i, index] = set();
		add changes[i, index][setting$role];
		}
	for ( [group, instance], roles in changes )
		{
		local changed = snmp_rows[device, group, instance];
		local fired = snmp_starts(snmp_groups[group], changed, roles);
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

event snmp_set_request(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	if ( ! is_orig || ! is_watched(c$id$resp_h) )
		return;
	local community = header?$v1 ? header$v1$community : ( header?$v2 ?
	    header$v2$community : "" );
	local s = SnmpSet($ts=network_time(), $uid=c$uid, $id=c$id,
	    $default_community=to_lower(community) in snmp_default_communities);
	for ( _, binding in pdu$bindings )
		s$settings += snmp_settings(binding);
	if ( |s$settings| == 0 )
		return;
	# A row may be built from several ports, which several workers see: one node holds all rows of a device.
	if ( ! Cluster::is_enabled() )
		snmp_apply(s);
	else if ( ! Cluster::publish_hrw(Cluster::proxy_pool, s$id$resp_h,
	    Bootwarden::snmp_set_forwarded, s) )
		Cluster::publish(Cluster::manager_topic, Bootwarden::snmp_set_forwarded, s);
	}
