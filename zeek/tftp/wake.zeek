##! Wakes the UDP payload handler up when TFTP appears and puts it to sleep when the last connection that
##! concerned it is gone. Awake it costs each UDP packet up to three look-ups; asleep it costs nothing.

@load base/protocols/conn/removal-hooks
@load ./state

module Bootwarden;

export {
	## Raised by a signature for the first packet of a connection to port 69, without its payload.
	global tftp_port_seen: event(state: signature_state, data: string);
	## Raised by signatures for a packet that looks like TFTP, on any port, at the beginning of a connection.
	global tftp_packet_seen: event(state: signature_state, data: string);
}

@load-sigs ./wake.sig

# The server's port. The engine reads these tables in place, so their elements may change at any time.
redef udp_content_delivery_ports_orig += {[69/udp] = T};
redef udp_content_delivery_ports_resp += {[69/udp] = T};

# Sleeps until a signature sees TFTP.
const TFTP_GROUP = "bootwarden-tftp";

# Ports that anyone wants delivered all the time; those in both directions.
global tftp_fixed_orig: set[port];
global tftp_fixed_resp: set[port];
global tftp_always: set[port];

# Watched connections that need a destination port's payloads.
global tftp_ports: table[port] of count &default=0;

function tftp_open(p: port)
	{
	if ( p in tftp_always )
		return;
	++tftp_ports[p];
	udp_content_delivery_ports_orig[p] = T;
	udp_content_delivery_ports_resp[p] = T;
	}

function tftp_close(p: port)
	{
	if ( p in tftp_always || --tftp_ports[p] > 0 )
		return;

	delete tftp_ports[p];
	if ( p !in tftp_fixed_orig )
		delete udp_content_delivery_ports_orig[p];
	if ( p !in tftp_fixed_resp )
		delete udp_content_delivery_ports_resp[p];
	}

global tftp_gone: hook(c: connection);

# Watches a connection until it is gone; its ports then see payloads of either direction.
function tftp_watch(c: connection)
	{
	if ( c?$bootwarden_tftp_requests )
		return;

	c$bootwarden_tftp_requests = vector();
	Conn::register_removal_hook(c, tftp_gone);
	tftp_open(c$id$orig_p);
	tftp_open(c$id$resp_p);
	if ( ++tftp_watched == 1 )
		enable_event_group(TFTP_GROUP);
	}

function tftp_unwatch(c: connection)
	{
	tftp_close(c$id$orig_p);
	tftp_close(c$id$resp_p);
	delete c$bootwarden_tftp_requests;
	if ( --tftp_watched == 0 )
		disable_event_group(TFTP_GROUP);
	}

event zeek_init()
	{
	disable_event_group(TFTP_GROUP);
	}

# After all who may add such ports.
event zeek_init() &priority=-100
	{
	for ( p, delivered in udp_content_delivery_ports_orig )
		{
		add tftp_fixed_orig[p];
		if ( delivered
		    && p in udp_content_delivery_ports_resp
		    && udp_content_delivery_ports_resp[p] )
			add tftp_always[p];
		}
	for ( p, _ in udp_content_delivery_ports_resp )
		add tftp_fixed_resp[p];
	}

# Anything to port 69 may be followed by a request; this sees no payload.
event Bootwarden::tftp_port_seen(state: signature_state, data: string)
	{
	if ( ! state$conn?$bootwarden_tftp_requests
	    && tftp_watched < tftp_max_requests )
		tftp_watch(state$conn);
	}
