##! Evidence from configurations and command scripts in transit (TFTP for every host; FTP and HTTP for declared
##! devices): lines that make a device boot, or load its configuration, from a server.

@load ../image
@load ../tftp
@load ./boot-lines
@load ./config-text
@load ./moved-files
@load ../kinds
@load ./parties
@load ./transfer-class

module Bootwarden;

export {
	## Boot lines reported of one file.
	option config_max_lines = 16;
	## Kinds of text that are searched besides configurations: scripts of commands have any name.
	const searched_kinds: set[string] = {
		"text",
		"script"
	} &redef;
	## Kinds that hide a configuration's lines.
	const compressed_kinds: set[string] = {
		"zip",
		"gzip",
		"bzip2",
		"xz"
	} &redef;
}

# Words of the longest order: `install add file URL activate commit prompt-level none`.
const config_line_words = 8;

# A file that is being searched.
type ConfigSearch: record {
	client: addr;
	server: addr;
	uid: string;
	id: conn_id;
	name: string;
	# How it moves, for the log.
	proto: string;
	# Open braces of Junos' autoinstallation, whose lines name servers; 0 outside of it.
	autoinstallation: count &default=0;
	# What ends the banner that these lines are text of; empty outside of one.
	banner_end: string &default="";
	# Boot lines in a banner: they count if it never ends.
	in_banner: vector of BootLine &default=vector();
	# Lines reported.
	reported: set[string] &default=set();
};

redef record ConfigText += {
	search: ConfigSearch &optional;
};

function config_evidence(s: ConfigSearch): Evidence
	{
	local e = transfer_evidence(BOOT_CONFIG, "redirect", s$client, s$server,
	    s$name);
	e$uid = s$uid;
	e$id = s$id;
	delete e$server;
	return e;
	}

const banner_line = /^(banner +[a-z-]+|header +[a-z]+ +information) */;

const quoted_commands = /^\"|^[^!#]*(cli[A-Za-z_.]*\(|Cli .*-c |cli command )/;

