##! The file's bytes, in order: netascii is decoded, the first bytes identified, everything hashed, and handed on
##! to those who want it.

@load ./state

module Bootwarden;

# Bytes that identify a file.
const TFTP_HEAD = 1024;

# RFC 764: CR LF is a line's end, CR NUL a CR. A CR at the end of a block waits for the next block.
function tftp_from_netascii(f: TftpFlow, data: string): string
	{
	local text = f$cr ? "\r" + data : data;
	f$cr = |text| > 0 && text[|text| - 1] == "\r";
	if ( f$cr )
		text = text[0 : |text| - 1];
	if ( "\r" !in text )
		return text;

	return gsub(gsub(text, /\r\n/, "\n"), /\r\x00/, "\r");
	}

function tftp_to_consumers(f: TftpFlow, data: string)
	{
	if ( f?$tags && ! scan_tags(f$tags, data) )
		{
		# All is found.
		delete f$tags;
		f$extra = f?$extract || f$t$want_chunks;
		}
	if ( f?$extract )
		tftp_extract_write(f$extract, data);
	if ( f$t$want_chunks )
		hook tftp_chunk(f$t, data);
	}

# Before the head is complete, its bytes are hashed with those that complete it.
function tftp_hash(f: TftpFlow, data: string)
	{
	if ( f$missing )
		return;

	if ( ! f?$md5 )
		{
		f$md5 = md5_hash_init();
		f$sha256 = sha256_hash_init();
		}
	md5_hash_update(f$md5, data);
	sha256_hash_update(f$sha256, data);
	}

# The head is complete: identify it, let others decide whether they want the bytes, hand it on.
function tftp_head_done(f: TftpFlow)
	{
	f$head_done = T;
	local t = f$t;
	t$kind = identify(t$head);
	f$facts = describe(t$kind, t$head);
	if ( has_tags(t$kind) )
		f$tags = ImageTags($kind=t$kind, $facts=f$facts);
	hook tftp_first_bytes(t);
	if ( tftp_extract )
		for ( _, opened in tftp_extract_open(t) )
			f$extract = opened;
	f$extra = f?$tags || f?$extract || t$want_chunks;
	}

# The next bytes as sent.
function tftp_bytes(f: TftpFlow, sent: string)
	{
	if ( f?$waiting )
		{
		f$waiting$held += sent;
		tftp_buffered += |sent|;
		return;
		}

	local data = f$t?$mode && f$t$mode != "octet" ? tftp_from_netascii(f, sent) :
	    sent;
	if ( ! f$head_done )
		{
		# A block may be far larger than the head.
		local t = f$t;
		if ( t$head != "" )
			data = t$head + data;
		t$head = data[0:TFTP_HEAD];
		if ( |data| < TFTP_HEAD )
			return;
		tftp_head_done(f);
		}

	tftp_hash(f, data);
	if ( f$extra )
		tftp_to_consumers(f, data);
	}

# No more bytes come: a CR that waited for its LF stays a CR.
function tftp_bytes_end(f: TftpFlow)
	{
	local t = f$t;
	if ( f$cr )
		{
		f$cr = F;
		if ( f$head_done )
			{
			tftp_hash(f, "\r");
			tftp_to_consumers(f, "\r");
			}
		else
			t$head += "\r";
		}

	if ( ! f$head_done )
		{
		if ( t$head != "" )
			tftp_head_done(f);
		tftp_hash(f, t$head);
		if ( f$extra )
			tftp_to_consumers(f, t$head);
		}

	if ( f?$extract )
		{
		close(f$extract$out);
		delete f$extract;
		}
	if ( f?$tags )
		{
		finish_tags(f$tags);
		delete f$tags;
		}
	if ( f?$facts )
		{
		if ( f$facts?$kind )
			t$kind = f$facts$kind;
		if ( t?$file_name && t$kind !in text_kinds )
			complete_facts(f$facts, t$file_name);
		if ( f$facts?$platform )
			t$platform = f$facts$platform;
		if ( f$facts?$version )
			t$version = f$facts$version;
		if ( f$facts?$feature )
			t$feature = f$facts$feature;
		}
	}
