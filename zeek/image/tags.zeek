##! What an image says of itself: platform, version and feature set, from its header or from tags anywhere in it.

@load ../facts/image
@load ../site/versions

module Bootwarden;

export {
	## What an image says of itself.
	type ImageFacts: record {
		## Its kind, where the tags know better than the first bytes.
		kind: string &optional;
		## Hardware it is for.
		platform: string &optional;
		## Its version.
		version: string &optional;
		## Its feature set.
		feature: string &optional;
	};

	## A search for tags in a file that comes in pieces.
	type ImageTags: record {
		## Kind of the file.
		kind: string;
		## What was found.
		facts: ImageFacts;
		## End of the last piece, or the tags found so far.
		carry: string &default="";
		## Whether a tag's mark was found and its values are being collected.
		collecting: bool &default=F;
		## Bytes searched so far, for marks with a fixed place.
		passed: count &default=0;
	};

	## What the header of an image says.
	global describe: function(kind: string, head: string): ImageFacts;

	## Whether files of this kind may carry tags, or a mark that is not among their first bytes.
	global has_tags: function(kind: string): bool;

	## Searches the next piece. Returns false once all is found.
	global scan_tags: function(s: ImageTags, data: string): bool;

	## The file is over: reads what was collected.
	global finish_tags: function(s: ImageTags);
}

# How much is read from the first tag on, and the longest tag.
const TAGS_SIZE = 2048;
const TAG_SIZE = 80;

function describe(kind: string, head: string): ImageFacts
	{
	local facts = ImageFacts();
	if ( kind == "uboot-uimage" && |head| >= 64 )
		{
		if ( [kind, head[29]] in header_platforms )
			facts$platform = header_platforms[kind, head[29]];
		local name = split_string1(head[32:64], /\x00/)[0];
		if ( name == /[\x20-\x7e]+/ )
			facts$version = name;
		}
	else if ( kind == "pe-efi" )
		{
		local pe = bytestring_to_count(head[0x3c:0x40], T);
		local machine = head[pe + 4 : pe + 6];
		if ( [kind, machine] in header_platforms )
			facts$platform = header_platforms[kind, machine];
		}
	return facts;
	}

function has_tags(kind: string): bool
	{
	return kind in tag_formats || kind == "unknown";
	}

# ISO 9660, ECMA-119, 8.1: the first volume descriptor lies behind 32 KB that may be anything. After its type comes
# its mark; the volume's name is at 40.
const ISO_DESCRIPTOR = 32768;
const ISO_DESCRIPTOR_READ = 72;

function scan_iso(s: ImageTags, data: string): bool
	{
	local skipped = s$passed < ISO_DESCRIPTOR ? ISO_DESCRIPTOR - s$passed : 0;
	s$passed += |data|;
	if ( s$passed <= ISO_DESCRIPTOR )
		return T;

	s$carry += data[skipped : skipped + ISO_DESCRIPTOR_READ];
	if ( |s$carry| < ISO_DESCRIPTOR_READ )
		return T;

	if ( s$carry[1:6] != "CD001" )
		return F;
	s$facts$kind = "iso9660";
	local name = strip(s$carry[40:72]);
	if ( s$carry[0] == "\x01" && name == /[\x20-\x7e]+/ )
		s$facts$version = name;
	return F;
	}

function cut_value(tag: string, value: pattern): string
	{
	return gsub(match_pattern(tag, value)$str[1:], /^\"/, "");
	}

function tag_value(text: string, tag: pattern, value: pattern): string
	{
	local found = match_pattern(text, tag);
	return found$matched ? cut_value(found$str, value) : "";
	}

# Reads the tags in what was collected; returns whether there was a version. Of several the oldest counts: a planted
# tag must not hide what the image is.
function read_tags(s: ImageTags): bool
	{
	local format = tag_formats[s$kind];
	local facts = s$facts;
	local platform = tag_value(s$carry, format$platform, format$value);
	local feature = tag_value(s$carry, format$feature, format$value);
	if ( platform != "" && ! facts?$platform )
		facts$platform = platform;
	if ( feature != "" && ! facts?$feature )
		facts$feature = feature;
	local found = F;
	for ( _, tag in find_all_ordered(s$carry, format$version) )
		{
		local version = cut_value(tag, format$value);
		found = T;
		facts$kind = format$kind;
		if ( ! facts?$version || version_older(version, facts$version) )
			facts$version = version;
		}
	return found;
	}

function scan_tags(s: ImageTags, data: string): bool
	{
	if ( s$kind == "unknown" )
		return scan_iso(s, data);

	local text = s$carry + data;
	if ( ! s$collecting )
		{
		local mark = tag_formats[s$kind]$mark;
		local at = find_str(text, mark);
		if ( at < 0 )
			{
			# A mark may lie across the border of two pieces.
			local keep = |mark| - 1;
			s$carry = |text| > keep ? text[|text| - keep :] : text;
			return T;
			}

		# The lines before the mark belong to it.
		s$collecting = T;
		text = at > 256 ? text[at - 256 :] : text;
		}

	s$carry = text[0 : 2 * TAGS_SIZE];
	if ( |text| < TAGS_SIZE )
		return T;

	s$collecting = F;
	if ( read_tags(s) && ! tag_formats[s$kind]$anywhere )
		return F;

	# The mark stood there by chance, or was planted.
	local rest = text[TAGS_SIZE - TAG_SIZE :];
	s$carry = "";
	return scan_tags(s, rest);
	}

function finish_tags(s: ImageTags)
	{
	if ( s$collecting )
		read_tags(s);
	}
