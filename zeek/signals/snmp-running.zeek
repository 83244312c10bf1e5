##! Evidence from SNMP answers and traps that pass by (v1 and v2c; informs, too): what a device runs, from where it
##! booted, that it restarted, that it loaded a configuration from the network. A trap that says no more than that
##! somebody changed the configuration by hand is none.

@load base/protocols/snmp
@load ../facts/snmp
@load ./running
@load ./snmp-set

module Bootwarden;

export {
	## Devices whose time since start is remembered at once.
	option snmp_max_uptimes = 20000;
	## How long a device's time since start is remembered.
	option snmp_uptime_expire = 7days;
}

# Tags that say what the image is.
const image_tag_names: set[string] = {
	"CW_IMAGE",
	"CW_FAMILY",
	"CW_VERSION"
};
const trap_oid = "1.3.6.1.6.3.1.1.4.1.0";

# Hundredths of a second since start, as each device last said.
global snmp_uptimes: table[addr] of count &write_expire=snmp_uptime_expire;

function restart_evidence(c: connection, device: addr, object: string,
    detail: string): Evidence
	{
	told_anew(device);
	return Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="boot", $evidence=RESTARTED, $object=object, $detail=detail,
	    $transaction=fmt("%s %s", c$uid, network_time()));
	}

function snmp_uptime(c: connection, device: addr, ticks: count)
	{
	if ( device in snmp_uptimes )
		{
		local before = snmp_uptimes[device];
		# After 497 days the counter starts again; an answer may be overtaken by the next.
		if ( ticks + 6000 < before && before < 4200000000 )
			event Bootwarden::evidence(restart_evidence(c, device, "sysUpTime", fmt(
			    "up for %s, before for %s", ticks / 100.0 * 1sec,
			    before / 100.0 * 1sec)));
		snmp_uptimes[device] = ticks;
		}
	else if ( has_room(|snmp_uptimes|, "snmp_max_uptimes", snmp_max_uptimes) )
		snmp_uptimes[device] = ticks;
	}

redef record connection += {
	# Tags that this device told of its image: a walk gets one with each answer.
	bootwarden_image_tags: table[string] of string &optional;
};

# Remembers a tag; true where it is one that says, maybe with others, what runs.
function image_tag(c: connection, text: string): bool
	{
	local parts = split_string(text, /\$/);
	if ( parts[0] !in image_tag_names || |parts| < 2 )
		return F;
	if ( ! c?$bootwarden_image_tags )
		c$bootwarden_image_tags = table();
	c$bootwarden_image_tags[parts[0]] = plain_text(parts[1]);
	return parts[0] != "CW_FAMILY";
	}

function image_tags_told(c: connection, device: addr)
	{
	local tags = c$bootwarden_image_tags;
	local says = RunningImage();
	if ( "CW_VERSION" in tags )
		says$version = sub(tags["CW_VERSION"], /,$/, "");
	if ( "CW_FAMILY" in tags )
		says$platform = to_lower(tags["CW_FAMILY"]);
	local image = "CW_IMAGE" in tags ? tags["CW_IMAGE"] : "";
	# A walk tells the image before its version.
	if ( ! newly_told(device, says?$version ? "image tags" : "image name", cat(
	    image, says)) )
		return;
	local e = running_evidence(c, device, "ciscoImageString");
	e$running = says;
	if ( image != "" )
		e$file_name = image;
	event Bootwarden::evidence(e);
	}

# What the names of all these objects look like, with their last number or without: most of what is polled is none, which
# the first letters show that differ.
global snmp_tells = /$^/;

event zeek_init() &priority=10
	{
	local names: vector of string = vector();
	for ( oid in snmp_told_objects )
		names += oid;
	# Any letter for a dot will do: each name is looked up.
	snmp_tells = string_to_pattern(fmt("(%s)(\\.[0-9]+)?", join_string_vec(names,
	    "|")), F);
	}

# What an object means by which devices tell of themselves: found by its whole name, or without the last number.
function snmp_told(oid: string): string
	{
	if ( oid in snmp_told_objects )
		return snmp_told_objects[oid];
	local column = oid[0 : rfind_str(oid, ".")];
	return column in snmp_told_objects ? snmp_told_objects[column] : "";
	}

function snmp_description(c: connection, device: addr, text: string)
	{
	if ( device in descriptions_read && descriptions_read[device] == text )
		return;
	running_from_text(c, device, gsub(text[0:1000], /[\r\n]/, " "), "sysDescr");
	if ( |text| <= 1000
	    && ( device in descriptions_read || |descriptions_read| < running_max_told ) )
		descriptions_read[device] = text;
	}

