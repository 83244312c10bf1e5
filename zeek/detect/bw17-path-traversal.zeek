##! BW17: a TFTP request climbs out of the server's root or asks for system files.

@load ../signals/requests
@load ./main

module Bootwarden;

redef enum Notice::Type += {
	## A TFTP request named a path out of the server's root, or a system file.
	TFTP_Path_Traversal,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != PATH_TRAVERSAL )
		return;
	# Administrators scan what is theirs.
	if ( ( e?$actor ? e$actor : e$device ) in admin_hosts )
		{
		expect(e);
		return;
		}
	raise(Finding($id="BW17", $note=TFTP_Path_Traversal, $e=e, $what=fmt(
	    "%s asked %s for %s", e?$actor ? e$actor : e$device, e$server,
	    e$file_name), $sub=e$detail));
	}
