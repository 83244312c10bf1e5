##! BW23: the bytes are an image and the name says otherwise, or a text or script comes under an image's name.

@load ./words

module Bootwarden;

export {
	## Names that say what a file is, and that it is no image, in lower case. Extensions that say nothing are not
	## among them, nor are those of archives, in which configurations are kept too.
	option not_image_names = /.*\.(txt|cfg|conf|config|confg|cnf|ini|log|xml|json|ya?ml|html?|css|js|csv|md|pdf|docx?|jpe?g|png|gif|bmp|ico|svg|wav|mp3|raw|sh|py|tcl|lua|pem|crt|cer|key)|.*(-confg|-config)|(startup|running)[-_]?config.*/;
}

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
	if ( c$kind in image_kinds && base == not_image_names )
		why = fmt("the bytes are %s, the name is not an image's", c$kind);
	else if ( c$kind in text_kinds
	    && base != not_image_names
	    && classify(e$file_name, "unknown") == "network-image" )
		why = fmt("the name is an image's, the bytes are %s", c$kind);
	else
		return;
	raise(Finding($id="BW23", $note=Disguised_Image, $e=e, $what=told(e),
	    $sub=why));
	}
