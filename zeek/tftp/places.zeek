##! Where a block belongs. Numbers on the wire have 16 bits and roll over to 0 or to 1; places in the file do not.

@load ./state

module Bootwarden;

# The number on the wire of the next block in order.
function tftp_number(f: TftpFlow): count
	{
	return f$want - 0x30000;
	}

function tftp_place(f: TftpFlow): count
	{
	return f$base + f$want - 0x30000;
	}

# Counts what the short way has taken since the last time.
function tftp_count(f: TftpFlow)
	{
	local blocks = tftp_place(f) - 1 - f$counted;
	if ( blocks == 0 )
		return;

	f$counted += blocks;
	f$t$blocks += blocks;
	f$t$size += blocks * f$t$blksize;
	}

# Block 65535 was taken: the next is 0 or 1.
function tftp_roll(f: TftpFlow)
	{
	local to = f?$rollover ? f$rollover : 0;
	f$base += 65536 - to;
	f$want = 0x30000 + to;
	f$at_rollover = ! f?$rollover;
	}

# Block 1 follows block 65535, not block 0: places stay, numbers move by one.
function tftp_roll_to_one(f: TftpFlow)
	{
	f$rollover = 1;
	f$at_rollover = F;
	f$base -= 1;
	f$want = 0x30001;
	if ( |f$early| == 0 )
		return;

	local moved: table[count] of string;
	local moved_cut: table[count] of count;
	for ( place, block in f$early )
		moved[place - 1] = block;
	for ( place, n in f$cut )
		moved_cut[place - 1] = n;
	f$early = moved;
	f$cut = moved_cut;
	}

# How far ahead of the next block this number is; 32768 and more: behind.
function tftp_ahead(f: TftpFlow, number: count): count
	{
	local range = f?$rollover && f$rollover == 1 ? 65535 : 65536;
	return ( number + range + 0x30000 - f$want ) % range;
	}
