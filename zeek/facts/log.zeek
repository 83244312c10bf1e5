##! What devices write to syslog of commands, restarts and configurations.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## How a system logs commands. Each value stands between the first of a pattern before it, and the next of
	## a pattern after it.
	type CommandLogForm: record {
		## Recognizes the message, without ``^`` and ``$``: by TCP, several are looked through at once.
		mark: pattern;
		## Before the command.
		command_before: pattern;
		## After the command.
		command_after: pattern;
		## The command's first word, where the message leaves it out.
		verb: string &optional;
		## What stands between the command's words, and is none of them.
		joins: pattern &optional;
		## Before the user's name.
		user_before: pattern &optional;
		## After the user's name.
		user_after: pattern &optional;
		## Before the address that the user came from.
		actor_before: pattern &optional;
		## After the address that the user came from.
		actor_after: pattern &optional;
	};

	## All forms known, by the system that writes so.
	const command_log_forms: table[string] of CommandLogForm = {
		["Edge-Core ES"] = CommandLogForm($mark=/\[zIMI\]:/, $command_before=/\[zIMI\]:\[[^\]]*\] [^ ,]*, */, $command_after=/[\r\n]/, $user_before=/\[zIMI\]:\[[^\]]*\] /, $user_after=/@/, $actor_before=/@/, $actor_after=/:/),
		["Qtech QSW"] = CommandLogForm($mark=/%CMDLINE-6-COMMAND: /, $command_before=/COMMAND: \([0-9]+\) ([^ :]+: )?/, $command_after=/[\r\n]/),
		["AlliedWare Plus"] = CommandLogForm($mark=/IMISH\[/, $command_before=/IMISH\[[0-9]+\]: \[[^\]]*\]/, $command_after=/[\r\n]/, $user_before=/IMISH\[[0-9]+\]: \[/, $user_after=/[@\]]/),
		["EOS"] = CommandLogForm($mark=/ACCOUNTING-6-CMD: /, $command_before=/ cmd=/, $command_after=/<cr>|[\r\n]/, $user_before=/CMD: /, $user_after=/ /, $actor_before=/CMD: [^ ]+ [^ ]+ /, $actor_after=/ /),
		["ArubaOS"] = CommandLogForm($mark=/USER:[^ ]+@[^ ]+ (NODE:\"[^\"]*\" )?COMMAND:</, $command_before=/COMMAND:</, $command_after=/>/, $user_before=/USER:/, $user_after=/@/, $actor_before=/USER:[^@ ]*@/, $actor_after=/ /),
		["ASA"] = CommandLogForm($mark=/%(ASA|FTD|FWSM|PIX)-([a-z]+-)?[0-9]-1110(08|10): /, $command_before=/ executed (the )?'/, $command_after=/'/, $user_before=/User '/, $user_after=/'/, $actor_before=/ from IP /, $actor_after=/, /),
		["IOS EEM"] = CommandLogForm($mark=/%HA_EM-6-LOG: /, $command_before=/%HA_EM-6-LOG: [^:]*: */, $command_after=/[\r\n]/),
		["IOS"] = CommandLogForm($mark=/%PARSER-5-CFGLOG_LOGGEDCMD: /, $command_before=/ +logged command:(!exec: *)?/, $command_after=/[\r\n]/, $user_before=/User:/, $user_after=/ /),
		["IOS-XE"] = CommandLogForm($mark=/%INSTALL-5-INSTALL_START_INFO: /, $command_before=/Started /, $command_after=/[\r\n]/),
		["NX-OS"] = CommandLogForm($mark=/AAA_ACCOUNTING_MESSAGE: /, $command_before=/MESSAGE: *[a-z]+:([^ ]*@)?[^: @]+:[^: ]*:/, $command_after=/ \((SUCCESS|FAILURE|REDIRECT)\)|[\r\n]/, $user_before=/MESSAGE: *[a-z]+:([^ ]*@)?[^: @]+:/, $user_after=/:/, $actor_before=/MESSAGE: *[a-z]+:/, $actor_after=/@/),
		["Comware"] = CommandLogForm($mark=/SHELL_CMD/, $command_before=/Command is /, $command_after=/[\r\n]/, $user_before=/-User=/, $user_after=/;/, $actor_before=/-IPAddr=/, $actor_after=/-/),
		["Comware 5"] = CommandLogForm($mark=/SHELL\/[0-9]\/CMD\(/, $command_before=/ command:/, $command_after=/[\r\n]/, $user_before=/user:/, $user_after=/ /, $actor_before=/ip:/, $actor_after=/ /),
		["OS10"] = CommandLogForm($mark=/\[audit\], User [^ ]+ on [^ ]+ (from [0-9a-fA-F.:]+ )?used cmd: '/, $command_before=/used cmd: '/, $command_after=/'/, $user_before=/audit\], User /, $user_after=/ on /, $actor_before=/ from /, $actor_after=/ used cmd/),
		["D-Link"] = CommandLogForm($mark=/execute command \"/, $command_before=/execute command \"/, $command_after=/\"/),
		["VOSS"] = CommandLogForm($mark=/CLILOG INFO/, $command_before=/CLILOG INFO +([0-9]+ +)?[A-Za-z0-9]+:[^ ]+ +[^ ]+ +/, $command_after=/[\r\n]/, $user_before=/INFO +([0-9]+ +)?[A-Za-z0-9]+:[^ ]+ +/, $user_after=/ /, $actor_before=/INFO +([0-9]+ +)?[A-Za-z0-9]+:/, $actor_after=/ /),
		["FASTPATH"] = CommandLogForm($mark=/CMDLOGGER\[/, $command_before=/CLI:[^: ]*:[^: ]*:/, $command_after=/[\r\n]/, $user_before=/CLI:[^: ]*:/, $user_after=/:/, $actor_before=/CLI:/, $actor_after=/:/),
		["FastIron"] = CommandLogForm($mark=/CLI CMD: \"/, $command_before=/CLI CMD: \"/, $command_after=/\" by /, $user_before=/\" by /, $user_after=/ from /, $actor_before=/ from (telnet|ssh) client /, $actor_after=/[^0-9a-fA-F.:]/),
		["VRP"] = CommandLogForm($mark=/CMDRECORD/, $command_before=/Command ?= ?\"/, $command_after=/\"/, $user_before=/User(Name)? ?= ?/, $user_after=/[,\)]/, $actor_before=/I[pP] ?= ?/, $actor_after=/[,\)]/),
		["Junos"] = CommandLogForm($mark=/UI_CMDLINE_READ_LINE: User /, $command_before=/, command '/, $command_after=/'/, $user_before=/READ_LINE: User '/, $user_after=/'/),
		["Junos, structured"] = CommandLogForm($mark=/UI_CMDLINE_READ_LINE \[/, $command_before=/ command=\"/, $command_after=/\"/, $user_before=/ username=\"/, $user_after=/\"/),
		["RouterOS"] = CommandLogForm($mark=/ (added|changed|removed|set|executed) by [^ ]+:[^ ]+@[^ ]+ \(/, $command_before=/@[^ ]+ \(/, $command_after=/\)$/, $user_before=/ by [^ ]+:/, $user_after=/@/, $actor_before=/ by [^ ]+@/, $actor_after=/\/| /),
		["SR OS"] = CommandLogForm($mark=/-cli_(user|config)_io-[0-9]+ \[/, $command_before=/User from [^ ]+: +[^# ]*# +/, $command_after=/[\r\n]/, $user_before=/_io-[0-9]+ \[/, $user_after=/\]/, $actor_before=/User from /, $actor_after=/:/),
		["small business"] = CommandLogForm($mark=/%COPY-I-FILECPY: /, $command_before=/source URL /, $command_after=/[\r\n]/, $verb="copy", $joins=/ destination URL /)
	} &redef;

	## Messages of a device that restarts or has restarted.
	const restart_messages =
	      string_to_pattern(join_string_vec(vector(
	    "snmp: System coldStart notification",
	    "system: System initialization complete",
	    "%SYS-5-SYSTEM_RESTARTED:",
	    "%SYS-5-RELOAD:",
	    "%SYS-5-SCHEDULED_RELOAD:",
	    "%SYS-5-RESTART:",
	    "%SYS-6-BOOTTIME:",
	    "%SNMP-5-(COLD|WARM)START:",
	    "%PLATFORM-2-PFM_SYSTEM_RESET:",
	    "SYSTEM_REBOOT:",
	    "SYS_RESTART: System restarted",
	    "CRIT: System (cold start|started up)",
	    "%SYS-5-WARMSTART:",
	    "CMD\\/[0-9]\\/REBOOT",
	    "UI_REBOOT_EVENT",
	    "shutdown: reboot by ",
	    "system,info(,critical)? router rebooted",
	    "%INIT-I-Startup: (Cold|Warm) Startup",
	    "TRAPMGR: Cold Start: Unit:",
	    "shutting down for system reboot",
	    "system: System reboot",
	    "system: System cold start"), "|"), F)
	    &redef;

	## Messages of a device that loaded a configuration from the network.
	const config_messages =
	      /%SYS-5-CONFIG(_I|_NV_I|_L|_NV)?: [A-Za-z ]* from (tftp|ftp|https?|rcp|scp):\/\//i
	    &redef;

	## Messages of a device that asked for a configuration from the network, and got none.
	const config_failures =
	      /%SYS-4-CONFIG_RESOLVE_FAILURE: /i
	    | /%Error (opening|reading) (tftp|ftp|https?|rcp|scp):\/\//i
	    &redef;

	## Messages of a device whose configuration is of a newer image than the one that runs.
	const config_newer =
	      /%SYS-4-CONFIG_NEWER: /i
	    &redef;
}
