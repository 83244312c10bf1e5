##! Platform and version of an image from its name, for images that carry no tags.

@load ../facts/image
@load ./tags

module Bootwarden;

export {
	## Platform and version as the image's name gives them: c2900-universalk9-mz.SPA.157-3.M8.bin is c2900,
	## 15.7(3)M8; cat9k_iosxe.16.12.03.SPA.bin is cat9k, 16.12.03.
	global facts_from_name: function(file_name: string): ImageFacts;

	## Adds what the name tells of an image to what its bytes did not.
	global complete_facts: function(facts: ImageFacts, file_name: string);
}

# Nothing longer is a name that anyone gave.
const IMAGE_NAME = 255;

const name_endings = /(\.(bin|tar|pkg|iso|image|swix?|tgz|gz|img|xos|xmod|npk|ipe|cc|pat|rel|rom|out|tim|zip|qcow2|SPA|bin\.bak))+$/i;

# How names write what devices say otherwise.
function written_version(version: string, written: string): string
	{
	local parts: vector of string;
	switch ( written )
		{
		case "ios":
			# 157-3.M8 is 15.7(3)M8, 120-7.T is 12.0(7)T.
			parts = split_string1(version, /-/);
			local rest = match_pattern(parts[1], /^[0-9]+[a-z]?/)$str;
			return fmt("%s.%s(%s)%s", parts[0][0:2], parts[0][2:], rest, sub(parts[1][
			    |rest| :], /^[.]/, ""));
		case "nxos":
			# 9.3.8 is 9.3(8), 7.0.3.I7.9 is 7.0(3)I7(9).
			parts = split_string(version, /\./);
			local said = fmt("%s.%s(%s)", parts[0], parts[1], parts[2]);
			if ( |parts| == 4 )
				return said + parts[3];
			return |parts| == 5 ? fmt("%s%s(%s)", said, parts[3], parts[4]) : said;
		case "asa":
			# 9-16-4-42 is 9.16(4)42, 917-32 is 9.1(7)32.
			parts = split_string(|match_pattern(version, /^[0-9]+/)$str| == 3 ? fmt(
			    "%s-%s-%s", version[0], version[1], version[2:]) :
			    version, /-/);
			return fmt("%s.%s(%s)%s", parts[0], parts[1], parts[2], |parts| > 3 ?
			    parts[3] : "");
		case "dots":
			return gsub(version, /[_-]/, ".");
		case "fastiron":
			# 08095b is 08.0.95b.
			return fmt("%s.%s.%s", version[0:2], version[2], version[3:]);
		default:
			return version;
		}
	}

# What a form finds in a name, without what stands before it.
function without_lead(whole: string, form: NameForm, part: string): string
	{
	if ( part == "platform" && form?$before_platform )
		return sub(whole, form$before_platform, "");
	if ( part == "version" && form?$before_version )
		return sub(whole, form$before_version, "");
	if ( part == "feature" && form?$before_feature )
		return sub(whole, form$before_feature, "");
	return whole;
	}

function facts_by_form(name: string, form: NameForm): ImageFacts
	{
	local facts = ImageFacts();
	local whole = match_pattern(name, form$platform);
	if ( whole$matched )
		facts$platform = without_lead(whole$str, form, "platform");
	if ( form?$version )
		{
		whole = match_pattern(name, form$version);
		if ( whole$matched )
			facts$version = written_version(without_lead(whole$str, form, "version"),
			    form$written);
		}
	if ( form?$feature )
		{
		whole = match_pattern(name, form$feature);
		if ( whole$matched )
			facts$feature = without_lead(whole$str, form, "feature");
		}
	return facts;
	}

function facts_from_name(file_name: string): ImageFacts
	{
	local parts = split_string(file_name, /[\/\\]/);
	local name = parts[|parts| - 1];
	if ( |name| > IMAGE_NAME || versioned_names != to_lower(name) )
		return ImageFacts();
	name = sub(name, name_endings, "");
	local plain = to_lower(name);
	for ( _, form in name_forms )
		if ( form$like == plain )
			return facts_by_form(name, form);
	return ImageFacts();
	}

function complete_facts(facts: ImageFacts, file_name: string)
	{
	if ( facts?$platform && facts?$version )
		return;
	local said = facts_from_name(file_name);
	if ( ! facts?$platform && said?$platform )
		facts$platform = said$platform;
	if ( ! facts?$version && said?$version )
		facts$version = said$version;
	if ( ! facts?$feature && said?$feature )
		facts$feature = said$feature;
	}
