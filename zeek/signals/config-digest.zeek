##! The lines of a configuration that decide what its device boots, and the hash that says whether they changed.
##! ``bootwarden site build`` computes the same hash for the configurations of a site.toml: the rules are those of
##! its ``lines_sha256``.

@load ../facts/config

module Bootwarden;

export {
	## The boot-relevant lines of a configuration: without comments, control characters, blanks at the ends and runs
	## of blanks.
	global config_lines: function(config: string): vector of string;

	## SHA-256 of these lines, joined by line feeds.
	global config_lines_sha256: function(config: string): string;

	## The digest of boot-relevant lines while a configuration is read.
	type ConfigDigest: record {
		sha256: opaque of sha256;
		lines: count &default=0;
	};

	## Begins a digest; takes the next line of the configuration, whatever it is; ends it.
	global digest_begin: function(): ConfigDigest;
	global digest_line: function(d: ConfigDigest, line: string);
	global digest_done: function(d: ConfigDigest): string;
}

const config_relevant = /^(no )?/ & config_boot_lines;

# The same with what devices take no notice of before it: no other line counts.
const config_digested = /^(no[ \t]+)?/ & config_boot_lines;

# A line as it is compared; empty where it decides nothing.
function compared_line(raw: string): string
	{
	local line = gsub(gsub(gsub(raw, /[\x00-\x08\x0e-\x1f\x7f]/, ""),
	    /[ \t\x0b\x0c]+/, " "), /^ | $/, "");
	if ( line == "" || line[0] == "!" || line[0] == "#" )
		return "";
	return config_relevant in to_lower(line) ? line : "";
	}

function config_lines(config: string): vector of string
	{
	local found: vector of string;
	for ( _, raw in split_string(config, /[\r\n]+/) )
		{
		local line = compared_line(raw);
		if ( line != "" )
			found += line;
		}
	return found;
	}

function config_lines_sha256(config: string): string
	{
	return sha256_hash(join_string_vec(config_lines(config), "\n"));
	}

function digest_begin(): ConfigDigest
	{
	return ConfigDigest($sha256=sha256_hash_init());
	}

function digest_line(d: ConfigDigest, line: string)
	{
	local compared = compared_line(line);
	if ( compared == "" )
		return;
	if ( d$lines > 0 )
		sha256_hash_update(d$sha256, "\n");
	sha256_hash_update(d$sha256, compared);
	++d$lines;
	}

function digest_done(d: ConfigDigest): string
	{
	return sha256_hash_finish(d$sha256);
	}
