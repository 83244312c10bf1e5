##! The judgement: every evidence passes through the :zeek:see:`Bootwarden::judge` hook, to which each
##! detection (one file each) adds a body, and is then written to bootwarden.log.

@load base/frameworks/notice
@load ../main
@load ../site

module Bootwarden;

export {
	## What a detection wants to say.
	type Finding: record {
		## Detection id, BW01 to BW30.
		id: string;
		## Type of the notice.
		note: Notice::Type;
		## Evidence that shows it.
		e: Evidence;
		## The sentence, with device, server and file.
		what: string;
		## Why it is wrong.
		sub: string;
		## Told apart besides device, server and file: the hash for content, else empty.
		key: string &default="";
	};

	## Each detection is a body of this hook. It sets ``e$verdict`` or calls
	## :zeek:see:`Bootwarden::raise`.
	global judge: hook(e: Evidence);

	## Break to drop a finding; change it to change its notice.
	global finding_policy: hook(f: Finding);

	## Raises the notice of a finding and marks its evidence suspicious.
	global raise: function(f: Finding);

	## How long a finding with the same device, server and file is not repeated.
	option suppress_for = 1day;
}

# The message ends with fields that programs can read; a value with a blank or a bracket is quoted.
function field(name: string, value: string): string
	{
	return fmt("%s=%s", name, / |\]|\"/ in value ? fmt("\"%s\"", gsub(value, /\"/, "'")) : value);
	}

function raise(f: Finding)
	{
	if ( ! hook finding_policy(f) )
		return;

	local e = f$e;
	e$verdict = "suspicious";
	local fields = vector(f$id, field("device", cat(e$device)));
	if ( e?$server )
		fields += field("server", e$server);
	if ( e?$file_name )
		fields += field("file", e$file_name);
	local techniques = sort(set_to_vector(e$technique), strcmp);
	if ( |techniques| > 0 )
		fields += field("technique", join_string_vec(techniques, ","));

	local n = Notice::Info($note=f$note, $msg=fmt("%s [%s]", f$what, join_string_vec(fields, " ")),
	    $sub=f$sub, $src=e$device, $suppress_for=suppress_for, $identifier=join_string_vec(vector(
	    cat(e$device), e?$server ? e$server : "", e?$file_name ? e$file_name : "", f$key), "|"));
	if ( e?$server && is_valid_ip(e$server) )
		n$dst = to_addr(e$server);
	else if ( e?$actor )
		n$dst = e$actor;
	if ( e?$uid )
		n$uid = e$uid;
	if ( e?$id )
		n$id = e$id;
	NOTICE(n);
	}

event Bootwarden::evidence(e: Evidence) &priority=-5
	{
	hook judge(e);
	Log::write(Bootwarden::LOG, e);
	}
