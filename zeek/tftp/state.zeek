##! What is remembered while transfers run: requests by the client's address and port, and for each data
##! connection the transfer it carries.

@load ../image/identify
@load ../image/names
@load ../image/tags
@load ./extract
@load ./wire

module Bootwarden;

# A request, on the worker that saw it and, on a cluster, on all others.
type TftpRequest: record {
	ts: time;
	uid: string;
	# Tells this process' requests apart. (On their way through a cluster times are rounded.)
	number: count;
	id: conn_id;
	# The same from the client to the server: Zeek may have taken the server for the originator.
	shown: conn_id;
	client: addr;
	client_port: port;
	requested: addr;
	ask: TftpAsk;
	# The packet, to know a retransmission.
	raw: string;
	# Node that saw it; empty where that is this process.
	node: string &default="";
	# When it was sent last.
	last: time;
	# Whether a data connection, here or on another node, has answered it.
	answered: bool &default=F;
	# Whether an answer was refused at a limit.
	refused: bool &default=F;
	# Whether it counts among this worker's own.
	counted: bool &default=F;
	# Where its data may be sent instead (RFC 2090), and the options agreed with that.
	group: addr &optional;
	group_port: port &optional;
	group_options: TftpOptions &optional;
};

# Bytes of the first block by which two answers are compared: all of any block that fits a frame of Ethernet.
const TFTP_COMPARED = 1468;

# Blocks in order before the short way is taken.
const TFTP_SETTLED = 64;

# A block before its turn, of which ``cut`` bytes were not captured.
type TftpEarly: record {
	place: count;
	packet: string;
	cut: count;
};

# What is kept of a transfer until its request is known.
type TftpWaiting: record {
	# Since when, by the wall clock.
	since: time;
	# Its bytes, whose mode is not known yet.
	held: vector of string &default=vector();
	# How it ended meanwhile.
	ending: string &optional;
	# By which number its homes know it, and how many have not told yet what they know.
	number: count;
	untold: count;
};

# A data connection. ``want`` is the header of the next block in order, 0x00030000 plus its number on the
# wire; ``base`` plus this number is its place in the file, counted from 1.
type TftpFlow: record {
	t: Transfer;
	request: TftpRequest &optional;
	# Whether the client opened the data connection.
	client_orig: bool;
	# Whether DATA comes from the connection's originator.
	data_orig: bool;
	# Whether it certainly is TFTP: its request is known, or an ACK answered its DATA.
	certain: bool &default=F;
	over: bool &default=F;
	# Another answer to its request contradicts it, and this was said.
	contested: bool &default=F;
	# The data connection, and when its first packet was seen.
	uid: string;
	id: conn_id;
	begun: time;

	want: count &default=0x30001;
	base: count &default=0;
	# What follows block 65535: 0 or 1; unknown until it happened.
	rollover: count &optional;
	# Whether block 65535 was the last and what follows is not known yet.
	at_rollover: bool &default=F;
	# Place up to which blocks and size are counted in ``t``.
	counted: count &default=0;
	# Length of a DATA packet with a whole block, where the short way may be taken; else 0.
	full: count &default=0;
	# Place from which the short way may be taken: some blocks after anything out of the ordinary.
	settled: count &default=TFTP_SETTLED;
	agreed: bool &default=F;
	# The options of an OACK that sends the data to a group.
	group: TftpOptions &optional;
	# The last block was seen.
	final: bool &default=F;
	# Highest place that the receiver has acknowledged.
	acked: count &default=0;
	# Blocks that came before their turn, by place.
	early: table[count] of string &default=table();
	# Bytes missing from blocks that the capture cut short, by place.
	cut: table[count] of count &default=table();
	# The latest blocks, by place modulo their number; and that number, 0 until a block has come.
	recent: vector of string &default=vector();
	keep: count &default=0;
	# A byte is missing; a block came whose number fits nothing seen so far; the latest such block.
	missing: bool &default=F;
	astray: bool &default=F;
	stray: TftpEarly &optional;

	# When its last packet was seen, once that may have been the last.
	last: time &optional;

	md5: opaque of md5 &optional;
	sha256: opaque of sha256 &optional;
	head_done: bool &default=F;
	# netascii: the last block ended in CR.
	cr: bool &default=F;
	# Whether anyone but the hashes wants the bytes.
	extra: bool &default=F;
	facts: ImageFacts &optional;
	tags: ImageTags &optional;
	extract: TftpExtract &optional;
	# The beginning of the first block as sent, and its length.
	first: string &optional;
	first_size: count &default=0;
	# On a cluster: that another worker may have seen its request.
	waiting: TftpWaiting &optional;
	# Whether the ERROR that ended it came from the connection's originator.
	error_orig: bool &optional;
	# A copy of another worker's.
	remote: bool &default=F;
};

redef record TftpRequest += {
	# Its data connections. This and the flow's request refer to each other until the flow is over.
	answers: vector of TftpFlow &default=vector();
};

redef record connection += {
	bootwarden_tftp: TftpFlow &optional;
	# Requests that this connection carried; present while the connection is watched.
	bootwarden_tftp_requests: vector of TftpRequest &optional;
};

global tftp_requests: table[addr, port] of vector of TftpRequest;

# How many data connections are followed, how many connections are watched for requests, and how many of this
# worker's requests are remembered.
global tftp_flows = 0;
global tftp_watched = 0;
global tftp_own_requests = 0;
global tftp_numbered = 0;

function tftp_flow_transfer(c: connection, client_orig: bool): Transfer
	{
	local client = client_orig ? c$id$orig_h : c$id$resp_h;
	local server = client_orig ? c$id$resp_h : c$id$orig_h;
	return Transfer($ts=network_time(), $uid=c$uid, $id=c$id, $client=client,
	    $server=server);
	}

# A line of its own for each answer, and for a request that nobody answered.
function tftp_request_transfer(r: TftpRequest): Transfer
	{
	local t = Transfer($ts=r$ts, $uid=r$uid, $id=r$shown, $op=r$ask$op,
	    $file_name=r$ask$file_name, $client=r$client, $server=r$requested,
	    $requested=r$requested);
	if ( r$ask$mode != "" )
		t$mode = r$ask$mode;
	# A read asks for the size with 0; a write announces it.
	if ( r$ask$op == "write" && r$ask$offer?$tsize )
		t$tsize = r$ask$offer$tsize;
	return t;
	}

# The same for a transfer that goes on, where a limit is reported.
function tftp_transfer_of(f: TftpFlow): Transfer
	{
	if ( f?$request )
		return tftp_request_transfer(f$request);
	return Transfer($ts=f$t$ts, $uid=f$t$uid, $id=f$t$id, $client=f$t$client,
	    $server=f$t$server);
	}

# What happens, for whoever has to tell others: a request came; something new is known of an answer; a transfer is over.
global tftp_asked: hook(r: TftpRequest);
global tftp_answered: hook(f: TftpFlow);
global tftp_over: hook(f: TftpFlow);

# The data of a request may come to a group.
global tftp_grouped: hook(r: TftpRequest);

# A transfer begins whose request was not seen.
global tftp_orphaned: hook(f: TftpFlow);

# The connection of a request is gone, which nobody here answered maybe: break to have it remembered on.
global tftp_asker_gone: hook(r: TftpRequest);
