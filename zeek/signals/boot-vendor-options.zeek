##! Boot servers and files in DHCP options whose meaning depends on who reads them. Which those are, and how they are
##! read, are facts. These options also carry much that boots nothing (wireless controllers, CPE management, captive
##! portals, phones' proxies): only what is one of the known forms counts.

@load ../facts/dhcp
@load ../image
@load ./boot-options

module Bootwarden;

# Whether a URL names what boots, configures or provisions a device, as against what a client merely uses.
function is_boot_url(text: string): bool
	{
	local url = boot_url(text);
	if ( ! url?$file_name )
		return F;
	return /^t?ftp:/i in text
	    || boot_url_names == to_lower(url$file_name)
	    || class_of_name(url$file_name) in set("network-image", "network-config", "pxe");
	}

# URLs in an option: any where ``whatever`` they name, else those of what boots.
function add_boot_urls(b: BootOptions, value: string, whatever: bool,
    source: string)
	{
	for ( _, text in find_all_ordered(value, /(tftp|ftp|https?):\/\/[!-~]+/i) )
		if ( whatever || is_boot_url(text) )
			add_boot_file(b, text, source);
	}

# Whether URLs in an option are for booting whatever they name: nobody else keeps some there, or the client is one that
# looks for them there.
function boots_from(b: BootOptions, form: DhcpForm): bool
	{
	return form$own
	    || ( form?$client && b?$client_class && form$client in b$client_class );
	}

# PXE boot servers (option 43, sub-option 8): type, number of addresses, addresses.
function add_pxe_servers(b: BootOptions, vendor: string, source: string)
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
		add_addresses(b, list[at + 3 : last], source);
		at = last;
		}
	}

# Cisco Plug and Play: 5A1N;B2;K4;I10.0.0.5;J80. Letters tell fields apart; I is the server that provisions.
function add_pnp_server(b: BootOptions, vendor: string, source: string)
	{
	for ( _, part in split_string(dhcp_text(vendor), /;/) )
		if ( /^I[0-9a-zA-Z.:-]+$/ in part )
			add_boot_server(b, part[1:], source);
	}

# Junos: image (0), configuration (1), transfer mode (3), another image (4). Unlike elsewhere, 0 is no padding.
# Other vendors' sub-options are not texts with such names.
function add_junos_files(b: BootOptions, vendor: string, form: DhcpForm,
    source: string)
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
	if ( at != |vendor| || ( 3 in texts && to_lower(texts[3]) !in form$modes ) )
		return;
	for ( _, wanted in vector(0, 1, 4) )
		if ( wanted in texts && ( 3 in texts || form$names == texts[wanted] ) )
			add_boot_file(b, texts[wanted], source);
	}

# EXOS: the server's address (100), and each file (101).
function add_exos_files(b: BootOptions, vendor: string, form: DhcpForm,
    source: string)
	{
	local server = "";
	local at = 0;
	while ( at + 2 <= |vendor| )
		{
		local code = bytestring_to_count(vendor[at], F);
		local last = at + 2 + bytestring_to_count(vendor[at + 1], F);
		local value = vendor[at + 2 : last];
		at = last;
		if ( code == 100 )
			server = value;
		else if ( code == 101 && form$names == to_lower(dhcp_text(value)) )
			{
			add_addresses(b, server, source);
			add_boot_file(b, value, source);
			}
		}
	}

# Vendor-identifying information (RFC 3925): enterprise, length, sub-options. URLs of any enterprise count but those
# whose information boots nothing; of one, a sub-option names a file.
function add_identified(b: BootOptions, value: string, form: DhcpForm,
    source: string)
	{
	local at = 0;
	while ( at + 5 <= |value| )
		{
		local enterprise = bytestring_to_count(value[at : at + 4], F);
		local last = at + 5 + bytestring_to_count(value[at + 4], F);
		local data = value[at + 5 : last];
		at = last;
		if ( enterprise in foreign_enterprises )
			next;
		for ( _, text in find_all_ordered(data, /(tftp|ftp|https?):\/\/[!-~]+/i) )
			add_boot_file(b, text, source);
		if ( ! form?$suboption || enterprise != form$enterprise )
			next;
		local subs: table[count] of string;
		dhcp_options(data, subs);
		if ( form$suboption in subs )
			add_boot_file(b, subs[form$suboption], source);
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

# Addresses, where others keep numbers that no host has as its address.
function add_addresses_or_texts(b: BootOptions, value: string, source: string)
	{
	if ( is_server_text(value)
	    || /^[\x01-\x7e\x80-\xdf][\x00-\xff]{3}$/ in value )
		add_server_list(b, value, source);
	}

function add_by_form(b: BootOptions, value: string, form: DhcpForm)
	{
	local source = fmt("option %d", form$code);
	switch ( form$form )
		{
		case "pxe-servers":
			add_pxe_servers(b, value, source);
			break;
		case "pnp":
			add_pnp_server(b, value, source);
			break;
		case "junos-files":
			add_junos_files(b, value, form, source);
			break;
		case "exos-files":
			add_exos_files(b, value, form, source);
			break;
		case "identified":
			add_identified(b, value, form, source);
			break;
		case "server-list":
			add_addresses_or_texts(b, value, source);
			break;
		case "bootstrap":
			add_bootstrap_servers(b, value, source);
			break;
		case "pxelinux":
			add_pxelinux_server(b, value, source);
			break;
		case "urls":
			add_boot_urls(b, value, boots_from(b, form), source);
			break;
		}
	}

# The options that have forms: most replies have none.
global form_codes: set[count];

event zeek_init() &priority=10
	{
	for ( _, form in dhcp_forms )
		add form_codes[form$code];
	}

# Whether servers fill an option, which is there, in this form here.
function has_form(options: table[count] of string, form: DhcpForm): bool
	{
	return ( ! form?$reply || ( 60 in options && form$reply in options[60] ) )
	    && ( ! form?$begins || form$begins in options[form$code] );
	}

function add_vendor_options(b: BootOptions, options: table[count] of string)
	{
	local some = F;
	for ( code in options )
		some = some || code in form_codes;
	if ( ! some )
		return;
	# Of an option's forms, but for URLs, the most certain is meant.
	local read: set[count];
	for ( _, form in dhcp_forms )
		{
		if ( form$code !in options || ! has_form(options, form) )
			next;
		if ( form$form != "urls" && form$form != "identified" )
			{
			if ( form$code in read )
				next;
			add read[form$code];
			}
		add_by_form(b, options[form$code], form);
		}
	}
