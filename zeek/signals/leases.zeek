##! Which client has which address: where another has it now, what was seen of the former is not its.

@load base/protocols/dhcp
@load ../cluster
@load ../limits
@load ./dhcp

module Bootwarden;

export {
	## A client was given an address, by a DHCP server. Raised on the node where all that concerns the address comes
	## together; not for each renewal.
	global address_leased: event(device: addr, mac: string, server: addr,
	    at: time);
}

# What this process has told already.
global leases_told: table[addr] of string &create_expire=10min;

event dhcp_message(c: connection, is_orig: bool, msg: DHCP::Msg,
    options: DHCP::Options)
	{
	# 5: an ACK, which alone counts.
	if ( msg$op != 2
	    || msg$m_type != 5
	    || msg$yiaddr == 0.0.0.0
	    || msg$chaddr == "" )
		return;
	local device = msg$yiaddr;
	if ( device in leases_told && leases_told[device] == msg$chaddr )
		return;
	if ( device in leases_told
	    || has_room(|leases_told|, "dhcp_max_clients", dhcp_max_clients) )
		leases_told[device] = msg$chaddr;
	local server = options?$serv_addr ? options$serv_addr : ( is_orig ? c$id$orig_h :
	    c$id$resp_h );
	local topic = home_of(device);
	if ( topic == "" )
		event Bootwarden::address_leased(device, msg$chaddr, server, network_time());
	else
		Cluster::publish(topic, Bootwarden::address_leased, device, msg$chaddr,
		    server, network_time());
	}
