##! BW12: a device that got its images and configurations from one server now uses another that is not declared.
##! Needs a site that declared something; remembers always. Only transfers that came to their end count: of two
##! servers that answer one broadcast, the device uses one.

@load ./server-memory
@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## A device got an image or configuration from a server that it never used before.
	Boot_Server_Changed,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_CONTENT || ! counts(e) || ! device_reads(e) )
		return;
	# Bytes that the capture misses were received all the same.
	if ( ! e$content?$status || e$content$status !in set("complete", "partial") )
		return;
	if ( e$device in boot_servers || e$device in admin_hosts )
		return;
	local known = remembered_servers(e$device, e$ts);
	remember_server(e$device, e$server, e$ts);
	if ( |known| == 0
	    || e$server in known
	    || boot_server_declared(e$server)
	    || ! something_declared() )
		return;
	raise(Finding($id="BW12", $note=Boot_Server_Changed, $e=e, $what=told(e),
	    $sub=fmt("until now it used %s", sorted_list(known))));
	}
