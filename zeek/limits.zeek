##! What the signals may remember at most, and how they say that they could not.

@load base/frameworks/notice/weird
@load base/frameworks/telemetry

module Bootwarden;

export {
	## How often a limit that is reached is reported (in weird.log, as bootwarden_limit_reached).
	option signals_report_interval = 1hr;

	## Whether a table of this size may grow under the limit of that name.
	global has_room: function(size: count, limit: string, most: count): bool;
}

# What is rare, and told once an hour, is never left out.
redef Weird::sampling_whitelist += {
	"bootwarden_limit_reached",
	"bootwarden_tacacs_wrong_key"
};

global signals_refused_cf = Telemetry::register_counter_family(
    Telemetry::MetricOpts($prefix="bootwarden", $name="signals-refused",
    $unit="", $label_names=vector("limit"),
    $help_text="Facts not followed up because a limit was reached", ));
global signals_reported: table[string] of time;

function has_room(size: count, limit: string, most: count): bool
	{
	if ( size < most )
		return T;
	Telemetry::counter_family_inc(signals_refused_cf, vector(limit));
	if ( limit !in signals_reported
	    || network_time() - signals_reported[limit] > signals_report_interval )
		{
		signals_reported[limit] = network_time();
		Reporter::net_weird("bootwarden_limit_reached", limit);
		}
	return F;
	}
