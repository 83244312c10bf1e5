##! Syslog over TCP (RFC 6587), octets counted or not. Messages are then read as those of :doc:`syslog.zeek` are.
##! Zeek 9 has an analyzer of its own, which is not listened to: it reads one port, and nothing more of a connection
##! once a frame was malformed. Not read: syslog over TLS.

@load base/protocols/syslog
@load ./syslog

module Bootwarden;

# How one connection frames its messages, which its first bytes say.
type SyslogStream: record {
	counted: bool &optional;
	# What has come of the message whose end has not.
	rest: string &default="";
	# Bytes of a message that is too long to be read.
	skip: count &default=0;
	# A line is too long to be read: its end is awaited.
	skipping: bool &default=F;
};

redef record connection += {
	bootwarden_syslog: SyslogStream &optional;
};

event zeek_init()
	{
	for ( p in syslog_tcp_ports )
		tcp_content_delivery_ports_orig[p] = T;
	}

# Longer messages are passed over, as they are by UDP.
const syslog_most_bytes = 2000;

# What may stand behind a counted message.
const syslog_message_ends = set("\r", "\n", "\x00");

# The end of a line, and what follows the last one.
const syslog_line_end = /[\r\n\x00][^\r\n\x00]*/;

function syslog_read_lines(c: connection, s: SyslogStream, data: string)
	{
	local rest = find_last(data, syslog_line_end);
	if ( rest == "" )
		s$rest += data;
	else
		{
		local whole = s$rest + data[0 : |data| - |rest|];
		# Most hold nothing that is wanted, and are not taken apart.
		if ( syslog_wanted in whole )
			for ( _, line in split_string(whole, /[\r\n\x00]+/) )
				{
				if ( ! s$skipping && /^</ in line && syslog_wanted in line )
					syslog_read(c, line);
				s$skipping = F;
				}
		s$skipping = F;
		s$rest = rest[1:];
		}
	if ( |s$rest| > syslog_most_bytes )
		{
		s$rest = "";
		s$skipping = T;
		}
	}

function syslog_read_counted(c: connection, s: SyslogStream, data: string)
	{
	if ( s$rest != "" )
		{
		data = s$rest + data;
		s$rest = "";
		}
	local at = 0;
	# Most segments hold nothing that is wanted: they are looked through once, where a message of theirs is whole.
	local looked = F;
	local wanted = F;
	while ( at < |data| )
		{
		if ( s$skip > 0 )
			{
			local passed = s$skip < |data| - at ? s$skip : |data| - at;
			s$skip -= passed;
			at += passed;
			next;
			}
		# The number, and a blank. Some senders end counted messages by a newline, too.
		local head = data[at : at + 8];
		local digits = strstr(head, " ");
		if ( digits == 0 || head[0 : digits - 1] != /[0-9]{1,6}/ )
			{
			if ( head[0] in syslog_message_ends )
				{
				++at;
				next;
				}
			# The number's end may not have come; else this is the middle of something, and the next segment is tried.
			if ( head == /[0-9]{1,6}/ )
				s$rest = head;
			return;
			}
		local size = to_count(head[0 : digits - 1]);
		local begin = at + digits;
		if ( size > syslog_most_bytes )
			{
			s$skip = size;
			at = begin;
			next;
			}
		if ( begin + size > |data| )
			{
			s$rest = data[at:];
			return;
			}
		at = begin + size;
		if ( ! looked )
			{
			looked = T;
			wanted = syslog_wanted in data;
			}
		if ( wanted )
			{
			local msg = data[begin:at];
			if ( syslog_wanted in msg )
				syslog_read(c, msg);
			}
		}
	}

# A message that the end of its connection ends.
hook syslog_gone(c: connection)
	{
	local s = c$bootwarden_syslog;
	if ( s?$counted
	    && ! s$counted
	    && ! s$skipping
	    && /^</ in s$rest
	    && syslog_wanted in s$rest )
		syslog_read(c, s$rest);
	}

event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	if ( ! c?$bootwarden_syslog )
		{
		if ( c$id$resp_p !in syslog_tcp_ports || ! is_watched(c$id$orig_h) )
			return;
		c$bootwarden_syslog = SyslogStream();
		Conn::register_removal_hook(c, syslog_gone);
		}
	if ( ! is_orig )
		return;
	local s = c$bootwarden_syslog;
	if ( ! s?$counted )
		{
		contents = s$rest + contents;
		s$rest = "";
		# Of anything else, rcp's files perhaps, no more than this is looked at.
		local begun = contents[0:8];
		if ( begun != /([0-9]{1,6} )?<.*/s )
			{
			# The first number's end may not have come.
			if ( contents == /[0-9]{1,6} ?/ )
				s$rest = contents;
			return;
			}
		s$counted = contents[0] != "<";
		}
	if ( s$counted )
		syslog_read_counted(c, s, contents);
	else
		syslog_read_lines(c, s, contents);
	}
