##! BW27: a command, an SNMP SET or a configuration turns off what checks an image before a device boots it (M1046).

@load ../signals/rsh
@load ../signals/syslog
@load ../signals/telnet
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## What checks an image before it boots was turned off.
	Boot_Integrity_Lowered,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != BOOT_INTEGRITY || ! orders_judged(e) )
		return;
	# Whoever does this unseen is no declared admin host; only that one, or a configuration of a declared server, may.
	if ( order_declared(e) )
		expect(e);
	else
		raise(Finding($id="BW27", $note=Boot_Integrity_Lowered, $e=e,
		    $what=order_told(e, fmt("lower its guard (%s)", e?$object ?
		    e$object : "")),
		    $sub="what checks an image before it boots is turned off",
		    $key=fmt("%s %s", e?$device_name ? e$device_name : "",
		    e?$object ? e$object : ""), $evident=order_from_beyond(
		    e) != ""));
	}
