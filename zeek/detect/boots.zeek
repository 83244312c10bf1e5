##! bootwarden_boots.log: a line for each boot of a device, good or bad, joined from its evidence. A boot is what one
##! device shows from its first sign until :zeek:see:`Bootwarden::boot_quiet` passes without another. Boot options,
##! orders and files alone are no boot: leases are renewed, and files are copied. Two of these are one; and so are
##! a restart, a loader's output, or a request for AutoInstall's names alone.

@load ../kinds
@load ../limits
@load ../signals/requests
@load ./main
@load ./words

module Bootwarden;

export {
	redef enum Log::ID += { BOOTS_LOG };

	## How long a boot stays open for its next sign.
	option boot_quiet = 10min;
	## After this long it is written, though signs still come: short leases are renewed for ever.
	option boot_longest = 6hr;
	## Boots open at once.
	option boots_max = 20000;
	## Connections that a boot names.
	option boot_max_uids = 32;

	## One boot: a line of bootwarden_boots.log.
	type Boot: record {
		## When its first sign was seen.
		ts: time &log;
		## The machine that boots.
		device: addr &log;
		## By which signs it is known: options, order, autoinstall, reload, image, config, loader, restart.
		why: vector of string &log &default=vector();
		## Who told the device what to boot: DHCP server, SNMP manager, user.
		told_by: string &log &optional;
		## Boot server used, else named.
		server: string &log &optional;
		## Image read, else named.
		image: string &log &optional;
		## What its bytes are.
		kind: string &log &optional;
		## Hardware that it is for.
		platform: string &log &optional;
		## Version that it is.
		version: string &log &optional;
		## Its SHA-256.
		sha256: string &log &optional;
		## What the judgement of the image is.
		image_verdict: string &log &optional;
		## Configuration read.
		config: string &log &optional;
		## Its SHA-256.
		config_sha256: string &log &optional;
		## What the judgement of the configuration is.
		config_verdict: string &log &optional;
		## What the device said afterwards that it runs.
		running: string &log &optional;
		## Who ordered the restart.
		restarted_by: string &log &optional;
		## Protocol by which the image, else the configuration, was read.
		fetched_by: string &log &optional;
		## From the first sign to the last.
		duration: interval &log &default=0sec;
		## The worst verdict of what it was told and read.
		verdict: string &log &default="unknown";
		## Id of the hijack that it is part of.
		chain: string &log &optional;
		## Connections that showed it.
		uids: vector of string &log &default=vector();
		## Their community ids, where the site loaded Zeek's policy for them.
		community_id: vector of string &log &optional;
	};

	## Raised when a boot is over, on the node that judges the device.
	global log_boot: event(rec: Boot);

	## Filters bootwarden_boots.log.
	global boots_log_policy: Log::PolicyHook;
}

# Signs in the order in which a line names them, and whether one alone shows a boot.
const boot_signs = vector("options", "order", "autoinstall", "reload", "image",
    "config", "loader", "restart");
const conclusive_signs: set[string] = {
	"autoinstall",
	"reload",
	"loader",
	"restart",
};

# A boot that is not over yet.
type OpenBoot: record {
	line: Boot;
	# Tells it from others that this process holds or held.
	number: count;
	signs: set[string] &default=set();
	# Time of its last sign: of the packet, and of this process.
	last: time;
	heard: time;
	# When it began here.
	opened: time;
	# When the device said that it had restarted.
	restarted: time &optional;
	# Files that are being read.
	reading: count &default=0;
	# How well what the line says of each thing is known, and since when: better and later evidence replaces it.
	weight: table[string] of count &default=table();
	said: table[string] of time &default=table();
	# When each connection that showed it was first seen, and its community id.
	shown: table[string] of time &default=table();
	communities: table[string] of string &default=table();
};

global open_boots: table[addr] of OpenBoot;
global boots_opened = 0;

event zeek_init() &priority=5
	{
	Log::create_stream(Bootwarden::BOOTS_LOG, [$columns=Boot, $ev=log_boot,
	    $path="bootwarden_boots", $policy=boots_log_policy]);
	}

