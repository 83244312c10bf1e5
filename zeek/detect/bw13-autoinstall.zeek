##! BW13: a device without a configuration asks for one by the names that AutoInstall tries. Information where the
##! site declared no boot servers.

@load ../signals/requests
@load ./main

module Bootwarden;

redef enum Notice::Type += {
	## A device asked for a configuration by a name of AutoInstall.
	AutoInstall_Request,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != AUTOINSTALL_REQUEST )
		return;
	if ( boot_server_declared(e$server) )
		{
		expect(e);
		return;
		}
	local everyone = to_addr(e$server) in multicast_nets || e$server == /.*\.255/;
	raise(Finding($id="BW13", $note=AutoInstall_Request, $e=e, $what=fmt(
	    "%s asked %s for %s", e$device, everyone ? "everyone on its network" :
	    e$server, e$file_name),
	    $sub="it has no configuration, and takes the one that it is given",
	    $verdict=|boot_servers| > 0 || server_outside(
	    e$server) ? "suspicious" : "unknown"));
	}