# The commands that a line of a configuration or script gives.
function commands_of(s: ConfigSearch, text: string): vector of string
	{
	if ( s$autoinstallation > 0 )
		{
		s$autoinstallation += |find_all(text, /\{/)|;
		if ( /\}/ in text )
			--s$autoinstallation;
		return vector("autoinstallation " + sub(strip(text), /;.*$/, ""));
		}
	# Smart Install's scripts quote their commands, several in a line; the scripts that provision devices hand
	# theirs to the device's own functions: cli("..."), cli.executep("..."), FastCli -c "...".
	if ( quoted_commands in text )
		return split_string(text, /[\"']/);
	if ( /^autoinstallation *\{/ in text )
		s$autoinstallation = 1;
	return vector(text);
	}

function report_line(s: ConfigSearch, line: BootLine)
	{
	# SERVER= and IMAGE= are ROMMON's on a console, and anything in a script.
	if ( line$act == ""
	    || line$act == "send"
	    || ( ! line?$server && line$act != "weaken" )
	    || line$text in s$reported
	    || /^(set +)?(SERVER|IMAGE)=/ in line$text )
		return;
	if ( ! has_room(|s$reported|, "config_max_lines", config_max_lines) )
		return;
	add s$reported[line$text];
	local e = config_evidence(s);
	e$object = line$text;
	if ( line$act == "weaken" )
		{
		# What serves it answers for it.
		e$evidence = BOOT_INTEGRITY;
		e$server = cat(s$server);
		}
	else
		e$server = line$server;
	e$detail = fmt("%s in a configuration moved by %s", line?$file_name ?
	    line$file_name : "line", s$proto);
	event Bootwarden::evidence(e);
	}

# What ends the banner that a line begins; empty where it begins none, or ends it itself. IOS takes the first letter
# after the banner's name, EOS a line EOF, VRP quotes.
function banner_begins(text: string): string
	{
	if ( banner_line !in text )
		return "";
	local rest = sub(text, banner_line, "");
	if ( rest == "" )
		return "EOF";
	return rest[0] in rest[1:] ? "" : rest[0];
	}

function search_line(s: ConfigSearch, text: string)
	{
	if ( s$banner_end != "" )
		{
		local line = boot_line(text);
		if ( line$act != "" && |s$in_banner| < config_max_lines )
			s$in_banner += line;
		if ( s$banner_end in text )
			{
			s$banner_end = "";
			s$in_banner = vector();
			}
		return;
		}
	# One word alone names no server, and begins no banner; among Junos' servers it is one.
	if ( s$autoinstallation == 0 && /[ \t=]/ !in text )
		return;
	s$banner_end = banner_begins(text);
	# Prose about a command may begin with it.
	for ( _, command in commands_of(s, text) )
		for ( _, given in boot_lines(command) )
			if ( |split_string(given$text, /[ \t]+/)| <= config_line_words )
				report_line(s, given);
	}

# What a line may begin with besides a boot line: a banner, quoted commands, Junos' autoinstallation.
const config_search_wanted = /^(banner|header|autoinstallation|\")|cli[a-z_. ]/;

# After the forms of boot lines are known.
event zeek_init() &priority=5
	{
	config_wanted = config_wanted | config_search_wanted | may_hold_boot_lines;
	}

hook config_line(text: ConfigText, line: string)
	{
	if ( ! text?$search )
		return;
	local s = text$search;
	search_line(s, line);
	text$every_line = s$banner_end != "" || s$autoinstallation > 0;
	}

hook config_end(text: ConfigText)
	{
	if ( ! text?$search )
		return;
	for ( _, line in text$search$in_banner )
		report_line(text$search, line);
	}

function report_compressed(s: ConfigSearch, kind: string)
	{
	local e = config_evidence(s);
	e$stage = "content";
	e$object = kind;
	e$detail = fmt("compressed configuration, not read (%s)", s$proto);
	event Bootwarden::evidence(e);
	}

hook tftp_first_bytes(t: Transfer)
	{
	local name = transfer_name(t);
	local kind = t?$kind ? t$kind : "unknown";
	local class = transfer_class(t);
	if ( class == "phone"
	    || class == "pxe"
	    || ( ! is_watched(t$client) && ! is_watched(t$server) ) )
		return;
	local s = ConfigSearch($client=t$client, $server=t$server, $uid=t$uid,
	    $id=t$id, $name=name, $proto="TFTP");
	if ( kind in compressed_kinds )
		{
		if ( class_of_name(name) == "network-config" )
			report_compressed(s, kind);
		return;
		}
	if ( kind !in searched_kinds && class != "network-config" )
		return;
	# A guide quotes boot lines; what is asked for as a configuration may begin with anything.
	if ( kind == "text"
	    && class_of_name(name) != "network-config"
	    && for_people(t$head)
	    && ! boot_line(sub(lstrip(t$head), /[\r\n].*$/s, ""))?$server )
		return;
	transfer_text(t)$search = s;
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=-6
	{
	if ( |devices| == 0 || ! f?$bof_buffer )
		return;
	local found: vector of MovedFile;
	if ( f?$bootwarden )
		{
		if ( f$bootwarden$content$class == "network-config" )
			found += f$bootwarden;
		}
	# Scripts that provision a device have any name.
	else if ( f?$bootwarden_kind && f$bootwarden_kind == "script" )
		found = moved_file(f);
	if ( |found| == 0 )
		return;
	local m = found[0];
	local s = ConfigSearch($client=m$client, $server=m$server, $uid=m$uid,
	    $id=m$id, $name=m$name, $proto=to_upper(m$content$proto));
	if ( m$content$kind in compressed_kinds )
		{
		report_compressed(s, m$content$kind);
		return;
		}
	file_text(f)$search = s;
	}
