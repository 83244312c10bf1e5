##! The kind of a file from its first bytes.

module Bootwarden;

export {
	## The kind of a file from its first bytes (the first 1,024 tell all that is known here): cisco-ios,
	## cisco-mzip, uboot-uimage, fit, elf, pe-efi, config-ios, text, ..., unknown.
	global identify: function(head: string): string;
}

# Formats with a mark at offset 0. Sources: libmagic's and binwalk's descriptions, U-Boot's and Linux' headers.
const image_magic: table[string] of string = {
	["MZIP"] = "cisco-mzip",
	["\x85\x01\x14"] = "cisco-microcode",
	["\x85\x01\xcb"] = "cisco-microcode",
	["\x36\x13\x03\x1b"] = "nbi",
	["\x27\x05\x19\x56"] = "uboot-uimage",
	["\xd0\x0d\xfe\xed"] = "dtb",
	["\x7fELF"] = "elf",
	["PK\x03\x04"] = "zip",
	["\x1f\x8b\x08"] = "gzip",
	["\xfd7zXZ\x00"] = "xz",
	["BZh"] = "bzip2",
	["\x28\xb5\x2f\xfd"] = "zstd",
	["hsqs"] = "squashfs",
	["sqsh"] = "squashfs",
	["\x45\x3d\xcd\x28"] = "cramfs",
	["\x1e\xf1\xd0\xba"] = "mikrotik-npk",
	["ANDROID!"] = "android-boot",
	["MSWIM\x00\x00\x00"] = "wim",
	["regf"] = "windows-registry",
	["#!ipxe"] = "ipxe-script",
	["HDR0"] = "trx",
};

# Lengths of those marks, longest first.
const image_magic_lengths = vector(8, 6, 4, 3);

# Machines that are really built as 32-bit big-endian ELF: SPARC, 68k, MIPS, PA-RISC, SPARC32+, PowerPC, S/390,
# ARM, SuperH. IOS images of these series carry numbers of their own.
const elf_be_machines: set[count] = {
	2,
	4,
	8,
	15,
	18,
	20,
	22,
	40,
	42
};

# Beginnings of lines that a Cisco-like configuration has.
const config_ios_lines: vector of pattern = vector(/(^|\n)(version [0-9]+\.[0-9]|hostname [^ ]|boot-start-marker|config-register 0x|end\r?(\n|$))/,
    /(^|\n)boot (system|host|network|config|nxos) /,
    /(^|\n)service (config|timestamps|password-encryption)/, /(^|\n)(interface [A-Z]|vlan [0-9]|feature [a-z]|router (ospf|bgp|eigrp|rip))/, /(^|\n)(ip (address|route|default-gateway|tftp) |no (ip|service) |tftp-server )/, /(^|\n)(line (con|vty|aux) |enable (secret|password) |username [^ ]+ (pass|priv|secret))/,
    /(^|\n)(snmp-server |logging [0-9]|ntp server |aaa )/);

