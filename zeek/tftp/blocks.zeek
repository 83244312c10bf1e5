##! Puts blocks in order. Numbers have 16 bits and roll over to 0 or to 1; windows (RFC 7440) and the network
##! change their order; blocks are repeated, lost, or cut short by the capture.

@load ./competing
@load ./file
@load ./places

module Bootwarden;

# The short way may be taken for whole blocks of files that nobody reads along in odd ways.
function tftp_shorten(f: TftpFlow)
	{
	f$full = f$head_done && f$certain && tftp_place(f) > f$settled && ! f$missing &&
	    ! f$final && ! f$at_rollover && |f$early| == 0 && ! f?$waiting && (
	    ! f$t?$mode || f$t$mode == "octet" ) ? f$t$blksize + 4 : 0;
	}

# How many of the latest blocks are kept: the window at least, as bytes allow. Powers of two.
function tftp_set_keep(f: TftpFlow)
	{
	local wanted = f$t$windowsize > 4 ? f$t$windowsize : 4;
	local keep = 1;
	while ( keep < wanted
	    && keep < tftp_max_reorder
	    && keep * 2 * f$t$blksize <= tftp_repeat_bytes )
		keep = keep * 2;
	f$keep = keep;
	local i = 0;
	while ( i < keep )
		{
		f$recent += "";
		++i;
		}
	}

# Whether the only block so far, which looks like the last, may be a whole one: where no OACK was seen, the server may
# have agreed to smaller blocks.
function tftp_may_go_on(f: TftpFlow): bool
	{
	local t = f$t;
	return f$final
	    && ! f$agreed
	    && t$blocks == 1
	    && t$size + t$gaps % t$blksize >= 8
	    && ( ! f?$request || f$request$ask$offer?$blksize );
	}

# A block seen before: the same bytes, or others. Once acknowledged, an only block may be followed by the next file.
function tftp_repeat(f: TftpFlow, kept: string, packet: string)
	{
	++f$t$retransmits;
	f$settled = tftp_place(f) + TFTP_SETTLED;
	if ( kept != packet
	    && ! ( tftp_may_go_on(f) && f$acked + 1 == tftp_place(f) ) )
		++f$t$altered;
	}

# The block in order: ``cut`` bytes of it were not captured.
function tftp_take(f: TftpFlow, packet: string, cut: count)
	{
	local t = f$t;
	local n = |packet| - 4;
	local place = f$base + f$want - 0x30000;
	if ( place > f$counted + 1 )
		tftp_count(f);
	if ( |f$early| > 0 && place in f$early )
		{
		# It came in its turn after all: so the receiver takes this one.
		tftp_buffered -= |f$early[place]|;
		tftp_repeat(f, f$early[place], packet);
		delete f$early[place];
		delete f$cut[place];
		}
	f$recent[f$want % f$keep] = packet;
	++t$blocks;
	++f$counted;
	t$size += n;
	if ( cut > 0 )
		{
		t$gaps += cut;
		f$missing = T;
		}
	if ( n + cut < t$blksize )
		f$final = T;

	++f$want;
	f$at_rollover = F;
	if ( f$want == 0x40000 )
		tftp_roll(f);
	tftp_bytes(f, packet[4:]);
	}

# Takes the early blocks whose turn has come.
function tftp_drain(f: TftpFlow)
	{
	while ( |f$early| > 0 && ! f$final )
		{
		local place = tftp_place(f);
		if ( place !in f$early )
			return;

		local packet = f$early[place];
		local cut = place in f$cut ? f$cut[place] : 0;
		delete f$early[place];
		delete f$cut[place];
		tftp_buffered -= |packet|;
		if ( f$at_rollover )
			f$rollover = 0;
		tftp_take(f, packet, cut);
		}
	}

# Gives up the blocks from the next to the one before ``place``.
function tftp_skip_to(f: TftpFlow, place: count)
	{
	tftp_count(f);
	f$settled = place + TFTP_SETTLED;
	local lost = place - tftp_place(f);
	f$t$gaps += lost * f$t$blksize;
	f$counted += lost;
	f$missing = T;
	f$at_rollover = F;
	local number = tftp_number(f) + lost;
	while ( number > 0xffff )
		{
		local to = f?$rollover ? f$rollover : 0;
		number -= 65536 - to;
		f$base += 65536 - to;
		}
	f$want = 0x30000 + number;
	}

function tftp_first_early(f: TftpFlow): count
	{
	local first = 0;
	for ( place in f$early )
		if ( first == 0 || place < first )
			first = place;
	return first;
	}

# After block 65535 a window that lacks only block 0 began with block 1.
function tftp_began_with_one(f: TftpFlow): bool
	{
	return f$at_rollover && tftp_place(f) + 1 in f$early;
	}

# The blocks before the first early one will not come any more.
function tftp_give_up_gap(f: TftpFlow)
	{
	if ( tftp_began_with_one(f) )
		tftp_roll_to_one(f);
	else
		tftp_skip_to(f, tftp_first_early(f));
	tftp_drain(f);
	}

# A block that was taken before; it is compared where it is still kept.
function tftp_repeated(f: TftpFlow, packet: string)
	{
	local kept = f$recent[bytestring_to_count(packet[2:4]) % f$keep];
	tftp_repeat(f, kept != "" && kept[2:4] == packet[2:4] ? kept : packet, packet);
	}

