##! BW07: a command in clear sets or uses a network boot, or a loader says that it loads from the network.

@load ../signals/rsh
@load ../signals/syslog
@load ../signals/telnet
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A command in clear sets or uses a network boot.
	Boot_Command,
};

hook judge(e: Evidence)
	{
	if ( e$evidence == BOOT_COMMAND )
		judge_order("BW07", Boot_Command, e, e$object);
	else if ( e$evidence == LOADER_OUTPUT )
		{
		# Whoever watches a device load did not order it.
		local shown = copy(e);
		delete shown$actor;
		local problem = order_problem(shown);
		if ( problem != "" )
			raise(Finding($id="BW07", $note=Boot_Command, $e=e, $what=fmt(
			    "%s loads %s from %s", e$device, e$file_name,
			    e$server), $sub=problem, $evident=order_from_beyond(
			    shown) != ""));
		else if ( order_declared(shown) )
			expect(e);
		}
	}
