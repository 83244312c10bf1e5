##! Evidence from telnet sessions with devices: boot commands as they are typed, and what loaders and
##! `show version` print. Nothing else that is typed is kept or logged; what may be a password is dropped.

@load ../facts/loader
@load ./commands
@load ./line-editing
@load ./running

module Bootwarden;

export {
	## Whether telnet sessions are read.
	const read_telnet = T &redef;
	## Ports on which devices offer telnet.
	const telnet_ports: set[port] = {23/tcp} &redef;
	## Commands of one session that wait for the device's echo. More are taken without it: so many passwords
	## nobody types.
	option telnet_max_waiting = 32;
	## Bytes of a line, rubbed out ones included, beyond which it is not read.
	option telnet_max_line = 8192;
}

# A boot command that was typed and not echoed yet.
type TypedLine: record {
	line: BootLine;
	# Its first letters, which an echo shows.
	begins: string;
	# The device may have made something else of it.
	unsure: bool;
};

type TelnetSession: record {
	user: string &optional;
	waiting: vector of TypedLine &default=vector();
	# Has the device echoed any line? One that does shows secrets by not echoing them.
	echoes: bool &default=F;
	# The line typed last, to see that.
	last: string &default="";
	# Lines entered whose echo behind a prompt has not come yet.
	entered: count &default=0;
	# Of the next so many, one may be a line with keys whose effect only the device knows.
	recalled: count &default=0;
	# A command whose server and file the device is asking for.
	asking: BootLine &optional;
	# What ROMMON variables and U-Boot's environment name.
	variables: BootLine &optional;
	# What ends the text, a banner's, that the device asked for; empty otherwise.
	text_end: string &default="";
	# The loader that has named its server, and not yet the file.
	loads: string &optional;
	# That server.
	loads_from: string &default="";
};

redef record connection += {
	bootwarden_telnet: TelnetSession &optional;
};

event zeek_init()
	{
	if ( read_telnet )
		Analyzer::register_for_ports(Analyzer::ANALYZER_TELNET, telnet_ports);
	}

