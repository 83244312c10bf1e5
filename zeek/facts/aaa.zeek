##! RADIUS attributes in which devices account for what is typed.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## A vendor's RADIUS attribute that carries a command.
	type RadiusCommand: record {
		## Its name, as RADIUS dictionaries have it.
		name: string;
		## What stands before the command in its value, where it carries other things, too.
		before: pattern &optional;
	};

	## Attributes of accounting requests that carry a command, by the vendor's enterprise number and theirs.
	const radius_commands: table[count, count] of RadiusCommand = {
		[9, 1] = RadiusCommand($name="Cisco-AVPair", $before=/(shell:|^)(accountinginfo|cmd)[=*]/),
		[11, 2] = RadiusCommand($name="HP-Command-String"),
		[2636, 8] = RadiusCommand($name="Juniper-Interactive-Command"),
		[2636, 9] = RadiusCommand($name="Juniper-Configuration-Change"),
		[30065, 5] = RadiusCommand($name="Arista-Command")
	} &redef;
}
