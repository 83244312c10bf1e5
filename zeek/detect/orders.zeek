##! What the detections of orders share (SNMP SETs, commands, Smart Install): whether the server that an order
##! names, and the host that gave it, are declared.

@load ../kinds
@load ./main

module Bootwarden;

export {
	## What is undeclared about an order; empty where nothing is. Sources of UDP can be forged: an admin host
	## does not acquit an order that names another server.
	global order_problem: function(e: Evidence): string;

	## Why a server that a device is sent to is wrong: it is not declared, or beyond the border where none is.
	global server_problem: function(server: string): string;

	## What an order shows to be beyond the border, though nothing be declared: its server, or who gave it; empty
	## where neither is, or the device is not one of ours.
	global order_from_beyond: function(e: Evidence): string;

	## Whether an order's device is one whose orders count: any, where no devices are declared.
	global orders_judged: function(e: Evidence): bool;

	## Whether all that an order shows is declared, and something is.
	global order_declared: function(e: Evidence): bool;

	## Raises a finding for an order that has a problem; marks one expected that is declared.
	global judge_order: function(id: string, note: Notice::Type, e: Evidence,
	    what: string);

	## "A told B to ...", with what is known of server and file.
	global order_told: function(e: Evidence, what: string): string;
}

function boot_servers_known(): bool
	{
	return |boot_servers| + |boot_server_names| > 0;
	}

function orders_judged(e: Evidence): bool
	{
	return |devices| == 0 || e$device in devices || e?$device_name;
	}

function beyond_border(whom: string): string
	{
	return fmt("%s is beyond the border (Site::local_nets)", whom);
	}

function server_problem(server: string): string
	{
	return boot_servers_known() ? fmt(
	    "%s is not declared in Bootwarden::boot_servers", server) :
	    beyond_border(server);
	}

function order_problem(e: Evidence): string
	{
	if ( ! orders_judged(e) )
		return "";
	if ( e?$server && boot_servers_known() && ! boot_server_declared(e$server) )
		return server_problem(e$server);
	if ( e?$actor && |admin_hosts| > 0 && e$actor !in admin_hosts )
		return fmt("%s is not declared in Bootwarden::admin_hosts", e$actor);
	return order_from_beyond(e);
	}

function order_from_beyond(e: Evidence): string
	{
	if ( outside(e$device) )
		return "";
	if ( e?$server
	    && server_outside(e$server)
	    && ! boot_server_declared(e$server) )
		return beyond_border(e$server);
	if ( e?$actor && outside(e$actor) && e$actor !in admin_hosts )
		return beyond_border(cat(e$actor));
	return "";
	}

function order_declared(e: Evidence): bool
	{
	local known = F;
	if ( e?$server && boot_servers_known() )
		{
		if ( ! boot_server_declared(e$server) )
			return F;
		known = T;
		}
	if ( e?$actor && |admin_hosts| > 0 )
		{
		if ( e$actor !in admin_hosts )
			return F;
		known = T;
		}
	return known;
	}

function judge_order(id: string, note: Notice::Type, e: Evidence, what: string)
	{
	local problem = order_problem(e);
	if ( problem != "" )
		raise(Finding($id=id, $note=note, $e=e, $what=order_told(e, what),
		    $sub=problem, $key=e?$device_name ? e$device_name : "",
		    $evident=order_from_beyond(e) != ""));
	else if ( order_declared(e) )
		expect(e);
	}

function order_told(e: Evidence, what: string): string
	{
	local from = e?$server ? fmt(", server %s", e$server) : "";
	local name = e?$file_name ? fmt(", file %s", e$file_name) : "";
	local by = e?$actor ? cat(e$actor) : ( e?$user ? fmt("user %s", e$user) :
	    "someone" );
	local whom = e?$device_name ? e$device_name : cat(e$device);
	return fmt("%s told %s: %s%s%s", by, whom, what, from, name);
	}
