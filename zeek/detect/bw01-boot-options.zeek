##! BW01: a DHCP, BOOTP or proxyDHCP reply with boot information names a boot server that is not declared, or
##! comes from a DHCP server that is not. Option 54 says who that is: relays rewrite addresses.

@load ../signals/dhcp
@load ./main
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## Boot options name a server that is not declared, or come from one.
	Rogue_Boot_Options,
};

# Whether option 54, or else the sender, is a declared DHCP server.
function dhcp_server_declared(b: BootOptions): bool
	{
	return |dhcp_servers| > 0
	    && is_valid_ip(b$dhcp_server)
	    && to_addr(b$dhcp_server) in dhcp_servers;
	}

# Boot servers of a reply that are not declared.
function undeclared_servers(b: BootOptions): vector of string
	{
	local found: vector of string;
	if ( boot_servers_known() )
		for ( _, server in b$servers )
			if ( ! boot_server_declared(server) )
				found += server;
	return found;
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_OPTIONS || ! e?$boot_options )
		return;
	local b = e$boot_options;
	local rogues = undeclared_servers(b);
	local problem = "";
	if ( |rogues| > 0 )
		{
		e$server = rogues[0];
		problem = fmt("boot server %s is not declared in Bootwarden::boot_servers",
		    join_string_vec(rogues, ", "));
		}
	else if ( |dhcp_servers| > 0 && ! dhcp_server_declared(b) )
		problem = fmt("DHCP server %s is not declared in Bootwarden::dhcp_servers",
		    b$dhcp_server);
	if ( problem == "" )
		{
		if ( dhcp_server_declared(b) || ( |b$servers| > 0 && boot_servers_known() ) )
			expect(e);
		return;
		}
	raise(Finding($id="BW01", $note=Rogue_Boot_Options, $e=e, $what=fmt(
	    "%s answered %s (%s) with boot server %s%s", b$dhcp_server,
	    e$device, b$mac, e?$server ? e$server : "none", e?$file_name ? fmt(
	    ", file %s", e$file_name) : ""), $sub=problem));
	}
