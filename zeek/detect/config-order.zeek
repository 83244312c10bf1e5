##! What a finished configuration is, against the known-good ones of its name: the known file, or one with the same
##! boot-relevant lines, from an allowed server and for an allowed device; or another.

@load ./content-order

module Bootwarden;

export {
	## Where a configuration stands, and why it is not the known one.
	type ConfigStanding: record {
		judgement: ContentJudgement &default=CONTENT_NOT_JUDGED;
		why: string &default="";
	};

	## Where a configuration stands.
	global config_standing: function(e: Evidence): ConfigStanding;
}

# Whether a configuration is the one of this line. Where only the hash of the whole file is declared, that very file is
# meant; not judged where bytes are missing that would tell.
function config_compared(c: Content, a: Approved): ContentJudgement
	{
	if ( a?$sha256 && a$sha256 == c$sha256 )
		return CONTENT_APPROVED;
	if ( ! a?$lines_sha256 )
		return a?$sha256 ? CONTENT_MODIFIED : CONTENT_APPROVED;
	if ( ! c?$lines_sha256 )
		return CONTENT_NOT_JUDGED;
	return a$lines_sha256 == c$lines_sha256 ? CONTENT_APPROVED : CONTENT_MODIFIED;
	}

function config_standing(e: Evidence): ConfigStanding
	{
	local standing = ConfigStanding();
	if ( e$evidence != FILE_CONTENT
	    || ! counts(e)
	    || ! device_reads(e)
	    || ! e?$file_name )
		return standing;
	local c = e$content;
	local name = base_name(e$file_name);
	if ( c$class != "network-config"
	    || ! c?$sha256
	    || name !in known_configs$by_name )
		return standing;
	standing = ConfigStanding($judgement=CONTENT_WRONG_DEVICE,
	    $why="the manifest does not allow this configuration on this device");
	for ( _, a in known_configs$by_name[name] )
		{
		if ( ! device_allowed(a, e$device) )
			next;
		local compared = config_compared(c, a);
		if ( compared == CONTENT_APPROVED && ! server_allowed(a, e$server) )
			standing = ConfigStanding($judgement=CONTENT_WRONG_SERVER, $why=fmt("the manifest does not allow %s to hand out this configuration",
			    e$server));
		else if ( compared != CONTENT_MODIFIED )
			return ConfigStanding($judgement=compared);
		else if ( standing$judgement != CONTENT_WRONG_SERVER )
			standing = ConfigStanding($judgement=CONTENT_MODIFIED, $why=a?$lines_sha256 ? "its lines that decide what the device boots are not the known ones" : "it is not the known file");
		}
	return standing;
	}
