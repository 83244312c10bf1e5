##! Names by which devices without a configuration ask for one.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## Names that devices without a configuration ask for, in lower case, whoever they ask.
	option autoinstall_names: set[string] = {
		"cisconet.cfg",
		"ciscortr.cfg",
		"dell-net.cfg",
		"fp-net.cfg",
		"lswnet.cfg",
		"network-confg",
		"network-config",
		"network.conf",
		"router-confg",
		"router.conf"
	};

	## The same, for names made from a device's own settings.
	const autoinstall_patterns: vector of pattern = vector(
		/cisco1?[0-7]-[a-z0-9]+/,
		/[a-z0-9]+-(k9w[0-9]|rcvk9w[0-9])-tar[.]default/,
		/[a-z0-9_.-]{0,64}[0-9a-f]{4}[.][0-9a-f]{4}[.][0-9a-f]{4}-config[.]cfg/
	) &redef;
}
