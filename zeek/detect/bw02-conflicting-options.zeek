##! BW02: two servers answer one transaction, both with boot information, and it differs. Silent where one
##! carries none (a DHCP server beside a proxyDHCP server), and where all that both name is declared. Information where
##! the site declared nothing and neither names a server beyond the border.

@load base/frameworks/cluster
@load ./bw01-boot-options

module Bootwarden;

export {
	redef enum Notice::Type += {
		## Two servers answered one client with differing boot options.
		Conflicting_Boot_Options,
	};

	## How long the answers of a transaction are compared.
	option boot_answers_expire = 2min;
	## Answers remembered at once.
	option boot_answers_remembered = 20000;
}

# By transaction: what each server answered first.
global boot_answers: table[string] of table[string] of BootOptions
    &create_expire=boot_answers_expire;

# Whether two lists name the same, in whatever order.
function same_names(a: vector of string, b: vector of string): bool
	{
	local one: set[string];
	local other: set[string];
	for ( _, name in a )
		add one[name];
	for ( _, name in b )
		add other[name];
	return |one| == |other| && |one & other| == |one|;
	}

function same_boot_options(a: BootOptions, b: BootOptions): bool
	{
	return same_names(a$servers, b$servers) && same_names(a$files, b$files);
	}

function answer_told(b: BootOptions): string
	{
	local names = copy(b$servers);
	for ( _, name in b$files )
		names += name;
	return fmt("%s says %s", b$dhcp_server, join_string_vec(names, " "));
	}

function answer_declared(b: BootOptions): bool
	{
	return dhcp_server_declared(b) && |undeclared_servers(b)| == 0;
	}

# The notice names the answer that nobody declared, whichever came first.
function raise_conflict(e: Evidence, first: BootOptions, second: BootOptions)
	{
	local rogue = answer_declared(second) || |undeclared_servers(first)| >
	    |undeclared_servers(second)| ? first : second;
	local shown = copy(e);
	local bad = undeclared_servers(rogue);
	if ( |bad| + |rogue$servers| > 0 )
		shown$server = |bad| > 0 ? bad[0] : rogue$servers[0];
	if ( |rogue$files| > 0 )
		shown$file_name = rogue$files[0];
	else
		delete shown$file_name;
	if ( is_valid_ip(rogue$dhcp_server) )
		shown$actor = to_addr(rogue$dhcp_server);
	raise(Finding($id="BW02", $note=Conflicting_Boot_Options, $e=shown, $what=fmt(
	    "%s and %s answered %s (%s) with differing boot options",
	    first$dhcp_server, second$dhcp_server, e$device, second$mac),
	    $sub=fmt("%s; %s", answer_told(first), answer_told(second)),
	    $verdict=something_declared() || |bad| >
	    0 ? "suspicious" : "unknown"));
	}

function compare_answers(e: Evidence)
	{
	local b = e$boot_options;
	local transaction = fmt("%s %d", b$mac, b$xid);
	if ( transaction !in boot_answers )
		{
		if ( ! has_room(|boot_answers|, "boot_answers_remembered",
		    boot_answers_remembered) )
			return;
		boot_answers[transaction] = table();
		}
	local answers = boot_answers[transaction];
	for ( server, other in answers )
		if ( server != b$dhcp_server
		    && ! same_boot_options(b, other)
		    && ! ( answer_declared(b) && answer_declared(other) ) )
			{
			raise_conflict(e, other, b);
			break;
			}
	if ( b$dhcp_server !in answers && |answers| < 8 )
		answers[b$dhcp_server] = b;
	}

event Bootwarden::boot_answer_forwarded(e: Evidence)
	{
	compare_answers(e);
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_OPTIONS || ! e?$boot_options )
		return;
	# Two servers offer two addresses, which two nodes of a cluster judge; the client is one.
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		Cluster::publish(Cluster::manager_topic, Bootwarden::boot_answer_forwarded, e);
	else
		compare_answers(e);
	}
