##! Evidence from DHCP, BOOTP and proxyDHCP (4011) replies that carry boot information.
##!
##! Bytes of every UDP packet cost time, so they are asked for only while someone boots: from the moment that a
##! client asks for boot options, or a reply shows that it has some, until nobody does for
##! :zeek:see:`Bootwarden::dhcp_idle`. What is missed: an OFFER whose DISCOVER was not seen, in a flow whose first
##! reply had been seen before; its ACK is read.

@load base/protocols/dhcp
@load ./boot-options
@load ./kinds
@load ./limits
@load-sigs ./dhcp.sig

module Bootwarden;

export {
	redef record Evidence += {
		## What the reply says, for BOOT_OPTIONS.
		boot_options: BootOptions &optional;
	};

	## How long after the last sign of a booting client the bytes of replies are read.
	option dhcp_idle = 1min;
	## How long a reply's repetitions are not evidence.
	option dhcp_repeat = 10min;
	## How long the answer of a proxyDHCP server waits for its client's address.
	option dhcp_wait = 10sec;
	## Replies remembered, and answers and addresses that wait, at once (each).
	option dhcp_max_clients = 50000;

	## Options that a client asks for when it wants to boot from the network.
	const boot_option_codes: set[count] = {
		66,
		67,
		128,
		129,
		130,
		131,
		132,
		133,
		134,
		135,
		150
	} &redef;

	## A client got another address than it had, or was offered.
	global address_changed: event(before: addr, now: addr);

	## Raised by the signature.
	global boot_reply_seen: event(state: signature_state, data: string);
}

# Replies seen: hardware address, transaction, and what they say.
global dhcp_seen: set[string, count, string] &create_expire=dhcp_repeat;
# Addresses that clients lease, by hardware address.
global dhcp_leases: table[string] of addr &write_expire=1day;

function dhcp_waited(waiting: table[string] of vector of Evidence, mac: string)
    : interval
	{
	for ( _, e in waiting[mac] )
		event Bootwarden::evidence(e);
	return 0sec;
	}

# Answers to clients whose address is not known yet, by hardware address.
global dhcp_waiting: table[string] of vector of Evidence
    &create_expire=dhcp_wait &expire_func=dhcp_waited;

global dhcp_awake = F;
global dhcp_wanted: time;

event Bootwarden::dhcp_rest()
	{
	local idle = network_time() - dhcp_wanted;
	if ( idle < dhcp_idle )
		{
		schedule dhcp_idle - idle { Bootwarden::dhcp_rest() };
		return;
		}
	dhcp_awake = F;
	disable_event_group("Bootwarden::dhcp");
	}

function dhcp_wake()
	{
	dhcp_wanted = network_time();
	if ( dhcp_awake )
		return;
	dhcp_awake = T;
	enable_event_group("Bootwarden::dhcp");
	schedule dhcp_idle { Bootwarden::dhcp_rest() };
	}

event zeek_init()
	{
	disable_event_group("Bootwarden::dhcp");
	# Replies go to the client (68) or to its relay (67), whoever of the two Zeek takes for the originator.
	for ( _, p in vector(67/udp, 68/udp, 4011/udp) )
		{
		udp_content_delivery_ports_orig[p] = T;
		udp_content_delivery_ports_resp[p] = T;
		}
	}

# Remembers the address of a client, and hands on what waited for it. An OFFER may be declined, an ACK counts.
function dhcp_leased(mac: string, device: addr, acknowledged: bool)
	{
	local before = mac in dhcp_leases ? dhcp_leases[mac] : 0.0.0.0;
	if ( before == 0.0.0.0 ? has_room(|dhcp_leases|, "dhcp_max_clients",
	    dhcp_max_clients) : acknowledged )
		dhcp_leases[mac] = device;
	if ( acknowledged && before != 0.0.0.0 && before != device )
		event Bootwarden::address_changed(before, device);
	if ( mac !in dhcp_waiting )
		return;
	local waited = dhcp_waiting[mac];
	delete dhcp_waiting[mac];
	for ( _, e in waited )
		{
		e$device = device;
		event Bootwarden::evidence(e);
		}
	}

