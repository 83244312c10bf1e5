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

# Names, in lower case and with slashes only. Patterns that are matched to the end of the name.
const phone_name = /(.*\/)?((ctl|itl)(sep|seg|file|mpp)?[0-9a-f]*\.tlv|(sep|sip|sk|an|vgc|ata|gk)[0-9a-f]{10,14}(\.cnf)?(\.xml|\.cfg|\.txt)?|.*\.cnf(\.xml)?(\.sgn|\.enc\.sgn)?|(sip|xml)default\.cnf(\.xml)?|os79xx\.txt|.*\.(loads|sbn|sb2|sb3|ebin|ld|tlv|sgn|zz|rom)|p00[0-9].*|ring(list|tones).*|dialplan\.xml|.*directory\.xml|phone[0-9]*\.cfg|[0-9a-f]{12}(-[a-z]+)?\.(cfg|boot|xml|htm)|0{12}.*|sip\.ver|46xx.*|96xx.*|16xxupgrade.*|aastra\.cfg|y0{9}.*\.(cfg|boot)|snom.*\.(htm|xml|bin)|cfg[0-9a-f]{12}(\.xml)?|spa[0-9]+.*|softkeys?.*\.xml|lddefault.*|cmterm.*|.*(jar|apps|cnu|dsp|cvm)[0-9]+.*\.sbn|soundpoint.*\.wav)/;

const pxe_name = /(.*\/)?(l?pxelinux\.(0|bin)|pxelinux\.cfg(\/.*)?|undionly.*|.*\.(efi|kpxe|kkpxe|pxe|n12|c32|wim|sdi|0|dtb|ipxe|bcd)|g?pxe(boot|grub|-).*|ipxe\..*|grub(\/.*|\.cfg.*|x64.*)?|menu\.lst.*|bcd|wdsnbp\.com|wdsmgfw.*|bootmgr.*|memdisk|memtest.*|(.*[_.-])?vmlinuz.*|(.*[_.-])?initr(d|amfs).*|bootcode\.bin|bootsig\.bin|start[0-9a-z]*\.elf|fixup[0-9a-z]*\.dat|kernel[0-9a-z_]*\.img|armstub.*|(config|cmdline|autoboot|recovery)\.(txt|elf)|recovery[0-9]*\.(bin|elf|img))|(.*\/)?(pxelinux\.cfg|grub2?|smsboot|boot\/x(64|86))\/.*/;

const config_name = /(.*\/)?(.*[-_.]con(fg|fig)(-[0-9a-z]+)*|(network|router|cisconet|ciscortr|fp-net|host|device)[-.]?(confg|config|cfg)?\.(cfg|conf)|network-confg|router-confg|cisconet\.cfg|ciscortr\.cfg|(startup|running)[-_]?con(fig|fg)(\.(cfg|txt|text|old|bak))?|config\.text|vrpcfg\.(zip|cfg)|juniper\.conf.*|.*\.(cfg|conf|confg)|startup\.cfg|.*-(run|start)\.txt|tar_imglist[0-9]*\.txt)/;

const image_name = /(.*\/)?((c[0-9]{2,4}[a-z]{0,6}|cat[0-9][a-z]+(_[a-z]+)?|isr[0-9]{3,4}[a-z]*|asr[0-9]{3,4}[a-z0-9]*|csr1000v|c8000[a-z]*|ie[0-9]{4}|cgr[0-9]+|vg[0-9]{3}[a-z]*|rsp[0-9]*|sup[0-9]*[a-z]*|s[0-9]{4,5}[a-z]*|me[0-9]{3,4}[a-z]*|ubr[0-9]+[a-z]*|as5[0-9]{3}|ir[0-9]{3,4}|vios|i86bi|l2|packages)[-_.][^\/]*\.(bin|tar|pkg|iso|conf|image|mz|gz)|[a-z0-9]+-[a-z0-9_]+-[mflr][zxw]?[.-][^\/]*|n[0-9]{4}[a-z]*-[^\/]*\.(bin|gbin)|nxos[^\/]*\.bin|nx-os[^\/]*|(asa|pix)[0-9]+[^\/]*\.(bin|smp|spa)|ftd-[^\/]*|ucsfi[^\/]*|asr9k[^\/]*|xrv9?k[^\/]*|ncs[0-9]+[^\/]*\.(iso|tar|pie|rpm|vm)|(jinstall|junos|jboot|jloader|jpfe|jbundle)[^\/]*\.(tgz|gz|img|tar)|v?eos[^\/]*\.swix?|[^\/]*\.(swi|swix|npk|cc|ipe|rel|lfbff|pat)|routeros[^\/]*|onie-(installer|updater)[^\/]*|cumulus-linux[^\/]*|sonic[^\/]*\.(bin|swi)|pkgs_os10[^\/]*|os10[^\/]*\.bin|(spr|spz|ssr|str|kxz|kxr|grz|grs|fcx?r|icx)[a-z0-9]+\.bin|image_(cbs|tesla|sx)[^\/]*|sx[0-9]{3}[^\/]*\.(ros|bin)|[^\/]*\.(ros|stk|dob|opr|arj)|cisco1?[0-7]-[a-z0-9]+|aos-?cx[^\/]*|arubaos[^\/]*|openwrt[^\/]*|lede-[^\/]*)/;

# By name, in this order: a PXE configuration's name also looks like a device's.
const names: vector of record {
	class: string;
	name: pattern;
} = vector([$class="phone", $name=phone_name], [$class="pxe", $name=pxe_name], [
    $class="network-image", $name=image_name], [$class="network-config",
    $name=config_name]);

function classify(file_name: string, kind: string): string
	{
	if ( kind in class_of_kind )
		return class_of_kind[kind];

	local plain = to_lower(gsub(file_name, /\\/, "/"));
	for ( _, n in names )
		if ( n$name == plain )
			{
			# A configuration that only has a PXE-like or image-like name is one.
			if ( kind in config_kinds && n$class != "phone" )
				return "network-config";
			return n$class;
			}

	return kind in config_kinds ? "network-config" : "other";
	}
