##! Known-good images and configurations, read from two TSVs and re-read while Zeek runs. A manifest is replaced
##! when all of the new one is there, so there is no moment without one. On a cluster the manager reads, and
##! hands the lines to the proxies, which judge: all nodes agree, and only the manager's machine needs the files.
##!
##! A line that cannot be used is skipped and reported once, with file and line number, as the notice
##! :zeek:enum:`Bootwarden::Site_File_Problem`.

@load base/frameworks/cluster
@load base/frameworks/input
@load base/frameworks/notice
@load base/frameworks/reporter
@load ./parse

module Bootwarden;

export {
	redef enum Notice::Type += {
		## A manifest, or a line of it, cannot be used: the message names file, line and reason.
		Site_File_Problem,
	};

	## TSV of approved images, as an absolute path; empty means none declared. On a cluster the manager reads it.
	option images_file = "";
	## TSV of known-good configurations, likewise.
	option configs_file = "";
	## How often the files are read again.
	option manifest_interval = 30sec;
	## Problems of one file that are reported, at most.
	option manifest_problems = 20;

	## Approved images.
	global approved_images: Manifest = Manifest();
	## Known-good configurations.
	global known_configs: Manifest = Manifest();

	## A new manifest is in force; ``which`` is images or configs.
	global manifest_changed: event(which: string);
}

type ManifestSource: record {
	path: string;
	# Lines read so far, those in force, and the digest of these.
	lines: vector of string &default=vector();
	in_force: vector of string &default=vector();
	digest: string &default="";
	# Problems told already.
	told: set[string] &default=set();
	# The stream of the Input framework, where the file is there.
	stream: string &optional;
};

type RawLine: record {
	s: string;
};

# By "images" and "configs".
global manifest_sources: table[string] of ManifestSource;
global manifest_streams: table[string] of string;
global manifest_stream_number = 0;
# Manifests that a capture waits for.
global manifests_awaited: set[string];

function manifest_problem(source: ManifestSource, where: string, what: string)
	{
	local problem = fmt("%s%s: %s", source$path, where, what);
	if ( problem in source$told || |source$told| >= manifest_problems )
		return;
	add source$told[problem];
	NOTICE(Notice::Info($note=Site_File_Problem, $msg=problem,
	    $identifier=problem));
	}

function manifest_install(which: string, m: Manifest)
	{
	if ( which == "images" )
		approved_images = m;
	else
		known_configs = m;
	event manifest_changed(which);
	}

# The manager's lines, on the nodes that judge.
event manifest_handed_on(which: string, lines: vector of string)
	{
	manifest_install(which, parse_manifest(lines));
	}

function manifest_read(which: string)
	{
	local source = manifest_sources[which];
	local digest = sha256_hash(source$lines);
	if ( digest == source$digest )
		return;
	local m = parse_manifest(source$lines);
	local numbers: vector of count;
	for ( number, _ in m$problems )
		numbers += number;
	sort(numbers);
	for ( _, number in numbers )
		manifest_problem(source, fmt(":%d", number), m$problems[number]);
	# A file that holds nothing usable is a mistake, and no order to forget everything.
	if ( m$size == 0 && |m$problems| > 0 )
		return;
	source$digest = digest;
	source$in_force = source$lines;
	manifest_install(which, m);
	if ( Cluster::is_enabled() )
		Cluster::publish(Cluster::proxy_topic, manifest_handed_on, which,
		    source$lines);
	}

event Bootwarden::manifest_raw_line(d: Input::EventDescription,
    tpe: Input::Event, s: string)
	{
	if ( d$name in manifest_streams )
		manifest_sources[manifest_streams[d$name]]$lines += s;
	}

function manifest_arrived(which: string)
	{
	if ( which !in manifests_awaited )
		return;
	delete manifests_awaited[which];
	if ( |manifests_awaited| == 0 )
		continue_processing();
	}

event Bootwarden::manifest_error(d: Input::EventDescription, message: string,
    level: Reporter::Level)
	{
	if ( d$name !in manifest_streams )
		return;
	local which = manifest_streams[d$name];
	local source = manifest_sources[which];
	if ( level != Reporter::ERROR )
		{
		manifest_problem(source, "", message);
		return;
		}
	manifest_problem(source, "",
	    "cannot be read: name a file that Zeek's user may read");
	# The reader has ended: the next poll makes another, and no capture waits for this one.
	Input::remove(d$name);
	delete manifest_streams[d$name];
	delete source$stream;
	source$lines = vector();
	manifest_arrived(which);
	}

