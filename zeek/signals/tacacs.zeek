##! Evidence from TACACS+ (RFC 8907): commands for which a device asks leave, or which it accounts for. This shows what
##! is typed over SSH, with the user and where from.
##!
##! Bodies are read that come in clear, and those of servers whose key :zeek:see:`Bootwarden::tacacs_keys` holds.
##! Authentication is never read, whatever the key. Whether a command was permitted is not asked: trials count.
##!
##! What is not seen: TACACS+ over TLS; bodies without their key; arguments beyond
##! :zeek:see:`Bootwarden::tacacs_max_body` bytes.

@load base/frameworks/notice/weird
@load ../limits
@load ./commands

module Bootwarden;

export {
	## Keys that devices share with their TACACS+ servers, by the server's address. They are secret, so they are no
	## option: the configuration framework logs what options are set to. Readers of this script's memory see them.
	const tacacs_keys: table[subnet] of string = {} &redef;

	## Ports that TACACS+ servers listen on.
	const tacacs_ports: set[port] = {49/tcp} &redef;

	## Bytes of a message beyond which it is passed over. A command with its arguments takes some hundred.
	option tacacs_max_body = 8192;

	## How long it is not told again that a server's key is wrong.
	option tacacs_key_told = 1day;
}

# The header: version, type, sequence number, flags, session, length of the body.
const tacacs_header = 12;
const tacacs_authorization = 2;
const tacacs_accounting = 3;
const tacacs_unencrypted = 1;

# One direction, device to server, of a connection: sessions may share it.
type TacacsStream: record {
	# What has come of the part that is awaited: the header, or the body.
	pieces: vector of string &default=vector();
	have: count &default=0;
	need: count &default=tacacs_header;
	# The header of the body that is awaited; empty while a header is.
	header: string &default="";
	# Bytes of a body that nobody wants.
	skip: count &default=0;
	# Sequence number of the next byte.
	next_seq: count &default=0;
};

redef record connection += {
	bootwarden_tacacs: TacacsStream &optional;
};

# Servers whose key was found wrong.
global tacacs_wrong_keys: set[addr] &create_expire=tacacs_key_told;

event zeek_init()
	{
	for ( p in tacacs_ports )
		tcp_content_delivery_ports_orig[p] = T;
	}

# Takes off the pad: MD5 over session, key, version and sequence number, then over the same and the last MD5.
function tacacs_clear(header: string, body: string, key: string): string
	{
	local seed = header[4:8] + key + header[0:1] + header[2:3];
	local pad = "";
	local clear_text: vector of string;
	local at = 0;
	while ( at < |body| )
		{
		pad = hexstr_to_bytestring(md5_hash(seed + pad));
		for ( _, half in vector(0, 8) )
			{
			local part = body[at + half : at + half + 8];
			if ( |part| == 0 )
				break;
			local mask = bytestring_to_count(pad[half : half + |part|]);
			local plain = fmt("%016x", bytestring_to_count(part) ^ mask);
			clear_text += hexstr_to_bytestring(plain[16 - 2 * |part| :]);
			}
		at += 16;
		}
	return join_string_vec(clear_text, "");
	}

# What a request says.
type TacacsRequest: record {
	user: string;
	from: string;
	arguments: vector of string;
};

# Reads a request: eight or nine bytes, the lengths of its arguments, then user, port, address and arguments. None
# where the lengths contradict the body's: then the key is wrong.
function tacacs_request(kind: count, body: string): vector of TacacsRequest
	{
	local none: vector of TacacsRequest;
	# Accounting begins with flags more.
	local begin = kind == tacacs_accounting ? 5 : 4;
	if ( |body| < begin + 4 )
		return none;
	local user_length = bytestring_to_count(body[begin : begin + 1]);
	local port_length = bytestring_to_count(body[begin + 1 : begin + 2]);
	local from_length = bytestring_to_count(body[begin + 2 : begin + 3]);
	local number = bytestring_to_count(body[begin + 3 : begin + 4]);
	local at = begin + 4;
	local lengths: vector of count;
	local all = at + number + user_length + port_length + from_length;
	for ( letter in body[at : at + number] )
		{
		lengths += bytestring_to_count(letter);
		all += lengths[-1];
		}
	if ( all != |body| || |lengths| != number )
		return none;
	at += number;
	local request = TacacsRequest($user=body[at : at + user_length], $from="",
	    $arguments=vector());
	at += user_length + port_length;
	request$from = body[at : at + from_length];
	at += from_length;
	for ( _, length in lengths )
		{
		request$arguments += body[at : at + length];
		at += length;
		}
	return vector(request);
	}

