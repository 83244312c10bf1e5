##! Evidence from RADIUS accounting (RFC 2866): the commands that devices account for, in attributes of their vendors
##! (:zeek:see:`Bootwarden::radius_commands`). They come in clear.
##!
##! Zeek's own analyzer reads the messages; its radius.log stays as it is without Bootwarden.

@load base/protocols/radius
@load ../facts/aaa
@load ./commands
@load ./urls

module Bootwarden;

export {
	## Ports that RADIUS servers take accounting on: RFC 2866, and the older one.
	const radius_accounting_ports: set[port] = {
		1813/udp,
		1646/udp
	} &redef;
}

# Code and attributes of RFC 2865 and 2866.
const radius_accounting_request = 4;
const radius_user_name = 1;
const radius_vendor_specific = 26;
const radius_calling_station = 31;

# What is read of one message: a vendor's attributes have one byte for their length, so no command is longer than 247.
const radius_most_attributes = 64;

event zeek_init()
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_RADIUS,
	    radius_accounting_ports);
	}

# The base script logs only authentication; of accounting it would write an empty line.
hook RADIUS::log_policy(rec: RADIUS::Info, id: Log::ID, filter: Log::Filter)
	{
	if ( rec$id$resp_p in radius_accounting_ports )
		break;
	}

# The commands in a vendor's attribute: its enterprise number, then type, length and value of each of its own.
function radius_commands_in(attribute: string): vector of string
	{
	local found: vector of string;
	if ( |attribute| < 6 )
		return found;
	local vendor = bytestring_to_count(attribute[0:4]);
	local at = 4;
	while ( at + 2 <= |attribute| )
		{
		local kind = bytestring_to_count(attribute[at : at + 1]);
		local length = bytestring_to_count(attribute[at + 1 : at + 2]);
		if ( length < 2 || at + length > |attribute| )
			return found;
		local value = attribute[at + 2 : at + length];
		at += length;
		if ( [vendor, kind] !in radius_commands )
			next;
		local known = radius_commands[vendor, kind];
		if ( known?$before )
			{
			local parts = split_string1(value, known$before);
			if ( |parts| < 2 )
				next;
			value = parts[1];
			}
		found += sub(value, / *<cr>$/, "");
		}
	return found;
	}

function radius_text(result: RADIUS::Message, attribute: count): string
	{
	return attribute in result$attributes ? plain_text(
	    result$attributes[attribute][0]) : "";
	}

event radius_message(c: connection, result: RADIUS::Message)
	{
	if ( result$code != radius_accounting_request
	    || ! result?$attributes
	    || radius_vendor_specific !in result$attributes
	    || ! is_watched(c$id$orig_h) )
		return;
	local user = radius_text(result, radius_user_name);
	local from = radius_text(result, radius_calling_station);
	for ( i, attribute in result$attributes[radius_vendor_specific] )
		{
		if ( i == radius_most_attributes )
			break;
		for ( _, command in radius_commands_in(attribute) )
			for ( _, line in boot_lines(strip(command)) )
				{
				if ( line$act == "set" )
					next;
				local e = command_evidence(c, c$id$orig_h, line);
				e$detail = "RADIUS accounting";
				e$transaction = fmt("%s %d %s", c$uid, result$trans_id, network_time());
				if ( user != "" )
					e$user = user;
				if ( is_valid_ip(from) )
					e$actor = to_addr(from);
				event Bootwarden::evidence(e);
				}
		}
	}
