##! BW02: two servers answer one transaction, both with boot information, and it differs. Silent where one
##! carries none (a DHCP server beside a proxyDHCP server), and where all that both name is declared.

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

function same_boot_options(a: BootOptions, b: BootOptions): bool
	{
	if ( ( a?$file_name ? a$file_name : "" ) != ( b?$file_name ? b$file_name : "" ) )
		return F;
	local one: set[string];
	local other: set[string];
	for ( _, server in a$servers )
		add one[server];
	for ( _, server in b$servers )
		add other[server];
	return |one| == |other| && |one & other| == |one|;
	}

function answer_declared(b: BootOptions): bool
	{
	return dhcp_server_declared(b) && |undeclared_servers(b)| == 0;
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_OPTIONS
	    || ! e?$boot_options
	    || ! something_declared() )
		return;
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
		{
		if ( server == b$dhcp_server
		    || same_boot_options(b, other)
		    || ( answer_declared(b) && answer_declared(other) ) )
			next;
		# The notice names the answer that nobody declared, whichever came first.
		local rogue = answer_declared(b) ? other : b;
		local shown = copy(e);
		local bad = undeclared_servers(rogue);
		if ( |bad| + |rogue$servers| > 0 )
			shown$server = |bad| > 0 ? bad[0] : rogue$servers[0];
		if ( rogue?$file_name )
			shown$file_name = rogue$file_name;
		else
			delete shown$file_name;
		if ( is_valid_ip(rogue$dhcp_server) )
			shown$actor = to_addr(rogue$dhcp_server);
		raise(Finding($id="BW02", $note=Conflicting_Boot_Options, $e=shown, $what=fmt(
		    "%s and %s answered %s (%s) with differing boot options",
		    other$dhcp_server, b$dhcp_server, e$device, b$mac),
		    $sub=fmt("%s says %s%s, %s says %s%s", other$dhcp_server,
		    join_string_vec(other$servers, " "), other?$file_name ? " " +
		    other$file_name : "", b$dhcp_server, join_string_vec(
		    b$servers, " "), b?$file_name ? " " + b$file_name : "")));
		break;
		}
	if ( b$dhcp_server !in answers && |answers| < 8 )
		answers[b$dhcp_server] = b;
	}
