##! BW19: a host that is neither a device nor an administrator's reaches for a device's files or command line.
##! Needs ``admin_hosts``.

@load ../signals/device-access
@load ./main

module Bootwarden;

redef enum Notice::Type += {
	## A host that is not declared reached for a device's files or command line.
	Device_File_Access,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != DEVICE_ACCESS || |admin_hosts| == 0 )
		return;
	if ( e$actor in admin_hosts )
		{
		expect(e);
		return;
		}
	raise(Finding($id="BW19", $note=Device_File_Access, $e=e, $key=cat(e$actor),
	    $what=fmt("%s reached for %s by %s", e$actor, e$device, e$object),
	    $sub=fmt("%s is not declared in Bootwarden::admin_hosts",
	    e$actor)));
	}
