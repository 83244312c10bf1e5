##! Who is who in a transfer: which of two hosts is the device, and what the transfer is to it.

@load ../main
@load ../site

module Bootwarden;

export {
	redef record Content += {
		## Whether the receiver asked for the file in the other direction: a client that takes it from the
		## device, or writes it to the device.
		served: bool &default=F;
	};

	## A device among the ends of a transfer.
	type Parties: record {
		## The machine whose boot is at stake.
		device: addr;
		## The other end.
		peer: addr;
		## Whether the device is the server of the transfer.
		serves: bool;
	};

	## Says which end of a transfer is the device: its client, but the server where that is a device which
	## serves its own files (Cisco's ``tftp-server``), and where the client is beyond the border.
	global parties: function(client: addr, server: addr): Parties;

	## An evidence about a transfer, with the fields that all of them share.
	global transfer_evidence: function(kind: EvidenceKind, stage: string,
	    client: addr, server: addr, file_name: string): Evidence;

	## A name from the wire, printable and bounded.
	global shown_name: function(name: string): string;
}

# No device asks for a longer name than fits a request (RFC 2347: 512 bytes); a log needs less.
const shown_name_bytes = 200;

function shown_name(name: string): string
	{
	return clean(|name| > shown_name_bytes ? name[0:shown_name_bytes] + "..." :
	    name);
	}

function parties(client: addr, server: addr): Parties
	{
	local serves = server in devices
	    && server !in boot_servers
	    && client !in devices;
	if ( outside(client) != outside(server) )
		serves = outside(client);
	return serves ? Parties($device=server, $peer=client, $serves=T) : Parties(
	    $device=client, $peer=server, $serves=F);
	}

function transfer_evidence(kind: EvidenceKind, stage: string, client: addr,
    server: addr, file_name: string): Evidence
	{
	local p = parties(client, server);
	local e = Evidence($ts=network_time(), $device=p$device, $server=cat(server),
	    $stage=stage, $evidence=kind);
	if ( p$serves )
		e$actor = client;
	if ( file_name != "" )
		e$file_name = shown_name(file_name);
	return e;
	}
