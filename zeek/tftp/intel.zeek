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

function tftp_intel_seen(t: Transfer, indicator: string, kind: Intel::Type)
	{
	Intel::seen(Intel::Seen($indicator=indicator, $indicator_type=kind,
	    $where=IN_TFTP_FILE, $uid=t$uid));
	}

event tftp_done(t: Transfer)
	{
	if ( t?$file_name )
		tftp_intel_seen(t, t$file_name, Intel::FILE_NAME);
	if ( t?$md5 )
		{
		tftp_intel_seen(t, t$md5, Intel::FILE_HASH);
		tftp_intel_seen(t, t$sha256, Intel::FILE_HASH);
		}
	Intel::seen(Intel::Seen($host=t$server, $where=IN_TFTP_SERVER, $uid=t$uid));
	}
