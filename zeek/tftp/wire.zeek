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
};

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
			}
		i += 2;
		}
	return o;
	}

type TftpAsk: record {
	op: string;
	file_name: string;
	mode: string;
	offer: TftpOptions;
};

# An RRQ or WRQ; nothing where these bytes are neither. A missing last terminator is forgiven, as servers do.
function tftp_parse_request(data: string): vector of TftpAsk
	{
	local asked: vector of TftpAsk;
	local parts = split_string(data[2:4096], /\x00/);
	if ( |parts| < 2 || |parts[0]| == 0 )
		return asked;

	local mode = to_lower(parts[1]);
	if ( mode != "octet" && mode != "netascii" && mode != "mail" )
		return asked;

	asked += TftpAsk($op=data[1] == "\x01" ? "read" : "write", $file_name=parts[0][0:
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
