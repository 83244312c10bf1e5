##! Evidence of what a device says that it runs and from where it booted, recognized in texts: descriptions
##! over SNMP, `show version` on telnet, restart messages in syslog.

@load ./boot-lines
@load ./kinds
@load ./limits

module Bootwarden;

export {
	## How long the same statement of a device is not repeated as evidence.
	option running_repeat = 1day;
	## Statements remembered at once.
	option running_max_told = 20000;

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
	};

	## All forms known.
	const software_forms: vector of SoftwareForm = vector(SoftwareForm(
	    $mark=/(Cisco )?IOS( \(tm\))?.*Software.*, Version /,
	    $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/,
	    $platform_before=/^[^\(]*(\(tm\)[^\(]*)?\(/,
	    $platform_after=/-.*$/), SoftwareForm(
	    $mark=/Cisco NX-OS\(tm\) .*, Version /,
	    $version_before=/^.*, Version /, $version_after=/[, \r\n].*$/,
	    $platform_before=/^.*NX-OS\(tm\) /, $platform_after=/[, ].*$/),
	    SoftwareForm($mark=/Arista Networks EOS version /,
	    $version_before=/^.*EOS version /, $version_after=/[, \r\n].*$/),
	    SoftwareForm($mark=/Juniper Networks, Inc\..*JUNOS /,
	    $version_before=/^.*JUNOS /, $version_after=/[, \r\n].*$/),
	    SoftwareForm($mark=/VRP \(R\) software, Version /,
	    $version_before=/^.*software, Version /,
	    $version_after=/[, \r\n].*$/)) &redef;
}

# What each device has said, so that polling it is not evidence every time.
global running_told: table[addr, string] of bool &write_expire=running_repeat;

function newly_told(device: addr, what: string): bool
	{
	if ( [device, what] in running_told )
		return F;
	if ( has_room(|running_told|, "running_max_told", running_max_told) )
		running_told[device, what] = T;
	return T;
	}

function running_evidence(c: connection, device: addr, object: string): Evidence
	{
	return Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="boot", $evidence=RUNNING_IMAGE, $object=object,
	    $transaction=fmt("%s %s", c$uid, network_time()));
	}

# Raises evidence when the text says what runs or from where it was booted; true when it does.
function running_from_text(c: connection, device: addr, text: string,
    object: string): bool
	{
	if ( /System image file is \"/ in text )
		{
		local image = sub(sub(text, /^.*System image file is \"/, ""), /\".*$/, "");
		if ( ! newly_told(device, image) )
			return T;
		local e = running_evidence(c, device, object);
		local url = boot_url(image);
		if ( url?$server )
			e$server = url$server;
		e$file_name = url?$file_name ? url$file_name : plain_text(sub(image,
		    /^[a-zA-Z0-9_-]+:\/*/, ""));
		e$detail = fmt("System image file is %s", plain_text(image));
		event Bootwarden::evidence(e);
		return T;
		}
	for ( _, form in software_forms )
		{
		if ( form$mark !in text )
			next;
		local version = sub(sub(text, form$version_before, ""), form$version_after,
		    "");
		local says = RunningImage($version=plain_text(version));
		if ( form?$platform_before )
			says$platform = to_lower(plain_text(sub(sub(text, form$platform_before, ""),
			    form$platform_after, "")));
		if ( ! newly_told(device, cat(says)) )
			return T;
		local r = running_evidence(c, device, object);
		r$running = says;
		r$detail = says?$platform ? fmt("%s version %s", says$platform, says$version) :
		    fmt("version %s", says$version);
		event Bootwarden::evidence(r);
		return T;
		}
	return F;
	}
