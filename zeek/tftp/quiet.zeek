##! While blocks come one after the other, half of all packets are ACKs that say nothing new. Then the receiver
##! is not listened to, until anything else happens: a block that is repeated, out of order or the last, or none for
##! half a second. The price: of an ERROR by which the receiver ends a transfer in the midst of such a run, only that
##! it was sent is known, unless it is repeated.

@load ./places
@load ./state
@load ./wake

module Bootwarden;

redef record TftpFlow += {
	# Whether the receiver is not listened to, and its packets and bytes when that began.
	quiet: bool &default=F;
	quiet_packets: count &default=0;
	quiet_bytes: count &default=0;
	# Whether a check is scheduled that blocks still come, and how many had come at the last one.
	ticking: bool &default=F;
	progress: count &default=0;
	# Whether it sent anything but ACKs meanwhile.
	unheard_error: bool &default=F;
};

# How long without a block until the receiver is listened to again.
const TFTP_STALLED = 500msec;

global tftp_tick: event(c: connection, f: TftpFlow);

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
	f$progress = 0;
	if ( ! f$ticking )
		{
		f$ticking = T;
		schedule TFTP_STALLED { tftp_tick(c, f) };
		}
	}

# Whether the receiver sent anything but ACKs (of 4 bytes) while nobody listened.
function tftp_catch_up(c: connection, f: TftpFlow)
	{
	if ( ! f$quiet )
		return;

	local receiver = f$data_orig ? c$resp : c$orig;
	local packets = receiver$num_pkts - f$quiet_packets;
	if ( receiver$size - f$quiet_bytes != 4 * packets )
		f$unheard_error = T;
	}

# Looks whether blocks still come.
event tftp_tick(c: connection, f: TftpFlow)
	{
	f$ticking = F;
	if ( f$over || ! f$quiet )
		return;

	local progress = tftp_place(f);
	if ( progress != f$progress )
		{
		f$progress = progress;
		f$ticking = T;
		schedule TFTP_STALLED { tftp_tick(c, f) };
		return;
		}

	# What the record says of the connection may be old.
	if ( connection_exists(f$id) )
		tftp_catch_up(lookup_connection(f$id), f);
	tftp_listen(f);
	}
