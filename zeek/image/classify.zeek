##! Why anyone would fetch a file: network-image, network-config, pxe, phone or other.

module Bootwarden;

export {
	## The class of a file from its name and its kind (pass "unknown" where no byte is known yet). What the
	## bytes are certainly decides; else the name does.
	global classify: function(file_name: string, kind: string): string;
}

# Kinds that leave no doubt.
const class_of_kind: table[string] of string = {
	["cisco-ios"] = "network-image",
	["cisco-mzip"] = "network-image",
	["cisco-microcode"] = "network-image",
	["nbi"] = "network-image",
	["arista-swi"] = "network-image",
	["onie-installer"] = "network-image",
	["mikrotik-npk"] = "network-image",
	["uboot-uimage"] = "network-image",
	["fit"] = "network-image",
	["trx"] = "network-image",
	["pe-efi"] = "pxe",
	["pxe-nbp"] = "pxe",
	["ipxe-script"] = "pxe",
	["config-pxe"] = "pxe",
	["linux-kernel"] = "pxe",
	["wim"] = "pxe",
	["windows-registry"] = "pxe",
};

const config_kinds: set[string] = {
	"config-ios",
	"config-junos",
	"config-huawei"
};

# Names of each class: in lower case, without folders, matched to the end.
const phone_names: vector of pattern = vector(
# Cisco phones and gateways.
	/(ctl|itl)(sep|seg|file|mpp)?[0-9a-f]*\.tlv/,
	/(sep|sip|sk|an|vgc|ata|gk)[0-9a-f]{10,14}(\.cnf)?(\.xml|\.cfg|\.txt)?/,
	/.*\.cnf(\.xml)?(\.sgn|\.enc\.sgn)?/,
	/(sip|xml)default\.cnf(\.xml)?/,
	/os79xx\.txt/,
	/p00[0-9].*/,
	/(ring(list|tones)|lddefault|cmterm|softkeys?).*/,
	/.*\.(loads|sbn|sb2|sb3|ebin|ld|tlv|sgn|zz|rom)/,
	/spa[0-9]+.*/,
	# Polycom, Avaya, Aastra, Yealink, Snom, Grandstream.
	/([0-9a-f]{12}|0{12})(-[a-z]+)?\.(cfg|boot|xml|htm)/,
	/0{12}.*/,
	/(phone[0-9]*\.cfg|sip\.ver|dialplan\.xml|.*directory\.xml|soundpoint.*\.wav)/,
	/(46xx|96xx|16xxupgrade).*/,
	/(aastra\.cfg|y0{9}.*\.(cfg|boot)|snom.*\.(htm|xml|bin)|cfg[0-9a-f]{12}(\.xml)?)/);

const pxe_names: vector of pattern = vector(
# Loaders and what they load.
	/(l?pxelinux\.(0|bin)|undionly.*|ipxe\..*|g?pxe(boot|grub|-).*)/,
	/.*\.(efi|kpxe|kkpxe|pxe|n12|c32|wim|sdi|0|dtb|ipxe|bcd)/,
	/(grub(\.cfg.*|x64.*)?|menu\.lst.*|memdisk|memtest.*)/,
	/(bcd|wdsnbp\.com|wdsmgfw.*|bootmgr.*)/,
	/(.*[_.-])?(vmlinuz|initrd|initramfs).*/,
	# Raspberry Pi.
	/(bootcode\.bin|bootsig\.bin|armstub.*|start[0-9a-z]*\.elf|fixup[0-9a-z]*\.dat|kernel[0-9a-z_]*\.img)/,
	/(config|cmdline|autoboot)\.txt|recovery[0-9]*\.(bin|elf|img)/);