function boot_reply_evidence(c: connection, device: addr, b: BootOptions)
    : Evidence
	{
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="redirect", $evidence=BOOT_OPTIONS, $object=join_string_vec(
	    b$sources, ", "), $boot_options=b, $transaction=fmt("%s %d", b$mac,
	    b$xid), $detail=fmt("DHCP server %s", b$dhcp_server));
	if ( is_valid_ip(b$dhcp_server) )
		e$actor = to_addr(b$dhcp_server);
	if ( |b$servers| > 0 )
		e$server = b$servers[0];
	if ( |b$servers| > 1 )
		e$detail += fmt(", boot servers %s", join_string_vec(b$servers, " "));
	if ( b?$file_name )
		e$file_name = b$file_name;
	return e;
	}

# Whether this was not said in this transaction before, by an OFFER or on the other side of a relay.
function newly_offered(b: BootOptions): bool
	{
	local said = cat(b$dhcp_server, b$servers, b?$file_name ? b$file_name : "");
	if ( [b$mac, b$xid, said] in dhcp_seen )
		return F;
	if ( has_room(|dhcp_seen|, "dhcp_max_clients", dhcp_max_clients) )
		add dhcp_seen[b$mac, b$xid, said];
	return T;
	}

function boot_reply(c: connection, is_orig: bool, data: string)
	{
	if ( ! is_boot_reply(data) )
		return;
	local b = boot_options(data, is_orig ? c$id$orig_h : c$id$resp_h);
	# A NAK gives nothing; OFFER and ACK do, and BOOTP without a type.
	if ( b$kind !in set(0, 2, 5) )
		return;
	local device = b$yiaddr != 0.0.0.0 ? b$yiaddr : b$ciaddr;
	if ( device != 0.0.0.0 )
		dhcp_leased(b$mac, device, b$kind != 2);
	else if ( b$mac in dhcp_leases )
		device = dhcp_leases[b$mac];
	if ( |b$servers| == 0 && ! b?$file_name )
		return;

	dhcp_wake();
	if ( ! newly_offered(b) )
		return;
	# A proxyDHCP server answers to the client's own address, if not to all.
	local receiver = is_orig ? c$id$resp_h : c$id$orig_h;
	local port_to = is_orig ? c$id$resp_p : c$id$orig_p;
	if ( device == 0.0.0.0 && receiver != 255.255.255.255 && port_to != 67/udp )
		device = receiver;
	local e = boot_reply_evidence(c, device, b);
	if ( device != 0.0.0.0
	    || ! has_room(|dhcp_waiting|, "dhcp_max_clients", dhcp_max_clients) )
		{
		event Bootwarden::evidence(e);
		return;
		}
	if ( b$mac !in dhcp_waiting )
		dhcp_waiting[b$mac] = vector();
	if ( |dhcp_waiting[b$mac]| < 8 )
		dhcp_waiting[b$mac] += e;
	}

event zeek_done() &priority=10
	{
	for ( _, waiting in dhcp_waiting )
		for ( _, e in waiting )
			event Bootwarden::evidence(e);
	}

event dhcp_message(c: connection, is_orig: bool, msg: DHCP::Msg,
    options: DHCP::Options)
	{
	local asked = options?$param_list ? options$param_list : vector();
	if ( msg$op == 2 )
		asked = options?$options ? options$options : vector();
	for ( _, code in asked )
		if ( code in boot_option_codes )
			{
			dhcp_wake();
			return;
			}
	if ( options?$vendor_class && /^PXEClient/ in options$vendor_class )
		dhcp_wake();
	}

event udp_contents(u: connection, is_orig: bool, contents: string)
    &group="Bootwarden::dhcp"
	{
	local from = is_orig ? u$id$orig_p : u$id$resp_p;
	if ( from == 67/udp || from == 4011/udp )
		boot_reply(u, is_orig, contents);
	}

event Bootwarden::boot_reply_seen(state: signature_state, data: string)
	{
	boot_reply(state$conn, state$is_orig, data);
	}
