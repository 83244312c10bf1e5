##! Evidence from web management in clear: requests by which a device is told to boot from elsewhere, to send what it
##! holds, or to restart (:zeek:see:`Bootwarden::http_management`). What is asked of hosts outside is none of ours, and
##! a page that merely quotes such a request has another path.
##!
##! Bodies are read only of requests whose path is one of management, up to
##! :zeek:see:`Bootwarden::http_management_max_body` bytes. Whether the device obeyed is not asked: trials count.

@load base/frameworks/files
@load base/protocols/http
@load ../facts/http
@load ../limits
@load ./commands
@load ./urls

module Bootwarden;

export {
	## Bytes of a request's body that are read.
	option http_management_max_body = 65536;
	## Commands of one request that are told.
	option http_management_max_commands = 16;
}

# A body that is awaited.
type HttpOrder: record {
	conn: connection;
	known: HttpManagement;
	path: string;
	pieces: vector of string &default=vector();
	size: count &default=0;
};

redef record HTTP::Info += {
	# The kind of management that the request's path is of, and the path.
	bootwarden_management: HttpManagement &optional;
	bootwarden_path: string &optional;
};

redef record fa_file += {
	bootwarden_order: HttpOrder &optional;
};

# Most paths are none of these.
global http_management_paths: pattern = /^\/level\//;

event zeek_init()
	{
	for ( _, known in http_management )
		http_management_paths = http_management_paths | known$path;
	}

function http_evidence(c: connection, known: HttpManagement, line: BootLine)
	{
	local e = command_evidence(c, c$id$resp_h, line);
	e$actor = c$id$orig_h;
	e$detail = known$name;
	if ( c?$http && c$http?$username )
		e$user = plain_text(c$http$username);
	event Bootwarden::evidence(e);
	}

# Tells what a text of a request orders; returns how many orders were told.
function http_command(c: connection, known: HttpManagement, text: string): count
	{
	local orders = 0;
	for ( _, line in boot_lines(strip(text)) )
		if ( line$act != "set" )
			{
			http_evidence(c, known, line);
			++orders;
			}
	return orders;
	}

