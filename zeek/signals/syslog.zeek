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
@load ./commands
@load ./running

module Bootwarden;

export {
	## Hosts that pass on syslog of others, besides the declared admin hosts and boot servers.
	option syslog_relays: set[subnet] = {};

	## Addresses of devices by the host names in their messages (lower case), for relays that write names.
	option syslog_device_names: table[string] of addr = {};

	## How a system logs commands. Each value stands between the first of a pattern before it, and the next of
	## a pattern after it.
	type CommandLogForm: record {
		## Recognizes the message.
		mark: pattern;
		## Before the command.
		command_before: pattern;
		## After the command.
		command_after: pattern;
		## Before the user's name.
		user_before: pattern;
		## After the user's name.
		user_after: pattern;
		## Before the address that the user came from.
		actor_before: pattern &optional;
		## After the address that the user came from.
		actor_after: pattern &optional;
	};

	## All forms known, by the system that writes so.
	const command_log_forms: table[string] of CommandLogForm = {
		["IOS"] = CommandLogForm($mark=/%PARSER-5-CFGLOG_LOGGEDCMD: /,
		    $command_before=/ +logged command:(!exec: *)?/,
		    $command_after=/[\r\n]/, $user_before=/User:/,
		    $user_after=/ /),
		["ASA"] = CommandLogForm($mark=/%(ASA|FTD|FWSM|PIX)-[0-9]-1110(08|10): /,
		    $command_before=/ executed (the )?'/, $command_after=/'/,
		    $user_before=/User '/, $user_after=/'/,
		    $actor_before=/ from IP /, $actor_after=/, /),
		["Junos"] = CommandLogForm($mark=/UI_CMDLINE_READ_LINE: User /,
		    $command_before=/, command '/, $command_after=/'/,
		    $user_before=/READ_LINE: User '/, $user_after=/'/),
		["Junos, structured"] = CommandLogForm($mark=/UI_CMDLINE_READ_LINE \[/,
		    $command_before=/ command=\"/, $command_after=/\"/,
		    $user_before=/ username=\"/, $user_after=/\"/),
		["EOS"] = CommandLogForm($mark=/ACCOUNTING-6-CMD: /, $command_before=/ cmd=/,
		    $command_after=/<cr>|[\r\n]/, $user_before=/CMD: /,
		    $user_after=/ /, $actor_before=/CMD: [^ ]+ [^ ]+ /,
		    $actor_after=/ /),
		["NX-OS"] = CommandLogForm($mark=/AAA_ACCOUNTING_MESSAGE: /,
		    $command_before=/MESSAGE: *[a-z]+:([^ ]*@)?[^: @]+:[^: ]*:/,
		    $command_after=/ \((SUCCESS|FAILURE|REDIRECT)\)|[\r\n]/,
		    $user_before=/MESSAGE: *[a-z]+:([^ ]*@)?[^: @]+:/,
		    $user_after=/:/, $actor_before=/MESSAGE: *[a-z]+:/,
		    $actor_after=/@/),
		["VRP"] = CommandLogForm($mark=/CMDRECORD/, $command_before=/Command ?= ?\"/,
		    $command_after=/\"/, $user_before=/User(Name)? ?= ?/,
		    $user_after=/[,\)]/, $actor_before=/I[pP] ?= ?/,
		    $actor_after=/[,\)]/),
		["Comware"] = CommandLogForm($mark=/SHELL_CMD/, $command_before=/Command is /,
		    $command_after=/[\r\n]/, $user_before=/-User=/,
		    $user_after=/;/, $actor_before=/-IPAddr=/,
		    $actor_after=/-/),
	} &redef;

	## Messages of a device that restarts or has restarted: IOS, NX-OS, EOS, Junos, VRP, Comware.
	const restart_messages = /%SYS-5-RELOAD:|%SYS-5-SCHEDULED_RELOAD:|%SYS-5-RESTART:|%SYS-6-BOOTTIME:|%SNMP-5-(COLD|WARM)START:|%PLATFORM-2-PFM_SYSTEM_RESET:|%SYS-5-SYSTEM_RESTARTED:|UI_REBOOT_EVENT|CMD\/[0-9]\/REBOOT|SYSTEM_REBOOT:/
	    &redef;

	## Messages of a device that loaded a configuration from the network.
	const config_messages = /%SYS-5-CONFIG(_I|_NV_I|_L|_NV)?: [A-Za-z ]* from (tftp|ftp|https?|rcp|scp):\/\//i
	    &redef;

	## Messages of a device that asked for a configuration from the network, and got none.
	const config_failures = /%SYS-4-CONFIG_RESOLVE_FAILURE: |%Error (opening|reading) (tftp|ftp|https?|rcp|scp):\/\//i
	    &redef;

	## Messages of a device whose configuration is of a newer image than the one that runs.
	const config_newer = /%SYS-4-CONFIG_NEWER: / &redef;
}

# Any of these: most messages are none.
global syslog_wanted = restart_messages;

event zeek_init()
	{
	for ( _, wanted in vector(config_messages, config_failures, config_newer) )
		syslog_wanted = syslog_wanted | wanted;
	for ( _, form in command_log_forms )
		syslog_wanted = syslog_wanted | form$mark;
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
		if ( known != 0.0.0.0 && is_watched(known) )
			return SyslogOrigin($device=known);
		if ( named == "" && ! is_valid_ip(host) && host == /[a-z0-9_.-]+/ )
			named = host;
		}
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

function syslog_command(c: connection, o: SyslogOrigin, form: CommandLogForm,
    msg: string)
	{
	local parts = split_string1(msg, form$command_before);
	if ( |parts| < 2 )
		return;
	local command = split_string1(parts[1], form$command_after)[0];
	for ( _, line in boot_lines(strip(command)) )
		{
		if ( line$act == "set" )
			next;
		local e = command_evidence(c, o$device, line);
		local user = between(msg, form$user_before, form$user_after);
		if ( user != "" )
			e$user = user;
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
		running_from_text(c, o$device, gsub(msg, /[\r\n]/, " "), "syslog");
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

event syslog_message(c: connection, facility: count, severity: count,
    msg: string)
	{
	if ( syslog_wanted !in msg || ! is_watched(c$id$orig_h) || |msg| > 2000 )
		return;
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
				syslog_command(c, syslog_origin(c$id$orig_h, msg), form, msg);
				return;
				}
	}
