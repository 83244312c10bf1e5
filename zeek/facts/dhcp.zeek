##! Options of DHCP in which some clients look for what to boot.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## An option that some clients look for what to boot in, and how they read it.
	type DhcpForm: record {
		code: count;
		form: string;
		## How the vendor class of those clients begins.
		client: pattern &optional;
		## How the vendor class in the reply begins where the option is read so.
		reply: pattern &optional;
		## How the value begins then.
		begins: pattern &optional;
		## Whether nobody else keeps URLs there.
		own: bool &default=F;
		enterprise: count &optional;
		suboption: count &optional;
		modes: set[string] &default=set();
		names: pattern &optional;
	};

	## Options whose meaning depends on who reads them; of one's forms without URLs the first counts.
	const dhcp_forms: vector of DhcpForm = vector(
		DhcpForm($code=43, $form="pnp", $client=/^ciscopnp/, $begins=/^5A[0-9]*[A-Z]?;/),
		DhcpForm($code=43, $form="exos-files", $begins=/^d\x04[\x00-\xff]{4}e/, $names=/.*\.(xos|xmod|xsf|py|pol|cfg)/),
		DhcpForm($code=43, $form="pxe-servers", $client=/^PXEClient/, $reply=/^PXEClient/),
		DhcpForm($code=240, $form="urls"),
		DhcpForm($code=43, $form="junos-files", $client=/^Juniper-/, $modes=set("tftp", "ftp", "http", "https"), $names=/.*\.(tgz|gz|img|conf|config|cfg|txt|slax|xsl|py|sh)/),
		DhcpForm($code=43, $form="urls", $client=/^onie_vendor/),
		DhcpForm($code=114, $form="urls", $client=/^onie_vendor/),
		DhcpForm($code=125, $form="identified", $client=/^onie_vendor/, $enterprise=42623),
		DhcpForm($code=239, $form="urls", $client=/^cumulus-linux/, $own=T),
		DhcpForm($code=125, $form="identified", $enterprise=674, $suboption=5),
		DhcpForm($code=128, $form="server-list"),
		DhcpForm($code=128, $form="urls"),
		DhcpForm($code=209, $form="pxelinux"),
		DhcpForm($code=210, $form="pxelinux"),
		DhcpForm($code=143, $form="bootstrap"),
		DhcpForm($code=129, $form="urls"),
		DhcpForm($code=130, $form="urls"),
		DhcpForm($code=131, $form="urls"),
		DhcpForm($code=132, $form="urls"),
		DhcpForm($code=133, $form="urls"),
		DhcpForm($code=134, $form="urls"),
		DhcpForm($code=135, $form="urls")
	) &redef;

	## Options that a client asks for that boots from the network, or that a reply to it carries.
	const boot_option_codes: set[count] = {
		66,
		67,
		125,
		128,
		129,
		130,
		131,
		132,
		133,
		134,
		135,
		143,
		150,
		209,
		210,
		239,
		240
	} &redef;

	## How clients name themselves (option 60) that boot from the network or are provisioned over it.
	const boot_vendor_classes: pattern =
		string_to_pattern(join_string_vec(vector(
		"^Arista;",
		"^Aruba J[A-Z][0-9]{3}",
		"^Cisco AutoInstall",
		"^ciscopnp",
		"^TY=DELLNTW-",
		"^Aruba J[A-Z][0-9]{3}A [0-9]{4}[A-Z]?-",
		"^Juniper-",
		"^Mips_boot",
		"^NOKIA:",
		"^OmniSwitch-OS[0-9]",
		"^onie_vendor",
		"^cumulus-linux",
		"^PXEClient",
		"^HTTPClient",
		"^U-Boot"), "|"), F) &redef;

	## Enterprises whose information in option 125 boots nothing.
	const foreign_enterprises: set[count] = {
		3561
	} &redef;

	## Names in URLs, in lower case, that clients execute or boot, besides images and configurations.
	const boot_url_names: pattern =
		/.*\.(swi|py|onie|bin|ztp|sh)/ &redef;
}
