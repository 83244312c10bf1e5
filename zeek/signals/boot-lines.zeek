##! Recognizes command and configuration lines that set or use a network boot, or that reload: a table of
##! forms, used alike for telnet, rsh, syslog and configurations.

module Bootwarden;

export {
	## What a line would make a device do.
	type BootLine: record {
		## boot, config, copy, serve, register, reload or set.
		act: string;
		## The line, without passwords, bounded.
		text: string;
		## Server named: an address or a host name.
		server: string &optional;
		## File named.
		file_name: string &optional;
		## The device will ask for what the line does not say.
		asks: bool &default=F;
	};

	## Where in the words after a form's own words the server and the file stand.
	type LineArguments: enum {
		## A URL anywhere behind; without one the line is no boot line.
		LINE_URL,
		## A URL anywhere behind, or else ``tftp:`` or ``tftp`` alone: the device asks for the rest.
		LINE_URL_OR_ASK,
		## The device asks for everything.
		LINE_ASK,
		## A file, and maybe a host after or before it.
		LINE_FILE_HOST,
		## A file and an address, and nothing else.
		LINE_FILE_ADDRESS,
		## A host, and a file at the end.
		LINE_HOST_FILE,
		## A file on the device itself.
		LINE_LOCAL_FILE,
		## A host alone.
		LINE_HOST,
		## A configuration register.
		LINE_REGISTER,
		## Nothing, or options.
		LINE_NONE,
	};

	## A form that a line may have.
	type LineForm: record {
		## Its words. ``sy|stem`` may be shortened to ``sy``; ``*`` stands for any one word.
		words: string;
		## What it makes a device do.
		act: string;
		## What follows the words.
		arguments: LineArguments;
	};

	## Forms that lines may have, the longer first where two begin alike.
	const line_forms: vector of LineForm = vector(
	# Cisco IOS, IOS-XE, ASA, FastIron (host before file), Eltex.
		LineForm($words="bo|ot s|ystem t|ftp", $act="boot",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot sy|stem rc|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot sy|stem ft|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot sy|stem mo|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot sy|stem *", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot sy|stem", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot sy|stem", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot ne|twork", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot ne|twork tf|tp", $act="config",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot ne|twork", $act="config",
		    $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot ho|st tf|tp", $act="config",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot co|nfig", $act="config", $arguments=LINE_URL),
		LineForm($words="bo|ot st|artup-config", $act="config", $arguments=LINE_URL),
		LineForm($words="servi|ce conf|ig", $act="config", $arguments=LINE_NONE),
		LineForm($words="config-r|egister", $act="register",
		    $arguments=LINE_REGISTER),
		LineForm($words="confreg", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="tftp-s|erver", $act="serve", $arguments=LINE_LOCAL_FILE),
		LineForm($words="snmp-s|erver sys|tem-shutdown", $act="reload",
		    $arguments=LINE_NONE),
		# Loaders: ROMMON, NX-OS, IOS-XR, U-Boot, Junos.
		LineForm($words="b|oot", $act="boot", $arguments=LINE_URL_OR_ASK),
		LineForm($words="b|oot", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="boot nxos", $act="boot", $arguments=LINE_URL),
		LineForm($words="tftpdnld", $act="boot", $arguments=LINE_NONE),
		LineForm($words="tftpb|oot", $act="boot", $arguments=LINE_NONE),
		LineForm($words="setenv serverip", $act="set", $arguments=LINE_HOST),
		# Taking a file from a server.
		LineForm($words="cop|y", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="cop|y tf|tp *", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="conf|igure rep|lace", $act="config",
		    $arguments=LINE_URL_OR_ASK),
		LineForm($words="conf|igure ne|twork", $act="config", $arguments=LINE_ASK),
		LineForm($words="conf|igure o|verwrite-network", $act="config",
		    $arguments=LINE_ASK),
		LineForm($words="arc|hive d|ownload-sw", $act="copy", $arguments=LINE_URL),
		LineForm($words="arc|hive t|ar /x|tract", $act="copy", $arguments=LINE_URL),
		LineForm($words="inst|all", $act="copy", $arguments=LINE_URL),
		LineForm($words="soft|ware inst|all", $act="copy", $arguments=LINE_URL),
		LineForm($words="req|uest pl|atform so|ftware", $act="copy",
		    $arguments=LINE_URL),
		LineForm($words="req|uest sy|stem so|ftware ad|d", $act="copy",
		    $arguments=LINE_URL),
		LineForm($words="upg|rade rom|-monitor", $act="copy",
		    $arguments=LINE_URL_OR_ASK),
		LineForm($words="tcl|sh", $act="config", $arguments=LINE_URL),
		LineForm($words="load *", $act="config", $arguments=LINE_URL),
		LineForm($words="set system autoinstallation", $act="config",
		    $arguments=LINE_NONE),
		LineForm($words="tftp * get", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="auto-tftp", $act="boot", $arguments=LINE_HOST_FILE),
		LineForm($words="exe|cute res|tore * tf|tp", $act="copy",
		    $arguments=LINE_FILE_HOST),
		# Restarts.
		LineForm($words="relo|ad", $act="reload", $arguments=LINE_NONE),
		LineForm($words="reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="req|uest sy|stem reb|oot", $act="reload",
		    $arguments=LINE_NONE)) &redef;

	## The meaning of a line, if it is a boot line that has one: ``act`` is empty otherwise.
	global boot_line: function(line: string): BootLine;

	## The server and the file that a URL names; both absent when it is none.
	global boot_url: function(url: string): BootLine;

	## Printable, without passwords in URLs, and no longer than a log line should be.
	global plain_text: function(text: string): string;
}

