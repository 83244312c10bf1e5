##! BW26: a known configuration is served with other boot-relevant lines than the known-good one has.

@load ../signals/lines
@load ./content-order

module Bootwarden;

redef enum Notice::Type += {
	## A known configuration was served with other boot-relevant lines.
	Unapproved_Config,
};

# Why a configuration is not the known one; empty where it is, or where that cannot be told.
function config_difference(e: Evidence, lines: vector of Approved): string
	{
	local c = e$content;
	local why = "the manifest does not allow this configuration on this device";
	for ( _, a in lines )
		{
		if ( ! device_allowed(a, e$device) )
			next;
		if ( a?$sha256 && a$sha256 == c$sha256 )
			return "";
		if ( ! a?$lines_sha256
		    || ! c?$lines_sha256
		    || a$lines_sha256 == c$lines_sha256 )
			return "";
		why = "its lines that decide what the device boots are not the known ones";
		}
	return why;
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_CONTENT
	    || ! counts(e)
	    || ! device_reads(e)
	    || ! e?$file_name )
		return;
	local c = e$content;
	if ( c$class != "network-config"
	    || ! c?$sha256
	    || base_name(e$file_name) !in known_configs$by_name )
		return;
	local why = config_difference(e, known_configs$by_name[base_name(
	    e$file_name)]);
	if ( why == "" )
		{
		expect(e);
		return;
		}
	raise(Finding($id="BW26", $note=Unapproved_Config, $e=e, $what=told(e),
	    $sub=why, $key=c$sha256));
	}
