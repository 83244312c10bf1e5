##! Reads the boot information of a DHCPv6 reply from its bytes: Zeek has no analyzer for it. RFC 8415, 5970
##! (options 59 and 60), 8572 (option 136). A server is known by the address that it sends from: beyond a relay
##! that is the relay's, and on the link itself mostly link-local.

@load ./boot-options

module Bootwarden;

export {
	## Whether bytes are a DHCPv6 reply: ADVERTISE, REPLY or RELAY-REPL.
	global is_boot_reply6: function(data: string): bool;

	## The boot information of a DHCPv6 reply; without servers and files where there is none.
	global boot_options6: function(data: string, sender: addr, receiver: addr)
	    : BootOptions;
}

# Relays that a reply may have passed (RFC 8415, HOP_COUNT_LIMIT).
const dhcp6_max_relays = 8;

function is_boot_reply6(data: string): bool
	{
	return |data| >= 8 && data[0] in set("\x02", "\x07", "\x0d");
	}

# Options of two bytes of code and two of length; the first of a code counts.
function dhcp6_options(data: string, options: table[count] of string)
	{
	local at = 0;
	while ( at + 4 <= |data| )
		{
		local code = bytestring_to_count(data[at : at + 2], F);
		local last = at + 4 + bytestring_to_count(data[at + 2 : at + 4], F);
		if ( code !in options )
			options[code] = data[at + 4 : last];
		at = last;
		}
	}

# The address in an option for leases: an IAADDR behind a header of so many bytes.
function dhcp6_lease(options: table[count] of string, code: count,
    header: count): addr
	{
	if ( code !in options )
		return 0.0.0.0;
	local inner: table[count] of string;
	dhcp6_options(options[code][header:], inner);
	if ( 5 !in inner || |inner[5]| < 16 )
		return 0.0.0.0;
	return raw_bytes_to_v6_addr(inner[5][0:16]);
	}

function boot_options6(data: string, sender: addr, receiver: addr): BootOptions
	{
	local client = receiver;
	local message = data;
	local relays = 0;
	local b = BootOptions($mac="", $xid=0, $kind=6, $dhcp_server=cat(sender));
	while ( |message| >= 34 && message[0] == "\x0d" )
		{
		local outer: table[count] of string = table();
		client = raw_bytes_to_v6_addr(message[18:34]);
		dhcp6_options(message[34:], outer);
		if ( 9 !in outer || ++relays > dhcp6_max_relays )
			return b;
		message = outer[9];
		}
	if ( ! is_boot_reply6(message) || message[0] == "\x0d" )
		return b;

	# As the types of DHCP: an OFFER, an ACK.
	b$kind = message[0] == "\x02" ? 2 : 5;
	b$xid = bytestring_to_count(message[1:4], F);
	local options: table[count] of string;
	dhcp6_options(message[4:], options);
	if ( 1 in options )
		b$mac = bytestring_to_hexstr(options[1]);
	b$ciaddr = client;
	b$yiaddr = dhcp6_lease(options, 3, 12);
	if ( b$yiaddr == 0.0.0.0 )
		b$yiaddr = dhcp6_lease(options, 4, 4);
	if ( 59 in options )
		add_boot_file(b, options[59], "option 59");
	if ( 17 in options )
		add_boot_urls(b, options[17], F, "option 17");
	if ( 136 in options )
		add_bootstrap_servers(b, options[136], "option 136");
	return b;
	}
