##! Names that a client asked for in vain. Told in one place per client, because the requests of one client reach
##! several workers of a cluster. Each alone is no evidence: boot loaders, phones and printers ask for many names.

@load ../cluster
@load ../tftp
@load ./parties

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## One client missed many different names in a short time.
		FILE_GUESSING,
	};

	## A client asked for a name in vain. Raised on the node where all that concerns the client comes together.
	global file_missed: event(client: addr, server: addr, name: string,
	    uid: string, id: conn_id);
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
