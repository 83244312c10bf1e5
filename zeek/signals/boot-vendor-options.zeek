##! Boot servers and files in DHCP options whose meaning depends on who reads them: 43 (PXE, Cisco Plug and Play,
##! Junos), 114, 125, 128 to 135, 143, 209 and 210 (PXELINUX) and 239. These options also carry much that boots nothing (wireless
##! controllers, CPE management, captive portals, phones' proxies): only what is one of the known forms counts.

@load ../image
@load ./boot-options

module Bootwarden;

# Junos' transfer modes (sub-option 3), and the names of what it fetches.
const junos_modes: set[string] = {
	"tftp",
	"ftp",
	"http",
	"https"
};
const junos_name = /.*\.(tgz|gz|img|conf|config|cfg|txt|slax|xsl|py|sh)/;

# Broadband Forum: management servers of CPEs, in option 125.
const broadband_forum = 3561;

# Whether a URL names what boots, configures or provisions a device, as against what a client merely uses.
function is_boot_url(text: string): bool
	{
	local url = boot_url(text);
	if ( ! url?$file_name )
		return F;
	return /^t?ftp:/i in text
	    || /\.(py|sh|ztp|swi|onie)$/i in url$file_name
	    || classify(url$file_name, "unknown") in set("network-image", "network-config", "pxe");
	}

function add_boot_urls(b: BootOptions, value: string, source: string)
	{
	for ( _, text in find_all_ordered(value, /(tftp|ftp|https?):\/\/[!-~]+/i) )
		if ( is_boot_url(text) )
			add_boot_file(b, text, source);
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
		local last = at + 3 + 4 * bytestring_to_count(list[at + 2], F);
		add_addresses(b, list[at + 3 : last], "option 43");
		at = last;
		}
	}

# Cisco Plug and Play: 5A1N;B2;K4;I10.0.0.5;J80. Letters tell fields apart; I is the server that provisions.
function add_pnp_server(b: BootOptions, vendor: string)
	{
	for ( _, part in split_string(dhcp_text(vendor), /;/) )
		if ( /^I[0-9a-zA-Z.:-]+$/ in part )
			add_boot_server(b, part[1:], "option 43");
	}

# Junos: image (0), configuration (1), transfer mode (3), another image (4). Unlike elsewhere, 0 is no padding.
# Other vendors' sub-options are not texts with such names.
function add_junos_files(b: BootOptions, vendor: string)
	{
	local texts: table[count] of string;
	local at = 0;
	while ( at + 2 <= |vendor| )
		{
		local code = bytestring_to_count(vendor[at], F);
		local length = bytestring_to_count(vendor[at + 1], F);
		local text = dhcp_text(vendor[at + 2 : at + 2 + length]);
		at += 2 + length;
		if ( code > 8 || at > |vendor| || text == "" || /[^!-~]|:\/\// in text )
			return;
		texts[code] = text;
		}
	if ( at != |vendor| || ( 3 in texts && to_lower(texts[3]) !in junos_modes ) )
		return;
	for ( _, wanted in vector(0, 1, 4) )
		if ( wanted in texts && ( 3 in texts || junos_name == texts[wanted] ) )
			add_boot_file(b, texts[wanted], "option 43");
	}

# Vendor-identifying information (RFC 3925): enterprise, length, sub-options. ONIE names installers by URL (42623),
# Dell an image by name (674, sub-option 5).
function add_identified(b: BootOptions, value: string)
	{
	local at = 0;
	while ( at + 5 <= |value| )
		{
		local enterprise = bytestring_to_count(value[at : at + 4], F);
		local last = at + 5 + bytestring_to_count(value[at + 4], F);
		local data = value[at + 5 : last];
		at = last;
		if ( enterprise == broadband_forum )
			next;
		for ( _, text in find_all_ordered(data, /(tftp|ftp|https?):\/\/[!-~]+/i) )
			add_boot_file(b, text, "option 125");
		local subs: table[count] of string;
		dhcp_options(data, subs);
		if ( enterprise == 674 && 5 in subs )
			add_boot_file(b, subs[5], "option 125");
		}
	}

# Bootstrap servers (RFC 8572): each a URL behind its length in two bytes.
function add_bootstrap_servers(b: BootOptions, value: string, source: string)
	{
	local at = 0;
	while ( at + 2 <= |value| )
		{
		local last = at + 2 + bytestring_to_count(value[at : at + 2], F);
		local url = boot_url(value[at + 2 : last]);
		if ( ! url?$server )
			return;
		add_boot_server(b, url$server, source);
		at = last;
		}
	}

# Where PXELINUX finds its configuration (RFC 5071): a path, a URL, or host::path.
function add_pxelinux_server(b: BootOptions, value: string, source: string)
	{
	local path = dhcp_text(value);
	if ( boot_url(path)?$server )
		add_boot_file(b, path, source);
	else if ( /^[0-9a-zA-Z.-]+::/ in path )
		add_boot_server(b, sub(path, /::.*$/, ""), source);
	}

function add_vendor_options(b: BootOptions, options: table[count] of string)
	{
	if ( 43 in options )
		{
		if ( 60 in options && /^PXEClient/ in options[60] )
			add_pxe_servers(b, options[43]);
		else if ( /^5A[0-9]*[A-Z]?;/ in options[43] )
			add_pnp_server(b, options[43]);
		else
			add_junos_files(b, options[43]);
		}
	if ( 125 in options )
		add_identified(b, options[125]);
	# Others keep numbers there, which no host has as its address.
	if ( 128 in options
	    && ( is_server_text(options[128]) || /^[\x01-\x7e\x80-\xdf][\x00-\xff]{3}$/ in options[128] ) )
		add_server_list(b, options[128], "option 128");
	if ( 143 in options )
		add_bootstrap_servers(b, options[143], "option 143");
	for ( _, place in vector(209, 210) )
		if ( place in options )
			add_pxelinux_server(b, options[place], fmt("option %d", place));
	for ( _, code in vector(43, 114, 128, 129, 130, 131, 132, 133, 134, 135, 239) )
		if ( code in options )
			add_boot_urls(b, options[code], fmt("option %d", code));
	}
