##! Evidence from TFTP transfers: a file begins to move (FILE_FETCH), and what it was (FILE_CONTENT).

@load ../image
@load ../tftp
@load ./config-text
@load ./content
@load ./parties
@load ./transfer-class

module Bootwarden;

redef record Transfer += {
	fit_nodes: FitNodes &optional;
};

# The content of a transfer as far as it is known; absent for what no device boots.
function tftp_content(t: Transfer, p: Parties): Content
	{
	local kind = t?$kind ? t$kind : "unknown";
	local op = t?$op ? t$op : "read";
	if ( p$serves )
		op = op == "read" ? "write" : "read";
	return Content($proto="tftp", $op=op, $class=transfer_class(t), $kind=kind,
	    $served=p$serves);
	}

# Judged for every local host.
function tftp_concerns_us(t: Transfer): bool
	{
	return ! outside(t$client) || ! outside(t$server);
	}

function tftp_evidence(kind: EvidenceKind, stage: string, t: Transfer,
    c: Content): Evidence
	{
	local e = transfer_evidence(kind, stage, t$client, t$server, transfer_name(t));
	e$uid = t$uid;
	e$id = t$id;
	e$object = c$served == ( c$op == "write" ) ? "RRQ" : "WRQ";
	tell_content(e, c);
	return e;
	}

# Where it was guessed who sends, a declared boot server is no client, nor is any other host one of a device.
hook tftp_first_bytes(t: Transfer) &priority=5
	{
	if ( ! t$guessed )
		return;
	local turned = ( t$client in boot_servers && t$server !in boot_servers )
	    || ( t$server in devices && t$client !in devices && t$server !in boot_servers );
	if ( ! turned )
		return;
	local client = t$client;
	t$client = t$server;
	t$server = client;
	t$op = "read";
	}

hook tftp_first_bytes(t: Transfer)
	{
	if ( ! tftp_concerns_us(t) )
		return;
	local c = tftp_content(t, parties(t$client, t$server));
	if ( c$class == "network-config" )
		transfer_text(t)$digest = digest_begin();
	else if ( c$kind in fit_kinds )
		{
		t$fit_nodes = FitNodes();
		t$want_chunks = T;
		}
	if ( ! tells_of(c) )
		return;
	event Bootwarden::evidence(tftp_evidence(FILE_FETCH, "fetch", t, c));
	}

hook tftp_chunk(t: Transfer, data: string)
	{
	if ( t?$fit_nodes )
		fit_read(t$fit_nodes, data);
	}

event tftp_done(t: Transfer)
	{
	if ( |t$head| == 0 || ! tftp_concerns_us(t) )
		return;
	local c = tftp_content(t, parties(t$client, t$server));
	if ( ! tells_of(c) || c$class == "network-diagnostics" )
		return;
	c$size = t$size;
	c$altered = t$altered;
	if ( t?$status )
		c$status = t$status;
	# In netascii the size on disk is announced, and lines are longer on the wire.
	if ( t?$tsize && t?$mode && t$mode == "octet" )
		c$announced = t$tsize;
	if ( t?$md5 )
		c$md5 = t$md5;
	if ( t?$sha256 )
		c$sha256 = t$sha256;
	if ( t?$platform )
		c$platform = t$platform;
	if ( t?$version )
		c$version = t$version;
	if ( c?$sha256 && t?$fit_nodes )
		fit_done(t$fit_nodes, c);
	if ( c?$sha256 && t?$config_text )
		tell_digest(c, t$config_text);
	if ( c$kind == "pe-efi" && pe_signed(t$head) != "" )
		c$signed = pe_signed(t$head) == "yes";
	event Bootwarden::evidence(tftp_evidence(FILE_CONTENT, "content", t, c));
	}
