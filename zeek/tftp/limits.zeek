##! What the TFTP layer may hold at most. At a limit new work is refused and counted; what is in progress
##! finishes. Refusals are counted in telemetry, and once per interval the transfer refused last is written to
##! bootwarden_tftp.log with status ``refused`` and the figure in ``error_msg``.

@load base/frameworks/telemetry
@load ./main

module Bootwarden;

export {
	## Requests remembered at once; and connections watched when another request comes: those with requests, and
	## those with data until they are gone. Also bounds the requests that a worker remembers of all others.
	option tftp_max_requests = 20000;
	## Transfers followed at once.
	option tftp_max_transfers = 10000;
	## Requests of one client address and port remembered at once.
	option tftp_max_requests_per_port = 16;
	## Data connections that may answer one request.
	option tftp_max_answers = 8;
	## Blocks of one transfer kept because an earlier one has not been seen yet.
	option tftp_max_reorder = 128;
	## Bytes that all transfers together keep back: blocks out of order, and on a cluster the beginning of
	## transfers whose request another worker saw.
	option tftp_max_buffered = 67108864;
	## Bytes of the latest blocks that one transfer keeps, to tell a repeated block with other bytes from an
	## honest repetition. At least the last block is kept.
	option tftp_repeat_bytes = 65536;
	## How long a request without an answer keeps its place among those of its address and port, when others come.
	option tftp_unanswered = 1sec;
	## How long a transfer may be silent. (Servers and clients may agree to as much as 255 s, RFC 2349.)
	option tftp_silence = 5min;
	## Bytes of a file name or an error message that are kept.
	option tftp_max_name = 1024;
	## After the last block: how long to wait for its ACK.
	option tftp_linger = 5sec;
	## How often refusals are reported.
	option tftp_report_interval = 5min;

	## Raised with every report: which limit refused work, and how much since the last report.
	global tftp_refused: event(t: Transfer, limit: string, refused: count);
}

global tftp_refused_cf = Telemetry::register_counter_family(
    Telemetry::MetricOpts($prefix="bootwarden", $name="tftp-refused", $unit="",
    $label_names=vector("limit"),
    $help_text="TFTP work refused because a limit was reached", ));

# By limit: refusals not reported yet, and the latest; limits reported less than an interval ago.
global tftp_refusals: table[string] of count &default=0;
global tftp_latest_refused: table[string] of Transfer;
global tftp_reported: set[string];

# Bytes kept back now by all transfers.
global tftp_buffered = 0;

function tftp_report_refused(limit: string)
	{
	local t = tftp_latest_refused[limit];
	t$status = "refused";
	t$error_msg = fmt("%s reached, %d refused", limit, tftp_refusals[limit]);
	local community = community_of(t$id);
	if ( community?$id )
		t$community_id = community$id;
	event tftp_refused(t, limit, tftp_refusals[limit]);
	Log::write(TFTP_LOG, t);
	tftp_refusals[limit] = 0;
	}

event tftp_report_again(limit: string)
	{
	if ( tftp_refusals[limit] == 0 )
		{
		delete tftp_reported[limit];
		delete tftp_latest_refused[limit];
		return;
		}

	tftp_report_refused(limit);
	schedule tftp_report_interval { tftp_report_again(limit) };
	}

function tftp_refuse(t: Transfer, limit: string)
	{
	Telemetry::counter_family_inc(tftp_refused_cf, vector(limit));
	++tftp_refusals[limit];
	tftp_latest_refused[limit] = t;
	if ( limit in tftp_reported )
		return;

	# The first is told at once, the others with the next interval.
	add tftp_reported[limit];
	tftp_report_refused(limit);
	schedule tftp_report_interval { tftp_report_again(limit) };
	}
