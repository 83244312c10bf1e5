##! What a finished file is, against the manifests. One order for BW10 and BW20 to BW22: a known hash is approved
##! under any name (from an allowed server, for an allowed device); a known name with another hash is modified;
##! else a version older than every approved one of its platform is a downgrade; else it is unapproved.

@load ./words

module Bootwarden;

export {
	## Places in the content order.
	type ContentJudgement: enum {
		## Nothing can be said: no manifest, no complete hash, or no file that counts.
		CONTENT_NOT_JUDGED,
		CONTENT_APPROVED,
		CONTENT_WRONG_SERVER,
		CONTENT_WRONG_DEVICE,
		CONTENT_MODIFIED,
		CONTENT_OLDER,
		CONTENT_UNAPPROVED,
	};

	## Where a file stands in the content order.
	global content_judgement: function(e: Evidence): ContentJudgement;

	## Whether a line of a manifest allows a server; names count as the addresses of declared boot servers,
	## because a transfer shows addresses only.
	global server_allowed: function(a: Approved, server: string): bool;

	## Whether a line of a manifest allows a device.
	global device_allowed: function(a: Approved, device: addr): bool;
}

function server_allowed(a: Approved, server: string): bool
	{
	if ( |a$servers| == 0 && |a$server_names| == 0 )
		return T;
	return to_addr(server) in a$servers
	    || ( |a$server_names| > 0 && boot_server_declared(server) );
	}

function device_allowed(a: Approved, device: addr): bool
	{
	return |a$devices| == 0 || device in a$devices;
	}

# Lines whose every known hash is the content's.
function lines_with_content(c: Content): vector of Approved
	{
	local found: vector of Approved;
	for ( _, hash in vector(c$sha256, c$md5) )
		if ( hash in approved_images$by_hash )
			for ( _, a in approved_images$by_hash[hash] )
				if ( ( ! a?$sha256 || a$sha256 == c$sha256 )
				    && ( ! a?$md5 || a$md5 == c$md5 ) )
					found += a;
	return found;
	}

function known_content(e: Evidence, lines: vector of Approved): ContentJudgement
	{
	local judgement = CONTENT_WRONG_DEVICE;
	for ( _, a in lines )
		{
		if ( ! device_allowed(a, e$device) )
			next;
		if ( server_allowed(a, e$server) )
			return CONTENT_APPROVED;
		judgement = CONTENT_WRONG_SERVER;
		}
	return judgement;
	}

function older_than_all(c: Content): bool
	{
	if ( ! c?$platform
	    || ! c?$version
	    || platform_key(c$platform) !in approved_images$by_platform )
		return F;
	for ( _, a in approved_images$by_platform[platform_key(c$platform)] )
		if ( ! a?$version || ! version_older(c$version, a$version) )
			return F;
	return T;
	}

function content_judgement(e: Evidence): ContentJudgement
	{
	if ( e$evidence != FILE_CONTENT
	    || approved_images$size == 0
	    || ! counts(e)
	    || ! device_reads(e) )
		return CONTENT_NOT_JUDGED;
	local c = e$content;
	# Nobody lists what PXE hosts load: theirs is judged where someone misled them, or they are devices.
	if ( c$class == "pxe"
	    && e$device !in devices
	    && redirects[e$device, e$server] != "suspicious" )
		return CONTENT_NOT_JUDGED;
	if ( c$class == "network-config" || ! c?$sha256 || ! c?$md5 )
		return CONTENT_NOT_JUDGED;
	local lines = lines_with_content(c);
	if ( |lines| > 0 )
		return known_content(e, lines);
	if ( e?$file_name && base_name(e$file_name) in approved_images$by_name )
		return CONTENT_MODIFIED;
	# A list of images, or a page that says why there is none, is no image for its name.
	if ( c$kind in text_kinds )
		return CONTENT_NOT_JUDGED;
	return older_than_all(c) ? CONTENT_OLDER : CONTENT_UNAPPROVED;
	}

# Whether the manifest has a say in this file, all of whose bytes may not have been seen.
function manifest_matters(e: Evidence): bool
	{
	return approved_images$size > 0
	    && device_reads(e)
	    && e$content$class == "network-image";
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_CONTENT )
		return;
	local judgement = content_judgement(e);
	if ( judgement == CONTENT_APPROVED )
		expect(e);
	else if ( judgement == CONTENT_NOT_JUDGED
	    && boot_server_declared(e$server)
	    && ! manifest_matters(e) )
		expect(e);
	}
