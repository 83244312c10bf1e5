##! Evidence from telnet sessions with devices: boot commands as they are typed, and what loaders and
##! `show version` print. Nothing else that is typed is kept or logged; what may be a password is dropped.

@load ./commands
@load ./running

module Bootwarden;

export {
	## Whether telnet sessions are read.
	const read_telnet = T &redef;
	## Ports on which devices offer telnet.
	const telnet_ports: set[port] = {23/tcp} &redef;
	## Commands of one session that wait for the device's echo.
	option telnet_max_waiting = 8;
}

# A boot command that was typed and not echoed yet.
type TypedLine: record {
	line: BootLine;
	# Its first letters, which an echo shows.
	begins: string;
};

type TelnetSession: record {
	user: string &optional;
	waiting: vector of TypedLine &default=vector();
	# Has the device echoed any line? One that does shows secrets by not echoing them.
	echoes: bool &default=F;
	# The line typed last, to see that.
	last: string &default="";
	# A command whose server and file the device is asking for.
	asking: BootLine &optional;
	# What ROMMON variables and U-Boot's environment name.
	variables: BootLine &optional;
};

redef record connection += {
	bootwarden_telnet: TelnetSession &optional;
};

event zeek_init()
	{
	if ( read_telnet )
		Analyzer::register_for_ports(Analyzer::ANALYZER_TELNET, telnet_ports);
	}

# What a line becomes by its own control characters: rubbed out letters, words and lines; IOS completes at a
# tab and helps at a question mark, neither of which belongs to the command.
function edited_line(text: string): string
	{
	if ( /[^ ->@-~]/ !in text )
		return text;
	local line = "";
	local escape = 0;
	for ( letter in text )
		{
		if ( escape == 1 )
			escape = letter == "[" ? 2 : 0;
		else if ( escape == 2 )
			escape = /[@-~]/ in letter ? 0 : 2;
		else if ( letter == "\x1b" )
			escape = 1;
		else if ( letter == "\x08" || letter == "\x7f" )
			line = |line| > 0 ? line[0 : |line| - 1] : "";
		else if ( letter == "\x15" || letter == "\x18" || letter == "\x03" )
			line = "";
		else if ( letter == "\x17" )
			line = sub(line, /[^ ]* *$/, "");
		else if ( letter == "\t" )
			line += " ";
		else if ( letter >= " " )
			line += letter;
		}
	return line;
	}

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

event login_input_line(c: connection, line: string)
	{
	if ( c$id$resp_p !in telnet_ports
	    || ! is_watched(c$id$resp_h)
	    || |line| > 1000 )
		return;
	if ( ! c?$bootwarden_telnet )
		c$bootwarden_telnet = TelnetSession();
	local session = c$bootwarden_telnet;
	session$last = strip(edited_line(line));
	# Ctrl-Z runs the line and leaves configuration mode.
	for ( _, part in split_string(line, /\x1a/) )
		{
		local typed = boot_line(lstrip(edited_line(part)));
		if ( typed$act == "" )
			next;
		if ( |session$waiting| >= telnet_max_waiting )
			session$waiting = vector();
		session$waiting += TypedLine($line=typed, $begins=typed$text[0:3]);
		}
	}

event login_output_line(c: connection, line: string)
	{
	if ( c$id$resp_p !in telnet_ports
	    || ! is_watched(c$id$resp_h)
	    || |line| > 1000 )
		return;
	if ( ! c?$bootwarden_telnet )
		c$bootwarden_telnet = TelnetSession();
	local session = c$bootwarden_telnet;
	local shown = edited_line(line);
	if ( |session$last| > 2 && session$last in shown )
		session$echoes = T;
	# What was typed at a login prompt is no command.
	if ( /([pP]ass(word|phrase|code)|[sS]ecret|PIN) *: *$/ in shown )
		{
		session$waiting = vector();
		return;
		}
	if ( /^(.*[^a-zA-Z])?(User( ?[nN]ame)?|[lL]ogin): *[^ ]+ *$/ in shown )
		{
		session$waiting = vector();
		session$user = plain_text(sub(strip(shown), /^.*: */, ""));
		return;
		}
	if ( |session$waiting| > 0 )
		{
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
		# The line that shows the echo is no answer.
		if ( session?$asking )
			return;
		}
	if ( session?$asking )
		{
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
		return;
		}
	if ( /(^|[>#] *)Loading [^ ]+ from [0-9.]+ \(via / in shown )
		{
		local words = split_string(sub(shown, /^.*[>#] *Loading/, "Loading"), / +/);
		event Bootwarden::evidence(Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
		    $device=c$id$resp_h, $actor=c$id$orig_h, $server=words[3],
		    $stage="fetch", $evidence=LOADER_OUTPUT,
		    $file_name=plain_text(words[1]), $object="Loading"));
		}
	else
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
