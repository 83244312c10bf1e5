##! Networks and servers that the site declares. All empty by default: nothing declared is a supported mode.

@load base/utils/site
@load ./manifests

module Bootwarden;

export {
	## Network devices whose every image and configuration is judged.
	option devices: set[subnet] = {};
	## Servers that may hand out images and configurations.
	option boot_servers: set[subnet] = {};
	## Names of those servers, as DHCP options, URLs and commands write them; lower case. Names are not resolved:
	## transfers show addresses, so the same servers' addresses belong in ``boot_servers``.
	option boot_server_names: set[string] = {};
	## Servers that may answer DHCP and BOOTP with boot options.
	option dhcp_servers: set[subnet] = {};
	## Hosts that may administer devices.
	option admin_hosts: set[subnet] = {};

	## Whether the site declared anything. Without it only some detections may fire.
	global something_declared: function(): bool;

	## Whether a server, by address or by name, is a declared boot server.
	global boot_server_declared: function(server: string): bool;

	## Whether a server is an address beyond the site's border.
	global server_outside: function(server: string): bool;

	## Whether an address is beyond the site's border. Broadcast and multicast never are.
	global outside: function(a: addr): bool;
}

const multicast_nets: set[subnet] = {
	224.0.0.0/4,
	[ff00::]/8,
	255.255.255.255/32
};

function something_declared(): bool
	{
	return |devices| + |boot_servers| + |boot_server_names| + |dhcp_servers| +
	    |admin_hosts| + |images_file| + |configs_file| > 0;
	}

function boot_server_declared(server: string): bool
	{
	if ( is_valid_ip(server) )
		return to_addr(server) in boot_servers;
	return gsub(to_lower(server), /\.$/, "") in boot_server_names;
	}

function outside(a: addr): bool
	{
	return ! Site::is_local_addr(a) && a !in multicast_nets && a !in devices;
	}

function server_outside(server: string): bool
	{
	return is_valid_ip(server) && outside(to_addr(server));
	}
