##! BW18: a device's configuration leaves by TFTP to a server that the site did not declare, or a command tells the
##! device to send a file there. Where it declared no boot servers at all, only across the border.

@load ./orders
@load ./words

module Bootwarden;

redef enum Notice::Type += {
	## A configuration was written to a TFTP server that is not declared.
	Config_Exfiltration,
};

# Whether it is out of bounds that a server, or the host that asks for it, takes what a device holds.
function undeclared_taker(server: string, asks: bool): bool
	{
	if ( asks && |admin_hosts| > 0 && to_addr(server) in admin_hosts )
		return F;
	if ( asks && |admin_hosts| > 0 )
		return T;
	if ( boot_servers_known() )
		return ! boot_server_declared(server);
	return server_outside(server);
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != SEND_ORDER || ! e?$server || ! orders_judged(e) )
		return;
	local asks = e?$actor && e$server == cat(e$actor);
	if ( undeclared_taker(e$server, asks) )
		raise(Finding($id="BW18", $note=Config_Exfiltration, $e=e, $what=order_told(e,
		    e$object), $sub=asks && |admin_hosts| > 0 ? fmt(
		    "%s is not declared in Bootwarden::admin_hosts",
		    e$server) : server_problem(e$server),
		    $key=e?$device_name ? e$device_name : "",
		    $evident=server_outside(e$server) && ! outside(e$device)));
	else if ( asks || order_declared(e) )
		expect(e);
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_FETCH )
		return;
	local c = e$content;
	if ( c$served || c$op != "write" )
		return;
	# Captures and texts of hosts that are no devices are their own business.
	if ( c$class == "network-diagnostics" ? e$device !in devices : c$class !=
	    "network-config" )
		return;
	if ( boot_server_declared(e$server) )
		{
		expect(e);
		return;
		}
	if ( e$device in admin_hosts || e$device in boot_servers )
		return;
	if ( |boot_servers| == 0 && ! outside(to_addr(e$server)) )
		return;
	raise(Finding($id="BW18", $note=Config_Exfiltration, $e=e, $what=told(e),
	    $sub=server_problem(e$server), $evident=server_outside(
	    e$server) && ! outside(e$device)));
	}
