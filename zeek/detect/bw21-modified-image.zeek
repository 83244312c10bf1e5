##! BW21: a device received other content under the name of an approved image.

@load ./content-order

module Bootwarden;

redef enum Notice::Type += {
	## A device received other content under the name of an approved image.
	Modified_Image,
};

hook judge(e: Evidence)
	{
	if ( content_judgement(e) != CONTENT_MODIFIED )
		return;
	raise(Finding($id="BW21", $note=Modified_Image, $e=e, $what=told(e),
	    $key=e$content$sha256, $sub=fmt(
	    "the name is approved, the content (sha256 %s) is not",
	    e$content$sha256)));
	}
