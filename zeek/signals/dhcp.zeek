##! Evidence from DHCP, BOOTP, proxyDHCP (4011) and DHCPv6 replies that carry boot information.
##!
##! Bytes of every UDP packet cost time, so they are asked for only while someone boots: from the moment that a
##! client asks for boot options, or a reply shows that it has some, until nobody does for
##! :zeek:see:`Bootwarden::dhcp_idle`. A busy DHCP server whose clients ask for boot options keeps them on.
##!
##! What is missed while they are not asked for: in a flow whose first reply was seen before (as between a relay
##! and its server), an OFFER whose DISCOVER was not seen, or whose client asked for no boot options (the ACK is
##! read), or BOOTP without options amid DHCP. A flow that begins with BOOTP or DHCPv6 keeps them on, since no event
##! tells of these. DHCP over TCP (leasequery), on other ports and inside of encrypted tunnels is not read.
##!
##! Who the DHCP server is says option 54. A relay that writes itself there is looked through between it and
##! the server, where it says so (RFC 5107); on the clients' side it cannot be told from a server: declare it
##! in :zeek:see:`Bootwarden::dhcp_servers`.

@load base/protocols/dhcp
@load ../cluster
@load ../facts/dhcp
@load ../kinds
@load ../limits
@load ./boot-options
@load ./boot-options6
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

	## A client got another address than it had, or was offered.
	global address_changed: event(before: addr, now: addr);

	## Raised by the signatures.
	global boot_reply_seen: event(state: signature_state, data: string);
	## Raised by the signature for DHCPv6.
	global boot_reply6_seen: event(state: signature_state, data: string);
}

# Replies seen: hardware address, transaction, and what they say.
global dhcp_seen: set[string, count, string] &create_expire=dhcp_repeat;
# Addresses that clients lease, by hardware address.
global dhcp_leases: table[string] of addr &write_expire=1day;
# Vendor classes (option 60) with which clients asked that are provisioned over the network.
global dhcp_classes: table[string] of string &write_expire=1min;

# An answer to a client whose address was not known on the node that saw it.
type ProxyAnswer: record {
	e: Evidence;
	# That node; empty where there is only one.
	node: string;
};

# The answer counts on the node that saw it, and from there on the way of all evidence.
event Bootwarden::proxy_answer_placed(e: Evidence)
	{
	event Bootwarden::evidence(e);
	}

function place_answer(a: ProxyAnswer)
	{
	if ( a$node == "" )
		event Bootwarden::evidence(a$e);
	else
		Cluster::publish(Cluster::node_topic(a$node), Bootwarden::proxy_answer_placed,
		    a$e);
	}

function dhcp_waited(waiting: table[string] of vector of ProxyAnswer,
    mac: string): interval
	{
	for ( _, a in waiting[mac] )
		{
		# If it leases an address later, what is known of its link's goes on there.
		if ( a$e$device != 0.0.0.0
		    && mac !in dhcp_leases
		    && has_room(|dhcp_leases|, "dhcp_max_clients", dhcp_max_clients) )
			dhcp_leases[mac] = a$e$device;
		place_answer(a);
		}
	return 0sec;
	}

# Answers to clients whose address is not known yet, by hardware address.
global dhcp_waiting: table[string] of vector of ProxyAnswer
    &create_expire=dhcp_wait &expire_func=dhcp_waited;

# Remembers the address of a client, and hands on what waited for it. An OFFER may be declined, an ACK counts.
event Bootwarden::client_leased(mac: string, device: addr, acknowledged: bool,
    node: string)
	{
	local before = mac in dhcp_leases ? dhcp_leases[mac] : 0.0.0.0;
	if ( before == 0.0.0.0 ? has_room(|dhcp_leases|, "dhcp_max_clients",
	    dhcp_max_clients) : acknowledged )
		dhcp_leases[mac] = device;
	if ( acknowledged && before != 0.0.0.0 && before != device )
		{
		if ( node == "" )
			event Bootwarden::address_changed(before, device);
		else
			Cluster::publish(Cluster::node_topic(node), Bootwarden::address_changed,
			    before, device);
		}
	if ( mac !in dhcp_waiting )
		return;
	local waited = dhcp_waiting[mac];
	delete dhcp_waiting[mac];
	for ( _, a in waited )
		{
		a$e$device = device;
		place_answer(a);
		}
	}

