##! A ``community_id`` column in the package's logs, and in its notices, where the site loaded Zeek's
##! policy/protocols/conn/community-id-logging: the same value as in conn.log and in Suricata's eve.json, with the
##! seed and coding that the site set there. Notices have it where that was loaded before the package.

@load base/frameworks/logging

module Bootwarden;

export {
	## The community id of a connection; absent where the site did not load Zeek's policy.
	type CommunityHolder: record {
		id: string &optional;
	};

	## Returns the community id of a connection, where there is to be one.
	global community_of: function(id: conn_id): CommunityHolder;

	## Leaves the column out of a log, where there is to be none. For `zeek_init`.
	global community_column: function(log: Log::ID);
}

# Found at run time: a site may load the policy before or after the package.
global community_wanted = F;

event zeek_init() &priority=4
	{
	community_wanted = type_name(lookup_ID("CommunityID::seed")) == "count";
	}

function community_of(id: conn_id): CommunityHolder
	{
	if ( ! community_wanted )
		return CommunityHolder();
	return CommunityHolder($id=community_id_v1(id, lookup_ID("CommunityID::seed") as
	    count, lookup_ID("CommunityID::do_base64") as bool));
	}

function community_column(log: Log::ID)
	{
	if ( community_wanted )
		return;
	local filter = Log::get_filter(log, "default");
	if ( filter$name != "default" )
		return;
	if ( ! filter?$exclude )
		filter$exclude = set();
	add filter$exclude["community_id"];
	Log::add_filter(log, filter);
	}
