##! The evidence: one record per fact about a device's boot. ``signals`` raises it, ``detect`` judges it,
##! writes bootwarden.log and raises notices. A site's own scripts can handle :zeek:see:`Bootwarden::evidence`.

@load ./community-id

module Bootwarden;

export {
	redef enum Log::ID += { LOG };

	## What kind of fact an evidence states. Each script under ``signals`` adds its own.
	type EvidenceKind: enum {
		## A host fetches or sends a file over the network; known once its first bytes are.
		FILE_FETCH,
		## What a file that moved turned out to be; known once its last byte is.
		FILE_CONTENT,
	};

	## What is known of a file that moved over the network.
	type Content: record {
		## Protocol it moved by: tftp, ftp, http or smb.
		proto: string;
		## "read" when the device receives it, "write" when the device sends it.
		op: string;
		## Why anyone would want it: network-image, network-config, pxe, phone or other.
		class: string;
		## What its bytes are: cisco-ios, fit, config-ios, ..., unknown.
		kind: string;
		## Unique payload bytes seen.
		size: count &optional;
		## Size announced beforehand (TFTP tsize, HTTP Content-Length), in bytes.
		announced: count &optional;
		## complete, error, aborted, timed_out or partial.
		status: string &optional;
		## MD5 of the file as the receiver stores it; absent when a byte is missing.
		md5: string &optional;
		## SHA-256 of the file as the receiver stores it; absent when a byte is missing.
		sha256: string &optional;
		## Hardware the image is for, from its own tags, else from its name.
		platform: string &optional;
		## Version of the image, from its own tags, else from its name.
		version: string &optional;
		## Blocks repeated with other bytes within one transfer.
		altered: count &default=0;
	};

	## One fact about a device's boot: a line of bootwarden.log.
	type Evidence: record {
		## When the fact was seen.
		ts: time &log;
		## Connection that showed it.
		uid: string &log &optional;
		## Addresses and ports of that connection.
		id: conn_id &log &optional;
		## The machine that boots.
		device: addr &log;
		## Who caused it: SNMP manager, telnet client, DHCP server.
		actor: addr &log &optional;
		## Login name of the actor, where seen.
		user: string &log &optional;
		## Boot server named or used: an address or a host name.
		server: string &log &optional;
		## redirect, fetch, content or boot.
		stage: string &log;
		## Kind of fact.
		evidence: EvidenceKind &log;
		## All boot servers named, where there are several.
		servers: vector of string &log &optional;
		## Image or configuration named or moved.
		file_name: string &log &optional;
		## Why anyone would want the file that moved: network-image, network-config, pxe, phone or other.
		class: string &log &optional;
		## SHA-256 of the boot-relevant lines of a configuration that moved: ``bootwarden learn`` declares it by them.
		lines_sha256: string &log &optional;
		## OID, command, option or message that carried the fact.
		object: string &log &optional;
		## What a reader should know besides.
		detail: string &log &optional;
		## expected, unknown or suspicious; written by ``detect``.
		verdict: string &log &default="unknown";
		## ATT&CK technique ids.
		technique: set[string] &log &default=set();
		## Whether a file leaves the device, or is told to: whoever takes one sends the device to no boot server.
		leaves: bool &log &default=F;
		## Id that the lines of one hijack share.
		chain: string &log &optional;
		## Community id of the connection, where the site loaded Zeek's policy for it.
		community_id: string &log &optional;
		## The file that moved, for FILE_FETCH and FILE_CONTENT.
		content: Content &optional;
	};

	## Raised for every fact, on the node that saw it.
	global evidence: event(e: Evidence);

	## Raised for every line of bootwarden.log, on the node that judged it.
	global log_evidence: event(rec: Evidence);

	## Filters bootwarden.log.
	global log_policy: Log::PolicyHook;
}

event zeek_init() &priority=5
	{
	Log::create_stream(Bootwarden::LOG, [$columns=Evidence, $ev=log_evidence,
	    $path="bootwarden", $policy=log_policy]);
	}

event zeek_init() &priority=-10
	{
	community_column(Bootwarden::LOG);
	}
