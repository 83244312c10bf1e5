##! Reads the text of configurations while their bytes pass, line by line: whatever the size of the blocks, no more
##! than a line is kept. Its boot-relevant lines are hashed, and the lines that matter are handed on.

@load base/frameworks/files
@load ../limits
@load ../tftp
@load ./content
@load ./config-digest

module Bootwarden;

export {
	## Bytes of one file that are read as a configuration.
	option config_search_bytes = 10485760;
	## Lines of one file that are looked at closely. (A configuration has some hundred that may matter.)
	option config_search_lines = 100000;

	## A text that is being read.
	type ConfigText: record {
		## The line whose end has not come yet.
		partial: string &default="";
		## Bytes read, and lines looked at closely.
		bytes: count &default=0;
		lines: count &default=0;
		## Whether it is longer than is read.
		too_long: bool &default=F;
		## Every line matters now, however it begins.
		every_line: bool &default=F;
		## The digest of its boot-relevant lines, where anyone compares them.
		digest: ConfigDigest &optional;
	};

	## A line that may matter, without its end.
	global config_line: hook(text: ConfigText, line: string);

	## No more lines come.
	global config_end: hook(text: ConfigText);

	## The text of a transfer, or of a file: from the first call on it is read.
	global transfer_text: function(t: Transfer): ConfigText;
	global file_text: function(f: fa_file): ConfigText;

	## Puts the SHA-256 of the boot-relevant lines of a text that is over into its content, where all was read.
	global tell_digest: function(c: Content, text: ConfigText);
}

redef record Transfer += {
	config_text: ConfigText &optional;
};

redef record fa_file += {
	bootwarden_text: ConfigText &optional;
};

# What is kept of a line: no statement is longer.
const config_line_bytes = 4096;

const config_line_end = /[\r\n]+[ \t]*/;

# Devices take no notice of control characters, and these two for blanks.
const config_controls = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const config_blanks = /[\x0b\x0c]/;

# How lines begin that may matter, in lower case: most lines are ruled out by this alone. Others add theirs.
global config_wanted = config_digested;

function read_line(text: ConfigText, line: string)
	{
	if ( ! has_room(text$lines, "config_search_lines", config_search_lines) )
		return;
	++text$lines;
	local kept = |line| > config_line_bytes ? line[0:config_line_bytes] : line;
	if ( text?$digest )
		digest_line(text$digest, kept);
	hook config_line(text, kept);
	}

function read_text(text: ConfigText, data: string)
	{
	if ( text$too_long )
		return;
	text$bytes += |data|;
	if ( ! has_room(text$bytes, "config_search_bytes", config_search_bytes + 1) )
		{
		text$too_long = T;
		return;
		}
	local clean_data = data;
	if ( config_controls in data )
		clean_data = gsub(gsub(data, config_blanks, " "), config_controls, "");
	# Blanks before a statement say nothing that matters here.
	local all = text$partial == "" ? lstrip(clean_data, " \t") : text$partial +
	    clean_data;
	local lines = split_string(all, config_line_end);
	local last = |lines| - 1;
	text$partial = lines[last][0:config_line_bytes];
	if ( last == 0 )
		return;
	local plain = to_lower(all);
	if ( /\t|  / in plain )
		plain = gsub(plain, /[ \t]+/, " ");
	for ( i, low in split_string(plain, config_line_end) )
		if ( i < last && ( text$every_line || config_wanted in low ) )
			read_line(text, lines[i]);
	}

# The last line may lack its end.
function end_text(text: ConfigText)
	{
	if ( text$partial != "" && ! text$too_long )
		read_line(text, text$partial);
	text$partial = "";
	hook config_end(text);
	}

function tell_digest(c: Content, text: ConfigText)
	{
	if ( text?$digest && ! text$too_long && text$lines < config_search_lines )
		c$lines_sha256 = digest_done(text$digest);
	}

function transfer_text(t: Transfer): ConfigText
	{
	if ( ! t?$config_text )
		{
		t$config_text = ConfigText();
		t$want_chunks = T;
		}
	return t$config_text;
	}

hook tftp_chunk(t: Transfer, data: string)
	{
	if ( t?$config_text )
		read_text(t$config_text, data);
	}

# Before others ask for its digest.
event tftp_done(t: Transfer) &priority=5
	{
	if ( t?$config_text )
		end_text(t$config_text);
	}

event Bootwarden::config_chunk(f: fa_file, data: string)
	{
	if ( f?$bootwarden_text )
		read_text(f$bootwarden_text, data);
	}

function file_text(f: fa_file): ConfigText
	{
	if ( ! f?$bootwarden_text )
		{
		f$bootwarden_text = ConfigText();
		Files::add_analyzer(f, Files::ANALYZER_DATA_EVENT, [
		    $stream_event=Bootwarden::config_chunk]);
		}
	return f$bootwarden_text;
	}

event file_state_remove(f: fa_file) &priority=5
	{
	if ( f?$bootwarden_text )
		end_text(f$bootwarden_text);
	}
