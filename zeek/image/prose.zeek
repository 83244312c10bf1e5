##! Texts that people read: what stands in them orders nothing.

@load ../facts/config

module Bootwarden;

export {
	## Whether a text, by its first bytes, is for people: it begins with a title, a sentence, a step, or as a page or
	## manual. Asked only of texts that are no configuration.
	global for_people: function(head: string): bool;
}

const people_begin = /^(\xef\xbb\xbf)?[ \t]*([A-Z][^\x00-\x08\r\n]*[\r\n]|[0-9]{1,2}[.\)] +[A-Z]|<[!?a-zA-Z]|%PDF-|[*+\-] +[A-Za-z]|={1,6} ?[A-Z]|\.(T[Hh]|S[Hh]|D[dt]|P[Pp]|\\\x22)|[a-z][a-z']*( [a-z'\-]+){2,19}(, [a-z]|[.:][ \t]*[\r\n]))/;

# What devices say before a configuration, prompts, and settings begin large, too.
const device_says = /^[ \t]*((current|running|startup|building|using|saved|config|version)[^a-z0-9_]|[^ \r\n<]+[#>]|[A-Z_]+=)/i;

function for_people(head: string): bool
	{
	local rest = sub(head, config_comments, "");
	return people_begin in rest && device_says !in rest;
	}
