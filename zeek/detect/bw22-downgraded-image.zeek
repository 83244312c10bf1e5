##! BW22: a device received an image that is older than every approved one of its platform.

@load ./content-order

module Bootwarden;

redef enum Notice::Type += {
	## A device received an image older than every approved one of its platform.
	Downgraded_Image,
};

hook judge(e: Evidence)
	{
	if ( content_judgement(e) != CONTENT_OLDER )
		return;
	local c = e$content;
	raise(Finding($id="BW22", $note=Downgraded_Image, $e=e, $what=told(e),
	    $key=c$sha256, $sub=fmt(
	    "version %s is older than every approved one for %s", shown_name(
	    c$version), shown_name(c$platform))));
	}
