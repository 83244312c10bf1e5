##! Evidence from files that move by FTP, HTTP and SMB, for hosts that the site declared as devices: identified by
##! bytes and name, and hashed only if they look like an image or a configuration.

@load base/files/hash
@load base/frameworks/files
@load base/protocols/ftp
@load base/protocols/http
@load base/protocols/smb
@load ../image
@load ./config-text
@load ./content
@load ./ftp-replies
@load ./parties

module Bootwarden;

type MovedFile: record {
	# Client and server of the session that moves the file.
	client: addr;
	server: addr;
	name: string;
	content: Content;
	fit_nodes: FitNodes &optional;
	# What the image says of itself, and the search for it.
	facts: ImageFacts &optional;
	tags: ImageTags &optional;
	uid: string;
	id: conn_id;
};

redef record fa_file += {
	bootwarden: MovedFile &optional;
	# What its bytes are, where a declared device is at one end.
	bootwarden_kind: string &optional;
	# Name in the FTP command that moves the file. A small file is identified when it is over, and by then the
	# session may have gone on.
	bootwarden_ftp_name: string &optional;
};

const moved_protocols: table[string] of string = {
	["FTP_DATA"] = "ftp",
	["HTTP"] = "http",
	["SMB"] = "smb"
};

const ftp_moves: set[string] = {
	"RETR",
	"STOR",
	"STOU",
	"APPE"
};

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
	{
	if ( ! f?$ftp )
		return;
	local ftp = f$ftp;
	# Before its reply the command waits; after it, it is the current one.
	for ( _, waiting in ftp$pending_commands )
		if ( waiting$cmd in ftp_moves )
			f$bootwarden_ftp_name = waiting$arg;
	if ( ftp?$cmdarg && ftp$cmdarg$cmd in ftp_moves )
		f$bootwarden_ftp_name = ftp$cmdarg$arg;
	}

