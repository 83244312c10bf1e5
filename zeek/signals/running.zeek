##! Evidence of what a device says that it runs and from where it booted, recognized in texts: descriptions
##! over SNMP, `show version` on telnet, restart messages in syslog.

@load ../facts/says
@load ../kinds
@load ../limits
@load ./urls

module Bootwarden;

export {
	## How long the same statement of a device is not repeated as evidence.
	option running_repeat = 1day;
	## Statements remembered at once.
	option running_max_told = 20000;
}

# What each device last said on each topic, so that polling it is not evidence every time.
global running_told: table[addr, string] of string
    &create_expire=running_repeat;

# What each device last described itself as, so that polling it costs a look.
global descriptions_read: table[addr] of string &create_expire=running_repeat;

# Whether a device says something else than it last said.
function newly_told(device: addr, topic: string, what: string): bool
	{
	local known = [device, topic] in running_told;
	if ( known && running_told[device, topic] == what )
		return F;
	if ( known || has_room(|running_told|, "running_max_told", running_max_told) )
		running_told[device, topic] = what;
	return T;
	}

# After a restart a device says anew what it runs.
function told_anew(device: addr)
	{
	for ( _, topic in vector("software", "image file", "image tags",
	    "image name") )
		delete running_told[device, topic];
	delete descriptions_read[device];
	}

# The text between two patterns, shortened; empty when the first is missing.
function between(text: string, before: pattern, after: pattern): string
	{
	local parts = split_string1(text, before);
	return |parts| < 2 ? "" : plain_text(split_string1(parts[1], after)[0]);
	}

function running_evidence(c: connection, device: addr, object: string): Evidence
	{
	return Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage="boot", $evidence=RUNNING_IMAGE, $object=object,
	    $transaction=fmt("%s %s", c$uid, network_time()));
	}

# The line of `show version` that says from where the device booted.
function image_file_told(c: connection, device: addr, text: string,
    object: string)
	{
	local image = between(text, image_file_said, /[\" ]/);
	if ( ! newly_told(device, "image file", image) )
		return;
	local e = running_evidence(c, device, object);
	local url = boot_url(image);
	if ( url?$server )
		e$server = url$server;
	e$file_name = url?$file_name ? url$file_name : plain_text(sub(image,
	    /^[a-zA-Z0-9_-]+:\/*/, ""));
	e$detail = fmt("System image file is %s", plain_text(image));
	event Bootwarden::evidence(e);
	}

function software_told(c: connection, device: addr, form: SoftwareForm,
    text: string, object: string)
	{
	local version = sub(sub(text, form$version_before, ""), form$version_after,
	    "");
	local says = RunningImage($version=plain_text(version));
	if ( form?$platform )
		says$platform = form$platform;
	if ( form?$platform_before )
		says$platform = to_lower(plain_text(sub(sub(text, form$platform_before, ""),
		    form$platform_after, "")));
	says$family = form$family;
	if ( ! newly_told(device, "software", cat(says)) )
		return;
	local e = running_evidence(c, device, object);
	e$running = says;
	e$detail = says?$platform ? fmt("%s version %s", says$platform, says$version) :
	    fmt("version %s", says$version);
	event Bootwarden::evidence(e);
	}

# Raises evidence when the text says what runs, or from where it was booted.
function running_from_text(c: connection, device: addr, text: string,
    object: string)
	{
	if ( image_file_said in text )
		{
		image_file_told(c, device, text, object);
		return;
		}
	local found: vector of SoftwareForm;
	for ( _, form in software_forms )
		if ( form$mark in text )
			{
			found += form;
			# Others may read less of it.
			if ( form$family )
				found[0] = form;
			}
	if ( |found| > 0 )
		software_told(c, device, found[0], text, object);
	}
