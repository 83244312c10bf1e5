##! BW24: an image whose format can carry a signature (PE/EFI, FIT) has none. Off by default: many sites boot
##! unsigned images on purpose.

@load ./words

module Bootwarden;

export {
	## Whether images without the signature that their format can carry are told of.
	option require_signatures = F;
}

redef enum Notice::Type += {
	## An image has no signature though its format can carry one.
	Unsigned_Image,
};

hook judge(e: Evidence)
	{
	if ( ! require_signatures
	    || e$evidence != FILE_CONTENT
	    || ! counts(e)
	    || ! device_reads(e) )
		return;
	local c = e$content;
	if ( ! c?$signed || c$signed || ! c?$sha256 )
		return;
	raise(Finding($id="BW24", $note=Unsigned_Image, $e=e, $what=told(e),
	    $key=c$sha256, $sub=fmt(
	    "%s can carry a signature, and this file has none", c$kind)));
	}
