##! Turns boot lines that someone gave a device into evidence, whatever they came by.

@load ./boot-lines
@load ../kinds

module Bootwarden;

# Acts that let a file leave the device: it serves its files, or sends one.
const leaving_acts: set[string] = {
	"serve",
	"send"
};

# The evidence of a line given to a device.
function command_evidence(c: connection, device: addr, line: BootLine): Evidence
	{
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage=line$act == "reload" ? "boot" : "redirect",
	    $evidence=line$act == "reload" ? RELOAD_ORDER : BOOT_COMMAND,
	    $object=line$text);
	e$leaves = line$act in leaving_acts;
	if ( line?$server )
		e$server = line$server;
	if ( line?$file_name )
		e$file_name = line$file_name;
	return e;
	}
