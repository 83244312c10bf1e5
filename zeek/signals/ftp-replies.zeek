##! What the control connection says of a file that FTP moves: that it broke off, or is its rest only (RFC 959: the
##! reply that follows the data, and REST before it).

@load base/frameworks/files
@load base/protocols/ftp

module Bootwarden;

redef record FTP::Info += {
	# The next file begins somewhere in its midst.
	bootwarden_rest: bool &default=F;
};

redef record fa_file += {
	# FTP says that this is not all of it.
	bootwarden_part: bool &default=F;
};

const ftp_broken: set[count] = {
	425,
	426,
	451,
	452,
	551,
	552
};

event ftp_request(c: connection, command: string, arg: string) &priority=-5
	{
	if ( command == "REST" && c?$ftp )
		c$ftp$bootwarden_rest = arg != "0";
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
	{
	if ( f?$ftp && f$ftp$bootwarden_rest )
		f$bootwarden_part = T;
	}

# The reply comes before the file's connection is forgotten.
event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool)
    &priority=3
	{
	if ( ! c?$ftp || ! c$ftp?$fuid || code < 200 )
		return;
	c$ftp$bootwarden_rest = F;
	if ( code in ftp_broken && Files::file_exists(c$ftp$fuid) )
		Files::lookup_file(c$ftp$fuid)$bootwarden_part = T;
	}
