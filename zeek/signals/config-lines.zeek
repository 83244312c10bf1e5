##! Evidence from configurations and command scripts in transit (TFTP for every host; FTP and HTTP for declared
##! devices): lines that make a device boot, or load its configuration, from a server.

@load ../image
@load ../tftp
@load ./boot-lines
@load ./files
@load ./kinds
@load ./parties

module Bootwarden;

export {
	## Bytes of one file that are searched.
	option config_search_bytes = 10485760;
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
	# The line whose end has not come yet.
	partial: string &default="";
	# The line is too long to be a boot line: its end is awaited.
	skipping: bool &default=F;
	searched: count &default=0;
	# Lines reported.
	reported: set[string] &default=set();
};

redef record Transfer += {
	config_search: ConfigSearch &optional;
};

redef record fa_file += {
	bootwarden_search: ConfigSearch &optional;
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

function search_line(s: ConfigSearch, text: string)
	{
	# Prose about a command may begin with it.
	if ( |split_string(text, /[ \t]+/)| > config_line_words )
		return;
	# Scripts of commands quote their lines. Indented lines belong to an interface, a banner or a policy; of
	# these only the commands of event scripts and schedules are orders.
	local line = boot_line(/^ +(cli|action) / in text ? lstrip(text) : sub(text,
	    /^\"|\" *$/, ""));
	if ( line$act == ""
	    || ! line?$server
	    || line$text in s$reported
	    || |s$reported| >= config_max_lines )
		return;
	add s$reported[line$text];
	local e = config_evidence(s);
	e$server = line$server;
	e$object = line$text;
	e$detail = fmt("%s in a configuration moved by %s", line?$file_name ?
	    line$file_name : "line", s$proto);
	event Bootwarden::evidence(e);
	}

function search_text(s: ConfigSearch, data: string)
	{
	if ( s$searched > config_search_bytes )
		return;
	s$searched += |data|;
	local lines = split_string(s$partial + data, /[\r\n]+/);
	local last = |lines| - 1;
	for ( i, line in lines )
		{
		if ( i == last )
			break;
		if ( ! s$skipping )
			search_line(s, line);
		s$skipping = F;
		}
	s$partial = lines[last];
	if ( |s$partial| > 1000 )
		{
		s$skipping = T;
		s$partial = "";
		}
	}

# The last line may lack its end.
function search_end(s: ConfigSearch)
	{
	if ( ! s$skipping && s$partial != "" )
		search_line(s, s$partial);
	s$partial = "";
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
	local name = t?$file_name ? t$file_name : "";
	local kind = t?$kind ? t$kind : "unknown";
	local class = classify(name, kind);
	if ( class == "phone"
	    || class == "pxe"
	    || ( ! is_watched(t$client) && ! is_watched(t$server) ) )
		return;
	local s = ConfigSearch($client=t$client, $server=t$server, $uid=t$uid,
	    $id=t$id, $name=name, $proto="TFTP");
	if ( kind in compressed_kinds )
		{
		if ( classify(name, "unknown") == "network-config" )
			report_compressed(s, kind);
		return;
		}
	if ( kind !in searched_kinds && class != "network-config" )
		return;
	t$config_search = s;
	t$want_chunks = T;
	}

hook tftp_chunk(t: Transfer, data: string)
	{
	if ( t?$config_search )
		search_text(t$config_search, data);
	}

event tftp_done(t: Transfer)
	{
	if ( t?$config_search )
		search_end(t$config_search);
	}

event Bootwarden::config_chunk(f: fa_file, data: string)
	{
	if ( f?$bootwarden_search )
		search_text(f$bootwarden_search, data);
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=-6
	{
	if ( ! f?$bootwarden || f$bootwarden$content$class != "network-config" )
		return;
	local m = f$bootwarden;
	local s = ConfigSearch($client=m$client, $server=m$server, $uid=m$uid,
	    $id=m$id, $name=m$name, $proto=to_upper(m$content$proto));
	if ( m$content$kind in compressed_kinds )
		{
		report_compressed(s, m$content$kind);
		return;
		}
	f$bootwarden_search = s;
	Files::add_analyzer(f, Files::ANALYZER_DATA_EVENT, [
	    $stream_event=Bootwarden::config_chunk]);
	}

event file_state_remove(f: fa_file)
	{
	if ( f?$bootwarden_search )
		search_end(f$bootwarden_search);
	}