# The first block tells the block size, where no OACK has: servers ignore options, and OACKs are lost.
function tftp_guess_blksize(f: TftpFlow, n: count)
	{
	local t = f$t;
	if ( n <= t$blksize )
		return;

	t$blksize = n;
	if ( f?$request
	    && f$request$ask$offer?$blksize
	    && f$request$ask$offer$blksize > n )
		t$blksize = f$request$ask$offer$blksize;
	}

function tftp_hold_early(f: TftpFlow, early: TftpEarly)
	{
	if ( early$place in f$early )
		{
		tftp_repeat(f, f$early[early$place], early$packet);
		return;
		}

	f$early[early$place] = early$packet;
	tftp_buffered += |early$packet|;
	if ( early$cut > 0 )
		f$cut[early$place] = early$cut;
	}

# What came before any block in order, and before the OACK, is another transfer's, late.
function tftp_forget_early(f: TftpFlow)
	{
	for ( _, packet in f$early )
		tftp_buffered -= |packet|;
	f$early = table();
	f$cut = table();
	f$recent = vector();
	f$keep = 0;
	f$astray = F;
	delete f$stray;
	}

# Believes the block that seemed to be astray, now that places up to ``known`` are.
function tftp_believe_stray(f: TftpFlow, known: count)
	{
	if ( ! f?$stray || f$stray$place > known )
		return;

	if ( f$stray$place >= tftp_place(f) )
		tftp_hold_early(f, f$stray);
	delete f$stray;
	}

# The limit that forbids to wait for the blocks before the early ones; empty where none does.
function tftp_reorder_limit(f: TftpFlow): string
	{
	if ( |f$early| > tftp_max_reorder )
		return "tftp_max_reorder";
	return tftp_buffered > tftp_max_buffered ? "tftp_max_buffered" : "";
	}

# A block before its turn. Only a block within reach of what was seen or acknowledged is believed, or the second of
# two in a row: a single forged number must not make the rest of the file look lost.
function tftp_early(f: TftpFlow, ahead: count, packet: string, cut: count)
	{
	local reach = 2 * f$t$windowsize + 8;
	local next_place = tftp_place(f);
	local early = TftpEarly($place=next_place + ahead, $packet=packet, $cut=cut);
	local known = next_place + |f$early|;
	if ( f$acked > known )
		known = f$acked;
	if ( f?$stray && early$place == f$stray$place + 1 )
		known = early$place;
	if ( early$place > known + reach )
		{
		f$astray = T;
		f$stray = early;
		return;
		}

	tftp_believe_stray(f, known + reach);
	tftp_hold_early(f, early);
	while ( |f$early| > 0 && ! f$final )
		{
		if ( |f$early| <= reach && early$place <= tftp_place(f) + reach )
			{
			local limit = tftp_reorder_limit(f);
			if ( limit == "" )
				return;
			if ( ! tftp_began_with_one(f) )
				tftp_refuse(tftp_transfer_of(f), limit);
			}
		tftp_give_up_gap(f);
		}
	}

# It was: blocks have its size.
function tftp_go_on(f: TftpFlow)
	{
	local t = f$t;
	local lost = t$gaps / t$blksize;
	local cut = t$gaps % t$blksize;
	t$blksize = t$size + cut;
	t$gaps = lost * t$blksize + cut;
	f$final = F;
	if ( f?$waiting )
		delete f$waiting$ending;
	}

# A DATA packet of the transfer, ``cut`` bytes shorter than it was on the wire.
function tftp_block(f: TftpFlow, packet: string, cut: count)
	{
	local number = bytestring_to_count(packet[2:4]);
	local n = |packet| - 4 + cut;
	if ( f$keep == 0 )
		{
		if ( ! f$agreed )
			tftp_guess_blksize(f, n);
		tftp_set_keep(f);
		# Without its request, what was before the first block is lost.
		if ( ! f?$request && ! f$agreed && number != 1 )
			tftp_skip_to(f, number == 0 ? 65536 : number);
		}
	if ( ! f?$first && number == 1 && f$base == 0 )
		{
		f$first = packet[4 : 4 + TFTP_COMPARED];
		f$first_size = n;
		tftp_compare(f);
		}

	if ( f$at_rollover && number == 1 && f$t$windowsize == 1 )
		tftp_roll_to_one(f);
	else if ( f$at_rollover && number == 0 )
		f$rollover = 0;

	local ahead = tftp_ahead(f, number);
	if ( f$final && ahead < tftp_max_reorder && tftp_may_go_on(f) )
		tftp_go_on(f);

	if ( ahead == 0 && ! f$final )
		{
		tftp_take(f, packet, cut);
		if ( |f$early| > 0 )
			tftp_drain(f);
		}
	else if ( ahead >= 32767 )
		tftp_repeated(f, packet);
	else if ( ! f$final )
		tftp_early(f, ahead, packet, cut);
	if ( f$head_done )
		tftp_shorten(f);
	}

# What the receiver acknowledged, it had. Returns whether that was the last block.
function tftp_acked(f: TftpFlow, number: count): bool
	{
	if ( f$at_rollover && number == 0 )
		{
		f$rollover = 0;
		f$at_rollover = F;
		}
	else if ( f$at_rollover && number == 1 && f$t$windowsize == 1 )
		tftp_roll_to_one(f);
	local ahead = tftp_ahead(f, number);
	if ( ahead < 32767 )
		{
		local place = tftp_place(f) + ahead;
		if ( place > f$acked && ! f$final )
			f$acked = place;
		return F;
		}

	return f$final && tftp_ahead(f, number + 1) == 0;
	}
