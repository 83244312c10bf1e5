##! BW01: a DHCP, BOOTP, proxyDHCP or DHCPv6 reply with boot information names a boot server that is not declared,
##! or comes from a DHCP server that is not. Option 54 says who that is: relays rewrite addresses. DHCPv6 has no such
##! option, and servers on the link send from link-local addresses: its servers are judged where the site declared
##! any by IPv6, and only those with other addresses.

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

# Whether the site can say of this DHCP server that it is not declared.
function dhcp_server_judged(b: BootOptions): bool
	{
	if ( ! is_valid_ip(b$dhcp_server) || is_v4_addr(to_addr(b$dhcp_server)) )
		return |dhcp_servers| > 0;
	if ( to_addr(b$dhcp_server) in [fe80::]/10 )
		return F;
	for ( net in dhcp_servers )
		if ( is_v6_subnet(net) )
			return T;
	return F;
	}

# Boot servers of a reply that are not declared; where none are, those beyond the border.
function undeclared_servers(b: BootOptions): vector of string
	{
	local found: vector of string;
	local known = boot_servers_known();
	for ( _, server in b$servers )
		if ( known ? ! boot_server_declared(server) : server_outside(server) )
			found += server;
	return found;
	}

# What of a reply is beyond the border, which needs nothing declared. A device's link-local address does not tell
# whether its other ones are ours.
function boot_options_from_beyond(e: Evidence, rogues: vector of string): string
	{
	if ( outside(e$device) || e$device in [fe80::]/10 )
		return "";
	for ( _, server in rogues )
		if ( server_outside(server) )
			return fmt("boot server %s", beyond_border(server));
	local answers = e$boot_options$dhcp_server;
	if ( |dhcp_servers| == 0 && server_outside(answers) )
		return fmt("DHCP server %s", beyond_border(answers));
	return "";
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_OPTIONS || ! e?$boot_options )
		return;
	local b = e$boot_options;
	local rogues = undeclared_servers(b);
	local beyond = boot_options_from_beyond(e, rogues);
	local problem = beyond;
	if ( |rogues| > 0 && problem != "" )
		e$server = rogues[0];
	if ( |rogues| > 0 && boot_servers_known() )
		{
		e$server = rogues[0];
		problem = fmt("boot server %s is not declared in Bootwarden::boot_servers",
		    join_string_vec(rogues, ", "));
		}
	else if ( dhcp_server_judged(b) && ! dhcp_server_declared(b) )
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
	    ", file %s", e$file_name) : ""), $sub=problem,
	    $evident=beyond != ""));
	}
