##! BW30: the chain. Within :zeek:see:`Bootwarden::chain_window` one device shows two of three stages (told to boot
##! from elsewhere; fetched a file; booted) in different transactions, and at least one line of them is
##! suspicious. Raised once, at the second stage; the lines that complete and follow it share its id.
##!
##! Where the site declared nothing, orders inside the network need not be wrong. When one was given, a file was fetched
##! and the device restarted, that is told as information.

@load ../kinds
@load ../signals/dhcp
@load ./main
@load ./words

module Bootwarden;

export {
	redef enum Notice::Type += {
		## One device shows several stages of a netboot hijack.
		Netboot_Hijack,
	};

	## How far apart the stages of one hijack may lie.
	option chain_window = 24hr;
	## Devices whose lines are remembered at once.
	option chain_max_devices = 50000;
	## Lines that the notice tells.
	option chain_story_lines = 8;
	## Lines remembered of one stage of a device: the latest, and suspicious ones before others.
	option chain_max_lines = 8;
}

# A line of bootwarden.log, as far as a chain needs it.
type ChainLine: record {
	ts: time;
	transaction: string;
	suspicious: bool;
	# Hardware address of the client that was told so, by DHCP.
	client: string &default="";
	# Whether someone told the device to, by a SET or a command.
	order: bool;
	# What it adds to the story.
	told: string;
};

type Chain: record {
	# By stage: redirect, fetch or boot.
	stages: table[string] of vector of ChainLine &default=table();
	# Set once it is raised.
	id: string &default="";
	# Whether it was told as information only.
	informed: bool &default=F;
	# The latest line.
	last: time;
	# The latest evidence, without its file's bytes.
	latest: Evidence;
};

global chains: table[addr] of Chain &write_expire=chain_window;

# Expected lines tell of no hijack. Neither do files that leave a device, nor attempts on one.
function chain_stage(e: Evidence): string
	{
	if ( e$verdict == "expected" || e$leaves )
		return "";
	# A relay may pass on what many devices say.
	if ( e?$device_name )
		return "";
	# What a device runs it may run for long: only an image that is not approved tells of a boot.
	if ( e$evidence == RUNNING_IMAGE && e$verdict != "suspicious" )
		return "";
	if ( e$stage == "fetch" || e$stage == "content" )
		{
		# A request alone fetches nothing.
		local fetched = e?$content ? counts(e) && device_reads(e) : e$evidence in set(
		    LOADER_OUTPUT, CONFIG_LOADED);
		return fetched ? "fetch" : "";
		}
	return e$stage == "redirect" || e$stage == "boot" ? e$stage : "";
	}

function chain_line(e: Evidence): ChainLine
	{
	local kind = sub(cat(e$evidence), /^.*::/, "");
	local text = fmt("%s %s", strftime("%Y-%m-%d %H:%M:%S", e$ts), kind);
	if ( e?$actor || e?$user )
		text += fmt(" by %s%s%s", e?$user ? e$user : "", e?$user && e?$actor ? "@" : "",
		    e?$actor ? cat(e$actor) : "");
	if ( e?$server )
		text += fmt(", server %s", e$server);
	if ( e?$file_name )
		text += fmt(", file %s", e$file_name);
	if ( e?$uid )
		text += fmt(" (%s)", e$uid);
	return ChainLine($ts=e$ts, $transaction=e?$transaction ? e$transaction : (
	    e?$uid ? e$uid : kind ), $suspicious=e$verdict == "suspicious",
	    $client=e?$boot_options ? e$boot_options$mac : "",
	    $order=e$evidence in device_orders, $told=text);
	}

# Whether two stages are shown in different transactions, and something is suspicious.
function chain_complete(c: Chain): bool
	{
	local suspicious = F;
	local apart = F;
	for ( stage, lines in c$stages )
		for ( _, line in lines )
			{
			suspicious = suspicious || line$suspicious;
			for ( other, others in c$stages )
				if ( other != stage )
					for ( _, o in others )
						apart = apart || o$transaction != line$transaction;
			}
	return suspicious && apart;
	}

# Whether all three stages are shown in three transactions, beginning with an order.
function chain_informs(c: Chain): bool
	{
	for ( _, wanted in vector("redirect", "fetch", "boot") )
		if ( wanted !in c$stages )
			return F;
	for ( _, ordered in c$stages["redirect"] )
		for ( _, fetched in c$stages["fetch"] )
			for ( _, booted in c$stages["boot"] )
				if ( ordered$order
				    && ordered$transaction != fetched$transaction
				    && ordered$transaction != booted$transaction
				    && fetched$transaction != booted$transaction )
					return T;
	return F;
	}

# The story, in order of time, without repetitions.
function chain_story(c: Chain): string
	{
	local all: vector of ChainLine;
	for ( _, lines in c$stages )
		for ( _, line in lines )
			all += line;
	sort(all, function(a: ChainLine, b: ChainLine): int
		{
		return a$ts < b$ts ? -1 : ( a$ts > b$ts ? +1 : 0 );
		});
	local story: vector of string;
	for ( _, l in all )
		if ( |story| == 0 || story[-1] != l$told )
			story += l$told;
	local more = |story| > chain_story_lines ? fmt("; and %d more", |story| -
	    chain_story_lines) : "";
	if ( more != "" )
		story = story[0:chain_story_lines];
	return join_string_vec(story, "; ") + more;
	}

