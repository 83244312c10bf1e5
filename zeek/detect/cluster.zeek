##! On a cluster all evidence about one device is judged on one node: the proxy that the device's address hashes
##! to, or the manager where there is no proxy. There its notices are raised, its lines written and its past kept.

@load ../cluster
@load ./ftp-names
@load ./main

module Bootwarden;

event Bootwarden::evidence_forwarded(e: Evidence)
	{
	if ( lacks_ftp_name(e) )
		{
		++ftp_unnamed;
		schedule ftp_name_wait { Bootwarden::ftp_evidence(e) };
		}
	else
		judge_here(e);
	}

event Bootwarden::evidence(e: Evidence) &priority=-5
	{
	local topic = home_of(e$device);
	if ( topic == "" )
		judge_here(e);
	else
		Cluster::publish(topic, Bootwarden::evidence_forwarded, e);
	}
