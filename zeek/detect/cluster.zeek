##! On a cluster all evidence about one device is judged on one node: the proxy that the device's address hashes
##! to, or the manager where there is no proxy. There its notices are raised, its lines written and its past kept.

@load ../cluster
@load ./main

module Bootwarden;

event Bootwarden::evidence_forwarded(e: Evidence)
	{
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
