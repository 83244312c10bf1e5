##! Where packets come in: those that the signatures found, and while awake all of the watched ports.

@load ./flow
@load ./orphans
@load ./quiet
@load ./requests

module Bootwarden;

# Whether this packet can be the first that is seen of an answer to the request.
function tftp_can_begin(r: TftpRequest, from_client: bool, op: count): bool
	{
	switch ( op )
		{
		case TFTP_DATA:
			# Who asks next may be given the same group, and another worker knows of it.
			return ( ( r$ask$op == "write" ) == from_client )
			    && ! ( r?$group && r$answered && Cluster::is_enabled() );
		case TFTP_ACK:
			# The other side's packets may be lost to us.
			return ( ( r$ask$op == "read" ) == from_client )
			    && ! r$answered
			    && ! r?$group;
		case TFTP_OACK:
			return ! from_client;
		}
	# An ERROR; the client's may concern anything.
	return ! from_client || ! r$answered;
	}

# Whether a request can be the next on this connection: nobody has answered it, and the client had not given it up
# when it asked for the transfer before.
function tftp_is_next(c: connection, r: TftpRequest): bool
	{
	return ! r$answered
	    && ( ! c?$bootwarden_tftp || r$ts + 100msec > c$bootwarden_tftp$t$ts );
	}

# The request that a packet may answer; ``open``: one that can be the next.
function tftp_answers_to(c: connection, is_orig: bool, op: count, data: string,
    open: bool): vector of TftpRequest
	{
	local src = is_orig ? c$id$orig_h : c$id$resp_h;
	local src_p = is_orig ? c$id$orig_p : c$id$resp_p;
	local dst = is_orig ? c$id$resp_h : c$id$orig_h;
	local dst_p = is_orig ? c$id$resp_p : c$id$orig_p;
	for ( _, r in tftp_request_for(dst, dst_p, src, network_time(), data) )
		if ( ( ! open || tftp_is_next(c, r) ) && tftp_can_begin(r, F, op) )
			return vector(r);
	for ( _, r in tftp_request_for(src, src_p, dst, network_time(), data) )
		if ( ( ! open || tftp_is_next(c, r) ) && tftp_can_begin(r, T, op) )
			return vector(r);
	return vector();
	}

# Begins the transfer that answers a request, unless a limit forbids it; false where there is no such request.
function tftp_begin(c: connection, is_orig: bool, op: count, data: string,
    open: bool): bool
	{
	for ( _, r in tftp_answers_to(c, is_orig, op, data, open) )
		{
		if ( r$refused )
			return T;

		if ( |r$answers| >= tftp_max_answers )
			{
			tftp_refuse(tftp_request_transfer(r), "tftp_max_answers");
			r$refused = T;
			return T;
			}

		if ( ! tftp_is_room() )
			{
			tftp_refuse(tftp_request_transfer(r), "tftp_max_transfers");
			r$refused = T;
			r$answered = T;
			return T;
			}

		local f = tftp_new_flow(c, T, T);
		tftp_bind(f, r);
		tftp_flow_packet(c, f, is_orig, op, data);
		return T;
		}
	return F;
	}

# Whether a packet begins another transfer on the connection of one that still runs.
function tftp_begins_next(f: TftpFlow, op: count, data: string): bool
	{
	switch ( op )
		{
		case TFTP_DATA:
			return f$base + f$want > 0x30001 && data[2:4] == "\x00\x01";
		case TFTP_ACK:
			return f$final && data[2:4] == "\x00\x00";
		case TFTP_OACK:
			return f$keep > 0;
		}
	return f$final;
	}

# The latest packet that came by its payload's event.
global tftp_latest_uid = "";
global tftp_latest: time;

# Any packet. ``found``: a signature found it, which fires for the first packets of a connection only.
function tftp_packet(c: connection, is_orig: bool, data: string, found: bool)
	{
	if ( |data| < 4 )
		return;

	local op = bytestring_to_count(data[0:2]);
	if ( op == 0 || op > TFTP_OACK )
		return;

	if ( ! found )
		{
		tftp_latest_uid = c$uid;
		tftp_latest = network_time();
		}
	else if ( tftp_latest_uid == c$uid && tftp_latest == network_time() )
		{
		# Its payload's event came first; what it did not know, nor refused, may be the beginning of a transfer.
		if ( op > TFTP_WRQ
		    && ! c?$bootwarden_tftp
		    && |tftp_answers_to(c, is_orig, op, data, F)| == 0 )
			tftp_orphan(c, is_orig, data);
		return;
		}

	if ( op <= TFTP_WRQ )
		{
		tftp_request_packet(c, is_orig, data);
		return;
		}

	if ( c?$bootwarden_tftp )
		{
		local f = c$bootwarden_tftp;
		if ( f?$waiting && f$waiting?$ending && tftp_begins_next(f, op, data) )
			{
			# It waits for its request, and the next begins.
			delete c$bootwarden_tftp;
			tftp_orphan(c, is_orig, data);
			return;
			}
		if ( f$over )
			{
			tftp_begin(c, is_orig, op, data, T);
			return;
			}
		if ( ! tftp_begins_next(f, op, data)
		    || |tftp_answers_to(c, is_orig, op, data, T)| == 0 )
			{
			tftp_flow_packet(c, f, is_orig, op, data);
			return;
			}
		tftp_end(f, f$final ? "silence" : "aborted", network_time());
		tftp_begin(c, is_orig, op, data, T);
		return;
		}

	if ( ! tftp_begin(c, is_orig, op, data, F) && found )
		tftp_orphan(c, is_orig, data);
	}

event Bootwarden::tftp_packet_seen(state: signature_state, data: string)
	{
	tftp_packet(state$conn, state$is_orig, data, T);
	}

event udp_contents(u: connection, is_orig: bool, contents: string)
    &group="bootwarden-tftp"
	{
	# The short way, for a whole block in order and for its ACK: nothing here may be slow.
	if ( u?$bootwarden_tftp )
		{
		local f = u$bootwarden_tftp;
		if ( |contents| == f$full
		    && bytestring_to_count(sub_bytes(contents, 1, 4)) == f$want )
			{
			local data = sub_bytes(contents, 5, 65507);
			md5_hash_update(f$md5, data);
			sha256_hash_update(f$sha256, data);
			f$recent[f$want % f$keep] = contents;
			if ( f$extra )
				tftp_to_consumers(f, data);
			if ( ++f$want == 0x40000 )
				{
				# Which number follows, ACKs tell too.
				tftp_catch_up(u, f);
				tftp_listen(f);
				tftp_roll(f);
				tftp_shorten(f);
				}
			return;
			}
		if ( |contents| == 4
		    && f$full > 0
		    && is_orig != f$data_orig
		    && bytestring_to_count(contents) < f$want + 0x10000 )
			return;
		}

	tftp_packet(u, is_orig, contents, F);
	}

hook tftp_gone(c: connection)
	{
	if ( c?$bootwarden_tftp )
		{
		local f = c$bootwarden_tftp;
		if ( ! f$over )
			{
			tftp_catch_up(c, f);
			local status = "silence";
			if ( f$unheard_error && ! f$final )
				status = f$data_orig == f$client_orig ? "error" : "aborted";
			tftp_end(f, status, c$start_time + c$duration);
			}
		if ( ! f?$waiting )
			delete c$bootwarden_tftp;
		}

	for ( _, r in c$bootwarden_tftp_requests )
		if ( hook tftp_asker_gone(r) )
			tftp_request_over(r);
	tftp_unwatch(c);
	}
