##! While blocks come one after the other, half of all packets are ACKs that say nothing new. Then the receiver
##! is not listened to, until anything else happens: a block that is repeated, out of order or the last. The price:
##! of an ERROR by which the receiver ends a transfer in the midst of such a run, only that it was sent is known.

@load ./state
@load ./wake

module Bootwarden;

function tftp_sender_port(f: TftpFlow): port
	{
	return f$data_orig ? f$id$orig_p : f$id$resp_p;
	}

function tftp_listen(f: TftpFlow)
	{
	if ( ! f$quiet )
		return;

	f$quiet = F;
	tftp_open(tftp_sender_port(f));
	}

function tftp_quieten(c: connection, f: TftpFlow)
	{
	local receiver = f$data_orig ? c$resp : c$orig;
	if ( f$quiet || ! receiver?$num_pkts )
		return;

	f$quiet = T;
	f$quiet_packets = receiver$num_pkts;
	f$quiet_bytes = receiver$size;
	tftp_close(tftp_sender_port(f));
	}

# Whether the receiver sent anything but ACKs (of 4 bytes) while nobody listened.
function tftp_aborted_unheard(c: connection, f: TftpFlow): bool
	{
	if ( ! f$quiet )
		return F;

	local receiver = f$data_orig ? c$resp : c$orig;
	return receiver$size - f$quiet_bytes != 4 * ( receiver$num_pkts -
	    f$quiet_packets );
	}
