##! What the control connection says of a file that FTP moves: that it broke off, or is its rest only (RFC 959: the
##! reply that follows the data, and REST before it).

@load base/frameworks/files
@load base/protocols/ftp

module Bootwarden;

redef record FTP::Info += {
	# The next file begins somewhere in its midst.
	bootwarden_rest: bool &default=F;
	# The file that moves: `fuid` is gone with the next command.
	bootwarden_file: string &optional;
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

function ftp_broke_off(ftp: FTP::Info)
	{
	if ( ftp?$bootwarden_file && Files::file_exists(ftp$bootwarden_file) )
		Files::lookup_file(ftp$bootwarden_file)$bootwarden_part = T;
	}

event ftp_request(c: connection, command: string, arg: string) &priority=-5
	{
	if ( ! c?$ftp )
		return;
	if ( command == "REST" )
		c$ftp$bootwarden_rest = arg != "0";
	else if ( command == "ABOR" )
		ftp_broke_off(c$ftp);
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
	{
	if ( ! f?$ftp )
		return;
	f$ftp$bootwarden_file = f$id;
	if ( f$ftp$bootwarden_rest )
		f$bootwarden_part = T;
	f$ftp$bootwarden_rest = F;
	}

# The reply comes before the file's connection is forgotten.
event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool)
    &priority=3
	{
	if ( ! c?$ftp || ! c$ftp?$bootwarden_file || code < 200 )
		return;
	if ( code in ftp_broken )
		ftp_broke_off(c$ftp);
	}
