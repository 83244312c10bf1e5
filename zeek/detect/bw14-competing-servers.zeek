##! BW14: two hosts answer one request with differing content, and at least one of them is not declared.

@load ../signals/competing
@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## Two hosts answered one request with differing content.
	Competing_Boot_Servers,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != COMPETING_ANSWERS || ! counts(e) )
		return;
	if ( boot_server_declared(e$server) && boot_server_declared(cat(e$rival)) )
		{
		expect(e);
		return;
		}
	# Whoever is not declared is the one to name.
	if ( boot_server_declared(e$server) )
		{
		local declared = to_addr(e$server);
		e$server = cat(e$rival);
		e$rival = declared;
		}
	raise(Finding($id="BW14", $note=Competing_Boot_Servers, $e=e, $what=fmt(
	    "%s and %s answered %s, which asked for %s, with different content",
	    e$rival, e$server, e$device, e?$file_name ? e$file_name : "a file"),
	    $sub=fmt("%s is not declared", e$server)));
	}
