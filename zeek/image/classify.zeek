##! Why anyone would fetch a file: network-image, network-config, pxe, phone or other.

module Bootwarden;

export {
	## The class of a file from its name and its kind (pass "unknown" where no byte is known yet).
	global classify: function(file_name: string, kind: string): string;
}