event zeek_init() &priority=-10
	{
	community_column(Bootwarden::BOOTS_LOG);
	}

# Whether evidence of this weight may say something of a thing, because nothing better or later has.
function boot_may_say(b: OpenBoot, what: string, weight: count, ts: time): bool
	{
	if ( what in b$weight
	    && ( b$weight[what] > weight || ( b$weight[what] == weight && b$said[what] > ts ) ) )
		return F;
	b$weight[what] = weight;
	b$said[what] = ts;
	return T;
	}

function boot_is_one(b: OpenBoot): bool
	{
	return |b$signs| > 1
	    && b$signs != set("image", "config")
	    || |b$signs & conclusive_signs| > 0;
	}

# The connections that showed a boot, as they were first seen: whichever node told of them before.
function boot_name_uids(b: OpenBoot)
	{
	local line = b$line;
	for ( uid in b$shown )
		line$uids += uid;
	sort(line$uids, function[b](one: string, other: string): int
		{
		if ( b$shown[one] != b$shown[other] )
			return b$shown[one] < b$shown[other] ? -1 : +1;
		return strcmp(one, other);
		});
	if ( |b$communities| == 0 )
		return;
	line$community_id = vector();
	for ( _, uid in line$uids )
		if ( uid in b$communities )
			line$community_id += b$communities[uid];
	}

function boot_write(b: OpenBoot)
	{
	if ( ! boot_is_one(b) )
		return;
	local line = b$line;
	for ( _, sign in boot_signs )
		if ( sign in b$signs )
			line$why += sign;
	boot_name_uids(b);
	line$duration = b$last - line$ts;
	Log::write(Bootwarden::BOOTS_LOG, line);
	}

event Bootwarden::boot_check(device: addr, number: count)
	{
	if ( device !in open_boots || open_boots[device]$number != number )
		return;
	local b = open_boots[device];
	# A large file takes longer; but not for ever.
	local left = b$heard + boot_quiet * ( b$reading > 0 ? 6 : 1 ) - network_time();
	local longest = b$opened + boot_longest - network_time();
	if ( longest < left )
		left = longest;
	if ( left > 0sec )
		{
		schedule left { Bootwarden::boot_check(device, number) };
		return;
		}
	delete open_boots[device];
	boot_write(b);
	}

# Whether evidence belongs to the device's next boot: it had restarted, and is told to again, or loads again.
function boot_begins_anew(b: OpenBoot, e: Evidence): bool
	{
	if ( ! b?$restarted || e$ts <= b$restarted )
		return F;
	return e$evidence == RELOAD_ORDER
	    || ( e$evidence == FILE_FETCH && e$content$class != "network-config" && "image" in b$signs );
	}

# The boot that a device shows a sign of; nothing where there is no room for another.
function boot_of(e: Evidence): vector of OpenBoot
	{
	if ( e$device in open_boots && boot_begins_anew(open_boots[e$device], e) )
		{
		boot_write(open_boots[e$device]);
		delete open_boots[e$device];
		}
	if ( e$device !in open_boots )
		{
		if ( ! has_room(|open_boots|, "boots_max", boots_max) )
			return vector();
		open_boots[e$device] = OpenBoot($line=Boot($ts=e$ts, $device=e$device),
		    $number=++boots_opened, $last=e$ts, $heard=network_time(),
		    $opened=network_time());
		schedule boot_quiet { Bootwarden::boot_check(e$device, boots_opened) };
		}
	return vector(open_boots[e$device]);
	}

function boots_in_order(one: OpenBoot, other: OpenBoot): int
	{
	if ( one$line$ts != other$line$ts )
		return one$line$ts < other$line$ts ? -1 : +1;
	return one$line$device < other$line$device ? -1 : +1;
	}

event Bootwarden::boots_end()
	{
	local all: vector of OpenBoot;
	for ( _, b in open_boots )
		all += b;
	sort(all, boots_in_order);
	clear_table(open_boots);
	for ( _, done in all )
		boot_write(done);
	}

# After the evidence that others tell of at the end.
event zeek_done() &priority=-10
	{
	event Bootwarden::boots_end();
	}
