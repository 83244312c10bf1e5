##! What a typed line becomes by its control characters, and what a terminal shows of a line.
##!
##! Both read runs of letters at once, and cost time linear in what an outsider sends.

module Bootwarden;

# Keys whose effect only the device knows: completion, help amid a line, history and the search in it, transposed and
# restored letters, what vendors differ in (^X, ^]), words in other cases.
const device_edits =
    /[\x09\x0e\x10\x12-\x14\x18\x19\x1d]|\?.|\x1b([\[O][AB]|[.<>_ctuly])/;

# The keys of escape sequences, by what they do: those of VT100 cursors (CSI and SS3) and of Emacs' words.
const editing_keys: table[string] of string = {
	["\x1b[D"] = "left",
	["\x1bOD"] = "left",
	["\x1b[C"] = "right",
	["\x1bOC"] = "right",
	["\x1b[H"] = "home",
	["\x1bOH"] = "home",
	["\x1b[1~"] = "home",
	["\x1b[F"] = "end",
	["\x1bOF"] = "end",
	["\x1b[4~"] = "end",
	["\x1b[3~"] = "delete",
	["\x1bb"] = "word left",
	["\x1bf"] = "word right",
	["\x1bd"] = "delete word",
	["\x1b\x7f"] = "rub word",
	["\x1b\x08"] = "rub word",
	["\x01"] = "home",
	["\x02"] = "left",
	["\x03"] = "cancel",
	["\x04"] = "delete",
	["\x05"] = "end",
	["\x06"] = "right",
	["\x08"] = "rub",
	["\x0b"] = "delete rest",
	["\x15"] = "rub all",
	["\x17"] = "rub word",
	["\x14"] = "swap",
	["\x18"] = "rub all",
	["\x19"] = "restore",
	["\x7f"] = "rub",
};

# A run of letters, an escape sequence (CSI ends in a letter or ~, where it is not cut off; the others are one letter,
# or O and one), or a control character.
const terminal_tokens =
    /[ -~\x80-\xff]+|\x1b(\[[0-?]*[ -\/]*[@-~]?|O?[^\x1b\[])|[\x00-\x1f\x7f]/;

# A line and the cursor in it.
type EditedLine: record {
	before: string &default="";
	after: string &default="";
	# What was taken away last at once.
	taken: string &default="";
};

# What stands before the last word. No regular expression: it would look for the word from every place.
function before_word(text: string): string
	{
	local kept = rstrip(text, " ");
	local blank = rfind_str(kept, " ");
	return blank < 0 ? "" : kept[0 : blank + 1];
	}

# What stands behind the first word.
function after_word(text: string): string
	{
	local left = lstrip(text, " ");
	local blank = strstr(left, " ");
	return blank == 0 ? "" : left[blank - 1 :];
	}

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
			l$taken = l$before;
			l$before = "";
			break;
		case "rub word":
			local kept = before_word(l$before);
			l$taken = l$before[|kept| :];
			l$before = kept;
			break;
		case "restore":
			l$before += l$taken;
			break;
		case "swap":
			# At the line's end its last two letters change places.
			if ( |l$after| == 0 && |l$before| > 0 )
				{
				l$after = l$before[-1 :];
				l$before = l$before[0 : |l$before| - 1];
				}
			if ( |l$before| > 0 )
				{
				l$before = l$before[0 : |l$before| - 1] + l$after[0:1] + l$before[-1 :];
				l$after = l$after[1:];
				}
			break;
		case "delete":
			l$after = l$after[1:];
			break;
		case "delete word":
			l$after = after_word(l$after);
			break;
		case "delete rest":
			l$taken = l$after;
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
			moved = l$before[|before_word(l$before)| :];
			break;
		case "home":
			moved = l$before;
			break;
		case "right":
			l$before += l$after[0:1];
			l$after = l$after[1:];
			break;
		case "word right":
			local rest = after_word(l$after);
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
	local help = F;
	for ( _, token in find_all_ordered(text, terminal_tokens) )
		{
		help = F;
		if ( token in editing_keys )
			edit_at_cursor(l, editing_keys[token]);
		else if ( token == "\t" )
			l$before += " ";
		else if ( token[0] >= " " )
			{
			help = token[-1 :] == "?";
			l$before += "?" in token ? gsub(token, /\?/, "") : token;
			}
		}
	return l$before + l$after + ( help ? "?" : "" );
	}

# The letters of a line in the order in which they came, whatever became of them.
function plain_letters(text: string): string
	{
	if ( /[^ -~]/ !in text )
		return text;
	local runs: vector of string;
	for ( _, token in find_all_ordered(text, terminal_tokens) )
		if ( token[0] >= " " )
			runs += token;
	return join_string_vec(runs, "");
	}

# Whether letters come in this order in a text, others maybe between them.
function letters_in_order(letters: string, text: string): bool
	{
	local rest = text;
	for ( letter in letters )
		{
		local at = strstr(rest, letter);
		if ( at == 0 )
			return F;
		rest = rest[at:];
		}
	return T;
	}

# What of a line's end, written again, was there before: the rest was typed since.
function typed_since(before: string, again: string): string
	{
	local n = |again| < |before| ? |again| : |before|;
	while ( n > 0 && before[|before| - n :] != again[0:n] )
		--n;
	return again[n:];
	}

# Columns of the widest terminal that scrolls: a line's end is searched for no more than so many letters.
const widest_terminal = 512;

# By so many letters a part of a line is found again in what is known of it.
const found_letters = 8;

# Letters, moves to the left, escape sequences, control characters.
const shown_tokens = /[ -~\x80-\xff]+|\x08+|\x1b(\[[0-?]*[ -\/]*[@-~]?|O?[^\x1b\[])|[\x00-\x07\x09-\x1f\x7f]/;

# A line on a terminal's screen, and the cursor in it.
type ShownLine: record {
	text: string &default="";
	at: count &default=0;
	# Of a line that was moved to the left: where its window begins, and how many letters are hidden on the left.
	base: count &default=0;
	hidden: count &default=0;
};

# A line that does not fit its terminal is moved to the left (IOS, ASA), or back: the cursor goes back, `$` and the part
# that is visible now are written, blanks over what stood behind it, and the cursor goes back to its place. Returns
# how many of these moves, of so many, only go over the blanks.
function show_window(l: ShownLine, token: string, back: count): count
	{
	local moved = token[0] == "$";
	local part = moved ? token[1:widest_terminal] : token;
	local shown = rstrip(part, " ");
	local blanks = |part| - |shown| < back ? |part| - |shown| : back;
	shown = part[0 : |part| - blanks];
	if ( l$hidden == 0 )
		l$base = l$at;
	local known = l$text[l$base :];
	local rest = "";
	# The line goes on behind the right margin.
	if ( ends_with(shown, "$") && back > blanks )
		{
		shown = shown[0 : |shown| - 1];
		if ( |shown| >= found_letters )
			{
			local end = rfind_str(known, shown[-found_letters :]);
			rest = end < 0 ? "$" : known[end + found_letters :];
			}
		}
	local before = 0;
	if ( moved )
		{
		local last = |known| > widest_terminal ? known[-widest_terminal :] : known;
		local since = typed_since(last, shown);
		if ( |since| < |shown| || |shown| < 3 )
			before = |known| + |since| - |shown|;
		else
			{
			local place = rfind_str(known, shown[0:found_letters]);
			# What is hidden was never shown.
			before = place < 0 ? 1 : int_to_count(place);
			if ( place < 0 )
				known = "$";
			}
		}
	l$hidden = before > 0 ? before - 1 : 0;
	l$text = l$text[0 : l$base] + known[0:before] + shown + rest;
	l$at = l$base + before + |shown|;
	return blanks;
	}

# What an escape sequence does to a line: cursor right and left, rest erased, letters deleted, room made.
function show_escape(l: ShownLine, token: string)
	{
	if ( token[1:2] != "[" )
		return;
	local number = to_count(match_pattern(token + " 0", /[0-9]{1,4}/)$str);
	local size = |l$text|;
	local times = number == 0 ? 1 : ( number > size ? size : number );
	switch ( token[-1 :] )
		{
		case "C":
			l$at = l$at + times > size ? size : l$at + times;
			break;
		case "D":
			l$at = l$at < times ? 0 : l$at - times;
			break;
		case "J", "K":
			l$text = l$text[0 : l$at];
			break;
		case "P":
			l$text = l$text[0 : l$at] + l$text[l$at + times :];
			break;
		case "@":
			l$text = l$text[0 : l$at] + " " + l$text[l$at :];
			break;
		}
	}

# What a terminal shows of a line that was printed: letters over letters, after moves of the cursor.
function shown_line(text: string): string
	{
	if ( /[^ -~]/ !in text )
		return text;
	local l = ShownLine();
	local tokens = find_all_ordered(subst_string(text, "\x00", ""), shown_tokens);
	# Letters that the cursor has just gone back; moves that are done already.
	local back = 0;
	local done = 0;
	for ( i, token in tokens )
		{
		local was_back = back;
		back = 0;
		if ( token[0] == "\x08" )
			{
			back = |token|;
			local moves = back - done;
			l$at = l$at > moves ? l$at - moves : 0;
			done = 0;
			}
		else if ( token[0] == "\r" )
			{
			l$at = 0;
			l$hidden = 0;
			}
		else if ( token[0] == "\x1b" )
			show_escape(l, token);
		else if ( token[0] >= " " || token == "\t" )
			{
			local letters = token == "\t" ? " " : token;
			if ( ( was_back >= 8 && letters[0] == "$" )
			    || ( was_back > 0 && l$hidden > 0 && l$at == l$base + l$hidden ) )
				{
				local next_back = i + 1 < |tokens| && tokens[i + 1][0] == "\x08" ? |tokens[i + 1]|
				    : 0;
				done = show_window(l, letters, next_back);
				next;
				}
			l$text = l$text[0 : l$at] + letters + l$text[l$at + |letters| :];
			l$at += |letters|;
			}
		}
	return l$text;
	}