const config_other: table[string] of pattern = {
	["config-junos"] = /(^|\n)(set (version|system|interfaces|snmp|routing-options) |(system|version [0-9][^\n]*;|groups|interfaces) ?\{?\n?)/,
	["config-huawei"] =
	    /(^|\n) ?(sysname |#\r?\n(sysname|version|vlan|interface) )/,
	["config-pxe"] = /(^|\n)[ \t]*([lL][aA][bB][eE][lL] |[dD][eE][fF][aA][uU][lL][tT] [^\n]*\n|[kK][eE][rR][nN][eE][lL] |[mM][eE][nN][uU] |menuentry )/,
};

# Self-extracting installers begin as shell scripts.
const onie_installer =
    /onie|ONIE|sharch|payload_sha1|exit_marker|install_uimage|cumulus/;

function is_text(head: string): bool
	{
	if ( |head| < 32 )
		return head == /[\x08-\x0d\x1b\x20-\x7e]+/;
	return head == /[\x08-\x0d\x1b\x20-\x7e\x80-\xff]+/;
	}

function identify_text(head: string): string
	{
	if ( /^#!/ in head )
		return onie_installer in head ? "onie-installer" : "script";
	if ( /^(\xef\xbb\xbf)?[ \t\r\n]*<[?!a-zA-Z]/ in head )
		return "xml";
	local lines = 0;
	for ( _, line in config_ios_lines )
		lines += |find_all(head, line)|;
	if ( lines >= 2
	    || ( lines == 1 && head[0] == "!" )
	    || /(^|\n)boot (system|host|network) / in head )
		return "config-ios";
	for ( kind, marks in config_other )
		if ( marks in head )
			return kind;
	return "text";
	}

function identify_elf(head: string): string
	{
	# 32 bits, big-endian, executable.
	if ( head[4:7] != "\x01\x02\x01" || |head| < 52 )
		return "elf";
	if ( "\xfe\xed\xfa\xce" in head
	    || "CW_BEGIN$" in head
	    || bytestring_to_count(head[18:20]) !in elf_be_machines )
		return "cisco-ios";
	return "elf";
	}

function identify_mz(head: string): string
	{
	if ( |head| < 0x40 )
		return "dos-exe";
	local pe = bytestring_to_count(head[0x3c:0x40], T);
	if ( pe + 94 > |head| )
		return "dos-exe";
	if ( head[pe : pe + 4] != "PE\x00\x00" )
		return "dos-exe";
	# Subsystems 10 to 13: EFI application, drivers, ROM.
	local subsystem = bytestring_to_count(head[pe + 92 : pe + 94], T);
	return subsystem >= 10 && subsystem <= 13 ? "pe-efi" : "pe";
	}

# A tar without the later "ustar": a name, then mode, owner, group, size, time and checksum in octal. Images
# for switches come in such ones, with a member "info" first.
function is_old_tar(head: string): bool
	{
	return |head| >= 512
	    && head[0:100] == /[\x21-\x7e]+\x00+/
	    && head[100:156] == /([ 0-7]{6,7}[ \x00]{1,2}){3}([ 0-7]{11}[ \x00]){2}[ 0-7]{6,7}[ \x00]{1,2}/;
	}

function identify(head: string): string
	{
	if ( |head| == 0 )
		return "unknown";

	for ( _, n in image_magic_lengths )
		if ( |head| >= n && head[0:n] in image_magic )
			{
			local kind = image_magic[head[0:n]];
			if ( kind == "elf" )
				return identify_elf(head);
			if ( kind == "dtb" )
				# A FIT is a device tree with images.
				return /images\x00/ in head ? "fit" : "dtb";
			if ( kind == "zip" )
				# An EOS image's first members.
				return /^PK\x03\x04[^\n]{26}(version|boot0|\.imageFormat|linux-|initrd-)/ in
				    head || /^PK\x03\x04.{22,26}(version|boot0|\.imageFormat|linux-|initrd-)/s
				    in head ? "arista-swi" : "zip";
			return kind;
			}

	# "HdrS" at 0x202: a Linux kernel, which may also be an EFI application.
	if ( |head| >= 0x206 && head[0x202:0x206] == "HdrS" )
		return "linux-kernel";
	# An arm64 kernel's mark is at 0x38.
	if ( head[0x38:0x3c] == "ARM\x64" )
		return "linux-kernel";
	if ( head[0:2] == "MZ" )
		return identify_mz(head);
	if ( head[0x101:0x106] == "ustar" || is_old_tar(head) )
		return "tar";
	# PXELINUX, iPXE and GRUB begin with a far jump to 07C0:xxxx or 0000:7Cxx.
	if ( head == /\xea(.{2}\xc0\x07|.\x7c\x00\x00).*/s )
		return "pxe-nbp";
	if ( is_text(head) )
		return identify_text(head);
	return "unknown";
	}
