##! Data whose request was not seen: the capture began late, or another worker of the cluster has it. Many
##! protocols have packets that begin like DATA: such a connection counts as TFTP once an ACK answers its DATA.

@load ./flow
@load ./requests

module Bootwarden;

function tftp_orphan(c: connection, is_orig: bool, data: string)
	{
	local op = bytestring_to_count(data[1]);
	local begins = op == TFTP_OACK
	    || ( op == TFTP_DATA && data[2:4] == "\x00\x01" );
	# ERRORs and ACKs alone say nothing, unless another worker knows better.
	if ( ! begins && op != TFTP_DATA && ! Cluster::is_enabled() )
		return;

	# Who asked? Not the one with port 69; else the server opened this connection, if its beginning was seen,
	# and in doubt the client is the one that receives.
	local client_orig = ! is_orig;
	if ( c$id$resp_p == 69/udp )
		client_orig = T;
	else if ( c$id$orig_p == 69/udp || ( begins && op == TFTP_DATA ) )
		client_orig = F;

	if ( ! tftp_is_room() )
		{
		tftp_refuse(tftp_flow_transfer(c, client_orig), "tftp_max_transfers");
		return;
		}

	local f = tftp_new_flow(c, client_orig, is_orig);
	hook tftp_orphaned(f);
	f$t$guessed = begins && op == TFTP_DATA && ! client_orig && ! is_orig;
	tftp_flow_packet(c, f, is_orig, op, data);
	if ( ! begins && c$id$resp_p != 69/udp && c$id$orig_p != 69/udp )
		delete f$t$op;
	}
