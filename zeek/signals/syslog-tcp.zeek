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

function syslog_read_lines(c: connection, s: SyslogStream, data: string)
	{
	local lines = split_string(s$rest + data, /[\r\n\x00]+/);
	local last = |lines| - 1;
	for ( i, line in lines )
		{
		if ( i == last )
			break;
		if ( ! s$skipping && /^</ in line )
			syslog_read(c, line);
		s$skipping = F;
		}
	s$rest = lines[last];
	if ( |s$rest| > syslog_most_bytes )
		{
		s$rest = "";
		s$skipping = T;
		}
	}

function syslog_read_counted(c: connection, s: SyslogStream, data: string)
	{
	data = s$rest + data;
	s$rest = "";
	local at = 0;
	while ( at < |data| )
		{
		if ( s$skip > 0 )
			{
			local passed = s$skip < |data| - at ? s$skip : |data| - at;
			s$skip -= passed;
			at += passed;
			next;
			}
		# Some senders end counted messages by a newline, too.
		if ( data[at] in set("\r", "\n", "\x00") )
			{
			++at;
			next;
			}
		local head = data[at : at + 8];
		local counted = match_pattern(head, /^[0-9]{1,6} /);
		if ( ! counted$matched )
			{
			# The number's end may not have come; else this is the middle of something, and the next segment is tried.
			if ( head == /[0-9]{1,6}/ )
				s$rest = head;
			return;
			}
		local size = to_count(counted$str[0 : |counted$str| - 1]);
		local begin = at + |counted$str|;
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
		syslog_read(c, data[begin : begin + size]);
		at = begin + size;
		}
	}

event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	if ( c$id$resp_p !in syslog_tcp_ports
	    || ! is_orig
	    || ! is_watched(c$id$orig_h) )
		return;
	if ( ! c?$bootwarden_syslog )
		c$bootwarden_syslog = SyslogStream();
	local s = c$bootwarden_syslog;
	if ( ! s?$counted )
		{
		contents = s$rest + contents;
		s$rest = "";
		if ( /^([0-9]{1,6} )?</ !in contents )
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

# A message that the end of its connection ends.
event connection_state_remove(c: connection)
	{
	if ( ! c?$bootwarden_syslog )
		return;
	local s = c$bootwarden_syslog;
	if ( s?$counted && ! s$counted && ! s$skipping && /^</ in s$rest )
		syslog_read(c, s$rest);
	}