function snmp_boot_host(c: connection, device: addr, value: SNMP::ObjectValue)
	{
	if ( ! value?$address
	    || value$address == 0.0.0.0
	    || ! newly_told(device, "bootHost", cat(value$address)) )
		return;
	local host = running_evidence(c, device, "bootHost");
	host$server = cat(value$address);
	host$detail = "the running software came from this host";
	event Bootwarden::evidence(host);
	}

function snmp_restart_reason(c: connection, device: addr, reason: string)
	{
	# The first answer tells of a restart of long ago, maybe; a new reason of one since.
	local before = [device, "whyReload"] in running_told;
	if ( newly_told(device, "whyReload", reason) && before )
		event Bootwarden::evidence(restart_evidence(c, device, "whyReload",
		    plain_text(reason)));
	}

event snmp_response(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	local device = is_orig ? c$id$orig_h : c$id$resp_h;
	if ( pdu$error_status != 0 )
		return;
	local watched = F;
	local tagged = F;
	for ( _, binding in pdu$bindings )
		{
		if ( snmp_tells != binding$oid )
			next;
		if ( ! watched && ! is_watched(device) )
			return;
		watched = T;
		local value = binding$value;
		switch ( snmp_told(binding$oid) )
			{
			case "uptime":
				if ( value?$unsigned )
					snmp_uptime(c, device, value$unsigned);
				break;
			case "description":
				if ( value?$octets )
					snmp_description(c, device, value$octets);
				break;
			case "boot-host":
				snmp_boot_host(c, device, value);
				break;
			case "restart-reason":
				if ( value?$octets )
					snmp_restart_reason(c, device, value$octets[0:200]);
				break;
			case "image-tag":
				if ( value?$octets && image_tag(c, value$octets) )
					tagged = T;
				break;
			}
		}
	if ( tagged )
		image_tags_told(c, device);
	}

# What a binding's OID is of a column.
function is_column(oid: string, column: string): bool
	{
	return column != "" && starts_with(oid, column + ".");
	}

function snmp_config_trap(c: connection, device: addr, trap: ConfigTrap,
    bindings: SNMP::Bindings)
	{
	local from_network = F;
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="fetch", $evidence=CONFIG_LOADED, $object=trap$name,
	    $detail=trap$detail, $transaction=fmt("%s %s", c$uid,
	    network_time()));
	for ( _, binding in bindings )
		{
		local value = binding$value;
		local text = snmp_text(value);
		if ( is_column(binding$oid, trap$source) && value?$signed )
			from_network = value$signed in trap$network;
		else if ( text == "" )
			next;
		else if ( is_column(binding$oid, trap$server) )
			e$server = text;
		else if ( is_column(binding$oid, trap$file_name) )
			e$file_name = text;
		else if ( is_column(binding$oid, trap$user) )
			e$user = text;
		}
	if ( from_network )
		event Bootwarden::evidence(e);
	}

# A trap's OID without the 0 that stands before its number in v2c, and not in every MIB (RFC 3584).
function trap_name(oid: string): string
	{
	local parts = split_string(oid, /\./);
	local n = |parts|;
	if ( n < 3 || parts[n - 2] != "0" )
		return oid;
	return fmt("%s.%s", join_string_vec(parts[0 : n - 2], "."), parts[n - 1]);
	}

function snmp_trap_seen(c: connection, device: addr, name: string,
    bindings: SNMP::Bindings)
	{
	if ( name in restart_traps )
		event Bootwarden::evidence(restart_evidence(c, device, "trap",
		    restart_traps[name]));
	else if ( name in config_traps )
		snmp_config_trap(c, device, config_traps[name], bindings);
	}

event snmp_trap(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::TrapPDU)
	{
	# A trap may be passed on by another host.
	local device = pdu$agent != 0.0.0.0 ? pdu$agent : c$id$orig_h;
	if ( ! is_watched(device) )
		return;
	# The generic traps are numbered from 0 here, and from 1 in v2c.
	local name = pdu$generic_trap == 6 ? trap_name(fmt("%s.%d", pdu$enterprise,
	    pdu$specific_trap)) : fmt("1.3.6.1.6.3.1.1.5.%d", pdu$generic_trap + 1);
	snmp_trap_seen(c, device, name, pdu$bindings);
	}

function snmp_notification(c: connection, is_orig: bool, pdu: SNMP::PDU)
	{
	local device = is_orig ? c$id$orig_h : c$id$resp_h;
	if ( ! is_watched(device) )
		return;
	for ( _, binding in pdu$bindings )
		if ( binding$oid == trap_oid && binding$value?$oid )
			snmp_trap_seen(c, device, trap_name(binding$value$oid), pdu$bindings);
	}

event snmp_trapV2(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	snmp_notification(c, is_orig, pdu);
	}

event snmp_inform_request(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	snmp_notification(c, is_orig, pdu);
	}
