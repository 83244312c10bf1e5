##! BW03: an SNMP SET moves a configuration. Judged by the server in the SET, then by who sent it.

@load ../signals/snmp-set
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A configuration is moved by SNMP.
	SNMP_Config_Copy,
};

hook judge(e: Evidence)
	{
	if ( e$evidence == SNMP_CONFIG )
		judge_order("BW03", SNMP_Config_Copy, e, fmt(
		    "move a configuration by SNMP (%s)", e$detail));
	}
