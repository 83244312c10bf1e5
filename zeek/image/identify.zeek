##! The kind of a file from its first bytes. Marks, statements and names are facts; what needs more than a mark to be
##! told, as headers that point on, is here.

@load ../facts/config
@load ../facts/image

module Bootwarden;

export {
	## The kind of a file from its first bytes (the first 1,024 tell all that is known here): cisco-ios,
	## cisco-mzip, uboot-uimage, fit, elf, pe-efi, config-ios, text, ..., unknown.
	global identify: function(head: string): string;
}

# Marks at the beginning by their first three bytes; the others.
global first_marks: table[string] of vector of ImageMark;
global inner_marks: vector of ImageMark;
# The bytes of these, anywhere, to rule out most files at once.
global inner_bytes: pattern;
# What is told from a kind by more than its mark.
global refined_kinds: table[string] of vector of ImageRefined;

event zeek_init() &priority=100
	{
	local inner: vector of string;
	for ( _, mark in image_marks )
		{
		if ( mark$at > 0 )
			{
			inner_marks += mark;
			inner += convert_for_pattern(mark$bytes);
			next;
			}
		local begin = mark$bytes[0:3];
		if ( begin !in first_marks )
			first_marks[begin] = vector();
		first_marks[begin] += mark;
		}
	inner_bytes = string_to_pattern(join_string_vec(inner, "|"), F);
	for ( _, refined in image_refined )
		{
		if ( refined$base !in refined_kinds )
			refined_kinds[refined$base] = vector();
		refined_kinds[refined$base] += refined;
		}
	}

function refined_kind(kind: string, head: string): string
	{
	if ( kind in refined_kinds )
		for ( _, refined in refined_kinds[kind] )
			if ( refined$having in head )
				return refined$kind;
	return kind;
	}

# Text of any encoding; or ASCII with a few control characters, which devices skip.
const any_text = /[\x08-\x0d\x1b\x20-\x7e\x80-\xff]+/;
const short_text = /[\x08-\x0d\x1b\x20-\x7e]+/;
const blurred_text = /([\x08-\x0d\x1b\x20-\x7e]*[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]){1,8}[\x08-\x0d\x1b\x20-\x7e]*/;

function is_text(head: string): bool
	{
	if ( |head| < 32 )
		return head == short_text;
	return head == any_text || head == blurred_text;
	}

# Letters of the first statement that are looked at.
const STATEMENT = 200;

# By the first statement: prose may cite others. Most texts have no comments before it, and to look is cheaper than to cut.
function config_kind(head: string): string
	{
	local rest = config_comments in head ? sub(head, config_comments, "") : head;
	local said = head[0 : |head| - |rest|];
	local statement = rest[0:STATEMENT];
	if ( said == "" && config_opening !in statement )
		return "";
	for ( _, form in config_forms )
		if ( ( form?$signed && form$signed in said )
		    || ( form?$begins && form$begins in statement ) )
			return form$kind;
	return "";
	}

# Most of the lines, and three at least, are statements: what stands before the first is none, and devices skip it.
function mostly_config(head: string): bool
	{
	if ( config_within !in head )
		return F;
	local statements = 0;
	local others = 0;
	for ( _, line in split_string(head, /[\r\n\x00]+/) )
		{
		# Lines of what a statement opens are indented.
		if ( |line| == 0 || line[0] in " \t!#" )
			next;
		if ( config_statements in line + "\n" )
			++statements;
		else
			++others;
		}
	return statements >= 3 && statements > others;
	}

const json_text = /^(\xef\xbb\xbf)?[ \t\r\n]*[\{\[][ \t\r\n]*[\"\{\[\]\}0-9]/;
const ini_text =
    /^(\xef\xbb\xbf)?([ \t]*([;#][^\r\n]*)?[\r\n]+)*\[[^\]\r\n]+\][ \t]*[\r\n]/;
const xml_text = /^(\xef\xbb\xbf)?[ \t\r\n]*<[?!a-zA-Z]/;

function identify_text(head: string): string
	{
	if ( /^#!/ in head )
		return refined_kind("script", head);
	local config = config_kind(head);
	if ( config != "" )
		return config;
	if ( mostly_config(head) )
		return "config-ios";
	if ( xml_text in head )
		return "xml";
	if ( json_text in head )
		return "json";
	return ini_text in head ? "ini" : "text";
	}

function identify_mz(head: string): string
	{
	if ( |head| < 0x40 )
		return "dos-exe";
	local pe = bytestring_to_count(head[0x3c:0x40], T);
	if ( pe + 94 > |head| )
		return "dos-exe";
	if ( head[pe : pe + 4] != "PE\x00\x00" )
		return "dos-exe";
	# Subsystems 10 to 13: EFI application, drivers, ROM.
	local subsystem = bytestring_to_count(head[pe + 92 : pe + 94], T);
	return subsystem >= 10 && subsystem <= 13 ? "pe-efi" : "pe";
	}

# A tar without the later "ustar": a name, then mode, owner, group, size, time and checksum in octal, each of which the
# first writers of tar may have left empty.
function is_old_tar(head: string): bool
	{
	return |head| >= 512
	    && head[0:100] == /[\x21-\x7e]+\x00+/
	    && head[100:156] == /[ 0-7]{6,7}[ \x00]{1,2}(([ 0-7]{6,7}[ \x00]{1,2}){2}([ 0-7]{11}[ \x00]){2}[ 0-7]{6,7}[ \x00]{1,2}|\x00{48})/;
	}

function identify(head: string): string
	{
	if ( |head| == 0 )
		return "unknown";

	local begin = head[0:3];
	if ( begin in first_marks )
		for ( _, mark in first_marks[begin] )
			if ( head[0 : |mark$bytes|] == mark$bytes
			    && ( ! mark?$having || mark$having in head ) )
				return refined_kind(mark$kind, head);
	for ( _, mark in inner_bytes in head ? inner_marks : vector() )
		if ( head[mark$at : mark$at + |mark$bytes|] == mark$bytes
		    && ( ! mark?$having || mark$having in head ) )
			return refined_kind(mark$kind, head);

	if ( head[0:2] == "MZ" && ! is_text(head) )
		return identify_mz(head);
	if ( is_old_tar(head) )
		return refined_kind("tar", head);
	# PXELINUX, iPXE and GRUB begin with a far jump to 07C0:xxxx or 0000:7Cxx.
	if ( head == /\xea(.{2}\xc0\x07|.\x7c\x00\x00).*/s )
		return "pxe-nbp";
	if ( is_text(head) )
		return identify_text(head);
	return "unknown";
	}
