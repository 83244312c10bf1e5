##! Evidence from syslog: commands that devices log, restarts, and configurations loaded from the network.
##!
##! What a declared device sends is about itself, whatever its messages say: else whoever holds the device could
##! write another's name on them. Every other host may pass on messages of others, and their headers say whose they
##! are (RFC 3164 and 5424 HOSTNAME, Cisco's `logging origin-id`): by address, or by a name of
##! :zeek:see:`Bootwarden::syslog_device_names`. A relay among the devices has to be declared, in
##! :zeek:see:`Bootwarden::admin_hosts`, :zeek:see:`Bootwarden::boot_servers` or
##! :zeek:see:`Bootwarden::syslog_relays`; a device that such a declared relay names, and that nothing gives an
##! address, is judged under its name and joins no chain. (Headers can be forged, as sources of UDP can.)

@load base/protocols/syslog
@load ../facts/log
@load ./commands
@load ./running

module Bootwarden;

export {
	## Hosts that pass on syslog of others, besides the declared admin hosts and boot servers.
	option syslog_relays: set[subnet] = {};

	## Addresses of devices by the host names in their messages (lower case), for relays that write names.
	option syslog_device_names: table[string] of addr = {};

	## Ports on which collectors take syslog by TCP: RFC 6587, `logging host ... transport tcp` of IOS, and of ASA.
	const syslog_tcp_ports: set[port] = {
		514/tcp,
		601/tcp,
		1470/tcp
	} &redef;
}

# Any of these: most messages are none.
global syslog_wanted = restart_messages;

event zeek_init()
	{
	local parts = vector(restart_messages, config_messages, config_failures,
	    config_newer);
	for ( _, form in command_log_forms )
		parts += form$mark;
	# In pairs, because each `|` compiles anew all that it joins: one after the other costs a tenth of Zeek's start.
	while ( |parts| > 1 )
		{
		local joined: vector of pattern = vector();
		for ( i, part in parts )
			{
			if ( i % 2 == 1 )
				joined[|joined| - 1] = parts[i - 1] | part;
			else
				joined += part;
			}
		parts = joined;
		}
	syslog_wanted = parts[0];
	}

# Whose message it is.
type SyslogOrigin: record {
	device: addr;
	# The device's name, where its address is not known: then ``device`` is the relay.
	name: string &optional;
};

