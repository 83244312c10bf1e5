##! Turns boot lines that someone gave a device into evidence, whatever they came by.

@load ./boot-lines
@load ../kinds

module Bootwarden;

# Acts that let a file leave the device: it serves its files, or sends one.
const leaving_acts: set[string] = {
	"serve",
	"send"
};

# What an order is evidence of, and its stage, by its act; of any other act BOOT_COMMAND and redirect.
const order_kinds: table[string] of EvidenceKind = {
	["reload"] = RELOAD_ORDER,
	["send"] = SEND_ORDER,
	["weaken"] = BOOT_INTEGRITY
} &default=BOOT_COMMAND;
const order_stages: table[string] of string = {
	["reload"] = "boot",
	["send"] = "fetch"
} &default="redirect";

# The evidence of a line given to a device.
function command_evidence(c: connection, device: addr, line: BootLine): Evidence
	{
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage=order_stages[line$act], $evidence=order_kinds[line$act],
	    $object=line$text, $leaves=line$act in leaving_acts);
	if ( line?$server )
		e$server = line$server;
	if ( line?$file_name )
		e$file_name = line$file_name;
	return e;
	}
