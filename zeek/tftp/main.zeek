##! Follows every TFTP transfer and writes bootwarden_tftp.log: who, what, how much, and the hash of the file
##! as its receiver stores it. RFC 1350, 2347, 2348, 2349, 7440.

@load ../community-id

module Bootwarden;

export {
	redef enum Log::ID += { TFTP_LOG };

	## One transfer: a line of bootwarden_tftp.log.
	type Transfer: record {
		## When the request, or else the first block, was seen.
		ts: time &log;
		## Connection of the request (of the data where no request was seen).
		uid: string &log;
		## Addresses and ports of that connection.
		id: conn_id &log;
		## Connection of the data, where it is another one.
		data_uid: string &log &optional;
		## read or write.
		op: string &log &optional;
		## Name asked for, as sent.
		file_name: string &log &optional;
		## octet, netascii or mail, in lower case; absent where the request names none of them.
		mode: string &log &optional;
		## What the bytes are: cisco-ios, fit, config-ios, ..., unknown.
		kind: string &log &optional;
		## Hardware that the image says it is for.
		platform: string &log &optional;
		## Version that the image says it has.
		version: string &log &optional;
		## Unique payload bytes seen.
		size: count &log &default=0;
		## Size announced by the tsize option, bytes.
		tsize: count &log &optional;
		## Block size agreed, bytes.
		blksize: count &log &default=512;
		## Blocks per acknowledgement.
		windowsize: count &log &default=1;
		## Unique blocks seen.
		blocks: count &log &default=0;
		## Blocks seen again.
		retransmits: count &log &default=0;
		## Bytes known to be missing.
		gaps: count &log &default=0;
		## From the request to the last packet.
		duration: interval &log &default=0sec;
		## complete; error: ended by the server's ERROR; aborted: by the client's, or by its next request;
		## timed_out: silence; partial: bytes are missing from the capture. A line that reports a limit
		## (see :zeek:see:`Bootwarden::tftp_refused`) says refused.
		status: string &log &optional;
		## Code of the ERROR packet that ended it.
		error_code: count &log &optional;
		## Message of the ERROR packet that ended it.
		error_msg: string &log &optional;
		## MD5 of the file as the receiver stores it; absent when a byte is missing.
		md5: string &log &optional;
		## SHA-256 of the file as the receiver stores it; absent when a byte is missing.
		sha256: string &log &optional;
		## Community id of the request's connection, where the site loaded Zeek's policy for it.
		community_id: string &log &optional;

		## Host that asked.
		client: addr;
		## Host that answered; the host asked until one has.
		server: addr;
		## Host asked, maybe a broadcast address; absent where no request was seen.
		requested: addr &optional;
		## The whole name, in :zeek:see:`Bootwarden::tftp_request`, where ``file_name`` is cut.
		whole_name: string &optional;
		## Whether it is a guess that the client sends the file: neither request nor OACK was seen, and the sender of
		## the first block did not open the connection. A handler of :zeek:see:`Bootwarden::tftp_first_bytes` that
		## knows better may turn client, server and ``op``.
		guessed: bool &default=F;
		## First bytes of the file, decoded, up to 1,024.
		head: string &default="";
		## Blocks repeated with other bytes.
		altered: count &default=0;
		## Feature set that the image says it has.
		feature: string &optional;
		## Where the file was written to, with :zeek:see:`Bootwarden::tftp_extract`.
		extracted: string &optional;
		## Set in a handler of :zeek:see:`Bootwarden::tftp_first_bytes` to receive
		## :zeek:see:`Bootwarden::tftp_chunk` for this transfer.
		want_chunks: bool &default=F;
	};

	## A request was seen (once per transfer, not for retransmissions), whether it is followed or not.
	global tftp_request: event(t: Transfer);

	## A request is not followed, because a limit is reached: nothing more will be known of it.
	global tftp_unfollowed: event(t: Transfer);

	## Options were agreed by an OACK.
	global tftp_options: event(t: Transfer);

	## The first 1,024 bytes of the file (or all of it, where it is shorter) are known; ``t$head`` and ``t$kind`` are set. A hook, so that a
	## handler can set ``t$want_chunks`` before the first chunk is handed on.
	global tftp_first_bytes: hook(t: Transfer);

	## The next bytes of the file, decoded and in order, for transfers with ``want_chunks``. Blocks that were
	## lost are left out; ``t$gaps`` counts them.
	global tftp_chunk: hook(t: Transfer, data: string);

	## A second host answered the same request with other content.
	global tftp_competing: event(t: Transfer, other: Transfer);

	## The transfer is over; its record is final.
	global tftp_done: event(t: Transfer);

	## Raised for every line of bootwarden_tftp.log.
	global log_tftp: event(rec: Transfer);

	## Filters bootwarden_tftp.log.
	global tftp_log_policy: Log::PolicyHook;
}

event zeek_init() &priority=5
	{
	Log::create_stream(Bootwarden::TFTP_LOG, [$columns=Transfer, $ev=log_tftp,
	    $path="bootwarden_tftp", $policy=tftp_log_policy]);
	}

event zeek_init() &priority=-10
	{
	community_column(Bootwarden::TFTP_LOG);
	}
