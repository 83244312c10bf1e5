##! What files are, by their first bytes, their tags and their names.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## A mark by which the kind of a file is known.
	type ImageMark: record {
		## The kind.
		kind: string;
		## The bytes.
		bytes: string;
		## Their place in the file.
		at: count &default=0;
		## What must be found among the first bytes, besides.
		having: pattern &optional;
	};

	## Among files of one kind, those that have something are of another.
	type ImageRefined: record {
		base: string;
		kind: string;
		having: pattern;
	};

	## Where tags are that say what an image is: what each contains, the kind that they prove, what of a tag is its
	## value, and the tags.
	type TagFormat: record {
		mark: string;
		kind: string;
		value: pattern;
		platform: pattern;
		version: pattern;
		feature: pattern;
		## Whether they may stand anywhere, so that tags found need not be the last.
		anywhere: bool &default=F;
	};

	## How a name tells platform and version: what it looks like, and each with and without what stands before it.
	type NameForm: record {
		like: pattern;
		platform: pattern;
		before_platform: pattern &optional;
		version: pattern &optional;
		before_version: pattern &optional;
		feature: pattern &optional;
		before_feature: pattern &optional;
		## How names write what devices say otherwise.
		written: string &default="";
	};

	## Marks of kinds, the first that fits counting.
	const image_marks: vector of ImageMark = vector(
		ImageMark($kind="netgear-dni", $bytes="device:", $having=/^device:[^\n]+\nversion:V[^\n]*\nregion:/s),
		ImageMark($kind="cisco-mzip", $bytes="MZIP", $having=/^MZIP\x00\x00/s),
		ImageMark($kind="dlink-shrs", $bytes="SHRS", $having=/^SHRS[^\n]{0,3}[\x00-\x08]/s),
		ImageMark($kind="ubnt", $bytes="UBNT", $having=/^(UBNT|OPEN)[A-Z0-9]{2,}\.[a-z0-9]+\.v/s),
		ImageMark($kind="ubnt", $bytes="OPEN", $having=/^(UBNT|OPEN)[A-Z0-9]{2,}\.[a-z0-9]+\.v/s),
		ImageMark($kind="cisco-microcode", $bytes="\x85\x01\x14", $having=/^.{7}[\x00\x20-\x7e]/s),
		ImageMark($kind="cisco-microcode", $bytes="\x85\x01\xcb", $having=/^.{7}[\x00\x20-\x7e]/s),
		ImageMark($kind="intel-hex", $bytes=":10", $having=/^:[0-9A-Fa-f]{8}/s),
		ImageMark($kind="intel-hex", $bytes=":20", $having=/^:[0-9A-Fa-f]{8}/s),
		ImageMark($kind="intel-hex", $bytes=":02", $having=/^:[0-9A-Fa-f]{8}/s),
		ImageMark($kind="zynos", $bytes="SIG", $at=6, $having=/^.{6}SIG[\x00-\x1f]/s),
		ImageMark($kind="tech-support", $bytes="\x0d\x0a------------------ show "),
		ImageMark($kind="tech-support", $bytes="\x0a------------------ show "),
		ImageMark($kind="tech-support", $bytes="------------------ show "),
		ImageMark($kind="tplink", $bytes="TP-LINK Technologies", $at=4),
		ImageMark($kind="dlink-encrypted", $bytes="encrpted_img"),
		ImageMark($kind="dlink-encrypted", $bytes="DLK6E8202001"),
		ImageMark($kind="dlink-encrypted", $bytes="DLK6E6110002"),
		ImageMark($kind="dlink-archive", $bytes="CPKG\x01\x00\x00\x00"),
		ImageMark($kind="dlink-archive", $bytes="FPKG\x01\x00\x00\x00"),
		ImageMark($kind="android-boot", $bytes="ANDROID!"),
		ImageMark($kind="moxa-frm", $bytes="*FRM\x00\x00\x00\x01"),
		ImageMark($kind="wim", $bytes="MSWIM\x00\x00\x00"),
		ImageMark($kind="pxe-nbp", $bytes="\xb2\x7f\xea\x00\x82\x00\x00"),
		ImageMark($kind="xz", $bytes="\xfd7zXZ\x00"),
		ImageMark($kind="ipxe-script", $bytes="#!ipxe"),
		ImageMark($kind="ipxe-script", $bytes="#!gpxe"),
		ImageMark($kind="dlink-archive", $bytes="\xde\xaf\xbe\xad\x86"),
		ImageMark($kind="dlink-archive", $bytes="\xde\xaf\xbe\xad\x87"),
		ImageMark($kind="tar", $bytes="ustar", $at=257),
		ImageMark($kind="nbi", $bytes="6\x13\x03\x1b"),
		ImageMark($kind="seama", $bytes="^\xa3\xa4\x17"),
		ImageMark($kind="zip", $bytes="PK\x03\x04"),
		ImageMark($kind="zstd", $bytes="(\xb5/\xfd"),
		ImageMark($kind="squashfs", $bytes="hsqs"),
		ImageMark($kind="squashfs", $bytes="sqsh"),
		ImageMark($kind="cramfs", $bytes="E=\xcd("),
		ImageMark($kind="ubi", $bytes="UBI#"),
		ImageMark($kind="pcap", $bytes="\xd4\xc3\xb2\xa1"),
		ImageMark($kind="pcap", $bytes="\xa1\xb2\xc3\xd4"),
		ImageMark($kind="pcap", $bytes="M<\xb2\xa1"),
		ImageMark($kind="pcap", $bytes="\xa1\xb2<M"),
		ImageMark($kind="pcapng", $bytes="\x0a\x0d\x0d\x0a"),
		ImageMark($kind="elf", $bytes="\x7fELF"),
		ImageMark($kind="mikrotik-npk", $bytes="\x1e\xf1\xd0\xba"),
		ImageMark($kind="netgear-chk", $bytes="*#$^"),
		ImageMark($kind="linux-kernel", $bytes="HdrS", $at=514),
		ImageMark($kind="linux-kernel", $bytes="ARMd", $at=56),
		ImageMark($kind="linux-kernel", $bytes="RSC\x05", $at=56),
		ImageMark($kind="linux-kernel", $bytes="\x18(o\x01", $at=36),
		ImageMark($kind="windows-registry", $bytes="regf"),
		ImageMark($kind="uboot-uimage", $bytes="'\x05\x19V"),
		ImageMark($kind="dtb", $bytes="\xd0\x0d\xfe\xed"),
		ImageMark($kind="trx", $bytes="HDR0"),
		ImageMark($kind="zyxel-zld", $bytes="\xde\xad\xbe\xaf", $at=4),
		ImageMark($kind="gzip", $bytes="\x1f\x8b\x08"),
		ImageMark($kind="bzip2", $bytes="BZh")
	) &redef;

	## Kinds that are told from others by more than a mark, the first that fits counting.
	const image_refined: vector of ImageRefined = vector(
		ImageRefined($base="zip", $kind="arista-swi", $having=/^PK\x03\x04.{26}(version|boot0|\.imageFormat|linux-|initrd-)/s),
		ImageRefined($base="elf", $kind="cisco-ios", $having=/^.{4}\x01\x02\x01.{11}([^\x00].|\x00[^\x02\x04\x08\x0f\x12\x14\x16\x28\x2a]).{32}/s),
		ImageRefined($base="elf", $kind="cisco-ios", $having=/^.{4}\x01\x02\x01.{9}\x00\x02.{22}\x00\x34\x00\x20\x00\x01\x00\x28\x00[\x06\x07]/s),
		ImageRefined($base="elf", $kind="cisco-ios", $having=/^.{4}\x01\x02\x01.*(\xfe\xed\xfa\xce|CW_BEGIN\$)/s),
		ImageRefined($base="tar", $kind="cisco-tar", $having=/^([!-.0-~]{1,80}\/)?info(\.ver)?\x00.*[0-7 ]{6,7}[\x00 ]/s),
		ImageRefined($base="script", $kind="onie-installer", $having=/onie|ONIE|sharch|payload_sha1|exit_marker|install_uimage|cumulus/s),
		ImageRefined($base="dtb", $kind="fit", $having=/\x00\x00\x00\x01images\x00/s)
	) &redef;

	## Why files of a kind are fetched, where the bytes leave no doubt.
	const class_of_kind: table[string] of string = {
		["arista-swi"] = "network-image",
		["cisco-ios"] = "network-image",
		["cisco-microcode"] = "network-image",
		["cisco-mzip"] = "network-image",
		["cisco-tar"] = "network-image",
		["dlink-archive"] = "network-image",
		["dlink-encrypted"] = "network-image",
		["dlink-shrs"] = "network-image",
		["fit"] = "network-image",
		["ipxe-script"] = "pxe",
		["linux-kernel"] = "pxe",
		["mikrotik-npk"] = "network-image",
		["moxa-frm"] = "network-image",
		["nbi"] = "network-image",
		["netgear-chk"] = "network-image",
		["netgear-dni"] = "network-image",
		["onie-installer"] = "network-image",
		["pcap"] = "network-diagnostics",
		["pcapng"] = "network-diagnostics",
		["pe-efi"] = "pxe",
		["pxe-nbp"] = "pxe",
		["seama"] = "network-image",
		["tech-support"] = "network-diagnostics",
		["tplink"] = "network-image",
		["trx"] = "network-image",
		["ubnt"] = "network-image",
		["uboot-uimage"] = "network-image",
		["wim"] = "pxe",
		["windows-registry"] = "pxe",
		["zynos"] = "network-image",
		["zyxel-zld"] = "network-image"
	} &redef;

	## The same where the bytes only tip the scale: for names that say nothing.
	const class_of_unnamed_kind: table[string] of string = {
		["iso9660"] = "pxe"
	} &redef;

	## Kinds whose bytes are certainly an operating system, or what loads one.
	const image_kinds: set[string] = {
		"android-boot",
		"arista-swi",
		"cisco-ios",
		"cisco-microcode",
		"cisco-mzip",
		"cisco-tar",
		"dlink-archive",
		"dlink-encrypted",
		"dlink-shrs",
		"elf",
		"fit",
		"linux-kernel",
		"mikrotik-npk",
		"moxa-frm",
		"nbi",
		"netgear-chk",
		"netgear-dni",
		"onie-installer",
		"pe-efi",
		"seama",
		"tplink",
		"trx",
		"ubnt",
		"uboot-uimage",
		"zynos",
		"zyxel-zld"
	} &redef;

	## Tags by the kind of file in which they are looked for.
	const tag_formats: table[string] of TagFormat = {
		["arista-swi"] = [$mark="SWI_", $kind="arista-swi", $value=/=[^=]*/, $platform=/SWI_ARCH=[A-Za-z0-9_-]{1,40}/, $version=/SWI_VERSION=[A-Za-z0-9_.()-]{1,40}/, $feature=/SWI_FLAVOR=[A-Za-z0-9_-]{1,40}/],
		["cisco-ios"] = [$mark="CW_", $kind="cisco-ios", $value=/\$[^$]*/, $platform=/CW_FAMILY\$[A-Za-z0-9_.\/-]{1,40}\$/, $version=/CW_VERSION\$[A-Za-z0-9_.()-]{1,40}\$/, $feature=/CW_FEATURE\$[A-Za-z0-9_.|\/-]{1,60}\$/, $anywhere=T],
		["elf"] = [$mark="CW_", $kind="cisco-ios", $value=/\$[^$]*/, $platform=/CW_FAMILY\$[A-Za-z0-9_.\/-]{1,40}\$/, $version=/CW_VERSION\$[A-Za-z0-9_.()-]{1,40}\$/, $feature=/CW_FEATURE\$[A-Za-z0-9_.|\/-]{1,60}\$/, $anywhere=T],
		["cisco-mzip"] = [$mark="CW_", $kind="cisco-mzip", $value=/\$[^$]*/, $platform=/CW_FAMILY\$[A-Za-z0-9_.\/-]{1,40}\$/, $version=/CW_VERSION\$[A-Za-z0-9_.()-]{1,40}\$/, $feature=/CW_FEATURE\$[A-Za-z0-9_.|\/-]{1,60}\$/, $anywhere=T],
		["onie-installer"] = [$mark="image_version=", $kind="onie-installer", $value=/=.*/, $platform=/(^|\n)(machine|platform)=\"?[A-Za-z0-9_.-]{1,60}/, $version=/image_version=\"?[A-Za-z0-9_.-]{1,60}/, $feature=/build_flavor=\"?[A-Za-z0-9_.-]{1,60}/]
	} &redef;

	## Hardware by kind and the bytes with which a header names it.
	const header_platforms: table[string, string] of string = {
		["pe-efi", "L\x01"] = "i386",
		["pe-efi", "d\x86"] = "x86_64",
		["pe-efi", "\xc4\x01"] = "arm",
		["pe-efi", "d\xaa"] = "arm64",
		["pe-efi", "dP"] = "riscv64",
		["uboot-uimage", "\x02"] = "arm",
		["uboot-uimage", "\x03"] = "i386",
		["uboot-uimage", "\x05"] = "mips",
		["uboot-uimage", "\x06"] = "mips64",
		["uboot-uimage", "\x07"] = "powerpc",
		["uboot-uimage", "\x16"] = "arm64",
		["uboot-uimage", "\x18"] = "x86_64",
		["uboot-uimage", "\x1a"] = "riscv"
	} &redef;

	## Names of what phones and cable modems fetch, in lower case, without folders.
	const phone_names: pattern =
		string_to_pattern(join_string_vec(vector(
		".*\\.cm",
		"(cm|modem|docsis)[-_0-9a-z]*\\.(cfg|bin|cm)",
		"(bronze|silver|gold|platinum|disabled|basic)[-_0-9a-z]*\\.(cfg|bin|cm)",
		"(ctl|itl)(sep|seg|file|mpp)?[0-9a-f]*\\.tlv",
		"(sep|sip|sk|an|vgc|ata|gk)[0-9a-f]{10,14}(\\.cnf)?(\\.xml|\\.cfg|\\.txt)?",
		".*\\.cnf(\\.xml)?(\\.sgn|\\.enc\\.sgn)?",
		"(sip|xml)default\\.cnf(\\.xml)?",
		"os79xx\\.txt",
		"p00[0-9].*",
		"(ring(list|tones)|lddefault|cmterm|softkeys?).*",
		"spa[0-9]+.*",
		"([0-9a-f]{12}|0{12})(-[a-z]+)?\\.(cfg|boot|xml|htm)",
		"0{12}.*",
		"phone[0-9]*\\.cfg",
		"sip\\.ver",
		"dialplan\\.xml",
		".*directory\\.xml",
		"soundpoint.*\\.wav",
		"(46xx|96xx|j100|16xxupgrade).*",
		"(aastra|startup|mitel)\\.(cfg|tuz)",
		"y0{9}.*\\.(cfg|boot)",
		"snom.*\\.(htm|html|php|xml|bin|swu)",
		"cfg[0-9a-f]{12}(\\.xml)?",
		"cfg(gxp|gxv|gac|ht|grp|wp|dp)[0-9a-z]+(\\.xml)?",
		"[0-9]{1,3}\\.[0-9]+\\.[0-9]+\\.[0-9]+\\.rom",
		"(gxp|gxv|ht|grp)[0-9]+[a-z]*(fw|boot|prog|base|core)?[0-9a-z]*\\.bin",
		"lanpbx\\.cfg",
		"lanpbx-[0-9a-f]+\\.cfg",
		"bin(noe|std|sip|tsip|8[0-9]{3}).*",
		"startnoe|startsip|noe(ip|8).*|al8.*",
		".*\\.(loads|sbn|sb2|sb3|tlv|sgn|zz|ebin|ld)"), "|"), F) &redef;

	## Names of what PXE hosts and small computers boot.
	const pxe_names: pattern =
		string_to_pattern(join_string_vec(vector(
		"l?pxelinux\\.(0|bin)",
		"undionly.*",
		"ipxe\\..*",
		"g?pxe(boot|grub|-).*",
		"grub(\\.cfg.*|x64.*)?",
		"menu\\.lst.*",
		"memdisk",
		"memtest.*",
		"bcd",
		"wdsnbp\\.com",
		"wdsmgfw.*",
		"bootmgr.*",
		"(.*[_.-])?(vmlinuz|initrd|initramfs).*",
		"bootcode\\.bin",
		"bootsig\\.bin",
		"armstub.*",
		"start[0-9a-z]*\\.elf",
		"fixup[0-9a-z]*\\.dat",
		"kernel[0-9a-z_]*\\.img",
		"(config|cmdline|autoboot)\\.txt",
		"recovery[0-9]*\\.(bin|elf|img)",
		"pieeprom\\.(upd|sig|bin)",
		"boot\\.(img|sig)",
		".*\\.(efi|kpxe|kkpxe|pxe|n12|c32|wim|sdi|0|dtb|ipxe|bcd)"), "|"), F) &redef;

	## Names that vendors of network devices give to images.
	const network_image_names: pattern =
		string_to_pattern(join_string_vec(vector(
		"v?eos.*\\.swix?",
		"aruba(os-cx|-aoscx)_.*\\.swi",
		"aos-?cx.*\\.swi",
		"arubaos_[0-9a-z]+_[0-9].*",
		"arubainstant_.*",
		"(asa|pix)[0-9]+.*\\.(bin|smp|spa)",
		"ftd-.*\\.(cdisk|lfbff|pkg|tar)",
		".*\\.lfbff",
		"[a-z0-9]+-[a-z0-9_]+-(m|[mflr][zxw])[.-].*",
		"(c[0-9]{2,4}[a-z]{0,6}|cat[0-9][a-z]+(_[a-z]+)?|s[0-9]{4,5}[a-z]*|sup[0-9]+[a-z0-9]*|rsp[0-9]*)[-_.].*\\.(bin|tar|pkg|iso|image)",
		"(isr[0-9]{3,4}[a-z]*|asr[0-9]{3,4}[a-z0-9]*|csr1000v|c8000[a-z]*|vios[a-z0-9_]*)[-_.].*\\.(bin|tar|pkg|iso|image)",
		"(ie[0-9]{4}|ir[0-9]{3,4}|cgr[0-9]+|vg[0-9]{3}[a-z]*|me[0-9]{3,4}[a-z]*|ubr[0-9]+[a-z]*|as5[0-9]{3}|ws-c[0-9]+[a-z]*)[-_.].*\\.(bin|tar|pkg|iso|image)",
		"cisco1?[0-7]-[a-z0-9]+",
		"(asr9k|xrv9?k?|ncs[0-9]+k?|8000|iosxr[a-z]+)-.*\\.(iso|tar|pie|rpm|vm(-[0-9.]+)?)",
		"asr9k-mini-.*",
		"n[0-9]{4}[a-z]*-.*\\.(bin|gbin)",
		"n[0-9]{4}-epld\\..*\\.img",
		"m9[0-9]{3}-.*\\.bin",
		"nxos.*\\.bin",
		"nx-os.*\\.bin",
		"ucsfi.*\\.bin",
		"ucs-.*\\.bin",
		"air-[a-z]+[0-9]+-k9-[0-9].*\\.aes",
		"[a-z0-9]+-(rcv)?k9w[0-9]-(tar|mx)\\..*",
		".*-cmw[0-9]{3}-.*\\.(bin|ipe)",
		"(summit[a-z_]*|onie|bd[0-9a-z]+|aspen)-[0-9].*\\.(xos|xmod|xtr|lst)",
		"ftos-[a-z0-9]+-[0-9]+\\.[0-9].*\\.bin",
		"f[a-z]{2}_[0-9a-z]+-v[0-9].*\\.out",
		".*-fortinet\\.out",
		"(spr|sps|spz|ssr|str|kxz|kxr|grz|grs|mnz|mnr|fcx?[rsz]|icx[a-z0-9]*)[0-9]{5}[a-z0-9_]*\\.bin",
		"hios-([0-9][a-z]-)?[a-z]+[0-9]*-[0-9]{5}.*\\.bin",
		"(jinstall|junos|jboot|jloader|jpfe|jbundle).*\\.(tgz|gz|img|tar)",
		"routeros-.*",
		"chr-[0-9].*\\.(img|npk)(\\.zip)?",
		"(fwr_)?(eds|edr|iks|ics|pt|awk|mgate|mb|nport|sds|mrc|tap|oncell|np)[-_]?[0-9].*\\.rom",
		"(fs|gs|gsm|jgs|ms|xs|xsm|m[0-9]{4}|wnr|wndr|r[0-9]{4}|dgn|ex[0-9]{4})[0-9a-z]*[-_.].*\\.(bin|img|chk|stk|image|rom)",
		"(i386-|x86-)?(both|cpm|iom|kernel|support|isa-[a-z]+)\\.tim",
		"boot\\.ldr",
		"timos-.*\\.(tim|zip)",
		"onie-(installer|updater).*",
		"cumulus-linux.*",
		"pkgs_os10.*",
		"os10.*\\.bin",
		"sonic.*\\.(bin|swi)",
		"(panos|panorama)_[0-9a-z]+-[0-9]+\\..*",
		"image_(cbs|tesla|sx).*",
		"sx[0-9]{3}.*\\.(ros|bin)",
		"mes[0-9]{4}.*\\.(ros|iss)",
		"[a-z]+[0-9]+[a-z]*(v[0-9]+)?_tp_recovery\\.bin",
		"tp_recovery\\.bin",
		"(openwrt|lede)-.*",
		"[0-9a-f]{8}\\.img",
		"uimage(\\..*)?",
		"fitimage(\\..*)?",
		".*\\.itb",
		"[a-z0-9]{2,3}(\\.[a-z0-9_]+)?\\.v[0-9]+\\.[0-9]+\\.[0-9].*\\.(bin|tar)",
		"uapol?\\.bin",
		"flash_update",
		".*\\.(rel|swi|swix|ari|ipe|xos|xmod|cc|pat|npk|chk|stk|hex|tim|dob|opr|arj|ros)"), "|"), F) &redef;

	## Names that promise text or a picture, and no image.
	option not_image_names: pattern =
		string_to_pattern(join_string_vec(vector(
		".*(-confg|-config)",
		"(startup|running)[-_]?config.*",
		".*\\.(txt|cfg|conf|config|confg|cnf|ini|log|xml|json|yaml|yml|html|htm|css|js|csv|md|pdf|doc|docx|xls|xlsx|jpg|jpeg|png|gif|bmp|ico|svg|wav|mp3|raw|sh|py|tcl|lua|pem|crt|cer|key)"), "|"), F);

	## Names that tell platform or version, in lower case, without folders.
	const versioned_names: pattern =
		string_to_pattern(join_string_vec(vector(
		"((ie|x|xs|sbx|ar|se|gs|fs|sh)[0-9]+[a-z0-9]*-[0-9]+\\.[0-9]+\\.[0-9]+-.*).*",
		"(v?eos(64|32)?(-lab)?-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"(arubaos-cx_[0-9a-z-]+_[0-9]{2}_[0-9]{2}_[0-9]{4}.*).*",
		"(aruba(os|instant)_[0-9a-z]+_[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"(asa([0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{3})(-[0-9]{1,3})?-(smp-|lfbff-)?k[0-9].*).*",
		"([a-z0-9]+-[a-z0-9_]+-[mflr]?[mzxw]?([.-].*)?[.-][0-9]{3}-[0-9]+.*).*",
		"((c[0-9]|cat[0-9]|isr[0-9]|asr[0-9]{3}|csr[0-9]|ie[0-9]|ir[0-9]|ess[0-9]|cg-|vg[0-9]|ncs4).*[._][0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}.*).*",
		"([a-z0-9]+-[a-z0-9_]+-[mflr]?[mzxw]?[.-].*).*",
		"((asr9k|xrv9?k?|ncs[0-9]+k?|8000|iosxr[a-z]+)-.*-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"((nxos|n[0-9]{4}[a-z]*-|m9[0-9]{3}-|ucsfi).*\\.[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"(air-[a-z]+[0-9]+-k9(-[0-9]+){3,4}.*).*",
		"([a-z0-9]+-(rcv)?k9w[0-9]-(tar|mx)\\.[0-9]{3}-.*).*",
		"(.+-cmw[0-9]{3}-(r|e|f)[0-9]{4}.*).*",
		"((summit[a-z_]*|onie|bd[0-9a-z]+|aspen)-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"((pc|n)[0-9]{4}v[0-9]+(\\.[0-9]+){3}.*).*",
		"(ftos-[a-z0-9]+-[0-9]+\\.[0-9]+.*).*",
		"(f[a-z]{2}_[0-9a-z]+-v[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"((spr|sps|ssr|str|fcx?[rs]|grs|kxr|icx[a-z0-9]*)[0-9]{5}[a-z]*).*",
		"([a-z]{1,2}_[0-9]{2}_[0-9]{2}_[0-9]{4}[a-z]?).*",
		"([a-z]+[0-9]+[a-z]*[_-]?v[0-9]{3}r[0-9]{3}c[0-9]{2}.*).*",
		"([a-z0-9-]+[_-]?v[0-9]{3}r[0-9]{3}c[0-9]{2}.*).*",
		"((jinstall|junos)-.*[0-9]+\\.[0-9]+[a-z][0-9].*).*",
		"(routeros-[0-9]+\\.[0-9].*-[a-z0-9]+).*",
		"((routeros-[a-z0-9]+|chr)-[0-9]+\\.[0-9].*).*",
		"((fwr_)?[a-z]+[-_]?[0-9a-z-]+_v[0-9]+\\.[0-9]+.*).*",
		"(timos-([a-z]+-)?[0-9]+\\.[0-9]+\\.[rb][0-9]+.*).*",
		"(cumulus-linux-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"(pkgs_os10-[a-z]+-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"((panos|panorama)_[0-9a-z]+-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"((openwrt|lede)-[0-9]+\\.[0-9]+\\.[0-9]+.*).*",
		"([a-z0-9]{2,3}(\\.[a-z0-9_]+)?\\.v[0-9]+\\.[0-9]+\\.[0-9].*).*"), "|"), F) &redef;

	## How names tell platform and version, the first that fits counting.
	const name_forms: vector of NameForm = vector(
		NameForm($like=/(ie|x|xs|sbx|ar|se|gs|fs|sh)[0-9]+[a-z0-9]*-[0-9]+\.[0-9]+\.[0-9]+-.*/, $platform=/^([A-Za-z]+[0-9]+[A-Za-z]*)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+(-[0-9]+)?(\.[0-9]+)*)/, $before_version=/^(-)/),
		NameForm($like=/v?eos(64|32)?(-lab)?-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([vV]?)([Ee][Oo][Ss])/, $before_platform=/^([vV]?)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+(\.[0-9]+)?[MF]?)/, $before_version=/^(-)/),
		NameForm($like=/arubaos-cx_[0-9a-z-]+_[0-9]{2}_[0-9]{2}_[0-9]{4}.*/, $platform=/^([A-Za-z]+-[A-Za-z]+_)([0-9]+[A-Za-z]?(-[0-9]+)?)/, $before_platform=/^([A-Za-z]+-[A-Za-z]+_)/, $version=/(_)([0-9]{2}_[0-9]{2}_[0-9]{4})/, $before_version=/^(_)/, $written="dots"),
		NameForm($like=/aruba(os|instant)_[0-9a-z]+_[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+_)([A-Za-z0-9]+)/, $before_platform=/^([A-Za-z]+_)/, $version=/(_)([0-9]+\.[0-9]+\.[0-9]+(\.[0-9]+)*)/, $before_version=/^(_)/),
		NameForm($like=/asa([0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{3})(-[0-9]{1,3})?-(smp-|lfbff-)?k[0-9].*/, $platform=/^([A-Za-z]+)/, $version=/([A-Za-z])([0-9]+(-[0-9]+)*)/, $before_version=/^([A-Za-z])/, $written="asa"),
		NameForm($like=/[a-z0-9]+-[a-z0-9_]+-[mflr]?[mzxw]?([.-].*)?[.-][0-9]{3}-[0-9]+.*/, $platform=/^([A-Za-z0-9]+)/, $version=/([.-])([0-9]{3}-[0-9]+[a-z]?([.]?[A-Z][A-Za-z]*[0-9]*[a-z]*)?)/, $before_version=/^([.-])/, $feature=/([A-Za-z0-9]+-)([A-Za-z0-9_]+)/, $before_feature=/^([A-Za-z0-9]+-)/, $written="ios"),
		NameForm($like=/(c[0-9]|cat[0-9]|isr[0-9]|asr[0-9]{3}|csr[0-9]|ie[0-9]|ir[0-9]|ess[0-9]|cg-|vg[0-9]|ncs4).*[._][0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}.*/, $platform=/^([A-Za-z]+[A-Za-z0-9]*)/, $version=/([._])([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}[a-z]?(\.[SE])?)/, $before_version=/^([._])/),
		NameForm($like=/(asr9k|xrv9?k?|ncs[0-9]+k?|8000|iosxr[a-z]+)-.*-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z0-9]+)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+)/, $before_version=/^(-)/),
		NameForm($like=/(nxos|n[0-9]{4}[a-z]*-|m9[0-9]{3}-|ucsfi).*\.[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z0-9]+)/, $version=/(\.)([0-9]+\.[0-9]+\.[0-9]+[a-z]?(\.[A-Z]([0-9]+\.[0-9]+[a-z]?)?)?)/, $before_version=/^(\.)/, $written="nxos"),
		NameForm($like=/air-[a-z]+[0-9]+-k9(-[0-9]+){3,4}.*/, $platform=/^([A-Za-z]+-)([A-Za-z]+[0-9]+)/, $before_platform=/^([A-Za-z]+-)/, $version=/(-[Kk]9-)([0-9]+(-[0-9]+){2,3})/, $before_version=/^(-[Kk]9-)/, $written="dots"),
		NameForm($like=/[a-z0-9]+-(rcv)?k9w[0-9]-(tar|mx)\.[0-9]{3}-.*/, $platform=/^([A-Za-z0-9]+)/, $version=/(\.)([0-9]{3}-[0-9]+[a-z]?[.]?[A-Z]+[0-9]*[a-z]*)/, $before_version=/^(\.)/, $feature=/([A-Za-z0-9]+-)([A-Za-z0-9]+)/, $before_feature=/^([A-Za-z0-9]+-)/, $written="ios"),
		NameForm($like=/.+-cmw[0-9]{3}-(r|e|f)[0-9]{4}.*/, $platform=/^([A-Za-z0-9_]+)/, $version=/(-[RrEeFf])([0-9]{4}([Pp][0-9]+)?([Hh][0-9]+)?)/, $before_version=/^(-[RrEeFf])/),
		NameForm($like=/(summit[a-z_]*|onie|bd[0-9a-z]+|aspen)-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z_]+)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+(\.[0-9]+)*)/, $before_version=/^(-)/),
		NameForm($like=/(pc|n)[0-9]{4}v[0-9]+(\.[0-9]+){3}.*/, $platform=/^(([Pp][Cc])?)([Nn]?[0-9]+)/, $before_platform=/^(([Pp][Cc])?)/, $version=/([Vv])([0-9]+(\.[0-9]+){3})/, $before_version=/^([Vv])/),
		NameForm($like=/ftos-[a-z0-9]+-[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+-[A-Za-z0-9]+)/, $version=/(-)([0-9]+\.[0-9]+(\.[0-9]+)*)/, $before_version=/^(-)/),
		NameForm($like=/f[a-z]{2}_[0-9a-z]+-v[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+_[0-9A-Za-z]+)/, $version=/(-v)([0-9]+\.[0-9]+\.[0-9]+)/, $before_version=/^(-v)/),
		NameForm($like=/(spr|sps|ssr|str|fcx?[rs]|grs|kxr|icx[a-z0-9]*)[0-9]{5}[a-z]*/, $platform=/^([A-Za-z]+)/, $version=/([0-9]{5}[a-z]?)/, $written="fastiron"),
		NameForm($like=/[a-z]{1,2}_[0-9]{2}_[0-9]{2}_[0-9]{4}[a-z]?/, $platform=/^([A-Za-z]{1,2})/, $version=/([A-Za-z]{1,2}_[0-9]{2}_[0-9]{2}_[0-9]{4}[a-z]?)/, $written="dots"),
		NameForm($like=/[a-z]+[0-9]+[a-z]*[_-]?v[0-9]{3}r[0-9]{3}c[0-9]{2}.*/, $platform=/^([A-Za-z]+[0-9]+)/, $version=/([-_]?)([Vv][0-9]{3}[Rr][0-9]{3}[Cc][0-9]{2}([Ss][Pp][CcHh][0-9]+)?)/, $before_version=/^([-_]?)/),
		NameForm($like=/[a-z0-9-]+[_-]?v[0-9]{3}r[0-9]{3}c[0-9]{2}.*/, $platform=/^([A-Za-z]+[0-9]+([-][A-Za-z0-9]+)?)/, $version=/([-_]?)([Vv][0-9]{3}[Rr][0-9]{3}[Cc][0-9]{2}([Ss][Pp][CcHh][0-9]+)?)/, $before_version=/^([-_]?)/),
		NameForm($like=/(jinstall|junos)-.*[0-9]+\.[0-9]+[a-z][0-9].*/, $platform=/^([Jj](install|unos)-(install-|vmhost-|host-|install-host-)*)([A-Za-z]+(-?[0-9]+)?)/, $before_platform=/^([Jj](install|unos)-(install-|vmhost-|host-|install-host-)*)/, $version=/(-)([0-9]{1,2}\.[0-9]{1,2}[A-Z][0-9]+([.][0-9]+|-S[0-9]+([.][0-9]+)?)?)/, $before_version=/^(-)/),
		NameForm($like=/routeros-[0-9]+\.[0-9].*-[a-z0-9]+/, $platform=/^([A-Za-z]+-[0-9.]+(rc|beta)?[0-9]*-)([A-Za-z0-9]+)/, $before_platform=/^([A-Za-z]+-[0-9.]+(rc|beta)?[0-9]*-)/, $version=/(-)([0-9]+\.[0-9]+(\.[0-9]+)?((rc|beta)[0-9]+)?)/, $before_version=/^(-)/),
		NameForm($like=/(routeros-[a-z0-9]+|chr)-[0-9]+\.[0-9].*/, $platform=/^((routeros-)?)([A-Za-z0-9]+)/, $before_platform=/^((routeros-)?)/, $version=/(-)([0-9]+\.[0-9]+(\.[0-9]+)?((rc|beta)[0-9]+)?)/, $before_version=/^(-)/),
		NameForm($like=/(fwr_)?[a-z]+[-_]?[0-9a-z-]+_v[0-9]+\.[0-9]+.*/, $platform=/^((FWR_|fwr_)?)([A-Za-z]+-?[0-9]+[A-Za-z]*)/, $before_platform=/^((FWR_|fwr_)?)/, $version=/(_[Vv])([0-9]+\.[0-9]+(\.[0-9]+)?)/, $before_version=/^(_[Vv])/),
		NameForm($like=/timos-([a-z]+-)?[0-9]+\.[0-9]+\.[rb][0-9]+.*/, $platform=/^([A-Za-z]+)/, $version=/(-)([0-9]+\.[0-9]+\.[RB][0-9]+(-[0-9]+)?)/, $before_version=/^(-)/),
		NameForm($like=/cumulus-linux-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+)/, $before_version=/^(-)/),
		NameForm($like=/pkgs_os10-[a-z]+-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+_)([A-Za-z0-9]+)/, $before_platform=/^([A-Za-z]+_)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+[A-Z]?(\.[0-9]+)*)/, $before_version=/^(-)/),
		NameForm($like=/(panos|panorama)_[0-9a-z]+-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+_[0-9A-Za-z]+)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+(-[hcb][0-9]+)?)/, $before_version=/^(-)/),
		NameForm($like=/(openwrt|lede)-[0-9]+\.[0-9]+\.[0-9]+.*/, $platform=/^([A-Za-z]+)/, $version=/(-)([0-9]+\.[0-9]+\.[0-9]+(-rc[0-9]+)?)/, $before_version=/^(-)/),
		NameForm($like=/[a-z0-9]{2,3}(\.[a-z0-9_]+)?\.v[0-9]+\.[0-9]+\.[0-9].*/, $platform=/^([A-Za-z0-9]{2,3})/, $version=/(\.v)([0-9]+\.[0-9]+\.[0-9]+)/, $before_version=/^(\.v)/),
		NameForm($like=/[a-z0-9]+-[a-z0-9_]+-[mflr]?[mzxw]?[.-].*/, $platform=/^([A-Za-z0-9]+)/, $feature=/([A-Za-z0-9]+-)([A-Za-z0-9_]+)/, $before_feature=/^([A-Za-z0-9]+-)/)
	) &redef;
}
