##! BW16: a client guesses file names on TFTP servers: it misses many different ones in a short time.

@load ../limits
@load ../signals/enumeration
@load ./main

module Bootwarden;

redef enum Notice::Type += {
	## A client missed many different names in a short time.
	TFTP_Enumeration,
};

export {
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

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_GUESSING )
		return;
	# Administrators scan what is theirs.
	if ( ( e?$actor ? e$actor : e$device ) in admin_hosts )
		{
		expect(e);
		return;
		}
	raise(Finding($id="BW16", $note=TFTP_Enumeration, $e=e, $what=fmt(
	    "%s guesses file names on %s", e?$actor ? e$actor : e$device,
	    e$server), $sub=e$detail));
	}