event Bootwarden::proxy_answered(mac: string, a: ProxyAnswer)
	{
	if ( mac in dhcp_leases )
		{
		a$e$device = dhcp_leases[mac];
		place_answer(a);
		return;
		}
	if ( mac !in dhcp_waiting )
		{
		if ( ! has_room(|dhcp_waiting|, "dhcp_max_clients", dhcp_max_clients) )
			{
			place_answer(a);
			return;
			}
		dhcp_waiting[mac] = vector();
		}
	if ( |dhcp_waiting[mac]| < 8 )
		dhcp_waiting[mac] += a;
	}

# A DHCP server and a proxyDHCP server answer a client in two flows, which two workers may see: what is known of it is
# kept in one place.
function client_lease(mac: string, device: addr, acknowledged: bool)
	{
	local topic = home_of(mac);
	if ( topic == "" )
		event Bootwarden::client_leased(mac, device, acknowledged, "");
	else
		Cluster::publish(topic, Bootwarden::client_leased, mac, device, acknowledged,
		    Cluster::node);
	}

function proxy_answer(mac: string, e: Evidence)
	{
	local topic = home_of(mac);
	if ( topic == "" )
		event Bootwarden::proxy_answered(mac, ProxyAnswer($e=e, $node=""));
	else
		Cluster::publish(topic, Bootwarden::proxy_answered, mac, ProxyAnswer($e=e,
		    $node=Cluster::node));
	}

event zeek_done() &priority=10
	{
	for ( _, waiting in dhcp_waiting )
		for ( _, a in waiting )
			event Bootwarden::evidence(a$e);
	}

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

const dhcp_ports: set[port] = {
	67/udp,
	68/udp,
	4011/udp
};
const dhcp6_ports: set[port] = {
	546/udp,
	547/udp
};