const image_names: vector of pattern = vector(
# Cisco IOS, IOS-XE.
	/(c[0-9]{2,4}[a-z]{0,6}|cat[0-9][a-z]+(_[a-z]+)?|s[0-9]{4,5}[a-z]*|sup[0-9]*[a-z]*|rsp[0-9]*)[-_.].*\.(bin|tar|pkg|iso|conf|image|gz)/,
	/(isr[0-9]{3,4}[a-z]*|asr[0-9]{3,4}[a-z0-9]*|csr1000v|c8000[a-z]*|vios|i86bi|l2|packages)[-_.].*\.(bin|tar|pkg|iso|conf|image|gz)/,
	/(ie[0-9]{4}|ir[0-9]{3,4}|cgr[0-9]+|vg[0-9]{3}[a-z]*|me[0-9]{3,4}[a-z]*|ubr[0-9]+[a-z]*|as5[0-9]{3})[-_.].*\.(bin|tar|pkg|iso|conf|image|gz)/,
	/[a-z0-9]+-[a-z0-9_]+-(m|[mflr][zxw])[.-].*/,
	/cisco1?[0-7]-[a-z0-9]+/,
	# Cisco NX-OS, IOS-XR, ASA, small business.
	/(n[0-9]{4}[a-z]*-.*\.(bin|gbin)|nxos.*\.bin|nx-os.*|ucsfi.*)/,
	/(asr9k.*|xrv9?k.*|ncs[0-9]+.*\.(iso|tar|pie|rpm|vm))/,
	/((asa|pix)[0-9]+.*\.(bin|smp|spa)|ftd-.*|.*\.lfbff)/,
	/(image_(cbs|tesla|sx).*|sx[0-9]{3}.*\.(ros|bin)|.*\.ros)/,
	# Other vendors.
	/(jinstall|junos|jboot|jloader|jpfe|jbundle).*\.(tgz|gz|img|tar)/,
	/(v?eos.*\.swix?|.*\.(swi|swix|npk|cc|ipe|rel|pat|stk|dob|opr|arj))/,
	/(routeros|onie-(installer|updater)|cumulus-linux|pkgs_os10|aos-?cx|arubaos|openwrt|lede-).*/,
	/(sonic.*\.(bin|swi)|os10.*\.bin)/,
	/(spr|spz|ssr|str|kxz|kxr|grz|grs|fcx?r|icx)[a-z0-9]+\.bin/);

const config_names: vector of pattern = vector(
# Configurations, and Smart Install's list of images.
	/.*[-_.]con(fg|fig)(-[0-9a-z]+)*/,
	/(startup|running)[-_]?con(fig|fg)(\.(cfg|txt|text|old|bak))?/,
	/.*\.(cfg|conf|confg)/,
	/(config\.text|vrpcfg\.zip|juniper\.conf.*|.*-(run|start)\.txt|tar_imglist[0-9]*\.txt)/);

# The first that has the name counts: a PXE configuration's name also looks like a device's.
const class_order = vector("phone", "pxe", "network-image", "network-config");
const names_of_class: table[string] of vector of pattern = {
	["phone"] = phone_names,
	["pxe"] = pxe_names,
	["network-image"] = image_names,
	["network-config"] = config_names,
};

# Folders whose files are for PXE, whatever their names.
const pxe_folder =
    /(.*\/)?(pxelinux\.cfg|grub2?|smsboot|boot\/x(64|86))(\/.*)?/;

function class_of_name(file_name: string): string
	{
	local plain = to_lower(gsub(file_name, /\\/, "/"));
	if ( pxe_folder == plain )
		return "pxe";

	local parts = split_string(plain, /\//);
	for ( _, class in class_order )
		for ( _, name in names_of_class[class] )
			if ( name == parts[|parts| - 1] )
				return class;
	return "other";
	}

function classify(file_name: string, kind: string): string
	{
	if ( kind in class_of_kind )
		return class_of_kind[kind];

	local class = class_of_name(file_name);
	# A disk image whose name says nothing is what a PXE host boots from.
	if ( class == "other" && kind == "iso9660" )
		return "pxe";
	# A configuration that only has a PXE-like or image-like name is one.
	return kind in config_kinds && class != "phone" ? "network-config" : class;
	}
