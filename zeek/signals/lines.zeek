##! The lines of a configuration that decide what its device boots, and the hash that says whether they changed.
##! ``bootwarden site build`` computes the same hash for the configurations of a site.toml: the rules are those of
##! its ``lines_sha256``.

@load ../facts

module Bootwarden;

export {
	## The boot-relevant lines of a configuration: without comments, control characters, blanks at the ends and runs
	## of blanks.
	global config_lines: function(config: string): vector of string;

	## SHA-256 of these lines, joined by line feeds.
	global config_lines_sha256: function(config: string): string;
}

const config_relevant = /^(no )?/ & config_boot_lines;

function config_lines(config: string): vector of string
	{
	local found: vector of string;
	for ( _, raw in split_string(config, /[\r\n]+/) )
		{
		local line = gsub(gsub(gsub(raw, /[\x00-\x08\x0b-\x1f\x7f]/, ""), /[ \t]+/,
		    " "), /^ | $/, "");
		if ( line == "" || line[0] == "!" || line[0] == "#" )
			next;
		if ( config_relevant in to_lower(line) )
			found += line;
		}
	return found;
	}

function config_lines_sha256(config: string): string
	{
	return sha256_hash(join_string_vec(config_lines(config), "\n"));
	}
