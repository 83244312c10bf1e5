##! Evidence from rsh: boot commands that devices are sent without even a password.

@load ./commands
@load-sigs ./rsh.sig

module Bootwarden;

event rsh_request(c: connection, client_user: string, server_user: string,
    line: string, new_session: bool)
	{
	if ( ! is_watched(c$id$resp_h) )
		return;
	for ( _, given in boot_lines(lstrip(line)) )
		{
		if ( given$act == "set" )
			next;
		local e = command_evidence(c, c$id$resp_h, given);
		e$actor = c$id$orig_h;
		e$user = plain_text(server_user);
		event Bootwarden::evidence(e);
		}
	}
