##! Recognizes command and configuration lines that set or use a network boot, or that reload: a table of
##! forms, used alike for telnet, rsh, syslog and configurations.

@load ./urls

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
		## A file on the device itself, with its file system: what the words alone do not say.
		LINE_LOCAL_URL,
		## A host alone.
		LINE_HOST,
		## Options, a host, ``get`` and a file.
		LINE_GET,
		## U-Boot: where to load to, and a file, maybe with its host (``10.0.0.5:x.img``) or alone.
		LINE_LOADER,
		## U-Boot: a script, of which one command netboots.
		LINE_LOADER_SCRIPT,
		## RouterOS: a setting that names Ethernet as the boot device.
		LINE_ETHERNET,
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
	# Cisco IOS, IOS-XE, ASA, FastIron (host before file), Eltex. IOS takes any keyword that is unique.
		LineForm($words="bo|ot s|ystem t|ftp", $act="boot",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem rc|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem ft|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem m|op", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot s|ystem", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot n|etwork", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot n|etwork t|ftp", $act="config",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot n|etwork", $act="config",
		    $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot ho|st t|ftp", $act="config",
		    $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot c|onfig", $act="config", $arguments=LINE_URL),
		LineForm($words="bo|ot st|artup-config", $act="config", $arguments=LINE_URL),
		LineForm($words="bo|ot bootl|dr", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot ip|xe", $act="boot", $arguments=LINE_NONE),
		LineForm($words="bo|ot man|ual", $act="register", $arguments=LINE_NONE),
		LineForm($words="ser|vice conf|ig", $act="config", $arguments=LINE_NONE),
		LineForm($words="con|fig-register", $act="register",
		    $arguments=LINE_REGISTER),
		LineForm($words="confreg", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="o/r", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="tftp-s|erver", $act="serve", $arguments=LINE_LOCAL_FILE),
		LineForm($words="tf|tp-server", $act="serve", $arguments=LINE_LOCAL_URL),
		LineForm($words="snmp-s|erver sys|tem-shutdown", $act="reload",
		    $arguments=LINE_NONE),
		# Loaders: ROMMON, NX-OS, IOS-XR, U-Boot, Junos; RouterBOARD.
		LineForm($words="b|oot", $act="boot", $arguments=LINE_URL_OR_ASK),
		LineForm($words="b|oot", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="boot nxos", $act="boot", $arguments=LINE_URL),
		LineForm($words="boot kick|start", $act="boot", $arguments=LINE_URL),
		LineForm($words="set boot", $act="boot", $arguments=LINE_URL),
		LineForm($words="set boot conf|ig-register", $act="register",
		    $arguments=LINE_REGISTER),
		LineForm($words="tftpdnld", $act="boot", $arguments=LINE_NONE),
		LineForm($words="netboot", $act="boot", $arguments=LINE_NONE),
		LineForm($words="tftpb|oot", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="tftp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="dhcp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="bootp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="setenv bootcmd", $act="boot", $arguments=LINE_LOADER_SCRIPT),
		LineForm($words="setenv serverip", $act="set", $arguments=LINE_HOST),
		LineForm($words="setenv bootfile", $act="set", $arguments=LINE_LOCAL_FILE),
		LineForm($words="/system routerboard settings set", $act="boot",
		    $arguments=LINE_ETHERNET),
		LineForm($words="/system/routerboard/settings set", $act="boot",
		    $arguments=LINE_ETHERNET),
		# Provisioning from the network at the next start: NX-OS, EOS, FASTPATH, Junos.
		LineForm($words="boot poap", $act="config", $arguments=LINE_NONE),
		LineForm($words="boot autoinstall start", $act="config",
		    $arguments=LINE_NONE),
		LineForm($words="zerotouch en|able", $act="config", $arguments=LINE_NONE),
		LineForm($words="set system autoinstallation", $act="config",
		    $arguments=LINE_URL),
		LineForm($words="set system autoinstallation", $act="config",
		    $arguments=LINE_NONE),
		LineForm($words="autoinstallation", $act="config", $arguments=LINE_URL),
		# Taking a file from a server.
		LineForm($words="cop|y", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="cop|y t|ftp *", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="conf|igure rep|lace", $act="config",
		    $arguments=LINE_URL_OR_ASK),
		LineForm($words="conf|igure n|etwork", $act="config", $arguments=LINE_ASK),
		LineForm($words="conf|igure o|verwrite-network", $act="config",
		    $arguments=LINE_ASK),
		LineForm($words="ar|chive d|ownload-sw", $act="copy", $arguments=LINE_URL),
		LineForm($words="ar|chive t|ar /x|tract", $act="copy", $arguments=LINE_URL),
		LineForm($words="ins|tall", $act="copy", $arguments=LINE_URL),
		LineForm($words="so|ftware i|nstall", $act="copy", $arguments=LINE_URL),
		LineForm($words="req|uest p|latform s|oftware", $act="copy",
		    $arguments=LINE_URL),
		LineForm($words="req|uest sy|stem so|ftware", $act="copy",
		    $arguments=LINE_URL),
		LineForm($words="req|uest vm|host so|ftware", $act="copy",
		    $arguments=LINE_URL),
		LineForm($words="upg|rade rom|-monitor", $act="copy",
		    $arguments=LINE_URL_OR_ASK),
		LineForm($words="upg|rade rommon", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="upg|rade sy|stem", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="tc|lsh", $act="config", $arguments=LINE_URL),
		LineForm($words="load", $act="config", $arguments=LINE_URL),
		LineForm($words="add system image", $act="copy", $arguments=LINE_URL),
		LineForm($words="tftp", $act="copy", $arguments=LINE_GET),
		LineForm($words="tftp get", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="download image", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="auto-tftp", $act="boot", $arguments=LINE_HOST_FILE),
		LineForm($words="exe|cute res|tore * tf|tp", $act="copy",
		    $arguments=LINE_FILE_HOST),
		# Restarts. A warm one may load an image.
		LineForm($words="relo|ad w|arm f|ile", $act="boot", $arguments=LINE_URL),
		LineForm($words="relo|ad", $act="reload", $arguments=LINE_NONE),
		LineForm($words="reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="req|uest sy|stem reb|oot", $act="reload",
		    $arguments=LINE_NONE),
		LineForm($words="exe|cute reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="/system reboot", $act="reload", $arguments=LINE_NONE))
		    &redef;

	## The meaning of a line, if it is a boot line that has one: ``act`` is empty otherwise.
	global boot_line: function(line: string): BootLine;

	## The same for a line that may hold several commands (``conf t ; boot ...`` of NX-OS, U-Boot's ``;``).
	global boot_lines: function(line: string): vector of BootLine;
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
const may_be_boot_line = /^(b|ser|con|o\/r|tf|dhcp|snmp-s|set|netboot|zerotouch|autoinst|\/system|ins|cop|ar|so|req|upg|tc|load|add|download|auto-tftp|exe|relo|reb|action|cli|do|run|admin|TFTP_|SERVER=|IMAGE=|SWI=)/i;

# What may stand before a command: `do` in configuration modes, Junos' `run`, XR's `admin`; event and scheduler
# scripts quote theirs.
const command_prefix = /^(((do|run|admin) +)+|action +[^ ]+ +cli +command +\"?|cli +(command +)?\"?)/i;
# Several commands in one line: after these, `;` ends the first.
const begins_sequence = /^(conf|sh|term|dir|cop|setenv|saveenv|tftp|dhcp|bo)/i;

# A file on a server that the line does not name.
const network_file = /^(tftp|ftp|http|https|rcp|scp|sftp):[^\/].*/;
const asking_source =
    /^tf(tp?)?:?$|^(tftp|ftp|rcp|scp|sftp|http|https):(\/{0,2})$/;
const an_address = /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/;
const a_host_name = /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/;
const load_address = /(0[xX])?[0-9a-fA-F]{6,16}|\$.+/;
# ROMMON (IOS, IOS-XR, ASA) and Aboot keep what they boot in variables.
const loader_variable =
    /^(set +)?(TFTP_SERVER|TFTP_FILE|SERVER|IMAGE|BOOT|SWI)=/;

# A command as it may be logged: what follows a word for a secret is left out.
function command_text(command: string): string
	{
	return plain_text(sub(command, / (password|passwd|passphrase|secret|key) .*$/i,
	    " ..."));
	}

function names_host(word: string): bool
	{
	return word == an_address
	    || word == a_host_name
	    || ( ":" in word && is_valid_ip(word) );
	}

function set_host(line: BootLine, word: string)
	{
	if ( word != "255.255.255.255" )
		line$server = plain_text(to_lower(word));
	}

function set_file(line: BootLine, word: string)
	{
	if ( word != "" )
		line$file_name = plain_text(word);
	}

# Takes over what a URL, or a file without its server, names.
function set_source(line: BootLine, word: string)
	{
	if ( network_url !in to_lower(word) )
		{
		set_file(line, sub(word, /^[a-zA-Z]+:/, ""));
		return;
		}
	local u = boot_url(word);
	if ( u?$server )
		line$server = u$server;
	if ( u?$file_name )
		line$file_name = u$file_name;
	}

# The first of some words that names a file on the network; empty where none does.
function network_source(words: vector of string): string
	{
	for ( _, word in words )
		if ( network_url in to_lower(word) || network_file in to_lower(word) )
			return word;
	return "";
	}

# A source stands first; `copy running-config tftp://...` takes nothing from the network.
function take_source(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	local n = |args|;
	local first = 0;
	while ( first < n && args[first] == /\/.*|fi(le(name)?)?/ )
		++first;
	if ( first == n )
		return F;
	local word = to_lower(args[first]);
	local dialogue = form$act == "copy" || /^conf/ in form$words;
	if ( asking_source in word )
		{
		line$asks = T;
		# `copy tftp host file` has a form of its own.
		return word == /.*:\/*/ && ( dialogue || n <= first + 2 );
		}
	if ( network_url !in word && network_file !in word )
		return F;
	# So has `boot tftp:name host`.
	if ( network_url !in word && n == first + 2 && args[first + 1] == an_address )
		return F;
	set_source(line, args[first]);
	line$asks = dialogue && ! line?$server;
	return T;
	}

function take_file_host(line: BootLine, args: vector of string): bool
	{
	local n = |args|;
	if ( n == 0 )
		return F;
	if ( network_url in to_lower(args[0]) )
		{
		set_source(line, args[0]);
		return T;
		}
	# FastIron writes the host first.
	local host_first = args[0] == an_address && n > 1;
	set_file(line, args[host_first ? 1 : 0]);
	if ( host_first )
		set_host(line, args[0]);
	else if ( n > 1 && names_host(args[1]) )
		set_host(line, args[1]);
	# A host of the device's own domain.
	else if ( n == 2 && args[1] == /[a-zA-Z0-9_-]+/ )
		set_host(line, args[1]);
	return T;
	}

function take_host_file(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	if ( |args| == 0 )
		{
		line$asks = T;
		return form$act == "copy" && /\*$/ in form$words;
		}
	if ( ! names_host(args[0]) )
		return F;
	set_host(line, args[0]);
	if ( |args| > 1 )
		set_file(line, args[1]);
	return T;
	}

# VRP and Comware: `tftp [-a SOURCE | -i INTERFACE] HOST [vpn-instance NAME] get FILE`.
function take_get(line: BootLine, args: vector of string): bool
	{
	local skip = F;
	for ( i, word in args )
		{
		if ( skip )
			skip = F;
		else if ( word == /-[a-z]/ )
			skip = T;
		else if ( to_lower(word) == "get" )
			{
			if ( ! line?$server || i + 1 >= |args| )
				return F;
			set_file(line, args[i + 1]);
			return T;
			}
		else if ( ! line?$server && names_host(word) )
			set_host(line, word);
		}
	return F;
	}

function take_loader(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	local at = |args| > 0 && args[0] == load_address ? 1 : 0;
	local named = |args| > at ? args[at] : "";
	local colon = strstr(named, ":");
	local host = colon > 0 ? named[0 : colon - 1] : "";
	# `tftp`, `dhcp` and `bootp` are also other programs' names.
	if ( at == 0 && ! names_host(host) && /^tftpb/ !in form$words )
		return F;
	if ( host != "" )
		set_host(line, host);
	set_file(line, named[colon:]);
	return T;
	}

# Boot field 0 stays in ROMMON, 1 starts the helper image; bit 6 ignores the saved configuration. All other
# values, 0x2102 first, boot as configured.
function alarming_register(form: LineForm, word: string): bool
	{
	local value = 0;
	# IOS takes decimal numbers too; ROMMON counts in hexadecimal only.
	if ( word == /0[xX][0-9a-fA-F]{1,4}/
	    || ( word == /[0-9a-fA-F]{1,4}/ && /^con\|/ !in form$words ) )
		{
		local digits = "0000" + sub(word, /^0[xX]/, "");
		value = bytestring_to_count(hexstr_to_bytestring(digits[|digits| - 4 :]), F);
		}
	else if ( word == /[0-9]{1,5}/ )
		value = to_count(word);
	else
		return F;
	return value % 16 < 2 || value / 64 % 2 == 1;
	}

# Reads what follows a form's own words into the line; false when the form does not fit.
function take_arguments(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	local n = |args|;
	switch ( form$arguments )
		{
		case LINE_URL_OR_ASK:
			return take_source(line, form, args);
		case LINE_URL:
			local source = network_source(args);
			if ( source != "" )
				set_source(line, source);
			return source != "";
		case LINE_ASK:
			line$asks = T;
			return T;
		case LINE_FILE_HOST:
			return take_file_host(line, args);
		case LINE_FILE_ADDRESS:
			if ( n != 2 || args[1] != an_address )
				return F;
			set_file(line, sub(args[0], /^tftp:/, ""));
			set_host(line, args[1]);
			return T;
		case LINE_HOST_FILE:
			return take_host_file(line, form, args);
		case LINE_LOCAL_FILE:
			if ( n > 0 )
				set_file(line, sub(args[0], /^[a-zA-Z0-9]+:\/*/, ""));
			return n > 0;
		case LINE_LOCAL_URL:
			if ( n == 0 || args[0] != /[a-zA-Z][a-zA-Z0-9_-]*:.*/ )
				return F;
			set_file(line, sub(args[0], /^[a-zA-Z0-9_-]+:\/*/, ""));
			return T;
		case LINE_HOST:
			if ( n != 1 || ! names_host(args[0]) )
				return F;
			set_host(line, args[0]);
			return T;
		case LINE_GET:
			return take_get(line, args);
		case LINE_LOADER:
			return take_loader(line, form, args);
		case LINE_LOADER_SCRIPT:
			return /(^| )(tftp(b(o(ot?)?)?)?|dhcp|bootp|pxe)( |;|$)/ in join_string_vec(
			    args, " ");
		case LINE_ETHERNET:
			return /boot-device=[^ ]*ethernet/ in join_string_vec(args, " ");
		case LINE_REGISTER:
			return n > 0 && alarming_register(form, args[0]);
		case LINE_NONE:
			return form$act != "reload" || n == 0 || args[0] != /c(a(n(c(el?)?)?)?)?/;
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

# What a variable of a loader is set to.
function variable_line(command: string): BootLine
	{
	local line = BootLine($act="set", $text=command_text(command));
	local value = strip(gsub(sub(command, loader_variable, ""), /[\"']/, ""));
	if ( /^(set +)?(BOOT|SWI)=/ in command )
		{
		local at_once = network_url in to_lower(value)
		    || network_file in to_lower(value);
		line$act = at_once ? "boot" : "";
		if ( at_once )
			set_source(line, sub(value, /[,; ].*$/, ""));
		}
	else if ( /SERVER=/ in command )
		{
		if ( names_host(value) )
			set_host(line, value);
		}
	else
		set_file(line, value);
	return line;
	}

function boot_line(line: string): BootLine
	{
	local found = BootLine($act="", $text="");
	if ( |line| > 1000 || may_be_boot_line !in line )
		return found;

	local command = sub(line, command_prefix, "");
	local taken = |line| - |command|;
	# A script's command ends with its quotes; options may follow.
	if ( taken > 0 && line[taken - 1] == "\"" )
		command = sub(command, /\".*$/, "");
	command = strip(sub(command, /\" *$|<cr>.*$/, ""));
	if ( command == "" || command[-1] == "?" )
		return found;
	if ( loader_variable in command )
		return variable_line(command);

	local words: vector of string = split_string(gsub(command, /[\"']/, ""),
	    /[ \t]+/);
	local first = to_lower(words[0][0:1]);
	if ( first !in compiled_forms )
		return found;
	for ( _, form in compiled_forms[first] )
		{
		if ( ! fits(form, words) )
			next;
		local candidate = BootLine($act=form$form$act, $text=command_text(command));
		if ( take_arguments(candidate, form$form, words[|form$words| :]) )
			return candidate;
		}
	return found;
	}

function boot_lines(line: string): vector of BootLine
	{
	local found: vector of BootLine;
	local parts = begins_sequence in line ? split_string(line, / *; */) : vector(
	    line);
	for ( _, part in parts )
		{
		local known = boot_line(part);
		if ( known$act != "" )
			found += known;
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