# A form split into its words, with the length that each word must at least have (0: any word).
type CompiledForm: record {
	words: vector of string;
	least: vector of count;
	form: LineForm;
};

# By the first letter of the first word.
global compiled_forms: table[string] of vector of CompiledForm;

# A line that no form can match is the common case: this pattern rules it out.
const may_be_boot_line = /^(b|servi|config-r|confreg|tftp|snmp-s|setenv|inst|cop|conf|arc|soft|req|upg|tcl|load|set s|auto-tftp|exe|relo|reb|action|cli|do|TFTP_)/i;

const network_url = /^(tftp|ftp|http|https|rcp|scp|sftp):\/\/.*/;
const asking_source =
    /^tf(tp?)?:?$|^(tftp|ftp|rcp|scp|sftp|http|https):(\/{0,2})$/;
const an_address = /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/;
const a_host_name = /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/;

function plain_text(text: string): string
	{
	local shown = gsub(text, /:\/\/[^\/@ ]*@/, "://");
	if ( |shown| > 200 )
		shown = fmt("%s...", shown[0:197]);
	return clean(shown);
	}

function boot_url(url: string): BootLine
	{
	local line = BootLine($act="", $text="");
	if ( network_url !in to_lower(url) )
		return line;
	local rest = sub(url, /^[a-zA-Z]+:\/\/([^\/@]*@)?/, "");
	local slash = strstr(rest, "/");
	local host = slash == 0 ? rest : rest[0 : slash - 1];
	local path = slash == 0 ? "" : rest[slash:];
	# IPv6 addresses stand in brackets; a port may follow the host.
	if ( /^\[.*\]/ in host )
		host = sub(sub(host, /^\[/, ""), /\].*$/, "");
	else
		host = sub(host, /:[0-9]*$/, "");
	path = sub(path, /^\/+/, "");
	if ( host != "" && host != "255.255.255.255" )
		line$server = plain_text(to_lower(host));
	if ( path != "" )
		line$file_name = plain_text(path);
	line$act = "url";
	return line;
	}

function names_host(word: string): bool
	{
	return word == an_address || word == a_host_name;
	}

function set_host(line: BootLine, word: string)
	{
	if ( word != "255.255.255.255" )
		line$server = plain_text(to_lower(word));
	}

