##! Remembers which servers each device got images and configurations from, for 90 days and across restarts. The
##! memory lives on the nodes that judge; on a cluster each proxy holds all of it, and the manager alone keeps
##! it on disk (Storage framework, SQLite).

@load base/frameworks/cluster
@load base/frameworks/notice
@load base/frameworks/storage/sync
@load ../limits
@load ../site
@load policy/frameworks/storage/backend/sqlite

module Bootwarden;

export {
	## How long a server is remembered after a device last used it.
	option memory_time = 90days;
	## Devices remembered at once.
	option memory_devices = 100000;
	## Servers of one device remembered at once.
	option memory_servers = 64;

	## SQLite database of the memory. Empty: ``bootwarden-memory.sqlite`` in ``Cluster::default_store_dir`` where
	## that is set, as zeekctl does, and otherwise memory ends with the process. Captures are never remembered
	## unless this is set.
	const memory_file = "" &redef;

	## Servers that a device used within ``memory_time``.
	global remembered_servers: function(device: addr, now: time): set[string];

	## A device used a server.
	global remember_server: function(device: addr, server: string, now: time);
}

# When each server of a device was used last.
type ServerMemory: table[string] of time;

# The longest that ``memory_time`` may be is a year.
global server_memory: table[addr] of ServerMemory &write_expire=366days;

# On disk the devices lie in this many groups, each one value: a store cannot be listed, and this keeps
# what is written at a time small.
const memory_groups = 1024;

global memory_store: opaque of Storage::BackendHandle;
global memory_open = F;
global memory_members: table[count] of set[addr];

function memory_group(device: addr): count
	{
	return fnv1a32(cat(device)) % memory_groups;
	}

# One device's servers: used also for what comes from disk and from other nodes.
function memory_set(device: addr, server: string, at: time)
	{
	local servers = ServerMemory();
	if ( device in server_memory )
		servers = server_memory[device];
	else if ( ! has_room(|server_memory|, "memory_devices", memory_devices) )
		return;
	if ( server !in servers
	    && ! has_room(|servers|, "memory_servers", memory_servers) )
		return;
	servers[server] = at;
	local old: vector of string;
	for ( other, when_ in servers )
		if ( at - when_ > memory_time )
			old += other;
	for ( _, other in old )
		delete servers[other];
	# Assigned again, so that the table counts it as written.
	server_memory[device] = servers;
	local group = memory_group(device);
	if ( group !in memory_members )
		memory_members[group] = set();
	add memory_members[group][device];
	}

# One line for each server of a device, on disk and between nodes.
function memory_lines(device: addr): vector of string
	{
	local lines: vector of string;
	if ( device in server_memory )
		for ( server, at in server_memory[device] )
			lines += fmt("%s %s %.0f", device, server, time_to_double(at));
	return lines;
	}

event Bootwarden::servers_remembered(lines: vector of string)
	{
	for ( _, line in lines )
		{
		local part = split_string(line, / /);
		if ( |part| == 3 && is_valid_ip(part[0]) && part[2] == /[0-9]+/ )
			memory_set(to_addr(part[0]), part[1], double_to_time(to_double(part[2])));
		}
	}

function memory_save(group: count)
	{
	if ( ! memory_open )
		return;
	local lines: vector of string;
	local forgotten: vector of addr;
	for ( device in memory_members[group] )
		{
		if ( device !in server_memory )
			forgotten += device;
		lines += memory_lines(device);
		}
	for ( _, device in forgotten )
		delete memory_members[group][device];
	Storage::Sync::put(memory_store, [$key=cat(group), $value=join_string_vec(
	    lines, "\n")]);
	}

function memory_load()
	{
	local group = 0;
	while ( group < memory_groups )
		{
		local found = Storage::Sync::get(memory_store, cat(group));
		if ( found$code == Storage::SUCCESS && found?$value )
			event Bootwarden::servers_remembered(split_string(found$value as string,
			    /\n/));
		++group;
		}
	}

function remembered_servers(device: addr, now: time): set[string]
	{
	local recent: set[string];
	if ( device !in server_memory )
		return recent;
	for ( server, at in server_memory[device] )
		if ( now - at <= memory_time )
			add recent[server];
	return recent;
	}

event Bootwarden::server_used(device: addr, server: string, at: time)
	{
	memory_set(device, server, at);
	if ( ! Cluster::is_enabled()
	    || Cluster::local_node_type() == Cluster::MANAGER )
		memory_save(memory_group(device));
	# The other proxies learn it too: any of them may have to judge this device next.
	if ( Cluster::local_node_type() == Cluster::MANAGER )
		Cluster::publish(Cluster::proxy_topic, Bootwarden::server_used, device,
		    server, at);
	}

function remember_server(device: addr, server: string, now: time)
	{
	# A device that boots every minute need not be written every minute.
	if ( device in server_memory
	    && server in server_memory[device]
	    && now - server_memory[device][server] < 1hr )
		return;
	memory_set(device, server, now);
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		Cluster::publish(Cluster::manager_topic, Bootwarden::server_used, device,
		    server, now);
	else
		event Bootwarden::server_used(device, server, now);
	}

# A proxy that comes up has no memory.
event Cluster::node_up(name: string, id: string)
	{
	if ( Cluster::local_node_type() != Cluster::MANAGER
	    || name !in Cluster::nodes
	    || Cluster::nodes[name]$node_type != Cluster::PROXY )
		return;
	for ( _, members in memory_members )
		{
		local lines: vector of string;
		for ( device in members )
			lines += memory_lines(device);
		Cluster::publish(Cluster::node_topic(name), Bootwarden::servers_remembered,
		    lines);
		}
	}

function memory_path(): string
	{
	if ( memory_file != "" )
		return memory_file;
	if ( reading_traces() || Cluster::default_store_dir == "" )
		return "";
	return Cluster::default_store_dir + "/bootwarden-memory.sqlite";
	}

event zeek_init()
	{
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		return;
	local path = memory_path();
	if ( path == "" )
		return;
	local options = Storage::BackendOptions(
	    $serializer=Storage::STORAGE_SERIALIZER_JSON, $sqlite=[
	    $database_path=path, $table_name="bootwarden_servers"]);
	local opened = Storage::Sync::open_backend(Storage::STORAGE_BACKEND_SQLITE,
	    options, string, string);
	if ( opened$code != Storage::SUCCESS )
		{
		NOTICE(Notice::Info($note=Site_File_Problem, $identifier=path, $msg=fmt("%s: cannot be opened: the memory of boot servers ends with this process",
		    path)));
		return;
		}
	memory_store = opened$value;
	memory_open = T;
	memory_load();
	}

event zeek_done()
	{
	if ( memory_open )
		Storage::Sync::close_backend(memory_store);
	}
