##! What stands behind the words of a command, as its form says: reads server and file of it.

@load ../facts/command
@load ./urls

module Bootwarden;

export {
	## What a line would make a device do.
	type BootLine: record {
		## boot, config, copy, send, serve, register, reload, set or weaken.
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
}

# A file on a server that the line does not name.
const network_file = /^(tftp|ftp|http|https|rcp|scp|sftp):[^\/].*/;
const asking_source =
    /^tf(tp?)?:?$|^(tftp|ftp|rcp|scp|sftp|http|https):(\/{0,2})$/;
const an_address = /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/;
const a_host_name = /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/;
const bracketed_host = /\[[0-9a-fA-F:.]+\](:[0-9]+)?/;
const host_and_port = /[0-9]{1,3}(\.[0-9]{1,3}){3}:[0-9]+/;
# A file on a server named by its address, without a protocol (Passport, PIX).
const host_colon_file = /^[0-9]{1,3}(\.[0-9]{1,3}){3}:.+/;
# Options of `copy` begin with a slash, as paths do.
const copy_option = /\/[a-zA-Z-]+/;
# What stands before a file's name among options, and before what is neither file nor host.
const file_option =
    /-r|-l|-f|--remote-file|--local-file|fi(le(name)?)?|image|package-path/;
const other_option = /-b|-v|vr|from/;
const load_address = /(0[xX])?[0-9a-fA-F]{6,16}|\$.+/;

# A host as it is: `[2001:db8::1]` in the brackets of a URL, `192.0.2.1:2121` with its port.
function bare_host(word: string): string
	{
	if ( word == bracketed_host )
		return sub(sub(word, /^\[/, ""), /\].*$/, "");
	return word == host_and_port ? sub(word, /:[0-9]+$/, "") : word;
	}

function names_host(word: string): bool
	{
	local host = bare_host(word);
	return host == an_address
	    || host == a_host_name
	    || ( ":" in host && is_valid_ip(host) );
	}

function set_host(line: BootLine, word: string)
	{
	if ( word != "255.255.255.255" )
		line$server = plain_text(to_lower(bare_host(word)));
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

# `tftp: 10.0.0.5 file` of ArubaOS, `tftp: //10.0.0.5/file` of D-Link: the server stands behind a blank.
function take_colon_host(line: BootLine, args: vector of string, at: count)
    : bool
	{
	local next_at = at + 1;
	if ( next_at >= |args| || args[at] != /.*:\/*/ )
		return F;
	if ( args[next_at] == /\/\/.+/ )
		set_source(line, sub(args[at], /\/+$/, "") + args[next_at]);
	else if ( args[next_at] == an_address )
		{
		set_host(line, args[next_at]);
		if ( next_at + 1 < |args| )
			set_file(line, args[next_at + 1]);
		}
	else
		return F;
	return T;
	}

# A source stands first; `copy running-config tftp://...` takes nothing from the network.
function take_source(line: BootLine, form: LineForm, args: vector of string)
    : bool
	{
	local n = |args|;
	local first = 0;
	while ( first < n
	    && ( args[first] == copy_option || args[first] == /fi(le(name)?)?/ ) )
		++first;
	if ( first == n )
		return F;
	local word = to_lower(args[first]);
	local dialogue = form$act == "copy";
	if ( asking_source in word )
		{
		if ( take_colon_host(line, args, first) )
			return T;
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

# What follows a server may be a login.
function leave_out_behind(line: BootLine, word: string)
	{
	local behind = strstr(line$text, word);
	if ( behind > 0 )
		line$text = line$text[0 : behind + |word| - 1] + " ...";
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
		{
		set_host(line, args[1]);
		if ( n > 2 )
			leave_out_behind(line, args[1]);
		}
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
		return /^cop\|/ in form$words;
		}
	if ( ! names_host(args[0]) )
		return F;
	set_host(line, args[0]);
	# TP-Link and PAN-OS name the file behind a word of its own.
	local at = |args| > 2 && args[1] == /file(name)?/ ? 2 : 1;
	if ( |args| > at )
		set_file(line, args[at]);
	return T;
	}

# VRP and Comware: `tftp [-a SOURCE | -i INTERFACE] HOST [vpn-instance NAME] get FILE`, or put.
function take_get(line: BootLine, args: vector of string, what: string): bool
	{
	local skip = F;
	for ( i, word in args )
		{
		if ( skip )
			skip = F;
		else if ( word == /-[a-z]/ )
			# All have an argument but tftp-hpa's, before what it does.
			skip = word != "-c";
		# Comware's sget keeps the old file until the new one is whole.
		else if ( to_lower(word) == what || to_lower(word) == "s" + what )
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

# What a device sends stands before where it goes: `copy running-config tftp://10.0.0.5/edge1-confg`.
function take_destination(line: BootLine, args: vector of string): bool
	{
	local n = |args|;
	local first = 0;
	while ( first < n && args[first] == copy_option )
		++first;
	if ( first + 1 >= n )
		return F;
	local own = to_lower(args[first]);
	if ( asking_source in own || network_url in own || network_file in own )
		return F;
	local named = network_source(args);
	if ( named != "" )
		set_source(line, named);
	else
		{
		local asked = F;
		for ( i, word in args )
			if ( i > first
			    && /^[a-z]+:\/*$/ in to_lower(word)
			    && asking_source in to_lower(word) )
				{
				asked = T;
				take_colon_host(line, args, i);
				}
		if ( ! asked )
			return F;
		}
	line$asks = ! line?$server;
	if ( ! line?$file_name )
		set_file(line, args[first]);
	return T;
	}

# A host anywhere among options, by its address rather than by its name: files have dots, too.
function take_options(line: BootLine, args: vector of string): bool
	{
	local address = "";
	local name = "";
	local before = "";
	local last = "";
	for ( i, arg in args )
		{
		# USER@HOST:PATH of scp.
		local word = is_valid_ip(arg) ? arg : sub(sub(arg, /^[^@]*@/, ""), /:[^:]*$/,
		    "");
		if ( before == file_option && /^-/ !in arg )
			set_file(line, arg);
		else if ( is_valid_ip(word)
		    && ( "@" in arg || ( before != other_option && address == "" ) ) )
			{
			address = word;
			if ( i + 2 < |args|
			    && to_lower(args[i + 1]) != file_option
			    && to_lower(args[i + 1]) != other_option
			    && /^-/ !in args[i + 1] )
				last = arg;
			}
		else if ( before != other_option && name == "" && names_host(word) )
			name = word;
		before = to_lower(arg);
		}
	if ( address == "" && name == "" )
		return F;
	set_host(line, address == "" ? name : address);
	if ( last != "" )
		leave_out_behind(line, last);
	return T;
	}

# AlliedWare lets names of settings be shortened.
function settings_name(name: string): string
	{
	if ( name == /se(r(v(er?)?)?)?/ )
		return "server";
	return name == /(dest|src)?fi(le?)?|(dest|src)f(ile)?/ ? "file" : name;
	}

# RouterOS: `/tool fetch address=10.0.0.66 src-path=evil.npk mode=tftp`, `url=tftp://10.0.0.66/evil.npk`.
function take_settings(line: BootLine, args: vector of string): bool
	{
	for ( _, word in args )
		{
		local parts = split_string1(word, /=/);
		if ( |parts| < 2 || parts[1] == "" )
			next;
		switch ( settings_name(to_lower(parts[0])) )
			{
			case "url", "upload-url":
				set_source(line, parts[1]);
				break;
			case "address", "host", "server":
				if ( names_host(parts[1]) )
					set_host(line, parts[1]);
				break;
			case "src-path", "file-name", "file", "srcfile", "name":
				set_file(line, parts[1]);
				break;
			}
		}
	return line?$server || line?$file_name;
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
	if ( form?$has || form?$lacks )
		{
		local behind = to_lower(join_string_vec(args, " "));
		if ( form?$has && form$has !in behind )
			return F;
		if ( form?$lacks && form$lacks in behind )
			return F;
		}
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
			return take_get(line, args, "get");
		case LINE_PUT:
			return take_get(line, args, "put");
		case LINE_TO_URL:
			return take_destination(line, args);
		case LINE_OPTIONS:
			return take_options(line, args);
		case LINE_HOST_COLON:
			if ( n == 0 || args[0] != host_colon_file )
				return F;
			set_host(line, split_string1(args[0], /:/)[0]);
			set_file(line, split_string1(args[0], /:/)[1]);
			return T;
		case LINE_SETTINGS:
			return take_settings(line, args);
		case LINE_LOADER:
			return take_loader(line, form, args);
		case LINE_REGISTER:
			return n > 0 && alarming_register(form, args[0]);
		case LINE_NONE:
			return T;
		case LINE_ALONE:
			return n == 0;
		}
	return F;
	}