function chain_forget_old(c: Chain, now: time)
	{
	for ( stage, lines in c$stages )
		{
		local kept: vector of ChainLine = vector();
		for ( _, line in lines )
			if ( now - line$ts <= chain_window )
				kept += line;
		c$stages[stage] = kept;
		}
	if ( now - c$last > chain_window )
		c$id = "";
	}

# What is remembered of an evidence.
function chain_evidence(e: Evidence): Evidence
	{
	local kept = copy(e);
	delete kept$content;
	return kept;
	}

# The place of the line that tells least: the oldest of those that are not suspicious, else the oldest.
function chain_least(lines: vector of ChainLine): count
	{
	for ( i, line in lines )
		if ( ! line$suspicious )
			return i;
	return 0;
	}

# Keeps the lines of a stage in order of time.
function chain_add(c: Chain, stage: string, lines: vector of ChainLine)
	{
	local all: vector of ChainLine;
	if ( stage in c$stages )
		all = c$stages[stage];
	for ( _, line in lines )
		all += line;
	sort(all, function(a: ChainLine, b: ChainLine): int
		{
		return a$ts < b$ts ? -1 : ( a$ts > b$ts ? +1 : 0 );
		});
	while ( |all| > chain_max_lines )
		{
		local least = chain_least(all);
		local kept: vector of ChainLine = vector();
		for ( i, line in all )
			if ( i != least )
				kept += line;
		all = kept;
		}
	c$stages[stage] = all;
	}

# Raises the notice of a chain that this evidence, or what came before it, completes.
function chain_judge(c: Chain, e: Evidence)
	{
	if ( c$id == "" || c$informed )
		{
		local complete = chain_complete(c);
		if ( ! complete
		    && ( c$informed || something_declared() || ! chain_informs(c) ) )
			{
			if ( c$id != "" )
				e$chain = c$id;
			return;
			}
		if ( c$id == "" )
			c$id = "C" + md5_hash(cat(e$device, e$ts))[0:16];
		c$informed = ! complete;
		e$chain = c$id;
		raise(Finding($id="BW30", $note=Netboot_Hijack, $e=e, $what=fmt("%s %s: %s",
		    e$device, complete ? "is being made to boot from elsewhere" :
		    "was told what to load, loaded it and restarted",
		    chain_story(c)), $sub=fmt("chain %s%s", c$id, complete ? "" :
		    "; whether that is wrong, only a declared site can say"),
		    $key=complete ? "" : "informs",
		    $verdict=complete ? "suspicious" : "unknown", $evident=T));
		}
	e$chain = c$id;
	}

# After all judgements.
hook judge(e: Evidence) &priority=-100
	{
	local stage = chain_stage(e);
	if ( stage == "" || e$device == 0.0.0.0 )
		return;
	if ( e$device !in chains )
		{
		if ( ! has_room(|chains|, "chain_max_devices", chain_max_devices) )
			return;
		chains[e$device] = Chain($last=e$ts, $latest=chain_evidence(e));
		}
	local c = chains[e$device];
	chain_forget_old(c, e$ts);
	c$last = e$ts;
	chain_add(c, stage, vector(chain_line(e)));
	chain_judge(c, e);
	c$latest = chain_evidence(e);
	# Writing is what keeps it from expiring.
	chains[e$device] = c;
	}

# Another client has the address: what was told to the hardware address of the former is not its.
function chain_forget_clients(device: addr, mac: string)
	{
	if ( device !in chains )
		return;
	local c = chains[device];
	for ( stage, lines in c$stages )
		{
		local kept: vector of ChainLine = vector();
		for ( _, line in lines )
			if ( line$client == "" || line$client == mac )
				kept += line;
		c$stages[stage] = kept;
		}
	}

# What of a chain is not older, as a chain of its own.
function chain_since(c: Chain, since: time): Chain
	{
	local later = Chain($last=c$last, $latest=c$latest);
	local all_kept = T;
	for ( stage, lines in c$stages )
		{
		local kept: vector of ChainLine = vector();
		for ( _, line in lines )
			if ( line$ts >= since )
				kept += line;
		if ( |kept| > 0 )
			later$stages[stage] = kept;
		all_kept = all_kept && |kept| == |lines|;
		}
	return all_kept ? c : later;
	}

# A client has another address now: what was seen of it is joined to what has been seen since. Earlier lines of that
# address are about whoever had it before.
function chain_join(c: Chain, now: addr, since: time)
	{
	if ( now in chains )
		{
		local there = chains[now];
		for ( stage, lines in there$stages )
			{
			local own: vector of ChainLine = vector();
			for ( _, line in lines )
				if ( line$ts >= since )
					own += line;
			if ( |own| > 0 )
				chain_add(c, stage, own);
			}
		if ( there$last >= since )
			{
			c$last = there$last;
			c$latest = there$latest;
			if ( there$id != "" )
				c$id = there$id;
			}
		}
	else if ( ! has_room(|chains|, "chain_max_devices", chain_max_devices) )
		return;
	chains[now] = c;
	local e = c$latest;
	if ( e$device == now )
		chain_judge(c, e);
	}
