##! Recognizes command and configuration lines that set or use a network boot, move files, restart a device or
##! lower its guard, by the forms of :zeek:see:`Bootwarden::line_forms`, used alike for telnet, rsh, syslog, AAA,
##! web management and configurations.

@load ../facts/wrapper
@load ./line-arguments

module Bootwarden;

export {
	## The meaning of a line, if it is a boot line that has one: ``act`` is empty otherwise.
	global boot_line: function(line: string): BootLine;

	## The same for a line that may hold several commands (``conf t ; boot ...`` of NX-OS, U-Boot's ``;``).
	global boot_lines: function(line: string): vector of BootLine;
}

# A form split into its words, with the length that each word must at least have (0: any word).
type CompiledForm: record {
	words: vector of string;
	least: vector of count;
	form: LineForm;
};

# By the first letter of the first word, those of more words first.
global compiled_forms: table[string] of vector of CompiledForm;

# A line that no form can match is the common case: this pattern, of all beginnings that forms may have, rules it out.
global may_be_boot_line = /$^/;

# The same, of lines that give commands, too.
global may_hold_boot_lines = /$^/;

# Words that may stand before a command.
const command_prefixes: set[string] = {
	"do",
	"run",
	"admin",
	"sudo"
};

# What may stand before a command: `do` in configuration modes, Junos' `run`, XR's `admin`.
const command_prefix = /^((do|run|admin|sudo) +)+/i;

# A command in a line of another one, where it is set off: quotes, or Tcl's and RouterOS' braces.
const quoted_command = /\"([^\"\\]|\\.)*\"|'[^']*'|\{[^{}]*\}/;

# Commands one within the other that are looked into.
const wrapped_deep = 3;

# Bytes of a line beyond which it is no command.
const command_max_line = 1000;

# Several commands in one line: after these, `;` ends the first.
const begins_sequence =
    /^(conf|sh|term|dir|cop|switchto|setenv|saveenv|tftp|dhcp|bo)/i;

# Loaders keep what they boot in variables: ``BOOT=tftp://...``. Forms have the name with its sign as a word.
const loader_variable = /^(set +)?[A-Z][A-Z_]*=/;

# A command as it may be logged: what follows a word for a secret is left out.
function command_text(command: string): string
	{
	return plain_text(sub(command,
	    / (password|passwd|passphrase|secret|key)[ =].*$/i, " ..."));
	}

# The words of a form's beginning fit the line's words, each whole or shortened.
function fits(form: CompiledForm, words: vector of string): bool
	{
	if ( |words| < |form$words| )
		return F;
	for ( i, word in form$words )
		{
		if ( form$least[i] == 0 )
			next;
		local said = to_lower(words[i]);
		if ( |said| < form$least[i] || |said| > |word| || word[0 : |said|] != said )
			return F;
		}
	return T;
	}

function boot_line(line: string): BootLine
	{
	local found = BootLine($act="", $text="");
	if ( |line| > command_max_line || may_be_boot_line !in line )
		return found;

	local command = sub(line, command_prefix, "");
	command = strip(sub(command, /\" *$|<cr>.*$/, ""));
	if ( command == "" || command[-1] == "?" )
		return found;

	local plain = gsub(command, /[\"']/, "");
	if ( loader_variable in plain )
		plain = sub(sub(sub(plain, /^set +/, ""), /[,;].*$/, ""), /=/, "= ");
	local words: vector of string = split_string(plain, /[ \t]+/);
	# RouterOS: /system/reboot is /system reboot.
	if ( plain[0] == "/" )
		{
		local path = split_string(words[0][1:], /\//);
		path[0] = "/" + path[0];
		for ( i, word in words )
			if ( i > 0 )
				path += word;
		words = path;
		}
	local first = to_lower(words[0][0:1]);
	if ( first !in compiled_forms )
		return found;
	for ( _, form in compiled_forms[first] )
		{
		if ( ! fits(form, words) )
			next;
		local candidate = BootLine($act=form$form$act, $text=command_text(command));
		if ( take_arguments(candidate, form$form, words[|form$words| :]) )
			return candidate;
		}
	return found;
	}

# The commands that a line gives which is a script's, a scheduler's or a shell's.
function wrapped_commands(line: string): vector of string
	{
	local held = sub(line, command_wrappers, "");
	local found: vector of string;
	for ( _, quoted in find_all_ordered(held, quoted_command) )
		found += gsub(quoted[1 : |quoted| - 1], /\\/, "");
	return |found| > 0 ? found : vector(held);
	}

function boot_lines_within(line: string, deep: count): vector of BootLine
	{
	local found: vector of BootLine;
	local parts = deep < wrapped_deep || begins_sequence in line ? split_string(
	    line, / *(;|&&) */) : vector(line);
	for ( _, part in parts )
		{
		local known = boot_line(part);
		if ( known$act != "" )
			found += known;
		else if ( deep > 0
		    && |part| <= command_max_line
		    && command_wrappers in part )
			for ( _, command in wrapped_commands(part) )
				found += boot_lines_within(command, deep - 1);
		}
	return found;
	}

function boot_lines(line: string): vector of BootLine
	{
	return boot_lines_within(line, wrapped_deep);
	}

function compile_form(form: LineForm): CompiledForm
	{
	local compiled = CompiledForm($words=vector(), $least=vector(), $form=form);
	for ( _, word in split_string(form$words, / /) )
		{
		local bar = strstr(word, "|");
		compiled$least += word == "*" ? 0 : ( bar == 0 ? |word| : bar - 1 );
		compiled$words += gsub(word, /\|/, "");
		}
	return compiled;
	}

event zeek_init() &priority=10
	{
	local beginnings: set[string];
	for ( prefix in command_prefixes )
		add beginnings[prefix];
	local longest = 0;
	for ( _, form in line_forms )
		{
		local words = split_string(form$words, / /);
		longest = |words| > longest ? |words| : longest;
		add beginnings[split_string1(sub(words[0], /=$/, ""), /\|/)[0]];
		}
	while ( longest > 0 )
		{
		for ( _, form in line_forms )
			{
			local first = form$words[0];
			if ( |split_string(form$words, / /)| != longest )
				next;
			if ( first !in compiled_forms )
				compiled_forms[first] = vector();
			compiled_forms[first] += compile_form(form);
			}
		--longest;
		}
	may_be_boot_line = set_to_regex(beginnings, "^(?i:(set +)?(~~))");
	may_hold_boot_lines = may_be_boot_line | command_wrappers;
	}