# The command of a request: whole, or word by word (cmd=copy, cmd-arg=tftp://...). A mandatory argument has `=`, an
# optional one `*`.
function tacacs_command(request: TacacsRequest): string
	{
	local words: vector of string;
	for ( _, argument in request$arguments )
		if ( /^cmd(-arg)?[=*]/ in argument )
			{
			local word = sub(argument, /^cmd(-arg)?[=*]/, "");
			if ( word != "" && word != "<cr>" )
				words += word;
			}
	return sub(join_string_vec(words, " "), / *<cr>$/, "");
	}

function tacacs_report(c: connection, kind: count, session: string,
    request: TacacsRequest)
	{
	for ( _, line in boot_lines(strip(tacacs_command(request))) )
		{
		if ( line$act == "set" )
			next;
		local e = command_evidence(c, c$id$orig_h, line);
		e$detail = kind == tacacs_accounting ? "TACACS+ accounting" :
		    "TACACS+ authorization";
		e$transaction = fmt("%s %s", c$uid, bytestring_to_hexstr(session));
		if ( request$user != "" )
			e$user = plain_text(request$user);
		if ( is_valid_ip(request$from) )
			e$actor = to_addr(request$from);
		event Bootwarden::evidence(e);
		}
	}

# Clients that have no key leave out the flag that says so (PyPI's tacacs_plus): what reads as clear text is that.
function tacacs_body(c: connection, header: string, body: string)
	{
	local server = c$id$resp_h;
	local kind = bytestring_to_count(header[1:2]);
	local keyed = bytestring_to_count(header[3:4]) % 2 != tacacs_unencrypted
	    && server in tacacs_keys;
	local found: vector of TacacsRequest;
	if ( keyed )
		found = tacacs_request(kind, tacacs_clear(header, body, tacacs_keys[server]));
	if ( |found| == 0 )
		found = tacacs_request(kind, body);
	if ( |found| > 0 )
		tacacs_report(c, kind, header[4:8], found[0]);
	else if ( keyed && server !in tacacs_wrong_keys )
		{
		add tacacs_wrong_keys[server];
		Reporter::conn_weird("bootwarden_tacacs_wrong_key", c, cat(server));
		}
	}

# Whether twelve bytes are a header, of a device's message: those have odd numbers.
function tacacs_is_header(header: string): bool
	{
	return header[0:1] in set("\xc0", "\xc1")
	    && bytestring_to_count(header[1:2]) in set(1, 2, 3)
	    && bytestring_to_count(header[2:3]) % 2 == 1;
	}

# A part is whole: what comes next, by it. False where it is no header.
function tacacs_part(c: connection, s: TacacsStream, part: string): bool
	{
	if ( s$header != "" )
		{
		tacacs_body(c, s$header, part);
		s$header = "";
		s$need = tacacs_header;
		return T;
		}
	if ( ! tacacs_is_header(part) )
		return F;
	local length = bytestring_to_count(part[8:12]);
	local kind = bytestring_to_count(part[1:2]);
	local wanted = kind == tacacs_accounting
	    || ( kind == tacacs_authorization && part[2:3] == "\x01" );
	if ( wanted
	    && length > 0
	    && has_room(length, "tacacs_max_body", tacacs_max_body) )
		{
		s$header = part;
		s$need = length;
		}
	else
		s$skip = length;
	return T;
	}

# Forgets what a message was so far: the next segment begins with a header, or is passed over.
function tacacs_reset(s: TacacsStream)
	{
	s$pieces = vector();
	s$have = 0;
	s$need = tacacs_header;
	s$header = "";
	s$skip = 0;
	}

function tacacs_read(c: connection, s: TacacsStream, data: string)
	{
	local at = 0;
	while ( at < |data| )
		{
		local left = |data| - at;
		if ( s$skip > 0 )
			{
			local passed = s$skip < left ? s$skip : left;
			s$skip -= passed;
			at += passed;
			next;
			}
		local missing = s$need - s$have;
		local taken = missing < left ? missing : left;
		s$pieces += data[at : at + taken];
		s$have += taken;
		at += taken;
		# Many small pieces take more room than their bytes.
		if ( s$have == s$need || |s$pieces| >= 64 )
			s$pieces = vector(join_string_vec(s$pieces, ""));
		if ( s$have < s$need )
			return;
		local part = s$pieces[0];
		s$pieces = vector();
		s$have = 0;
		if ( ! tacacs_part(c, s, part) )
			{
			tacacs_reset(s);
			return;
			}
		}
	}

event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	if ( c$id$resp_p !in tacacs_ports || ! is_orig || ! is_watched(c$id$orig_h) )
		return;
	if ( ! c?$bootwarden_tacacs )
		c$bootwarden_tacacs = TacacsStream();
	local s = c$bootwarden_tacacs;
	# After a gap a body's rest would be read as a header.
	if ( s$next_seq != 0 && seq != s$next_seq )
		tacacs_reset(s);
	s$next_seq = seq + |contents|;
	tacacs_read(c, s, contents);
	}
