##! Evidence from Cisco Smart Install (tcp/4786): messages that change a configuration, upgrade an image, run
##! commands, copy files or overflow the client. The stream is parsed, so that neither segments nor padding nor
##! a wrong length hide a message. Four words of header: sender (1, 2: director; 4: client), version (0 or 1), type, length.
##! Either end may have opened the connection: who sends a command is the director, who gets it the client.
##!
##! A message whose length promises more than comes is read when its connection ends, or after
##! :zeek:see:`Bootwarden::smart_install_max_message` bytes.

@load ../kinds
@load ./urls

module Bootwarden;

export {
	## Ports that Smart Install is spoken on.
	const smart_install_ports: set[port] = {4786/tcp} &redef;

	## What the message types that are commands do. The others announce and keep alive.
	const smart_install_commands: table[count] of string = {
		[2] = "image upgrade",
		[3] = "configuration change",
		[5] = "commands to run",
		[7] = "overflow of the client",
		[8] = "copy",
	} &redef;

	## Bytes of the first field of a discovery message (type 7) that a client has room for (CVE-2018-0171).
	const smart_install_field_room = 28;

	## Bytes of a message that are searched for what it names.
	option smart_install_max_message = 8192;
	## Bytes without any message after which a direction is no Smart Install.
	option smart_install_max_foreign = 65536;
	## Commands reported of one connection.
	option smart_install_max_commands = 16;
}

# One direction of a connection.
type SmiStream: record {
	# Bytes not parsed yet.
	buffer: string &default="";
	# Sequence number of the next byte.
	next_seq: count &default=0;
	# Commands reported.
	reported: count &default=0;
	# Bytes seen that belong to no message.
	foreign: count &default=0;
};

redef record connection += {
	bootwarden_smi: table[bool] of SmiStream &optional;
};

# A connection ends.
global smi_gone: hook(c: connection);

event zeek_init()
	{
	for ( p in smart_install_ports )
		{
		tcp_content_delivery_ports_orig[p] = T;
		tcp_content_delivery_ports_resp[p] = T;
		}
	}

# Of whatever scheme: IOS takes more than one would think of.
const smi_url = /[a-zA-Z][a-zA-Z0-9]{1,9}:\/\/[!-~]+/;

# A file on the switch itself, which was put there before.
const smi_local_url =
    /[a-zA-Z][a-zA-Z-]{3,15}[0-9]{0,2}:\/?[A-Za-z0-9._-][!-~]+/;

const smi_url_to = /:\/\/[!-~]+ +[!-~]/;

# A copy command that fetches.
const smi_fetches = /^copy +[a-z][a-z0-9]+:\/\//i;

# The first three words of a command's header.
const smi_command_header = /\x00\x00\x00[\x01\x02]\x00\x00\x00[\x00\x01]\x00\x00\x00[\x02\x03\x05\x07\x08]/;

function smi_word(data: string, at: count): count
	{
	return bytestring_to_count(data[at : at + 4], F);
	}

# A command's header: from a director, and of a type that is one.
function smi_is_command(data: string): bool
	{
	return smi_word(data, 0) in set(1, 2)
	    && smi_word(data, 4) <= 1
	    && smi_word(data, 8) in smart_install_commands;
	}

# A header as directors and clients send them. That of a command may lie about its length as it likes.
function smi_is_header(data: string): bool
	{
	return |data| >= 16
	    && smi_word(data, 0) in set(1, 2, 4)
	    && smi_word(data, 4) <= 1
	    && smi_word(data, 8) <= 64
	    && ( smi_word(data, 12) <= 65536 || smi_is_command(data) );
	}

# What is wrong with a discovery message: its fields have a type, a length and so many bytes, and clients copy
# the one of type 1 to where there is little room. Empty where nothing is.
function smi_overflow(body: string): string
	{
	local at = 0;
	while ( at + 8 <= |body| )
		{
		local length = smi_word(body, at + 4);
		if ( smi_word(body, at) == 1 && length > smart_install_field_room )
			return fmt("overflow of the client: %d bytes where %d have room (CVE-2018-0171)",
			    length, smart_install_field_room);
		at += 8 + length;
		}
	return "";
	}

# The command among the texts of a copy message: the last that names a URL, else the last.
function smi_copy_command(body: string): string
	{
	local command = "";
	for ( _, text in find_all_ordered(body, /[ -~]{6,}/) )
		if ( smi_url in text || smi_url !in command )
			command = strip(text);
	return plain_text(command);
	}