# Reads what follows a form's own words into the line; false when the form does not fit.
function take_arguments(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	local n = |args|;
	local url = "";
	for ( _, word in args )
		if ( url == "" && network_url in to_lower(word) )
			url = word;

	switch ( form$arguments )
		{
		case LINE_URL_OR_ASK, LINE_URL:
			# A source stands first; `copy running-config tftp://...` takes nothing from the network.
			if ( form$arguments == LINE_URL_OR_ASK )
				{
				local first = 0;
				while ( first < n && args[first] == /^\/.*|^fi(le?)?$/ )
					++first;
				if ( first == n )
					return F;
				if ( asking_source in to_lower(args[first]) )
					{
					line$asks = T;
					# `boot tftp:name host` and `copy tftp host file` have forms of their own.
					return to_lower(args[first]) == /.*:\/*/ && ( n <= first + 2 );
					}
				if ( url != args[first] )
					return F;
				}
			if ( url == "" )
				return F;
			local u = boot_url(url);
			if ( u?$server )
				line$server = u$server;
			if ( u?$file_name )
				line$file_name = u$file_name;
			return T;
		case LINE_ASK:
			line$asks = T;
			return T;
		case LINE_FILE_HOST:
			if ( n == 0 )
				return F;
			# FastIron writes the host first.
			local host_first = args[0] == an_address && n > 1;
			line$file_name = plain_text(args[host_first ? 1 : 0]);
			if ( host_first )
				set_host(line, args[0]);
			else if ( n > 1 && names_host(args[1]) )
				set_host(line, args[1]);
			return T;
		case LINE_FILE_ADDRESS:
			if ( n != 2 || args[1] != an_address )
				return F;
			line$file_name = plain_text(sub(args[0], /^tftp:/, ""));
			set_host(line, args[1]);
			return T;
		case LINE_HOST_FILE:
			# The host of `tftp HOST get FILE` stands among the form's own words and is filled in there.
			if ( line?$server && n > 0 )
				{
				line$file_name = plain_text(args[0]);
				return T;
				}
			if ( n == 0 )
				{
				line$asks = T;
				return form$act == "copy";
				}
			if ( ! names_host(args[0]) )
				return F;
			set_host(line, args[0]);
			if ( n > 1 )
				line$file_name = plain_text(args[1]);
			return T;
		case LINE_LOCAL_FILE:
			if ( n == 0 )
				return F;
			line$file_name = plain_text(sub(args[0], /^[a-zA-Z0-9]+:\/*/, ""));
			if ( line$file_name == "" )
				delete line$file_name;
			return T;
		case LINE_HOST:
			if ( n != 1 || ! names_host(args[0]) )
				return F;
			set_host(line, args[0]);
			return T;
		case LINE_REGISTER:
			if ( n == 0 || args[0] != /0[xX][0-9a-fA-F]{1,4}/ )
				return F;
			# Boot field 0 stays in ROMMON, 1 starts the helper image; bit 6 ignores the saved configuration.
			# All other values, 0x2102 first, boot as configured.
			local digits = "0000" + args[0][2:];
			local register = bytestring_to_count(hexstr_to_bytestring(digits[|digits| - 4
			    :]), F);
			return register % 16 < 2 || register / 64 % 2 == 1;
		case LINE_NONE:
			if ( form$act == "reload" && n > 0 && args[0] == /can(c(el?)?)?|war(m)?.*/ )
				return F;
			return T;
		}
	return F;
	}

# The words of a form's beginning fit the line's words, each whole or shortened.
function fits(form: CompiledForm, words: vector of string): bool
	{
	if ( |words| < |form$words| )
		return F;
	for ( i, word in form$words )
		{
		if ( form$least[i] == 0 )
			next;
		local said = to_lower(words[i]);
		if ( |said| < form$least[i] || |said| > |word| || word[0 : |said|] != said )
			return F;
		}
	return T;
	}

function boot_line(line: string): BootLine
	{
	local found = BootLine($act="", $text="");
	if ( |line| > 1000 || may_be_boot_line !in line )
		return found;

	# `do` runs a command from configuration mode; event and scheduler scripts quote theirs.
	local command = sub(line,
	    /^(do +|action +[^ ]+ +cli +command +\"?|cli +(command +)?\"?)/,
	    "");
	command = strip(sub(command, /\" *$|<cr>.*$/, ""));
	if ( command == "" || command[-1] == "?" )
		return found;
	# ROMMON keeps the names in variables until tftpdnld uses them.
	if ( /^TFTP_(SERVER|FILE)=/ in command )
		{
		found$act = "set";
		found$text = plain_text(command);
		local value = gsub(sub(command, /^TFTP_(SERVER|FILE)= */, ""), /\"/, "");
		if ( /^TFTP_SERVER/ in command && names_host(value) )
			set_host(found, value);
		else if ( /^TFTP_FILE/ in command && value != "" )
			found$file_name = plain_text(value);
		return found;
		}

	local words: vector of string = split_string(command, /[ \t]+/);
	local first = to_lower(words[0][0:1]);
	if ( first !in compiled_forms )
		return found;
	for ( _, form in compiled_forms[first] )
		{
		if ( ! fits(form, words) )
			next;
		local candidate = BootLine($act=form$form$act, $text=plain_text(command));
		if ( form$form$words == "tftp * get" )
			{
			if ( ! names_host(words[1]) )
				next;
			set_host(candidate, words[1]);
			}
		if ( take_arguments(candidate, form$form, words[|form$words| :]) )
			return candidate;
		}
	return found;
	}

function compile_form(form: LineForm): CompiledForm
	{
	local compiled = CompiledForm($words=vector(), $least=vector(), $form=form);
	for ( _, word in split_string(form$words, / /) )
		{
		local bar = strstr(word, "|");
		compiled$least += word == "*" ? 0 : ( bar == 0 ? |word| : bar - 1 );
		compiled$words += gsub(word, /\|/, "");
		}
	return compiled;
	}

event zeek_init() &priority=10
	{
	for ( _, form in line_forms )
		{
		local first = form$words[0];
		if ( first !in compiled_forms )
			compiled_forms[first] = vector();
		compiled_forms[first] += compile_form(form);
		}
	}
