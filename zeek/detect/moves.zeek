##! A client that is given another address goes on with what was seen of it: its chain, and who told it where to boot
##! from. On a cluster other nodes may judge the two addresses: then the worker that saw the lease asks the one for
##! what it knows, and hands it to the other.

@load ../cluster
@load ../signals/dhcp
@load ../signals/leases
@load ./boot-joins
@load ./chain
@load ./words

module Bootwarden;

# What is known of a client.
type ClientPast: record {
	chain: Chain &optional;
	# Servers that it was told to boot from, with the verdict.
	redirects: table[string] of string &default=table();
	boot: OpenBoot &optional;
};

# Takes out what is known of a client under an address.
function take_past(before: addr): ClientPast
	{
	local past = ClientPast();
	if ( before in open_boots )
		{
		past$boot = open_boots[before];
		delete open_boots[before];
		}
	# Whatever told it where to boot from is also a line of its chain.
	if ( before !in chains )
		return past;
	past$chain = chains[before];
	delete chains[before];
	for ( [device, server], verdict in redirects )
		if ( device == before )
			past$redirects[server] = verdict;
	for ( server in past$redirects )
		delete redirects[before, server];
	return past;
	}

function join_past(past: ClientPast, now: addr, since: time)
	{
	if ( past?$chain )
		chain_join(past$chain, now, since);
	if ( past?$boot )
		boot_join(past$boot, now, since);
	for ( server, verdict in past$redirects )
		if ( [now, server] in redirects )
			{
			if ( verdict == "suspicious" )
				redirects[now, server] = verdict;
			}
		else if ( has_room(|redirects|, "redirects_remembered",
		    redirects_remembered) )
			redirects[now, server] = verdict;
	}

event Bootwarden::client_moved(before: addr, now: addr, since: time)
	{
	join_past(take_past(before), now, since);
	}

event Bootwarden::client_arrived(past: ClientPast, now: addr, since: time)
	{
	join_past(past, now, since);
	}

# On the worker: the node that judged the client's former address has answered.
event Bootwarden::client_past(past: ClientPast, now: addr, since: time)
	{
	Cluster::publish(home_of(now), Bootwarden::client_arrived, past, now, since);
	}

event Bootwarden::client_leaves(before: addr, now: addr, since: time,
    node: string)
	{
	Cluster::publish(Cluster::node_topic(node), Bootwarden::client_past, take_past(
	    before), now, since);
	}

event Bootwarden::address_changed(before: addr, now: addr)
	{
	local from = home_of(before);
	local to = home_of(now);
	if ( from == "" )
		event Bootwarden::client_moved(before, now, network_time());
	else if ( from == to )
		Cluster::publish(to, Bootwarden::client_moved, before, now, network_time());
	else
		Cluster::publish(from, Bootwarden::client_leaves, before, now, network_time(),
		    Cluster::node);
	}

# Whoever had this address has gone without another: what is older than its lease was the former's. (The new client was
# offered it a moment before, maybe with boot options.)
function forget_past(device: addr, leased: time)
	{
	local since = leased - 1min;
	if ( device in open_boots && open_boots[device]$line$ts < since )
		{
		boot_write(open_boots[device]);
		delete open_boots[device];
		}
	if ( device !in chains )
		return;
	local past = take_past(device);
	past$chain = chain_since(past$chain, since);
	if ( |past$chain$stages| == 0 )
		{
		delete past$chain;
		past$redirects = table();
		}
	join_past(past, device, leased);
	}

# Who has an address, as far as it was seen.
global address_holders: table[addr] of string &write_expire=chain_window;

# Another client has the address now: nothing that was seen of the former is its. (Whoever may move a client by DHCP
# might want that to be forgotten: where the site declared its DHCP servers, only theirs count.)
event Bootwarden::address_leased(device: addr, mac: string, server: addr,
    at: time)
	{
	if ( |dhcp_servers| > 0 && server !in dhcp_servers )
		return;
	chain_forget_clients(device, gsub(mac, /:/, ""));
	local before = device in address_holders ? address_holders[device] : mac;
	if ( device in address_holders
	    || has_room(|address_holders|, "chain_max_devices", chain_max_devices) )
		address_holders[device] = mac;
	if ( before != mac )
		forget_past(device, at);
	}
