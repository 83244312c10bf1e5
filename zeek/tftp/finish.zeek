##! The end of a transfer: its status, its hashes, its line.

@load ./blocks
@load ./competing
@load ./quiet

module Bootwarden;

# Writes the line and tells others.
function tftp_report(t: Transfer)
	{
	if ( community_wanted )
		{
		local community = community_of(t$id);
		if ( community?$id )
			t$community_id = community$id;
		}
	event tftp_done(t);
	Log::write(TFTP_LOG, t);
	}

# A block lost where numbers roll over looks like the other way to roll over; the size announced tells.
function tftp_count_rollover(f: TftpFlow)
	{
	local t = f$t;
	if ( f$base == 0 || ! t?$tsize || ( t?$mode && t$mode != "octet" ) )
		return;

	if ( t$gaps >= t$blksize && t$size + t$gaps == t$tsize + t$blksize )
		t$gaps -= t$blksize;
	else if ( t$gaps == 0
	    && f?$rollover
	    && f$rollover == 1
	    && t$size + t$blksize == t$tsize )
		{
		t$gaps = t$blksize;
		f$missing = T;
		}
	}

# What is known to be missing at the end.
function tftp_count_missing(f: TftpFlow)
	{
	if ( f?$stray )
		tftp_believe_stray(f, f$acked);
	while ( |f$early| > 0 && ! f$final )
		tftp_give_up_gap(f);
	if ( |f$early| > 0 )
		{
		for ( _, packet in f$early )
			tftp_buffered -= |packet|;
		f$early = table();
		f$cut = table();
		}

	tftp_count(f);
	if ( f$final )
		{
		tftp_count_rollover(f);
		return;
		}

	if ( f$astray )
		f$missing = T;
	local place = tftp_place(f);
	if ( f$acked < place )
		return;

	# The receiver has blocks that were not seen. The last one's size is known only from tsize.
	f$missing = T;
	local t = f$t;
	if ( t?$tsize
	    && t$tsize > t$size + t$gaps
	    && ! ( t?$mode && t$mode != "octet" ) )
		t$gaps = t$tsize - t$size;
	else
		t$gaps += ( f$acked - place ) * t$blksize;
	}

# Ends a transfer. ``status`` is "silence" where no packet said how it ended.
function tftp_end(f: TftpFlow, status: string, last: time)
	{
	if ( f$over )
		return;

	if ( f?$waiting )
		{
		if ( ! f$waiting?$ending )
			{
			f$waiting$ending = status;
			f$last = last;
			}
		return;
		}

	if ( f$quiet )
		tftp_listen(f);
	tftp_count_missing(f);
	tftp_bytes_end(f);
	local t = f$t;
	t$duration = last > t$ts ? last - t$ts : 0sec;
	if ( f?$error_orig )
		status = f$error_orig == f$client_orig ? "aborted" : "error";
	if ( status == "silence" )
		status = f$final ? "complete" : "timed_out";
	if ( f$missing && ( status == "complete" || status == "timed_out" ) )
		status = "partial";
	t$status = status;
	if ( f$final && ! f$missing )
		{
		t$md5 = md5_hash_finish(f$md5);
		t$sha256 = sha256_hash_finish(f$sha256);
		}

	tftp_compare_whole(f);
	f$over = T;
	f$full = 0;
	f$recent = vector();
	--tftp_flows;
	if ( f$certain )
		tftp_report(t);
	hook tftp_over(f);
	delete f$request;
	}

event tftp_lingered(f: TftpFlow)
	{
	if ( f$final && ! f$over )
		tftp_end(f, "silence", f$last);
	}
