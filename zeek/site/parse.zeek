##! The lines of the two manifests: parsed and validated here, because the Input framework would drop or
##! misread what it cannot convert.

@load ./versions

module Bootwarden;

export {
	## A line of a manifest: an approved image or a known configuration.
	type Approved: record {
		## Name as devices ask for it.
		file_name: string;
		## MD5 of the content, in lower case.
		md5: string &optional;
		## SHA-256 of the content, in lower case.
		sha256: string &optional;
		## SHA-256 of a configuration's boot-relevant lines.
		lines_sha256: string &optional;
		## Hardware the image is for, in lower case.
		platform: string &optional;
		## Version of the image.
		version: string &optional;
		## Servers that may hand it out; all where empty.
		servers: set[subnet] &default=set();
		## Names of such servers.
		server_names: set[string] &default=set();
		## Devices it is for; all where empty.
		devices: set[subnet] &default=set();
	};

	## A manifest, by everything that is looked up in it.
	type Manifest: record {
		## Number of lines that are in force.
		size: count &default=0;
		## Lines by the last component of their name, in lower case.
		by_name: table[string] of vector of Approved &default=table();
		## Lines by each of their hashes.
		by_hash: table[string] of vector of Approved &default=table();
		## Lines by platform.
		by_platform: table[string] of vector of Approved &default=table();
		## What is wrong with other lines, by line number.
		problems: table[count] of string &default=table();
	};

	## Reads a manifest's lines, the first of which names the fields.
	global parse_manifest: function(lines: vector of string): Manifest;

	## The last component of a path, of either kind of slash, in lower case.
	global base_name: function(path: string): string;
}

# Fields that either manifest may have.
const manifest_fields: set[string] = {
	"file_name",
	"md5",
	"sha256",
	"platform",
	"version",
	"lines_sha256",
	"allowed_servers",
	"allowed_devices"
};
const a_server_name = /[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*/;

function base_name(path: string): string
	{
	return to_lower(gsub(path, /^.*[\/\\]/, ""));
	}

# Manifests write bytes that a TSV cannot hold as \xHH.
function manifest_unescape(value: string): string
	{
	if ( "\\x" !in value )
		return value;
	local plain = "";
	local rest = value;
	while ( |rest| > 0 )
		{
		local at = strstr(rest, "\\x");
		if ( at == 0
		    || at + 3 > |rest|
		    || rest[at + 1 : at + 3] != /[0-9a-fA-F]{2}/ )
			return plain + rest;
		plain += rest[0 : at - 1] + hexstr_to_bytestring(rest[at + 1 : at + 3]);
		rest = rest[at + 3 :];
		}
	return plain;
	}

# Adds the networks and names of a list to the sets; says what is wrong with it, or nothing.
function manifest_hosts(value: string, nets: set[subnet], names: set[string],
    names_too: bool): string
	{
	for ( _, item in split_string(value, / *, */) )
		{
		local host = strip(item);
		if ( is_valid_ip(host) )
			add nets[addr_to_subnet(to_addr(host))];
		else if ( "/" in host && is_valid_subnet(host) )
			add nets[to_subnet(host)];
		else if ( names_too && host == a_server_name && host != /[0-9.]+/ )
			add names[to_lower(host)];
		else
			return fmt("%s is no address and no network", clean(host));
		}
	return "";
	}

# Fills one field of a line; says what is wrong with the value, or nothing.
function manifest_set(a: Approved, name: string, value: string): string
	{
	switch ( name )
		{
		case "md5":
			a$md5 = to_lower(value);
			return value == /[0-9a-fA-F]{32}/ ? "" : "md5 is not 32 hex digits";
		case "sha256":
			a$sha256 = to_lower(value);
			return value == /[0-9a-fA-F]{64}/ ? "" : "sha256 is not 64 hex digits";
		case "lines_sha256":
			a$lines_sha256 = to_lower(value);
			return value == /[0-9a-fA-F]{64}/ ? "" : "lines_sha256 is not 64 hex digits";
		case "platform":
			a$platform = to_lower(value);
			return "";
		case "version":
			a$version = value;
			return "";
		case "allowed_servers":
			return manifest_hosts(value, a$servers, a$server_names, T);
		case "allowed_devices":
			return manifest_hosts(value, a$devices, set(), F);
		default:
			a$file_name = manifest_unescape(value);
			return "";
		}
	}

function manifest_line(a: Approved, fields: vector of string, line: string,
    images: bool): string
	{
	local values = split_string(line, /\t/);
	if ( |values| != |fields| )
		return fmt("has %d fields, not %d", |values|, |fields|);
	for ( i, name in fields )
		{
		local value = strip(values[i]);
		if ( value == "-" || value == "" || value == "(empty)" )
			next;
		local wrong = manifest_set(a, name, value);
		if ( wrong != "" )
			return wrong;
		}
	if ( a$file_name == "" )
		return "file_name is missing";
	if ( images && ! a?$md5 && ! a?$sha256 )
		return "neither md5 nor sha256 is known";
	return "";
	}

function manifest_index(t: table[string] of vector of Approved, key: string,
    a: Approved)
	{
	if ( key !in t )
		t[key] = vector();
	t[key] += a;
	}

function parse_manifest(lines: vector of string): Manifest
	{
	local m = Manifest();
	local fields: vector of string;
	local images = F;
	for ( i, raw in lines )
		{
		# Editors on Windows begin with a byte order mark.
		local line = sub(sub(raw, /^\xef\xbb\xbf/, ""), /\r$/, "");
		if ( |fields| == 0 && /^#fields\t/ in line )
			{
			fields = split_string(line[8:], /\t/);
			images = "md5" in line;
			for ( _, name in fields )
				if ( name !in manifest_fields )
					{
					m$problems[i + 1] = fmt("field %s is unknown", clean(name));
					return m;
					}
			next;
			}
		if ( line == "" || line[0] == "#" )
			next;
		if ( |fields| == 0 )
			break;

		local a = Approved($file_name="");
		local wrong = manifest_line(a, fields, line, images);
		if ( wrong != "" )
			{
			m$problems[i + 1] = wrong;
			next;
			}
		++m$size;
		manifest_index(m$by_name, base_name(a$file_name), a);
		if ( a?$md5 )
			manifest_index(m$by_hash, a$md5, a);
		if ( a?$sha256 )
			manifest_index(m$by_hash, a$sha256, a);
		if ( a?$platform )
			manifest_index(m$by_platform, platform_key(a$platform), a);
		}
	if ( |fields| == 0 )
		m$problems[1] = "the line that begins with #fields is missing";
	return m;
	}
