##! Reads the boot information of a DHCP or BOOTP reply from its bytes: Zeek's own analyzer leaves out options
##! 66, 67 and 150. RFC 951, 2131, 2132, 5859; PXE 2.1.

@load ./boot-lines
@load ./kinds

module Bootwarden;

export {
	## The boot information of one reply.
	type BootOptions: record {
		## Hardware address of the client.
		mac: string;
		## Transaction id.
		xid: count;
		## Type of the message (option 53); 0 for plain BOOTP.
		kind: count &default=0;
		## Address leased; 0.0.0.0 in answers of proxyDHCP servers.
		yiaddr: addr;
		## Address that the client had.
		ciaddr: addr;
		## The DHCP server: option 54, else the sender.
		dhcp_server: string;
		## Boot servers named, in order.
		servers: vector of string &default=vector();
		## What named them.
		sources: vector of string &default=vector();
		## Boot file named.
		file_name: string &optional;
	};

	## Whether bytes are a DHCP or BOOTP reply.
	global is_boot_reply: function(data: string): bool;

	## The boot information of a reply; without servers and file where there is none.
	global boot_options: function(data: string, sender: addr): BootOptions;
}

# Vendor options that may hold URLs: 43, 125, and those that RFC 4578 keeps for PXE.
const text_option_codes = vector(43, 125, 128, 129, 130, 131, 132, 133, 134,
    135);

const dhcp_cookie = "\x63\x82\x53\x63";

function is_boot_reply(data: string): bool
	{
	# op, hardware address length; the fixed part is 236 bytes.
	return |data| >= 236
	    && data[0] == "\x02"
	    && bytestring_to_count(data[2], F) <= 16;
	}

# Adds a server once. Addresses that name no host do not count.
function add_boot_server(b: BootOptions, server: string, source: string)
	{
	local name = to_lower(strip(sub(server, /\x00.*$/s, "")));
	if ( name == ""
	    || name == "0.0.0.0"
	    || name == "255.255.255.255"
	    || |name| > 255 )
		return;
	name = plain_text(name);
	for ( _, known in b$servers )
		if ( known == name )
			return;
	if ( |b$servers| < 16 )
		{
		b$servers += name;
		b$sources += source;
		}
	}

# A name, an address, or a URL.
function add_boot_file(b: BootOptions, raw: string, source: string)
	{
	local name = sub(raw, /\x00.*$/s, "");
	if ( name == "" )
		return;
	local url = boot_url(name);
	if ( url?$server )
		add_boot_server(b, url$server, source);
	if ( url?$file_name )
		name = url$file_name;
	if ( ! b?$file_name )
		b$file_name = plain_text(name);
	}

# The options of a field, each code's parts joined (RFC 3396).
function dhcp_options(data: string, options: table[count] of string)
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
		at += 2 + length;
		}
	}

# Option 150: addresses of four bytes; some servers write text instead.
function add_option_150(b: BootOptions, value: string)
	{
	if ( /^[0-9a-zA-Z.,; -]+$/ in value && /[0-9]\.[0-9]|[a-zA-Z]\./ in value )
		{
		for ( _, server in split_string(value, /[,; ]+/) )
			add_boot_server(b, server, "option 150");
		return;
		}
	local at = 0;
	while ( at + 4 <= |value| )
		{
		add_boot_server(b, cat(raw_bytes_to_v4_addr(value[at : at + 4])),
		    "option 150");
		at += 4;
		}
	}

# PXE boot servers (option 43, sub-option 8): type, number of addresses, addresses.
function add_pxe_servers(b: BootOptions, vendor: string)
	{
	local pxe: table[count] of string;
	dhcp_options(vendor, pxe);
	if ( 8 !in pxe )
		return;
	local list = pxe[8];
	local at = 0;
	while ( at + 3 <= |list| )
		{
		local n = bytestring_to_count(list[at + 2], F);
		at += 3;
		while ( n > 0 && at + 4 <= |list| )
			{
			add_boot_server(b, cat(raw_bytes_to_v4_addr(list[at : at + 4])),
			    "option 43");
			at += 4;
			--n;
			}
		if ( n > 0 )
			return;
		}
	}

# Servers in options that only some vendors' devices read: what says it is a URL is one.
function add_urls(b: BootOptions, value: string, source: string)
	{
	for ( _, text in find_all_ordered(value, /(tftp|ftp|https?):\/\/[!-~]+/i) )
		add_boot_file(b, text, source);
	}

function dhcp_address(options: table[count] of string, code: count): string
	{
	if ( code !in options || |options[code]| != 4 )
		return "";
	return cat(raw_bytes_to_v4_addr(options[code]));
	}

function boot_options(data: string, sender: addr): BootOptions
	{
	local b = BootOptions($mac=bytestring_to_hexstr(data[28 : 28 +
	    bytestring_to_count(data[2], F)]), $xid=bytestring_to_count(data[4:8], F),
	    $yiaddr=raw_bytes_to_v4_addr(data[16:20]),
	    $ciaddr=raw_bytes_to_v4_addr(data[12:16]), $dhcp_server=cat(
	    sender));
	local options: table[count] of string;
	local sname = data[44:108];
	local bootfile = data[108:236];
	if ( |data| > 240 && data[236:240] == dhcp_cookie )
		{
		dhcp_options(data[240:], options);
		# The fields of file and sname may hold options instead (option 52).
		local overload = 52 in options && |options[52]| > 0 ? bytestring_to_count(
		    options[52][0], F) : 0;
		if ( overload == 1 || overload == 3 )
			{
			dhcp_options(bootfile, options);
			bootfile = "";
			}
		if ( overload == 2 || overload == 3 )
			{
			dhcp_options(sname, options);
			sname = "";
			}
		}
	if ( 53 in options && |options[53]| == 1 )
		b$kind = bytestring_to_count(options[53], F);
	if ( dhcp_address(options, 54) != "" )
		b$dhcp_server = dhcp_address(options, 54);

	add_boot_file(b, bootfile, "file");
	if ( 67 in options )
		add_boot_file(b, options[67], "option 67");
	if ( 66 in options )
		{
		local url = boot_url(options[66]);
		add_boot_server(b, url?$server ? url$server : options[66], "option 66");
		}
	if ( 150 in options )
		add_option_150(b, options[150]);
	if ( 43 in options && 60 in options && /^PXEClient/ in options[60] )
		add_pxe_servers(b, options[43]);
	for ( _, code in text_option_codes )
		if ( code in options )
			add_urls(b, options[code], fmt("option %d", code));
	# Many servers put their own address into siaddr whatever they hand out: it says something beside a boot
	# file, and unless another server is named. Likewise sname, which often is the server's own name: as an
	# address, or where nothing else is named.
	local siaddr = cat(raw_bytes_to_v4_addr(data[20:24]));
	if ( b?$file_name && ( |b$servers| == 0 || siaddr != b$dhcp_server ) )
		add_boot_server(b, siaddr, "siaddr");
	if ( b?$file_name
	    && ( |b$servers| == 0 || is_valid_ip(sub(sname, /\x00.*$/s, "")) ) )
		add_boot_server(b, sname, "sname");
	return b;
	}
