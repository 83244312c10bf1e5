##! Evidence from the names that TFTP requests ask for: AutoInstall's names, and paths out of the server's root.

@load ../facts/autoinstall
@load ../facts/path
@load ../tftp
@load ./parties

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## A device asked for a name that AutoInstall tries: it has no configuration of its own.
		AUTOINSTALL_REQUEST,
		## A request named a path out of the server's root, or a system file.
		PATH_TRAVERSAL,
	};

	## Whether a name is one that AutoInstall tries. By broadcast any configuration's name is: who has its own
	## knows whom to ask.
	global autoinstall_name: function(name: string, broadcast: bool): bool;

	## Why a name is an attack: it climbs, or is a system file's; empty where it is ordinary.
	global path_traversal: function(name: string): string;
}

const any_configuration = /.*(-confg|-config|\.cfg|\.conf|\.confg|\.ini)/;

function autoinstall_name(name: string, broadcast: bool): bool
	{
	local base = base_name(name);
	if ( base in autoinstall_names || ( broadcast && base == any_configuration ) )
		return T;
	for ( _, made in autoinstall_patterns )
		if ( made == base )
			return T;
	return F;
	}

# Other spellings of the same path: percent signs, overlong UTF-8, backslashes, slashes in a row. Servers written in C
# read a name up to its first NUL.
const odd_spelling = /[%\\\x00\xc0-\xf0]|\/\.?\//;

function plain_path(name: string): string
	{
	local path = to_lower(name);
	if ( odd_spelling !in path )
		return path;
	# Twice, because what is decoded may again be encoded.
	for ( _ in vector(1, 2) )
		{
		path = gsub(path, /%25/, "%");
		path = gsub(path, /%2e|%u002e|%c0%ae|\xc0\xae|%e0%80%ae|\xe0\x80\xae|\xf0\x80\x80\xae/,
		    ".");
		path = gsub(path, /%2f|%5c|%u002f|%u005c|%c0%af|\xc0\xaf|%c1%9c|\xc1\x9c|%e0%80%af|\xe0\x80\xaf|\xf0\x80\x80\xaf/,
		    "/");
		}
	path = sub(path, /(%00|\x00).*$/s, "");
	path = gsub(path, /\\/, "/");
	# Steps that lead nowhere.
	return gsub(path, /\/(\.?\/)+/, "/");
	}

# What stands before the root of a path: a drive, a scheme, another host's drive.
const before_root = /^([a-z]:|file:|\/?[^\/]+\/[a-z]\$)/;

# What may stand before a root, or be folders: other names are paths as they are.
const has_root = /\/|^[a-z]:|^file:/;

# The path from the root on, without the folders that steps back leave.
function from_root(path: string): string
	{
	local left: vector of string;
	for ( _, part in split_string(sub(path, before_root, ""), /\/+/) )
		if ( part == ".." && |left| > 0 )
			left[|left| - 1 :] = vector();
		else if ( part != "" && part != "." )
			left += part;
	return join_string_vec(left, "/");
	}

function path_traversal(name: string): string
	{
	local path = plain_path(name);
	local depth = 0;
	for ( _, part in ".." in path ? split_string(path, /\/+/) : vector() )
		{
		# Filters that take `../` out once leave one of `....//`; some servers leave out what follows a semicolon.
		if ( part == /\.\.+(;.*)?/ )
			{
			if ( depth == 0 || |part| > 2 )
				return "climbs out of the server's root";
			--depth;
			}
		else if ( part != "" && part != "." )
			++depth;
		}
	if ( system_files == ( has_root in path ? from_root(path) : path ) )
		return "asks for a system file";
	return "";
	}

function request_evidence(kind: EvidenceKind, t: Transfer): Evidence
	{
	local server = t?$requested ? t$requested : t$server;
	local e = transfer_evidence(kind, "fetch", t$client, server, t$file_name);
	e$uid = t$uid;
	e$id = t$id;
	e$object = t?$op && t$op == "write" ? "WRQ" : "RRQ";
	return e;
	}

event tftp_request(t: Transfer)
	{
	if ( ! t?$file_name )
		return;
	local wrong = path_traversal(t?$whole_name ? t$whole_name : t$file_name);
	if ( wrong != "" )
		{
		local attempt = request_evidence(PATH_TRAVERSAL, t);
		attempt$detail = wrong;
		event Bootwarden::evidence(attempt);
		}
	local asked = t?$requested ? t$requested : t$server;
	# A subnet's broadcast address is known by how it ends, as no mask is.
	local broadcast = asked in multicast_nets || cat(asked) == /.*\.255/;
	if ( t?$op
	    && t$op == "read"
	    && ! outside(t$client)
	    && autoinstall_name(t$file_name, broadcast) )
		event Bootwarden::evidence(request_evidence(AUTOINSTALL_REQUEST, t));
	}
