##! Reads the boot information of a DHCP or BOOTP reply from its bytes: Zeek's own analyzer leaves out options
##! 66, 67 and 150. RFC 951, 2131, 2132, 3396, 4578, 5107, 5859, 8572; PXE 2.1. What only some vendors' devices
##! read is in boot-vendor-options.zeek.

@load ../kinds
@load ./urls

module Bootwarden;

export {
	## The boot information of one reply.
	type BootOptions: record {
		## Hardware address of the client; where it has none, its identifier (option 61, or DHCPv6's DUID).
		mac: string;
		## Transaction id.
		xid: count;
		## Type of the message (option 53); 0 for plain BOOTP.
		kind: count &default=0;
		## Address leased; 0.0.0.0 in answers of proxyDHCP servers.
		yiaddr: addr &default=0.0.0.0;
		## Address that the client had.
		ciaddr: addr &default=0.0.0.0;
		## The DHCP server: option 54, else the sender.
		dhcp_server: string;
		## Vendor class (option 60) with which the client asked, where that was seen.
		client_class: string &optional;
		## Boot servers named, in order.
		servers: vector of string &default=vector();
		## Boot files named, in order.
		files: vector of string &default=vector();
		## What named them.
		sources: vector of string &default=vector();
	};

	## Whether bytes are a DHCP or BOOTP reply.
	global is_boot_reply: function(data: string): bool;

	## Hardware address of the client of a reply.
	global boot_client: function(data: string): string;

	## The boot information of a reply to this client; without servers and files where there is none.
	## ``client_class`` is the vendor class of the client, empty where it was not seen.
	global boot_options: function(data: string, client: string, sender: addr,
	    client_class: string): BootOptions;

	## Adds what options say that only some vendors' devices read.
	global add_vendor_options: function(b: BootOptions, options: table[count] of
	    string);
}

const dhcp_cookie = "\x63\x82\x53\x63";
# Servers and files told of one reply.
const boot_names_told = 16;
# What stands where no server is named.
const no_servers: set[string] = {
	"",
	"0.0.0.0",
	"255.255.255.255"
};

function is_boot_reply(data: string): bool
	{
	# op, hardware address length; the fixed part is 236 bytes.
	return |data| >= 236
	    && data[0] == "\x02"
	    && bytestring_to_count(data[2], F) <= 16;
	}

# Adds a name once, and what gave it.
function add_boot_name(b: BootOptions, names: vector of string, name: string,
    source: string)
	{
	for ( _, known in names )
		if ( known == name )
			return;
	if ( |names| >= boot_names_told )
		return;
	names += name;
	for ( _, other in b$sources )
		if ( other == source )
			return;
	b$sources += source;
	}

# Texts may end in a NUL, and what follows one is padding.
function dhcp_text(raw: string): string
	{
	return strip(sub(raw, /\x00.*$/s, ""));
	}

# Addresses that name no host do not count.
function add_boot_server(b: BootOptions, server: string, source: string)
	{
	local name = to_lower(dhcp_text(server));
	if ( name !in no_servers && |name| <= 255 )
		add_boot_name(b, b$servers, plain_text(name), source);
	}

# A name, an address, or a URL.
function add_boot_file(b: BootOptions, raw: string, source: string)
	{
	if ( |raw| == 0 || raw[0] == "\x00" )
		return;
	local name = dhcp_text(raw);
	if ( name == "" )
		return;
	local url = boot_url(name);
	if ( url?$server )
		add_boot_server(b, url$server, source);
	if ( url?$file_name )
		name = url$file_name;
	# A URL may name nothing but the server.
	if ( url?$file_name || ! url?$server )
		add_boot_name(b, b$files, plain_text(name), source);
	}

# The options of a field, each code's parts joined (RFC 3396); and the parts of option 66, since some clients take
# the first or the last for all of it.
function dhcp_options(data: string, options: table[count] of string,
    servers: vector of string &default=vector())
	{
	local at = 0;
	while ( at + 1 < |data| )
		{
		local code = bytestring_to_count(data[at], F);
		if ( code == 255 )
			return;
		if ( code == 0 )
			{
			++at;
			next;
			}
		local length = bytestring_to_count(data[at + 1], F);
		local value = data[at + 2 : at + 2 + length];
		options[code] = code in options ? options[code] + value : value;
		if ( code == 66 )
			servers += value;
		at += 2 + length;
		}
	}

# Addresses of four bytes each.
function add_addresses(b: BootOptions, value: string, source: string)
	{
	local at = 0;
	while ( at + 4 <= |value| )
		{
		add_boot_server(b, cat(raw_bytes_to_v4_addr(value[at : at + 4])), source);
		at += 4;
		}
	}

