##! What a typed line becomes by its control characters, and what a terminal shows of a line.

module Bootwarden;

# Keys whose effect only the device knows: completion, help amid a line, history, transposed and restored letters.
const device_edits = /[\x09\x0e\x10\x14\x19]|\?.|\x1b[\[O][AB]/;

# The keys of escape sequences, by what they do: those of VT100 cursors (CSI and SS3) and of Emacs' words.
const editing_keys: table[string] of string = {
	["[D"] = "left",
	["OD"] = "left",
	["[C"] = "right",
	["OC"] = "right",
	["[H"] = "home",
	["OH"] = "home",
	["[1~"] = "home",
	["[F"] = "end",
	["OF"] = "end",
	["[4~"] = "end",
	["[3~"] = "delete",
	["b"] = "word left",
	["f"] = "word right",
	["d"] = "delete word",
	["\x7f"] = "rub word",
	["\x08"] = "rub word",
	["\x01"] = "home",
	["\x02"] = "left",
	["\x03"] = "cancel",
	["\x04"] = "delete",
	["\x05"] = "end",
	["\x06"] = "right",
	["\x0b"] = "delete rest",
	["\x15"] = "rub all",
	["\x17"] = "rub word",
	["\x18"] = "rub all",
};

# A line and the cursor in it.
type EditedLine: record {
	before: string &default="";
	after: string &default="";
};

function edit_at_cursor(l: EditedLine, action: string)
	{
	local moved = "";
	switch ( action )
		{
		case "rub":
			if ( |l$before| > 0 )
				l$before = l$before[0 : |l$before| - 1];
			break;
		case "rub all":
			l$before = "";
			break;
		case "rub word":
			l$before = sub(l$before, /[^ ]* *$/, "");
			break;
		case "delete":
			l$after = l$after[1:];
			break;
		case "delete word":
			l$after = sub(l$after, /^ *[^ ]*/, "");
			break;
		case "delete rest":
			l$after = "";
			break;
		case "cancel":
			l$before = "";
			l$after = "";
			break;
		case "left":
			if ( |l$before| > 0 )
				moved = l$before[-1 :];
			break;
		case "word left":
			moved = l$before[|sub(l$before, /[^ ]* *$/, "")| :];
			break;
		case "home":
			moved = l$before;
			break;
		case "right":
			l$before += l$after[0:1];
			l$after = l$after[1:];
			break;
		case "word right":
			local rest = sub(l$after, /^ *[^ ]*/, "");
			l$before += l$after[0 : |l$after| - |rest|];
			l$after = rest;
			break;
		case "end":
			l$before += l$after;
			l$after = "";
			break;
		}
	if ( |moved| > 0 )
		{
		l$before = l$before[0 : |l$before| - |moved|];
		l$after = moved + l$after;
		}
	}

# What a typed line becomes. Tabs become blanks; a question mark amid a line asks for help and is no part of it.
function edited_line(text: string): string
	{
	if ( /[^ -~]|\?./ !in text )
		return text;
	local l = EditedLine();
	local key = "";
	local in_key = F;
	local help = F;
	for ( letter in text )
		{
		if ( in_key )
			{
			key += letter;
			# CSI ends in a letter or ~; the others are one letter, or O and one.
			if ( key == /\[[^@-~]*|O/ )
				next;
			in_key = F;
			if ( key in editing_keys )
				edit_at_cursor(l, editing_keys[key]);
			next;
			}
		help = F;
		if ( letter == "\x1b" )
			{
			in_key = T;
			key = "";
			}
		else if ( letter == "\x08" || letter == "\x7f" )
			edit_at_cursor(l, "rub");
		else if ( letter == "\t" )
			l$before += " ";
		else if ( letter == "?" )
			help = T;
		else if ( letter >= " " )
			l$before += letter;
		else if ( letter in editing_keys )
			edit_at_cursor(l, editing_keys[letter]);
		}
	return l$before + l$after + ( help ? "?" : "" );
	}

# What a terminal shows of a line that was printed: letters over letters, after moves of the cursor.
function shown_line(text: string): string
	{
	if ( /[^ -~]/ !in text )
		return text;
	local line = "";
	local at = 0;
	local key = "";
	local in_key = F;
	for ( letter in text )
		{
		if ( in_key )
			{
			key += letter;
			if ( key == /\[[^@-~]*|O/ )
				next;
			in_key = F;
			if ( key[0:1] != "[" )
				next;
			local number = to_count(match_pattern(key + " 0", /[0-9]{1,4}/)$str);
			local times = number == 0 ? 1 : ( number > |line| ? |line| : number );
			switch ( key[-1 :] )
				{
				case "C":
					at = at + times > |line| ? |line| : at + times;
					break;
				case "D":
					at = at < times ? 0 : at - times;
					break;
				case "J", "K":
					line = line[0:at];
					break;
				case "P":
					line = line[0:at] + line[at + times :];
					break;
				case "@":
					line = line[0:at] + " " + line[at:];
					break;
				}
			}
		else if ( letter == "\x1b" )
			{
			in_key = T;
			key = "";
			}
		else if ( letter == "\x08" )
			at = at > 0 ? at - 1 : 0;
		else if ( letter == "\r" )
			at = 0;
		else if ( letter >= " " || letter == "\t" )
			{
			line = line[0:at] + ( letter == "\t" ? " " : letter ) + line[at + 1 :];
			++at;
			}
		}
	return line;
	}
