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
	## Bytes of a line, rubbed out ones included, beyond which only its end is read.
	option telnet_max_line = 8192;
}

# Letters of a line by which its echo is known.
const telnet_echo_letters = 8;

# Letters of a line's end by which it is known where no more of it is shown.
const telnet_end_letters = 16;

# A line that was entered, and whose echo has not come yet.
type TypedLine: record {
	# Its beginning, as it was edited.
	begins: string;
	# Its end, likewise.
	ends: string &default="";
	# The letters typed first, whatever became of them.
	letters: string;
	# The device may have made something else of it.
	unsure: bool;
	# What it orders.
	orders: vector of BootLine;
	# What it orders without the key of a pager or a question, which needs no Enter, and came before it.
	behind_key: vector of BootLine &default=vector();
};

type TelnetSession: record {
	user: string &optional;
	# Lines entered, the oldest first.
	waiting: vector of TypedLine &default=vector();
	# Has the device echoed any line? One that does shows secrets by not echoing them.
	echoes: bool &default=F;
	# How a line begins that was shown behind a prompt before it was entered: the terminal's next row was begun.
	unfinished: string &default="";
	# Has the device shown a prompt for commands? Then nobody is logging in any more.
	prompts: bool &default=F;
	# The line typed last.
	last: string &default="";
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

# A session ends.
global telnet_gone: hook(c: connection);

event zeek_init()
	{
	if ( read_telnet )
		Analyzer::register_for_ports(Analyzer::ANALYZER_TELNET, telnet_ports);
	}

# What a prompt looks like, up to the command behind it: `edge1(config)#`, `<core1>`, `[core1]`, `rommon 1 >`,
# `admin@mx1>`, `Console> (enable)`, `switch: `.
const prompted = /^([^ ]*[>#\]]( ?[>#]| \(enable\))?|[^ ]+ [>#]|rommon [A-Z#]?[0-9]+ ?>|(switch|loader|boot|Aboot)[:>#]) */;

# What may take its server and file from variables, where it names none.
const takes_variables = set("boot", "copy", "send");

const text_asked = /Enter TEXT message\. +End with the character +'/;

function telnet_raise(c: connection, line: BootLine)
	{
	local session = c$bootwarden_telnet;
	local e = command_evidence(c, c$id$resp_h, line);
	e$actor = c$id$orig_h;
	if ( session?$user )
		e$user = session$user;
	# A netboot from ROMMON takes server and file from the variables; so does a load or save on SCALANCE.
	if ( line$act in takes_variables && session?$variables )
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

# The answer to a prompt `text [default]? answer`, `text? answer` or `text: answer`.
function prompt_answer(shown: string): string
	{
	if ( "[" !in shown )
		return strip(sub(shown, /^[^?:]*[?:]/, ""));
	local answer = strip(sub(shown, /^[^\[]*\[[^\]]*\]\??/, ""));
	return answer != "" ? answer : sub(sub(shown, /^[^\[]*\[/, ""), /\].*$/, "");
	}

# Of a line that is longer than is read, its end counts: what follows the last key that takes all back, or, of letters
# that were rubbed out again, the last ones.
function bounded_line(line: string): string
	{
	if ( has_room(|line|, "telnet_max_line", telnet_max_line + 1) )
		return line;
	local parts = split_string(line, /[\x03\x15\x18]/);
	local end = parts[|parts| - 1];
	return |end| > telnet_max_line ? end[|end| - telnet_max_line :] : end;
	}

function telnet_session(c: connection): bool
	{
	if ( c$id$resp_p !in telnet_ports || ! is_watched(c$id$resp_h) )
		return F;
	if ( ! c?$bootwarden_telnet )
		{
		c$bootwarden_telnet = TelnetSession();
		Conn::register_removal_hook(c, telnet_gone);
		}
	return T;
	}

function forget_oldest(session: TelnetSession)
	{
	if ( |session$waiting| > 0 )
		session$waiting = session$waiting[1:];
	}

function telnet_accept_all(c: connection, orders: vector of BootLine)
	{
	for ( _, line in orders )
		telnet_accept(c, line);
	}

# Whether of two texts one begins the other.
function begin_alike(a: string, b: string): bool
	{
	local n = |a| < |b| ? |a| : |b|;
	return n > 0 && a[0:n] == b[0:n];
	}

# Keys of pagers and questions.
const pager_keys = /^[ qQyYnN]{1,3}/;

event login_input_line(c: connection, line: string)
	{
	if ( ! telnet_session(c) )
		return;
	local entered = bounded_line(line);
	local session = c$bootwarden_telnet;
	if ( session$text_end != "" )
		{
		if ( session$text_end in entered )
			session$text_end = "";
		return;
		}
	local typed = TypedLine($begins="", $letters=plain_letters(entered)[0:
	    telnet_echo_letters], $unsure=device_edits in entered,
	    $orders=vector());
	# Ctrl-Z runs the line and leaves configuration mode.
	for ( _, part in split_string(entered, /\x1a/) )
		{
		session$last = strip(edited_line(part));
		if ( typed$begins == "" )
			typed$begins = session$last[0:telnet_echo_letters];
		if ( |session$last| > telnet_end_letters )
			typed$ends = session$last[-telnet_end_letters :];
		for ( _, given in boot_lines(session$last) )
			typed$orders += given;
		if ( pager_keys in session$last )
			typed$behind_key = boot_lines(sub(session$last, pager_keys, ""));
		}
	local shown = session$unfinished;
	session$unfinished = "";
	if ( ! typed$unsure && shown != "" && begin_alike(shown, typed$begins) )
		{
		session$echoes = T;
		telnet_accept_all(c, typed$orders);
		return;
		}
	if ( |session$waiting| >= telnet_max_waiting )
		{
		telnet_accept_all(c, session$waiting[0]$orders);
		forget_oldest(session);
		}
	session$waiting += typed;
	}

# Whether a line shows the end of what was typed, behind the mark of a line that was moved to the left: of a line that
# comes at once readline (horizontal-scroll-mode) shows nothing else, not even the prompt.
function shows_end(typed: TypedLine, shown: string): bool
	{
	return typed$ends != ""
	    && shown[0:1] in set("<", "$")
	    && ends_with(strip(shown), typed$ends);
	}

# Whether a command that is shown behind a prompt is the line that was typed: all of it, or as much as fits.
function shows_command(typed: TypedLine, command: string, raw: string): bool
	{
	if ( command == "" )
		return F;
	if ( begin_alike(command, typed$begins) || shows_end(typed, command) )
		return T;
	# The prompt has more in it than was taken for one.
	if ( |typed$orders| > 0 && typed$begins in command )
		return T;
	if ( |typed$orders| == 0
	    && begin_alike(command, sub(typed$begins, pager_keys, "")) )
		return T;
	# The device moved about in the line, or completed it: the letters came as they were typed.
	return typed$letters != ""
	    && ( typed$unsure || /[\x08\x1b]/ in raw )
	    && letters_in_order(typed$letters, plain_letters(raw));
	}

# A command without the mark that more of it stands behind the right margin; a server's name is not cut in two.
function without_cut(command: string): string
	{
	return sub(command, /(:\/\/[^\/ ]*)?\$$/, ends_with(command, "$") &&
	    /:\/\/[^\/ ]*\$$/ in command ? "://" : "");
	}

# A prompt, and the command behind it: takes the line that it shows. Those entered before it were asked for by no
# prompt that is known; what would order something may yet be shown.
function read_command(c: connection, command: string, raw: string)
	{
	local session = c$bootwarden_telnet;
	local still: vector of TypedLine = vector();
	local orders: vector of BootLine = vector();
	local found = F;
	session$unfinished = |session$waiting| == 0 ? command[0:telnet_echo_letters] : "";
	for ( i, typed in session$waiting )
		{
		if ( found )
			still += typed;
		else if ( shows_command(typed, command, raw) )
			{
			found = T;
			session$echoes = T;
			# What the device made of it counts, where only it knows: also of telnet's own erased characters (IAC EC),
			# where it shows the command without a move of the cursor.
			if ( typed$unsure || ( |typed$orders| == 0 && /[\x08\x1b]/ !in raw ) )
				orders = boot_lines(without_cut(command));
			else if ( ! begin_alike(command, typed$begins) )
				orders = typed$behind_key;
			if ( |orders| == 0 )
				orders = typed$orders;
			}
		else if ( |typed$orders| > 0 )
			still += typed;
		else if ( i == 0 && typed$unsure )
			orders = boot_lines(without_cut(command));
		}
	session$waiting = still;
	telnet_accept_all(c, orders);
	}

# Any other line that a device shows: takes what it echoes without a prompt that is known.
function read_echo(c: connection, shown: string)
	{
	local session = c$bootwarden_telnet;
	local still: vector of TypedLine = vector();
	for ( _, typed in session$waiting )
		if ( |typed$orders| > 0
		    && ( typed$begins in shown || shows_end(typed, shown) ) )
			{
			session$echoes = T;
			telnet_accept_all(c, typed$orders);
			}
		else
			still += typed;
	session$waiting = still;
	}

# What the device answers the dialogue of a command like `copy tftp: flash:`.
function read_dialogue(c: connection, shown: string)
	{
	local session = c$bootwarden_telnet;
	if ( /(remote host|[nN]ame of host|server IP address) *[\[?:]/ in shown )
		{
		local host = boot_url(fmt("tftp://%s/", prompt_answer(shown)));
		if ( host?$server )
			session$asking$server = host$server;
		}
	else if ( /([sS]ource file ?name|[nN]ame of (configuration )?file) *[\[?:]/ in
	    shown )
		session$asking$file_name = plain_text(prompt_answer(shown));
	else if ( session$asking$act == "send"
	    && /[dD]estination file ?name *[\[?:]/ in shown )
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

const asks_for_secret = /([pP]ass(word|phrase|code)|[sS]ecret|PIN) *: *$/;
const asks_for_user = /^(.*[^a-zA-Z])?(User( ?[nN]ame)?|[lL]ogin): *[^ ]* *$/;

event login_output_line(c: connection, line: string)
	{
	if ( ! telnet_session(c) )
		return;
	local raw = bounded_line(line);
	local session = c$bootwarden_telnet;
	local shown = shown_line(raw);
	local at_prompt = prompted in shown;
	if ( |session$last| > 2 && session$last in shown )
		session$echoes = T;
	# What was typed at such a prompt is no command; behind a command's prompt the same words are its own.
	if ( ! at_prompt && asks_for_secret in shown )
		{
		forget_oldest(session);
		return;
		}
	if ( ! at_prompt && asks_for_user in shown && ! session$prompts )
		{
		local user = sub(strip(shown), /^.*: */, "");
		if ( user != "" )
			session$user = plain_text(user);
		forget_oldest(session);
		return;
		}
	# IOS: "Enter TEXT message.  End with the character '#'."
	if ( ! at_prompt && text_asked in shown && /^ban/i in session$last )
		{
		session$text_end = between(shown, text_asked, /'/);
		return;
		}
	if ( at_prompt )
		{
		session$prompts = T;
		read_command(c, strip(sub(shown, prompted, "")), raw);
		}
	else if ( |session$waiting| > 0 )
		read_echo(c, shown);
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

hook telnet_gone(c: connection)
	{
	local session = c$bootwarden_telnet;
	if ( ! session$echoes )
		for ( _, typed in session$waiting )
			telnet_accept_all(c, typed$orders);
	session$waiting = vector();
	telnet_asked(c);
	}
