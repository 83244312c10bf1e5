##! Networks and servers that the site declares. All empty by default: nothing declared is a supported mode.

module Bootwarden;

export {
	## Network devices whose every image and configuration is judged.
	option devices: set[subnet] = {};
	## Servers that may hand out images and configurations.
	option boot_servers: set[subnet] = {};
	## Names of those servers, as DHCP options, URLs and commands write them; lower case.
	option boot_server_names: set[string] = {};
	## Servers that may answer DHCP and BOOTP with boot options.
	option dhcp_servers: set[subnet] = {};
	## Hosts that may administer devices.
	option admin_hosts: set[subnet] = {};
}