# Path of a URL, without its query.
function moved_name(f: fa_file, c: connection): string
	{
	if ( f$source == "HTTP" && c?$http && c$http?$uri )
		return gsub(c$http$uri, /[?#].*$/, "");
	if ( f?$bootwarden_ftp_name )
		return f$bootwarden_ftp_name;
	return f?$info && f$info?$filename ? f$info$filename : "";
	}

# Who moves the file; absent (a vector without elements) where no end is a device.
function moved_file(f: fa_file): vector of MovedFile
	{
	local found: vector of MovedFile;
	if ( f$source !in moved_protocols || ! f?$conns )
		return found;
	for ( _, c in f$conns )
		{
		# The page that comes instead of a file is not the file.
		if ( f$source == "HTTP"
		    && ! f$is_orig
		    && c?$http
		    && c$http?$status_code
		    && c$http$status_code / 100 != 2 )
			return found;
		local client = c$id$orig_h;
		local server = c$id$resp_h;
		# In active mode the server opens the data connection.
		if ( f?$ftp )
			{
			client = f$ftp$id$orig_h;
			server = f$ftp$id$resp_h;
			}
		if ( ( client !in devices || client in boot_servers )
		    && ( server !in devices || server in boot_servers ) )
			return found;
		local p = parties(client, server);
		local sender = f$is_orig ? c$id$orig_h : c$id$resp_h;
		local content = Content($proto=moved_protocols[f$source],
		    $op=sender == p$device ? "write" : "read", $class="other",
		    $kind="unknown", $served=p$serves);
		found += MovedFile($client=client, $server=server, $name=moved_name(f, c),
		    $content=content, $uid=c$uid, $id=c$id);
		return found;
		}
	return found;
	}

function moved_evidence(kind: EvidenceKind, stage: string, m: MovedFile)
    : Evidence
	{
	local e = transfer_evidence(kind, stage, m$client, m$server, m$name);
	e$uid = m$uid;
	e$id = m$id;
	e$object = to_upper(m$content$proto);
	tell_content(e, m$content);
	return e;
	}

event Bootwarden::moved_chunk(f: fa_file, data: string)
	{
	if ( ! f?$bootwarden )
		return;
	local m = f$bootwarden;
	if ( m?$fit_nodes )
		fit_read(m$fit_nodes, data);
	if ( m?$tags && ! scan_tags(m$tags, data) )
		delete m$tags;
	}

# Platform and version, by what the image says of itself, else by its name.
function moved_facts(m: MovedFile)
	{
	local c = m$content;
	if ( m?$tags )
		finish_tags(m$tags);
	delete m$tags;
	if ( c$kind in text_kinds )
		return;
	if ( m$facts?$kind )
		c$kind = m$facts$kind;
	complete_facts(m$facts, m$name);
	if ( m$facts?$platform )
		c$platform = m$facts$platform;
	if ( m$facts?$version )
		c$version = m$facts$version;
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=-5
	{
	if ( |devices| == 0 || ! f?$bof_buffer )
		return;
	local found = moved_file(f);
	if ( |found| == 0 )
		return;
	local m = found[0];
	local c = m$content;
	c$kind = identify(f$bof_buffer);
	f$bootwarden_kind = c$kind;
	c$class = classify(m$name, c$kind);
	if ( ! tells_of(c) )
		return;
	if ( c$class == "network-diagnostics" )
		{
		event Bootwarden::evidence(moved_evidence(FILE_FETCH, "fetch", copy(m)));
		return;
		}

	f$bootwarden = m;
	Files::add_analyzer(f, Files::ANALYZER_MD5);
	Files::add_analyzer(f, Files::ANALYZER_SHA256);
	m$facts = describe(c$kind, f$bof_buffer);
	if ( c$kind in tag_formats )
		m$tags = ImageTags($kind=c$kind, $facts=m$facts);
	if ( c$class == "network-config" )
		file_text(f)$digest = digest_begin();
	else if ( c$kind in fit_kinds )
		m$fit_nodes = FitNodes();
	if ( m?$tags || m?$fit_nodes )
		{
		Files::add_analyzer(f, Files::ANALYZER_DATA_EVENT, [
		    $stream_event=Bootwarden::moved_chunk]);
		}
	if ( c$kind == "pe-efi" && pe_signed(f$bof_buffer) != "" )
		c$signed = pe_signed(f$bof_buffer) == "yes";
	event Bootwarden::evidence(moved_evidence(FILE_FETCH, "fetch", copy(m)));
	}

# Without an announced length a file is whole when its sender closed the connection in order.
function moved_whole(f: fa_file): bool
	{
	if ( f$missing_bytes > 0 || f$overflow_bytes > 0 || f$info$timedout )
		return F;
	if ( f?$total_bytes )
		return f$seen_bytes == f$total_bytes;
	if ( f$source != "FTP_DATA" || ! f?$conns )
		return T;
	for ( _, c in f$conns )
		return ( f$is_orig ? c$orig$state : c$resp$state ) == TCP_CLOSED;
	return F;
	}

event file_state_remove(f: fa_file) &priority=-5
	{
	if ( ! f?$bootwarden )
		return;
	local m = f$bootwarden;
	local c = m$content;
	c$size = f$seen_bytes;
	c$status = moved_whole(f) && ! f$bootwarden_part ? "complete" : "partial";
	moved_facts(m);
	if ( f?$total_bytes )
		c$announced = f$total_bytes;
	if ( c$status == "complete" )
		{
		if ( f$info?$md5 )
			c$md5 = f$info$md5;
		if ( f$info?$sha256 )
			c$sha256 = f$info$sha256;
		if ( c?$sha256 && m?$fit_nodes )
			fit_done(m$fit_nodes, c);
		if ( c?$sha256 && f?$bootwarden_text )
			tell_digest(c, f$bootwarden_text);
		}
	event Bootwarden::evidence(moved_evidence(FILE_CONTENT, "content", m));
	}
