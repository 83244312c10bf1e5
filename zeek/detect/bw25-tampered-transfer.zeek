##! BW25: a transfer contradicts itself: a block came twice with different bytes, or the size is not the one
##! announced.

@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## A transfer contradicts itself.
	Tampered_Transfer,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_CONTENT || ! counts(e) )
		return;
	local c = e$content;
	local why = "";
	if ( c$altered > 0 )
		why = fmt("%d blocks were repeated with other bytes", c$altered);
	# Servers that do not know the size answer 0.
	else if ( c?$sha256
	    && c?$announced
	    && c$announced > 0
	    && c?$size
	    && c$size != c$announced )
		why = fmt("%d bytes were announced, %d came", c$announced, c$size);
	else
		return;
	raise(Finding($id="BW25", $note=Tampered_Transfer, $e=e, $what=told(e),
	    $sub=why, $key=c?$sha256 ? c$sha256 : ""));
	}
