##! BW10: a device reads an image or configuration from a server that the site did not declare.

@load ./config-order
@load ./content-order
@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## A device read an image or configuration from a server that is not declared.
	Unauthorized_Boot_Server,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_FETCH || ! device_reads(e) )
		return;
	if ( boot_server_declared(e$server) )
		{
		expect(e);
		return;
		}
	if ( ! counts(e) )
		return;
	# Servers fetch what they hand out, and administrators what they like.
	if ( |boot_servers| == 0
	    || e$device in boot_servers
	    || e$device in admin_hosts )
		return;
	raise(Finding($id="BW10", $note=Unauthorized_Boot_Server, $e=e, $what=told(e),
	    $sub=fmt("%s is not declared in Bootwarden::boot_servers",
	    e$server)));
	}

hook judge(e: Evidence)
	{
	if ( content_judgement(e) != CONTENT_WRONG_SERVER
	    && config_standing(e)$judgement != CONTENT_WRONG_SERVER )
		return;
	# Said for each file: the server may hand out others.
	raise(Finding($id="BW10", $note=Unauthorized_Boot_Server, $e=e, $what=told(e),
	    $key=e?$file_name ? e$file_name : "", $sub=fmt(
	    "the manifest does not allow %s to hand out this file", e$server)));
	}
