##! The judgement: every evidence passes through the :zeek:see:`Bootwarden::judge` hook, to which each
##! detection (one file each) adds a body, and is then written to bootwarden.log.

@load base/frameworks/notice
@load ../facts/detections
@load ../kinds
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
		## Verdict that the evidence gets: ``unknown`` for a notice that only informs.
		verdict: string &default="suspicious";
		## Whether the packets show it by themselves, as where an order comes from beyond the border: then it is
		## told where the site declared nothing, too.
		evident: bool &default=F;
	};

	## Each detection is a body of this hook. It calls :zeek:see:`Bootwarden::raise`, or
	## :zeek:see:`Bootwarden::expect` where the site declared that this is as it should be.
	global judge: hook(e: Evidence);

	## Break to drop a finding; change it to change its notice.
	global finding_policy: hook(f: Finding);

	## Raises the notice of a finding and marks its evidence suspicious.
	global raise: function(f: Finding);

	## Marks an evidence as expected, unless something about it is suspicious.
	global expect: function(e: Evidence);

	## How long a finding with the same device, server and file is not repeated.
	option suppress_for = 1day;

	## Where the pages of the detections are, as a mailed notice names them: a folder, or the address that a site
	## gives them. Empty: mails name none.
	option pages = "docs/detections/";

	## ATT&CK techniques of kinds of evidence, whatever is found.
	option evidence_techniques: table[EvidenceKind] of set[string] = {
		[CONFIG_NEWER] = set("T1601.002"),
	};

	## ATT&CK techniques of an order that lets a file leave its device, whatever is found.
	option leaving_techniques: set[string] = {
		"T1602.002",
	};
}

function sorted_list(s: set[string]): string
	{
	local all: vector of string;
	for ( item in s )
		all += item;
	sort(all, strcmp);
	return join_string_vec(all, ",");
	}

# The message ends with fields that programs can read; a value with a blank or a bracket is quoted.
function field(name: string, value: string): string
	{
	return fmt("%s=%s", name, / |\]|\"/ in value ? fmt("\"%s\"", gsub(value, /\"/,
	    "'")) : value);
	}

# What tells a finding's notice from others of its type.
function finding_key(f: Finding): string
	{
	local e = f$e;
	local by = f$id in told_once_for ? told_once_for[f$id] : set("device",
	    "server", "file");
	local parts = vector("device" in by ? cat(e$device) : "", "server" in by &&
	    e?$server ? e$server : "", "file" in by && e?$file_name ?
	    e$file_name : "", f$key);
	return join_string_vec(parts, "|");
	}

function finding_fields(f: Finding): string
	{
	local e = f$e;
	local fields = vector(f$id, field("device", cat(e$device)));
	if ( e?$actor )
		fields += field("actor", cat(e$actor));
	if ( e?$server )
		fields += field("server", e$server);
	if ( e?$file_name )
		fields += field("file", e$file_name);
	fields += field("technique", sorted_list(e$technique));
	return join_string_vec(fields, " ");
	}

function raise(f: Finding)
	{
	if ( ! f$evident && f$id !in without_site && ! something_declared() )
		return;
	if ( ! hook finding_policy(f) )
		return;

	local e = f$e;
	if ( f$verdict == "suspicious" || e$verdict != "suspicious" )
		e$verdict = f$verdict;
	e$technique += f$id in techniques ? techniques[f$id] : set("T1542.005");

	local n = Notice::Info($note=f$note, $msg=fmt("%s [%s]", f$what,
	    finding_fields(f)), $sub=f$sub, $src=e$device,
	    $suppress_for=suppress_for, $identifier=finding_key(f));
	# A device that serves its own files is its own server: the other end says more.
	if ( e?$server && is_valid_ip(e$server) && to_addr(e$server) != e$device )
		n$dst = to_addr(e$server);
	else if ( e?$actor )
		n$dst = e$actor;
	if ( e?$uid )
		n$uid = e$uid;
	if ( e?$id )
		n$id = e$id;
@ifdef ( CommunityID::Notice::enabled )
	if ( CommunityID::Notice::enabled && e?$id )
		n$community_id = community_id_v1(e$id, CommunityID::seed,
		    CommunityID::do_base64);
@endif
	if ( pages != "" )
		n$email_body_sections = vector(fmt("What it means and what to do: %s%s.md (bootwarden explain %s)",
		    pages, f$id, f$id));
	NOTICE(n);
	}

function expect(e: Evidence)
	{
	if ( e$verdict == "unknown" )
		e$verdict = "expected";
	}

function judge_here(e: Evidence)
	{
	if ( e$evidence in evidence_techniques )
		e$technique += evidence_techniques[e$evidence];
	if ( e$leaves && ! e?$content )
		e$technique += leaving_techniques;
	hook judge(e);
	if ( e?$id )
		{
		local community = community_of(e$id);
		if ( community?$id )
			e$community_id = community$id;
		}
	Log::write(Bootwarden::LOG, e);
	}
