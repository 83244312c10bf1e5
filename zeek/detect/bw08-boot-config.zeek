##! BW08: a configuration in transit has lines that make its device boot, or load its configuration, from a
##! server that is not declared.

@load ../signals/config-search
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A configuration in transit names a boot server that is not declared.
	Boot_Config_Served,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_CONFIG || ! e?$server )
		return;
	local beyond = server_outside(e$server) && ! outside(e$device);
	if ( boot_server_declared(e$server) )
		expect(e);
	else if ( boot_servers_known() || beyond )
		raise(Finding($id="BW08", $note=Boot_Config_Served, $e=e, $what=fmt(
		    "configuration %s of %s has the line: %s", e?$file_name ?
		    e$file_name : "without a name", e$device, e$object),
		    $sub=server_problem(e$server), $evident=beyond));
	}
