##! What is gathered from a file's bytes while they pass, besides hashes: the text of configurations, and whether
##! an image carries a signature.

@load ../limits
@load ../main
@load ./lines

module Bootwarden;

export {
	redef record Content += {
		## SHA-256 of a configuration's boot-relevant lines; absent when a byte is missing.
		lines_sha256: string &optional;
		## Whether the image carries a signature; absent where its format has none, or not all was seen.
		signed: bool &optional;
	};

	## Bytes of one configuration that are kept to compare its lines.
	option max_config_bytes = 1048576;

	## What is gathered from one file.
	type Gathered: record {
		## Kind of the file.
		kind: string;
		## Text of a configuration so far.
		text: string &default="";
		## Whether a configuration was too long.
		too_long: bool &default=F;
		## Whether nodes of a FIT image were seen: its images, and a signature.
		fit_images: bool &default=F;
		fit_signature: bool &default=F;
		## The last bytes, in which the next node may begin.
		tail: string &default="";
	};

	## Whether there is anything to gather from a file.
	global gather_wanted: function(class: string, kind: string): bool;

	## Takes the next bytes, in order.
	global gather: function(g: Gathered, data: string);

	## All bytes were seen: puts what they tell into the content.
	global gather_done: function(g: Gathered, c: Content);

	## Puts what is known of a file into an evidence of its move.
	global tell_content: function(e: Evidence, c: Content);

	## Whether a PE/EFI file carries a certificate, by its first bytes: yes, no, or empty where that cannot be told.
	global pe_signed: function(head: string): string;
}

# Devicetree specification: FDT_BEGIN_NODE, then the node's name. U-Boot's FIT keeps images under /images and
# signatures in nodes signature, signature-1 or signature@1.
const fit_images_node = /\x00\x00\x00\x01images\x00/;
const fit_signature_node = /\x00\x00\x00\x01signature[-@0-9]*\x00/;
# The longest node name that matters, with its mark, less one byte.
const fit_overlap = 24;

function gather_wanted(class: string, kind: string): bool
	{
	return class == "network-config" || kind == "fit" || kind == "dtb";
	}

function gather(g: Gathered, data: string)
	{
	if ( g$kind == "fit" || g$kind == "dtb" )
		{
		local bytes = g$tail + data;
		if ( ! g$fit_images )
			g$fit_images = fit_images_node in bytes;
		if ( ! g$fit_signature )
			g$fit_signature = fit_signature_node in bytes;
		g$tail = |bytes| > fit_overlap ? bytes[|bytes| - fit_overlap :] : bytes;
		return;
		}
	if ( g$too_long )
		return;
	if ( ! has_room(|g$text| + |data|, "max_config_bytes", max_config_bytes) )
		{
		g$too_long = T;
		g$text = "";
		return;
		}
	g$text += data;
	}

function gather_done(g: Gathered, c: Content)
	{
	if ( g$kind == "fit" || g$kind == "dtb" )
		{
		# A plain device tree has no images and needs no signature.
		if ( g$fit_images )
			c$signed = g$fit_signature;
		}
	else if ( ! g$too_long )
		c$lines_sha256 = config_lines_sha256(g$text);
	}

function pe_signed(head: string): string
	{
	# PE/COFF: the header's place stands at 0x3c; the optional header begins 24 bytes on, and its data directories
	# 96 bytes into it, or 112 where it is PE32+. The fifth is the certificate table.
	if ( |head| < 64 )
		return "";
	local pe = bytestring_to_count(head[60:64], T);
	if ( pe > 4096 || |head| < pe + 26 || head[pe : pe + 4] != "PE\x00\x00" )
		return "";
	local magic = bytestring_to_count(head[pe + 24 : pe + 26], T);
	local entry = pe + 24 + ( magic == 0x20b ? 112 : 96 ) + 32;
	if ( |head| < entry + 8 )
		return "";
	return bytestring_to_count(head[entry + 4 : entry + 8], T) > 0 ? "yes" : "no";
	}

function tell_content(e: Evidence, c: Content)
	{
	e$content = c;
	e$class = c$class;
	e$leaves = c$op == "write";
	if ( c?$lines_sha256 )
		e$lines_sha256 = c$lines_sha256;
	}
