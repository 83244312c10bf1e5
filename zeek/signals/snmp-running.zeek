##! Evidence from SNMP answers and traps that pass by: what a device runs, from where it booted, that it
##! restarted, that it loaded a configuration from the network.

@load base/protocols/snmp
@load ./running
@load ./snmp-set

module Bootwarden;

export {
	## Devices whose time since start is remembered at once.
	option snmp_max_uptimes = 20000;
	## How long a device's time since start is remembered.
	option snmp_uptime_expire = 7days;
}

const sys_descr = "1.3.6.1.2.1.1.1.0";
const sys_up_time = "1.3.6.1.2.1.1.3.0";
const boot_host = "1.3.6.1.4.1.9.2.1.6.0";
const why_reload = "1.3.6.1.4.1.9.2.1.2.0";
# CISCO-IMAGE-MIB: the CW_ tags of the image that runs.
const image_tags = /^1\.3\.6\.1\.4\.1\.9\.9\.25\.1\.1\.1\.2\./;
const trap_oid = "1.3.6.1.6.3.1.1.4.1.0";
const config_changed = /^1\.3\.6\.1\.4\.1\.9\.9\.43\.2\.(0\.)?1$/;
# ccmHistoryEventTable: where a configuration came from, server and file.
const config_source = /^1\.3\.6\.1\.4\.1\.9\.9\.43\.1\.1\.6\.1\.4\./;
const config_server = /^1\.3\.6\.1\.4\.1\.9\.9\.43\.1\.1\.6\.1\.12\./;
const config_file = /^1\.3\.6\.1\.4\.1\.9\.9\.43\.1\.1\.6\.1\.13\./;

# Hundredths of a second since start, as each device last said.
global snmp_uptimes: table[addr] of count &write_expire=snmp_uptime_expire;

function restart_evidence(c: connection, device: addr, object: string,
    detail: string): Evidence
	{
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

event snmp_response(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	local device = is_orig ? c$id$orig_h : c$id$resp_h;
	if ( pdu$error_status != 0 || ! is_watched(device) )
		return;
	local tags: table[string] of string;
	for ( _, binding in pdu$bindings )
		{
		local value = binding$value;
		if ( binding$oid == sys_up_time )
			{
			if ( value?$unsigned )
				snmp_uptime(c, device, value$unsigned);
			}
		else if ( binding$oid == sys_descr )
			{
			if ( value?$octets )
				running_from_text(c, device, gsub(value$octets[0:1000], /[\r\n]/, " "),
				    "sysDescr");
			}
		else if ( binding$oid == boot_host )
			{
			if ( value?$address
			    && value$address != 0.0.0.0
			    && newly_told(device, "bootHost", cat(value$address)) )
				{
				local host = running_evidence(c, device, "bootHost");
				host$server = cat(value$address);
				host$detail = "the running software came from this host";
				event Bootwarden::evidence(host);
				}
			}
		else if ( binding$oid == why_reload )
			{
			# The first answer tells of a restart of long ago, maybe; a new reason of one since.
			local before = [device, "whyReload"] in running_told;
			if ( value?$octets
			    && newly_told(device, "whyReload", value$octets)
			    && before )
				event Bootwarden::evidence(restart_evidence(c, device, "whyReload",
				    plain_text(value$octets)));
			}
		else if ( image_tags in binding$oid
		    && value?$octets
		    && /^CW_[A-Z]+\$/ in value$octets )
			{
			local parts = split_string(value$octets, /\$/);
			tags[parts[0]] = plain_text(parts[1]);
			}
		}
	if ( "CW_VERSION" !in tags && "CW_IMAGE" !in tags )
		return;
	local says = RunningImage();
	if ( "CW_VERSION" in tags )
		says$version = sub(tags["CW_VERSION"], /,$/, "");
	if ( "CW_FAMILY" in tags )
		says$platform = to_lower(tags["CW_FAMILY"]);
	if ( ! newly_told(device, "image tags", cat(tags)) )
		return;
	local e = running_evidence(c, device, "ciscoImageString");
	e$running = says;
	if ( "CW_IMAGE" in tags )
		e$file_name = tags["CW_IMAGE"];
	event Bootwarden::evidence(e);
	}

function snmp_config_trap(c: connection, device: addr, bindings: SNMP::Bindings)
	{
	local from_network = F;
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="fetch", $evidence=CONFIG_LOADED,
	    $object="ciscoConfigManEvent",
	    $detail="configuration from the network", $transaction=fmt("%s %s",
	    c$uid, network_time()));
	for ( _, binding in bindings )
		{
		# networkTftp 6, networkRcp 7, networkFtp 8, networkScp 9.
		if ( config_source in binding$oid && binding$value?$signed )
			from_network = binding$value$signed in set(+6, +7, +8, +9);
		else if ( config_server in binding$oid && snmp_text(binding$value) != "" )
			e$server = snmp_text(binding$value);
		else if ( config_file in binding$oid && snmp_text(binding$value) != "" )
			e$file_name = snmp_text(binding$value);
		}
	if ( from_network )
		event Bootwarden::evidence(e);
	}

event snmp_trap(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::TrapPDU)
	{
	# A trap may be passed on by another host.
	local device = pdu$agent != 0.0.0.0 ? pdu$agent : c$id$orig_h;
	if ( ! is_watched(device) )
		return;
	if ( pdu$generic_trap == 0 || pdu$generic_trap == 1 )
		event Bootwarden::evidence(restart_evidence(c, device, "trap",
		    pdu$generic_trap == 0 ? "coldStart" : "warmStart"));
	else if ( pdu$generic_trap == 6
	    && pdu$enterprise == "1.3.6.1.4.1.9"
	    && pdu$specific_trap == 0 )
		event Bootwarden::evidence(restart_evidence(c, device, "trap",
		    "Cisco reload"));
	else if ( pdu$generic_trap == 6
	    && config_changed in fmt("%s.%d", pdu$enterprise, pdu$specific_trap) )
		snmp_config_trap(c, device, pdu$bindings);
	}

function snmp_notification(c: connection, pdu: SNMP::PDU)
	{
	local device = c$id$orig_h;
	if ( ! is_watched(device) )
		return;
	for ( _, binding in pdu$bindings )
		{
		if ( binding$oid != trap_oid || ! binding$value?$oid )
			next;
		local kind = binding$value$oid;
		if ( kind == "1.3.6.1.6.3.1.1.5.1" || kind == "1.3.6.1.6.3.1.1.5.2" )
			event Bootwarden::evidence(restart_evidence(c, device, "trap", kind ==
			    "1.3.6.1.6.3.1.1.5.1" ? "coldStart" : "warmStart"));
		else if ( kind == "1.3.6.1.4.1.9.0.0" )
			event Bootwarden::evidence(restart_evidence(c, device, "trap",
			    "Cisco reload"));
		else if ( config_changed in kind )
			snmp_config_trap(c, device, pdu$bindings);
		}
	}

event snmp_trapV2(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	snmp_notification(c, pdu);
	}

event snmp_inform_request(c: connection, is_orig: bool, header: SNMP::Header,
    pdu: SNMP::PDU)
	{
	snmp_notification(c, pdu);
	}
