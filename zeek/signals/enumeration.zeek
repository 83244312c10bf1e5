##! Names that a client asked for in vain. Told in one place per client, because the requests of one client reach
##! several workers of a cluster. Each alone is no evidence: boot loaders, phones and printers ask for many names.

@load ../cluster
@load ../image
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

# Names with a host's own address, serial number or UUID in them: phones and boot loaders ask for several, and hundreds
# of such hosts may stand behind one address. All those of a kind are one name.
const own_number =
    /[0-9a-f]{8,}(-[0-9a-f]{4,})*|([0-9a-f]{2}-){5,6}[0-9a-f]{2}/;

function missed_name(name: string): string
	{
	local shown = to_lower(shown_name(name));
	return classify(name, "unknown") in set("phone", "pxe") ? gsub(shown,
	    own_number, "*") : shown;
	}

function tell_missed(t: Transfer)
	{
	if ( ! t?$file_name || ( outside(t$client) && outside(t$server) ) )
		return;
	local name = missed_name(t$file_name);
	local topic = home_of(t$client);
	if ( topic == "" )
		event Bootwarden::file_missed(t$client, t$server, name, t$uid, t$id);
	else
		Cluster::publish(topic, Bootwarden::file_missed, t$client, t$server, name,
		    t$uid, t$id);
	}

event tftp_done(t: Transfer)
	{
	if ( |t$head| > 0 || t$blocks > 0 )
		return;
	# 0: unspecified, 1: not found, 2: not allowed. Some servers say nothing at all.
	if ( t?$error_code ? t$error_code <= 2 : t?$status && t$status == "timed_out" )
		tell_missed(t);
	}

# More is asked than can be followed.
event tftp_unfollowed(t: Transfer)
	{
	tell_missed(t);
	}