# Names, addresses or URLs in a row, as phones and some switches read them.
function add_server_texts(b: BootOptions, value: string, source: string)
	{
	for ( _, server in split_string(dhcp_text(value), /[,; \t]+/) )
		{
		local url = boot_url(server);
		add_boot_server(b, url?$server ? url$server : server, source);
		}
	}

# Whether servers stand there as text: no four bytes of addresses look like this.
function is_server_text(value: string): bool
	{
	return /^[0-9a-zA-Z.,;: \/_-]+\x00?$/ in value
	    && /[0-9]\.[0-9]|[a-zA-Z]\./ in value;
	}

# Options that list addresses of boot servers: 150 (RFC 5859); 128 for the software of phones (RFC 4578). Some
# servers write text instead of bytes.
function add_server_list(b: BootOptions, value: string, source: string)
	{
	if ( is_server_text(value) )
		add_server_texts(b, value, source);
	else
		add_addresses(b, value, source);
	}

function dhcp_address(options: table[count] of string, code: count): string
	{
	if ( code !in options || |options[code]| != 4 )
		return "";
	return cat(raw_bytes_to_v4_addr(options[code]));
	}

# The DHCP server by option 54, else the sender. A relay that asked to be named there itself (option 82,
# sub-option 11, RFC 5107) is none.
function dhcp_server_of(options: table[count] of string, sender: addr): string
	{
	local server = dhcp_address(options, 54);
	if ( server == "" )
		return cat(sender);
	local relay: table[count] of string;
	if ( 82 in options )
		dhcp_options(options[82], relay);
	return dhcp_address(relay, 11) == server ? cat(sender) : server;
	}

function boot_client(data: string): string
	{
	return bytestring_to_hexstr(data[28 : 28 + bytestring_to_count(data[2], F)]);
	}

function boot_options(data: string, client: string, sender: addr,
    client_class: string): BootOptions
	{
	local b = BootOptions($mac=client, $xid=bytestring_to_count(data[4:8], F),
	    $yiaddr=raw_bytes_to_v4_addr(data[16:20]),
	    $ciaddr=raw_bytes_to_v4_addr(data[12:16]), $dhcp_server=cat(
	    sender));
	if ( client_class != "" )
		b$client_class = client_class;
	local options: table[count] of string;
	local servers: vector of string;
	local sname = data[44:108];
	local bootfile = data[108:236];
	if ( |data| > 240 && data[236:240] == dhcp_cookie )
		{
		dhcp_options(data[240:], options, servers);
		# The fields of file and sname may hold options instead (option 52).
		local overload = 52 in options && |options[52]| > 0 ? bytestring_to_count(
		    options[52][0], F) : 0;
		if ( overload == 1 || overload == 3 )
			{
			dhcp_options(bootfile, options, servers);
			bootfile = "";
			}
		if ( overload == 2 || overload == 3 )
			{
			dhcp_options(sname, options, servers);
			sname = "";
			}
		}
	if ( 53 in options && |options[53]| == 1 )
		b$kind = bytestring_to_count(options[53], F);
	b$dhcp_server = dhcp_server_of(options, sender);
	# Clients without a hardware address (RFC 4390) identify themselves.
	if ( b$mac == "" && 61 in options )
		b$mac = bytestring_to_hexstr(options[61]);

	add_boot_file(b, bootfile, "file");
	if ( 67 in options )
		add_boot_file(b, options[67], "option 67");
	if ( 66 in options )
		add_server_texts(b, options[66], "option 66");
	if ( |servers| > 1 )
		for ( _, server in servers )
			if ( is_valid_ip(dhcp_text(server)) || "://" in server )
				add_server_texts(b, server, "option 66");
	if ( 150 in options )
		add_server_list(b, options[150], "option 150");
	add_vendor_options(b, options);
	# Many servers put their own address into siaddr whatever they hand out: it says something beside a boot
	# file, and unless another server is named. Likewise sname, which often is the server's own name: as an
	# address, or where nothing else is named.
	if ( |b$files| == 0 )
		return b;
	local siaddr = cat(raw_bytes_to_v4_addr(data[20:24]));
	if ( |b$servers| == 0 || siaddr != b$dhcp_server )
		add_boot_server(b, siaddr, "siaddr");
	if ( |b$servers| == 0 || is_valid_ip(dhcp_text(sname)) )
		add_boot_server(b, sname, "sname");
	return b;
	}

@load ./boot-vendor-options
