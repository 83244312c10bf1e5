##! BW20: a device received an image that no line of the manifest knows, or that is not meant for it.

@load ./content-order

module Bootwarden;

redef enum Notice::Type += {
	## A device received an image that is not approved for it.
	Unapproved_Image,
};

hook judge(e: Evidence)
	{
	local why = "";
	switch ( content_judgement(e) )
		{
		case CONTENT_UNAPPROVED:
			why = "no line of the manifest knows this content or name";
			break;
		case CONTENT_WRONG_DEVICE:
			why = "the manifest does not allow this image on this device";
			break;
		default:
			return;
		}
	raise(Finding($id="BW20", $note=Unapproved_Image, $e=e, $what=told(e),
	    $sub=why, $key=e$content$sha256));
	}
