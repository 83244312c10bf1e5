##! Turns boot lines that someone gave a device into evidence, whatever they came by.

@load ./boot-lines
@load ../kinds

module Bootwarden;

# The evidence of a line given to a device.
function command_evidence(c: connection, device: addr, line: BootLine): Evidence
	{
	local e = Evidence($ts=network_time(), $uid=c$uid, $id=c$id, $device=device,
	    $stage=line$act == "reload" ? "boot" : "redirect",
	    $evidence=line$act == "reload" ? RELOAD_ORDER : BOOT_COMMAND,
	    $object=line$text);
	if ( line$act == "serve" )
		add e$technique["T1602.002"];
	if ( line?$server )
		e$server = line$server;
	if ( line?$file_name )
		e$file_name = line$file_name;
	return e;
	}
