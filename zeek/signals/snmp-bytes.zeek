##! SETs that Zeek's own analyzer gives up, because bytes follow the message in its datagram. Agents take a message for
##! what its length says, and obey. The first SET of each flow is read here, if that is its case.

@load base/protocols/snmp
@load ./snmp-set

@load-sigs ./snmp.sig

module Bootwarden;

export {
	## Raised for the first SET of each flow, with its datagram.
	global snmp_set_bytes: event(state: signature_state, data: string);
}

# Of a longer message the rest is not looked at.
const snmp_most_bytes = 8192;

# Where in the bytes a value of BER stands; no tag where there is none.
type BerValue: record {
	tag: count &default=0;
	begin: count &default=0;
	end: count &default=0;
};

# The value that begins at a place, within bytes up to a limit.
function ber_value(data: string, at: count, limit: count): BerValue
	{
	local none = BerValue();
	if ( at + 2 > limit )
		return none;
	local size = bytestring_to_count(data[at + 1]);
	local begin = at + 2;
	if ( size > 0x84 || size == 0x80 )
		return none;
	if ( size > 0x80 )
		{
		local more = size - 0x80;
		if ( begin + more > limit )
			return none;
		size = bytestring_to_count(data[begin : begin + more]);
		begin += more;
		}
	if ( begin + size > limit )
		return none;
	return BerValue($tag=bytestring_to_count(data[at]), $begin=begin,
	    $end=begin + size);
	}

# An object identifier as text.
function ber_oid(bytes: string): string
	{
	local arcs: vector of string;
	local arc = 0;
	for ( byte in bytes )
		{
		local n = bytestring_to_count(byte);
		arc = ( arc % 0x2000000 ) * 128 + n % 128;
		if ( n >= 128 )
			next;
		if ( |arcs| == 0 )
			{
			local first = arc / 40 > 2 ? 2 : arc / 40;
			arcs += cat(first);
			arc -= first * 40;
			}
		arcs += cat(arc);
		arc = 0;
		}
	return join_string_vec(arcs, ".");
	}

# A number of up to four bytes.
function ber_number(bytes: string): int
	{
	if ( |bytes| == 0 || |bytes| > 8 )
		return +0;
	local n = bytestring_to_count(bytes);
	if ( |bytes| < 8 && bytestring_to_count(bytes[0]) >= 0x80 )
		return +n - +double_to_count(pow(2.0, 8.0 * |bytes|));
	return +n;
	}

# A binding's value as Zeek's analyzer gives it.
function ber_object_value(tag: count, bytes: string): SNMP::ObjectValue
	{
	local value = SNMP::ObjectValue($tag=tag);
	switch ( tag )
		{
		case 0x02:
			value$signed = ber_number(bytes);
			break;
		case 0x04, 0x44:
			value$octets = bytes;
			break;
		case 0x06:
			value$oid = ber_oid(bytes);
			break;
		case 0x40:
			if ( |bytes| == 4 )
				value$address = raw_bytes_to_v4_addr(bytes);
			break;
		case 0x41, 0x42, 0x43, 0x46:
			value$unsigned = int_to_count(|bytes| > 5 ? +0 : ber_number("\x00" + bytes));
			break;
		}
	return value;
	}

# The bindings of a SET's PDU.
function ber_bindings(data: string, pdu: BerValue): SNMP::Bindings
	{
	local found: SNMP::Bindings = vector();
	local at = pdu$begin;
	# Request id, error status and index stand before the list.
	local field = BerValue();
	for ( _ in vector(1, 2, 3, 4) )
		{
		field = ber_value(data, at, pdu$end);
		if ( field$tag == 0 )
			return found;
		at = field$end;
		}
	local last = field$end;
	at = field$begin;
	while ( at < last )
		{
		local pair = ber_value(data, at, last);
		if ( pair$tag != 0x30 )
			return found;
		at = pair$end;
		local name = ber_value(data, pair$begin, pair$end);
		local value = ber_value(data, name$end, pair$end);
		if ( name$tag != 0x06 || value$tag == 0 )
			next;
		found += SNMP::Binding($oid=ber_oid(data[name$begin : name$end]),
		    $value=ber_object_value(value$tag, data[value$begin :
		    value$end]));
		}
	return found;
	}

event Bootwarden::snmp_set_bytes(state: signature_state, data: string)
	{
	local message = ber_value(data, 0, |data|);
	# What ends where its datagram does, Zeek reads.
	if ( message$tag != 0x30
	    || message$end == |data|
	    || message$end > snmp_most_bytes )
		return;
	local version = ber_value(data, message$begin, message$end);
	local community = ber_value(data, version$end, message$end);
	local pdu = ber_value(data, community$end, message$end);
	if ( version$tag != 0x02 || community$tag != 0x04 || pdu$tag != 0xa3 )
		return;
	snmp_set_seen(state$conn, state$is_orig, data[community$begin : community$end],
	    ber_bindings(data, pdu));
	}
