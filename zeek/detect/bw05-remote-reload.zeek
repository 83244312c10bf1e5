##! BW05: a reload is ordered over the network, by SNMP SET or in clear.

@load ../signals/snmp-set
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A device was told to reload.
	Remote_Reload,
};

hook judge(e: Evidence)
	{
	if ( e$evidence == RELOAD_ORDER )
		judge_order("BW05", Remote_Reload, e, fmt("reload (%s)", e?$object ? e$object :
		    ""));
	}
