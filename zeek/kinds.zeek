##! The kinds of evidence of how a device is redirected, and of what it then runs.

@load base/utils/site
@load ./limits
@load ./main
@load ./site

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## A DHCP or BOOTP reply carries boot information.
		BOOT_OPTIONS,
		## An SNMP SET moves a configuration.
		SNMP_CONFIG,
		## An SNMP SET moves an image, or sets what the device boots from.
		SNMP_IMAGE,
		## A reload is ordered.
		RELOAD_ORDER,
		## A Smart Install message commands a switch.
		SMART_INSTALL,
		## A command sets or uses a network boot.
		BOOT_COMMAND,
		## A command tells a device to send a file to a server.
		SEND_ORDER,
		## A loader says from where it loads.
		LOADER_OUTPUT,
		## A command, an SNMP SET or a configuration turns off what checks an image before it boots.
		BOOT_INTEGRITY,
		## A configuration in transit sets a network boot.
		BOOT_CONFIG,
		## A device says what it runs or from where it booted.
		RUNNING_IMAGE,
		## A device says that it loaded a configuration from the network.
		CONFIG_LOADED,
		## A device says that it asked for a configuration from the network and got none.
		CONFIG_FAILED,
		## A device says that its configuration was written by a newer image than the one that runs.
		CONFIG_NEWER,
		## A device says that it restarts or has restarted.
		RESTARTED,
	};

	## What a device says that it runs.
	type RunningImage: record {
		## Hardware, as images name it: c2900.
		platform: string &optional;
		## Whether that is a family, and images are named for its members: isr for isr4300.
		family: bool &default=F;
		## Version: 15.7(3)M8.
		version: string &optional;
	};

	redef record Evidence += {
		## What the device says that it runs, for RUNNING_IMAGE.
		running: RunningImage &optional;
		## Evidence of one transaction shares this; the connection's uid where absent.
		transaction: string &optional;
		## Name of the device where its address is not known: then ``device`` is the relay that passed on
		## what it said.
		device_name: string &optional;
	};

	## Whether a host is the site's own: a declared device, or local.
	global is_watched: function(device: addr): bool;
}

function is_watched(device: addr): bool
	{
	return device in devices || Site::is_local_addr(device);
	}
