##! Evidence of guessing: one client misses many different names in a short time. Counted in one place per client,
##! because the requests of one client reach several workers of a cluster.

@load ../cluster
@load ../limits
@load ../tftp
@load ./parties

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## One client missed many different names in a short time.
		FILE_GUESSING,
	};

	## Different names that one client must miss.
	option enumeration_names = 100;
	## Within this time.
	option enumeration_window = 60sec;
	## Clients that are counted at once.
	option enumeration_clients = 10000;
}

# What a client missed, and when.
type Missed: record {
	names: table[string] of time &default=table();
	# When guessing was last told of.
	told: time &optional;
};

global missed: table[addr] of Missed &read_expire=5min;

event Bootwarden::file_missed(client: addr, server: addr, name: string,
    uid: string, id: conn_id)
	{
	if ( client !in missed )
		{
		if ( ! has_room(|missed|, "enumeration_clients", enumeration_clients) )
			return;
		missed[client] = Missed();
		}
	local m = missed[client];
	local now = network_time();
	m$names[name] = now;
	if ( |m$names| < enumeration_names )
		return;

	local old: vector of string;
	for ( known, at in m$names )
		if ( now - at > enumeration_window )
			old += known;
	for ( _, known in old )
		delete m$names[known];
	if ( |m$names| < enumeration_names )
		return;

	local e = transfer_evidence(FILE_GUESSING, "fetch", client, server, "");
	e$uid = uid;
	e$id = id;
	e$detail = fmt("%d names missed within %s", |m$names|, enumeration_window);
	m$names = table();
	if ( ! m?$told || now - m$told > enumeration_window )
		event Bootwarden::evidence(e);
	m$told = now;
	}

event tftp_done(t: Transfer)
	{
	# 0: unspecified, 1: not found, 2: not allowed.
	if ( ! t?$error_code || t$error_code > 2 || |t$head| > 0 || ! t?$file_name )
		return;
	if ( outside(t$client) && outside(t$server) )
		return;
	local name = to_lower(shown_name(t$file_name));
	local topic = home_of(t$client);
	if ( topic == "" )
		event Bootwarden::file_missed(t$client, t$server, name, t$uid, t$id);
	else
		Cluster::publish(topic, Bootwarden::file_missed, t$client, t$server, name,
		    t$uid, t$id);
	}
