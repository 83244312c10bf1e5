##! What an image says of itself: platform, version and feature set, from its header or from tags anywhere in it.

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

# Where tags are: their mark, and for each fact the tag with its value, which ``value`` cuts out.
type TagFormat: record {
	mark: string;
	kind: string;
	value: pattern;
	platform: pattern;
	version: pattern;
	feature: pattern;
};

function cisco_tags(kind: string): TagFormat
	{
	return TagFormat($mark="CW_", $kind=kind, $value=/\$[^$]*/,
	    $platform=/CW_FAMILY\$[A-Za-z0-9_.\/-]{1,40}\$/,
	    $version=/CW_VERSION\$[A-Za-z0-9_.()-]{1,40}\$/,
	    $feature=/CW_FEATURE\$[A-Za-z0-9_.|\/-]{1,60}\$/);
	}

const tag_formats: table[string] of TagFormat = {
	["cisco-ios"] = cisco_tags("cisco-ios"),
	["cisco-mzip"] = cisco_tags("cisco-mzip"),
	["elf"] = cisco_tags("cisco-ios"),
	["arista-swi"] = [$mark="SWI_", $kind="arista-swi", $value=/=[^=]*/,
	    $platform=/SWI_ARCH=[A-Za-z0-9_-]{1,40}/,
	    $version=/SWI_VERSION=[A-Za-z0-9_.()-]{1,40}/,
	    $feature=/SWI_FLAVOR=[A-Za-z0-9_-]{1,40}/],
	["onie-installer"] = [$mark="image_version=", $kind="onie-installer",
	    $value=/=.*/,
	    $platform=/(^|\n)(machine|platform)=\"?[A-Za-z0-9_.-]{1,60}/,
	    $version=/image_version=\"?[A-Za-z0-9_.-]{1,60}/,
	    $feature=/build_flavor=\"?[A-Za-z0-9_.-]{1,60}/],
};

# How much is read from the first tag on.
const TAGS_SIZE = 2048;

# U-Boot's include/image.h.
const uimage_arch: table[string] of string = {
	["\x02"] = "arm",
	["\x03"] = "i386",
	["\x05"] = "mips",
	["\x06"] = "mips64",
	["\x07"] = "powerpc",
	["\x16"] = "arm64",
	["\x18"] = "x86_64",
	["\x1a"] = "riscv",
};

# PE/COFF machine types, little-endian.
const pe_machine: table[string] of string = {
	["\x4c\x01"] = "i386",
	["\x64\x86"] = "x86_64",
	["\xc4\x01"] = "arm",
	["\x64\xaa"] = "arm64",
	["\x64\x50"] = "riscv64",
};

function describe(kind: string, head: string): ImageFacts
	{
	local facts = ImageFacts();
	if ( kind == "uboot-uimage" && |head| >= 64 )
		{
		if ( head[29] in uimage_arch )
			facts$platform = uimage_arch[head[29]];
		local name = split_string1(head[32:64], /\x00/)[0];
		if ( name == /[\x20-\x7e]+/ )
			facts$version = name;
		}
	else if ( kind == "pe-efi" )
		{
		local pe = bytestring_to_count(head[0x3c:0x40], T);
		if ( head[pe + 4 : pe + 6] in pe_machine )
			facts$platform = pe_machine[head[pe + 4 : pe + 6]];
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

function tag_value(text: string, tag: pattern, value: pattern): string
	{
	local found = match_pattern(text, tag);
	if ( ! found$matched )
		return "";
	return gsub(match_pattern(found$str, value)$str[1:], /^\"/, "");
	}

# Reads the tags in what was collected; returns whether there were any.
function read_tags(s: ImageTags): bool
	{
	local format = tag_formats[s$kind];
	local platform = tag_value(s$carry, format$platform, format$value);
	local version = tag_value(s$carry, format$version, format$value);
	local feature = tag_value(s$carry, format$feature, format$value);
	if ( platform != "" )
		s$facts$platform = platform;
	if ( feature != "" )
		s$facts$feature = feature;
	if ( version == "" )
		return F;

	s$facts$version = version;
	s$facts$kind = format$kind;
	return T;
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
	if ( read_tags(s) )
		return F;

	# The mark stood there by chance.
	local rest = text[TAGS_SIZE - 16 :];
	s$carry = "";
	return |rest| > 16 ? scan_tags(s, rest) : T;
	}

function finish_tags(s: ImageTags)
	{
	if ( s$collecting )
		read_tags(s);
	}