# The words of a command that stand in a path, as the parts between its slashes. Slashes of a URL may be encoded, or
# not: then the parts behind its scheme belong to it, up to one that names a file system or ends the command.
function http_path_command(original: string): string
	{
	local words: vector of string;
	local url = "";
	for ( _, raw in split_string(sub(original, /[?#].*$/, ""), /\//) )
		{
		local part = strip(unescape_URI(unescape_URI(gsub(raw, /\+/, " "))));
		local ends = /^(CR|cr)?$/ in part || /^[a-z0-9-]+:$/ in part;
		if ( url != "" && ! ( ends && part != "" ) )
			{
			url += "/" + part;
			next;
			}
		if ( url != "" )
			{
			words += url;
			url = "";
			}
		if ( part == /(tftp|ftp|rcp|scp|sftp|https?):/i )
			url = part;
		else if ( part != "" && part != /CR|cr|\./ )
			words += part;
		}
	if ( url != "" )
		words += url;
	return join_string_vec(words, " ");
	}

# A text in which letters are written by their numbers, as \u0063 or &#x63;.
function http_letters(text: string): string
	{
	for ( written in find_all(text, /\\u00[2-7][0-9a-fA-F]/) )
		text = subst_string(text, written, hexstr_to_bytestring(written[4:]));
	for ( written in find_all(text, /&#x[2-7][0-9a-fA-F];/) )
		text = subst_string(text, written, hexstr_to_bytestring(written[3:5]));
	for ( written in find_all(text, /&#(3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6]);/) )
		text = subst_string(text, written, hexstr_to_bytestring(fmt("%02x", to_count(
		    written[2 : |written| - 1]))));
	return text;
	}

# Texts of a body: what JSON has in quotes, or XML between tags. Both write some letters in other ways.
function http_texts(body: string): vector of string
	{
	local found: vector of string;
	if ( /^[^<\"]*\"/ in body )
		{
		for ( _, quoted in find_all_ordered(body, /\"([^\"\\]|\\.)*\"/) )
			{
			local text = quoted[1 : |quoted| - 1];
			if ( /\\/ in text )
				text = gsub(http_letters(gsub(text, /\\(n|r|t|u000[aAdD9])/, " ; ")), /\\/,
				    "");
			found += text;
			}
		return found;
		}
	if ( /<!\[CDATA\[/ in body )
		body = gsub(body, /<!\[CDATA\[|\]\]>/, "");
	for ( _, between_tags in find_all_ordered(body, />[^<>]+</) )
		{
		local plain = between_tags[1 : |between_tags| - 1];
		if ( /&/ in plain )
			plain = gsub(gsub(gsub(http_letters(plain), /&quot;/, "\""), /&lt;/, "<"),
			    /&amp;/, "\\&");
		for ( _, line in split_string(plain, /[\r\n]+/) )
			found += line;
		}
	return found;
	}

# The names and values of a JSON object as arguments: url=tftp://...
function http_arguments(body: string): string
	{
	local words: vector of string;
	for ( _, pair in find_all_ordered(body,
	    /\"[a-z.-]+\" *: *(\"[^\"]*\"|[a-z0-9]+)/) )
		words += gsub(gsub(gsub(pair, /\\\//, "/"), /\" *: *\"?/, "="), /\"/, "");
	return join_string_vec(words, " ");
	}

# The command of a form, in a query or a body: command=copy+tftp%3A...
function http_form_command(form: string): string
	{
	local parts = split_string1("&" + form, /[?&]command=/);
	if ( |parts| < 2 )
		return "";
	return unescape_URI(gsub(sub(parts[1], /[&#].*$/, ""), /\+/, " "));
	}

# Without scheme and host, which proxies and some clients write.
function http_without_host(uri: string): string
	{
	return sub(uri, /^https?:\/\/[^\/]*/i, "");
	}

# A path as servers take it: without host and without empty parts.
function http_plain_path(uri: string): string
	{
	local path = http_without_host(uri);
	return /\/\.?\// in path ? gsub(path, /\/(\.?\/)+/, "/") : path;
	}

function http_read(c: connection, known: HttpManagement, path: string,
    body: string)
	{
	if ( known?$mark && known$mark !in http_letters(body) )
		return;
	local texts: vector of string = vector();
	switch ( known$carries )
		{
		case HTTP_PATH:
			texts += http_form_command(body);
			break;
		case HTTP_TEXTS:
			texts = http_texts(body);
			break;
		case HTTP_REST:
			texts += sub(path, /^\/rest/, "") + " " + http_arguments(body);
			break;
		case HTTP_CALLS:
			local url = match_pattern(path + " " + body,
			    /(tftp|ftp|https?|scp):\/\/[^ \"'<>&]+/);
			for ( name, command in http_calls )
				if ( name in path || name in body )
					texts += gsub(command, /\{\}/, gsub(url$str, /[\\&]/, ""));
			break;
		}
	local orders = 0;
	for ( _, text in texts )
		{
		if ( orders >= http_management_max_commands )
			break;
		orders += http_command(c, known, text);
		}
	}

event http_request(c: connection, method: string, original_URI: string,
    unescaped_URI: string, version: string) &priority=-5
	{
	# Encoded twice, it is still the same path to some.
	local uri = unescape_URI(unescaped_URI);
	local path = http_plain_path(uri);
	if ( http_management_paths !in to_lower(path) || ! is_watched(c$id$resp_h) )
		return;
	path = to_lower(sub(path, /[?#].*$/, ""));
	for ( _, known in http_management )
		{
		if ( known$path !in path )
			next;
		if ( known$carries == HTTP_PATH )
			{
			http_command(c, known, sub(http_path_command(http_without_host(
			    original_URI)),
			    /^(level [0-9]+ )?(exec|configure) (- )?/i, ""));
			if ( "?" in original_URI )
				http_command(c, known, http_form_command(sub(original_URI, /^[^?]*\?/,
				    "")));
			}
		if ( known$carries == HTTP_DOWNLOAD )
			http_evidence(c, known, BootLine($act="send", $text=plain_text(path),
			    $server=cat(c$id$orig_h)));
		else if ( c?$http )
			{
			c$http$bootwarden_management = known;
			# A procedure's arguments may stand in the query.
			c$http$bootwarden_path = known$carries == HTTP_CALLS ? uri : sub(
			    http_plain_path(uri), /[?#].*$/, "");
			}
		return;
		}
	}

event Bootwarden::http_order_chunk(f: fa_file, data: string)
	{
	if ( ! f?$bootwarden_order )
		return;
	local awaited = f$bootwarden_order;
	if ( ! has_room(awaited$size + |data|, "http_management_max_body",
	    http_management_max_body + 1) )
		return;
	awaited$size += |data|;
	awaited$pieces += data;
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
	{
	if ( ! is_orig
	    || f$source != "HTTP"
	    || ! c?$http
	    || ! c$http?$bootwarden_management )
		return;
	f$bootwarden_order = HttpOrder($conn=c, $known=c$http$bootwarden_management,
	    $path=c$http$bootwarden_path);
	Files::add_analyzer(f, Files::ANALYZER_DATA_EVENT, [
	    $stream_event=Bootwarden::http_order_chunk]);
	}

event file_state_remove(f: fa_file)
	{
	if ( ! f?$bootwarden_order )
		return;
	local awaited = f$bootwarden_order;
	http_read(awaited$conn, awaited$known, awaited$path, join_string_vec(
	    awaited$pieces, ""));
	}

# A request without a body.
event http_message_done(c: connection, is_orig: bool, stat: http_message_stat)
	{
	if ( is_orig
	    && c?$http
	    && c$http?$bootwarden_management
	    && stat$body_length == 0 )
		http_read(c, c$http$bootwarden_management, c$http$bootwarden_path, "");
	}