event Input::end_of_data(name: string, source: string)
	{
	if ( name !in manifest_streams )
		return;
	local which = manifest_streams[name];
	manifest_read(which);
	manifest_sources[which]$lines = vector();
	manifest_arrived(which);
	}

# Reads a file for the first time, or again. The framework's own re-reading would write reporter.log when the
# file is away, and misses a change within the second of the last.
function manifest_poll(which: string)
	{
	local source = manifest_sources[which];
	if ( file_size(source$path) < 0.0 )
		{
		manifest_problem(source, "", "cannot be found");
		return;
		}
	if ( source?$stream )
		{
		if ( |source$lines| == 0 )
			Input::force_update(source$stream);
		return;
		}
	source$stream = fmt("bootwarden-%s-%d", which, ++manifest_stream_number);
	manifest_streams[source$stream] = which;
	if ( reading_traces() )
		{
		if ( |manifests_awaited| == 0 )
			suspend_processing();
		add manifests_awaited[which];
		}
	Input::add_event(Input::EventDescription($source=source$path,
	    $reader=Input::READER_RAW, $mode=Input::MANUAL, $name=source$stream,
	    $fields=RawLine, $want_record=F, $ev=Bootwarden::manifest_raw_line,
	    $error_ev=Bootwarden::manifest_error));
	}

event Bootwarden::manifest_tick()
	{
	for ( which, _ in manifest_sources )
		manifest_poll(which);
	schedule manifest_interval { Bootwarden::manifest_tick() };
	}

# Whether the Input framework speaks of a manifest that cannot be read, or of its reader that has ended: the notice
# says so.
function about_manifest(message: string): bool
	{
	if ( /^Stream bootwarden-(images|configs)-[0-9]+ is already queued/ in
	    message )
		return T;
	for ( _, source in manifest_sources )
		if ( starts_with(message, source$path + "/Input::") )
			return T;
	return F;
	}

# A capture waits for the manifests, and Zeek writes to reporter.log that it does; nobody needs to know.
hook Reporter::log_policy(rec: Reporter::Info, id: Log::ID, filter: Log::Filter)
	{
	if ( about_manifest(rec$message) )
		break;
	if ( reading_traces()
	    && |images_file| + |configs_file| > 0
	    && rec$message == /processing (suspended|continued)/ )
		break;
	}

# The path was set: what was read from another one stays in force until this one is read.
function manifest_set_path(which: string, path: string)
	{
	if ( which in manifest_sources )
		{
		local old = manifest_sources[which];
		if ( old$path == path )
			return;
		if ( old?$stream )
			{
			Input::remove(old$stream);
			delete manifest_streams[old$stream];
			}
		delete manifest_sources[which];
		}
	if ( path == "" )
		{
		manifest_install(which, Manifest());
		return;
		}
	manifest_sources[which] = ManifestSource($path=path);
	manifest_poll(which);
	}

function manifest_option(id: string, path: string): string
	{
	manifest_set_path(id == "Bootwarden::images_file" ? "images" : "configs",
	    path);
	return path;
	}

# A proxy that comes up, or back, has no manifest yet.
event Cluster::node_up(name: string, id: string)
	{
	if ( Cluster::local_node_type() != Cluster::MANAGER
	    || name !in Cluster::nodes
	    || Cluster::nodes[name]$node_type != Cluster::PROXY )
		return;
	for ( which, source in manifest_sources )
		if ( |source$in_force| > 0 )
			Cluster::publish(Cluster::node_topic(name), manifest_handed_on, which,
			    source$in_force);
	}

event zeek_init() &priority=-5
	{
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		return;
	Option::set_change_handler("Bootwarden::images_file", manifest_option);
	Option::set_change_handler("Bootwarden::configs_file", manifest_option);
	if ( images_file != "" )
		manifest_set_path("images", images_file);
	if ( configs_file != "" )
		manifest_set_path("configs", configs_file);
	if ( ! reading_traces() )
		schedule manifest_interval { Bootwarden::manifest_tick() };
	}
