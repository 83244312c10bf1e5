##! Reads TFTP packets: RFC 1350 requests and errors, and the options of RFC 2347.

@load ./limits

module Bootwarden;

# Opcodes.
const TFTP_RRQ = 1;
const TFTP_WRQ = 2;
const TFTP_DATA = 3;
const TFTP_ACK = 4;
const TFTP_ERROR = 5;
const TFTP_OACK = 6;

# RFC 2348: 8 to 65464; RFC 7440: 1 to 65535; RFC 2349: any size. The digits are bounded, because to_count
# reports an error for numbers that do not fit.
const TFTP_SHORT_NUMBER = /[0-9]{1,5}/;
const TFTP_NUMBER = /[0-9]{1,18}/;

type TftpOptions: record {
	blksize: count &optional;
	windowsize: count &optional;
	tsize: count &optional;
	# RFC 2090: where the data will be sent instead.
	group: addr &optional;
	group_port: port &optional;
};

# The multicast option of an OACK: address, port and whether this client is the one to acknowledge. Either of the
# first two may be left out where it was told before.
function tftp_read_group(o: TftpOptions, value: string)
	{
	local parts = split_string(value, /,/);
	if ( |parts| != 3
	    || ! is_valid_ip(parts[0])
	    || parts[1] != TFTP_SHORT_NUMBER )
		return;
	local number = to_count(parts[1]);
	if ( number == 0 || number > 65535 )
		return;
	o$group = to_addr(parts[0]);
	o$group_port = count_to_port(number, udp);
	}

# Options from the place in ``parts`` where they begin: name, value, name, value.
function tftp_options_of(parts: string_vec, first: count): TftpOptions
	{
	local o = TftpOptions();
	local i = first;
	while ( i + 1 < |parts| )
		{
		local value = parts[i + 1];
		switch ( to_lower(parts[i]) )
			{
			case "blksize":
				if ( value == TFTP_SHORT_NUMBER )
					{
					local blksize = to_count(value);
					if ( blksize >= 8 && blksize <= 65464 )
						o$blksize = blksize;
					}
				break;
			case "windowsize":
				if ( value == TFTP_SHORT_NUMBER )
					{
					local windowsize = to_count(value);
					if ( windowsize >= 1 && windowsize <= 65535 )
						o$windowsize = windowsize;
					}
				break;
			case "tsize":
				if ( value == TFTP_NUMBER )
					o$tsize = to_count(value);
				break;
			case "multicast":
				tftp_read_group(o, value);
				break;
			}
		i += 2;
		}
	return o;
	}

type TftpAsk: record {
	op: string;
	# Up to tftp_max_name bytes.
	file_name: string;
	# Empty where it is none of RFC 1350's.
	mode: string;
	offer: TftpOptions;
};

const tftp_modes: set[string] = {
	"octet",
	"netascii",
	"mail"
};
const tftp_readable_name = /[ -~\x80-\xff]+/;

# The name that a request asks for, in full.
function tftp_asked_name(data: string): string
	{
	return split_string1(data[2:], /\x00/)[0];
	}

# An RRQ or WRQ; nothing where these bytes are neither. A missing last terminator is forgiven, as servers do; what is
# sent to the port of TFTP servers (``to_server``) may lack the mode, too, or have one that only servers understand.
function tftp_parse_request(data: string, to_server: bool): vector of TftpAsk
	{
	local asked: vector of TftpAsk;
	local parts = split_string(data[2:4096], /\x00/);
	local name = parts[0];
	if ( |parts| == 1 && |data| > 4096 )
		{
		# A name that long; before its terminator stands nothing.
		name = tftp_asked_name(data);
		parts = split_string(data[2 + |name| : 4096 + |name|], /\x00/);
		}
	if ( |name| == 0 || ( |parts| < 2 && ! to_server ) )
		return asked;

	local mode = |parts| > 1 ? to_lower(parts[1]) : "";
	if ( mode !in tftp_modes )
		{
		if ( ! to_server || name != tftp_readable_name )
			return asked;
		mode = "";
		}

	asked += TftpAsk($op=data[1] == "\x01" ? "read" : "write", $file_name=name[0:
	    tftp_max_name], $mode=mode, $offer=tftp_options_of(parts, 2));
	return asked;
	}

function tftp_parse_oack(data: string): TftpOptions
	{
	return tftp_options_of(split_string(data[2:4096], /\x00/), 0);
	}

# The text of an ERROR, up to its terminator.
function tftp_error_text(data: string): string
	{
	return split_string1(data[4 : 4 + tftp_max_name], /\x00/)[0];
	}
