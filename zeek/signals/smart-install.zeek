##! Evidence from Cisco Smart Install (tcp/4786): messages that change a configuration, upgrade an image, run
##! commands or copy files. The stream is parsed, so that neither segments nor padding nor a wrong length
##! hide a message. Four words of header: sender (1, 2: director; 4: client), version, type, length.

@load ./boot-lines
@load ./kinds

module Bootwarden;

export {
	## Ports that Smart Install is spoken on.
	const smart_install_ports: set[port] = {4786/tcp} &redef;

	## What the message types that are commands do. The others announce and keep alive.
	const smart_install_commands: table[count] of string = {
		[2] = "image upgrade",
		[3] = "configuration change",
		[5] = "commands to run",
		[8] = "copy",
	} &redef;

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

event zeek_init()
	{
	for ( p in smart_install_ports )
		{
		tcp_content_delivery_ports_orig[p] = T;
		tcp_content_delivery_ports_resp[p] = T;
		}
	}

const smi_url = /(tftp|ftp|https?|rcp|scp):\/\/[!-~]+/i;

function smi_word(data: string, at: count): count
	{
	return bytestring_to_count(data[at : at + 4], F);
	}

# A header as directors and clients send them.
function smi_is_header(data: string): bool
	{
	return |data| >= 16
	    && smi_word(data, 0) in set(1, 2, 4)
	    && smi_word(data, 4) <= 1
	    && smi_word(data, 8) <= 64
	    && smi_word(data, 12) <= 65536;
	}

function smi_report(c: connection, is_orig: bool, kind: count, body: string)
    : bool
	{
	local urls = find_all_ordered(body, smi_url);
	local url = |urls| > 0 ? urls[-1] : "";
	local copies = find_all_ordered(body, /copy [ -~]+/);
	local command = |copies| > 0 ? copies[-1] : "";
	if ( url == "" && ( kind != 8 || command == "" ) )
		return F;

	local named = boot_url(url);
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=is_orig ? c$id$resp_h : c$id$orig_h,
	    $actor=is_orig ? c$id$orig_h : c$id$resp_h, $stage="redirect",
	    $evidence=SMART_INSTALL, $object=fmt("Smart Install type %d", kind),
	    $detail=smart_install_commands[kind]);
	if ( named?$server )
		e$server = named$server;
	if ( named?$file_name )
		e$file_name = named$file_name;
	if ( command != "" )
		e$detail = plain_text(command);
	# "copy" takes the configuration: its commands name the server last.
	if ( kind == 8 )
		add e$technique["T1602.002"];
	if ( is_watched(e$device) )
		event Bootwarden::evidence(e);
	return T;
	}

# Not Smart Install, or a message whose length was wrong: goes on at what may be a director's header; false
# when there is none.
function smi_resync(stream: SmiStream): bool
	{
	local rest = stream$buffer[1:];
	local header = strstr(rest, "\x00\x00\x00\x01\x00\x00\x00\x01");
	local other = strstr(rest, "\x00\x00\x00\x02\x00\x00\x00\x01");
	if ( header == 0 || ( other != 0 && other < header ) )
		header = other;
	if ( header != 0 )
		{
		stream$buffer = rest[header - 1 :];
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
		local is_command = smi_word(stream$buffer, 0) < 4
		    && smi_word(stream$buffer, 4) == 1
		    && kind in smart_install_commands;
		if ( ! is_command )
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
		c$bootwarden_smi = table([T] = SmiStream(), [F] = SmiStream());
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

event connection_state_remove(c: connection)
	{
	if ( ! c?$bootwarden_smi )
		return;
	smi_parse(c, T, T);
	smi_parse(c, F, T);
	}
