##! On a cluster all evidence about one device is judged on one node: the proxy that the device's address hashes
##! to, or the manager where there is no proxy. There its notices are raised, its lines written and its past kept.

@load base/frameworks/cluster
@load ./main

module Bootwarden;

# Topic of the node that judges a device; empty where that is this process. Only workers have to ask: what a
# proxy or the manager raises, it was chosen for, and proxies do not see each other.
function judge_topic(device: addr): string
	{
	if ( ! Cluster::is_enabled()
	    || Cluster::local_node_type() != Cluster::WORKER )
		return "";
	local topic = Cluster::hrw_topic(Cluster::proxy_pool, device);
	return topic == "" ? Cluster::manager_topic : topic;
	}

event Bootwarden::evidence_forwarded(e: Evidence)
	{
	judge_here(e);
	}

event Bootwarden::evidence(e: Evidence) &priority=-5
	{
	local topic = judge_topic(e$device);
	if ( topic == "" )
		judge_here(e);
	else
		Cluster::publish(topic, Bootwarden::evidence_forwarded, e);
	}
