##! Who judges and who remembers on a cluster: whatever concerns one device or client comes together on one node.

@load base/frameworks/cluster

module Bootwarden;

export {
	## Topic of the node where all that concerns a key (an address, a hardware address) comes together: the proxy
	## that it hashes to, or the manager where there is no proxy. Empty where that is this process. Only workers
	## have to ask: what a proxy or the manager handles, it was chosen for, and proxies do not see each other.
	global home_of: function(key: any): string;
}

function home_of(key: any): string
	{
	if ( ! Cluster::is_enabled()
	    || Cluster::local_node_type() != Cluster::WORKER )
		return "";
	local topic = Cluster::hrw_topic(Cluster::proxy_pool, key);
	return topic == "" ? Cluster::manager_topic : topic;
	}
