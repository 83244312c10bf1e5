##! BW11: an image or configuration crosses the site's border, in either direction.

@load ./orders
@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## An image or configuration crossed the site's border.
	External_Boot_Server,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_FETCH || ! counts(e) )
		return;
	if ( ! outside(peer(e))
	    || outside(e$device)
	    || boot_server_declared(cat(peer(e))) )
		return;
	raise(Finding($id="BW11", $note=External_Boot_Server, $e=e, $what=told(e),
	    $sub=beyond_border(cat(peer(e)))));
	}