function smi_report(c: connection, is_orig: bool, kind: count, body: string)
    : bool
	{
	# What a message must hold to be an order: a client's acknowledgement of the same type has nothing.
	local detail = smart_install_commands[kind];
	local urls = find_all_ordered(body, smi_url);
	if ( |urls| == 0 && kind < 7 )
		urls = find_all_ordered(body, smi_local_url);
	local url = |urls| > 0 ? urls[-1] : "";
	if ( kind == 7 )
		detail = smi_overflow(body);
	else if ( kind == 8 )
		detail = smi_copy_command(body);
	else if ( url == "" )
		detail = "";
	if ( detail == "" )
		return F;

	local named = boot_url(url);
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=is_orig ? c$id$resp_h : c$id$orig_h,
	    $actor=is_orig ? c$id$orig_h : c$id$resp_h, $stage="redirect",
	    $evidence=SMART_INSTALL, $object=fmt("Smart Install type %d", kind),
	    $detail=detail);
	if ( named?$server )
		e$server = named$server;
	if ( named?$file_name )
		e$file_name = named$file_name;
	else if ( url != "" && smi_local_url == url )
		e$file_name = sub(plain_text(url), /^[^:]*:\/?/, "");
	# "copy" takes the configuration, unless its command goes on after the URL: "copy tftp://10.6.6.6/x flash:x".
	e$leaves = kind == 8 && smi_url_to !in detail;
	if ( is_watched(e$device) )
		event Bootwarden::evidence(e);
	return T;
	}

# Not Smart Install, or a message whose length was wrong: goes on at what may be a director's header; false
# when there is none.
function smi_resync(stream: SmiStream): bool
	{
	local rest = stream$buffer[1:];
	local header = match_pattern(rest, smi_command_header);
	if ( header$matched )
		{
		stream$buffer = rest[header$off - 1 :];
		return T;
		}
	stream$foreign += |rest| - 14;
	stream$buffer = rest[|rest| - 15 :];
	return F;
	}

# Parses what has come; ``last`` when no more will.
function smi_parse(c: connection, is_orig: bool, last: bool)
	{
	local stream = c$bootwarden_smi[is_orig];
	while ( |stream$buffer| >= 16
	    && stream$reported < smart_install_max_commands )
		{
		if ( ! smi_is_header(stream$buffer) )
			{
			if ( ! smi_resync(stream) )
				break;
			next;
			}
		local kind = smi_word(stream$buffer, 8);
		local finish = 16 + smi_word(stream$buffer, 12);
		local complete = |stream$buffer| >= finish;
		if ( ! smi_is_command(stream$buffer) )
			{
			if ( ! complete && ! last )
				break;
			stream$buffer = complete ? stream$buffer[finish:] : "";
			next;
			}
		if ( ! complete && ! last && |stream$buffer| < smart_install_max_message )
			break;
		# A length that ends before the URL is wrong: all that has come is searched.
		local body = stream$buffer[16 : complete ? finish : |stream$buffer|];
		local found = smi_report(c, is_orig, kind, body);
		if ( ! found && complete && ! smi_is_header(stream$buffer[finish:]) )
			{
			if ( ! last && |stream$buffer| < smart_install_max_message )
				break;
			found = smi_report(c, is_orig, kind, stream$buffer[16:]);
			complete = F;
			}
		if ( found )
			++stream$reported;
		stream$buffer = complete ? stream$buffer[finish:] : "";
		}
	if ( |stream$buffer| > smart_install_max_message )
		stream$buffer = stream$buffer[|stream$buffer| - smart_install_max_message :];
	}

event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	if ( c$id$resp_p !in smart_install_ports )
		return;
	if ( ! c?$bootwarden_smi )
		{
		c$bootwarden_smi = table([T] = SmiStream(), [F] = SmiStream());
		Conn::register_removal_hook(c, smi_gone);
		}
	local stream = c$bootwarden_smi[is_orig];
	if ( stream$foreign > smart_install_max_foreign )
		return;
	# After a gap a message's rest would be read as a header.
	if ( stream$next_seq != 0 && seq != stream$next_seq )
		{
		smi_parse(c, is_orig, T);
		stream$buffer = "";
		}
	stream$next_seq = seq + |contents|;
	stream$buffer += contents;
	smi_parse(c, is_orig, F);
	}

hook smi_gone(c: connection)
	{
	smi_parse(c, T, T);
	smi_parse(c, F, T);
	}
