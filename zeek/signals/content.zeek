##! What is known of a file that moves, besides its hashes, whatever it moves by; and whether an image carries a
##! signature.

@load ../main
@load ./parties

module Bootwarden;

export {
	redef record Content += {
		## SHA-256 of a configuration's boot-relevant lines; absent when a byte is missing.
		lines_sha256: string &optional;
		## Whether the image carries a signature; absent where its format has none, or not all was seen.
		signed: bool &optional;
	};

	## What is gathered from a FIT image, or what may be one.
	type FitNodes: record {
		## Whether its images were seen, and a signature.
		images: bool &default=F;
		signature: bool &default=F;
		## The last bytes, in which the next node may begin.
		tail: string &default="";
	};

	## Kinds that may be a FIT image.
	const fit_kinds: set[string] = {
		"fit",
		"dtb"
	};

	## Takes the next bytes of such a file, in order.
	global fit_read: function(nodes: FitNodes, data: string);

	## All bytes were seen: puts what they tell into the content.
	global fit_done: function(nodes: FitNodes, c: Content);

	## Whether the move of a file is told at all: what nobody boots is told of only where a device sends it.
	global tells_of: function(c: Content): bool;

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

function fit_read(nodes: FitNodes, data: string)
	{
	local bytes = nodes$tail + data;
	if ( ! nodes$images )
		nodes$images = fit_images_node in bytes;
	if ( ! nodes$signature )
		nodes$signature = fit_signature_node in bytes;
	nodes$tail = |bytes| > fit_overlap ? bytes[|bytes| - fit_overlap :] : bytes;
	}

function fit_done(nodes: FitNodes, c: Content)
	{
	# A plain device tree has no images and needs no signature.
	if ( nodes$images )
		c$signed = nodes$signature;
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

function tells_of(c: Content): bool
	{
	if ( c$class == "network-diagnostics" )
		return c$op == "write" && ! c$served;
	return c$class != "phone" && c$class != "other";
	}

function tell_content(e: Evidence, c: Content)
	{
	e$content = c;
	e$class = c$class;
	e$leaves = c$op == "write";
	if ( c?$lines_sha256 )
		e$lines_sha256 = c$lines_sha256;
	}
