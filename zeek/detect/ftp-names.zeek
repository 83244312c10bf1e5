##! On a cluster, names of files that FTP moves, where one worker sees the command and another one the bytes. Zeek hands
##! on that data will come, before the command that names it: so the name goes to the node that judges.

@load base/protocols/ftp
@load ../cluster
@load ../limits
@load ../signals/moved-files
@load ../signals/parties
@load ./main

module Bootwarden;

export {
	## How long a file that came by FTP waits on a cluster for its name, which another worker saw.
	option ftp_name_wait = 1sec;

	## How many names of files whose data may come are kept on a node of a cluster.
	option ftp_names_max = 10000;
}

redef record FTP::Info += {
	# Where the next file moves: Zeek forgets it with the command that asks for the file.
	bootwarden_channel: FTP::ExpectedDataChannel &optional;
};

# By the end of a data connection that listens.
global ftp_names: table[addr, port] of string &create_expire=5min;

event Bootwarden::ftp_named(h: addr, p: port, name: string)
	{
	if ( has_room(|ftp_names|, "ftp_names_max", ftp_names_max) )
		ftp_names[h, p] = name;
	}

function ftp_channel(c: connection)
	{
	if ( c?$ftp && c$ftp?$data_channel )
		c$ftp$bootwarden_channel = c$ftp$data_channel;
	}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool)
    &priority=4
	{
	if ( Cluster::is_enabled() )
		ftp_channel(c);
	}

event ftp_request(c: connection, command: string, arg: string) &priority=4
	{
	if ( ! Cluster::is_enabled() )
		return;
	ftp_channel(c);
	if ( command !in ftp_moves || ! c?$ftp || ! c$ftp?$bootwarden_channel )
		return;
	local to = c$ftp$bootwarden_channel;
	local p = parties(c$id$orig_h, c$id$resp_h);
	local topic = home_of(p$device);
	if ( p$device in devices && topic != "" )
		Cluster::publish(topic, Bootwarden::ftp_named, to$resp_h, to$resp_p, arg);
	}

# How many files wait for their names.
global ftp_unnamed = 0;

event Bootwarden::ftp_evidence(e: Evidence)
	{
	--ftp_unnamed;
	if ( [e$id$resp_h, e$id$resp_p] in ftp_names )
		e$file_name = shown_name(ftp_names[e$id$resp_h, e$id$resp_p]);
	judge_here(e);
	}

# Whether a file's name may still come.
function lacks_ftp_name(e: Evidence): bool
	{
	return e?$content && e$content$proto == "ftp" && ! e?$file_name && e?$id;
	}
