##! Looks up every transfer in the intelligence framework: the file's hashes and name, and the server.

@load base/frameworks/intel
@load ./main

module Bootwarden;

export {
	redef enum Intel::Where += {
		IN_TFTP_FILE,
		IN_TFTP_SERVER
	};
}

event tftp_done(t: Transfer)
	{
	if ( t?$file_name )
		Intel::seen(Intel::Seen($indicator=t$file_name,
		    $indicator_type=Intel::FILE_NAME, $where=IN_TFTP_FILE,
		    $uid=t$uid));
	if ( t?$md5 )
		for ( _, hash in vector(t$md5, t$sha256) )
			Intel::seen(Intel::Seen($indicator=hash, $indicator_type=Intel::FILE_HASH,
			    $where=IN_TFTP_FILE, $uid=t$uid));
	Intel::seen(Intel::Seen($host=t$server, $where=IN_TFTP_SERVER, $uid=t$uid));
	}