event zeek_init()
	{
	disable_event_group("Bootwarden::dhcp");
	# Replies go to the client (68) or to its relay (67), whoever of the two Zeek takes for the originator.
	for ( p in dhcp_ports | dhcp6_ports )
		{
		udp_content_delivery_ports_orig[p] = T;
		udp_content_delivery_ports_resp[p] = T;
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
		{
		e$servers = b$servers;
		e$detail += fmt(", boot servers %s", join_string_vec(b$servers, " "));
		}
	if ( |b$files| > 0 )
		e$file_name = b$files[0];
	if ( |b$files| > 1 )
		e$detail += fmt(", files %s", join_string_vec(b$files, " "));
	return e;
	}

# Whether this was not said in this transaction before, by an OFFER or on the other side of a relay.
function newly_offered(b: BootOptions): bool
	{
	local said = cat(b$dhcp_server, b$servers, b$files);
	if ( [b$mac, b$xid, said] in dhcp_seen )
		return F;
	if ( has_room(|dhcp_seen|, "dhcp_max_clients", dhcp_max_clients) )
		add dhcp_seen[b$mac, b$xid, said];
	return T;
	}

function boot_reply(c: connection, is_orig: bool, b: BootOptions)
	{
	# A NAK gives nothing; OFFER and ACK do, and BOOTP without a type.
	if ( b$kind != 0 && b$kind != 2 && b$kind != 5 )
		return;
	local device = b$yiaddr != 0.0.0.0 ? b$yiaddr : b$ciaddr;
	# DHCPv6 without a lease goes to the address of the link, from which nobody boots: the client has another.
	local linked = device in [fe80::]/10;
	local known = device != 0.0.0.0 && b$mac != "" && ! linked;
	if ( known )
		client_lease(b$mac, device, b$kind != 2);
	if ( |b$servers| + |b$files| == 0 )
		return;

	dhcp_wake();
	if ( ! newly_offered(b) )
		return;
	local e = boot_reply_evidence(c, device, b);
	if ( known )
		{
		event Bootwarden::evidence(e);
		return;
		}
	# A proxyDHCP server answers to the client's own address, if not to all.
	local receiver = is_orig ? c$id$resp_h : c$id$orig_h;
	local port_to = is_orig ? c$id$resp_p : c$id$orig_p;
	if ( device == 0.0.0.0
	    && receiver != 255.255.255.255
	    && ! is_v6_addr(receiver)
	    && port_to != 67/udp )
		e$device = receiver;
	if ( ( e$device != 0.0.0.0 && ! linked ) || b$mac == "" )
		event Bootwarden::evidence(e);
	else
		proxy_answer(b$mac, e);
	}

# Whether a reply carries what somebody may boot by.
function boots_by_reply(msg: DHCP::Msg, options: DHCP::Options): bool
	{
	if ( msg?$file_n && msg$file_n != "" )
		return T;
	if ( options?$options )
		for ( _, code in options$options )
			# 52: more options stand in other fields.
			if ( code in boot_option_codes || code in form_codes || code == 52 )
				return T;
	return F;
	}

event dhcp_message(c: connection, is_orig: bool, msg: DHCP::Msg,
    options: DHCP::Options)
	{
	if ( msg$op == 1
	    && options?$vendor_class
	    && boot_vendor_classes in options$vendor_class )
		{
		dhcp_wake();
		local mac = gsub(msg$chaddr, /:/, "");
		if ( mac in dhcp_classes
		    || has_room(|dhcp_classes|, "dhcp_max_clients", dhcp_max_clients) )
			dhcp_classes[mac] = options$vendor_class;
		return;
		}
	# Somebody booted a moment ago: another sign says nothing more.
	if ( dhcp_awake && network_time() - dhcp_wanted < dhcp_idle / 10.0 )
		return;
	if ( msg$op == 2 )
		{
		if ( boots_by_reply(msg, options) )
			dhcp_wake();
		# 2 and 5: an OFFER, an ACK. A client that booted may lease another address now, or a proxy answered it, as
		# another node saw.
		if ( ! dhcp_awake
		    && ( msg$m_type == 2 || msg$m_type == 5 )
		    && msg$yiaddr != 0.0.0.0
		    && msg$chaddr != "" )
			client_lease(gsub(msg$chaddr, /:/, ""), msg$yiaddr, msg$m_type == 5);
		}
	else if ( options?$param_list )
		for ( _, code in options$param_list )
			if ( code in boot_option_codes )
				{
				dhcp_wake();
				return;
				}
	}

function read_boot_reply(c: connection, is_orig: bool, data: string)
	{
	local sender = is_orig ? c$id$orig_h : c$id$resp_h;
	if ( ! is_boot_reply(data) )
		return;
	local mac = boot_client(data);
	local b = boot_options(data, mac, sender, mac in dhcp_classes ?
	    dhcp_classes[mac] : "");
	# BOOTP, of which no event tells.
	if ( b$kind == 0 )
		dhcp_wake();
	boot_reply(c, is_orig, b);
	}

function read_boot_reply6(c: connection, is_orig: bool, data: string)
	{
	local sender = is_orig ? c$id$orig_h : c$id$resp_h;
	local receiver = is_orig ? c$id$resp_h : c$id$orig_h;
	if ( ! is_boot_reply6(data) )
		return;
	# No event tells of DHCPv6.
	dhcp_wake();
	boot_reply(c, is_orig, boot_options6(data, sender, receiver));
	}

event udp_contents(u: connection, is_orig: bool, contents: string)
    &group="Bootwarden::dhcp"
	{
	local to = is_orig ? u$id$resp_p : u$id$orig_p;
	local from = is_orig ? u$id$orig_p : u$id$resp_p;
	if ( to in dhcp_ports || from == 4011/udp )
		read_boot_reply(u, is_orig, contents);
	else if ( to in dhcp6_ports )
		read_boot_reply6(u, is_orig, contents);
	}

event Bootwarden::boot_reply_seen(state: signature_state, data: string)
	{
	read_boot_reply(state$conn, state$is_orig, data);
	}

event Bootwarden::boot_reply6_seen(state: signature_state, data: string)
	{
	read_boot_reply6(state$conn, state$is_orig, data);
	}
