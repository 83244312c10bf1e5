##! Which of two image versions is the older, as the vendors count. What cannot be told is never older.

module Bootwarden;

export {
	## Whether version ``a`` is certainly older than version ``b``. Reads Cisco IOS (``15.2(4)M3``, and as file
	## names write it ``152-4.M3``), IOS-XE, NX-OS, ASA, Junos, EOS, VRP, plain dotted versions and pre-releases.
	global version_older: function(a: string, b: string): bool;

	## Compares two versions: ``older``, ``same``, ``newer``, or ``unknown`` where they cannot be compared.
	global version_compare: function(a: string, b: string): string;

	## How a platform is compared, however it is written: ex-2200 is ex2200, CAT9K_IOSXE cat9k.
	global platform_key: function(platform: string): string;
}

function platform_key(platform: string): string
	{
	return gsub(to_lower(platform), /_iosxe$|[-_ ]/, "");
	}

# Words before a release, in their order.
const version_prereleases: table[string] of count = {
	["dev"] = 1,
	["alpha"] = 2,
	["beta"] = 3,
	["rc"] = 4,
};

# Numbers and words of a version, in order; none where it cannot be read as one.
function version_tokens(version: string): vector of string
	{
	local tokens: vector of string;
	# Comware counts releases of one version, and SR OS writes its name before: 7.1.070, Release 3506P10;
	# TiMOS-C-20.10.R3.
	local v = sub(strip(version), /^([Vv]ersion |TiMOS-([A-Z]-)?|[0-9.]+,? +Release +R?|[Rr]elease +R?)/,
	    "");
	# What follows a comma or a blank is a build or a comment.
	v = gsub(v, /[, ].*$/, "");
	if ( v == /R[0-9]{4}([Pp][0-9]+)?/ )
		v = v[1:];
	if ( v == /[vV]\.?[0-9].*/ )
		v = gsub(v, /^[vV]\.?/, "");
	if ( |v| > 64 )
		return tokens;
	# 157-3.M8 is how file names write 15.7(3)M8.
	if ( v == /[0-9]{3}-[0-9]+[a-z]?([.-].*)?/ )
		v = fmt("%s.%s", v[0:2], v[2:]);
	for ( _, part in split_string_all(v, /[0-9]+|[A-Za-z]+/) )
		if ( part == /[0-9]+|[A-Za-z]+/ )
			tokens += part;

	local numbers = 0;
	for ( _, token in tokens )
		if ( token == /[0-9]{1,9}/ )
			++numbers;
	# A word, or one number, is no version; long words before the first number are no vendor's prefix.
	if ( ( numbers < 2 && v != /[0-9]{4}/ ) || tokens[0] == /[A-Za-z]{4,}/ )
		return vector();
	return tokens;
	}

function version_is_number(token: string): bool
	{
	return token == /[0-9]{1,9}/;
	}

# One version goes on where the other ends: what the longer has there decides.
function version_longer(tokens: vector of string, at: count): string
	{
	local i = at;
	while ( i < |tokens| && tokens[i] == /0+/ )
		++i;
	if ( i == |tokens| )
		return "same";
	local token = tokens[i];
	if ( version_is_number(token) )
		return "newer";
	if ( to_lower(token) in version_prereleases )
		return "older";
	# A rebuild letter (17.03.04a), a Junos service release (18.4R1-S2), a patch of Comware (3506P10).
	if ( token == /[a-z]{1,2}/ || token == "S" || token == "P" )
		return "newer";
	return "unknown";
	}

function version_opposite(relation: string): string
	{
	return relation == "older" ? "newer" : ( relation == "newer" ? "older" :
	    relation );
	}

# A number stands where the other version has a word.
function version_number_for_word(words: vector of string, at: count): string
	{
	local word = words[at];
	if ( to_lower(word) in version_prereleases )
		return "newer";
	# EOS marks feature and maintenance releases at the end: 4.28.3M is older than 4.28.3.1M.
	if ( at + 1 == |words| && ( word == "M" || word == "F" ) )
		return "newer";
	# Junos: 18.4R1.8 is a build of what 18.4R1-S2 follows.
	if ( word == "S" )
		return "older";
	return "unknown";
	}

function version_words(a: string, b: string): string
	{
	if ( to_lower(a) == to_lower(b) )
		return "same";
	local low_a = to_lower(a);
	local low_b = to_lower(b);
	if ( low_a in version_prereleases && low_b in version_prereleases )
		return version_prereleases[low_a] < version_prereleases[low_b] ? "older" :
		    "newer";
	# Rebuild letters count on; other words name release trains, which cannot be compared.
	if ( a == /[a-z]/ && b == /[a-z]/ )
		return strcmp(a, b) < 0 ? "older" : "newer";
	return "unknown";
	}

# AOS-CX and ProCurve write a line of products before: FL.10.10.1019. Where the other version has none, it does not count.
function version_without_line(version: string, other: string): string
	{
	return /^[A-Z]{1,2}\./ in other ? version : sub(version, /^[A-Z]{1,2}\./, "");
	}

function version_compare(a: string, b: string): string
	{
	local x = version_tokens(version_without_line(a, b));
	local y = version_tokens(version_without_line(b, a));
	if ( |x| == 0 || |y| == 0 )
		return "unknown";
	local i = 0;
	while ( i < |x| && i < |y| )
		{
		local relation = "same";
		local x_number = version_is_number(x[i]);
		local y_number = version_is_number(y[i]);
		if ( x_number && y_number )
			{
			local p = to_count(x[i]);
			local q = to_count(y[i]);
			relation = p < q ? "older" : ( p > q ? "newer" : "same" );
			}
		else if ( x_number )
			relation = version_number_for_word(y, i);
		else if ( y_number )
			relation = version_opposite(version_number_for_word(x, i));
		else
			relation = version_words(x[i], y[i]);
		if ( relation != "same" )
			return relation;
		++i;
		}
	if ( i < |x| )
		return version_longer(x, i);
	if ( i < |y| )
		return version_opposite(version_longer(y, i));
	return "same";
	}

function version_older(a: string, b: string): bool
	{
	return version_compare(a, b) == "older";
	}
