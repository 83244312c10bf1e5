##! BW15: an image is written to a TFTP server, where devices may fetch it. Needs a site that declared something:
##! saving an image is ordinary work where nobody said who does it.

@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## An image was written to a TFTP server.
	Image_Upload,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_FETCH || ! something_declared() )
		return;
	local c = e$content;
	local writes = c$served == ( c$op == "read" );
	if ( c$proto != "tftp" || ! writes || c$kind !in image_kinds )
		return;
	local client = c$served ? e$actor : e$device;
	# `copy flash: tftp:` of a device, and an administrator's new image.
	if ( client in admin_hosts
	    || ( boot_server_declared(e$server) && ( |devices| == 0 || client in devices ) ) )
		{
		expect(e);
		return;
		}
	raise(Finding($id="BW15", $note=Image_Upload, $e=e, $what=told(e),
	    $sub="whoever boots from this server next may run it"));
	}
