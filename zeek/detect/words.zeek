##! What several detections share: which files count, who is at the other end, and how to say it.

@load ../image
@load ../limits
@load ../signals/content
@load ../signals/parties
@load ./main

module Bootwarden;

export {
	## Whether a file counts: images and configurations always do; what PXE hosts load only where the site
	## declared the host as a device, or something that is not declared told it to boot from this server; nothing
	## else ever does.
	global counts: function(e: Evidence): bool;

	## The other end of a transfer.
	global peer: function(e: Evidence): addr;

	## Whether a transfer brings a device what it asked for, from a server.
	global device_reads: function(e: Evidence): bool;

	## One sentence about a transfer.
	global told: function(e: Evidence): string;

	## Orders to boot from a server that are remembered at once, for a day each.
	option redirects_remembered = 50000;
}

# Evidence that someone tells a device what to load, by a SET, a command or Smart Install.
const device_orders: set[EvidenceKind] = {
	SNMP_CONFIG,
	SNMP_IMAGE,
	SMART_INSTALL,
	BOOT_COMMAND,
};

# Orders that were not expected, with their verdict: what the declared DHCP server tells PXE hosts is no reason
# to judge them as devices.
global redirects: table[addr, string] of string &create_expire=1day;

hook judge(e: Evidence) &priority=-50
	{
	if ( e$stage != "redirect"
	    || ! e?$server
	    || e?$device_name
	    || e$verdict == "expected" )
		return;
	local server = to_lower(e$server);
	if ( [e$device, server] in redirects )
		{
		if ( e$verdict == "suspicious" )
			redirects[e$device, server] = e$verdict;
		}
	else if ( has_room(|redirects|, "redirects_remembered", redirects_remembered) )
		redirects[e$device, server] = e$verdict;
	}

function counts(e: Evidence): bool
	{
	if ( ! e?$content )
		return F;
	switch ( e$content$class )
		{
		case "network-image", "network-config":
			return T;
		case "pxe":
			return e$device in devices
			    || ( e?$server && [e$device, e$server] in redirects );
		default:
			return F;
		}
	}

function peer(e: Evidence): addr
	{
	return e$content$served ? e$actor : to_addr(e$server);
	}

function device_reads(e: Evidence): bool
	{
	return ! e$content$served && e$content$op == "read";
	}

function told(e: Evidence): string
	{
	local c = e$content;
	local what = fmt("%s %s", c$kind == "unknown" ? c$class : c$kind, e?$file_name ?
	    e$file_name : "without a name");
	if ( c$served )
		return c$op == "write" ? fmt("%s took %s from %s by %s", e$actor, what,
		    e$device, c$proto) : fmt("%s wrote %s to %s by %s", e$actor,
		    what, e$device, c$proto);
	return c$op == "read" ? fmt("%s read %s from %s by %s", e$device, what,
	    e$server, c$proto) : fmt("%s wrote %s to %s by %s", e$device, what,
	    e$server, c$proto);
	}
