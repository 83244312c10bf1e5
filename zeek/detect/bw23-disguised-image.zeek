##! BW23: the bytes are an image and the name says otherwise, or a text or script comes under an image's name.

@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## Bytes and name of a file contradict each other.
	Disguised_Image,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_FETCH || ! counts(e) || ! e?$file_name )
		return;
	local c = e$content;
	local base = base_name(e$file_name);
	local why = "";
	if ( c$kind in image_kinds && not_image_names == base )
		why = fmt("the bytes are %s, the name is not an image's", c$kind);
	else if ( c$kind in text_kinds
	    && not_image_names != base
	    && class_of_name(e$file_name) == "network-image" )
		why = fmt("the name is an image's, the bytes are %s", c$kind);
	else
		return;
	raise(Finding($id="BW23", $note=Disguised_Image, $e=e, $what=told(e),
	    $sub=why));
	}
