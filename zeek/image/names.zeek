##! Platform and version of an image from its name, for images that carry no tags.

@load ./tags

module Bootwarden;

export {
	## Platform and version as the image's name gives them: c2900-universalk9-mz.SPA.157-3.M8.bin is c2900,
	## 15.7(3)M8; cat9k_iosxe.16.12.03.SPA.bin is cat9k, 16.12.03.
	global facts_from_name: function(file_name: string): ImageFacts;
}

# Names of IOS: platform-features-mz[.SPA].157-3.M8.bin; the version without its punctuation.
const ios_name = /^[a-z0-9]+-[a-z0-9_]+-[mflr][zxw]?[.-]/;
const ios_version =
    /[.-][0-9]{2,4}-[0-9]+[a-z]?([.]?[A-Z][A-Za-z]*[0-9]*[a-z]*)?/;
const dotted_version = /[._-][vV]?[0-9]+([.][0-9]+[A-Za-z]?){1,3}[A-Z]?/;

function ios_version_of(found: string): string
	{
	# .157-3.M8 is 15.7(3)M8, .120-7.T is 12.0(7)T.
	local parts = split_string1(found[1:], /-/);
	local rest = match_pattern(parts[1], /^[0-9]+[a-z]?/)$str;
	return fmt("%s.%s(%s)%s", parts[0][0:2], parts[0][2:], rest, gsub(parts[1][
	    |rest| :], /^[.]/, ""));
	}

function facts_from_name(file_name: string): ImageFacts
	{
	local facts = ImageFacts();
	local parts = split_string(file_name, /[\/\\]/);
	local base = gsub(parts[|parts| - 1],
	    /\.(bin|tar|pkg|iso|swi|tgz|gz|img|conf|SPA)$/, "");
	local platform = match_pattern(base, /^[A-Za-z][A-Za-z0-9]+/);
	if ( ! platform$matched )
		return facts;

	if ( ios_name in base )
		{
		local version = match_pattern(base, ios_version);
		facts$platform = platform$str;
		if ( version$matched )
			facts$version = ios_version_of(version$str);
		facts$feature = split_string(base, /-/)[1];
		return facts;
		}

	local dotted = match_pattern(base, dotted_version);
	if ( dotted$matched )
		{
		facts$platform = platform$str;
		facts$version = gsub(dotted$str, /^[._-][vV]?/, "");
		}
	return facts;
	}
