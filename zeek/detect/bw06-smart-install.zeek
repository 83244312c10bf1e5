##! BW06: a Smart Install message commands a switch. The protocol knows no authentication: whatever the site did
##! not declare is wrong, and nothing need be declared for that.

@load ../signals/smart-install
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A Smart Install message commanded a switch.
	Smart_Install_Command,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != SMART_INSTALL )
		return;
	if ( order_declared(e) )
		{
		expect(e);
		return;
		}
	local problem = order_problem(e);
	raise(Finding($id="BW06", $note=Smart_Install_Command, $e=e, $what=order_told(e,
	    fmt("%s by Smart Install", e$detail)), $sub=problem != "" ? problem : "Smart Install has no authentication, and no director is declared"));
	}
