##! What the packets of a transfer do to it, once its connection is known.

@load ./blocks
@load ./competing
@load ./finish
@load ./places
@load ./quiet
@load ./requests

module Bootwarden;

# Bytes by which the capture cut the current packet short. Looked up only for blocks that are not whole. A
# datagram put together from fragments also is longer than its last frame, but has its headers.
function tftp_cut_off(data: string): count
	{
	local p = get_current_packet();
	if ( p$len <= p$caplen )
		return 0;

	local headers = get_current_packet_header();
	if ( ! headers?$udp )
		return p$len - p$caplen;
	return headers$udp$ulen > |data| + 8 ? headers$udp$ulen - 8 - |data| : 0;
	}

# A datagram as long as its own header says: what a sender puts behind it, within the length of the IP packet, its
# receiver does not get. A datagram from fragments is longer than its last packet.
function tftp_without_trailer(data: string): string
	{
	local headers = get_current_packet_header();
	if ( ! headers?$udp
	    || headers$udp$ulen < 12
	    || headers$udp$ulen - 8 >= |data| )
		return data;

	local room = headers?$ip ? headers$ip$len - headers$ip$hl : headers?$ip6 ?
	    headers$ip6$len : 0;
	return room == |data| + 8 ? data[0 : headers$udp$ulen - 8] : data;
	}

function tftp_data_packet(c: connection, f: TftpFlow, is_orig: bool,
    data: string)
	{
	if ( ! f$certain && f$keep == 0 )
		{
		f$data_orig = is_orig;
		f$t$op = is_orig == f$client_orig ? "write" : "read";
		}
	if ( is_orig != f$data_orig )
		return;

	if ( f$quiet )
		{
		tftp_catch_up(c, f);
		tftp_listen(f);
		}
	local was_final = f$final;
	if ( f$keep > 0 && |data| == f$t$blksize + 4 )
		tftp_block(f, data, 0);
	else
		{
		local packet = tftp_without_trailer(data);
		tftp_block(f, packet, tftp_cut_off(packet));
		}
	f$last = network_time();
	if ( f$full > 0 )
		tftp_quieten(c, f);
	if ( f$final && ! was_final )
		schedule tftp_linger { tftp_lingered(f) };
	}

function tftp_ack_packet(f: TftpFlow, is_orig: bool, data: string)
	{
	if ( is_orig == f$data_orig )
		return;

	local number = bytestring_to_count(data[2:4]);
	if ( ! f$certain
	    && |data| == 4
	    && f$keep > 0
	    && tftp_ahead(f, number + 1) == 0 )
		f$certain = T;
	if ( ! tftp_acked(f, number) )
		return;
	f$last = network_time();
	f$acked = tftp_place(f) - 1;
	# Else the next block tells, or silence.
	if ( f?$waiting || ! tftp_may_go_on(f) )
		tftp_end(f, "complete", f$last);
	}

function tftp_oack_packet(f: TftpFlow, is_orig: bool, data: string)
	{
	if ( is_orig == f$client_orig || f$agreed || f$t$blocks > 0 )
		return;

	if ( f$keep > 0 )
		tftp_forget_early(f);
	f$agreed = T;
	local o = tftp_parse_oack(data);
	tftp_agree(f$t, o);
	if ( o?$group )
		{
		f$group = o;
		if ( f?$request )
			tftp_send_to_group(f);
		return;
		}
	if ( f$certain )
		event tftp_options(f$t);
	tftp_compare(f);
	}

function tftp_error_packet(f: TftpFlow, is_orig: bool, data: string)
	{
	f$t$error_code = bytestring_to_count(data[2:4]);
	f$t$error_msg = tftp_error_text(data);
	f$error_orig = is_orig;
	tftp_end(f, "error", network_time());
	}

function tftp_flow_packet(c: connection, f: TftpFlow, is_orig: bool, op: count,
    data: string)
	{
	switch ( op )
		{
		case TFTP_DATA:
			tftp_data_packet(c, f, is_orig, data);
			break;
		case TFTP_ACK:
			tftp_ack_packet(f, is_orig, data);
			break;
		case TFTP_ERROR:
			tftp_error_packet(f, is_orig, data);
			break;
		case TFTP_OACK:
			tftp_oack_packet(f, is_orig, data);
			break;
		}
	}