# The time stamps of RFC 3164 with what vendors make of them (with year, fractions, the year last), and of RFC 3339.
const syslog_time = /^(([0-9]{4} +)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +[0-9]+ +([0-9]{4} +)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?( +[0-9]{4})?|(1 )?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)) +/;
# IOS: sequence number, and then the host that `logging origin-id` adds, before the device's own time stamp (a date,
# or the time since its start) or the message.
const ios_origin = /^([0-9]+: +)?[^ \[]*[A-Za-z.][^ \[]*: +(\[syslog@9 [^\]]*\]: +)?([*.]?[A-Z][a-z]{2} +[0-9]+ |[*.]?[0-9]{4} |[0-9]{2}:[0-9]{2}:[0-9]{2}|[0-9]+[ywdh][0-9]*[wdh]?: |%)/;
const ios_uptime = /[0-9]+[ywdh][0-9]*[wdh]?/;

# The hosts that a message's header names, the one nearest to us first.
function syslog_hosts(msg: string): vector of string
	{
	local hosts: vector of string;
	local rest = sub(msg, /^<[0-9]{1,3}>/, "");
	local stamp = match_pattern(rest, syslog_time);
	if ( stamp$matched )
		{
		local words = split_string1(rest[|stamp$str| :], / +/);
		# "Jan  5 08:00:00 UTC: %SYS-5-..." names a time zone, "...: last message repeated" nobody.
		if ( |words| == 2 && words[0] != "-" && /:$/ !in words[0] )
			hosts += to_lower(words[0]);
		if ( |words| == 2 )
			rest = words[1];
		}
	if ( ios_origin in rest )
		{
		local origin = split_string1(sub(rest, /^[0-9]+: +/, ""), /: /)[0];
		if ( origin != ios_uptime )
			hosts += to_lower(origin);
		}
	return hosts;
	}

# Bytes before a message's own text in which addresses are looked for.
const syslog_header = 300;

# Addresses before the message's own text, wherever relays write them: `[10.0.1.1]`, `src@10.0.1.1/relay`,
# `Message forwarded from 10.0.1.1:`, `10.0.1.1:514`, a second header.
function header_addresses(msg: string): vector of addr
	{
	local found: vector of addr;
	local own = match_pattern(msg, syslog_wanted);
	if ( ! own$matched )
		return found;
	local header = msg[0 : own$off > syslog_header ? syslog_header : own$off - 1];
	for ( _, word in split_string(header, /[^0-9a-fA-F.:]+/) )
		{
		local host = sub(word, /[.:]$/, "");
		# With the port, which Solaris writes as two bytes: [10.0.1.1.5.2].
		if ( ! is_valid_ip(host) )
			host = sub(host, /:[0-9]+$|\.[0-9]{1,3}\.[0-9]{1,3}$/, "");
		if ( is_valid_ip(host) )
			found += to_addr(host);
		}
	return found;
	}

function declared_relay(host: addr): bool
	{
	return host in admin_hosts || host in boot_servers || host in syslog_relays;
	}

function syslog_origin(sender: addr, msg: string): SyslogOrigin
	{
	local o = SyslogOrigin($device=sender);
	if ( sender in devices && ! declared_relay(sender) )
		return o;
	local named = "";
	for ( _, host in syslog_hosts(msg) )
		{
		local known = is_valid_ip(host) ? to_addr(host) : 0.0.0.0;
		if ( host in syslog_device_names )
			known = syslog_device_names[host];
		# An address that is not ours says no more than none.
		if ( known != 0.0.0.0 && is_watched(known) && ! declared_relay(known) )
			return SyslogOrigin($device=known);
		if ( named == "" && ! is_valid_ip(host) && host == /[a-z0-9_.-]+/ )
			named = host;
		}
	for ( _, address in header_addresses(msg) )
		if ( address != sender && is_watched(address) && ! declared_relay(address) )
			return SyslogOrigin($device=address);
	# Of any other host the name is probably its own.
	if ( named != "" && declared_relay(sender) )
		o$name = plain_text(named);
	return o;
	}

# What every evidence of a message has in common.
function syslog_evidence(c: connection, o: SyslogOrigin, e: Evidence): Evidence
	{
	e$transaction = fmt("%s %s", c$uid, network_time());
	local relayed = o$device != c$id$orig_h || o?$name;
	if ( o?$name )
		e$device_name = o$name;
	if ( relayed )
		{
		local by = fmt("%spassed on by %s", o?$name ? o$name + ", " : "",
		    c$id$orig_h);
		e$detail = e?$detail ? fmt("%s (%s)", e$detail, by) : by;
		}
	return e;
	}

function syslog_command(c: connection, form: CommandLogForm, msg: string)
	{
	local parts = split_string1(msg, form$command_before);
	if ( |parts| < 2 )
		return;
	local command = split_string1(parts[1], form$command_after)[0];
	if ( form?$verb )
		command = form$verb + " " + gsub(command, form$joins, " ");
	for ( _, line in boot_lines(strip(command)) )
		{
		if ( line$act == "set" )
			next;
		local o = syslog_origin(c$id$orig_h, msg);
		local e = command_evidence(c, o$device, line);
		if ( form?$user_before )
			{
			local user = between(msg, form$user_before, form$user_after);
			if ( user != "" )
				e$user = user;
			}
		if ( form?$actor_before )
			{
			local actor = between(msg, form$actor_before, form$actor_after);
			if ( is_valid_ip(actor) )
				e$actor = to_addr(actor);
			}
		event Bootwarden::evidence(syslog_evidence(c, o, e));
		}
	}

function message_text(msg: string): string
	{
	return plain_text(sub(msg, /^[^%]*(%|UI_)/, ""));
	}

function syslog_restart(c: connection, o: SyslogOrigin, msg: string)
	{
	# It may carry the version of what runs now.
	if ( ! o?$name )
		{
		told_anew(o$device);
		running_from_text(c, o$device, gsub(msg, /[\r\n]/, " "), "syslog");
		}
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=o$device,
	    $stage="boot", $evidence=RESTARTED, $object="syslog",
	    $detail=message_text(msg));
	# "Reload requested by anna on vty0 (10.0.9.10)."
	local user = between(msg, / (requested|rebooted) (for [^\(]* )?by '?/,
	    /[ '\.]/);
	if ( user != "" )
		e$user = user;
	local actor = between(msg, / requested [^\(]*\(/, /\)/);
	if ( is_valid_ip(actor) )
		e$actor = to_addr(actor);
	event Bootwarden::evidence(syslog_evidence(c, o, e));
	}

function syslog_config(c: connection, o: SyslogOrigin, msg: string,
    kind: EvidenceKind)
	{
	local url = match_pattern(msg, /(tftp|ftp|https?|rcp|scp):\/\/[^ \)]+/i);
	local named = boot_url(url$matched ? url$str : "");
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=o$device,
	    $stage="fetch", $evidence=kind, $object="syslog",
	    $detail=message_text(msg));
	if ( named?$server )
		e$server = named$server;
	if ( named?$file_name )
		e$file_name = named$file_name;
	event Bootwarden::evidence(syslog_evidence(c, o, e));
	}

# One malformed message tells nothing of those that follow it.
redef DPD::ignore_violations += {Analyzer::ANALYZER_SYSLOG};

# A message in which something wanted stands, by whatever transport it came.
function syslog_read(c: connection, msg: string)
	{
	if ( ! is_watched(c$id$orig_h) || |msg| > 2000 )
		return;
	if ( msg[-1] < " " )
		msg = sub(msg, /[\x00-\x1f]+$/, "");
	if ( restart_messages in msg )
		syslog_restart(c, syslog_origin(c$id$orig_h, msg), msg);
	else if ( config_messages in msg )
		syslog_config(c, syslog_origin(c$id$orig_h, msg), msg, CONFIG_LOADED);
	else if ( config_failures in msg )
		syslog_config(c, syslog_origin(c$id$orig_h, msg), msg, CONFIG_FAILED);
	else if ( config_newer in msg )
		{
		local o = syslog_origin(c$id$orig_h, msg);
		local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=o$device,
		    $stage="boot", $evidence=CONFIG_NEWER, $object="syslog",
		    $detail=message_text(msg));
		event Bootwarden::evidence(syslog_evidence(c, o, e));
		}
	else
		for ( _, form in command_log_forms )
			if ( form$mark in msg )
				{
				syslog_command(c, form, msg);
				return;
				}
	}

event syslog_message(c: connection, facility: count, severity: count,
    msg: string)
	{
	# Most messages cost this one look. What comes to those ports is read in syslog-tcp.zeek.
	if ( syslog_wanted in msg && c$id$resp_p !in syslog_tcp_ports )
		syslog_read(c, msg);
	}
