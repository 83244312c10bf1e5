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
	};

	## All forms known, by the system that describes itself so.
	const software_forms: table[string] of SoftwareForm = {
		["EOS"] = SoftwareForm($mark=/Arista Networks EOS version /, $version_before=/^.*EOS version /, $version_after=/[, \r\n].*$/, $platform="eos"),
		["IOS"] = SoftwareForm($mark=/(Cisco )?IOS( \(tm\))?.*Software.*, Version /, $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/, $platform_before=/^[^\(]*(\(tm\)[^\(]*)?\(/, $platform_after=/[-)].*$/),
		["NX-OS"] = SoftwareForm($mark=/Cisco NX-OS\(tm\) .*, Version /, $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/, $platform_before=/^.*NX-OS\(tm\) /, $platform_after=/[., ].*$/),
		["Comware"] = SoftwareForm($mark=/Comware (Platform )?Software,( Software)? Version /, $version_before=/^.*, (Software )?Version /, $version_after=/, .*$/),
		["FastIron"] = SoftwareForm($mark=/IronWare Version /, $version_before=/^.*IronWare Version (V)?/, $version_after=/[, T].*$/, $platform_before=/^[^,]*,( Inc\.)? *(Stacking System )?/, $platform_after=/[-, ].*$/),
		["ProCurve"] = SoftwareForm($mark=/, revision [A-Z]+\.[0-9.]+, ROM /, $version_before=/^.*, revision /, $version_after=/,.*$/),
		["VRP"] = SoftwareForm($mark=/VRP \(R\) [sS]oftware, *Version [0-9.]+ +\([^ ]+ +V/, $version_before=/^.*[sS]oftware, *Version [0-9.]+ +\([^ ]+ +/, $version_after=/[\) \r\n].*$/, $platform_before=/^.*[sS]oftware, *Version [0-9.]+ +\(/, $platform_after=/ .*$/),
		["Junos"] = SoftwareForm($mark=/Juniper Networks, Inc\..*JUNOS /, $version_before=/^.*JUNOS /, $version_after=/[, \r\n].*$/, $platform_before=/^[^,]*, Inc\. /, $platform_after=/[- ].*$/)
	} &redef;

	## What stands before the name of the image that a device booted.
	const image_file_said =
	      /(System|system|NXOS|kickstart|Kickstart) image file is:? +\"?/
	    &redef;
}