# What a prompt looks like, up to the command behind it: `edge1(config)#`, `<core1>`, `[core1]`, `rommon 1 >`,
# `admin@mx1>`, `switch: `.
const prompted = /^([^ ]*[>#\]]( ?[>#])?|[^ ]+ [>#]|rommon [A-Z#]?[0-9]+ ?>|(switch|loader|boot|Aboot)[:>#]) */;

const text_asked = /Enter TEXT message\. +End with the character +'/;

function telnet_raise(c: connection, line: BootLine)
	{
	local session = c$bootwarden_telnet;
	local e = command_evidence(c, c$id$resp_h, line);
	e$actor = c$id$orig_h;
	if ( session?$user )
		e$user = session$user;
	# A netboot from ROMMON takes server and file from the variables.
	if ( line$act == "boot" && session?$variables )
		{
		if ( ! e?$server && session$variables?$server )
			e$server = session$variables$server;
		if ( ! e?$file_name && session$variables?$file_name )
			e$file_name = session$variables$file_name;
		}
	event Bootwarden::evidence(e);
	}

# An echoed command: it counts, once the device has asked for what it does not say.
function telnet_accept(c: connection, line: BootLine)
	{
	local session = c$bootwarden_telnet;
	if ( line$act == "set" )
		{
		if ( ! session?$variables )
			session$variables = line;
		if ( line?$server )
			session$variables$server = line$server;
		if ( line?$file_name )
			session$variables$file_name = line$file_name;
		return;
		}
	if ( line$asks )
		session$asking = line;
	else
		telnet_raise(c, line);
	}

function telnet_asked(c: connection)
	{
	local session = c$bootwarden_telnet;
	if ( ! session?$asking )
		return;
	telnet_raise(c, session$asking);
	delete session$asking;
	}

# The answer to a prompt `text [default]? answer`.
function prompt_answer(shown: string): string
	{
	local answer = strip(sub(shown, /^[^\[]*\[[^\]]*\]\??/, ""));
	return answer != "" ? answer : sub(sub(shown, /^[^\[]*\[/, ""), /\].*$/, "");
	}

function telnet_session(c: connection, line: string): bool
	{
	if ( c$id$resp_p !in telnet_ports
	    || ! is_watched(c$id$resp_h)
	    || ! has_room(|line|, "telnet_max_line", telnet_max_line) )
		return F;
	if ( ! c?$bootwarden_telnet )
		c$bootwarden_telnet = TelnetSession();
	return T;
	}

event login_input_line(c: connection, line: string)
	{
	if ( ! telnet_session(c, line) )
		return;
	local session = c$bootwarden_telnet;
	session$last = strip(edited_line(line));
	if ( session$entered < telnet_max_waiting )
		++session$entered;
	local unsure = device_edits in line;
	if ( unsure )
		session$recalled = session$entered;
	if ( session$text_end != "" )
		{
		if ( session$text_end in line )
			session$text_end = "";
		return;
		}
	# Ctrl-Z runs the line and leaves configuration mode.
	for ( _, part in split_string(line, /\x1a/) )
		for ( _, typed in boot_lines(lstrip(edited_line(part))) )
			{
			if ( |session$waiting| < telnet_max_waiting )
				session$waiting += TypedLine($line=typed, $begins=typed$text[0:3],
				    $unsure=unsure);
			else
				telnet_accept(c, typed);
			}
	}

# The echo of a line that the device completed, or had in its history.
function read_echo(c: connection, shown: string)
	{
	local session = c$bootwarden_telnet;
	local found = boot_lines(strip(sub(shown, prompted, "")));
	local still: vector of TypedLine = vector();
	for ( _, typed in session$waiting )
		if ( ! typed$unsure && ( |found| == 0 || typed$begins !in shown ) )
			still += typed;
	session$waiting = still;
	for ( _, line in found )
		telnet_accept(c, line);
	}

# Takes the waiting commands whose echo a line shows.
function match_echo(c: connection, shown: string)
	{
	local session = c$bootwarden_telnet;
	local still: vector of TypedLine = vector();
	for ( _, typed in session$waiting )
		{
		if ( typed$begins in shown )
			{
			session$echoes = T;
			telnet_accept(c, typed$line);
			}
		else
			still += typed;
		}
	session$waiting = still;
	}

# What the device answers the dialogue of a command like `copy tftp: flash:`.
function read_dialogue(c: connection, shown: string)
	{
	local session = c$bootwarden_telnet;
	if ( /(remote host|[nN]ame of host) *\[/ in shown )
		{
		local host = boot_url(fmt("tftp://%s/", prompt_answer(shown)));
		if ( host?$server )
			session$asking$server = host$server;
		}
	else if ( /([sS]ource filename|[nN]ame of (configuration )?file) *\[/ in
	    shown )
		session$asking$file_name = plain_text(prompt_answer(shown));
	else if ( /[^ ]/ in shown )
		telnet_asked(c);
	}

function loader_evidence(c: connection, server: string, file_name: string)
	{
	event Bootwarden::evidence(Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=c$id$resp_h, $actor=c$id$orig_h, $server=server,
	    $stage="fetch", $evidence=LOADER_OUTPUT, $file_name=file_name,
	    $object="Loading"));
	}

# Whether a line is the output of a loader.
function read_loader(c: connection, shown: string): bool
	{
	local session = c$bootwarden_telnet;
	if ( session?$loads )
		{
		local begun = loader_forms[session$loads];
		if ( begun$then in shown )
			{
			loader_evidence(c, session$loads_from, between(shown, begun$file_before,
			    begun$file_after));
			delete session$loads;
			return T;
			}
		}
	for ( name, form in loader_forms )
		{
		if ( form$mark !in shown )
			next;
		local server = between(shown, form$server_before, form$server_after);
		if ( form?$then )
			{
			session$loads = name;
			session$loads_from = server;
			}
		else
			loader_evidence(c, server, between(shown, form$file_before,
			    form$file_after));
		return T;
		}
	return F;
	}

event login_output_line(c: connection, line: string)
	{
	if ( ! telnet_session(c, line) )
		return;
	local session = c$bootwarden_telnet;
	local shown = shown_line(line);
	if ( |session$last| > 2 && session$last in shown )
		session$echoes = T;
	# What was typed at a login prompt is no command.
	if ( /([pP]ass(word|phrase|code)|[sS]ecret|PIN) *: *$/ in shown )
		{
		session$waiting = vector();
		session$entered = 0;
		return;
		}
	if ( /^(.*[^a-zA-Z])?(User( ?[nN]ame)?|[lL]ogin): *[^ ]+ *$/ in shown )
		{
		session$waiting = vector();
		session$user = plain_text(sub(strip(shown), /^.*: */, ""));
		return;
		}
	# IOS: "Enter TEXT message.  End with the character '#'."
	if ( text_asked in shown && /^ban/i in session$last )
		{
		session$text_end = between(shown, text_asked, /'/);
		return;
		}
	if ( prompted in shown )
		{
		if ( session$recalled > 0 )
			{
			--session$recalled;
			read_echo(c, shown);
			}
		if ( session$entered > 0 )
			--session$entered;
		}
	if ( |session$waiting| > 0 )
		match_echo(c, shown);
	if ( session?$asking )
		{
		# The line that shows the echo is no answer.
		if ( ! session$asking$asks )
			read_dialogue(c, shown);
		else
			session$asking$asks = F;
		return;
		}
	if ( ! read_loader(c, shown) )
		running_from_text(c, c$id$resp_h, shown, "show version");
	}

event connection_state_remove(c: connection)
	{
	if ( ! c?$bootwarden_telnet )
		return;
	local session = c$bootwarden_telnet;
	if ( ! session$echoes )
		for ( _, typed in session$waiting )
			telnet_accept(c, typed$line);
	session$waiting = vector();
	telnet_asked(c);
	}
