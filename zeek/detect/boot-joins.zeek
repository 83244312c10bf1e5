##! Joins what two nodes, or two addresses of a client, showed of one boot: see :zeek:see:`Bootwarden::Boot`.

@load ./boots

module Bootwarden;

# Takes over what another line says of a thing.
function boot_take(line: Boot, other: Boot, what: string)
	{
	switch ( what )
		{
		case "verdict":
			line$verdict = other$verdict;
			break;
		case "told_by":
			line$told_by = other$told_by;
			break;
		case "server":
			line$server = other$server;
			break;
		case "restarted_by":
			line$restarted_by = other$restarted_by;
			break;
		case "fetched_by":
			line$fetched_by = other$fetched_by;
			break;
		case "config":
			delete line$config_sha256;
			delete line$config_verdict;
			line$config = other$config;
			if ( other?$config_verdict )
				line$config_verdict = other$config_verdict;
			if ( other?$config_sha256 )
				line$config_sha256 = other$config_sha256;
			break;
		case "image":
			delete line$kind;
			delete line$sha256;
			delete line$platform;
			delete line$version;
			delete line$image_verdict;
			line$image = other$image;
			if ( other?$kind )
				line$kind = other$kind;
			if ( other?$sha256 )
				line$sha256 = other$sha256;
			if ( other?$platform )
				line$platform = other$platform;
			if ( other?$version )
				line$version = other$version;
			if ( other?$image_verdict )
				line$image_verdict = other$image_verdict;
			break;
		}
	}

# Two nodes, or two addresses, showed one boot.
function boot_merge(b: OpenBoot, other: OpenBoot)
	{
	local line = b$line;
	b$signs += other$signs;
	b$reading += other$reading;
	if ( other$last > b$last )
		b$last = other$last;
	if ( other$line$ts < line$ts )
		line$ts = other$line$ts;
	if ( other?$restarted && ( ! b?$restarted || other$restarted > b$restarted ) )
		b$restarted = other$restarted;
	for ( what, weight in other$weight )
		if ( boot_may_say(b, what, weight, other$said[what]) )
			boot_take(line, other$line, what);
	if ( other$line?$running )
		line$running = other$line$running;
	if ( other$line?$chain )
		line$chain = other$line$chain;
	for ( uid, at in other$shown )
		if ( uid in b$shown || |b$shown| < boot_max_uids )
			b$shown[uid] = at;
	for ( uid, community in other$communities )
		b$communities[uid] = community;
	}

# A client has another address now: what was seen of it goes on there, and began earlier. What is older than that
# at the new address is its former holder's.
function boot_join(b: OpenBoot, now: addr, since: time)
	{
	if ( now in open_boots )
		{
		local there = open_boots[now];
		if ( there$last >= since - 1min )
			boot_merge(b, there);
		else
			boot_write(there);
		}
	b$line$device = now;
	b$number = ++boots_opened;
	b$heard = network_time();
	b$opened = network_time();
	open_boots[now] = b;
	schedule boot_quiet { Bootwarden::boot_check(now, boots_opened) };
	}
