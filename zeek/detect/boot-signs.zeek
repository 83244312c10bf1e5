##! What evidence says of the boot that its device shows a sign of: see :zeek:see:`Bootwarden::Boot`.

@load ../image
@load ../kinds
@load ../signals/requests
@load ./boots
@load ./words

module Bootwarden;

# Which evidence is a sign, beside orders. What files are shows what was read.
const sign_of: table[EvidenceKind] of string = {
	[BOOT_OPTIONS] = "options",
	[AUTOINSTALL_REQUEST] = "autoinstall",
	[RELOAD_ORDER] = "reload",
	[LOADER_OUTPUT] = "loader",
	[CONFIG_LOADED] = "config",
	[CONFIG_FAILED] = "config",
	[RESTARTED] = "restart",
};

const verdicts_by_weight = table(["expected"] = 0, ["unknown"] = 1, [
    "suspicious"] = 2);

function boot_by(e: Evidence): string
	{
	if ( e?$user )
		return e?$actor ? fmt("%s@%s", e$user, e$actor) : e$user;
	return e?$actor ? cat(e$actor) : "";
	}

# What all evidence of a boot says.
function boot_heard(b: OpenBoot, e: Evidence)
	{
	local line = b$line;
	b$heard = network_time();
	if ( e$ts > b$last )
		b$last = e$ts;
	# On a cluster what came first may be told last.
	if ( e$ts < line$ts )
		line$ts = e$ts;
	# Nobody judges that a device restarted, but what it was told and read.
	if ( ( e$evidence != RESTARTED || e$verdict != "unknown" )
	    && boot_may_say(b, "verdict", verdicts_by_weight[e$verdict], e$ts) )
		line$verdict = e$verdict;
	if ( e?$chain )
		line$chain = e$chain;
	if ( ! e?$uid || ( e$uid !in b$shown && |b$shown| >= boot_max_uids ) )
		return;
	if ( e$uid !in b$shown || e$ts < b$shown[e$uid] )
		b$shown[e$uid] = e$ts;
	if ( ! e?$id || e$uid in b$communities )
		return;
	local community = community_of(e$id);
	if ( community?$id )
		b$communities[e$uid] = community$id;
	}

# Whom a device was told to boot from, and what.
function boot_told(b: OpenBoot, e: Evidence)
	{
	local line = b$line;
	local weight = verdicts_by_weight[e$verdict];
	local by = boot_by(e);
	if ( by != "" && boot_may_say(b, "told_by", weight, e$ts) )
		line$told_by = by;
	if ( e?$server && boot_may_say(b, "server", weight, e$ts) )
		line$server = e$server;
	if ( ! e?$file_name || e$evidence == SNMP_CONFIG )
		return;
	# AutoInstall's option 67 names a configuration.
	if ( class_of_name(e$file_name) == "network-config" )
		{
		if ( boot_may_say(b, "config", weight, e$ts) )
			line$config = e$file_name;
		}
	else if ( boot_may_say(b, "image", weight, e$ts) )
		line$image = e$file_name;
	}

function boot_restarted(b: OpenBoot, e: Evidence)
	{
	if ( e$evidence == RESTARTED && ( ! b?$restarted || e$ts > b$restarted ) )
		b$restarted = e$ts;
	local by = boot_by(e);
	if ( by != "" && boot_may_say(b, "restarted_by", 0, e$ts) )
		b$line$restarted_by = by;
	}

function boot_read(b: OpenBoot, e: Evidence)
	{
	local line = b$line;
	local c = e$content;
	local weight = 3 + verdicts_by_weight[e$verdict];
	local image = c$class != "network-config";
	if ( boot_may_say(b, "server", weight, e$ts) )
		line$server = e$server;
	if ( ! image )
		{
		if ( boot_may_say(b, "fetched_by", 0, e$ts) )
			line$fetched_by = c$proto;
		if ( ! boot_may_say(b, "config", weight, e$ts) )
			return;
		delete line$config_sha256;
		line$config = e?$file_name ? e$file_name : "";
		line$config_verdict = e$verdict;
		if ( c?$sha256 )
			line$config_sha256 = c$sha256;
		return;
		}
	# Of all that a PXE host reads, its kernel or loader.
	weight = 8 * weight + ( c$class == "network-image" ? 2 : 0 ) + ( c$kind in
	    image_kinds ? 1 : 0 );
	if ( ! boot_may_say(b, "image", weight, e$ts) )
		return;
	if ( boot_may_say(b, "fetched_by", weight, e$ts) )
		line$fetched_by = c$proto;
	delete line$sha256;
	delete line$platform;
	delete line$version;
	line$image = e?$file_name ? e$file_name : "";
	line$kind = c$kind;
	line$image_verdict = e$verdict;
	if ( c?$sha256 )
		line$sha256 = c$sha256;
	if ( c?$platform )
		line$platform = c$platform;
	if ( c?$version )
		line$version = c$version;
	}

# After the chain: verdicts are final.
hook judge(e: Evidence) &priority=-200
	{
	if ( e$device == 0.0.0.0 || e?$device_name || e$leaves )
		return;
	if ( e$evidence == FILE_FETCH || e$evidence == FILE_CONTENT )
		{
		if ( ! device_reads(e) )
			return;
		for ( _, reading in boot_of(e) )
			{
			boot_heard(reading, e);
			if ( e$evidence == FILE_FETCH )
				{
				++reading$reading;
				next;
				}
			if ( reading$reading > 0 )
				--reading$reading;
			add reading$signs[e$content$class == "network-config" ? "config" : "image"];
			boot_read(reading, e);
			}
		return;
		}
	# What it runs it may tell at any time.
	if ( e$evidence == RUNNING_IMAGE )
		{
		if ( e$device in open_boots && e?$running && e$running?$version )
			open_boots[e$device]$line$running = e$running?$platform ? fmt("%s %s",
			    e$running$platform, e$running$version) :
			    e$running$version;
		return;
		}
	local sign = e$evidence in device_orders ? "order" : ( e$evidence in sign_of ?
	    sign_of[e$evidence] : "" );
	if ( sign == "" )
		return;
	for ( _, b in boot_of(e) )
		{
		boot_heard(b, e);
		add b$signs[sign];
		if ( sign == "options" || sign == "order" )
			boot_told(b, e);
		else if ( sign == "reload" || sign == "restart" )
			boot_restarted(b, e);
		else if ( sign != "autoinstall"
		    && e?$server
		    && boot_may_say(b, "server", 1, e$ts) )
			b$line$server = e$server;
		}
	}
