##! Evidence that a host which is no device reaches for a device's files or its command line, answered or not.

@load ../limits
@load ../main
@load ../site

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## A host that is no device reached for a device's files or command line.
		DEVICE_ACCESS,
	};

	## Services of a device that give away its files or take commands in clear, by port.
	option device_services: table[port] of string = {
		[69/udp] = "tftp",
		[21/tcp] = "ftp",
		[139/tcp] = "smb",
		[445/tcp] = "smb",
		[514/tcp] = "rcp or rsh",
		[513/tcp] = "rlogin",
		[23/tcp] = "telnet",
	};

	## For how long further attempts of one host at one service of one device are the same attempt; a day at most.
	option device_access_interval = 1hr;
	## Attempts remembered at once.
	option device_access_attempts = 20000;
}

global device_accesses: table[addr, addr, string] of time &create_expire=1day;

event new_connection(c: connection)
	{
	if ( |devices| == 0 || c$id$resp_p !in device_services )
		return;
	local device = c$id$resp_h;
	local host = c$id$orig_h;
	# A boot server may well stand in the devices' network: serving files is its work.
	if ( device !in devices || host in devices || device in boot_servers )
		return;
	local service = device_services[c$id$resp_p];
	if ( [device, host, service] in device_accesses
	    && network_time() - device_accesses[device, host, service] < device_access_interval )
		return;
	if ( has_room(|device_accesses|, "device_access_attempts",
	    device_access_attempts) )
		device_accesses[device, host, service] = network_time();

	event Bootwarden::evidence(Evidence($ts=network_time(), $uid=c$uid, $id=c$id,
	    $device=device, $actor=host, $server=cat(device), $stage="fetch",
	    $evidence=DEVICE_ACCESS, $object=service));
	}
