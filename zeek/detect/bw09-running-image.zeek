##! BW09: what a device says of itself shows an image that is not approved, or a boot server that is not declared.

@load ../signals/snmp-running
@load ../signals/syslog
@load ../signals/telnet
@load ./content-order
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## A device says that it runs an image that is not approved, or that it came from an undeclared server.
	Unapproved_Running_Image,
};

# The approved images of what a device says that it is.
function images_of(says: RunningImage): vector of Approved
	{
	local key = platform_key(says$platform);
	local found: vector of Approved;
	if ( ! says$family )
		return key in approved_images$by_platform ? approved_images$by_platform[key] :
		    found;
	if ( key == "" )
		return found;
	for ( platform, images in approved_images$by_platform )
		if ( starts_with(platform, key) )
			for ( _, a in images )
				found += a;
	return found;
	}

# How the version that runs stands to the approved ones of its platform: approved, unapproved, or unknown. Of a
# family it is not known which member runs: then only what is older than all of them is unapproved.
function running_standing(e: Evidence): string
	{
	if ( ! e?$running || ! e$running?$version || ! e$running?$platform )
		return "unknown";
	local comparable = F;
	for ( _, a in images_of(e$running) )
		{
		if ( ! device_allowed(a, e$device) )
			next;
		if ( ! a?$version )
			return "unknown";
		local relation = version_compare(e$running$version, a$version);
		if ( relation == "same" )
			return "approved";
		if ( relation == "newer" && e$running$family )
			return "unknown";
		if ( relation != "unknown" )
			comparable = T;
		}
	return comparable ? "unapproved" : "unknown";
	}

hook judge(e: Evidence)
	{
	if ( e$evidence != RUNNING_IMAGE && e$evidence != CONFIG_LOADED )
		return;
	if ( |devices| > 0 && e$device !in devices && ! e?$device_name )
		return;
	local name = e?$device_name ? e$device_name : cat(e$device);
	local what = fmt("%s says by %s: %s", name, e$object, e?$detail ? e$detail :
	    "");
	if ( e?$server )
		{
		local beyond = server_outside(e$server) && ! outside(e$device);
		if ( boot_server_declared(e$server) )
			expect(e);
		else if ( boot_servers_known() || beyond )
			raise(Finding($id="BW09", $note=Unapproved_Running_Image, $e=e, $what=what,
			    $sub=server_problem(e$server),
			    $key=e?$device_name ? e$device_name : "",
			    $evident=beyond));
		}
	local standing = running_standing(e);
	if ( standing == "approved" )
		expect(e);
	else if ( standing == "unapproved" )
		raise(Finding($id="BW09", $note=Unapproved_Running_Image, $e=e, $what=what,
		    $sub=fmt(
		    "version %s of %s is not in Bootwarden::images_file",
		    e$running$version, e$running$platform),
		    $key=e$running$version));
	}
