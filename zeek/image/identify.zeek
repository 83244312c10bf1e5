##! The kind of a file from its first bytes.

module Bootwarden;

export {
	## The kind of a file from its first bytes: cisco-ios, cisco-mzip, uboot-uimage, fit, elf, pe-efi,
	## config-ios, text, ..., unknown.
	global identify: function(head: string): string;
}
