##! Data that was captured before its request, as where two taps are merged. On a cluster cluster.zeek has it wait.

@load ./blocks
@load ./requests

module Bootwarden;

# How far a capture may be out of order.
const tftp_out_of_order = 1sec;

# Data without a request that began just now, by the address and port of either end.
global tftp_early_answers: table[addr, port] of TftpFlow
    &create_expire=tftp_out_of_order;

# After the cluster's.
hook tftp_orphaned(f: TftpFlow) &priority=-5
	{
	if ( f?$waiting )
		return;
	tftp_early_answers[f$id$orig_h, f$id$orig_p] = f;
	tftp_early_answers[f$id$resp_h, f$id$resp_p] = f;
	}

hook tftp_asked(r: TftpRequest)
	{
	if ( |tftp_early_answers| == 0
	    || [r$client, r$client_port] !in tftp_early_answers )
		return;

	local f = tftp_early_answers[r$client, r$client_port];
	if ( f$over || f?$request || r$ts - f$begun > tftp_out_of_order )
		return;

	tftp_bind(f, r);
	# Bytes that were taken as they are have to be decoded.
	if ( f$t$blocks > 0 && r$ask$mode in set("netascii", "mail") )
		f$missing = T;
	tftp_shorten(f);
	}
