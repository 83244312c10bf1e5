##! Evidence from syslog: commands that devices log, restarts, and configurations loaded from the network.

@load base/protocols/syslog
@load ./commands
@load ./running

module Bootwarden;

export {
	## How a system logs commands. Each value stands between a pattern before it and a pattern after it.
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
		    $command_before=/^.*logged command:(!exec: *)?/,
		    $command_after=/[\r\n].*$/, $user_before=/^.*User:/,
		    $user_after=/ .*$/),
		["Junos"] = CommandLogForm($mark=/UI_CMDLINE_READ_LINE: User /,
		    $command_before=/^.*, command '/,
		    $command_after=/ *'[^']*$/,
		    $user_before=/^.*READ_LINE: User '/, $user_after=/'.*$/),
		["EOS"] = CommandLogForm($mark=/ACCOUNTING-6-CMD: /,
		    $command_before=/^.* cmd=/, $command_after=/ *(<cr>.*)?$/,
		    $user_before=/^.*CMD: /, $user_after=/ .*$/,
		    $actor_before=/^.*CMD: [^ ]+ [^ ]+ /, $actor_after=/ .*$/),
		["NX-OS"] = CommandLogForm($mark=/AAA_ACCOUNTING_MESSAGE: /,
		    $command_before=/^.*@[^:]*:[^:]*:/,
		    $command_after=/ \((SUCCESS|FAILURE|REDIRECT)\).*$/,
		    $user_before=/^.*@[^:]*:/, $user_after=/:.*$/,
		    $actor_before=/^.*MESSAGE: *[a-z]+:/, $actor_after=/@.*$/),
		["VRP"] = CommandLogForm($mark=/CMDRECORD/, $command_before=/^.*Command=\"/,
		    $command_after=/\".*$/, $user_before=/^.*User(Name)?=/,
		    $user_after=/[,\)].*$/, $actor_before=/^.*I[pP]=/,
		    $actor_after=/[,\)].*$/),
		["Comware"] = CommandLogForm($mark=/SHELL_CMD/,
		    $command_before=/^.*Command is /,
		    $command_after=/[\r\n].*$/, $user_before=/^.*-User=/,
		    $user_after=/;.*$/, $actor_before=/^.*-IPAddr=/,
		    $actor_after=/-.*$/),
	} &redef;

	## Messages of a device that restarts or has restarted.
	const restart_messages = /%SYS-5-RELOAD:|%SYS-5-RESTART:|%SYS-6-BOOTTIME:|%SNMP-5-(COLD|WARM)START:|UI_REBOOT_EVENT:|%PLATFORM-2-PFM_SYSTEM_RESET:/
	    &redef;

	## Messages of a device that loaded a configuration from the network.
	const config_messages = /%SYS-5-CONFIG(_I|_NV_I|_L|_NV)?: [A-Za-z ]* from (tftp|ftp|https?|rcp|scp):\/\//i
	    &redef;
}

# The text between two patterns, shortened; empty when the first is missing.
function between(text: string, before: pattern, after: pattern): string
	{
	if ( before !in text )
		return "";
	return plain_text(sub(sub(text, before, ""), after, ""));
	}

function syslog_command(c: connection, form: CommandLogForm, msg: string)
	{
	if ( form$command_before !in msg )
		return;
	local line = boot_line(strip(sub(sub(msg, form$command_before, ""),
	    form$command_after, "")));
	if ( line$act == "" || line$act == "set" )
		return;
	local e = command_evidence(c, c$id$orig_h, line);
	e$transaction = fmt("%s %s", c$uid, network_time());
	local user = between(msg, form$user_before, form$user_after);
	if ( user != "" )
		e$user = user;
	if ( form?$actor_before )
		{
		local actor = between(msg, form$actor_before, form$actor_after);
		if ( is_valid_ip(actor) )
			e$actor = to_addr(actor);
		}
	event Bootwarden::evidence(e);
	}

function syslog_restart(c: connection, msg: string)
	{
	# It may carry the version of what runs now.
	running_from_text(c, c$id$orig_h, gsub(msg, /[\r\n]/, " "), "syslog");
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=c$id$orig_h, $stage="boot", $evidence=RESTARTED,
	    $object="syslog", $detail=plain_text(sub(msg, /^.*(%|UI_)/, "")),
	    $transaction=fmt("%s %s", c$uid, network_time()));
	# "Reload requested by anna on vty0 (10.0.9.10)."
	local user = between(msg, /^.* (requested|rebooted) by '?/, /[ '\.].*$/);
	if ( user != "" )
		e$user = user;
	local actor = between(msg, /^.* requested by [^\(]*\(/, /\).*$/);
	if ( is_valid_ip(actor) )
		e$actor = to_addr(actor);
	event Bootwarden::evidence(e);
	}

function syslog_config(c: connection, msg: string)
	{
	local url = between(msg, /^.* from /, / .*$/);
	local named = boot_url(url);
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=c$id$orig_h, $stage="fetch", $evidence=CONFIG_LOADED,
	    $object="syslog", $detail=plain_text(sub(msg, /^.*%/, "")),
	    $transaction=fmt("%s %s", c$uid, network_time()));
	if ( named?$server )
		e$server = named$server;
	if ( named?$file_name )
		e$file_name = named$file_name;
	event Bootwarden::evidence(e);
	}

event syslog_message(c: connection, facility: count, severity: count,
    msg: string)
	{
	if ( ! is_watched(c$id$orig_h) || |msg| > 2000 )
		return;
	if ( restart_messages in msg )
		{
		syslog_restart(c, msg);
		return;
		}
	if ( config_messages in msg )
		{
		syslog_config(c, msg);
		return;
		}
	for ( _, form in command_log_forms )
		if ( form$mark in msg )
			{
			syslog_command(c, form, msg);
			return;
			}
	}
