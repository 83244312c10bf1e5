##! How devices describe the software that they run.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## How devices describe their software. The version stands between ``before`` and ``after``, the hardware
	## likewise.
	type SoftwareForm: record {
		## Recognizes the text.
		mark: pattern;
		## Before the version.
		version_before: pattern;
		## After the version.
		version_after: pattern;
		## Before the hardware.
		platform_before: pattern &optional;
		## After the hardware.
		platform_after: pattern &optional;
		## What images name as hardware, where one image is for all.
		platform: string &optional;
		## Whether that is a family, and images are named for its members.
		family: bool &default=F;
	};

	## All forms known, by the system that describes itself so.
	const software_forms: table[string] of SoftwareForm = {
		["EOS"] = SoftwareForm($mark=/Arista Networks EOS version /, $version_before=/^.*EOS version /, $version_after=/[, \r\n].*$/, $platform="eos"),
		["AOS-CX"] = SoftwareForm($mark=/Aruba [A-Z][0-9A-Z]{4}A [0-9]{4}[^,]* [A-Z]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}/, $version_before=/^.* [A-Z]{2}\./, $version_after=/ .*$/, $platform_before=/^.*Aruba [A-Z][0-9A-Z]{4}A /, $platform_after=/[^0-9].*$/, $family=T),
		["ArubaOS"] = SoftwareForm($mark=/ArubaOS \(MODEL: [^)]+\), Version [0-9]/, $version_before=/^.*, Version /, $version_after=/[ ,].*$/, $platform_before=/^.*\(MODEL: (Aruba)?/, $platform_after=/([0-9]{2})?\).*$/, $family=T),
		["ASA"] = SoftwareForm($mark=/Cisco Adaptive Security Appliance (Software )?Version [0-9]/, $version_before=/^.*Appliance (Software )?Version /, $version_after=/[, \r\n].*$/, $platform="asa"),
		["CatOS"] = SoftwareForm($mark=/Cisco Systems,?( Inc\.)? WS-C[^ ]+ +Cisco Catalyst Operating System Software, Version /, $version_before=/^.*, Version /, $version_after=/ .*$/, $platform_before=/^.*Cisco Systems,?( Inc\.)? WS-/, $platform_after=/ .*$/),
		["IOS"] = SoftwareForm($mark=/(Cisco )?IOS( \(tm\).*)? Software.*, Version /, $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/, $platform_before=/^[^\(]*(\(tm\)[^\(]*)?\(/, $platform_after=/(_IOSXE)?[-)].*$/),
		["IOS-XE routers"] = SoftwareForm($mark=/Software( \[[A-Za-z]+\])?, [A-Z0-9]+ Software \(X86_64_LINUX_IOSD[^)]*\), Version /, $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/, $platform_before=/^.*Software( \[[A-Za-z]+\])?, /, $platform_after=/ Software \(.*$/, $family=T),
		["IOS XR"] = SoftwareForm($mark=/IOS XR Software \([^)]*\), +Version [0-9]/, $version_before=/^.*, +Version /, $version_after=/[\[, \r\n].*$/, $platform_before=/^.*IOS XR Software \((Cisco )?(IOS[ -])?/, $platform_after=/( Series)?\).*$/),
		["NX-OS"] = SoftwareForm($mark=/Cisco NX-OS\(tm\) .*, Version /, $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/, $platform_before=/^.*NX-OS\(tm\) /, $platform_after=/[., ].*$/),
		["Comware"] = SoftwareForm($mark=/Comware (Platform )?Software,?( Software)? Version [0-9.]+, (Release|Feature|ESS) [0-9]/, $version_before=/^.*, (Release|Feature|ESS) /, $version_after=/[^0-9A-Za-z].*$/, $platform_before=/^.*, (Release|Feature|ESS) [0-9A-Za-z]+ +(HPE|HP|H3C)( FF)? +/, $platform_after=/[- ].*$/, $family=T),
		["OS10"] = SoftwareForm($mark=/OS10 Enterprise.* OS Version: [0-9]/, $version_before=/^.* OS Version: /, $version_after=/[., ]*( .*)?$/, $platform="os10"),
		["EXOS"] = SoftwareForm($mark=/ExtremeXOS \((X440G2|X4[46]0)-[^)]*\) version [0-9]/, $version_before=/^.*\) version /, $version_after=/[, \r\n].*$/, $platform="summitx"),
		["FASTPATH"] = SoftwareForm($mark=/(Dell (EMC )?Networking N[0-9]{4}[A-Z]*(-[A-Z]+)?|PowerConnect [0-9]{4}[A-Z]*), [0-9.]+, (Linux|VxWorks) /, $version_before=/^[^,]*, /, $version_after=/,.*$/, $platform_before=/^.*(Networking |PowerConnect )/, $platform_after=/[0-9]{2}[A-Z]*(-[A-Z]+)?,.*$/, $family=T),
		["FTOS"] = SoftwareForm($mark=/Application Software Version: +[0-9.]+\([0-9.A-Z]+\)/, $version_before=/^.*Application Software Version: +/, $version_after=/ .*$/, $platform_before=/^.*(Series|System Type): +/, $platform_after=/[ -].*$/),
		["FastIron"] = SoftwareForm($mark=/IronWare Version /, $version_before=/^.*IronWare Version (V)?/, $version_after=/[, T].*$/, $platform_before=/^[^,]*,( Inc\.)? *(Stacking System )?/, $platform_after=/[-, ].*$/),
		["ProCurve"] = SoftwareForm($mark=/, revision [A-Z]+\.[0-9.]+, ROM /, $version_before=/^.*, revision /, $version_after=/,.*$/, $platform_before=/^.*, revision /, $platform_after=/\..*$/),
		["VRP"] = SoftwareForm($mark=/VRP \(R\) [sS]oftware, *Version [0-9.]+ +\([^ ]+ +V/, $version_before=/^.*[sS]oftware, *Version [0-9.]+ +\([^ ]+ +/, $version_after=/[\) \r\n].*$/, $platform_before=/^.*[sS]oftware, *Version [0-9.]+ +\(/, $platform_after=/ .*$/),
		["Junos"] = SoftwareForm($mark=/Juniper Networks, Inc\..*JUNOS /, $version_before=/^.*JUNOS /, $version_after=/[, \r\n].*$/, $platform_before=/^[^,]*, Inc\. /, $platform_after=/[- ].*$/),
		["Cumulus Linux"] = SoftwareForm($mark=/Cumulus[ -]Linux [0-9]+\.[0-9]+\.[0-9]+/, $version_before=/^.*Cumulus[ -]Linux /, $version_after=/[^0-9.].*$/, $platform="cumulus"),
		["SR OS"] = SoftwareForm($mark=/TiMOS-[A-Z]-[0-9]/, $version_before=/^.*TiMOS-[A-Z]-/, $version_after=/[, \r\n].*$/, $platform="timos"),
		["AOS"] = SoftwareForm($mark=/Alcatel-Lucent( Enterprise)? OS[0-9]{4}[^ ]* [0-9]+\.[0-9]+\.[0-9.]+R[0-9]+/, $version_before=/^.* OS[0-9]{4}[^ ]* /, $version_after=/[, ].*$/, $platform_before=/^.*Alcatel-Lucent( Enterprise)? /, $platform_after=/[- ].*$/)
	} &redef;

	## What stands before the name of the image that a device booted.
	const image_file_said =
	      /(System|system|NXOS|kickstart|Kickstart) image file is:? +\"?/
	    &redef;
}
